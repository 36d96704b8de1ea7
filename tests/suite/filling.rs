//! A workbook to fill in, filled in as a person would: by the names of columns, in the cells that are there.

use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;

use hokoku::package::{Attribute, Element, Limits, Node, Package, XmlWriter, read_xml};
use hokoku::spreadsheet::read::{ReadOptions, Workbook};
use hokoku::spreadsheet::workbook::{BASE_SHEET, ID_ROW, LABEL_ROW, table_object};

/// What is typed.
#[derive(Debug, Clone, Copy)]
pub enum Typed<'a> {
    /// A text.
    Text(&'a str),
    /// A number.
    Number(&'a str),
    /// Nothing: what stood there is deleted.
    Nothing,
    /// A day, of which a spreadsheet program makes a number.
    Day(jiff::civil::Date),
}

/// The workbook as far as it is filled in.
pub struct Filling {
    package: Package,
}

/// The cells of a table, by row and column.
struct Sheet {
    part: String,
    /// Letters of the columns, by field.
    columns: BTreeMap<String, String>,
    /// Raw texts of the rows behind the labels, by column letters.
    rows: BTreeMap<u32, BTreeMap<String, String>>,
}

impl Filling {
    /// Opens a workbook.
    pub fn open(bytes: &[u8]) -> Filling {
        Filling { package: Package::read(bytes, Limits::default()).expect("a package") }
    }

    /// The workbook.
    pub fn bytes(&self) -> Vec<u8> {
        self.package.write()
    }

    /// Types into a field of the one row in which some other fields have these texts.
    pub fn set(&mut self, table: &str, row: &[(&str, &str)], field: &str, typed: Typed<'_>) {
        let sheet = self.sheet(table);
        let is_meant = |cells: &BTreeMap<String, String>| {
            row.iter().all(|(field, text)| cells.get(&sheet.columns[*field]).is_some_and(|cell| cell == text))
        };
        let found: Vec<u32> = sheet.rows.iter().filter(|(_, cells)| is_meant(cells)).map(|(row, _)| *row).collect();
        assert_eq!(found.len(), 1, "rows of {table} with {row:?}: {found:?}");
        self.put(&sheet, found[0], field, typed);
    }

    /// Types a new record into the first empty row.
    pub fn add(&mut self, table: &str, values: &[(&str, Typed<'_>)]) {
        let sheet = self.sheet(table);
        let row = sheet.rows.keys().next_back().copied().unwrap_or(LABEL_ROW) + 1;
        for (field, typed) in values {
            self.put(&sheet, row, field, *typed);
        }
    }

    /// Empties a field of the one row in which some other fields have these texts.
    pub fn clear(&mut self, table: &str, row: &[(&str, &str)], field: &str) {
        self.set(table, row, field, Typed::Nothing);
    }

    /// Takes the document properties out that say what the workbook is, as programs on the web do.
    pub fn forget_properties(&mut self) {
        let name = "docProps/custom.xml";
        let part = self.package.part(name).expect("properties").clone();
        let root = read_xml(&part.bytes).expect("XML");
        let mut xml = XmlWriter::new();
        Element { children: Vec::new(), ..root }.write(&mut xml);
        self.package.add_part(name, &part.content_type, xml.into_bytes());
    }

    /// Takes the hidden sheet of all values out, as programs that clean documents do.
    pub fn forget_base(&mut self) {
        let name = "xl/workbook.xml";
        let part = self.package.part(name).expect("a workbook").clone();
        let mut root = read_xml(&part.bytes).expect("XML");
        let is_base = |node: &Node| matches!(node, Node::Element(sheet) if sheet.attribute("name") == Some(BASE_SHEET));
        for child in &mut root.children {
            if let Node::Element(sheets) = child {
                sheets.children.retain(|sheet| !is_base(sheet));
            }
        }
        let mut xml = XmlWriter::new();
        root.write(&mut xml);
        self.package.add_part(name, &part.content_type, xml.into_bytes());
    }

    fn sheet(&self, table: &str) -> Sheet {
        let bytes = self.bytes();
        let never = |_, _: &mut dyn io::Read| Err(io::Error::other("a workbook of this format needs no other process"));
        let mut workbook = Workbook::open("a.xlsx", &bytes, &ReadOptions::default(), &never).expect("a workbook");
        let object = table_object(table);
        let index = workbook.sheets().iter().position(|sheet| sheet.tables.iter().any(|table| table.name == object));
        let index = index.unwrap_or_else(|| panic!("a sheet with the table {object}"));
        let (mut columns, mut rows) = (BTreeMap::new(), BTreeMap::new());
        let read = workbook.read(index, &mut |_, row| {
            let cells = row.cells.iter().map(|cell| (cell.address.column_letters(), cell.raw.clone()));
            if row.number == ID_ROW {
                columns = cells.map(|(column, id)| (id, column)).collect();
            } else if row.number > LABEL_ROW {
                rows.insert(row.number, cells.collect());
            }
            ControlFlow::Continue(())
        });
        read.expect("a sheet that can be read");
        Sheet { part: format!("xl/worksheets/sheet{}.xml", index + 1), columns, rows }
    }

    fn put(&mut self, sheet: &Sheet, row: u32, field: &str, typed: Typed<'_>) {
        let column = sheet.columns.get(field).unwrap_or_else(|| panic!("a column {field}"));
        let address = format!("{column}{row}");
        let part = self.package.part(&sheet.part).expect("the part of the sheet").clone();
        let mut root = read_xml(&part.bytes).expect("XML");
        let namespace = root.namespace.clone();
        let cell = cell(&mut root, &address).unwrap_or_else(|| panic!("no room for {address} in {}", sheet.part));
        fill(cell, &namespace, typed);
        let mut xml = XmlWriter::new();
        root.write(&mut xml);
        self.package.add_part(&sheet.part, &part.content_type, xml.into_bytes());
    }
}

fn cell<'a>(element: &'a mut Element, address: &str) -> Option<&'a mut Element> {
    let is_it = element.local_name() == "c" && element.attribute("r") == Some(address);
    if is_it {
        return Some(element);
    }
    element.children.iter_mut().find_map(|child| match child {
        Node::Element(child) => cell(child, address),
        Node::Text(_) => None,
    })
}

fn fill(cell: &mut Element, namespace: &str, typed: Typed<'_>) {
    let element = |name: &str, child: Node| {
        Node::Element(Element {
            name: name.to_owned(),
            namespace: namespace.to_owned(),
            attributes: Vec::new(),
            children: vec![child],
        })
    };
    cell.attributes.retain(|attribute| attribute.name != "t");
    let child = match typed {
        Typed::Nothing => {
            cell.children = Vec::new();
            return;
        }
        Typed::Text(text) => {
            let kind = Attribute { name: "t".to_owned(), namespace: String::new(), value: "inlineStr".to_owned() };
            cell.attributes.push(kind);
            element("is", element("t", Node::Text(text.to_owned())))
        }
        Typed::Number(number) => element("v", Node::Text(number.to_owned())),
        Typed::Day(day) => {
            let days = jiff::civil::date(1899, 12, 30).until(day).expect("two days").get_days();
            element("v", Node::Text(days.to_string()))
        }
    };
    cell.children = vec![child];
}
