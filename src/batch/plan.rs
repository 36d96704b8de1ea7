//! All jobs of a run, before anything is made.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::{Edition, LanguageTag};
use crate::report::{Format, Project};
use crate::template::Template;
use unicode_normalization::UnicodeNormalization;

use super::{Costs, Selection, Shard, divide};

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

    /// Paths of all its files, in the order of its formats.
    pub fn paths(&self) -> impl Iterator<Item = String> + '_ {
        self.formats.iter().map(|format| self.path(*format))
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

impl Plan {
    /// What one part of the plan has to do, of which [`divide`] has said which part makes each job. A country without
    /// jobs, whose data may be too broken for any, is looked at by the first part.
    #[must_use]
    pub fn part(&self, parts: &[usize], shard: Shard) -> Plan {
        let own = self.jobs.iter().zip(parts).filter(|(_, part)| **part == shard.index());
        let jobs: Vec<Job> = own.map(|(job, _)| job.clone()).collect();
        let has_job = |jobs: &[Job], code: &String| jobs.iter().any(|job| job.country == *code);
        let is_own = |code: &&String| has_job(&jobs, code) || (shard.index() == 1 && !has_job(&self.jobs, code));
        let countries = self.countries.iter().filter(is_own).cloned().collect();
        Plan { jobs, countries }
    }

