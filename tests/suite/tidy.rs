//! Rules of the house that a reader of the sources can check: floors, fences, sizes, names.

use std::collections::{BTreeMap, BTreeSet};

use hokoku::dataset::{self, InputFile};
use hokoku::model::Localized;

use crate::built::{files_of, root};

/// The floor of each module (`src/ARCHITECTURE.md`, section 3). Imports point down; neighbours do not know
/// each other, but for those in [`NEIGHBOURS`].
const FLOORS: [(&str, u8); 18] = [
    ("model", 0),
    ("document", 0),
    ("diagnostic", 0),
    ("dataset", 1),
    ("spreadsheet", 1),
    ("markdown", 1),
    ("chart", 1),
    ("locale", 1),
    ("package", 1),
    ("template", 2),
    ("check", 2),
    ("writer", 3),
    ("report", 4),
    ("import", 4),
    ("batch", 5),
    ("issued", 5),
    ("cli", 6),
    ("host", 1),
];

/// Modules that may be used from their own floor, and by whom.
const NEIGHBOURS: [(&str, &[&str]); 4] = [
    ("report", &["import"]),
    ("locale", &["dataset", "spreadsheet", "markdown", "chart"]),
    ("package", &["spreadsheet"]),
    ("model", &["document"]),
];

/// Of floor 0: plain types that know each other.
const COMMON_TYPES: [&str; 3] = ["model", "document", "diagnostic"];

/// Who may call the disk.
const CALLERS_OF_HOST: [&str; 2] = ["cli", "batch"];

/// Foreign crates and the folder or file that alone may name them.
const FENCES: [(&str, &str); 34] = [
    ("clap", "src/cli/"),
    ("indicatif", "src/cli/"),
    ("quick_junit", "src/cli/feedback/"),
    ("unicode_normalization", "src/batch/"),
    ("tempfile", "src/host/"),
    ("etcetera", "src/host/"),
    ("sha2", "src/report/"),
    ("typst", "src/writer/pdf/"),
    ("typst_kit", "src/writer/pdf/"),
    ("typst_layout", "src/writer/pdf/"),
    ("typst_pdf", "src/writer/pdf/"),
    ("comemo", "src/writer/pdf/"),
    ("notosans", "src/writer/pdf/"),
    ("minijinja", "src/template/"),
    ("comrak", "src/markdown/"),
    ("serde_saphyr", "src/dataset/"),
    ("fluent_bundle", "src/locale/"),
    ("fluent_syntax", "src/locale/"),
    ("unic_langid", "src/locale/"),
    ("icu_calendar", "src/locale/"),
    ("icu_datetime", "src/locale/"),
    ("icu_decimal", "src/locale/"),
    ("csv", "src/spreadsheet/"),
    ("rust_xlsxwriter", "src/spreadsheet/"),
    ("imagesize", "src/writer/docx/"),
    ("resvg", "src/writer/docx/"),
    ("quick_xml", "src/package/"),
    ("zip", "src/package/"),
    ("lopdf", "src/issued/"),
    ("printpdf", "src/issued/"),
    ("qrcode", "src/issued/"),
    ("rustybuzz", "src/issued/"),
    ("unicode_bidi", "src/issued/"),
    ("unicode_script", "src/issued/"),
];

/// Crates that not even tests name, but for those in the fence.
const FENCED_IN_TESTS: [&str; 2] = ["lopdf", "printpdf"];

/// Most lines of a file, its tests not counted.
const MOST_LINES: usize = 400;

/// A source file of ours.
struct Source {
    /// Relative to the package.
    path: String,
    /// All of it.
    text: String,
    /// Whether all of it is compiled for tests only.
    is_test: bool,
}

impl Source {
    /// The text before its tests; empty where all of it is tests.
    fn program(&self) -> &str {
        match (self.is_test, self.text.find("#[cfg(test)]\nmod tests {")) {
            (true, _) => "",
            (false, Some(tests)) => &self.text[..tests],
            (false, None) => &self.text,
        }
    }

