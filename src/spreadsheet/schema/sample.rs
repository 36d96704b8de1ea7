//! Arbitrary data sets for tests, drawn from bytes. Every struct of the model is written out whole, so that a new field has to
//! be named here; the tests then ask that some table carries it.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::model::*;

/// Arbitrary data sets, with odd texts and long numbers. Ids and references are well formed, as the loader asks.
pub(crate) fn datasets() -> impl Strategy<Value = Dataset> {
    proptest::collection::vec(any::<u8>(), 0..3000).prop_map(|bytes| Choices::new(bytes).dataset())
}

/// A source of choices; when its bytes are used up, every choice is the first.
struct Choices {
    bytes: std::vec::IntoIter<u8>,
}

/// Texts that a workbook or its readers might take for something else.
const ODD: [&str; 24] = [
    "Roads, bridges",
    "=1+1",
    "_x0041_",
    "_x000D_",
    "two\nlines",
    " spaces around ",
    "'quoted",
    "0012",
    "1e5",
    "TRUE",
    "true",
    "2019-07-17",
    "1,234",
    "27.8",
    "back\\slash \\n \\e \\p",
    "a | b; c, d",
    "道路と橋",
    "Ошский мост",
    "-",
    "@x",
    "+1",
    "#N/A",
    "[table]",
    "\"quoted\" <b>&amp;</b>",
];

impl Choices {
    fn new(bytes: Vec<u8>) -> Choices {
        Choices { bytes: bytes.into_iter() }
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::from(self.bytes.next().unwrap_or(0)) % limit
    }

