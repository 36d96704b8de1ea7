//! Every PDF of all editions and languages: with `hokoku` on one and on two threads, and with one process of the Typst
//! compiler (PyPI `typst`) a document, one after the other, as a script around the compiler would do it.
//!
//! Both get the same markup, theme, pictures, attachments and fonts and write PDF/UA-1 with PDF/A-3a. `hokoku` also reads
//! the data, renders the templates and makes the attachments; the other finds all of that ready on the disk. Rounds of the
//! three alternate, since a busy machine changes while they run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use hokoku::batch::{self, Selection};
use hokoku::report::{Format, Project, ReportInput, draft};
use hokoku::writer::pdf::Fonts;
use tempfile::TempDir;

use super::{Measured, Peak, hokoku, measure, read};

const ROUNDS: usize = 5;

/// What is wanted: this many times the throughput, in this many KiB.
const WANTED_RATIO: f64 = 4.0;
const MOST_MEMORY: u64 = 500 * 1024;

/// Compiles a document: its folder, the file to write, the folder of fonts. Any fixed date will do.
const SCRIPT: &str = "import sys, typst
folder, output, fonts = sys.argv[1:]
typst.compile(folder + '/main.typ', output=output, root=folder, font_paths=[fonts], ignore_system_fonts=True,
              pdf_standards=['ua-1', 'a-3a'], timestamp=0)";

/// Prints times, ratios and memory side by side.
pub fn compare(root: &Path) {
    let folder = TempDir::new().expect("a temporary folder");
    let documents = write_documents(root, folder.path());
    let python = python(root);
    let count = documents.len();
    let mut rows: [Vec<Measured>; 3] = [Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        for (row, jobs) in rows.iter_mut().zip(["1", "2"]) {
            let output = folder.path().join("output");
            let mut command = hokoku(root, &output);
            command.args(["--format", "pdf", "--no-cache", "--jobs", jobs]);
            row.push(measure(command));
            fs::remove_dir_all(&output).expect("the output can be removed");
        }
        if let Some(python) = &python {
            rows[2].push(compile_all(python, &documents, folder.path()));
        }
    }
    println!("every PDF of all editions and languages, {count} documents, median of {ROUNDS} rounds");
    let other = rows[2].iter().map(|measured| measured.wall).collect::<Vec<_>>();
    let other_cpu = rows[2].iter().map(|measured| measured.cpu).collect::<Vec<_>>();
    let other = (!other.is_empty()).then(|| (super::median(other), super::median(other_cpu)));
    for (name, row) in ["hokoku --jobs 1", "hokoku --jobs 2", "one Typst process a document"].iter().zip(&rows) {
        if row.is_empty() {
            println!("  {name:<30} skipped: PyPI `typst` is not installed; `tests/tools/python-typst` installs it");
            continue;
        }
        let wall = super::median(row.iter().map(|measured| measured.wall));
        let cpu = super::median(row.iter().map(|measured| measured.cpu));
        let peak = row.iter().map(|measured| measured.peak).max().unwrap_or(Peak(None));
        let ratio = other.map(|(other, other_cpu)| (quotient(other, wall), quotient(other_cpu, cpu)));
        let ratio =
            ratio.map_or(String::new(), |(wall, cpu)| format!("  {wall:>5.2} times, {cpu:>5.2} by processor time"));
        let (wall, cpu) = (wall.as_secs_f64(), cpu.as_secs_f64());
        println!("  {name:<30} {wall:>6.2} s, processor {cpu:>6.2} s, peak memory {peak}{ratio}");
    }
    let ours = &rows[..2];
    if let Some((other, _)) = other {
        let best =
            ours.iter().map(|row| quotient(other, super::median(row.iter().map(|one| one.wall)))).fold(0.0, f64::max);
        println!(
            "  wanted: at least {WANTED_RATIO} times the throughput: {}",
            if best >= WANTED_RATIO { "kept" } else { "MISSED" }
        );
    }
    let peak = ours.iter().flatten().filter_map(|one| one.peak.0).max();
    let verdict = peak.map_or("not available here", |peak| if peak < MOST_MEMORY { "kept" } else { "MISSED" });
    println!("  wanted: peak memory under {} MB: {verdict}", MOST_MEMORY / 1024);
}

