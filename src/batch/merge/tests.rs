//! Manifests of shards that belong together, and of some that do not.

use super::*;
use crate::diagnostic::Diagnostic;

/// A change to the text of a manifest.
type Edit<'a> = (&'a str, &'a str, &'a str);

/// The manifests of two shards with a file each.
fn manifests() -> Vec<(String, String)> {
    let part = |shard: usize, year: usize| {
        let text = format!(
            r#"{{"hokoku": "1.0", "shard": "{shard}/2", "plan": {{"timestamp": null, "inputs-sha256": "aa", "files": [
            {{"path": "xyz/2020/a.xx.pdf", "shard": 1}}, {{"path": "xyz/2021/a.xx.pdf", "shard": 2}}]}}, "errors": 0,
            "artifacts": [{{"path": "xyz/{year}/a.xx.pdf", "sha256": "bb", "bytes": 1, "country": "xyz", "report": "a",
            "year": {year}, "language": "xx", "format": "pdf", "timestamp": "2021-03-31T00:00:00Z", "figures": 1,
            "data-sha256": "cc"}}],
            "inputs": [{{"path": "data/xyz/country.yaml", "sha256": "dd"}}, {{"path": "font-dir/f.ttf", "sha256": "{shard}"}}]}}"#
        );
        (format!("manifest.{shard}-of-2.json"), text.replace(&format!("\"sha256\": \"{shard}\""), "\"sha256\": \"ee\""))
    };
    vec![part(1, 2020), part(2, 2021)]
}

/// What is said of the two manifests after some edits, each in a file of a name.
fn check(edits: &[Edit<'_>]) -> Vec<String> {
    let mut files = manifests();
    for (name, old, new) in edits {
        let (_, text) = files.iter_mut().find(|(file, _)| file == name).expect("the manifest is there");
        assert!(text.contains(old), "{old}");
        *text = text.replace(old, new);
    }
    told(&join_files(&files))
}

fn join_files(files: &[(String, String)]) -> Joined {
    let bytes: Vec<(&str, Vec<u8>)> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_bytes().to_vec())).collect();
    join(&bytes, &files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>())
}

fn told(joined: &Joined) -> Vec<String> {
    let line = |problem: &Diagnostic| {
        let place = problem.place.as_ref().map(|place| format!("{place}: ")).unwrap_or_default();
        format!("{place}{}: {}", problem.code, problem.message)
    };
    joined.diagnostics.iter().map(line).collect()
}

const FIRST: &str = "manifest.1-of-2.json";
const SECOND: &str = "manifest.2-of-2.json";

#[test]
fn shards_of_one_plan_are_one_manifest_in_order() {
    let joined = join_files(&manifests());
    assert_eq!(told(&joined), Vec::<String>::new());
    let written = joined.written.unwrap();
    let paths: Vec<&str> = written.artifacts.iter().map(|entry| entry.path.as_str()).collect();
    assert_eq!(paths, ["xyz/2020/a.xx.pdf", "xyz/2021/a.xx.pdf"]);
    let inputs: Vec<&str> = written.inputs.iter().map(|input| input.path.as_str()).collect();
    assert_eq!(inputs, ["data/xyz/country.yaml", "font-dir/f.ttf"]);
}

#[test]
fn shards_of_other_builds_of_one_version_are_joined_and_told() {
    let of_build = |build: &'static str| format!("\"program-blake3\": \"{build}\", \"errors\"");
    let (one, other) = (of_build("aa"), of_build("bb"));
    assert_eq!(check(&[(FIRST, "\"errors\"", &one), (SECOND, "\"errors\"", &one)]), Vec::<String>::new());
    assert_eq!(check(&[(FIRST, "\"errors\"", &one)]), Vec::<String>::new());
    let told = check(&[(FIRST, "\"errors\"", &one), (SECOND, "\"errors\"", &other)]);
    let names = format!("`{FIRST}` by one, `{SECOND}` by another");
    assert_eq!(told, [format!("shard-conflict: the shards were made by 2 builds of the program: {names}")]);
}