    /// For each job, which of `count` parts makes it.
    pub fn divide(&self, costs: &Costs, count: usize) -> Vec<usize> {
        divide(&self.jobs, costs, count)
    }
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
        // A template that names a language twice offers it once.
        let languages: BTreeSet<LanguageTag> = project.languages_of(template).into_iter().collect();
        let languages = languages.into_iter().filter(|tag| selection.has_language(tag));
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

/// Leaves out all jobs that would write a file of another one, since none is to be preferred, and those whose files some
/// systems can not hold.
fn without_duplicates(jobs: Vec<Job>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Job> {
    let mut makers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for job in &jobs {
        job.paths().for_each(|path| makers.entry(folded(&path)).or_default().push(job.title()));
    }
    let mut kept = Vec::new();
    for job in jobs {
        let paths: Vec<String> = job.paths().collect();
        let place = || Place::file(format!("data/{}/editions.yaml", job.country));
        let shared =
            paths.iter().find_map(|path| Some((path, makers.get(&folded(path)).filter(|makers| makers.len() > 1)?)));
        if let Some((name, why)) = paths.iter().find_map(|path| unportable(path)) {
            let message = format!("no report can be written as `{}`, since `{name}` {why}", paths[0]);
            let problem = Diagnostic::error(Code::UNPORTABLE_NAME, place(), message);
            diagnostics.push(problem.with_hint(format!("rename the folder `{name}` of the country or the report")));
        } else if let Some((path, makers)) = shared {
            let other = makers.iter().find(|title| **title != job.title()).cloned().unwrap_or_else(|| job.title());
            let message = format!("`{path}` would be written by `{}` and by `{other}`; neither is made", job.title());
            let problem = Diagnostic::error(Code::DUPLICATE_OUTPUT, place(), message);
            let hint =
                "rename one of the reports or languages, so that they differ in more than capital letters or accents";
            diagnostics.push(problem.with_hint(hint));
        } else {
            kept.push(job);
        }
    }
    kept
}

/// What names have in common that some disk takes for one: case does not matter to those of Windows and macOS, and the
/// composition of letters (Unicode Standard Annex 15) not to the latter.
fn folded(path: &str) -> String {
    path.nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// Names that Windows keeps for devices, whatever follows after a dot (Microsoft, "Naming Files, Paths, and Namespaces").
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The first name of a path that some system can not hold, and why.
fn unportable(path: &str) -> Option<(String, &'static str)> {
    path.split('/').find_map(|name| {
        let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
        let is_refused = |sign: char| sign.is_control() || "<>:\"\\|?*".contains(sign);
        let why = match name {
            _ if DEVICES.contains(&stem.as_str()) => "names a device on Windows",
            _ if name.contains(is_refused) => "has a character that Windows refuses",
            _ if name.ends_with(['.', ' ']) => "ends with a dot or a space, which Windows drops",
            _ => return None,
        };
        Some((name.to_owned(), why))
    })
}

/// A job that no project has.
#[cfg(test)]
pub(crate) fn sample_job(report: &str, year: i16) -> Job {
    use crate::model::{Date, FiscalYear};
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::InputFile;

    fn check(jobs: &[Job]) -> (usize, Vec<String>) {
        let mut diagnostics = Vec::new();
        let kept = without_duplicates(jobs.to_vec(), &mut diagnostics);
        (kept.len(), diagnostics.iter().map(|problem| format!("{} {}", problem.code, problem.message)).collect())
    }

    #[test]
    fn of_two_jobs_for_one_file_neither_is_made_and_both_are_told() {
        let told = |one: &str, other: &str| {
            format!(
                "duplicate-output `xyz/2020/{one}.xx.pdf` would be written by `xyz {one} 2020 xx` and by `xyz {other} 2020 xx`; neither is made"
            )
        };
        assert_eq!(
            check(&[sample_job("brief", 2020), sample_job("Brief", 2020), sample_job("brief", 2021)]),
            (1, vec![told("brief", "Brief"), told("Brief", "brief")])
        );
        assert_eq!(check(&[sample_job("brief", 2020), sample_job("annual", 2020)]), (2, vec![]));
    }

    #[test]
    fn names_that_a_disk_takes_for_one_are_one() {
        let (kept, told) = check(&[sample_job("R\u{c9}SUM\u{c9}", 2020), sample_job("re\u{301}sume\u{301}", 2020)]);
        assert!(
            kept == 0 && told.len() == 2 && told.iter().all(|told| told.starts_with("duplicate-output ")),
            "{told:?}"
        );
    }

    #[test]
    fn a_name_that_windows_can_not_hold_is_told_and_left_out() {
        for name in ["nul", "Com1", "aux.old", "what?", "a:b", "brief\u{7}"] {
            let (kept, told) = check(&[sample_job(name, 2020)]);
            assert_eq!((kept, told.len()), (0, 1), "{name}");
            assert!(told[0].starts_with("unportable-name no report can be written as `xyz/2020/"), "{told:?}");
        }
        assert_eq!(unportable("xyz./2020/a.xx.pdf").map(|(name, _)| name), Some("xyz.".to_owned()));
        assert_eq!(unportable("con/2020/a.xx.pdf").map(|(name, _)| name), Some("con".to_owned()));
        assert_eq!(unportable("xyz/2020/console.xx.pdf"), None);
    }

    #[test]
    fn the_parts_of_a_plan_are_all_of_it_and_the_first_looks_at_countries_without_jobs() {
        let plan = Plan {
            jobs: vec![sample_job("a", 2020), sample_job("b", 2020), sample_job("c", 2020)],
            countries: vec!["abc".into(), "xyz".into()],
        };
        let parts = [2, 1, 2];
        let part = |index| plan.part(&parts, Shard::new(index, 3).expect("there is such a part"));
        let reports = |plan: &Plan| plan.jobs.iter().map(|job| job.edition.report.clone()).collect::<Vec<_>>();
        assert_eq!([1, 2, 3].map(|index| reports(&part(index))), [vec!["b"], vec!["a", "c"], vec![]]);
        assert_eq!([1, 2, 3].map(|index| part(index).countries.len()), [2, 1, 0]);
    }

    #[test]
    fn a_project_without_folders_is_told_once_and_not_as_an_empty_plan() {
        let project = Project::load(vec![InputFile { path: "README.md".into(), bytes: Vec::new() }]);
        let codes: Vec<&str> = project.diagnostics.iter().map(|problem| problem.code.as_str()).collect();
        assert_eq!(codes, ["missing-directory", "missing-directory"]);
        assert_eq!(plan(&project, &Selection::default()), (Plan::default(), vec![]));
    }
}
