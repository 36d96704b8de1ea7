//! All jobs of a run, before anything is made.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::{Edition, LanguageTag};
use crate::report::{Format, Project};
use crate::template::Template;

use super::Selection;

/// One edition in one language, with the formats to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Code of the country.
    pub country: String,
    /// The edition.
    pub edition: Edition,
    /// The language.
    pub language: LanguageTag,
    /// The formats, in the order in which they are written; at least one.
    pub formats: Vec<Format>,
}

impl Job {
    /// Path of a format's file, below the output folder.
    pub fn path(&self, format: Format) -> String {
        let Job { country, edition, language, .. } = self;
        format!("{country}/{}/{}.{language}.{format}", edition.year, edition.report)
    }

    /// What a person calls it, such as `<country> annual-report 2022 <language>`.
    pub fn title(&self) -> String {
        format!("{} {} {} {}", self.country, self.edition.report, self.edition.year, self.language)
    }
}

/// The jobs of a run, in order of country, edition and language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// What is to be done. No two write the same file.
    pub jobs: Vec<Job>,
    /// The countries that the run looks at, those without jobs included.
    pub countries: Vec<String>,
}

/// Plans every edition in every language and format that its template offers, as far as it was asked for.
///
/// The diagnostics are `not-found` for what was asked for and is not there, and `duplicate-output`.
pub fn plan(project: &Project, selection: &Selection) -> (Plan, Vec<Diagnostic>) {
    let mut diagnostics = selection.unknown(project);
    let has_project = !project.diagnostics.iter().any(|problem| problem.code == Code::MISSING_DIRECTORY);
    if !diagnostics.is_empty() || !has_project {
        return (Plan::default(), if has_project { diagnostics } else { Vec::new() });
    }
    let countries = selection.codes(project);
    let wanted: Vec<Job> = countries.iter().flat_map(|code| jobs_of(project, code, selection)).collect();
    let jobs = without_duplicates(wanted, &mut diagnostics);
    let is_readable = |code: &String| project.countries.get(code).is_some_and(|country| country.dataset.is_some());
    let is_sound = !project.diagnostics.iter().any(Diagnostic::is_error);
    if jobs.is_empty() && diagnostics.is_empty() && is_sound && countries.iter().all(is_readable) {
        let message = "no edition of the data matches what was asked for";
        let problem = Diagnostic::error(Code::NOT_FOUND, None, message);
        diagnostics.push(problem.with_hint("see what there is: `hokoku list editions`"));
    }
    (Plan { jobs, countries }, diagnostics)
}

fn jobs_of(project: &Project, code: &str, selection: &Selection) -> Vec<Job> {
    let dataset = project.countries.get(code).and_then(|country| country.dataset.as_ref());
    let editions = dataset.iter().flat_map(|dataset| &dataset.editions);
    let wanted = editions.filter(|edition| selection.has_report(&edition.report) && selection.has_year(edition.year));
    let mut jobs = Vec::new();
    for edition in wanted {
        let Some(template) = project.templates.get(&edition.report) else { continue };
        let formats = formats_of(template, selection);
        let languages = project.languages_of(template).into_iter().filter(|tag| selection.has_language(tag));
        jobs.extend(languages.filter(|_| !formats.is_empty()).map(|language| Job {
            country: code.to_owned(),
            edition: edition.clone(),
            language,
            formats: formats.clone(),
        }));
    }
    jobs
}

/// The formats that a template offers and that were asked for. Unknown ones are a problem of the template.
fn formats_of(template: &Template, selection: &Selection) -> Vec<Format> {
    let offered: BTreeSet<Format> =
        template.manifest.formats.iter().filter_map(|format| Format::parse(format)).collect();
    offered.into_iter().filter(|format| selection.has_format(*format)).collect()
}

/// Leaves out every job that would write a file of an earlier one; names that differ only in case count as
/// the same, since some disks think so.
fn without_duplicates(jobs: Vec<Job>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Job> {
    let mut taken = BTreeSet::new();
    let mut kept = Vec::new();
    for job in jobs {
        let paths: Vec<String> = job.formats.iter().map(|format| job.path(*format)).collect();
        match paths.iter().find(|path| taken.contains(&path.to_lowercase())) {
            Some(path) => {
                let place = Place::file(format!("data/{}/editions.yaml", job.country));
                let message = format!("two editions would write `{path}`");
                let problem = Diagnostic::error(Code::DUPLICATE_OUTPUT, place, message);
                diagnostics.push(problem.with_hint("give each edition of a report its own year"));
            }
            None => {
                taken.extend(paths.iter().map(|path| path.to_lowercase()));
                kept.push(job);
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::InputFile;
    use crate::model::{Date, FiscalYear};

    fn job(report: &str, year: i16) -> Job {
        Job {
            country: "xyz".into(),
            edition: Edition {
                report: report.into(),
                year,
                fiscal_year: FiscalYear::new(year).expect("a year"),
                as_of: Date::parse("2021-03-31").expect("a day"),
                rate: None,
                note: None,
            },
            language: LanguageTag::parse("xx").expect("a tag"),
            formats: Format::ALL.to_vec(),
        }
    }

    fn check(jobs: &[Job]) -> (usize, Vec<String>) {
        let mut diagnostics = Vec::new();
        let kept = without_duplicates(jobs.to_vec(), &mut diagnostics);
        (kept.len(), diagnostics.iter().map(|problem| format!("{} {}", problem.code, problem.message)).collect())
    }

    #[test]
    fn of_two_jobs_for_one_file_the_second_is_left_out_and_told() {
        let told = vec!["duplicate-output two editions would write `xyz/2020/Brief.xx.pdf`".to_owned()];
        assert_eq!(check(&[job("brief", 2020), job("Brief", 2020), job("brief", 2021)]), (2, told));
        assert_eq!(check(&[job("brief", 2020), job("annual", 2020)]), (2, vec![]));
    }

    #[test]
    fn a_project_without_folders_is_told_once_and_not_as_an_empty_plan() {
        let project = Project::load(vec![InputFile { path: "README.md".into(), bytes: Vec::new() }]);
        let codes: Vec<&str> = project.diagnostics.iter().map(|problem| problem.code.as_str()).collect();
        assert_eq!(codes, ["missing-directory", "missing-directory"]);
        assert_eq!(plan(&project, &Selection::default()), (Plan::default(), vec![]));
    }
}
