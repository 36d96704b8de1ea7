//! Spreadsheets made for tests, part by part, so that they can be as wrong as those of the world.

use encoding_rs::Encoding;
use hokoku::package::{Package, Target};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Styles: 0 General, 1 `yyyy-mm-dd`, 2 `#,##0 JPY`, 3 `0.0 mln`, 4 an era, 5 `0.0%`, 6 `mmm-yy`, 7 `yyyy`.
const STYLES: &str = r##"<numFmts count="6"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/><numFmt numFmtId="165" formatCode="#,##0 JPY"/><numFmt numFmtId="166" formatCode="0.0 mln"/><numFmt numFmtId="167" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="168" formatCode="0.0%"/><numFmt numFmtId="169" formatCode="yyyy"/></numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="8"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf numFmtId="166" applyNumberFormat="1"/><xf numFmtId="167" applyNumberFormat="1"/><xf numFmtId="168" applyNumberFormat="1"/><xf numFmtId="17" applyNumberFormat="1"/><xf numFmtId="169" applyNumberFormat="1"/></cellXfs>"##;

/// A workbook with the sheet `Lines`, in pieces of SpreadsheetML.
#[derive(Default)]
pub struct Sheet<'a> {
    pub rows: &'a str,
    pub before: &'a str,
    pub after: &'a str,
    /// Before the sheets of the workbook.
    pub properties: &'a str,
    /// Shared texts.
    pub strings: &'a str,
}

/// The workbook as an .xlsx file.
pub fn workbook(sheet: &Sheet<'_>) -> Vec<u8> {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let Sheet { rows, before, after, properties, strings } = sheet;
    let mut package = Package::new();
    package.relate("", &format!("{KINDS}/officeDocument"), Target::Part("xl/workbook.xml".to_owned()));
    let list = "<sheets><sheet name=\"Lines\" sheetId=\"1\" r:id=\"rId1\"/></sheets>";
    // `calcPr` stands behind the sheets (ECMA-376-1, 18.2.27), the other properties before them.
    let (first, last) = match properties.contains("calcPr") {
        true => ("", *properties),
        false => (*properties, ""),
    };
    for (name, root, kind, content) in [
        ("worksheets/sheet1.xml", "worksheet", "worksheet", format!("{before}<sheetData>{rows}</sheetData>{after}")),
        ("styles.xml", "styleSheet", "styles", STYLES.to_owned()),
        ("sharedStrings.xml", "sst", "sharedStrings", (*strings).to_owned()),
    ] {
        let part = format!("xl/{name}");
        package.relate("xl/workbook.xml", &format!("{KINDS}/{kind}"), Target::Part(part.clone()));
        let xml = format!("<{root} xmlns=\"{MAIN}\">{content}</{root}>");
        package.add_part(&part, &format!("{KIND}.{kind}+xml"), xml.into_bytes());
    }
    let xml = format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{KINDS}\">{first}{list}{last}</workbook>");
    package.add_part("xl/workbook.xml", &format!("{KIND}.sheet.main+xml"), xml.into_bytes());
    package.write()
}

/// A text in which `{text × 3}` stands for `texttexttext`.
pub fn expanded(text: &str) -> String {
    let Some((before, rest)) = text.split_once('{') else { return text.to_owned() };
    let (inside, after) = rest.split_once('}').expect("a closing brace");
    let (repeated, count) = inside.rsplit_once(" × ").expect("a text and how often");
    before.to_owned() + &repeated.repeat(count.parse().expect("a number")) + &expanded(after)
}

/// A text in an encoding, by its label in the Encoding Standard.
pub fn bytes_of(text: &str, label: &str, has_mark: bool) -> Vec<u8> {
    let text = if has_mark { format!("\u{feff}{text}") } else { text.to_owned() };
    match label {
        // The standard has no encoder for it.
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        label => {
            let (bytes, _, is_lossy) = Encoding::for_label(label.as_bytes()).expect("an encoding").encode(&text);
            assert!(!is_lossy, "{text} is not of {label}");
            bytes.into_owned()
        }
    }
}

