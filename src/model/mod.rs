//! The words of development cooperation as types. Floor 0.
//!
//! Countries, projects, commitments, figures, sources and editions, as `data/<country>/` holds them. Plain
//! values with their rules: a date is never completed, a period is never reversed, a number knows its unit,
//! basis, period, as-of date and source. No I/O, no language, no country by name.

mod as_of;
mod commitment;
mod country;
mod dataset;
mod date;
mod edition;
mod figure;
mod fiscal_year;
mod known;
mod people;
mod period;
mod project;
mod provenance;
mod quantity;
mod source;
mod text;
mod timestamp;

pub use as_of::{Status, commitment_visible, project_status, project_visible, source_date};
pub use commitment::{Channel, Commitment, Instrument, InstrumentKind, LoanTerms, Qualifier};
pub use country::{CooperationPolicy, Country, Office, PriorityArea, Programme};
pub use dataset::{Dataset, Places};
pub use date::{Certainty, Date, Precision};
pub use edition::{Edition, ExchangeRate, RateKind};
pub use figure::{Basis, Conflict, Coverage, Figure, FigureId, FigureRecord, FigureValue, Formula, Statement};
pub use fiscal_year::FiscalYear;
pub use known::Known;
pub use people::{Event, ExpertDispatch, People, PeopleProgramme};
pub use period::{Bound, Period, PeriodError};
pub use project::{GrantSubtype, Place, Project, SameAs, Scheme, StatedStatus, TitleState};
pub use provenance::Provenance;
pub use quantity::{Quantity, QuantityError, Scale, Unit};
pub use source::{Names, Source, SourceReference};
pub use text::{LanguageTag, Localized, Text, Translation};
pub use timestamp::Timestamp;
