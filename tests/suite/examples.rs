//! The examples of `.ci/examples/`: the commands of each engine, run as it would run them, make what one run makes.

use std::path::Path;
use std::process::{Command, Output};

use crate::built::{files_of, hokoku, project_of_case, root};

/// The commands of ours in the examples, without what an engine's notation puts before them.
fn commands(example: &str) -> Vec<String> {
    let text = std::fs::read_to_string(root().join(".ci/examples").join(example)).expect("an example");
    let lines = text.lines().map(|line| line.trim_start().trim_start_matches("- ").trim_start_matches("run: "));
    lines.filter(|line| line.starts_with("hokoku ")).map(str::to_owned).collect()
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

/// Runs the commands of an engine for each index from 1 to `count` and those of its merge, and holds the folder against
/// that of one run.
fn check(build: &str, merge: &str, count: usize, variables: fn(usize, usize) -> Vec<(&'static str, String)>) {
    let (_folder, project) = project_of_case("invented-country");
    succeeds(&shell(&project, "hokoku build --quiet --output whole", &[]), "one run");
    let builds: Vec<String> = commands(build).into_iter().filter(|line| line.contains("--shard")).collect();
    let merges: Vec<String> = commands(merge).into_iter().filter(|line| line.contains("merge-manifests")).collect();
    assert_eq!((builds.len(), merges.len()), (1, 1), "{build}");
    for index in 1..=count {
        succeeds(&shell(&project, &builds[0], &variables(index, count)), &format!("{build}, part {index}"));
    }
    succeeds(&shell(&project, &merges[0], &[]), merge);
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
    check("github.yml", "github.yml", 4, |index, count| vec![("SHARD", format!("{index}/{count}"))]);
}

#[test]
fn parallel_jobs_of_gitlab_make_what_one_run_makes() {
    check("gitlab-ci.yml", "gitlab-ci.yml", 4, |index, count| {
        vec![("CI_NODE_INDEX", index.to_string()), ("CI_NODE_TOTAL", count.to_string())]
    });
}

#[test]
fn an_indexed_job_of_kubernetes_makes_what_one_run_makes() {
    check("kubernetes-job.yaml", "kubernetes-merge.yaml", 8, |index, _| {
        vec![("JOB_COMPLETION_INDEX", (index - 1).to_string())]
    });
}

#[test]
fn an_array_of_slurm_makes_what_one_run_makes() {
    check("slurm.sh", "slurm-merge.sh", 8, |index, _| vec![("SLURM_ARRAY_TASK_ID", index.to_string())]);
}

#[test]
fn gnu_parallel_makes_what_one_run_makes() {
    if Command::new("parallel").arg("--version").output().is_err() {
        eprintln!("skipped: parallel is not installed");
        return;
    }
    let (_folder, project) = project_of_case("invented-country");
    succeeds(&shell(&project, "hokoku build --quiet --output whole", &[]), "one run");
    let script = root().join(".ci/examples/parallel.sh").display().to_string();
    succeeds(&shell(&project, &format!("sh '{script}'"), &[]), "parallel.sh");
    are_same(&project);
}

#[test]
fn the_examples_in_yaml_are_yaml() {
    for example in ["github.yml", "gitlab-ci.yml", "kubernetes-job.yaml", "kubernetes-merge.yaml"] {
        let bytes = std::fs::read(root().join(".ci/examples").join(example)).expect("an example");
        let (value, problems) = hokoku::dataset::read_yaml::<serde_json::Value>(example, &bytes);
        assert!(value.is_some() && problems.is_empty(), "{example}: {problems:?}");
    }
}
