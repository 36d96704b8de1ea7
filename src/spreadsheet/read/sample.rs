//! Workbooks for tests, written part by part, so that they can be as wrong as those of the world.

use std::io;

use super::{FileKind, dump};
use crate::package::{Package, Target, relationship};

/// A workbook in the making.
pub(crate) struct Book {
    /// The sheets: name, attributes of the `sheet` element, XML below `worksheet`.
    pub sheets: Vec<(String, String, String)>,
    /// XML below `workbook`, before the sheets.
    pub properties: String,
    /// Shared strings, as XML below `sst`.
    pub strings: String,
    /// A defined table of the first sheet: its name and range.
    pub table: Option<(String, String)>,
    /// Notes beside cells of the first sheet: where, and what they say.
    pub notes: Vec<(String, String)>,
}

/// Styles of [`Book`]: 0 General, 1 `yyyy-mm-dd`, 2 `#,##0 JPY`, 3 `0.0 mln`, 4 an era format.
const STYLES: &str = r##"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<numFmts count="4"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/><numFmt numFmtId="165" formatCode="#,##0 JPY"/>
<numFmt numFmtId="166" formatCode="0.0 mln"/><numFmt numFmtId="167" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>
<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/></cellXfs></styleSheet>"##;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

impl Book {
    /// One sheet `Lines` with that in its `sheetData`.
    pub fn new(rows: &str) -> Book {
        let sheet = format!("<sheetData>{rows}</sheetData>");
        Book {
            sheets: vec![("Lines".to_owned(), String::new(), sheet)],
            properties: String::new(),
            strings: String::new(),
            table: None,
            notes: Vec::new(),
        }
    }

    /// The same with something before and after the rows, such as columns and merged cells.
    pub fn around(rows: &str, before: &str, after: &str) -> Book {
        let mut book = Book::new(rows);
        book.sheets[0].2 = format!("{before}<sheetData>{rows}</sheetData>{after}");
        book
    }

    /// With attributes of elements before the sheets, such as `<workbookPr date1904="1"/>`.
    pub fn with_properties(mut self, xml: &str) -> Book {
        self.properties = xml.to_owned();
        self
    }

    /// With shared strings.
    pub fn with_strings(mut self, strings: &str) -> Book {
        self.strings = strings.to_owned();
        self
    }

    /// With another sheet.
    pub fn with_sheet(mut self, name: &str, attributes: &str, rows: &str) -> Book {
        self.sheets.push((name.to_owned(), attributes.to_owned(), format!("<sheetData>{rows}</sheetData>")));
        self
    }

    /// With a defined table in the first sheet.
    pub fn with_table(mut self, name: &str, range: &str) -> Book {
        self.table = Some((name.to_owned(), range.to_owned()));
        self
    }

    /// With notes beside cells of the first sheet.
    pub fn with_notes(mut self, notes: &[(&str, &str)]) -> Book {
        self.notes = notes.iter().map(|(cell, text)| ((*cell).to_owned(), (*text).to_owned())).collect();
        self
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        let mut package = Package::new();
        let main = "xl/workbook.xml";
        package.relate("", relationship::OFFICE_DOCUMENT, Target::Part(main.to_owned()));
        let mut list = String::new();
        for (index, (name, attributes, xml)) in self.sheets.iter().enumerate() {
            let part = format!("xl/worksheets/sheet{}.xml", index + 1);
            let id = package.relate(main, &format!("{RELATIONSHIPS}/worksheet"), Target::Part(part.clone()));
            list.push_str(&format!("<sheet name=\"{name}\" sheetId=\"{}\" r:id=\"{id}\" {attributes}/>", index + 1));
            let xml = format!("<worksheet xmlns=\"{MAIN}\">{xml}</worksheet>");
            package.add_part(&part, &format!("{KIND}.worksheet+xml"), xml.into_bytes());
        }
        if let Some((name, range)) = &self.table {
            let part = "xl/tables/table1.xml";
            package.relate(
                "xl/worksheets/sheet1.xml",
                &format!("{RELATIONSHIPS}/table"),
                Target::Part(part.to_owned()),
            );
            let xml = format!("<table xmlns=\"{MAIN}\" id=\"1\" displayName=\"{name}\" ref=\"{range}\"/>");
            package.add_part(part, &format!("{KIND}.table+xml"), xml.into_bytes());
        }
        if !self.notes.is_empty() {
            let part = "xl/comments1.xml";
            package.relate(
                "xl/worksheets/sheet1.xml",
                &format!("{RELATIONSHIPS}/comments"),
                Target::Part(part.to_owned()),
            );
            let note = |(cell, text): &(String, String)| {
                format!(
                    "<comment ref=\"{cell}\" authorId=\"0\"><text><t xml:space=\"preserve\">{text}</t></text></comment>"
                )
            };
            let list: String = self.notes.iter().map(note).collect();
            let xml = format!(
                "<comments xmlns=\"{MAIN}\"><authors><author>a</author></authors><commentList>{list}</commentList></comments>"
            );
            package.add_part(part, &format!("{KIND}.comments+xml"), xml.into_bytes());
        }
        let xml = format!(
            "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONSHIPS}\">{}<sheets>{list}</sheets></workbook>",
            self.properties
        );
        package.add_part(main, &format!("{KIND}.sheet.main+xml"), xml.into_bytes());
        package.relate(main, relationship::STYLES, Target::Part("xl/styles.xml".to_owned()));
        package.add_part("xl/styles.xml", &format!("{KIND}.styles+xml"), STYLES.as_bytes().to_vec());
        package.relate(
            main,
            &format!("{RELATIONSHIPS}/sharedStrings"),
            Target::Part("xl/sharedStrings.xml".to_owned()),
        );
        let strings = format!("<sst xmlns=\"{MAIN}\">{}</sst>", self.strings);
        package.add_part("xl/sharedStrings.xml", &format!("{KIND}.sharedStrings+xml"), strings.into_bytes());
        package.write()
    }
}

/// Rows of texts and numbers: what begins with a digit or a minus is a number, what begins with `=` a formula without a
/// result, the rest text; an empty one is no cell.
pub(crate) fn rows(lines: &[&[&str]]) -> String {
    let mut xml = String::new();
    for (row, cells) in (1..).zip(lines) {
        xml.push_str(&format!("<row r=\"{row}\">"));
        for (column, text) in (1..).zip(*cells) {
            let address = crate::diagnostic::CellRef { row, column };
            let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
            match text.chars().next() {
                None => {}
                Some('=') => xml.push_str(&format!("<c r=\"{address}\"><f>{}</f></c>", &escaped[1..])),
                Some(c) if (c.is_ascii_digit() || c == '-') && text.parse::<f64>().is_ok() => {
                    xml.push_str(&format!("<c r=\"{address}\"><v>{text}</v></c>"));
                }
                Some(_) => xml.push_str(&format!(
                    "<c r=\"{address}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{escaped}</t></is></c>"
                )),
            }
        }
        xml.push_str("</row>");
    }
    xml
}

/// What another process would do, in this one.
pub(crate) fn in_this_process(kind: FileKind, input: &mut dyn io::Read) -> io::Result<Box<dyn io::BufRead>> {
    let (mut bytes, mut out) = (Vec::new(), Vec::new());
    input.read_to_end(&mut bytes)?;
    dump(kind, &bytes, &mut out)?;
    Ok(Box::new(io::Cursor::new(out)))
}
