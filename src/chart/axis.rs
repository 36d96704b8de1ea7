//! The value axis: bounds that a reader can count in.

use rust_decimal::Decimal;

use crate::document::{Chart, ChartKind, ChartPoint};

/// How many steps an axis has at most, give or take one that rounding adds.
const STEPS: u32 = 5;

/// The bounds and the step of a value axis. Zero is always on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axis {
    /// The lower bound; a multiple of the step, not above zero.
    pub minimum: Decimal,
    /// The upper bound; a multiple of the step, above the lower one.
    pub maximum: Decimal,
    /// From one tick to the next; 1, 2, 2.5 or 5 times a power of ten.
    pub major_unit: Decimal,
}

impl Axis {
    /// The ticks, from the lower bound to the upper.
    pub fn ticks(&self) -> Vec<Decimal> {
        let mut ticks = vec![self.minimum];
        while let Some(next) = ticks.last().and_then(|last| last.checked_add(self.major_unit)) {
            if next > self.maximum || ticks.len() > 4 * STEPS as usize {
                break;
            }
            ticks.push(next);
        }
        ticks
    }
}

/// Chooses the value axis of a chart. A doughnut, which has none, gets that of its parts.
pub fn axis(chart: &Chart) -> Axis {
    let extent = match chart.kind {
        ChartKind::StackedColumn => stacked_extent(chart),
        ChartKind::Column | ChartKind::Bar | ChartKind::Line | ChartKind::Doughnut => {
            let known: Vec<Decimal> = chart.series.iter().flat_map(|series| &series.points).filter_map(known).collect();
            let low = known.iter().copied().min().unwrap_or_default();
            (low.min(Decimal::ZERO), known.iter().copied().max().unwrap_or_default().max(Decimal::ZERO))
        }
    };
    let points = chart.series.iter().flat_map(|series| &series.points);
    nice(extent.0, extent.1, points.filter_map(known).all(|value| value.is_integer()))
}

/// The value of a point, where it is known.
pub(super) fn known(point: &ChartPoint) -> Option<Decimal> {
    match point {
        ChartPoint::Known { plotted, .. } => Some(*plotted),
        ChartPoint::Unknown => None,
    }
}

/// Sums of what is below and of what is above zero, over all categories.
fn stacked_extent(chart: &Chart) -> (Decimal, Decimal) {
    let (mut low, mut high) = (Decimal::ZERO, Decimal::ZERO);
    for category in 0..chart.categories.len() {
        let (mut down, mut up) = (Decimal::ZERO, Decimal::ZERO);
        for value in chart.series.iter().filter_map(|series| series.points.get(category).and_then(known)) {
            if value < Decimal::ZERO { down = down.saturating_add(value) } else { up = up.saturating_add(value) }
        }
        low = low.min(down);
        high = high.max(up);
    }
    (low, high)
}

fn nice(low: Decimal, high: Decimal, whole: bool) -> Axis {
    let raw = high.saturating_sub(low) / Decimal::from(STEPS);
    if raw.is_zero() {
        return Axis { minimum: Decimal::ZERO, maximum: Decimal::ONE, major_unit: Decimal::ONE };
    }
    let step = step(raw, whole);
    let bound = |value: Decimal, steps: Decimal| steps.checked_mul(step).unwrap_or(value).normalize();
    Axis { minimum: bound(low, (low / step).floor()), maximum: bound(high, (high / step).ceil()), major_unit: step }
}

/// The smallest nice step that is not below `raw`; a whole one where all values are whole.
fn step(raw: Decimal, whole: bool) -> Decimal {
    let mut power = Decimal::ONE;
    while power.checked_mul(Decimal::TEN).is_some_and(|next| next <= raw) {
        power *= Decimal::TEN;
    }
    while power > raw {
        power /= Decimal::TEN;
    }
    [Decimal::ONE, Decimal::TWO, Decimal::new(25, 1), Decimal::from(5), Decimal::TEN]
        .into_iter()
        .filter_map(|factor| factor.checked_mul(power))
        .find(|step| *step >= raw && (!whole || step.is_integer()))
        .map_or(if whole { raw.ceil() } else { raw }, |step| step.normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(low: &str, high: &str, whole: bool, expected: [&str; 3]) {
        let decimal = |text: &str| text.parse::<Decimal>().unwrap();
        let axis = nice(decimal(low), decimal(high), whole);
        assert_eq!([axis.minimum, axis.maximum, axis.major_unit].map(|d| d.to_string()), expected, "{low}..{high}");
    }

    #[test]
    fn steps_are_1_2_25_5_times_a_power_of_ten() {
        check("0", "5250", true, ["0", "6000", "2000"]);
        check("0", "4.9", false, ["0", "5", "1"]);
        check("0", "12", false, ["0", "12.5", "2.5"]);
        check("0", "12", true, ["0", "15", "5"]);
        check("0", "0.031", false, ["0", "0.04", "0.01"]);
        check("-30", "70", true, ["-40", "80", "20"]);
        check("-7", "0", true, ["-8", "0", "2"]);
    }

    #[test]
    fn whole_values_have_whole_steps() {
        check("0", "2", true, ["0", "2", "1"]);
    }

    #[test]
    fn zeros_and_extremes_have_an_axis() {
        check("0", "0", true, ["0", "1", "1"]);
        let huge = nice(Decimal::MIN, Decimal::MAX, true);
        assert!(huge.ticks().len() > 1);
    }
}