    /// Lines of the program that are not comments, with their numbers.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.program().lines().enumerate().map(|(index, line)| (index + 1, line)).filter(|(_, line)| {
            let line = line.trim_start();
            !line.starts_with("//")
        })
    }

    /// The module that the file belongs to; `None` for `lib.rs` and `main.rs`.
    fn module(&self) -> Option<&str> {
        self.path.strip_prefix("src/")?.split_once('/').map(|(module, _)| module)
    }
}

fn texts(folder: &str) -> Vec<(String, String)> {
    let files = files_of(&root().join(folder)).into_iter();
    files.filter_map(|(path, bytes)| Some((format!("{folder}/{path}"), String::from_utf8(bytes).ok()?))).collect()
}

fn sources(folder: &str) -> Vec<Source> {
    let found: Vec<(String, String)> = texts(folder).into_iter().filter(|(path, _)| path.ends_with(".rs")).collect();
    let tests: Vec<String> = found.iter().flat_map(|(path, text)| test_modules(path, text)).collect();
    let is_test = |path: &str| {
        let stem = path.trim_end_matches(".rs");
        tests.iter().any(|test| stem == test || stem.starts_with(&format!("{test}/")))
    };
    found.into_iter().map(|(path, text)| Source { is_test: is_test(&path), path, text }).collect()
}

/// Paths, without extension, of the modules that a file declares for tests only.
fn test_modules(path: &str, text: &str) -> Vec<String> {
    let folder = path.trim_end_matches(".rs").trim_end_matches("/mod").trim_end_matches("/lib");
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let declared = lines.windows(2).filter(|pair| pair[0] == "#[cfg(test)]").filter_map(|pair| {
        let declaration = pair[1].strip_suffix(';')?;
        declaration.rsplit_once("mod ").map(|(_, name)| name)
    });
    declared.map(|name| format!("{folder}/{name}")).collect()
}

/// Fails with every breach, one a line.
fn check(rule: &str, breaches: Vec<String>) {
    assert!(breaches.is_empty(), "{rule}:\n{}", breaches.join("\n"));
}

/// The names that follow `prefix` in a line.
fn names_after<'a>(line: &'a str, prefix: &'a str) -> impl Iterator<Item = &'a str> {
    line.match_indices(prefix).map(move |(at, _)| {
        let rest = &line[at + prefix.len()..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        &rest[..end]
    })
}

fn is_allowed(user: &str, used: &str) -> bool {
    let floors: BTreeMap<&str, u8> = FLOORS.into_iter().collect();
    let is_pair = NEIGHBOURS.iter().any(|(name, users)| *name == used && users.contains(&user));
    let is_common = COMMON_TYPES.contains(&user) && COMMON_TYPES.contains(&used);
    match (floors.get(user), floors.get(used)) {
        _ if user == used || is_pair || is_common => true,
        _ if used == "host" => CALLERS_OF_HOST.contains(&user),
        _ if user == "host" => false,
        (Some(user), Some(used)) => used < user,
        (_, None) => true,
        (None, Some(_)) => false,
    }
}

#[test]
fn every_module_has_a_floor() {
    let modules: BTreeSet<String> =
        sources("src").iter().filter_map(|source| source.module().map(str::to_owned)).collect();
    let known: BTreeSet<String> = FLOORS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(modules, known);
}

#[test]
fn imports_point_down() {
    let mut breaches = Vec::new();
    for source in sources("src") {
        let Some(user) = source.module() else { continue };
        for (number, line) in source.code() {
            let used = names_after(line, "crate::").filter(|used| !is_allowed(user, used));
            breaches.extend(used.map(|used| format!("{}:{number}: `{user}` uses `{used}`", source.path)));
        }
    }
    check("imports point down only", breaches);
}

#[test]
fn foreign_crates_stay_behind_their_fences() {
    let mut breaches = Vec::new();
    for source in sources("src").into_iter().chain(sources("tests")) {
        let is_program = source.path.starts_with("src/");
        for (name, fence) in FENCES.iter().filter(|(_, fence)| !source.path.starts_with(fence)) {
            let path = format!("{name}::");
            let names = |line: &str| {
                line.match_indices(&path).any(|(at, _)| {
                    let before = line[..at].chars().next_back();
                    before.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '_' && c != ':')
                })
            };
            let all = source.text.lines().enumerate().map(|(index, line)| (index + 1, line));
            let lines: Vec<(usize, &str)> = match (FENCED_IN_TESTS.contains(name), is_program) {
                (true, _) => all.collect(),
                (false, true) => source.code().collect(),
                (false, false) => Vec::new(),
            };
            let lines = lines.into_iter().filter(|(_, line)| names(line));
            breaches.extend(lines.map(|(number, _)| format!("{}:{number}: `{name}` belongs in {fence}", source.path)));
        }
    }
    check("a foreign crate is named in one folder", breaches);
}