#[test]
fn a_missing_shard_is_named_with_what_it_makes() {
    let first = vec![manifests().remove(0)];
    let expected = "shard-missing: `manifest.2-of-2.json` is missing; its file is `xyz/2021/a.xx.pdf`";
    assert_eq!(told(&join_files(&first)), [expected]);
    assert_eq!(told(&join_files(&[])), ["shard-missing: the folder holds no manifest of a shard"]);
    let below = join(&[], &["one/manifest.1-of-2.json".to_owned()]);
    assert!(below.diagnostics[0].hints[0].contains("`one/manifest.1-of-2.json`"));
}

#[test]
fn shards_of_an_earlier_plan_are_told() {
    let mut files = manifests();
    files.push(("manifest.3-of-4.json".to_owned(), files[0].1.replace("1/2", "3/4")));
    let joined = join_files(&files);
    assert_eq!(told(&joined), ["shard-conflict: the folder holds shards of several plans, of 2 and of 4 parts"]);
    assert!(joined.diagnostics[0].hints[0].contains("`manifest.*-of-2.json` or `manifest.*-of-4.json`"));
    assert!(joined.written.is_none());
}

#[test]
fn shards_that_differ_in_what_they_agree_on_are_told() {
    let differs = |what: &str, found: &str| {
        vec![format!("{SECOND}: shard-conflict: this shard has another {what} than `{FIRST}`: {found}")]
    };
    let edit = |old, new| check(&[(SECOND, old, new)]);
    assert_eq!(edit("\"1.0\"", "\"1.1\""), differs("version of the program", "1.1, not 1.0"));
    assert_eq!(
        edit("null", "\"2024-01-01T00:00:00Z\""),
        differs("date", "2024-01-01T00:00:00Z, not that of each edition")
    );
    assert_eq!(edit("\"aa\"", "\"ab\""), differs("inputs", "others, not the same"));
    let named = check(&[(SECOND, "\"aa\"", "\"ab\""), (SECOND, "\"dd\"", "\"de\"")]);
    assert_eq!(named, differs("inputs", "another `data/xyz/country.yaml`, not the same"));
    let plan = edit("xyz/2020/a.xx.pdf", "xyz/2019/a.xx.pdf");
    assert_eq!(plan, differs("plan", "2 files, divided so otherwise, not 2 files, divided so"));
}

#[test]
fn a_file_of_two_shards_or_of_none_is_told() {
    let listed = "\"path\": \"xyz/2021/a.xx.pdf\", \"sha256\"";
    let of_first = check(&[(SECOND, listed, "\"path\": \"xyz/2020/a.xx.pdf\", \"sha256\"")]);
    assert_eq!(
        of_first,
        [format!("{SECOND}: shard-conflict: `xyz/2020/a.xx.pdf` is listed here, but shard 1 makes it")]
    );
    let of_none = check(&[(SECOND, listed, "\"path\": \"xyz/2022/a.xx.pdf\", \"sha256\"")]);
    assert_eq!(
        of_none,
        [format!("{SECOND}: shard-conflict: `xyz/2022/a.xx.pdf` is listed here and is no file of the plan")]
    );
}

#[test]
fn a_manifest_that_is_damaged_or_renamed_is_told_with_its_line() {
    let damaged = check(&[(FIRST, "\"errors\": 0,", "")]);
    assert_eq!(damaged.len(), 1);
    assert!(damaged[0].starts_with("manifest.1-of-2.json:6:"), "{damaged:?}");
    assert!(
        damaged[0].contains("manifest-damaged: this is no manifest of a shard: missing field `errors`"),
        "{damaged:?}"
    );
    let renamed = check(&[(FIRST, "\"1/2\"", "\"2/2\"")]);
    assert_eq!(renamed, [format!("{FIRST}: manifest-damaged: the file says that it is of shard `2/2`")]);
    let outside = check(&[(FIRST, "\"path\": \"xyz/2020/a.xx.pdf\", \"sha256\"", "\"path\": \"../a\", \"sha256\"")]);
    assert_eq!(outside, [format!("{FIRST}: manifest-damaged: `../a` is no path below the folder")]);
    for path in ["a/./b", "a//b", "a/", "./a", ""] {
        let new = format!("\"path\": \"{path}\", \"sha256\"");
        let twice_named = check(&[(FIRST, "\"path\": \"xyz/2020/a.xx.pdf\", \"sha256\"", &new)]);
        assert_eq!(twice_named, [format!("{FIRST}: manifest-damaged: `{path}` is no path below the folder")]);
    }
    let of_none = check(&[(FIRST, "\"shard\": 2}", "\"shard\": 3}")]);
    assert_eq!(of_none, [format!("{FIRST}: manifest-damaged: `xyz/2021/a.xx.pdf` is to be made by shard 3 of 2")]);
}

