//! `cargo bench`: the stages of the annual report, a fresh process, a build that changes nothing, 200 briefs in one run, and
//! everything against one process of the Typst compiler a document. `cargo bench -- processes` runs the last alone.
//!
//! Prints medians of several runs. Whole milliseconds on a busy machine mean little; the shares and ratios of one run are what
//! to compare.

mod processes;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use hokoku::dataset::InputFile;
use hokoku::model::LanguageTag;
use hokoku::report::{Format, Project, ReportInput, Stage, build, compose};
use hokoku::writer::pdf::{self, Fonts};
use tempfile::TempDir;

const RUNS: usize = 11;
const BRIEFS: usize = 200;

/// A part of the benchmark; it gets the folder of the package.
type Part = fn(&Path);

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let parts: [(&str, Part); 5] = [
        ("stages", stages),
        ("fresh-process", fresh_process),
        ("no-change", no_change),
        ("many-briefs", many_briefs),
        ("processes", processes::compare),
    ];
    let asked: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    for (_, run) in parts.iter().filter(|(name, _)| asked.is_empty() || asked.iter().any(|word| word == name)) {
        run(root);
    }
}

fn stages(root: &Path) {
    let files = read(root);
    let load = median((0..RUNS).map(|_| timed(|| drop(Project::load(files.clone())))));
    let project = Project::load(files);
    let fonts = Fonts::new(&project.fonts);
    let dataset = project.countries["kgz"].dataset.as_ref().expect("the data is whole");
    let edition = dataset.edition("annual-report", 2022).expect("the edition is there");
    let language = LanguageTag::parse("en").expect("a tag");
    let request = || project.request("kgz", edition, &language).expect("the report can be made");

    let document = compose(&request(), None).0.expect("the report has no errors");
    let theme = &request().theme.tokens;
    let markup = median((0..RUNS).map(|_| timed(|| drop(pdf::markup(&document, theme, '.', &[])))));

    let start = Instant::now();
    let clock = || start.elapsed();
    let mut runs: Vec<Vec<(Stage, Duration)>> = Vec::new();
    for _ in 0..RUNS {
        pdf::clear_cache();
        let input = ReportInput {
            request: request(),
            formats: &Format::ALL,
            timestamp: None,
            fonts: &fonts,
            reference: None,
            clock: &clock,
        };
        let built = build(&input);
        assert_eq!(built.artifacts.len(), Format::ALL.len(), "{:?}", built.diagnostics);
        runs.push(built.timings.iter().map(|timing| (timing.stage, timing.duration)).collect());
    }
    let stage = |index: usize| median(runs.iter().map(|run| run[index].1));
    let mut rows = vec![("load the data and templates".to_owned(), load)];
    let mut typst = Duration::ZERO;
    for (index, (name, _)) in runs[0].iter().enumerate() {
        let time = stage(index);
        match name {
            Stage::Paginate => {
                rows.push(("lay out: markup".to_owned(), markup));
                typst += time.saturating_sub(markup);
            }
            Stage::WritePdf => typst += time,
            Stage::WriteDocx => rows.push(("write Word file (one thread)".to_owned(), time)),
            Stage::Render => rows.push(("render the template".to_owned(), time)),
            Stage::Read => rows.push(("read the Markdown".to_owned(), time)),
            Stage::Attach => rows.push(("check, make the attachments".to_owned(), time)),
            Stage::WriteHtml => rows.push(("write HTML".to_owned(), time)),
        }
    }
    let ours: Duration = rows.iter().map(|(_, time)| *time).sum();
    let whole = ours + typst;
    println!("annual report, stages in one process, median of {RUNS} runs with an empty cache");
    for (name, time) in &rows {
        print_row(name, *time, whole);
    }
    print_row("Typst's layout and export of the PDF", typst, whole);
    print_row("all but Typst's layout and export", ours, whole);
    print_row("whole", whole, whole);
}

fn print_row(name: &str, time: Duration, whole: Duration) {
    let share = 100.0 * time.as_secs_f64() / whole.as_secs_f64();
    println!("  {name:<40} {:>8.2} ms {share:>6.1} %", time.as_secs_f64() * 1000.0);
}

fn fresh_process(root: &Path) {
    let output = TempDir::new().expect("a temporary folder");
    let times = (0..RUNS).map(|_| {
        let mut command = hokoku(root, output.path());
        command.args(["annual-report", "--format", "pdf", "--no-cache"]);
        timed(|| assert!(command.status().expect("the program starts").success()))
    });
    println!("annual report as PDF in a fresh process: {:.0} ms", median(times).as_secs_f64() * 1000.0);
}

