//! What is built anew after a change: everything whose bytes differ, and nothing else.
//!
//! The law is tried on the project itself, in memory, for a change in every file that reports are made from, with a
//! build that has a cache beside one that has none.

mod sweep;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use hokoku::batch::{self, Cache, Fate, Finished, Mode, RunInput, Selection, Years};
use hokoku::dataset::InputFile;
use hokoku::diagnostic::Diagnostic;
use hokoku::host::{Change, Store};
use hokoku::model::Timestamp;
use hokoku::report::{Format, Project};
use hokoku::writer::pdf::Fonts;
use tempfile::TempDir;

use crate::built::{files_of, root};

/// The files of a project by path.
type Files = BTreeMap<String, Vec<u8>>;

/// The project's own files.
fn project_files() -> Files {
    let of = |folder: &str| {
        files_of(&root().join(folder)).into_iter().map(|(path, bytes)| (format!("{folder}/{path}"), bytes)).collect()
    };
    let (mut files, more): (Files, Files) = (of("data"), of("report-templates"));
    files.extend(more);
    files
}

/// What may be asked of a build besides the files.
struct Options {
    reports: &'static [&'static str],
    years: &'static [i16],
    formats: &'static [Format],
    timestamp: Option<Timestamp>,
    /// Fonts from outside the project.
    fonts: Vec<(String, Vec<u8>)>,
}

/// Pages of two years, one of them the year of the annual report.
const PAGES: Options =
    Options { reports: &[], years: &[2015, 2022], formats: &[Format::Html], timestamp: None, fonts: vec![] };
/// One brief as PDF and as a Word file.
const BRIEF: Options = Options {
    reports: &["yearly-brief"],
    years: &[2022],
    formats: &[Format::Pdf, Format::Docx],
    timestamp: None,
    fonts: vec![],
};

/// The fonts of a project without fonts of its own, loaded once.
fn built_in() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| Fonts::new(&[]))
}

/// What became of the files of a build.
#[derive(Debug, PartialEq, Eq, Default)]
struct Outcome {
    /// SHA-256 by path.
    files: BTreeMap<String, String>,
    /// Paths of those that a writer made.
    made: BTreeSet<String>,
    /// Paths of those that differ from what stood in the folder.
    changed: BTreeSet<String>,
    /// What was said.
    diagnostics: Vec<Diagnostic>,
}

/// Builds some files, once for each way to do so, one after the other.
fn build<const N: usize>(
    files: &Files,
    options: &Options,
    output: &Path,
    ways: [(Mode, Option<&Cache>); N],
) -> [Outcome; N] {
    let input = |(path, bytes): (&String, &Vec<u8>)| InputFile { path: path.clone(), bytes: bytes.clone() };
    let project = Project::load(files.iter().map(input).collect());
    let selection = Selection {
        reports: options.reports.iter().map(|report| (*report).to_owned()).collect(),
        years: options.years.iter().map(|year| Years::new(*year, *year).expect("a year")).collect(),
        formats: options.formats.to_vec(),
        ..Selection::default()
    };
    let (plan, problems) = batch::plan(&project, &selection);
    let admission = batch::admit(&project, &plan);
    let more = [project.fonts.clone(), options.fonts.clone()].concat();
    let own;
    let fonts = if more.is_empty() {
        built_in()
    } else {
        own = Fonts::new(&more);
        &own
    };
    ways.map(|(mode, cache)| {
        let finished = batch::run(
            &admission.admitted,
            &RunInput {
                project: &project,
                fonts,
                reference: None,
                output,
                mode,
                cache,
                workers: NonZeroUsize::MIN,
                timestamp: options.timestamp,
                clock: &|| Duration::ZERO,
                display: &|_| {},
            },
        );
        let of_jobs = finished.iter().flat_map(|job| &job.diagnostics);
        let diagnostics = problems.iter().chain(&admission.diagnostics).chain(of_jobs).cloned().collect();
        outcome(&finished, diagnostics)
    })
}

fn outcome(finished: &[Finished], diagnostics: Vec<Diagnostic>) -> Outcome {
    let mut outcome = Outcome { diagnostics, ..Outcome::default() };
    for product in finished.iter().flat_map(|job| &job.products) {
        match &product.fate {
            Fate::Written { change, is_cached, sha256, .. } => {
                outcome.files.insert(product.path.clone(), sha256.clone());
                outcome.made.extend((!is_cached).then(|| product.path.clone()));
                outcome.changed.extend((*change == Change::Written).then(|| product.path.clone()));
            }
            Fate::Rejected { .. } => {}
            Fate::Crashed | Fate::NotWritable(_) => panic!("{}: {product:?}", product.path),
        }
    }
    outcome
}

