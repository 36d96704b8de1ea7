//! How cells look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// The heading of a sheet and of its columns.
const DARK: Color = Color::RGB(0x1F_3A_5F);
/// The heading of columns that name the record.
const SLATE: Color = Color::RGB(0x5B_6B_7F);
/// Cells that name the record.
const GREY: Color = Color::RGB(0xEE_F1_F4);
/// Cells that were printed for the new year.
const BLUE: Color = Color::RGB(0xE3_ED_F7);
/// Cells that are to be filled in.
const YELLOW: Color = Color::RGB(0xFF_F4_C9);
/// Lines between cells.
const LINE: Color = Color::RGB(0xC9_D1_DA);
/// Secondary text.
const FAINT: Color = Color::RGB(0x50_5A_66);

/// What a cell is to the person who fills the workbook in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It names the record.
    Key,
    /// It may be changed.
    Plain,
    /// It was printed for the new year.
    Printed,
    /// It is to be filled in.
    FillIn,
}

/// What a program makes of what is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Typed {
    /// Whatever it is, it stays as it was typed.
    Text,
    /// A number.
    Number,
    /// A day.
    Day,
    /// Yes or no.
    Boolean,
}

/// A cell of a record: unlocked.
pub(super) fn cell(role: Role, typed: Typed) -> Format {
    let format = Format::new().set_unlocked().set_align(FormatAlign::Top).set_text_wrap();
    let format = format.set_border(FormatBorder::Thin).set_border_color(LINE);
    let format = match role {
        Role::Plain => format,
        Role::Key => format.set_background_color(GREY),
        Role::Printed => format.set_background_color(BLUE),
        Role::FillIn => format.set_background_color(YELLOW),
    };
    typed_as(format, typed)
}

/// A cell in which no record stands yet, behind the prepared rows or beside them: unlocked.
pub(super) fn beyond(typed: Typed) -> Format {
    typed_as(Format::new().set_unlocked().set_align(FormatAlign::Top), typed)
}

/// A row above the records: locked. (A format that says no more than that is no format.)
pub(super) fn locked() -> Format {
    Format::new().set_locked().set_align(FormatAlign::VerticalCenter)
}

fn typed_as(format: Format, typed: Typed) -> Format {
    match typed {
        Typed::Text => format.set_num_format("@").set_align(FormatAlign::Left).set_indent(1),
        Typed::Number => format.set_align(FormatAlign::Right).set_indent(1),
        Typed::Day => format.set_num_format("yyyy\\-mm\\-dd").set_align(FormatAlign::Left).set_indent(1),
        // LibreOffice shows a number where the format does not say this; Excel shows its own words.
        Typed::Boolean => format.set_num_format("\"TRUE\";\"TRUE\";\"FALSE\"").set_align(FormatAlign::Center),
    }
}

/// The heading of a column.
pub(super) fn header(is_key: bool) -> Format {
    Format::new()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(if is_key { SLATE } else { DARK })
        .set_align(FormatAlign::Left)
        .set_indent(1)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
        .set_border_color(LINE)
}

/// The title of a sheet.
pub(super) fn title() -> Format {
    Format::new().set_bold().set_font_size(16).set_font_color(DARK).set_align(FormatAlign::VerticalCenter)
}

/// A sentence that explains.
pub(super) fn help() -> Format {
    Format::new().set_font_color(FAINT).set_text_wrap().set_align(FormatAlign::VerticalCenter)
}

/// A heading in the guide.
pub(super) fn heading() -> Format {
    Format::new().set_bold().set_font_size(12).set_font_color(DARK).set_align(FormatAlign::VerticalCenter)
}

/// A paragraph of the guide.
pub(super) fn paragraph() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

/// A cell of a table of the guide.
pub(super) fn guide_cell() -> Format {
    paragraph().set_align(FormatAlign::Left).set_indent(1).set_border(FormatBorder::Thin).set_border_color(LINE)
}

/// A link to a sheet in the guide.
pub(super) fn link() -> Format {
    guide_cell().set_font_color(Color::RGB(0x0B_5C_AD)).set_underline(rust_xlsxwriter::FormatUnderline::Single)
}

/// An example of a colour in the guide.
pub(super) fn sample(role: Role) -> Format {
    cell(role, Typed::Text)
}

/// The number formats of whole numbers and of others from a thousand on.
pub(super) fn grouped(is_whole: bool) -> Format {
    Format::new().set_num_format(if is_whole { "#,##0" } else { "#,##0.0###" })
}

/// The colour of a sheet's tab: what is filled in every year stands out.
pub(super) fn tab(rhythm: super::words::Rhythm) -> Color {
    match rhythm {
        super::words::Rhythm::Yearly => Color::RGB(0xE0_A8_00),
        super::words::Rhythm::AsNeeded => DARK,
        super::words::Rhythm::Seldom => SLATE,
    }
}