/// Everything is built once, and then again with nothing changed: into the same folder, into an empty one from the cache,
/// and held against what is there.
fn no_change(root: &Path) {
    let folder = TempDir::new().expect("a temporary folder");
    let (cache, output) = (folder.path().join("cache"), folder.path().join("output"));
    let run = |more: &[&str]| {
        let mut command = hokoku(root, &output);
        command.args(more).env("HOKOKU_CACHE_DIR", &cache);
        timed(|| assert!(command.status().expect("the program starts").success()))
    };
    let first = run(&[]);
    let again = median((0..RUNS).map(|_| run(&[])));
    let found = median((0..RUNS).map(|_| {
        fs::remove_dir_all(&output).expect("the output can be removed");
        run(&[])
    }));
    let checked = median((0..RUNS).map(|_| run(&["--check"])));
    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    println!("everything in a fresh process, first with an empty cache: {:.0} ms", milliseconds(first));
    println!("  again, nothing changed: {:.0} ms (target: under 300 ms)", milliseconds(again));
    println!("  again into an empty folder, from the cache: {:.0} ms", milliseconds(found));
    println!("  held against the folder, `--check`: {:.0} ms", milliseconds(checked));
}

/// 200 editions of the brief in a copy of the project, built in one run as a user would.
fn many_briefs(root: &Path) {
    let project = TempDir::new().expect("a temporary folder");
    for file in read(root) {
        let path = project.path().join(&file.path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a writable folder");
        fs::write(path, file.bytes).expect("a writable file");
    }
    let edition = |index: usize| {
        let (year, last) = (1990 + index, 1991 + index);
        format!("- {{report: yearly-brief, year: {year}, fiscal-year: JFY{year}, as-of: \"{last}-03-31\"}}\n")
    };
    let editions: String = (0..BRIEFS).map(edition).collect();
    fs::write(project.path().join("data/kgz/editions.yaml"), editions).expect("a writable file");
    let output = project.path().join("output");
    for jobs in ["1", "2"] {
        let mut command = hokoku(project.path(), &output);
        command.args(["--jobs", jobs, "--no-cache"]);
        let Measured { wall, peak, .. } = measure(command);
        println!(
            "{BRIEFS} briefs as PDF, Word and HTML, --jobs {jobs}: {:.1} s, peak memory {peak}",
            wall.as_secs_f64()
        );
        fs::remove_dir_all(&output).expect("the output can be removed");
    }
}

fn hokoku(project: &Path, output: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hokoku"));
    command.args(["build", "--quiet", "--project"]).arg(project).arg("--output").arg(output);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// What a process took.
struct Measured {
    wall: Duration,
    /// Of all its threads; zero where the system does not tell.
    cpu: Duration,
    /// The largest memory that it held.
    peak: Peak,
}

/// A largest memory in KiB, where the system tells.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Peak(Option<u64>);

impl std::fmt::Display for Peak {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            Some(kib) => write!(f, "{} MB", kib / 1024),
            None => f.write_str("not available here"),
        }
    }
}

/// Runs a command to its end and fails unless it succeeds.
fn measure(mut command: Command) -> Measured {
    let before = cpu_of_children();
    let start = Instant::now();
    let mut child = command.spawn().expect("the program starts");
    let mut peak = None;
    let status = loop {
        peak = peak_memory(child.id()).or(peak);
        if let Some(status) = child.try_wait().expect("the program can be waited for") {
            break status;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    assert!(status.success(), "{command:?}");
    Measured { wall: start.elapsed(), cpu: cpu_of_children().saturating_sub(before), peak: Peak(peak) }
}

/// The time on processors of all children that have ended, from `/proc` (proc_pid_stat(5), fields 16 and 17, in 1/100 s).
fn cpu_of_children() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit_once(')').map(|(_, rest)| rest.split_whitespace().collect::<Vec<_>>()).unwrap_or_default();
    let ticks = |index: usize| fields.get(index).and_then(|field| field.parse::<u64>().ok()).unwrap_or_default();
    Duration::from_millis(10 * (ticks(13) + ticks(14)))
}

/// The largest memory that a process has held so far, in KiB, where the system tells.
fn peak_memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

fn read(root: &Path) -> Vec<InputFile> {
    let mut folders = vec![PathBuf::from("data"), PathBuf::from("report-templates")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder)).expect("a readable folder") {
            let entry = entry.expect("a readable entry");
            let path = folder.join(entry.file_name());
            if entry.path().is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(entry.path()).expect("a readable file");
                files.push(InputFile { path: path.to_string_lossy().replace('\\', "/"), bytes });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(times: impl IntoIterator<Item = Duration>) -> Duration {
    let mut times: Vec<Duration> = times.into_iter().collect();
    times.sort();
    times[times.len() / 2]
}
