//! Charts as data: what is drawn, not how.

use serde::{Deserialize, Serialize};

use super::{BlockId, Inline, PrintedFigure};

/// A chart of figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chart {
    /// For references; unique in the document.
    pub id: BlockId,
    /// The caption, printed below, after "Figure N".
    pub caption: Vec<Inline>,
    /// What the chart shows, in words, for those who cannot see it; never empty.
    pub alt: String,
    /// The form.
    pub kind: ChartKind,
    /// Heading of the category column in the data table, such as "Fiscal year".
    pub category_heading: String,
    /// Labels along the category axis; for a doughnut, of its parts.
    pub categories: Vec<String>,
    /// One a colour; each has as many points as there are categories. A doughnut has one series.
    pub series: Vec<Series>,
    /// Unit of the value axis, such as "million yen".
    pub unit: String,
    /// Basis, coverage and source in small type below; empty if none.
    pub note: Vec<Inline>,
}

/// The form of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChartKind {
    /// Upright columns, side by side.
    Column,
    /// Upright columns, on top of each other.
    StackedColumn,
    /// Lying bars.
    Bar,
    /// Lines, broken where a value is not known.
    Line,
    /// Parts of a whole.
    Doughnut,
}

/// Values of one colour.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Series {
    /// Name, shown as a direct label.
    pub name: String,
    /// Colour token of the theme, such as a scheme key. A doughnut takes the tokens of `part_colors`.
    pub color: String,
    /// Colour tokens of a doughnut's parts, one a category; empty for other kinds.
    pub part_colors: Vec<String>,
    /// One a category.
    pub points: Vec<ChartPoint>,
}

/// One value of a series.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChartPoint {
    /// A known value, printed in the unit of the chart. The number is drawn from `plotted`.
    Known {
        /// What stands in the data table and on the label.
        figure: PrintedFigure,
        /// The value in the unit of the axis.
        plotted: rust_decimal::Decimal,
    },
    /// Not known: a gap, never a zero.
    Unknown,
}
