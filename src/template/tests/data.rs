//! An invented country.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::locale::Locale;
use crate::model::*;

pub(super) fn locale() -> Arc<Locale> {
    let ftl = "about = about { $count }\n\
        amount = { $number } { $unit }\namount-scaled = { $number } { $scale } { $unit }\n\
        amount-percent = { $number }%\nunit-scaled = { $scale } { $unit }\nunit-JPY = yen\nunit-USD = dollars\n\
        unit-persons = people\nunit-projects = projects\nunit-percent = per cent\nunit-km = kilometres\n\
        scale-million = million\nscale-billion = billion\nvalue-not-available = not available\n\
        qualifier-about = about { $amount }\nqualifier-up-to = up to { $amount }\n\
        fiscal-year = JFY{ $year }\ndate-uncertain = { $date }?\ndate-year = { $year }\n\
        period-closed = { $start }–{ $end }\nperiod-since = since { $start }\n\
        period-end-not-known = from { $start }\nperiod-until = until { $end }\n\
        status-ongoing = going on\nstatus-completed = done\nstatus-signed = signed\nstatus-not-known = not known\n\
        channel-jica = JICA\nchannel-organisation = through { $organisation }\nscheme-grant-aid = grant aid\n\
        instrument = { $kind } of { $date }\ninstrument-undated = { $kind }\nlist-separator = {\", \"}\n\
        citation = [{ $number }]\ncitation-line = [{ $number }, line { $line }]\n\
        conflict-about-year = year\nconflict-about-figure = number\nbasis-commitment = commitments\n\
        chart-alt = { $caption }: { $series }\nchart-alt-point = { $name }: { $category } { $value } { $unit }.\n\
        chart-alt-series = { $name }: from { $first } in { $first-category } to { $last } in { $last-category }.\n";
    Arc::new(Locale::new(LanguageTag::parse("en").unwrap(), "en.ftl", ftl).unwrap())
}

pub(super) fn text(text: &str) -> Localized {
    let text = Text { text: text.into(), translation: Translation::Official };
    [(LanguageTag::parse("en").unwrap(), text)].into_iter().collect()
}

pub(super) fn reference(document: &str) -> Vec<SourceReference> {
    vec![SourceReference { document: document.into(), line: Some("3".into()), page: None, cell: None }]
}

pub(super) fn figure(id: &str, value: &str, as_of: Option<&str>, source: &str) -> FigureRecord {
    FigureRecord {
        id: id.into(),
        label: text(id),
        value: FigureValue::Known(Quantity::parse(value).unwrap()),
        qualifier: Qualifier::Exact,
        basis: Some(Basis::Count),
        scheme: None,
        period: None,
        as_of: as_of.map(|date| Date::parse(date).unwrap()),
        coverage: Coverage::Complete,
        sources: reference(source),
        note: None,
        other_statements: vec![],
        chosen_because: None,
    }
}

pub(super) fn commitment(id: &str, amount: &str, date: &str) -> Commitment {
    Commitment {
        id: id.into(),
        amount: Quantity::parse(amount).unwrap(),
        qualifier: Qualifier::Exact,
        basis: Basis::Commitment,
        scheme: Scheme::GrantAid,
        channel: Channel::Jica,
        instruments: vec![Instrument { kind: InstrumentKind::ExchangeOfNotes, date: Date::parse(date) }],
        annual_limits: vec![],
        output: None,
        terms: None,
        sources: reference("undated"),
        note: None,
    }
}

pub(super) fn conflict(printed: &str, other: &str) -> Conflict {
    Conflict {
        about: "year".into(),
        printed: text("a"),
        printed_sources: reference(printed),
        other: text("b"),
        other_sources: reference(other),
        chosen_because: text("because"),
    }
}

pub(super) fn project(id: &str, period: Option<&str>, commitments: Vec<Commitment>) -> Project {
    Project {
        id: id.into(),
        title: text(&format!("Project *{id}*")),
        title_state: TitleState::Whole,
        aliases: vec![],
        schemes: vec![Scheme::GrantAid],
        grant_subtype: None,
        sector: None,
        places: vec![],
        counterpart: None,
        period: period.map(|period| Period::parse(period).unwrap()),
        stated_years: None,
        stated_status: None,
        summary: None,
        figures: vec![],
        commitments,
        sources: reference("page"),
        note: Some(
            [(LanguageTag::parse("xx").unwrap(), Text { text: "n".into(), translation: Translation::Draft })]
                .into_iter()
                .collect(),
        ),
        same_as: None,
        conflicts: vec![],
    }
}

fn source(id: &str, date: Option<&str>) -> (String, Source) {
    let source = Source {
        id: id.into(),
        title: text(&format!("The {id}")),
        publisher: None,
        address: Some("https://example.org/a_b?c=1&d=2".into()),
        date: date.map(|date| Date::parse(date).unwrap()),
        date_note: None,
        sha256: None,
        secondary: false,
    };
    (id.to_owned(), source)
}

pub(super) fn dataset() -> Dataset {
    let rate = ExchangeRate {
        id: "usd".into(),
        base: "USD".into(),
        quote: "JPY".into(),
        value: "142.5".parse().unwrap(),
        kind: RateKind::JicaMonthly,
        date: Date::parse("2023-08").unwrap(),
        sources: reference("page"),
        note: None,
    };
    Dataset {
        country: Country {
            code: "xyz".into(),
            name: text("the Land of X"),
            short_name: text("Land of X"),
            issuer: text("The office"),
            language: LanguageTag::parse("en").unwrap(),
            offices: vec![],
        },
        policies: vec![],
        sources: BTreeMap::from([
            source("page", Some("2023-08")),
            source("old", Some("1998")),
            source("undated", None),
        ]),
        rates: BTreeMap::from([("usd".into(), rate)]),
        projects: vec![
            project("bridge", Some("2019/2022"), vec![commitment("2019", "1.5 billion JPY", "2019-07-17")]),
            project("road", Some("1998-06/2003"), vec![commitment("1998", "200 million JPY", "1998-10-28")]),
        ],
        people: People::default(),
        figures: BTreeMap::from([
            (2021, vec![figure("trainees", "250 persons", Some("2022-03-31"), "page")]),
            (
                2022,
                vec![
                    figure("trainees", "289 persons", Some("2023-03-31"), "page"),
                    figure("volunteers", "12 persons", None, "page"),
                ],
            ),
        ]),
        editions: vec![],
        names: BTreeMap::new(),
        provenance: Vec::new(),
        narrative: BTreeMap::from([("en/intro.md".into(), "Words of {{ figure(\"trainees\") }}.\n".into())]),
        places: Places(BTreeMap::from([
            ("projects/road".into(), crate::diagnostic::Place::new("data/xyz/projects/grant-aid.yaml", 7, 3)),
            ("projects/bridge".into(), crate::diagnostic::Place::new("data/xyz/projects/grant-aid.yaml", 9, 3)),
        ])),
    }
}
