//! Every option of `build` beside a cache that was filled without it: what comes out otherwise is made anew, the rest is
//! found, and nothing is stale.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use assert_cmd::assert::Assert;
use tempfile::TempDir;

use crate::built::{files_of, hokoku, project_of_case};

/// What an option does to the three files of a brief.
struct Row {
    /// The option, or a variable of the environment.
    name: &'static str,
    /// Its value; empty for one that has none.
    value: &'static str,
    /// Formats that are made anew.
    made: &'static [&'static str],
    /// Formats that come out with other bytes.
    other: &'static [&'static str],
}

const fn row(name: &'static str, value: &'static str) -> Row {
    Row { name, value, made: &[], other: &[] }
}

/// Options that change what files are made from. A font that nothing needs changes no byte, but which fonts there are is read
/// for all that has pages.
const CHANGING: [Row; 5] = [
    Row { made: &["docx", "html", "pdf"], other: &["docx", "html", "pdf"], ..row("--timestamp", "2024-04-01") },
    Row { made: &["docx", "html", "pdf"], other: &["docx", "html", "pdf"], ..row("SOURCE_DATE_EPOCH", "1700000000") },
    Row { made: &["docx", "pdf"], ..row("--font-dir", "fonts") },
    Row { made: &["docx", "pdf"], ..row("HOKOKU_FONT_DIR", "other-fonts") },
    Row { made: &["docx"], other: &["docx"], ..row("--reference-doc", "office.docx") },
];

/// Options that choose among files, or say where and how.
const OTHERS: [Row; 16] = [
    row("--country", "xve"),
    row("--year", "2015..2020"),
    row("--language", "en"),
    row("--format", "html,pdf"),
    row("--output", "elsewhere"),
    row("--project", "."),
    row("--jobs", "2"),
    row("--shard", "1/1"),
    row("--costs", "times.json"),
    row("--timings", "new-times.json"),
    row("--report-junit", "junit.xml"),
    row("--report-sarif", "report.sarif"),
    row("--summary", "page.md"),
    row("--message-format", "github"),
    row("--fail-on", "warning"),
    row("--quiet", ""),
];

/// Options that are looked at below, each in its own way.
const OWN_WAY: [&str; 5] = ["--no-cache", "--check", "--plan", "--help", "--version"];

/// The brief of the invented country, built once into a cache, with all that options name beside it.
struct Case {
    _folder: TempDir,
    project: PathBuf,
    base: BTreeMap<String, Vec<u8>>,
}

impl Case {
    fn new() -> Case {
        let (folder, project) = project_of_case("invented-country");
        let theme = project.join("report-templates/themes/jica/theme.yaml");
        let text = std::fs::read_to_string(&theme).expect("the theme");
        let mut case = Case { _folder: folder, project, base: BTreeMap::new() };
        // An office whose titles have another size.
        std::fs::write(&theme, with_larger_title(&text)).expect("a writable file");
        case.run(&["--no-cache", "--output", "office", "--timings", "times.json"], &[]).success();
        std::fs::copy(case.project.join("office/xve/2020/yearly-brief.en.docx"), case.project.join("office.docx"))
            .expect("a Word file");
        std::fs::write(&theme, text).expect("a writable file");
        for (folder, font) in [("fonts", notosans::ITALIC_TTF), ("other-fonts", notosans::BOLD_TTF)] {
            std::fs::create_dir(case.project.join(folder)).expect("a writable folder");
            std::fs::write(case.project.join(folder).join("more.ttf"), font).expect("a writable file");
        }
        case.run(&["--output", "base"], &[]).success();
        case.base = files_of(&case.project.join("base"));
        assert_eq!((case.base.len(), case.entries()), (4, 3));
        case
    }

    fn run(&self, words: &[&str], variables: &[(&str, &str)]) -> Assert {
        let mut command = hokoku();
        command.current_dir(&self.project).env("HOKOKU_CACHE_DIR", self.project.join("cache"));
        command.env_remove("GITHUB_STEP_SUMMARY");
        command.envs(variables.iter().copied()).args(["build", "yearly-brief"]).args(words).assert()
    }

