//! Shards: parts of a plan, made apart and joined.

use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::built::{all, files_of, hokoku, project_of_case, root};

/// Makes the parts of a project's plan at once, in one folder.
fn make(project: &Path, output: &Path, count: usize, more: &[&str]) {
    std::thread::scope(|scope| {
        for index in 1..=count {
            scope.spawn(move || {
                let shard = format!("{index}/{count}");
                let words = ["build", "--quiet", "--shard", &shard, "--output"];
                hokoku().current_dir(project).args(words).arg(output).args(more).assert().success();
            });
        }
    });
}

/// Joins what stands in a folder; the exit code and what was said.
fn join(output: &Path) -> (i32, String) {
    let assert = hokoku().arg("merge-manifests").arg(output).args(["--message-format", "short"]).assert();
    let output = assert.get_output();
    let said = [&output.stdout[..], &output.stderr[..]].concat();
    (output.status.code().expect("a code"), String::from_utf8(said).expect("UTF-8"))
}

/// A folder of the invented country's reports, made in two parts, and then changed: what joining says of it.
fn check(change: impl Fn(&Path, &Path)) -> (i32, String) {
    let (folder, project) = project_of_case("invented-country");
    let output = folder.path().join("output");
    make(&project, &output, 2, &[]);
    change(&project, &output);
    let (code, said) = join(&output);
    assert_eq!(output.join("manifest.json").is_file(), said.contains("files of"), "{said}");
    (code, said)
}

fn manifest(output: &Path, index: usize) -> (PathBuf, Value) {
    let path = output.join(format!("manifest.{index}-of-2.json"));
    let value = serde_json::from_slice(&std::fs::read(&path).expect("the manifest of a part")).expect("JSON");
    (path, value)
}

fn refused(said: &(i32, String), words: &str) {
    assert!(said.0 == 1 && said.1.contains(words), "{said:?}");
}

#[test]
fn eight_parts_at_once_make_byte_for_byte_what_one_run_makes() {
    let folder = TempDir::new().expect("a temporary folder");
    make(root(), folder.path(), 8, &["--no-cache"]);
    assert_eq!(join(folder.path()).0, 0);
    let mut joined = files_of(folder.path());
    joined.retain(|name, _| !name.contains("-of-8"));
    let differing: Vec<&String> =
        joined.iter().filter(|(name, bytes)| all().get(*name) != Some(bytes)).map(|(name, _)| name).collect();
    assert!(differing.is_empty() && joined.len() == all().len(), "{differing:?}");
}

#[test]
fn parts_beyond_the_number_of_reports_are_empty_and_counted() {
    let (folder, project) = project_of_case("invented-country");
    let output = folder.path().join("output");
    make(&project, &output, 5, &[]);
    let (code, said) = join(&output);
    assert!(code == 0 && said.contains("of 5 shards") && said.contains("complete and disjoint"), "{said}");
}

#[test]
fn times_of_an_earlier_run_divide_the_plan() {
    let (folder, project) = project_of_case("invented-country");
    let output = folder.path().join("output");
    hokoku()
        .current_dir(&project)
        .args(["build", "--quiet", "--no-cache", "--timings", "times.json"])
        .assert()
        .success();
    let _ = std::fs::remove_dir_all(&output);
    make(&project, &output, 2, &["--costs", "times.json"]);
    assert_eq!(join(&output).0, 0);
    let plan =
        hokoku().current_dir(&project).args(["build", "--plan", "--costs", "times.json", "--shard", "1/2"]).assert();
    let plan = String::from_utf8(plan.success().get_output().stdout.clone()).expect("UTF-8");
    assert!(plan.contains("shard 1/2") && plan.contains("1 report"), "{plan}");
    std::fs::write(project.join("times.json"), "{\"jobs\": [").expect("a writable file");
    for costs in ["times.json", "nowhere.json"] {
        hokoku().current_dir(&project).args(["build", "--shard", "1/2", "--costs", costs]).assert().code(2);
    }
}

#[test]
fn a_plan_is_printed_and_nothing_is_made() {
    let (_folder, project) = project_of_case("invented-country");
    let assert =
        hokoku().current_dir(&project).args(["build", "--plan", "--message-format", "json"]).assert().success();
    let text = String::from_utf8(assert.get_output().stdout.clone()).expect("UTF-8");
    let objects: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let (total, jobs) = objects.split_last().expect("lines");
    let files: usize = jobs.iter().map(|job| job["files"].as_array().expect("files").len()).sum();
    assert_eq!((total["files"].as_u64(), total["reports"].as_u64()), (Some(files as u64), Some(jobs.len() as u64)));
    assert!(jobs.iter().all(|job| job["cost-ms"].as_f64().is_some_and(|cost| cost > 0.0)));
    assert!(!project.join("output").exists());
}