/// A file of pieces, one a line.
pub fn pieces(lines: &str) -> Vec<u8> {
    let piece = |line: &str| -> Vec<u8> {
        let (kind, rest) = line.split_once(' ').expect("a kind and what is of it");
        match kind {
            "hex" => rest.split(' ').map(|byte| u8::from_str_radix(byte, 16).expect("two digits")).collect(),
            "ascii" => rest.as_bytes().to_vec(),
            "utf-16" => rest.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect(),
            "zeros" => vec![0; rest.parse().expect("a number")],
            other => panic!("`{other}` is no kind of piece"),
        }
    };
    lines.lines().flat_map(piece).collect()
}

/// A record of a binary workbook (\[MS-XLSB\], 2.1.4): type and length in groups of seven bits.
fn record(out: &mut Vec<u8>, kind: u32, data: &[u8]) {
    let mut number = |mut number: u32| {
        while number > 0x7f {
            out.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        out.push(number as u8);
    };
    number(kind);
    number(u32::try_from(data.len()).unwrap());
    out.extend(data);
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = (units.len() as u32).to_le_bytes().to_vec();
    bytes.extend(units.into_iter().flat_map(u16::to_le_bytes));
    bytes
}

fn numbers(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// A small .xlsb file: texts, a number, a formula with its result, and a formula with an error as its result, which calamine
/// gives as nothing. There is no program here that writes the format.
pub fn binary_workbook() -> Vec<u8> {
    let cell = |column: u32, data: &[u8]| [numbers(&[column, 0]), data.to_vec()].concat();
    // The formula `1`: flags, its length, PtgInt (2.5.97.55), no extra data.
    let formula = [&[0, 0][..], &3_u32.to_le_bytes(), &[0x1e, 1, 0], &0_u32.to_le_bytes()].concat();
    let mut sheet = Vec::new();
    record(&mut sheet, 129, &[]);
    record(&mut sheet, 148, &numbers(&[0, 1, 0, 3]));
    record(&mut sheet, 145, &[]);
    record(&mut sheet, 0, &[numbers(&[0, 0]), vec![0; 17]].concat());
    record(&mut sheet, 6, &cell(0, &wide("Code")));
    record(&mut sheet, 6, &cell(1, &wide("Amount")));
    record(&mut sheet, 0, &[numbers(&[1, 0]), vec![0; 17]].concat());
    record(&mut sheet, 6, &cell(0, &wide("дорога")));
    record(&mut sheet, 5, &cell(1, &27.8_f64.to_le_bytes()));
    record(&mut sheet, 9, &cell(2, &[&1_f64.to_le_bytes()[..], &formula].concat()));
    record(&mut sheet, 11, &cell(3, &[&[0x07][..], &formula].concat()));
    record(&mut sheet, 146, &[]);
    record(&mut sheet, 130, &[]);
    let mut book = Vec::new();
    record(&mut book, 131, &[]);
    record(&mut book, 153, &[0; 12]);
    record(&mut book, 143, &[]);
    record(&mut book, 156, &[numbers(&[0, 1]), wide("rId1"), wide("Lines")].concat());
    record(&mut book, 144, &[]);
    record(&mut book, 157, &[0; 26]);
    record(&mut book, 132, &[]);
    let mut package = Package::new();
    package.relate("", &format!("{KINDS}/officeDocument"), Target::Part("xl/workbook.bin".to_owned()));
    package.relate(
        "xl/workbook.bin",
        &format!("{KINDS}/worksheet"),
        Target::Part("xl/worksheets/sheet1.bin".to_owned()),
    );
    package.add_part("xl/workbook.bin", "application/vnd.ms-excel.sheet.binary.macroEnabled.main", book);
    package.add_part("xl/worksheets/sheet1.bin", "application/vnd.ms-excel.worksheet", sheet);
    package.write()
}
