//! The examples of `.ci/examples/`: the commands of each engine, run as it would run them, make what one run makes.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::absent::skipped;
use crate::built::{files_of, hokoku, project_of_case, root};

/// The text of an example.
fn example(name: &str) -> String {
    std::fs::read_to_string(root().join(".ci/examples").join(name)).expect("an example")
}

/// An example in YAML, as a value.
fn yaml(name: &str) -> Value {
    let (value, problems) = hokoku::dataset::read_yaml::<Value>(name, example(name).as_bytes());
    assert!(problems.is_empty(), "{name}: {problems:?}");
    value.expect("a value")
}

/// The one command of a list that holds a word.
fn one<'a>(commands: impl IntoIterator<Item = &'a str>, word: &str) -> String {
    let found: Vec<&str> = commands.into_iter().map(str::trim).filter(|command| command.contains(word)).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("hokoku "), "{found:?}");
    found[0].to_owned()
}

/// A number, which the reader of YAML leaves as it is typed.
fn number(value: &Value) -> usize {
    value.as_str().expect("a scalar").parse().expect("a number")
}

/// The texts of a list, or of one key of its objects.
fn texts<'a>(list: &'a Value, key: Option<&str>) -> Vec<&'a str> {
    let list = list.as_array().expect("a list");
    list.iter().filter_map(|item| key.map_or(item, |key| &item[key]).as_str()).collect()
}

/// A shell in a folder that finds our program, with some variables.
fn shell(folder: &Path, script: &str, variables: &[(&str, String)]) -> Output {
    let program = hokoku();
    let program = Path::new(program.get_program()).to_owned();
    let own = program.parent().expect("the program stands in a folder");
    let path = std::env::join_paths(
        std::iter::once(own.to_owned()).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    );
    let mut command = Command::new("sh");
    command.current_dir(folder).args(["-c", script]).env("PATH", path.expect("a path"));
    for (name, value) in hokoku().get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command.envs(variables.iter().map(|(name, value)| (*name, value.as_str())));
    command.output().expect("a shell")
}

fn succeeds(output: &Output, what: &str) {
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{what}: {said}");
}

/// The part of an engine: its command and what the engine puts into the environment.
struct Part {
    command: String,
    variables: Vec<(&'static str, String)>,
}

/// Runs all parts of an engine, the last first, then its merge, and holds the folder against that of one run.
fn check(parts: &[Part], merge: &str) {
    let (_folder, project) = project_of_case("invented-country");
    succeeds(&shell(&project, "hokoku build --quiet --output whole", &[]), "one run");
    for Part { command, variables } in parts.iter().rev() {
        succeeds(&shell(&project, command, variables), &format!("{command} with {variables:?}"));
    }
    succeeds(&shell(&project, merge, &[]), merge);
    are_same(&project);
}

/// Holds the joined folder against that of one run; the manifests of the parts stay beside.
fn are_same(project: &Path) {
    let mut joined = files_of(&project.join("output"));
    joined.retain(|name, _| !name.contains("-of-"));
    assert!(joined == files_of(&project.join("whole")), "{:?}", joined.keys());
}

#[test]
fn a_matrix_of_github_makes_what_one_run_makes() {
    let jobs = &yaml("github.yml")["jobs"];
    let build = &jobs["build"];
    let command = one(texts(&build["steps"], Some("run")), "--shard");
    assert_eq!((&build["env"]["SHARD"], &jobs["merge"]["needs"]), (&"${{ matrix.shard }}".into(), &"build".into()));
    let shards = build["strategy"]["matrix"]["shard"].as_array().expect("a list");
    let part = |shard: &Value| Part { command: command.clone(), variables: vec![("SHARD", number(shard).to_string())] };
    let parts: Vec<Part> = shards.iter().map(part).collect();
    check(&parts, &one(texts(&jobs["merge"]["steps"], Some("run")), "merge-manifests"));
}

#[test]
fn parts_of_github_leave_files_of_other_names() {
    // All are brought into one folder, where one of two of a name would be lost.
    let build = &yaml("github.yml")["jobs"]["build"];
    let uploads = build["steps"].as_array().expect("a list").iter();
    let paths: Vec<&str> = uploads
        .filter(|step| step["uses"].as_str().is_some_and(|uses| uses.starts_with("actions/upload-artifact")))
        .flat_map(|step| step["with"]["path"].as_str().expect("paths").lines())
        .collect();
    assert!(
        paths.len() > 1 && paths.iter().all(|path| *path == "output" || path.contains("matrix.shard")),
        "{paths:?}"
    );
}

#[test]
fn parallel_jobs_of_gitlab_make_what_one_run_makes() {
    let pipeline = yaml("gitlab-ci.yml");
    let count = number(&pipeline["reports"]["parallel"]);
    let command = one(texts(&pipeline["reports"]["script"], None), "--shard");
    let part = |index: usize| Part {
        command: command.clone(),
        variables: vec![("CI_NODE_INDEX", index.to_string()), ("CI_NODE_TOTAL", count.to_string())],
    };
    let parts: Vec<Part> = (1..=count).map(part).collect();
    check(&parts, &one(texts(&pipeline["merged"]["script"], None), "merge-manifests"));
}

#[test]
fn an_indexed_job_of_kubernetes_makes_what_one_run_makes() {
    let (job, merge) = (yaml("kubernetes-job.yaml"), yaml("kubernetes-merge.yaml"));
    let container = |job: &Value| job["spec"]["template"]["spec"]["containers"][0].clone();
    let command = one(texts(&container(&job)["args"], None), "--shard");
    assert_eq!(
        (&container(&job)["command"], &job["spec"]["completionMode"]),
        (&json!(["sh", "-c"]), &json!("Indexed"))
    );
    let count = number(&job["spec"]["completions"]);
    let part =
        |index: usize| Part { command: command.clone(), variables: vec![("JOB_COMPLETION_INDEX", index.to_string())] };
    let parts: Vec<Part> = (0..count).map(part).collect();
    check(&parts, &one(texts(&container(&merge)["args"], None), "merge-manifests"));
}

#[test]
fn an_array_of_slurm_makes_what_one_run_makes() {
    let (array, merge) = (example("slurm.sh"), example("slurm-merge.sh"));
    let range = array.lines().find_map(|line| line.strip_prefix("#SBATCH --array=")).expect("an array");
    let (first, last) = range.split_once('-').expect("a range");
    let commands =
        |text: &str| text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect::<Vec<_>>();
    let own = commands(&array);
    let command = one(own.iter().map(String::as_str), "--shard");
    let part =
        |index: u32| Part { command: command.clone(), variables: vec![("SLURM_ARRAY_TASK_ID", index.to_string())] };
    let parts: Vec<Part> = (first.parse().expect("a number")..=last.parse().expect("a number")).map(part).collect();
    let of_merge = commands(&merge);
    check(&parts, &one(of_merge.iter().map(String::as_str), "merge-manifests"));
}

#[test]
fn gnu_parallel_makes_what_one_run_makes() {
    if Command::new("parallel").arg("--version").output().is_err() {
        skipped("parallel");
        return;
    }
    let (_folder, project) = project_of_case("invented-country");
    succeeds(&shell(&project, "hokoku build --quiet --output whole", &[]), "one run");
    let script = root().join(".ci/examples/parallel.sh").display().to_string();
    succeeds(&shell(&project, &format!("sh '{script}'"), &[]), "parallel.sh");
    are_same(&project);
}
