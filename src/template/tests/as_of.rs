//! A template sees only what is true at the as-of date.

use super::data::{self, conflict, figure};
use super::{check_as_of, render_as_of, told};
use crate::model::{Dataset, Date, Event, Period};

#[test]
fn of_each_figure_the_latest_that_counts_is_taken() {
    for (as_of, text) in [
        ("2023-08-31", "[289 people](figure:0)"),
        ("2023-03-31", "[289 people](figure:0)"),
        ("2023-03-30", "[250 people](figure:0)"),
        ("2022-03-30", "[not available](figure:0)"),
    ] {
        assert_eq!(check_as_of(as_of, "{{ figure('trainees') }}"), text, "{as_of}");
        let has = if text.contains("not") { "no" } else { "yes" };
        assert_eq!(check_as_of(as_of, "{{ 'yes' if has_figure('trainees') else 'no' }}"), has, "{as_of}");
    }
    // The year that the day cuts counts where its source is dated by then.
    let mut dataset = data::dataset();
    dataset.figures.insert(2023, vec![figure("experts", "7 persons", Some("2023"), "page")]);
    let known = |as_of: &str| {
        let main = "{{ 'yes' if has_figure('experts') else 'no' }}";
        render_as_of(dataset.clone(), as_of, main).0.unwrap().rendered.text.trim_end().to_owned()
    };
    assert_eq!([known("2023-08-31"), known("2023-07-31"), known("2022-12-31")], ["yes", "no", "no"]);
    // Without a date of its own a figure counts from its source's date.
    let has = "{{ 'yes' if has_figure('volunteers') else 'no' }}";
    assert_eq!(check_as_of("2023-08-31", has), "yes");
    assert_eq!(check_as_of("2023-07-31", has), "no");
    assert_eq!(check_as_of("2023-08-31", "{% for u in undated() %}{{ u.title }}{% endfor %}"), "volunteers");
}

#[test]
fn a_hidden_figure_names_neither_year_nor_source() {
    let (rendering, _) = render_as_of(data::dataset(), "1999-03-31", "{{ figure('trainees') }}");
    let figures = rendering.unwrap().figures;
    let (id, figure) = figures.first_key_value().unwrap();
    assert_eq!(id.as_str(), "xyz/figures/trainees");
    assert!(figure.sources.is_empty() && figure.as_of.is_none() && figure.value.amount().is_none());
}

#[test]
fn projects_and_commitments_appear_when_they_begin() {
    let list = "{% for p in projects() %}{{ p.id }} {{ p.status.key }} {{ p.commitments|length }};{% endfor %}";
    let list = list.replace("{{ p.commitments|length }}", "{% for c in p.commitments %}c{% endfor %}");
    for (as_of, text) in [
        ("1998-05-31", ""),
        ("1999-03-31", "road ongoing c;"),
        ("2019-06-30", "road completed c;bridge not\\-known ;"),
        ("2023-08-31", "road completed c;bridge completed c;"),
    ] {
        assert_eq!(check_as_of(as_of, &list), text, "{as_of}");
    }
    let years = "{% for y in commitment_years() %}{{ y.year }}{{ '+' if y.has_commitments else '-' }} {% endfor %}";
    assert!(check_as_of("2023-08-31", years).starts_with("JFY1998\\+ JFY1999\\- "));
    assert_eq!(check_as_of("1999-03-31", years), "JFY1998\\+ ");
    assert_eq!(
        check_as_of("2023-08-31", "{{ commitments(fiscal_year=edition.fiscal_year)|length is eq(0) and 'none' }}"),
        "none"
    );
}

#[test]
fn the_brief_of_an_early_year_prints_no_later_date() {
    let mut dataset = data::dataset();
    dataset.people.events = ["1999-03-31", "1999", "1999-04-01"]
        .map(|date| Event {
            id: format!("event-{}", date.len()),
            date: Date::parse(date).unwrap(),
            title: data::text("Something happened"),
            sources: data::reference("page"),
        })
        .to_vec();
    let road = dataset.projects.iter_mut().find(|project| project.id == "road").unwrap();
    road.summary = Some(data::text("It was opened in 2001."));
    road.note = Some(data::text("Begun in 1998."));
    road.stated_years = Some(Period::parse("2000/2001").unwrap());
    road.conflicts = vec![conflict("old", "old"), conflict("old", "page"), conflict("old", "undated")];
    let later = road.commitments[0].instruments[0];
    road.commitments[0].instruments.push(crate::model::Instrument { date: Date::parse("1999-05-01"), ..later });
    let main = "{% for e in events() %}E {{ e.date }};{% endfor %}\
        {% for p in projects() %}P {{ p.title }} {{ p.period.start }} \
        {{ p.summary or 'no summary' }} {{ p.note or 'no note' }} {{ p.stated_years or 'no years' }} \
        {% for c in p.conflicts %}C {{ c.printed }} {{ c.other }};{% endfor %}\
        {% for c in p.commitments %}{{ c.instruments_text }} {{ c.signed }}{% endfor %}{% endfor %}\
        {{ figure('trainees') }} {{ figure('volunteers') }}{% for y in commitment_years() %} {{ y.year }}{% endfor %}";
    let (rendering, diagnostics) = render_as_of(dataset, "1999-03-31", main);
    let text = rendering.unwrap_or_else(|| panic!("{}", told(&diagnostics))).rendered.text.trim_end().to_owned();
    assert_eq!(
        text,
        "E March 31\\, 1999;P Project \\*road\\* June 1998 no summary Begun in 1998\\. no years \
         C a b;C a b;E\\/N of October 28\\, 1998 October 28\\, 1998\
         [not available](figure:0) [not available](figure:1) JFY1998"
    );
}

#[test]
fn a_conflict_is_shown_where_one_statement_is_known_and_none_is_of_later() {
    let shown = |as_of: &str, printed: &str, other: &str| {
        let mut dataset = data::dataset();
        dataset.projects[1].conflicts = vec![conflict(printed, other)];
        let (rendering, _) = render_as_of(dataset, as_of, "{% for c in conflicts() %}x{% endfor %}");
        rendering.unwrap().rendered.text.trim_end().to_owned()
    };
    for (as_of, printed, other, text) in [
        ("2023-08-31", "page", "old", "x"),
        ("2023-08-31", "page", "undated", "x"),
        ("2023-07-31", "page", "old", ""),
        ("1999-03-31", "old", "undated", "x"),
        ("1998-10-01", "old", "undated", "x"),
        ("1998-10-01", "page", "undated", ""),
    ] {
        assert_eq!(shown(as_of, printed, other), text, "{as_of} {printed} {other}");
    }
}

#[test]
fn other_statements_of_a_figure_are_conflicts_with_figures() {
    let mut dataset: Dataset = data::dataset();
    let mut record = figure("experts", "5 persons", Some("2022-03-31"), "page");
    record.other_statements = vec![crate::model::Statement {
        value: figure("x", "7 persons", None, "old").value,
        period: None,
        as_of: None,
        sources: data::reference("old"),
    }];
    record.chosen_because = Some(data::text("It is newer"));
    dataset.figures.insert(2020, vec![record]);
    let main = "{% for c in conflicts() %}{{ c.printed }} {{ c.other }} {{ c.reason }} {{ cite(c.other_sources) }}{% endfor %}";
    let (rendering, _) = render_as_of(dataset, "2023-08-31", main);
    assert_eq!(
        rendering.unwrap().rendered.text.trim_end(),
        "[5 people](figure:0) [7 people](figure:1) It is newer \\[1\\,\u{a0}line\u{a0}3\\]"
    );
}
