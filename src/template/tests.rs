//! Renderings of small templates over a small invented dataset.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Manifest, Rendering, Template, render};
use crate::diagnostic::Diagnostic;
use crate::model::*;

mod data;

fn template(main: &str, others: &[(&str, &str)]) -> Template {
    let manifest = Manifest {
        title: "t".into(),
        languages: None,
        formats: vec!["html".into()],
        theme: "plain".into(),
        main: "main.md.j2".into(),
        numbered_headings: false,
    };
    let mut files = BTreeMap::from([("report-templates/r/main.md.j2".to_owned(), main.to_owned())]);
    files.extend(others.iter().map(|(name, text)| (format!("report-templates/r/{name}"), (*text).to_owned())));
    Template { name: "r".into(), manifest, files }
}

fn render_in(dataset: Dataset, as_of: &str, main: &str) -> (Option<Rendering>, Vec<Diagnostic>) {
    let edition = Edition {
        report: "r".into(),
        year: 2022,
        fiscal_year: FiscalYear::new(2022).unwrap(),
        as_of: Date::parse(as_of).unwrap(),
        rate: Some("usd".into()),
        note: None,
    };
    let main = format!("{{{{ metadata(title=\"T\") }}}}{main}");
    render(
        &template(&main, &[("part.md.j2", "part {{ figure(\"trainees\") }}\n")]),
        &Arc::new(dataset),
        &edition,
        &data::locale(),
    )
}

/// The Markdown, or the problems.
fn check(main: &str) -> String {
    outcome(render_in(data::dataset(), "2023-08-31", main))
}

fn outcome((rendering, diagnostics): (Option<Rendering>, Vec<Diagnostic>)) -> String {
    match rendering {
        Some(rendering) => rendering.rendered.text,
        None => diagnostics
            .iter()
            .map(|one| {
                format!(
                    "{} {} {} {:?}\n",
                    one.code,
                    one.place.clone().map(|p| p.to_string()).unwrap_or_default(),
                    one.message,
                    one.hints
                )
            })
            .collect(),
    }
}

#[test]
fn figures_print_as_links_into_the_ledger() {
    insta::assert_snapshot!(check("{{ figure(\"trainees\") }} and {{ figure(\"trainees\")|number }}"), @"");
    insta::assert_snapshot!(check("{{ message(\"about\", count=figure(\"trainees\")) }}"), @"");
    insta::assert_snapshot!(check("{% include \"part.md.j2\" %}\n{% for p in projects() %}\n- {{ p.title }}, {{ p.status }}\n{% endfor %}\n"), @"");
    insta::assert_snapshot!(check("{% macro m(x) %}*{{ x }}*{% endmacro %}{{ m(\"a*b\") }}"), @"");
    insta::assert_snapshot!(check("{{ table([[\"a\", figure(\"trainees\")]], columns=[{title: \"x\"}, {title: \"y\", align: \"decimal\"}], caption=\"c\") }}"), @"");
}

#[test]
fn mistakes_are_told_at_their_place() {
    insta::assert_snapshot!(check("x\n{{ figure(\"trainee\") }}"), @"");
    insta::assert_snapshot!(check("x\n y {{ nothing }}"), @"");
    insta::assert_snapshot!(check("{{ figure(\"trainees\") ~ \"x\" }}"), @"");
    insta::assert_snapshot!(check("{{ table([[\"a\"]], columns=[{titel: \"x\"}]) }}"), @"");
    insta::assert_snapshot!(check("{{ projects()[0].titel }}"), @"");
    insta::assert_snapshot!(check("{{ message(\"abot\", count=1) }}"), @"");
    insta::assert_snapshot!(check("{{ \"x\"|upper }}"), @"");
    insta::assert_snapshot!(check("{{ figures() }}"), @"");
}
