//! Commitments: sums that governments and agencies have signed.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Basis, Date, FiscalYear, Localized, Quantity, Scheme, SourceReference};

/// How an amount is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Qualifier {
    /// As stated.
    #[default]
    Exact,
    /// Approximately.
    About,
    /// A limit.
    UpTo,
}

/// Through whom the money goes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// JICA, its predecessor OECF included. Written `jica`.
    Jica,
    /// The Ministry of Foreign Affairs with JICA carrying it out. Written `mofa-with-jica`.
    MofaWithJica,
    /// The Ministry of Foreign Affairs alone. Written `mofa`.
    Mofa,
    /// An international organisation, by its id in `names.yaml`. Written `through:unicef`.
    Organisation(String),
}

impl Channel {
    /// Whether JICA has a part in it.
    pub fn is_jica(&self) -> bool {
        match self {
            Channel::Jica | Channel::MofaWithJica => true,
            Channel::Mofa | Channel::Organisation(_) => false,
        }
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Channel::Jica => f.write_str("jica"),
            Channel::MofaWithJica => f.write_str("mofa-with-jica"),
            Channel::Mofa => f.write_str("mofa"),
            Channel::Organisation(id) => write!(f, "through:{id}"),
        }
    }
}

impl Serialize for Channel {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Channel {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match (text.as_str(), text.strip_prefix("through:")) {
            ("jica", _) => Ok(Channel::Jica),
            ("mofa-with-jica", _) => Ok(Channel::MofaWithJica),
            ("mofa", _) => Ok(Channel::Mofa),
            (_, Some(id)) if !id.is_empty() => Ok(Channel::Organisation(id.to_owned())),
            _ => Err(de::Error::custom(format!(
                "expected `jica`, `mofa-with-jica`, `mofa` or `through:ORGANISATION`, found `{text}`"
            ))),
        }
    }
}

/// A signed paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum InstrumentKind {
    /// Exchange of notes, between governments.
    #[serde(rename = "E/N")]
    ExchangeOfNotes,
    /// Grant agreement, with JICA.
    #[serde(rename = "G/A")]
    GrantAgreement,
    /// Loan agreement, with JICA.
    #[serde(rename = "L/A")]
    LoanAgreement,
    /// Record of discussions, of technical cooperation.
    #[serde(rename = "R/D")]
    RecordOfDiscussions,
}

impl InstrumentKind {
    /// The abbreviation that the field uses.
    pub fn as_str(self) -> &'static str {
        match self {
            InstrumentKind::ExchangeOfNotes => "E/N",
            InstrumentKind::GrantAgreement => "G/A",
            InstrumentKind::LoanAgreement => "L/A",
            InstrumentKind::RecordOfDiscussions => "R/D",
        }
    }
}

/// A paper and when it was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Instrument {
    /// Which paper.
    pub kind: InstrumentKind,
    /// When; `None` where the source names the paper without a date of its own.
    #[serde(default)]
    pub date: Option<Date>,
}

/// Terms of a loan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LoanTerms {
    /// Interest, such as `0.1 percent`, a year.
    pub interest: Quantity,
    /// Such as `40 years`.
    pub repayment: Quantity,
    /// Such as `10 years`; within the repayment period.
    pub grace: Quantity,
    /// Whether goods must come from Japan (STEP).
    pub tied: bool,
}

/// One sum, however many papers sign it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Commitment {
    /// Unique within its project, such as `2019`.
    pub id: String,
    /// The sum.
    pub amount: Quantity,
    /// Exact, about, or up to.
    pub qualifier: Qualifier,
    /// Always `commitment`; written so that no one has to guess.
    pub basis: Basis,
    /// Grant aid or loan.
    pub scheme: Scheme,
    /// Through whom.
    pub channel: Channel,
    /// The papers, the first signed first.
    pub instruments: Vec<Instrument>,
    /// Parts by year where the sum is spread, in order.
    #[serde(default)]
    pub annual_limits: Vec<Quantity>,
    /// How many people or things it pays for, such as `20 students`, with its qualifier.
    #[serde(default)]
    pub output: Option<Quantity>,
    /// Terms, of a loan.
    #[serde(default)]
    pub terms: Option<LoanTerms>,
    /// Where it stands; the issuer's own paper first.
    pub sources: Vec<SourceReference>,
    /// What a reader should know.
    #[serde(default)]
    pub note: Option<Localized>,
}

impl Commitment {
    /// The date that counts: of the exchange of notes, else of the loan or grant agreement, else of the first paper.
    pub fn signed(&self) -> Option<Date> {
        let of = |kind| self.instruments.iter().find(|paper| paper.kind == kind).and_then(|paper| paper.date);
        of(InstrumentKind::ExchangeOfNotes)
            .or_else(|| of(InstrumentKind::LoanAgreement))
            .or_else(|| of(InstrumentKind::GrantAgreement))
            .or_else(|| of(InstrumentKind::RecordOfDiscussions))
    }

    /// The fiscal year of the date that counts.
    pub fn fiscal_year(&self) -> Option<FiscalYear> {
        self.signed().and_then(Date::fiscal_year)
    }

    /// The sum in base units.
    pub fn value(&self) -> Decimal {
        self.amount.amount
    }
}
