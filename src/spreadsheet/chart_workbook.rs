//! The workbook behind a chart: what opens when somebody edits the data of a chart in an office.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use crate::package::legal_text;

/// The name of the one sheet, as offices name it themselves.
pub const CHART_SHEET: &str = "Sheet1";

/// The longest text that a cell holds, in characters (Excel's own limit).
const MOST_CHARACTERS: usize = 32_767;

/// Makes the workbook behind a chart.
///
/// One sheet, [`CHART_SHEET`]: a row for each category, its name in column A, and a column for each series, its name
/// in row 1. A value that is not known is an empty cell. The same data has the same bytes.
///
/// # Panics
///
/// If there are more categories or series than a sheet has rows or columns.
pub fn chart_workbook(
    category_heading: &str,
    categories: &[String],
    series: &[(String, Vec<Option<Decimal>>)],
) -> Vec<u8> {
    write(category_heading, categories, series).expect("a chart has fewer categories than a sheet has rows")
}

fn write(
    heading: &str,
    categories: &[String],
    series: &[(String, Vec<Option<Decimal>>)],
) -> Result<Vec<u8>, XlsxError> {
    // The library would take the clock's.
    let created = ExcelDateTime::from_ymd(1980, 1, 1)?;
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let sheet = workbook.add_worksheet().set_name(CHART_SHEET)?;
    text(sheet, 0, 0, heading)?;
    for (category, row) in categories.iter().zip(1..) {
        text(sheet, row, 0, category)?;
    }
    for ((name, values), column) in series.iter().zip(1..) {
        text(sheet, 0, column, name)?;
        for (value, row) in values.iter().zip(1..) {
            if let Some(value) = value.and_then(|value| value.to_f64()) {
                sheet.write_number(row, column, value)?;
            }
        }
    }
    workbook.save_to_buffer()
}

fn text(sheet: &mut Worksheet, row: u32, column: u16, text: &str) -> Result<(), XlsxError> {
    let text: String = legal_text(text).chars().take(MOST_CHARACTERS).collect();
    if !text.is_empty() {
        sheet.write_string(row, column, text)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::{Limits, Package, read_xml};

    /// The cells of the sheet with their raw values, and the shared texts.
    fn check(categories: &[&str], series: &[(&str, Vec<Option<Decimal>>)]) -> (Vec<(String, String)>, Vec<String>) {
        let categories: Vec<String> = categories.iter().map(|name| (*name).to_owned()).collect();
        let series: Vec<_> = series.iter().map(|(name, values)| ((*name).to_owned(), values.clone())).collect();
        let bytes = chart_workbook("Year", &categories, &series);
        assert_eq!(bytes, chart_workbook("Year", &categories, &series));
        let package = Package::read(&bytes, Limits::default()).unwrap();
        let part = |name: &str| read_xml(&package.part(name).unwrap().bytes).unwrap();
        let cells = part("xl/worksheets/sheet1.xml");
        let cells = cells.descendants_named("c").map(|cell| (cell.attribute("r").unwrap().into(), cell.text().into()));
        let texts = part("xl/sharedStrings.xml");
        (cells.collect(), texts.children_named("si").map(|text| text.text().into_owned()).collect())
    }

    #[test]
    fn what_is_not_known_is_an_empty_cell() {
        let values = vec![Some(Decimal::new(692, 1)), None, Some(Decimal::ZERO)];
        let (cells, texts) = check(&["2019", "2020", "2021"], &[("Grants", values)]);
        let numbers: Vec<_> = cells.iter().filter(|(cell, _)| cell.starts_with('B') && cell != "B1").collect();
        assert_eq!(format!("{numbers:?}"), r#"[("B2", "69.2"), ("B4", "0")]"#);
        assert_eq!(texts, ["Year", "Grants", "2019", "2020", "2021"]);
    }

    #[test]
    fn texts_of_any_length_and_characters_are_written() {
        let long = "x".repeat(40_000);
        let (_, texts) = check(&["a\u{1}b", &long, ""], &[]);
        assert_eq!((texts[1].as_str(), texts[2].len()), ("ab", 32_767));
    }
}