#[test]
fn what_a_shard_did_not_make_is_told_and_the_rest_is_joined() {
    let mut files = manifests();
    let start = files[1].1.find("[{\"path\": \"xyz/2021").unwrap();
    let end = files[1].1.find("}],").unwrap() + 2;
    files[1].1.replace_range(start..end, "[]");
    let joined = join_files(&files);
    assert_eq!(told(&joined), [format!("{SECOND}: report-missing: `xyz/2021/a.xx.pdf` was not made")]);
    assert_eq!(joined.written.map(|written| written.artifacts.len()), Some(1));
    let errors = check(&[(FIRST, "\"errors\": 0", "\"errors\": 2")]);
    assert_eq!(
        errors,
        [format!("{FIRST}: report-missing: the shard met 2 errors, so the plan itself may lack reports")]
    );
}

/// A folder with the manifests of two shards, by which each file holds an `x`.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let good = sha256_hex(b"x");
    for (name, text) in manifests() {
        std::fs::write(folder.path().join(name), text.replace("\"bb\"", &format!("\"{good}\""))).unwrap();
    }
    folder
}

fn write(folder: &tempfile::TempDir, year: &str, text: &str) {
    let path = folder.path().join(format!("xyz/{year}/a.xx.pdf"));
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

#[test]
fn files_on_the_disk_are_held_against_the_manifests() {
    let folder = folder();
    let write = |year, text| write(&folder, year, text);
    let words = |merged: &Merged| merged.diagnostics.iter().map(|problem| problem.message.clone()).collect::<Vec<_>>();
    write("2020", "y");
    let merged = merge(folder.path()).unwrap();
    assert_eq!(words(&merged), ["the file is not what the manifest of its shard says", "the file is missing"]);
    assert_eq!(merged.manifest, None);
    write("2020", "x");
    write("2021", "x");
    let merged = merge(folder.path()).unwrap();
    assert_eq!((words(&merged), merged.files, merged.shards), (vec![], 2, 2));
    assert!(merged.manifest.is_some());
}

#[test]
fn a_manifest_of_an_earlier_run_does_not_pass_for_that_of_shards_that_can_not_be_joined() {
    let folder = folder();
    let path = folder.path().join(MANIFEST);
    for year in ["2020", "2021"] {
        write(&folder, year, "x");
    }
    std::fs::write(&path, merge(folder.path()).unwrap().manifest.unwrap()).unwrap();
    let second = folder.path().join(SECOND);
    let shard = std::fs::read(&second).unwrap();
    std::fs::remove_file(&second).unwrap();
    // What it says is still true.
    assert_eq!(merge(folder.path()).unwrap().earlier, Earlier::Kept);
    write(&folder, "2021", "y");
    assert_eq!(merge(folder.path()).unwrap().earlier, Earlier::TakenAway);
    assert!(!path.exists());
    assert_eq!(merge(folder.path()).unwrap().earlier, Earlier::Absent);
    // It may be somebody else's, or there are no shards that it could pass for.
    std::fs::write(&path, "{\"name\": \"a page\"}").unwrap();
    assert_eq!(merge(folder.path()).unwrap().earlier, Earlier::Kept);
    std::fs::write(&second, shard).unwrap();
    std::fs::remove_file(&path).unwrap();
    write(&folder, "2021", "x");
    std::fs::write(&path, merge(folder.path()).unwrap().manifest.unwrap()).unwrap();
    for name in [FIRST, SECOND] {
        std::fs::remove_file(folder.path().join(name)).unwrap();
    }
    write(&folder, "2021", "y");
    assert_eq!(merge(folder.path()).unwrap().earlier, Earlier::Kept);
}
