//! One table as a sheet.

use rust_xlsxwriter::utility::{column_number_to_name, row_col_to_cell};
use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, Format, Formula, IgnoreError, Note, ProtectionOptions, Table,
    TableColumn, TableStyle, Worksheet, XlsxError,
};

use super::columns::{Column, referred};
use super::content::{Content, shown_width};
use super::lists::Lists;
use super::look::{self, Role, Typed};
use super::names::{ID_ROW, LABEL_ROW, TITLE_ROW, table_object};
use super::rows::{Row, RowKind, Sheet};
use super::validation::{Choices, lines, validation};
use super::words::{self, Rhythm};
use super::write::WorkbookInput;
use crate::spreadsheet::schema::FieldKind;

/// The row of labels, counted from 0 as the library does.
const LABELS: u32 = LABEL_ROW - 1;
/// The first row of records, counted from 0.
const FIRST: u32 = LABEL_ROW;
/// The narrowest column, in characters.
const NARROWEST: usize = 11;
/// How much wider a heading is than its text: the button of the filter, and bold letters.
const BUTTON: usize = 4;
/// The height of a line of text, in points.
const LINE: f64 = 15.0;
/// As many lines of a long text are shown; the rest is seen where the cell is edited.
const MOST_LINES: usize = 14;
/// How many characters a printed page has beside each other, so that it can still be read.
const PAGE_WIDTH: usize = 190;
/// How many empty rows are printed.
const PRINTED_BLANK_ROWS: u32 = 5;
/// How many characters the paper of a landscape page has beside each other, before it is made smaller.
const TITLE_WIDTH: usize = 110;

/// How many empty rows a sheet has behind its records.
pub(super) fn blank_rows(table: &str) -> u32 {
    match Rhythm::of(table) {
        Rhythm::Yearly => 30,
        Rhythm::AsNeeded => 40,
        Rhythm::Seldom => 15,
    }
}

/// The last row that is prepared, counted from 0.
pub(super) fn last_row(sheet: &Sheet<'_>) -> u32 {
    let rows = u32::try_from(sheet.rows.len()).expect("a sheet has fewer records than rows");
    FIRST + rows + blank_rows(sheet.table.name) - 1
}

/// The rows of another table's column of ids, by the name of the table.
pub(super) type IdCells<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Writes the sheet of a table.
pub(super) fn write(
    target: &mut Worksheet,
    sheet: &Sheet<'_>,
    input: &WorkbookInput<'_>,
    lists: &mut Lists,
    ids: IdCells<'_>,
) -> Result<(), XlsxError> {
    let locale = input.locale;
    let table = sheet.table.name;
    let last_column =
        u16::try_from(sheet.columns.len() - 1).expect("a table has fewer fields than a sheet has columns");
    let last = last_row(sheet);
    let labels = labels(sheet, input);
    let widths: Vec<usize> = sheet
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let cells = sheet.rows.iter().filter_map(|row| row.cells.get(at));
            width(column, labels.get(at).map_or("", |label| label), cells)
        })
        .collect();
    for (width, at) in widths.iter().zip(0..) {
        target.set_column_width(at, u32::try_from(*width).unwrap_or(u32::MAX))?;
    }
    unlock(target, sheet)?;
    title(target, sheet, input, &widths)?;
    for (column, at) in sheet.columns.iter().zip(0..) {
        target.write_string(ID_ROW - 1, at, column.id())?;
    }
    target.set_row_hidden(ID_ROW - 1)?;
    rows(target, sheet, &widths, last)?;
    let heading = |(column, label): (&Column<'_>, &String)| {
        TableColumn::new().set_header(label).set_header_format(look::header(column.field.is_key()))
    };
    let headings: Vec<TableColumn> = sheet.columns.iter().zip(&labels).map(heading).collect();
    let object = Table::new().set_name(table_object(table)).set_columns(&headings).set_style(TableStyle::None);
    target.add_table(LABELS, 0, last, last_column, &object)?;
    let heights = labels.iter().zip(&widths).map(|(label, width)| lines(label, width.saturating_sub(BUTTON)));
    target.set_row_height(LABELS, 17.0 * heights.max().unwrap_or(1).max(2) as f64)?;
    for ((column, label), at) in sheet.columns.iter().zip(&labels).zip(0..) {
        note(target, at, label, &words::help(locale, table, column))?;
        let list = lists.of(column, input);
        let choices = list.map(|(cells, is_closed)| Choices { cells, is_closed });
        let choices = choices.or_else(|| reference(column, ids));
        let first = row_col_to_cell(FIRST, at);
        if let Some(rule) = validation(locale, table, column, choices, &first)? {
            add_validation(target, last, at, &rule)?;
        }
        if typed(column) == Typed::Number {
            group_thousands(target, last, at, &first)?;
        }
    }
    target.ignore_error_range(FIRST, 0, last, last_column, IgnoreError::NumberStoredAsText)?;
    view(target, sheet)?;
    print(target, sheet, &widths, input)
}

