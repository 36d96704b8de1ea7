//! What a mapping says of a field, as it is written there: the rule of a finding.

use std::fmt;

use super::file::{FieldRule, FieldType};

impl FieldType {
    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            FieldType::String => "string",
            FieldType::Integer => "integer",
            FieldType::Number => "number",
            FieldType::Money => "money",
            FieldType::Quantity => "quantity",
            FieldType::Date => "date",
            FieldType::FiscalYear => "fiscal_year",
            FieldType::Period => "period",
            FieldType::Boolean => "boolean",
            FieldType::Unit => "unit",
        }
    }
}

/// Without labels and texts of codes, which may be many.
impl fmt::Display for FieldRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let FieldRule { name, labels: _, kind, required, unique, unit, unit_from, scale, min, max, .. } = self;
        write!(f, "{name}: type {}", kind.as_str())?;
        let flags = [(*required, "required"), (*unique, "unique")];
        flags.iter().filter(|(is_set, _)| *is_set).try_for_each(|(_, word)| write!(f, ", {word}"))?;
        if let Some(unit) = unit {
            write!(f, ", unit {}", unit.as_str())?;
        }
        if let Some(column) = unit_from {
            write!(f, ", unit_from {column}")?;
        }
        let numbers = [("scale", scale), ("min", min), ("max", max)];
        for (word, number) in numbers {
            if let Some(number) = number {
                write!(f, ", {word} {}", number.normalize())?;
            }
        }
        if !self.formats.is_empty() {
            let formats: Vec<&str> = self.formats.iter().map(super::super::value::DateFormat::as_str).collect();
            write!(f, ", formats [{}]", formats.join(", "))?;
        }
        if !self.codes.is_empty() {
            let codes: Vec<&str> = self.codes.keys().map(String::as_str).collect();
            write!(f, ", enum [{}]", codes.join(", "))?;
        }
        self.references.iter().try_for_each(|table| write!(f, ", references {table}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_said_as_it_is_written() {
        let yaml = "{name: amount, labels: [A], type: money, required: true, unit: JPY, scale: 1e6, min: 0}";
        let (rule, problems) = crate::dataset::read_yaml::<FieldRule>("a.yaml", yaml.as_bytes());
        let rule = rule.unwrap_or_else(|| panic!("{problems:?}"));
        assert_eq!(rule.to_string(), "amount: type money, required, unit JPY, scale 1000000, min 0");
        let yaml = "{name: day, type: date, formats: [excel, \"%d.%m.%Y\"], enum: {a: []}, references: rates}";
        let rule = crate::dataset::read_yaml::<FieldRule>("a.yaml", yaml.as_bytes()).0.unwrap();
        assert_eq!(rule.to_string(), "day: type date, formats [excel, %d.%m.%Y], enum [a], references rates");
    }
}