    /// How many files the cache knows.
    fn entries(&self) -> usize {
        std::fs::read_dir(self.project.join("cache/entries")).expect("entries").count()
    }

    /// Builds with an option, with the cache and without, and holds the two against each other; then again without it.
    fn check(&self, Row { name, value, made, other }: &Row) {
        let is_variable = !name.starts_with("--");
        let variables = [(*name, *value)];
        let variables: &[(&str, &str)] = if is_variable { &variables } else { &[] };
        let own: Vec<&str> = [*name, *value].into_iter().filter(|word| !is_variable && !word.is_empty()).collect();
        let is_output = *name == "--output";
        let into = |folder: &'static str| if is_output { vec![] } else { vec!["--output", folder] };
        let folder = |folder: &'static str| if is_output { *value } else { folder };
        let built = |folder: &str| {
            let folder = self.project.join(folder);
            let files = files_of(&folder);
            std::fs::remove_dir_all(folder).expect("the output");
            files
        };
        let before = self.entries();
        self.run(&[&own[..], &into("found")].concat(), variables).success();
        assert_eq!(self.entries() - before, made.len(), "{name}: made anew");
        self.run(&[&own[..], &into("found"), &["--check"]].concat(), variables).success();
        let found = built(folder("found"));
        self.run(&[&own[..], &into("anew"), &["--no-cache"]].concat(), variables).success();
        assert!(found == built(folder("anew")), "{name}: stale");
        let reports = found.iter().filter(|(path, _)| !path.starts_with("manifest"));
        let others: BTreeSet<&str> = reports
            .filter(|(path, bytes)| self.base.get(*path) != Some(bytes))
            .filter_map(|(path, _)| path.rsplit('.').next())
            .collect();
        assert_eq!(others, other.iter().copied().collect(), "{name}: other bytes");
        let before = self.entries();
        self.run(&["--output", "again"], &[]).success();
        assert!(self.entries() == before && built("again") == self.base, "{name}: not as before");
    }
}

/// A theme whose title is larger.
fn with_larger_title(theme: &str) -> String {
    let line = theme.lines().find(|line| line.trim_start().starts_with("title: ")).expect("a size of the title");
    theme.replacen(line, "  title: 41", 1)
}

#[test]
fn every_option_makes_anew_what_it_changes_and_nothing_else() {
    let case = Case::new();
    CHANGING.iter().chain(&OTHERS).for_each(|row| case.check(row));
}

#[test]
fn no_option_is_forgotten_above() {
    let help = hokoku().args(["build", "--help"]).assert().success();
    let help = String::from_utf8(help.get_output().stdout.clone()).expect("UTF-8");
    let options = help.lines().filter_map(|line| line.split_whitespace().find(|word| word.starts_with("--")));
    let is_line = |line: &&str| line.trim_start().starts_with('-');
    assert!(help.lines().filter(is_line).count() > 15, "{help}");
    let known: BTreeSet<&str> = CHANGING.iter().chain(&OTHERS).map(|row| row.name).chain(OWN_WAY).collect();
    let forgotten: Vec<&str> = options.filter(|option| !known.contains(option)).collect();
    assert!(forgotten.is_empty(), "{forgotten:?}");
}

#[test]
fn a_plan_makes_nothing_and_no_cache_keeps_nothing() {
    let case = Case::new();
    case.run(&["--plan", "--output", "planned"], &[]).success();
    assert!(!case.project.join("planned").exists());
    case.run(&["--no-cache", "--timestamp", "2024-04-01", "--output", "anew"], &[]).success();
    case.run(&["--check", "--timestamp", "2024-04-01", "--output", "anew", "--no-cache"], &[]).success();
    assert_eq!(case.entries(), case.base.len() - 1);
}