    fn pick<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(2) == 1).then(|| make(self))
    }

    fn some<T>(&mut self, most: usize, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| make(self)).collect()
    }

    /// Records with ids that differ.
    fn list<T>(&mut self, most: usize, mut make: impl FnMut(&mut Self, String) -> T) -> Vec<T> {
        let count = self.below(most + 1);
        let ids = ["a", "2019", "north-road", "1e5", "true", "0.5", "007", "x_y", "jfy", "1-2"];
        (0..count)
            .map(|index| (index, self.pick(&ids)))
            .map(|(index, id)| match index {
                0 => id.to_owned(),
                _ => format!("{id}-{index}"),
            })
            .collect::<Vec<_>>()
            .into_iter()
            .map(|id| make(self, id))
            .collect()
    }

    fn text(&mut self) -> String {
        self.pick(&ODD).to_owned()
    }

    /// A text by language. Standings of the language of the data are all official, since no workbook carries them.
    fn localized(&mut self) -> Localized {
        let mut texts = vec![(tag("xx"), Text { text: self.text(), translation: Translation::Official })];
        if self.below(3) == 1 {
            let translation = self.pick(&[Translation::Draft, Translation::Reviewed, Translation::Official]);
            texts.push((tag("yy-Latn"), Text { text: self.text(), translation }));
        }
        texts.into_iter().collect()
    }

    fn date(&mut self) -> Date {
        let text = self.pick(&[
            "2019-07-17",
            "2009-09",
            "1996",
            "2017-03?",
            "JFY2020",
            "1899-12-31",
            "1900-02-28",
            "1900-03-01",
            "9998-12-31",
            "2020-02-29",
            "2019-07-17?",
            "JFY1999?",
            "1000",
        ]);
        Date::parse(text).expect("a date")
    }

    fn period(&mut self) -> Period {
        let text = self.pick(&[
            "2013/2016",
            "2003-04/..",
            "2004/",
            "../1999",
            "1996",
            "1996/1996",
            "/2022",
            "2016-04-01/2017-03?",
        ]);
        Period::parse(text).expect("a period")
    }

    fn number(&mut self) -> &'static str {
        self.pick(&[
            "0",
            "1",
            "27.8",
            "0.3",
            "0.1",
            "-5",
            "688",
            "27.80",
            "1.000",
            "123456789012345",
            "1234567890123456",
            "0.12345678901234567",
            "99999999999999.9",
            "141.154",
            "0.0001",
            "1000000",
        ])
    }

    fn quantity(&mut self) -> Quantity {
        let number = self.number();
        let unit = self.pick(&[
            "JPY",
            "billion JPY",
            "million USD",
            "hundred-million JPY",
            "persons",
            "percent",
            "thousand km",
        ]);
        Quantity::parse(&format!("{number} {unit}")).expect("a quantity")
    }

    fn value(&mut self) -> FigureValue {
        match self.below(4) {
            0 => FigureValue::NotAvailable(Unit::Count("persons".to_owned())),
            1 => FigureValue::NotApplicable(Unit::Currency("JPY".to_owned())),
            _ => FigureValue::Known(self.quantity()),
        }
    }

    fn source(&mut self) -> SourceReference {
        SourceReference {
            document: self.pick(&["yearbook", "2019", "notes.2020"]).to_owned(),
            line: self.maybe(Self::text),
            page: self.maybe(Self::text),
            cell: self.maybe(Self::text),
        }
    }

    fn sources(&mut self) -> Vec<SourceReference> {
        self.some(2, Self::source)
    }

    fn places(&mut self) -> Vec<String> {
        self.some(2, |from| from.pick(&["port", "2019", "north-east"]).to_owned())
    }

    fn scheme(&mut self) -> Scheme {
        self.pick(&Scheme::ALL)
    }

    fn figure(&mut self, id: String) -> FigureRecord {
        let basis =
            [Basis::Commitment, Basis::GrossDisbursement, Basis::NetDisbursement, Basis::Cumulative, Basis::Count];
        FigureRecord {
            id,
            label: self.localized(),
            value: self.value(),
            qualifier: self.qualifier(),
            basis: self.maybe(|from| from.pick(&basis)),
            scheme: self.maybe(Self::scheme),
            period: self.maybe(Self::period),
            as_of: self.maybe(Self::date),
            coverage: self.pick(&[Coverage::Complete, Coverage::Partial]),
            sources: self.sources(),
            note: self.maybe(Self::localized),
            other_statements: self.some(2, |from| Statement {
                value: from.value(),
                period: from.maybe(Self::period),
                as_of: from.maybe(Self::date),
                sources: from.sources(),
            }),
            chosen_because: self.maybe(Self::localized),
        }
    }

    fn qualifier(&mut self) -> Qualifier {
        self.pick(&[Qualifier::Exact, Qualifier::About, Qualifier::UpTo])
    }

    fn conflict(&mut self) -> Conflict {
        Conflict {
            about: self.pick(&["title", "year"]).to_owned(),
            printed: self.localized(),
            printed_sources: self.sources(),
            other: self.localized(),
            other_sources: self.sources(),
            chosen_because: self.localized(),
        }
    }

    /// Papers in the order that an import writes them in: by date, those without a date last.
    fn instruments(&mut self) -> Vec<Instrument> {
        let kinds = [
            InstrumentKind::ExchangeOfNotes,
            InstrumentKind::GrantAgreement,
            InstrumentKind::LoanAgreement,
            InstrumentKind::RecordOfDiscussions,
        ];
        let mut papers = self.some(4, |from| Instrument { kind: from.pick(&kinds), date: from.maybe(Self::date) });
        papers.sort_by_key(|paper| (paper.date.is_none(), paper.date.map(Date::first_day), paper.kind));
        papers
    }

    fn commitment(&mut self, id: String) -> Commitment {
        let channels = [Channel::Jica, Channel::MofaWithJica, Channel::Mofa, Channel::Organisation("fund".to_owned())];
        Commitment {
            id,
            amount: self.quantity(),
            qualifier: self.qualifier(),
            basis: self.pick(&[Basis::Commitment, Basis::Cumulative]),
            scheme: self.scheme(),
            channel: self.pick(&channels),
            instruments: self.instruments(),
            annual_limits: self.some(3, Self::quantity),
            output: self.maybe(Self::quantity),
            terms: self.maybe(|from| LoanTerms {
                interest: from.quantity(),
                repayment: from.quantity(),
                grace: from.quantity(),
                tied: from.below(2) == 1,
            }),
            sources: self.sources(),
            note: self.maybe(Self::localized),
        }
    }

    fn project(&mut self, id: String) -> Project {
        let subtypes = [
            GrantSubtype::Project,
            GrantSubtype::Scholarship,
            GrantSubtype::Cultural,
            GrantSubtype::FoodProduction,
            GrantSubtype::NonProject,
            GrantSubtype::InternationalOrganisation,
            GrantSubtype::NotStated,
        ];
        let statuses =
            [StatedStatus::UnderPreparation, StatedStatus::Signed, StatedStatus::Ongoing, StatedStatus::Completed];
        Project {
            id,
            title: self.localized(),
            title_state: self.pick(&[TitleState::Whole, TitleState::BeginningLost, TitleState::Descriptive]),
            aliases: self.some(2, Self::localized),
            schemes: vec![self.scheme()],
            grant_subtype: self.maybe(|from| from.pick(&subtypes)),
            sector: self.maybe(|from| from.pick(&["12191", "01000"]).to_owned()),
            places: self.places(),
            counterpart: self.maybe(Self::localized),
            period: self.maybe(Self::period),
            stated_years: self.maybe(Self::period),
            stated_status: self.maybe(|from| from.pick(&statuses)),
            summary: self.maybe(Self::localized),
            figures: self.list(2, Self::figure),
            commitments: self.list(3, Self::commitment),
            sources: self.sources(),
            note: self.maybe(Self::localized),
            same_as: self.maybe(|from| SameAs {
                id: "a".to_owned(),
                probable: from.below(2) == 1,
                reason: from.localized(),
            }),
            conflicts: self.some(1, Self::conflict),
        }
    }

    fn programme(&mut self) -> PeopleProgramme {
        PeopleProgramme {
            period: self.maybe(Self::period),
            fields: self.some(3, Self::localized),
            more_fields: self.below(2) == 1,
            places: self.places(),
            figures: self.list(2, Self::figure),
            sources: self.sources(),
            note: self.maybe(Self::localized),
        }
    }

    fn people(&mut self) -> People {
        People {
            training: self.maybe(Self::programme),
            volunteers: self.maybe(Self::programme),
            experts: self.maybe(Self::programme),
            dispatches: self.list(2, |from, id| ExpertDispatch {
                id,
                title: from.localized(),
                counterpart: from.maybe(Self::localized),
                term: from.maybe(|from| from.pick(&["long-term", "short-term"]).to_owned()),
                periods: from.some(2, Self::period),
                figures: from.list(2, Self::figure),
                sources: from.sources(),
                note: from.maybe(Self::localized),
                conflicts: from.some(1, Self::conflict),
            }),
            events: self.list(2, |from, id| Event {
                id,
                date: from.date(),
                title: from.localized(),
                sources: from.sources(),
            }),
        }
    }

    fn policy(&mut self, id: String) -> CooperationPolicy {
        CooperationPolicy {
            id,
            title: self.localized(),
            period: self.period(),
            priority_areas: self.list(2, |from, id| PriorityArea {
                id,
                title: from.localized(),
                programmes: from.list(2, |from, id| Programme { id, title: from.localized() }),
                sources: from.sources(),
            }),
            sources: self.sources(),
            note: self.maybe(Self::localized),
        }
    }

    fn office(&mut self, id: String) -> Office {
        Office {
            id,
            name: self.localized(),
            period: self.maybe(Self::period),
            head_title: self.maybe(Self::localized),
            head: self.maybe(Self::text),
            contact: self.maybe(Self::text),
            contact_title: self.maybe(Self::localized),
            address: self.some(3, Self::text),
            telephone: self.maybe(Self::text),
            fax: self.maybe(Self::text),
            website: self.maybe(Self::text),
            sources: self.sources(),
            note: self.maybe(Self::localized),
        }
    }

    fn reference(&mut self, id: String) -> Source {
        Source {
            id,
            title: self.localized(),
            publisher: self.maybe(Self::localized),
            address: self.maybe(|_| "https://example.org/a?b=1&c=2".to_owned()),
            date: self.maybe(Self::date),
            date_note: self.maybe(Self::localized),
            sha256: self.maybe(|_| "00e1".to_owned()),
            secondary: self.below(2) == 1,
        }
    }

    fn rate(&mut self, id: String) -> ExchangeRate {
        let value = self.pick(&["141.154", "0.3", "104.50", "0.12345678901234567"]);
        ExchangeRate {
            id,
            base: "USD".to_owned(),
            quote: "JPY".to_owned(),
            value: value.parse().expect("a number"),
            kind: self.pick(&[RateKind::JicaMonthly, RateKind::DacAnnual]),
            date: self.date(),
            sources: self.sources(),
            note: self.maybe(Self::localized),
        }
    }

    fn edition(&mut self, year: i16) -> Edition {
        let day = self.pick(&["2021-03-31", "1899-03-31", "1900-02-28"]);
        Edition {
            report: "yearly-brief".to_owned(),
            year,
            fiscal_year: FiscalYear::new(year).expect("a year"),
            as_of: Date::parse(day).expect("a day"),
            rate: self.maybe(|_| "a".to_owned()),
            note: self.maybe(Self::localized),
        }
    }

    fn dataset(&mut self) -> Dataset {
        let names = self.list(2, |from, id| Names {
            id,
            kind: "place".to_owned(),
            name: from.localized(),
            expansion: from.maybe(Self::localized),
            aliases: from.some(2, Self::text),
        });
        let years: Vec<i16> = (0..self.below(3)).map(|index| 2020 + index as i16).collect();
        Dataset {
            country: Country {
                code: "xve".to_owned(),
                name: self.localized(),
                short_name: self.localized(),
                issuer: self.localized(),
                language: tag("xx"),
                offices: self.list(2, Self::office),
            },
            policies: self.list(2, Self::policy),
            sources: self.list(3, Self::reference).into_iter().map(|source| (source.id.clone(), source)).collect(),
            rates: self.list(2, Self::rate).into_iter().map(|rate| (rate.id.clone(), rate)).collect(),
            projects: self.list(3, Self::project),
            people: self.people(),
            figures: years
                .iter()
                .map(|year| (*year, self.list(3, Self::figure)))
                .filter(|(_, list)| !list.is_empty())
                .collect(),
            editions: years.iter().map(|year| self.edition(*year)).collect(),
            names: names.into_iter().map(|names| (names.id.clone(), names)).collect(),
            provenance: Vec::new(),
            narrative: BTreeMap::new(),
            places: Places::default(),
        }
    }
}

fn tag(text: &str) -> LanguageTag {
    LanguageTag::parse(text).expect("a language tag")
}
