//! `cargo bench --bench spreadsheet`: the reading stage of an import beside calamine's own stream of the same sheet, in one
//! run, and the memory that one million rows take.
//!
//! Ours gives more of each cell: the digits of the file, the formula together with its result, the number format, hidden
//! rows and columns, merged cells.

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::io::{self, BufRead, Cursor};
use std::ops::ControlFlow;
use std::process::Command;
use std::time::{Duration, Instant};

use calamine::{Reader, Xlsx};
use hokoku::package::{Package, Target};
use hokoku::spreadsheet::read::{FileKind, ReadOptions, Workbook};

const RUNS: usize = 7;

/// How much slower the reading stage may be.
const MOST: f64 = 1.3;

fn main() {
    if let Some(path) = std::env::args().skip_while(|argument| argument != "--peak").nth(1) {
        let bytes = fs::read(&path).expect("the file is there");
        println!("{} cells, {} kB of file, peak {}", ours(&bytes), bytes.len() / 1000, peak());
        return;
    }
    let bytes = sheet(100_000);
    assert_eq!(theirs(&bytes), ours(&bytes));
    let mut times = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        times.0.push(timed(|| theirs(&bytes)));
        times.1.push(timed(|| ours(&bytes)));
    }
    let (theirs, ours) = (median(times.0), median(times.1));
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    println!("reading 100,000 rows of 10 columns ({} kB), median of {RUNS} runs side by side", bytes.len() / 1000);
    println!("  calamine's stream of cells   {:>8.1} ms", theirs.as_secs_f64() * 1e3);
    println!("  the reading stage of import  {:>8.1} ms   {ratio:.2} times calamine", ours.as_secs_f64() * 1e3);
    println!("  {}", if ratio <= MOST { "within 1.3 times" } else { "MORE than 1.3 times" });
    million_rows();
}

/// Reads one million rows in a process of its own, whose memory the system counts.
fn million_rows() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = std::env::current_exe().expect("this program");
    for (name, bytes) in [("xlsx", sheet(1_000_000)), ("csv", text(1_000_000))] {
        let path = folder.path().join(format!("million.{name}"));
        fs::write(&path, bytes).expect("the disk takes it");
        let start = Instant::now();
        let output = Command::new(&program).arg("--peak").arg(&path).output().expect("it runs again");
        let said = String::from_utf8_lossy(&output.stdout);
        println!("one million rows of 10 columns, .{name}: {} in {:.1} s", said.trim(), start.elapsed().as_secs_f64());
    }
}

/// The most memory that this process had at a time, as Linux counts it.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "not known on this system".to_owned(), |line| line.trim().to_owned())
}

fn theirs(bytes: &[u8]) -> u64 {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let mut reader = workbook.worksheet_cells_reader("Lines").expect("the sheet");
    let mut cells = 0;
    while let Some(cell) = reader.next_cell().expect("a cell") {
        black_box(&cell);
        cells += 1;
    }
    cells
}

fn ours(bytes: &[u8]) -> u64 {
    let none =
        |_: FileKind, _: &mut dyn io::Read| -> io::Result<Box<dyn BufRead>> { Err(io::Error::other("not needed")) };
    let mut workbook = Workbook::open("a", bytes, &ReadOptions::default(), &none).expect("a workbook");
    let mut cells = 0;
    let end = workbook.read(0, &mut |_, row| {
        black_box(row);
        cells += row.cells.len() as u64;
        ControlFlow::Continue(())
    });
    assert_eq!(end.expect("a whole sheet").cells, cells);
    cells
}

/// A workbook with the cells that offices have, written part by part since one million rows are many for a writer that
/// keeps them: a shared text, six numbers, another text, a day, a truth.
fn sheet(rows: u32) -> Vec<u8> {
    const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut xml = format!("<worksheet {MAIN}><sheetData>");
    for row in 1..=rows {
        let _ = write!(xml, "<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>{}</v></c>", row % 500);
        for (factor, column) in (1..).zip('B'..='G') {
            let _ = write!(xml, "<c r=\"{column}{row}\"><v>{}</v></c>", f64::from(row * factor) + 0.25);
        }
        let _ = write!(
            xml,
            "<c r=\"H{row}\" t=\"s\"><v>500</v></c><c r=\"I{row}\" s=\"1\"><v>{}</v></c>",
            40_000 + row % 5_000
        );
        let _ = write!(xml, "<c r=\"J{row}\" t=\"b\"><v>{}</v></c></row>", row % 2);
    }
    xml.push_str("</sheetData></worksheet>");
    let mut strings = format!("<sst {MAIN}>");
    for index in 0..500 {
        let _ = write!(strings, "<si><t>project-{index}</t></si>");
    }
    strings.push_str("<si><t>grant-aid</t></si></sst>");
    let styles =
        format!("<styleSheet {MAIN}><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>");
    let workbook = format!(
        "<workbook {MAIN} xmlns:r=\"{KINDS}\"><sheets><sheet name=\"Lines\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let mut package = Package::new();
    package.relate("", &format!("{KINDS}/officeDocument"), Target::Part("xl/workbook.xml".to_owned()));
    let parts = [
        ("worksheet", "xl/worksheets/sheet1.xml", xml),
        ("styles", "xl/styles.xml", styles),
        ("sharedStrings", "xl/sharedStrings.xml", strings),
    ];
    for (kind, name, xml) in parts {
        package.relate("xl/workbook.xml", &format!("{KINDS}/{kind}"), Target::Part(name.to_owned()));
        package.add_part(name, "application/xml", xml.into_bytes());
    }
    package.add_part("xl/workbook.xml", "application/xml", workbook.into_bytes());
    package.write()
}

fn text(rows: u32) -> Vec<u8> {
    let mut text = String::new();
    for row in 0..rows {
        let cells: Vec<String> = (0..10).map(|column| (row * 10 + column).to_string()).collect();
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text.into_bytes()
}

fn timed(work: impl FnOnce() -> u64) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