/// A cache and a folder of output, both in one temporary folder.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Place {
        Place { folder: TempDir::new().expect("a temporary folder") }
    }

    fn cache(&self) -> Cache {
        Cache::new(Store::new(self.folder.path().join("cache")), [1; 32])
    }

    fn output(&self) -> PathBuf {
        self.folder.path().join("output")
    }

    fn build(&self, files: &Files, options: &Options) -> Outcome {
        let [outcome] = build(files, options, &self.output(), [(Mode::Write, Some(&self.cache()))]);
        outcome
    }

    /// Builds with the cache, and holds the files and all that was said against a build without one.
    fn check(&self, what: &str, files: &Files, options: &Options) -> Outcome {
        let cache = self.cache();
        let ways = [(Mode::Write, Some(&cache)), (Mode::Compare, None)];
        let [outcome, anew] = build(files, options, &self.output(), ways);
        assert!(anew.changed.is_empty(), "{what}: stale: {:?}", anew.changed);
        assert_eq!(outcome.files, anew.files, "{what}");
        assert_eq!(outcome.diagnostics, anew.diagnostics, "{what}");
        outcome
    }
}

/// The files, one of which is new or has other content.
fn with(files: &Files, path: &str, bytes: &[u8]) -> Files {
    let mut files = files.clone();
    files.insert(path.to_owned(), bytes.to_vec());
    files
}

/// The files, where one has a text instead of another.
fn replaced(files: &Files, path: &str, old: &str, new: &str) -> Files {
    let text = std::str::from_utf8(&files[path]).expect("UTF-8");
    assert!(text.contains(old), "{path} has `{old}`");
    with(files, path, text.replacen(old, new, 1).as_bytes())
}

/// Paths of files that a build gave and another did not give so.
fn differing(before: &Outcome, after: &Outcome) -> BTreeSet<String> {
    let files = after.files.iter().filter(|(path, sha256)| before.files.get(*path) != Some(sha256));
    files.map(|(path, _)| path.clone()).collect()
}

#[test]
fn a_text_that_one_brief_reads_makes_that_brief_anew() {
    let options = Options { years: &[], reports: &["yearly-brief"], ..PAGES };
    let main = "report-templates/yearly-brief/main.md.j2";
    let asks = "\n{% if has_narrative(\"remark\") %}{% include narrative(\"remark\") %}{% endif %}\n";
    let mut files = project_files();
    files.get_mut(main).expect("the template").extend(asks.as_bytes());
    let text = "data/kgz/narrative/2015/en/remark.md";
    let files = with(&files, text, b"As it was.\n");
    let place = Place::new();
    assert!(place.build(&files, &options).made.len() > 20);
    let made = place.check("the text", &with(&files, text, b"As it is.\n"), &options).made;
    assert_eq!(made, BTreeSet::from(["kgz/2015/yearly-brief.en.html".to_owned()]));
    // The rate of an edition is the edition's own too.
    let editions = "data/kgz/editions.yaml";
    let line = "as-of: \"2016-03-31\"";
    let made = place.check("the day", &replaced(&files, editions, line, "as-of: \"2016-03-30\""), &options).made;
    assert_eq!(made, BTreeSet::from(["kgz/2015/yearly-brief.en.html".to_owned()]));
}

#[test]
fn a_format_that_is_asked_for_later_is_made_and_the_others_are_found() {
    let (files, place) = (project_files(), Place::new());
    assert_eq!(place.build(&files, &Options { formats: &[Format::Html], ..BRIEF }).made.len(), 1);
    let both = Options { formats: &Format::ALL, ..BRIEF };
    let made: Vec<String> = place.check("all formats", &files, &both).made.into_iter().collect();
    assert_eq!(made.iter().filter(|path| path.ends_with(".html")).count(), 0, "{made:?}");
    assert_eq!(made.len(), Format::ALL.len() - 1);
    // The look of one format is no matter of the others.
    let theme = |file: &str| format!("report-templates/themes/jica/{file}");
    // The numbers of pages in a Word file are those of the PDF's layout.
    for (file, old, new, extensions) in [
        ("theme.css", "{", "{\n", &["html"][..]),
        ("theme.typ", "\n", "\n\n", &["docx", "pdf"]),
        ("word.yaml", "Title: {size: title, color: accent}", "Title: {size: title, color: note}", &["docx"]),
    ] {
        let changed = replaced(&files, &theme(file), old, new);
        let made = place.check(file, &changed, &both).made;
        let found: Vec<&str> = made.iter().filter_map(|path| path.rsplit('.').next()).collect();
        assert_eq!(found, extensions, "{file}");
    }
}