/// The labels of the columns, each different from all others, with a mark at what must be filled in.
fn labels(sheet: &Sheet<'_>, input: &WorkbookInput<'_>) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    for column in &sheet.columns {
        let mut label = words::heading(input.locale, sheet.table.name, column);
        if labels.iter().any(|other| other.to_lowercase() == label.to_lowercase()) {
            label = format!("{label} ({})", column.id());
        }
        labels.push(label);
    }
    labels
}

/// The width of a column: of its widest content and its longest word, within what can be overlooked.
fn width<'a>(column: &Column<'_>, label: &str, cells: impl Iterator<Item = &'a Content>) -> usize {
    let most = match column.field.kind {
        FieldKind::Text if column.field.is_key() => 44,
        FieldKind::Text => 46,
        FieldKind::Sources | FieldKind::Path => 34,
        FieldKind::List(_) => 30,
        FieldKind::Id
        | FieldKind::Reference(_)
        | FieldKind::Choice(_)
        | FieldKind::Channel
        | FieldKind::Language
        | FieldKind::Currency
        | FieldKind::Integer
        | FieldKind::Number
        | FieldKind::Quantity
        | FieldKind::FigureValue
        | FieldKind::Day
        | FieldKind::Date
        | FieldKind::FiscalYear
        | FieldKind::Period
        | FieldKind::Boolean
        | FieldKind::SigningDates => 32,
    };
    let least = label.split_whitespace().map(shown_width).max().unwrap_or_default() + BUTTON;
    let content = cells.map(Content::width).max().unwrap_or_default() + 4;
    // A column that is still empty must have room for what it is for.
    let usual = match column.field.kind {
        FieldKind::Text | FieldKind::Sources => 28,
        FieldKind::Id | FieldKind::Reference(_) | FieldKind::Path | FieldKind::List(_) | FieldKind::Period => 16,
        FieldKind::Choice(_) | FieldKind::Channel => 18,
        FieldKind::Language
        | FieldKind::Currency
        | FieldKind::Integer
        | FieldKind::Number
        | FieldKind::Quantity
        | FieldKind::FigureValue
        | FieldKind::Day
        | FieldKind::Date
        | FieldKind::FiscalYear
        | FieldKind::Boolean
        | FieldKind::SigningDates => NARROWEST,
    };
    content.clamp(usual, most).max(least.min(most))
}

fn title(
    target: &mut Worksheet,
    sheet: &Sheet<'_>,
    input: &WorkbookInput<'_>,
    widths: &[usize],
) -> Result<(), XlsxError> {
    let title = words::table_title(input.locale, sheet.table.name);
    let help = words::table_help(input.locale, sheet.table.name);
    // As many columns as a line of text is long; a title over all of them would be seen in part only.
    let mut total = 0;
    let covered = widths.iter().take_while(|width| {
        let is_within = total < TITLE_WIDTH;
        total += **width;
        is_within
    });
    let last = u16::try_from(covered.count().saturating_sub(1)).unwrap_or_default();
    let shown: usize = widths.iter().take(usize::from(last) + 1).sum();
    let plain = Format::new().set_font_size(11).set_font_color(rust_xlsxwriter::Color::RGB(0x50_5A_66));
    let cell = look::help();
    if last > 0 {
        target.merge_range(TITLE_ROW - 1, 0, TITLE_ROW - 1, last, "", &cell)?;
    }
    match help.is_empty() {
        true => target.write_string_with_format(TITLE_ROW - 1, 0, &title, &look::title())?,
        false => {
            let below = format!("\n{help}");
            let parts = [(&look::title(), title.as_str()), (&plain, below.as_str())];
            target.write_rich_string_with_format(TITLE_ROW - 1, 0, &parts, &cell)?
        }
    };
    let height = 30.0 + 15.5 * lines(&help, shown) as f64;
    target.set_row_height(TITLE_ROW - 1, height)?;
    Ok(())
}

