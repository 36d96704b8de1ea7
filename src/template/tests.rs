//! Renderings of small templates over a small invented dataset.

mod algebra;
mod as_of;
mod blocks;
mod data;
mod language;
mod lints;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Manifest, Rendering, Template, render};
use crate::diagnostic::Diagnostic;
use crate::model::{Dataset, Date, Edition, FiscalYear};

fn template(main: &str) -> Template {
    let manifest = Manifest {
        title: "t".into(),
        languages: None,
        formats: vec!["html".into()],
        theme: "plain".into(),
        main: "main.md.j2".into(),
        numbered_headings: false,
        cost: BTreeMap::new(),
    };
    let files = [
        ("main.md.j2", main),
        ("part.md.j2", "part {{ figure(\"trainees\") }}\n"),
        ("endless.md.j2", "{% include \"endless.md.j2\" %}"),
    ];
    let path = |name: &str| format!("report-templates/r/{name}");
    let files = files.into_iter().map(|(name, text)| (path(name), text.to_owned()));
    Template { name: "r".into(), manifest, files: files.collect::<BTreeMap<_, _>>() }
}

/// Renders a main file, before which the metadata is set on a line of its own.
fn render_as_of(dataset: Dataset, as_of: &str, main: &str) -> (Option<Rendering>, Vec<Diagnostic>) {
    let as_of = Date::parse(as_of).unwrap();
    let edition = Edition {
        report: "r".into(),
        year: 2022,
        fiscal_year: FiscalYear::of(as_of.last_day()).unwrap(),
        as_of,
        rate: dataset.rates.contains_key("usd").then(|| "usd".into()),
        note: None,
    };
    let main = format!("{{% do metadata(title=\"T\") %}}\n{main}");
    render(&template(&main), &Arc::new(dataset), &edition, &data::locale())
}

fn rendering(main: &str) -> Rendering {
    let (rendering, diagnostics) = render_as_of(data::dataset(), "2023-08-31", main);
    rendering.unwrap_or_else(|| panic!("{}", told(&diagnostics)))
}

/// The Markdown, or the problems, each with code, place and sentence.
fn check(main: &str) -> String {
    check_as_of("2023-08-31", main)
}

fn check_as_of(as_of: &str, main: &str) -> String {
    let (rendering, diagnostics) = render_as_of(data::dataset(), as_of, main);
    rendering.map_or_else(|| told(&diagnostics), |rendering| rendering.rendered.text.trim_end_matches('\n').to_owned())
}

fn told(diagnostics: &[Diagnostic]) -> String {
    let line = |one: &Diagnostic| {
        let place = one.place.as_ref().map(ToString::to_string).unwrap_or_default();
        format!("{place} {}: {}", one.code, one.message).replace("report-templates/r/main.md.j2:", "")
    };
    diagnostics.iter().map(line).collect::<Vec<_>>().join("\n")
}