#[test]
fn another_date_makes_all_anew_and_the_first_one_is_still_found() {
    let (files, place) = (project_files(), Place::new());
    let dated = |date| Options { timestamp: Timestamp::parse(date), formats: &Format::ALL, ..BRIEF };
    for date in ["2024-04-01", "2024-04-01T00:00:01Z"] {
        assert_eq!(place.check(date, &files, &dated(date)).made.len(), Format::ALL.len());
    }
    let again = place.check("again", &files, &dated("2024-04-01"));
    assert_eq!((again.made.len(), again.changed.len()), (0, Format::ALL.len()));
}

#[test]
fn a_folder_of_output_is_no_matter_of_what_is_in_it() {
    let (files, place) = (project_files(), Place::new());
    let made = place.build(&files, &BRIEF).made;
    let elsewhere = TempDir::new().expect("a temporary folder");
    let [outcome] = build(&files, &BRIEF, elsewhere.path(), [(Mode::Write, Some(&place.cache()))]);
    assert_eq!((outcome.made.len(), outcome.changed), (0, made));
}

#[test]
fn a_font_makes_the_pdf_anew_and_not_the_page() {
    let (files, place) = (project_files(), Place::new());
    let both = || Options { formats: &[Format::Pdf, Format::Html], ..BRIEF };
    place.build(&files, &both());
    let pdf = BTreeSet::from(["kgz/2022/yearly-brief.en.pdf".to_owned()]);
    let font = notosans::ITALIC_TTF.to_vec();
    let with_font = Options { fonts: vec![("more.ttf".to_owned(), font.clone())], ..both() };
    assert_eq!(place.check("a folder of fonts", &files, &with_font).made, pdf);
    let files = with(&files, "report-templates/themes/jica/fonts/more.ttf", &font);
    assert_eq!(place.check("a font of a theme", &files, &both()).made, pdf);
}

#[test]
fn another_language_is_made_beside_the_first_and_a_translation_is_a_matter_of_its_own_language() {
    let (files, place) = (project_files(), Place::new());
    place.build(&files, &PAGES);
    let locales = "report-templates/locales";
    let own = files[&format!("{locales}/en.ftl")].clone();
    let files = with(&files, &format!("{locales}/de.ftl"), &own);
    // Texts that the second language lacks stop its reports and no others.
    let outcome = place.check("a language", &files, &PAGES);
    assert!(outcome.made.is_empty() && outcome.files.keys().all(|path| path.contains(".en.")), "{outcome:?}");
    let source = "data/kgz/sources.yaml";
    let translated = replaced(&files, source, "title: {en: ", "title: {de: \"Titel\", en: ");
    assert!(place.check("a translation", &translated, &PAGES).made.is_empty());
}

#[test]
fn what_a_writer_had_to_tell_is_told_again_when_its_file_is_found() {
    let files =
        replaced(&project_files(), "report-templates/themes/jica/theme.yaml", "body: [", "body: [Nowhere Sans, ");
    let place = Place::new();
    let told = |outcome: &Outcome| outcome.diagnostics.iter().filter(|told| told.message.contains("Nowhere")).count();
    let first = place.check("made", &files, &BRIEF);
    assert_eq!((told(&first), first.made.len()), (1, BRIEF.formats.len()), "{:?}", first.diagnostics);
    let second = place.check("found", &files, &BRIEF);
    assert_eq!((told(&second), second.made.len()), (1, 0));
}

#[test]
fn another_program_finds_nothing_of_this_one() {
    let (files, place) = (project_files(), Place::new());
    place.build(&files, &BRIEF);
    let store = Store::new(place.folder.path().join("cache"));
    let [outcome] = build(&files, &BRIEF, &place.output(), [(Mode::Write, Some(&Cache::new(store, [2; 32])))]);
    assert_eq!(outcome.made.len(), BRIEF.formats.len());
}

#[test]
fn an_object_that_is_damaged_is_made_anew_and_mended() {
    let (files, place) = (project_files(), Place::new());
    let made = place.build(&files, &BRIEF).made;
    std::fs::remove_dir_all(place.output()).expect("the output");
    for object in std::fs::read_dir(place.folder.path().join("cache/objects")).expect("objects") {
        std::fs::write(object.expect("an object").path(), "%PDF-1.7, and no more").expect("a writable file");
    }
    assert_eq!(place.check("damaged", &files, &BRIEF).made, made);
    std::fs::remove_dir_all(place.output()).expect("the output");
    assert!(place.check("mended", &files, &BRIEF).made.is_empty());
}
