//! Figures as text.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Argument, Form, Locale, Look, MessageError};
use crate::model::{Figure, FigureValue, Qualifier, Quantity, Scale, Unit};

/// The largest whole number that a language may spell out.
const LARGEST_SPELLED: u32 = 10;

impl Locale {
    /// A figure as it stands in a sentence or table.
    ///
    /// # Errors
    ///
    /// If the language file lacks a unit or pattern.
    pub fn figure_text(&self, figure: &Figure, look: &Look) -> Result<String, MessageError> {
        let quantity = match &figure.value {
            FigureValue::Known(quantity) => quantity,
            FigureValue::NotAvailable(_) => return self.text("value-not-available", &[]),
            FigureValue::NotApplicable(_) => return self.text("value-not-applicable", &[]),
        };
        let scale = look.scale.unwrap_or(quantity.scale);
        let at_scale = quantity.amount / Decimal::from(10_u64.pow(scale.exponent()));
        let decimals = look.decimals.or((scale == quantity.scale).then_some(quantity.decimals));
        let number = match look.form {
            Form::Number => return self.bare_number(figure.qualifier, self.number(at_scale, decimals)),
            Form::Full => self.number(at_scale, decimals),
            Form::Words => self.spelled(at_scale).unwrap_or_else(|| self.number(at_scale, decimals)),
        };
        let amount = self.amount_text(number, quantity, scale, at_scale)?;
        match figure.qualifier {
            Qualifier::Exact => Ok(amount),
            Qualifier::About => self.text("qualifier-about", &[("amount", Argument::Text(amount))]),
            Qualifier::UpTo => self.text("qualifier-up-to", &[("amount", Argument::Text(amount))]),
        }
    }

    /// A number without unit. One that is only approximate still says so; that it is a limit is said by the heading
    /// or note of its table.
    fn bare_number(&self, qualifier: Qualifier, number: String) -> Result<String, MessageError> {
        match qualifier {
            Qualifier::Exact | Qualifier::UpTo => Ok(number),
            Qualifier::About => self.text("qualifier-about-number", &[("number", Argument::Text(number))]),
        }
    }

    /// A unit with its scale, as a column heading or axis label.
    ///
    /// # Errors
    ///
    /// If the language file lacks the unit or scale.
    pub fn unit_text(&self, unit: &Unit, scale: Scale) -> Result<String, MessageError> {
        self.scaled_unit(unit, Decimal::from(1000), scale)
    }

    /// The unit of an amount with its scale, to stand beside the number: "1 project" has another than "2 projects".
    ///
    /// # Errors
    ///
    /// If the language file lacks the unit or scale.
    pub fn unit_text_beside(&self, quantity: &Quantity, scale: Scale) -> Result<String, MessageError> {
        self.scaled_unit(&quantity.unit, quantity.amount, scale)
    }

    fn scaled_unit(&self, unit: &Unit, count: Decimal, scale: Scale) -> Result<String, MessageError> {
        let name = self.unit_name(unit, count)?;
        if scale == Scale::One {
            return Ok(name);
        }
        let scale = self.text(&format!("scale-{}", scale.as_str()), &[])?;
        self.text("unit-scaled", &[("scale", Argument::Text(scale)), ("unit", Argument::Text(name))])
    }

    fn unit_name(&self, unit: &Unit, count: Decimal) -> Result<String, MessageError> {
        self.text(&format!("unit-{}", unit.as_str()), &[("count", Argument::Number(count))])
    }

    fn amount_text(
        &self,
        number: String,
        quantity: &Quantity,
        scale: Scale,
        at_scale: Decimal,
    ) -> Result<String, MessageError> {
        let number = Argument::Text(number);
        let is_percent = quantity.unit == Unit::Count("percent".into());
        if is_percent && scale == Scale::One {
            return self.text("amount-percent", &[("number", number)]);
        }
        if scale == Scale::One {
            let unit = Argument::Text(self.unit_name(&quantity.unit, at_scale)?);
            return self.text("amount", &[("number", number), ("unit", unit)]);
        }
        let unit = Argument::Text(self.unit_name(&quantity.unit, quantity.amount)?);
        let scale = Argument::Text(self.text(&format!("scale-{}", scale.as_str()), &[])?);
        self.text("amount-scaled", &[("number", number), ("scale", scale), ("unit", unit)])
    }

    /// A small whole number in words, where the language file has them.
    fn spelled(&self, value: Decimal) -> Option<String> {
        let whole = value.is_integer().then(|| value.to_u32()).flatten().filter(|n| *n <= LARGEST_SPELLED)?;
        self.text(&format!("number-word-{whole}"), &[]).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::sample::locale;
    use crate::model::{FigureId, Localized};

    fn check(value: &str, qualifier: Qualifier, look: &str, expected: &str) {
        let value = match Quantity::parse(value) {
            Ok(quantity) => FigureValue::Known(quantity),
            Err(_) => FigureValue::NotAvailable(Unit::Count("persons".into())),
        };
        let figure = Figure {
            id: FigureId::parse("xyz/figures/a@2022").expect("an id"),
            label: Localized::default(),
            value,
            qualifier,
            basis: None,
            period: None,
            as_of: None,
            coverage: Default::default(),
            sources: vec![],
            formula: None,
        };
        let look = Look::parse(look).expect("a look");
        assert_eq!(locale("en").figure_text(&figure, &look).as_deref(), Ok(expected));
    }

    #[test]
    fn a_figure_prints_as_it_was_stated() {
        check("27.8 billion JPY", Qualifier::Exact, "", "27.8 billion yen");
        check("2680 persons", Qualifier::Exact, "", "2,680 people");
        check("1 persons", Qualifier::Exact, "", "1 person");
        check("16.9 percent", Qualifier::Exact, "", "16.9%");
        check("0 persons", Qualifier::Exact, "", "0 people");
        check("none", Qualifier::Exact, "", "not available");
    }

    #[test]
    fn qualifiers_stand_before_the_amount_and_a_bare_number_keeps_about() {
        check("775 persons", Qualifier::About, "number", "about 775");
        check("775 persons", Qualifier::About, "", "about 775 people");
        check("1196 million JPY", Qualifier::UpTo, "", "up to 1,196 million yen");
        check("1196 million JPY", Qualifier::UpTo, "number", "1,196");
    }

    #[test]
    fn another_scale_shows_all_decimals_that_there_are() {
        check("69.2 million JPY", Qualifier::Exact, "unit(billion)", "0.0692 billion yen");
        check("27.8 billion JPY", Qualifier::Exact, "unit(million),number", "27,800");
        check("27.8 billion JPY", Qualifier::Exact, "unit(billion),decimals(0)", "28 billion yen");
    }

    #[test]
    fn small_whole_numbers_can_be_spelled() {
        check("3 persons", Qualifier::Exact, "words", "three people");
        check("11 persons", Qualifier::Exact, "words", "11 people");
    }
}
