//! Where a problem stands, as seen from the root of the repository: what CI servers call a file.

use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Place};

/// Variables that name the root of the repository: GitHub Actions, GitLab CI.
const ROOTS: [&str; 2] = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"];

/// The way from the root of the repository to the project and to the folder at work.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::cli) struct Root {
    project: String,
    here: String,
}

impl Root {
    /// The root that the environment names, else the folder at work. `project` is the project's folder.
    pub(in crate::cli) fn of_environment(project: &Path) -> Root {
        let here = std::env::current_dir().unwrap_or_default();
        let named = ROOTS.iter().filter_map(std::env::var_os).filter(|path| !path.is_empty()).map(PathBuf::from);
        let root = named.into_iter().find(|root| plain(&here).starts_with(plain(root)));
        Root::new(&root.unwrap_or_else(|| here.clone()), &here, project)
    }

    fn new(root: &Path, here: &Path, project: &Path) -> Root {
        let below = |path: PathBuf| {
            let path = plain(&path);
            let path = path.strip_prefix(plain(root)).map(Path::to_owned).unwrap_or(path);
            path.to_string_lossy().replace('\\', "/")
        };
        Root { project: below(here.join(project)), here: below(here.to_owned()) }
    }

    /// The file of a problem, relative to the root where it is below it, with `/`.
    pub(in crate::cli) fn file(&self, problem: &Diagnostic, place: &Place) -> String {
        // These stand in the output folder and not in the project, and are named as the folder was.
        let is_output = [Code::OUTPUT_DIFFERS, Code::FILE_CONFLICT].contains(&problem.code);
        let folder = if is_output { &self.here } else { &self.project };
        plain(&Path::new(folder).join(&*place.file)).to_string_lossy().replace('\\', "/")
    }
}

/// A path without `.` and, as far as names go, without `..`.
pub(in crate::cli) fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if plain.file_name().is_some() => drop(plain.pop()),
            Component::ParentDir | Component::Normal(_) | Component::RootDir | Component::Prefix(_) => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(here: &str, project: &str, code: Code, file: &str) -> String {
        let root = Root::new(Path::new("/repository"), Path::new(here), Path::new(project));
        let problem = Diagnostic::error(code, Place::file(file), "m");
        root.file(&problem, problem.place.as_ref().unwrap())
    }

    #[test]
    fn a_file_is_named_from_the_root_of_the_repository() {
        let of_project = |here, project| check(here, project, Code::UNKNOWN_KEY, "data/x.yaml");
        assert_eq!(of_project("/repository", "."), "data/x.yaml");
        assert_eq!(of_project("/repository", "reports"), "reports/data/x.yaml");
        assert_eq!(of_project("/repository/reports", "."), "reports/data/x.yaml");
        assert_eq!(of_project("/repository/tools", "../reports"), "reports/data/x.yaml");
        assert_eq!(of_project("/repository", "/repository/reports"), "reports/data/x.yaml");
        assert_eq!(of_project("/repository", "/elsewhere"), "/elsewhere/data/x.yaml");
    }

    #[test]
    fn a_file_of_the_output_is_named_from_the_folder_at_work() {
        let file = check("/repository/tools", "../reports", Code::OUTPUT_DIFFERS, "../out/xyz/2020/a.xx.pdf");
        assert_eq!(file, "out/xyz/2020/a.xx.pdf");
    }
}
