//! Which jobs may run: those whose inputs have no errors.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, sort};
use crate::model::LanguageTag;
use crate::report::{Project, check_country, check_shared, is_translated};

use super::workers::attempt;
use super::{Finished, Job, Plan};

/// What the inputs of a plan allow.
#[derive(Debug, Default)]
pub struct Admission {
    /// Jobs that may run, in the order of the plan.
    pub admitted: Vec<Job>,
    /// Jobs whose data, template, theme or language has errors, in the order of the plan.
    pub rejected: Vec<Job>,
    /// Jobs whose rules met a bug of ours, in the order of the plan.
    pub crashed: Vec<Finished>,
    /// The words of the panics of rules, each with its country; `None` where it is those of what all countries share.
    pub crashes: Vec<(Option<String>, String)>,
    /// Everything found in the inputs that the plan uses, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// What the rules say of one country: its problems, and the languages that it lacks texts in.
type Held = (Vec<Diagnostic>, BTreeSet<LanguageTag>);

/// Holds the inputs of a plan against their rules. An error in a country's data, a template, a theme or a
/// locale stops the jobs that use it and no others; a text that a language lacks stops the jobs in that language, and a
/// bug of ours that the data of a country brings out stops the jobs of that country, and one in what all share all jobs.
pub fn admit(project: &Project, plan: &Plan) -> Admission {
    let hold = |code: &str, languages: BTreeSet<LanguageTag>| {
        let untranslated = languages.into_iter().filter(|language| !is_translated(project, code, language));
        (check_country(project, code), untranslated.collect())
    };
    admit_by(project, plan, &|| check_shared(project), &hold)
}

/// Admits by what is said of what all share, and of a country with the languages of its jobs.
fn admit_by(
    project: &Project,
    plan: &Plan,
    hold_shared: &dyn Fn() -> Vec<Diagnostic>,
    hold: &dyn Fn(&str, BTreeSet<LanguageTag>) -> Held,
) -> Admission {
    let mut admission = Admission::default();
    match attempt(hold_shared) {
        Ok(diagnostics) => admission.diagnostics = diagnostics,
        Err(words) => admission.crashes.push((None, words)),
    }
    let mut untranslated: BTreeSet<(&str, LanguageTag)> = BTreeSet::new();
    for code in &plan.countries {
        let own = plan.jobs.iter().filter(|job| job.country == *code);
        let languages = own.map(|job| job.language.clone()).collect();
        match attempt(|| hold(code, languages)) {
            Ok((diagnostics, languages)) => {
                admission.diagnostics.extend(diagnostics);
                untranslated.extend(languages.into_iter().map(|language| (code.as_str(), language)));
            }
            Err(words) => admission.crashes.push((Some(code.clone()), words)),
        }
    }
    sort(&mut admission.diagnostics);
    let broken: Vec<&str> = admission
        .diagnostics
        .iter()
        .filter(|problem| problem.is_error() && problem.code != Code::MISSING_TRANSLATION)
        .filter_map(|problem| problem.place.as_ref())
        .map(|place| &*place.file)
        .collect();
    let is_sound = |job: &Job| {
        let request = project.request(&job.country, &job.edition, &job.language);
        let is_translated = !untranslated.contains(&(job.country.as_str(), job.language.clone()));
        is_translated && request.is_some_and(|request| !broken.iter().any(|file| request.uses(file)))
    };
    for job in &plan.jobs {
        let of_rules = admission.crashes.iter().find(|(code, _)| code.as_ref().is_none_or(|code| *code == job.country));
        let is_sound = of_rules.map_or_else(|| attempt(|| is_sound(job)), |(_, words)| Err(words.clone()));
        match is_sound {
            Ok(true) => admission.admitted.push(job.clone()),
            Ok(false) => admission.rejected.push(job.clone()),
            Err(words) => admission.crashed.push(Finished::crashed(job, words)),
        }
    }
    admission
}

#[cfg(test)]
mod tests {
    use super::super::{Fate, sample_job};
    use super::*;

    #[test]
    fn a_bug_that_the_data_of_a_country_brings_out_is_no_matter_of_another() {
        let project = Project::load(Vec::new());
        let other = Job { country: "abc".into(), ..sample_job("brief", 2020) };
        let plan =
            Plan { jobs: vec![other.clone(), sample_job("brief", 2020)], countries: vec!["abc".into(), "xyz".into()] };
        let admission = admit_by(&project, &plan, &Vec::new, &|code, languages| {
            assert!(code != "xyz", "a rule has a bug");
            (Vec::new(), languages)
        });
        assert_eq!(admission.rejected, [other]);
        assert_eq!(admission.crashes, [(Some("xyz".to_owned()), "a rule has a bug".to_owned())]);
        let crashed = &admission.crashed[0];
        assert_eq!((crashed.crash.as_deref(), crashed.products.len()), (Some("a rule has a bug"), 3));
        assert!(crashed.products.iter().all(|product| matches!(product.fate, Fate::Crashed)));
    }

    #[test]
    fn a_bug_in_what_all_share_is_told_once_and_no_report_is_made() {
        let plan = Plan { jobs: vec![sample_job("brief", 2020), sample_job("brief", 2021)], countries: Vec::new() };
        let hold = |_: &str, languages| (Vec::new(), languages);
        let admission = admit_by(&Project::load(Vec::new()), &plan, &|| panic!("a lint has a bug"), &hold);
        assert_eq!(admission.crashes, [(None, "a lint has a bug".to_owned())]);
        assert_eq!((admission.crashed.len(), admission.admitted.len(), admission.rejected.len()), (2, 0, 0));
    }
}
