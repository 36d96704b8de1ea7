//! Every report of the project, built once for the tests that look at the files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use assert_cmd::Command;
use hokoku::dataset::{self, InputFile};
use hokoku::model::Dataset;
use tempfile::TempDir;

/// The folder of the package.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program, with nothing of the caller's environment that could change what it makes.
pub fn hokoku() -> Command {
    let mut command = Command::cargo_bin("hokoku").expect("the binary is built with the tests");
    command.env_remove("SOURCE_DATE_EPOCH").env_remove("HOKOKU_FONT_DIR").env("NO_COLOR", "1");
    command.env("HOKOKU_CACHE_DIR", cache());
    command
}

/// A cache that all tests of this process share, empty at first. A test for which it matters whether files are made
/// or found takes one of its own, or none.
fn cache() -> &'static Path {
    static CACHE: OnceLock<PathBuf> = OnceLock::new();
    CACHE.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache");
        if folder.exists() {
            std::fs::remove_dir_all(&folder).expect("a folder of ours");
        }
        folder
    })
}

/// The files of a folder below it, by path with `/`.
pub fn files_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(base: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(folder).expect("a readable folder") {
            let path = entry.expect("a readable entry").path();
            if path.is_dir() {
                walk(base, &path, found);
            } else {
                let name = path.strip_prefix(base).expect("below the base").to_string_lossy().replace('\\', "/");
                found.insert(name, std::fs::read(&path).expect("a readable file"));
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    found
}

/// All artifacts of the project, by path below the output folder.
pub fn all() -> &'static BTreeMap<String, Vec<u8>> {
    static BUILT: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    BUILT.get_or_init(|| {
        let output = TempDir::new().expect("a temporary folder");
        build(root(), output.path(), &["--no-cache"]);
        files_of(output.path())
    })
}

/// The data that the reports are made from.
pub fn country() -> Dataset {
    let files: Vec<InputFile> = files_of(&root().join("data/kgz"))
        .into_iter()
        .map(|(path, bytes)| InputFile { path: format!("data/kgz/{path}"), bytes })
        .collect();
    dataset::load("kgz", &files).0.expect("the project's own data is whole")
}

/// Builds a project into a folder and fails the test if the program does not succeed.
pub fn build(project: &Path, output: &Path, more: &[&str]) {
    hokoku()
        .args(["build", "--quiet", "--project"])
        .arg(project)
        .arg("--output")
        .arg(output)
        .args(more)
        .assert()
        .success();
}

/// A project in a temporary folder: the templates of this one beside the data of a case.
pub fn project_of_case(case: &str) -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a temporary folder");
    copy(&root().join("report-templates"), &folder.path().join("report-templates"));
    copy(&root().join("tests/cases").join(case).join("data"), &folder.path().join("data"));
    let path = folder.path().to_owned();
    (folder, path)
}

/// Copies a folder.
pub fn copy(from: &Path, to: &Path) {
    for (name, bytes) in files_of(from) {
        let target = to.join(name);
        std::fs::create_dir_all(target.parent().expect("a file has a folder")).expect("a writable folder");
        std::fs::write(target, bytes).expect("a writable file");
    }
}