fn quotient(other: Duration, ours: Duration) -> f64 {
    other.as_secs_f64() / ours.as_secs_f64().max(f64::EPSILON)
}

/// Writes what Typst gets of each document into a folder of its own, and the fonts, below a folder; gives the folders.
fn write_documents(root: &Path, target: &Path) -> Vec<PathBuf> {
    let project = Project::load(read(root));
    let fonts = Fonts::new(&project.fonts);
    let (plan, problems) = batch::plan(&project, &Selection::default());
    assert!(problems.is_empty(), "{problems:?}");
    let built_in = [notosans::REGULAR_TTF, notosans::BOLD_TTF, notosans::ITALIC_TTF, notosans::BOLD_ITALIC_TTF];
    let own = project.fonts.iter().map(|(_, bytes)| bytes.as_slice());
    for (index, bytes) in built_in.into_iter().chain(own).enumerate() {
        write(&target.join(format!("fonts/{index}.ttf")), bytes);
    }
    let mut ready = Vec::new();
    for (index, job) in plan.jobs.iter().filter(|job| job.formats.contains(&Format::Pdf)).enumerate() {
        let folder = target.join(format!("document-{index}"));
        let request = project.request(&job.country, &job.edition, &job.language).expect("the report can be made");
        let input = ReportInput {
            request,
            formats: &[Format::Pdf],
            timestamp: None,
            fonts: &fonts,
            reference: None,
            clock: &|| Duration::ZERO,
        };
        let drafted = draft(&input).draft.expect("the report has no errors");
        for (name, bytes) in drafted.typst_files().expect("the theme has no errors") {
            let bytes = if name == "/theme.typ" { without_features(&bytes) } else { bytes };
            write(&folder.join(name.trim_start_matches('/')), &bytes);
        }
        ready.push(folder);
    }
    ready
}

/// The theme without two functions that the Python package can not switch on: header cells of rows and summaries of
/// tables, which are marks in the file and not seen. It spares the other compiler a little work.
fn without_features(theme: &[u8]) -> Vec<u8> {
    let theme = std::str::from_utf8(theme).expect("the theme is text");
    let plain = "#let plain(scope: none, summary: none, body) = body\n";
    (plain.to_owned() + &theme.replace("pdf.header-cell(", "plain(").replace("pdf.table-summary(", "plain("))
        .into_bytes()
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a writable folder");
    fs::write(path, bytes).expect("a writable file");
}

/// A Python that has the package `typst`, where one is installed.
fn python(root: &Path) -> Option<PathBuf> {
    let mut tool = Command::new(root.join("tests/tools/python-typst"));
    let answer = tool.arg("--where").env("RV_NO_INSTALL", "1").stderr(Stdio::null()).output().ok()?;
    let path = String::from_utf8(answer.stdout).ok()?;
    answer.status.success().then(|| PathBuf::from(path.trim()))
}

/// Compiles every document in a process of its own.
fn compile_all(python: &Path, documents: &[PathBuf], target: &Path) -> Measured {
    let mut total = Measured { wall: Duration::ZERO, cpu: Duration::ZERO, peak: Peak(None) };
    for (index, document) in documents.iter().enumerate() {
        let output = target.join(format!("{index}.pdf"));
        let mut command = Command::new(python);
        command.arg("-c").arg(SCRIPT).arg(document).arg(&output).arg(target.join("fonts"));
        command.stdout(Stdio::null());
        let measured = measure(command);
        assert!(fs::metadata(&output).is_ok_and(|file| file.len() > 1000), "the compiler wrote no PDF");
        fs::remove_file(&output).expect("the file can be removed");
        total.wall += measured.wall;
        total.cpu += measured.cpu;
        total.peak = total.peak.max(measured.peak);
    }
    total
}