#[test]
fn only_the_edge_reads_clock_and_environment_and_prints() {
    let words = ["SystemTime", "Instant::", "std::env", "println!", "eprintln!", "print!(", "dbg!", "std::fs", "fs::"];
    let mut breaches = Vec::new();
    for source in sources("src") {
        let module = source.module().unwrap_or("cli");
        let is_edge = module == "cli" || module == "host";
        let lines = source.code().filter(|(_, line)| !is_edge && words.iter().any(|word| line.contains(word)));
        breaches.extend(lines.map(|(number, line)| format!("{}:{number}: {}", source.path, line.trim())));
    }
    check("the clock, the environment, the disk and the terminal belong to `cli` and `host`", breaches);
}

/// Fingerprints are taken over the `Debug` form of what writers get, which must show all of it.
#[test]
fn what_writers_get_shows_all_its_fields() {
    let folders = ["src/model/", "src/document/", "src/writer/"];
    let mut breaches = Vec::new();
    for source in sources("src").iter().filter(|source| folders.iter().any(|folder| source.path.starts_with(folder))) {
        let lines = source.code().filter(|(_, line)| line.contains("Debug for"));
        breaches.extend(lines.map(|(number, _)| format!("{}:{number}: derive `Debug`", source.path)));
    }
    check("what is fingerprinted derives `Debug`", breaches);
}

#[test]
fn files_hold_one_idea() {
    let long = sources("src").into_iter().map(|source| (source.program().lines().count(), source.path));
    let long = long.filter(|(lines, _)| *lines > MOST_LINES);
    check("a file stays under 400 lines", long.map(|(lines, path)| format!("{path}: {lines} lines")).collect());
}

#[test]
fn every_file_says_what_it_is_for() {
    let all = sources("src").into_iter().chain(sources("tests/suite"));
    let silent = all.filter(|source| !source.text.starts_with("//! ")).map(|source| source.path);
    check("the first line is a module doc", silent.collect());
}

#[test]
fn nothing_is_unfinished_ignored_or_silenced() {
    // Put together, so that this file does not hold them itself.
    let words =
        [["#[", "allow("], ["#![", "allow("], ["#[", "ignore"], ["to", "do!("], ["unimpl", "emented!("], ["TO", "DO"]];
    let words = words.map(|parts| parts.concat());
    let mut breaches = Vec::new();
    for source in sources("src").into_iter().chain(sources("tests")) {
        for (index, line) in source.text.lines().enumerate() {
            let found = words.iter().filter(|word| line.contains(word.as_str()));
            breaches.extend(found.map(|word| format!("{}:{}: {word}", source.path, index + 1)));
        }
    }
    check("no lint is silenced, no test left out, nothing left for later", breaches);
}

#[test]
fn no_file_names_a_folder_of_a_machine() {
    let folders = ["work", "root", "tmp", "home", "Users"].map(|name| format!("/{name}/"));
    let is_path = |line: &str| {
        folders.iter().any(|folder| {
            line.match_indices(folder.as_str()).any(|(at, _)| {
                let before = line[..at].chars().next_back();
                before.is_none_or(|c| c.is_whitespace() || "\"'`(=:[".contains(c))
            })
        })
    };
    let mut files: Vec<(String, String)> =
        ["src", "tests", "report-templates", "data", ".ci"].into_iter().flat_map(texts).collect();
    for name in ["README.md", "CHANGELOG.md", "Cargo.toml"] {
        files.extend(std::fs::read_to_string(root().join(name)).ok().map(|text| (name.to_owned(), text)));
    }
    let mut breaches = Vec::new();
    for (path, text) in files {
        let lines = text.lines().enumerate().filter(|(_, line)| is_path(line));
        breaches.extend(lines.map(|(index, line)| format!("{path}:{}: {}", index + 1, line.trim())));
    }
    check("paths are relative", breaches);
}