/// What a program makes of what is typed into a column.
fn typed(column: &Column<'_>) -> Typed {
    use super::columns::Part;
    match (column.part, column.field.kind) {
        (Part::Unit, _) => Typed::Text,
        (_, FieldKind::Integer | FieldKind::Number | FieldKind::Quantity | FieldKind::FigureValue) => Typed::Number,
        (_, FieldKind::Day) => Typed::Day,
        (_, FieldKind::Boolean) => Typed::Boolean,
        (
            _,
            FieldKind::Text
            | FieldKind::Id
            | FieldKind::Reference(_)
            | FieldKind::Path
            | FieldKind::Choice(_)
            | FieldKind::Channel
            | FieldKind::Language
            | FieldKind::Currency
            | FieldKind::Date
            | FieldKind::FiscalYear
            | FieldKind::Period
            | FieldKind::Sources
            | FieldKind::SigningDates
            | FieldKind::List(_),
        ) => Typed::Text,
    }
}

/// Unlocks the rows of records in their whole width, since Excel clears and removes only rows without a locked cell, and the
/// cells below them, where what is typed stays as it was typed, too.
fn unlock(target: &mut Worksheet, sheet: &Sheet<'_>) -> Result<(), XlsxError> {
    for (column, at) in sheet.columns.iter().zip(0..) {
        target.set_column_format(at, &look::beyond(typed(column)))?;
    }
    for row in 0..=last_row(sheet) {
        let format = if row < FIRST { look::locked() } else { look::beyond(Typed::Text) };
        target.set_row_format(row, &format)?;
    }
    Ok(())
}

fn rows(target: &mut Worksheet, sheet: &Sheet<'_>, widths: &[usize], last: u32) -> Result<(), XlsxError> {
    let role = |column: &Column<'_>, kind: Option<RowKind>, content: &Content| match (kind, content) {
        (Some(RowKind::Form), Content::Blank) => Role::FillIn,
        (Some(RowKind::Form), _) => Role::Printed,
        (Some(RowKind::Record), _) if column.field.is_key() => Role::Key,
        (Some(RowKind::Record) | None, _) => Role::Plain,
    };
    let mut rows = sheet.rows.iter();
    for at in FIRST..=last {
        let row = rows.next();
        for (index, column) in sheet.columns.iter().enumerate() {
            let content = row.and_then(|row| row.cells.get(index)).unwrap_or(&Content::Blank);
            let format = look::cell(role(column, row.map(|row| row.kind), content), typed(column));
            let to = u16::try_from(index).expect("a table has fewer fields than a sheet has columns");
            put(target, at, to, content, &format)?;
        }
        // Spreadsheet programs do not agree on whether a row without a height grows with its text.
        let lines = row.map_or(1, |row| lines_of(row, widths));
        if lines > 1 {
            target.set_row_height(at, LINE * lines as f64 + 2.0)?;
        }
    }
    Ok(())
}

/// How many lines the fullest cell of a row has, as far as a row is let grow.
fn lines_of(row: &Row, widths: &[usize]) -> usize {
    let lines = row.cells.iter().zip(widths).map(|(content, width)| match content {
        Content::Text(text) => lines(text, letters(*width)),
        Content::Blank | Content::Number(_) | Content::Day(_) | Content::Boolean(_) => 1,
    });
    lines.max().unwrap_or(1).min(MOST_LINES)
}

/// How many letters of usual text a column has room for. Its width counts digits, which are wider than most letters; two
/// are taken by the indent.
fn letters(width: usize) -> usize {
    width.saturating_sub(2) * 21 / 20
}

fn put(target: &mut Worksheet, row: u32, column: u16, content: &Content, format: &Format) -> Result<(), XlsxError> {
    match content {
        Content::Blank => target.write_blank(row, column, format)?,
        Content::Text(text) => target.write_string_with_format(row, column, text, format)?,
        Content::Number(number) => target.write_number_with_format(row, column, *number, format)?,
        Content::Day(day) => target.write_with_format(row, column, &excel_day(*day)?, format)?,
        Content::Boolean(value) => target.write_boolean_with_format(row, column, *value, format)?,
    };
    Ok(())
}