#[test]
fn a_plan_of_data_with_errors_says_what_it_lacks() {
    let (_folder, project) = project_of_case("invented-country");
    let plan = |path: &str, text: &str| {
        let path = project.join(path);
        let old = std::fs::read_to_string(&path).expect("a readable file");
        std::fs::write(&path, old.clone() + text).expect("a writable file");
        let words = ["build", "--plan", "--message-format", "short"];
        let assert = hokoku().current_dir(&project).args(words).assert().code(1);
        std::fs::write(&path, old).expect("a writable file");
        let output = assert.get_output().clone();
        String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8")
    };
    let broken = plan("data/xve/country.yaml", "unknown: key\n");
    assert!(broken.contains("data/xve/country.yaml:") && broken.contains("unknown-key"), "{broken}");
    let template = plan("report-templates/yearly-brief/main.md.j2", "{% if %}\n");
    assert!(template.contains("xve yearly-brief 2020 en (") && template.contains(", has errors)"), "{template}");
    assert!(!project.join("output").exists());
}

#[test]
fn a_part_that_is_missing_is_named_with_its_files() {
    let said = check(|_, output| std::fs::remove_file(manifest(output, 2).0).expect("the manifest of a part"));
    refused(&said, "`manifest.2-of-2.json` is missing; its files are `xve/");
}

#[test]
fn parts_of_another_date_or_number_or_data_do_not_belong_together() {
    let again = |project: &Path, output: &Path, more: &[&str]| {
        hokoku().current_dir(project).args(["build", "--quiet", "--output"]).arg(output).args(more).assert().success();
    };
    let dated = ["--shard", "2/2", "--timestamp", "2024-04-01"];
    refused(&check(|project, output| again(project, output, &dated)), "another date");
    refused(&check(|project, output| again(project, output, &["--shard", "1/3"])), "several plans");
    let changed = |project: &Path, output: &Path| {
        let path = project.join("data/xve/country.yaml");
        let text = std::fs::read_to_string(&path).expect("a readable file");
        std::fs::write(path, text + "\n# a remark\n").expect("a writable file");
        again(project, output, &["--shard", "2/2"]);
    };
    refused(&check(changed), "another `data/xve/country.yaml`");
}

#[test]
fn a_file_that_is_not_what_its_part_wrote_is_named() {
    let report = |output: &Path| {
        let (_, value) = manifest(output, 1);
        output.join(value["artifacts"][0]["path"].as_str().expect("a path"))
    };
    refused(
        &check(|_, output| std::fs::write(report(output), "other").expect("a writable file")),
        "is not what the manifest",
    );
    refused(&check(|_, output| std::fs::remove_file(report(output)).expect("a file")), "the file is missing");
}

#[test]
fn a_file_in_two_parts_and_a_manifest_that_is_none_are_refused() {
    let twice = |_: &Path, output: &Path| {
        let (_, one) = manifest(output, 1);
        let (path, mut two) = manifest(output, 2);
        two["artifacts"].as_array_mut().expect("a list").push(one["artifacts"][0].clone());
        std::fs::write(path, serde_json::to_vec(&two).expect("JSON")).expect("a writable file");
    };
    refused(&check(twice), "is listed here, but shard 1 makes it");
    let damaged =
        |_: &Path, output: &Path| std::fs::write(manifest(output, 1).0, "{\"hokoku\": 1").expect("a writable file");
    refused(&check(damaged), "manifest-damaged");
    let folder = TempDir::new().expect("a temporary folder");
    refused(&join(folder.path()), "holds no manifest of a shard");
}

#[test]
fn what_a_part_could_not_make_is_missing_in_the_whole() {
    let (folder, project) = project_of_case("invented-country");
    let output = folder.path().join("output");
    let main = project.join("report-templates/yearly-brief/main.md.j2");
    let text = std::fs::read_to_string(&main).expect("a template");
    std::fs::write(&main, text + "{{ nowhere }}\n").expect("a writable file");
    let codes: Vec<Option<i32>> = (1..=2)
        .map(|index| {
            let shard = format!("{index}/2");
            let assert = hokoku().current_dir(&project).args(["build", "--quiet", "--shard", &shard]).assert();
            assert.get_output().status.code()
        })
        .collect();
    assert_eq!(codes, [Some(0), Some(1)]);
    let (code, said) = join(&output);
    assert!(code == 1 && said.contains("yearly-brief.en.pdf` was not made") && said.contains("not complete"), "{said}");
}

#[test]
fn parts_of_other_builds_of_the_program_are_joined_and_told() {
    let said = check(|_, output| {
        let (path, mut value) = manifest(output, 2);
        let program = value["program-blake3"].as_str().expect("a hash");
        assert_eq!(program.len(), 64);
        value["program-blake3"] = "0".repeat(64).into();
        std::fs::write(path, value.to_string()).expect("a writable file");
    });
    assert!(said.0 == 0 && said.1.contains("complete and disjoint"), "{said:?}");
    let names = ["`manifest.1-of-2.json`", "`manifest.2-of-2.json`"];
    assert!(said.1.contains("made by 2 builds") && names.iter().all(|name| said.1.contains(name)), "{said:?}");
}