/// The codes and names of the countries that the project has data of.
fn country_names() -> BTreeSet<String> {
    let files: Vec<InputFile> = files_of(&root().join("data"))
        .into_iter()
        .map(|(path, bytes)| InputFile { path: format!("data/{path}"), bytes })
        .collect();
    let codes: BTreeSet<String> =
        files.iter().filter_map(|file| Some(file.path.split('/').nth(1)?.to_owned())).collect();
    let mut names = BTreeSet::new();
    for code in codes.into_iter().filter(|code| !code.contains('.')) {
        let own: Vec<InputFile> =
            files.iter().filter(|file| file.path.starts_with(&format!("data/{code}/"))).cloned().collect();
        let dataset = dataset::load(&code, &own).0.expect("the project's own data is whole");
        let texts = |text: &Localized| text.iter().map(|(_, text)| text.text.clone()).collect::<Vec<_>>();
        names.extend(texts(&dataset.country.name));
        let short = texts(&dataset.country.short_name);
        names.extend(short.iter().filter_map(|name| name.split(' ').next()).map(str::to_owned));
        names.insert(code);
    }
    names
}

#[test]
fn no_country_is_named_in_sources_and_templates() {
    let names: Vec<String> = country_names().iter().map(|name| name.to_lowercase()).collect();
    assert!(!names.is_empty());
    let files = texts("src").into_iter().chain(texts("report-templates"));
    let files = files.filter(|(path, _)| !path.ends_with("ARCHITECTURE.md"));
    let mut breaches = Vec::new();
    for (path, text) in files {
        for (index, line) in text.lines().enumerate() {
            let line = line.to_lowercase();
            let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).collect();
            let is_named =
                |name: &&String| if name.contains(' ') { line.contains(*name) } else { words.contains(&name.as_str()) };
            breaches.extend(names.iter().find(is_named).map(|name| format!("{path}:{}: `{name}`", index + 1)));
        }
    }
    check("no country is named outside `data/`", breaches);
}

#[test]
fn no_language_is_named_in_sources_and_templates() {
    let locales = texts("report-templates/locales");
    let tags: Vec<String> = locales
        .iter()
        .filter_map(|(path, _)| path.rsplit_once('/')?.1.strip_suffix(".ftl").map(|tag| format!("\"{tag}\"")))
        .collect();
    assert!(!tags.is_empty());
    let mut breaches = Vec::new();
    for source in sources("src") {
        let lines = source.code().filter(|(_, line)| tags.iter().any(|tag| line.contains(tag.as_str())));
        breaches.extend(lines.map(|(number, line)| format!("{}:{number}: {}", source.path, line.trim())));
    }
    for (path, text) in texts("report-templates").into_iter().filter(|(path, _)| path.ends_with(".j2")) {
        let lines = text.lines().enumerate().filter(|(_, line)| tags.iter().any(|tag| line.contains(tag.as_str())));
        breaches.extend(lines.map(|(index, line)| format!("{path}:{}: {}", index + 1, line.trim())));
    }
    check("languages are what `report-templates/locales/` offers", breaches);
}

#[test]
fn there_is_one_binary_of_tests() {
    let files = files_of(&root().join("tests"));
    let is_stray = |path: &str| {
        let is_direct = !path.contains('/') && path.ends_with(".rs");
        is_direct || (path.ends_with("/main.rs") && path.matches('/').count() == 1 && path != "suite/main.rs")
    };
    check("one test binary", files.into_keys().filter(|path| is_stray(path)).collect());
}