fn excel_day(day: jiff::civil::Date) -> Result<rust_xlsxwriter::ExcelDateTime, XlsxError> {
    let part = |number: i8| u8::try_from(number).unwrap_or_default();
    rust_xlsxwriter::ExcelDateTime::from_ymd(
        u16::try_from(day.year()).unwrap_or_default(),
        part(day.month()),
        part(day.day()),
    )
}

fn note(target: &mut Worksheet, column: u16, label: &str, help: &str) -> Result<(), XlsxError> {
    if help.is_empty() {
        return Ok(());
    }
    let text = format!("{label}\n{help}");
    let height = 24 + 17 * lines(&text, 42);
    let note = Note::new(text).add_author_prefix(false).set_width(300).set_height(u32::try_from(height).unwrap_or(200));
    target.insert_note(LABELS, column, &note)?;
    Ok(())
}

fn reference(column: &Column<'_>, ids: IdCells<'_>) -> Option<Choices> {
    Some(Choices { cells: ids(referred(column.field.kind)?)?, is_closed: false })
}

fn add_validation(target: &mut Worksheet, last: u32, column: u16, rule: &DataValidation) -> Result<(), XlsxError> {
    target.add_data_validation(FIRST, column, last, column, rule)?;
    Ok(())
}

/// Shows thousands apart without hiding a digit that is typed.
fn group_thousands(target: &mut Worksheet, last: u32, column: u16, first: &str) -> Result<(), XlsxError> {
    let letters = column_number_to_name(column);
    let cell = format!("${letters}{}", FIRST + 1);
    debug_assert!(first.starts_with(&letters));
    for is_whole in [true, false] {
        let comparison = if is_whole { "=" } else { "<>" };
        let rule = format!("=AND(ISNUMBER({cell}),ABS({cell})>=10000,{cell}{comparison}INT({cell}))");
        let format = ConditionalFormatFormula::new().set_rule(Formula::new(rule)).set_format(look::grouped(is_whole));
        target.add_conditional_format(FIRST, column, last, column, &format)?;
    }
    Ok(())
}

fn view(target: &mut Worksheet, sheet: &Sheet<'_>) -> Result<(), XlsxError> {
    let keys = sheet.columns.iter().filter(|column| column.field.is_key()).count();
    target.set_freeze_panes(FIRST, u16::try_from(keys).unwrap_or_default())?;
    target.set_tab_color(look::tab(Rhythm::of(sheet.table.name)));
    let options = ProtectionOptions {
        insert_rows: true,
        delete_rows: true,
        format_columns: true,
        format_rows: true,
        format_cells: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::default()
    };
    target.protect_with_options(&options);
    Ok(())
}

/// The records on paper: as many pages wide as it takes to read them, each with the names of the records.
fn print(
    target: &mut Worksheet,
    sheet: &Sheet<'_>,
    widths: &[usize],
    input: &WorkbookInput<'_>,
) -> Result<(), XlsxError> {
    let pages = u16::try_from(widths.iter().sum::<usize>().div_ceil(PAGE_WIDTH)).unwrap_or(1).max(1);
    page(target, input);
    target.set_print_fit_to_pages(pages, 0);
    target.set_repeat_rows(LABELS, LABELS)?;
    let keys = sheet.columns.iter().filter(|column| column.field.is_key()).count();
    if let Some(last_key) = u16::try_from(keys).ok().and_then(|keys| keys.checked_sub(1)).filter(|_| pages > 1) {
        target.set_repeat_columns(0, last_key)?;
    }
    let blank = blank_rows(sheet.table.name);
    let last = last_row(sheet) - blank + blank.min(PRINTED_BLANK_ROWS);
    target.set_print_area(0, 0, last, u16::try_from(widths.len() - 1).unwrap_or_default())?;
    Ok(())
}

/// The paper of a sheet: A4, landscape, with what it is of at the edge.
pub(super) fn page(target: &mut Worksheet, input: &WorkbookInput<'_>) {
    // 9 is A4 (ECMA-376-1, 18.3.1.63).
    target.set_paper_size(9).set_landscape();
    target.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
    let escape = |text: &str| text.replace('&', "&&");
    let page = words::text(input.locale, "workbook-page", "");
    target.set_header(format!("&L{}&R&A", escape(&input.title())));
    target.set_footer(format!("&R{} &P / &N", escape(&page)));
}
