//! The parts of a workbook: its sheets, and what all of them share. ECMA-376-1, 18.2.

use super::super::format::Formats;
use super::super::sheet::{Give, SheetEnd, SheetInfo, TableInfo, Visibility};
use super::sheet::Shared;
use super::strings::SharedStrings;
use super::{comments, sheet, styles, tables};
use crate::package::{Archive, Bytes, Element, Limits, PackageError, Target, read_xml, relationship};

/// Relationships of worksheets to their tables and comments, and of the workbook to its texts (ECMA-376-1, 12.3).
const TABLE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/table";
const COMMENTS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const SHARED_STRINGS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings";

/// How many sheets a workbook may have.
const MOST_SHEETS: usize = 1_000;

/// A workbook whose sheets are read one by one.
pub(in super::super) struct XlsxFile<'a> {
    archive: Archive<'a>,
    /// The sheets, in their order.
    pub(in super::super) sheets: Vec<SheetInfo>,
    /// The parts of the sheets.
    parts: Vec<String>,
    strings: SharedStrings,
    formats: Formats,
    /// Whether days are counted from 1904.
    pub(in super::super) is_1904: bool,
    /// Whether the program that wrote it left the formulas to be calculated on opening.
    pub(in super::super) is_uncalculated: bool,
}

impl<'a> XlsxFile<'a> {
    /// Reads all but the cells.
    pub(in super::super) fn open(bytes: Bytes<'a>, limits: Limits) -> Result<XlsxFile<'a>, String> {
        let mut archive = Archive::open(bytes, limits).map_err(words)?;
        let main = archive.related("", relationship::OFFICE_DOCUMENT).map_err(words)?;
        let main = main.unwrap_or_else(|| "xl/workbook.xml".to_owned());
        let root = part(&mut archive, &main)?.ok_or_else(|| format!("the part `{main}` is missing"))?;
        let flag = |element: &str, name: &str| {
            let value = root.child(element).and_then(|element| element.attribute(name));
            matches!(value, Some("1" | "true"))
        };
        let (is_1904, is_uncalculated) = (flag("workbookPr", "date1904"), flag("calcPr", "fullCalcOnLoad"));
        let strings = match archive.related(&main, SHARED_STRINGS).map_err(words)? {
            Some(name) => {
                let strings = archive.stream(&name).map_err(words)?.map(SharedStrings::read).transpose();
                strings.map_err(|message| format!("`{name}`: {message}"))?
            }
            None => None,
        };
        let formats = match archive.related(&main, relationship::STYLES).map_err(words)? {
            Some(name) => {
                let formats = archive.stream(&name).map_err(words)?.map(styles::read).transpose();
                formats.map_err(|message| format!("`{name}`: {message}"))?
            }
            None => None,
        };
        let relationships = archive.relationships(&main).map_err(words)?;
        let (mut sheets, mut parts) = (Vec::new(), Vec::new());
        let listed: Vec<&Element> =
            root.children_named("sheets").flat_map(|sheets| sheets.children_named("sheet")).collect();
        if listed.len() > MOST_SHEETS {
            return Err(format!("it has {} sheets, and up to {MOST_SHEETS} are read", listed.len()));
        }
        for sheet in listed {
            let id = sheet.attributes.iter().find(|attribute| attribute.name.ends_with(":id"));
            let target = relationships.iter().find(|found| id.is_some_and(|id| id.value == found.id));
            let Some((kind, Target::Part(name))) = target.map(|found| (&found.kind, &found.target)) else {
                return Err(format!("the sheet `{}` is not in the file", sheet.attribute("name").unwrap_or_default()));
            };
            // Sheets of charts and of dialogs have no cells; those of the macros of Excel 4.0 have ([MS-OFFMACRO], 2.2.1.1).
            if kind.ends_with("/worksheet") || kind.to_lowercase().ends_with("macrosheet") {
                let tables = tables_of(&mut archive, name)?;
                sheets.push(SheetInfo { tables, ..info(sheet) });
                parts.push(name.clone());
            }
        }
        let (strings, formats) = (strings.unwrap_or_default(), formats.unwrap_or_default());
        Ok(XlsxFile { archive, sheets, parts, strings, formats, is_1904, is_uncalculated })
    }

    /// Reads the cells of a sheet.
    pub(in super::super) fn read(&mut self, index: usize, give: Give<'_>) -> Result<SheetEnd, String> {
        let name = self.parts.get(index).ok_or_else(|| "there is no such sheet".to_owned())?;
        let stream = self.archive.stream(name).map_err(words)?;
        let stream = stream.ok_or_else(|| format!("the part `{name}` is missing"))?;
        let shared = Shared { strings: &self.strings, formats: &self.formats };
        let end = sheet::read(stream, &shared, give).map_err(|error| format!("`{name}`: {error}"))?;
        let comments = match self.archive.related(name, COMMENTS).map_err(words)? {
            Some(part) => {
                let read = self.archive.stream(&part).map_err(words)?.map(comments::read).transpose();
                read.map_err(|error| format!("`{part}`: {error}"))?.unwrap_or_default()
            }
            None => Vec::new(),
        };
        Ok(SheetEnd { comments, ..end })
    }
}

fn words(error: PackageError) -> String {
    error.to_string()
}

fn part(archive: &mut Archive<'_>, name: &str) -> Result<Option<Element>, String> {
    let bytes = archive.part(name).map_err(words)?;
    bytes.map(|bytes| read_xml(&bytes).map_err(|error| format!("`{name}`: {error}"))).transpose()
}

fn info(sheet: &Element) -> SheetInfo {
    let visibility = match sheet.attribute("state") {
        Some("hidden") => Visibility::Hidden,
        Some("veryHidden") => Visibility::VeryHidden,
        Some(_) | None => Visibility::Visible,
    };
    SheetInfo { name: sheet.attribute("name").unwrap_or_default().to_owned(), visibility, tables: Vec::new() }
}

fn tables_of(archive: &mut Archive<'_>, sheet: &str) -> Result<Vec<TableInfo>, String> {
    let mut found = Vec::new();
    for relationship in archive.relationships(sheet).map_err(words)? {
        if let (true, Target::Part(name)) =
            (relationship.kind.rsplit('/').next() == TABLE.rsplit('/').next(), &relationship.target)
        {
            let bytes = archive.part(name).map_err(words)?.ok_or_else(|| format!("the part `{name}` is missing"))?;
            found.push(tables::read(&bytes).map_err(|message| format!("`{name}`: {message}"))?);
        }
    }
    Ok(found)
}
