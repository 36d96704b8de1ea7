//! The first sheet: what the workbook is for, how it is filled in, and where everything stands.

use rust_xlsxwriter::{Format, ProtectionOptions, Url, Worksheet, XlsxError};

use super::look::{self, Role};
use super::rows::{RowKind, Sheet};
use super::sheet::page;
use super::validation::lines;
use super::words::{self, Rhythm};
use super::write::WorkbookInput;
use crate::locale::Argument;

/// Widths of the columns: a colour or sheet, what it is for, how many records.
const WIDTHS: [u32; 3] = [30, 92, 14];
/// How many more letters of usual text a line of the middle column has than digits, in which widths are counted.
const ROOM: usize = 8;
/// The height of a line of text, in points.
const LINE: f64 = 15.5;

/// Writes the guide.
pub(super) fn write(
    target: &mut Worksheet,
    sheets: &[(String, Sheet<'_>)],
    input: &WorkbookInput<'_>,
) -> Result<(), XlsxError> {
    let mut guide = Guide { target, row: 0, input };
    for (width, column) in WIDTHS.iter().zip(0..) {
        guide.target.set_column_width(column, *width)?;
    }
    guide.line(&input.title(), &look::title(), 1.8)?;
    guide.paragraph("workbook-guide-purpose")?;
    guide.space()?;
    for step in 1..=5 {
        guide.paragraph(&format!("workbook-guide-step-{step}"))?;
    }
    guide.space()?;
    guide.heading("workbook-guide-colours")?;
    guide.colour(Role::FillIn, "workbook-guide-fill-in")?;
    guide.colour(Role::Printed, "workbook-guide-preprinted")?;
    guide.colour(Role::Key, "workbook-guide-key")?;
    guide.space()?;
    guide.heads()?;
    for rhythm in Rhythm::ALL {
        guide.heading(rhythm.key())?;
        for (name, sheet) in sheets.iter().filter(|(_, sheet)| Rhythm::of(sheet.table.name) == rhythm) {
            guide.link(name, sheet)?;
        }
    }
    target.set_screen_gridlines(false);
    let protection = ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::default() };
    target.protect_with_options(&protection);
    target.set_tab_color(look::tab(Rhythm::Yearly));
    page(target, input);
    target.set_portrait().set_print_fit_to_pages(1, 1);
    Ok(())
}

/// The guide as far as it is written.
struct Guide<'a> {
    target: &'a mut Worksheet,
    /// The next row, counted from 0.
    row: u32,
    input: &'a WorkbookInput<'a>,
}

impl Guide<'_> {
    fn text(&self, key: &str) -> String {
        let argument = |text: String| Argument::Text(text);
        let arguments = [
            ("country", argument(self.input.country_in_a_sentence())),
            ("year", argument(self.input.year.to_string())),
            ("file", argument("FILE.xlsx".to_owned())),
        ];
        words::text_with(self.input.locale, key, &arguments, "")
    }

    fn line(&mut self, text: &str, format: &Format, height: f64) -> Result<(), XlsxError> {
        self.target.merge_range(self.row, 0, self.row, 2, text, format)?;
        self.target.set_row_height(self.row, LINE * height)?;
        self.row += 1;
        Ok(())
    }

    fn paragraph(&mut self, key: &str) -> Result<(), XlsxError> {
        let text = self.text(key);
        if text.is_empty() {
            return Ok(());
        }
        let width: u32 = WIDTHS.iter().sum();
        let height = lines(&text, usize::try_from(width).unwrap_or(usize::MAX)) as f64 + 0.4;
        self.line(&text, &look::paragraph(), height)
    }

    fn heading(&mut self, key: &str) -> Result<(), XlsxError> {
        let text = self.text(key);
        self.line(&text, &look::heading(), 1.5)
    }

    fn space(&mut self) -> Result<(), XlsxError> {
        self.target.set_row_height(self.row, LINE * 0.6)?;
        self.row += 1;
        Ok(())
    }

    fn colour(&mut self, role: Role, key: &str) -> Result<(), XlsxError> {
        let text = self.text(key);
        self.target.write_blank(self.row, 0, &look::sample(role))?;
        self.target.merge_range(self.row, 1, self.row, 2, &text, &look::guide_cell())?;
        self.height_of(&text)
    }

    fn height_of(&mut self, text: &str) -> Result<(), XlsxError> {
        let height = lines(text, usize::try_from(WIDTHS[1]).unwrap_or(usize::MAX) + ROOM) as f64 + 0.3;
        self.target.set_row_height(self.row, LINE * height)?;
        self.row += 1;
        Ok(())
    }

    fn heads(&mut self) -> Result<(), XlsxError> {
        for (key, column) in ["workbook-guide-sheets", "workbook-guide-what", "workbook-guide-records"].iter().zip(0..)
        {
            let text = self.text(key);
            self.target.write_string_with_format(self.row, column, text, &look::header(false))?;
        }
        self.target.set_row_height(self.row, LINE * 1.3)?;
        self.row += 1;
        Ok(())
    }

    fn link(&mut self, name: &str, sheet: &Sheet<'_>) -> Result<(), XlsxError> {
        let address = format!("internal:'{}'!A1", name.replace('\'', "''"));
        let url = Url::new(address).set_text(name);
        self.target.write_url_with_format(self.row, 0, &url, &look::link())?;
        let help = words::table_help(self.input.locale, sheet.table.name);
        self.target.write_string_with_format(self.row, 1, &help, &look::guide_cell())?;
        let records = sheet.rows.iter().filter(|row| row.kind == RowKind::Record).count();
        self.target.write_number_with_format(self.row, 2, records as f64, &look::guide_cell())?;
        self.height_of(&help)
    }
}
