//! What was decided for a chart, for programs that draw it themselves.
//!
//! An office draws its own charts, from data. It makes the same picture when it is told where the plot stands,
//! which numbers and names are printed and how the categories are set.

use super::layout::Point;

/// The decisions behind a [`super::ChartLayout`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// Where values stand; the square around the ring of a doughnut.
    pub plot: Frame,
    /// Where the key with the names of the series stands; `None` where they stand at their marks, or there is one.
    pub key: Option<Frame>,
    /// The points at which something is printed, in no particular order; no point twice.
    pub labels: Vec<PointLabel>,
    /// How the names of the categories are set.
    pub categories: CategoryNames,
    /// The unit, in lines; empty where there is none.
    pub unit: Vec<String>,
    /// Where the unit stands.
    pub unit_frame: Frame,
    /// Which part of a category's room its columns or bars take, between 0 and 1; 0 for other kinds.
    pub group: f64,
    /// How far a doughnut is turned clockwise, as a part of a whole turn.
    pub turn: f64,
    /// Inner radius of a doughnut as a part of the outer; 0 for others.
    pub hole: f64,
}

/// A rectangle in points.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Frame {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// What is printed at a point.
#[derive(Debug, Clone, PartialEq)]
pub struct PointLabel {
    /// Index of the series.
    pub series: usize,
    /// Index of the category.
    pub category: usize,
    /// Whether its number is printed.
    pub has_number: bool,
    /// Whether the name of its series is printed; for a doughnut, of its category.
    pub has_name: bool,
    /// Whether its name is broken into lines.
    pub is_broken: bool,
    /// Where.
    pub place: LabelPlace,
}

/// Where a label stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LabelPlace {
    /// In the middle of its column or part.
    Inside,
    /// Beyond the end of its column or bar; above the point of a line.
    Beyond,
    /// Below the point of a line.
    Below,
    /// To the right of the point of a line, its middle moved by so many points to the right and down.
    Beside(Point),
    /// Its middle so many points to the right of and below the middle of its mark.
    Moved(Point),
}

/// How the names of the categories are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CategoryNames {
    /// Each, in as many lines as it takes.
    #[default]
    All,
    /// One in so many.
    EveryNth(usize),
    /// Each, running upwards.
    Upright,
}

impl Plan {
    /// Notes that something is printed at a point; what was noted before stays.
    pub(super) fn label(&mut self, label: PointLabel) {
        let same = |known: &&mut PointLabel| known.series == label.series && known.category == label.category;
        match self.labels.iter_mut().find(same) {
            Some(known) => {
                known.has_number |= label.has_number;
                known.has_name |= label.has_name;
                // A name leads its number.
                if label.has_name {
                    known.place = label.place;
                }
            }
            None => self.labels.push(label),
        }
    }

    /// What is printed at a point.
    pub fn label_at(&self, series: usize, category: usize) -> Option<&PointLabel> {
        self.labels.iter().find(|label| label.series == series && label.category == category)
    }
}
