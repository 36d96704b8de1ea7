//! `hokoku list`.

use crate::diagnostic::{CODES, Code};
use crate::model::{Dataset, Localized};
use crate::report::Project;

use super::args::{Common, List, Listed};
use super::console::Console;
use super::exit::{Exit, Stop};
use super::source;

/// The rules that data must keep beyond being readable.
const RULES: [Code; 12] = [
    Code::DUPLICATE_ID,
    Code::DANGLING_REFERENCE,
    Code::REVERSED_PERIOD,
    Code::MISSING_TRANSLATION,
    Code::CONFLICT_WITHOUT_REASON,
    Code::STATUS_CONTRADICTION,
    Code::SUSPICIOUS_PERIOD,
    Code::YEAR_CONTRADICTION,
    Code::UNDATED_FIGURE,
    Code::UNEXPLAINED_FIGURE,
    Code::TYPED_DIGIT,
    Code::TYPED_YEAR,
];

/// Rows under headings.
struct Table {
    headings: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

/// Shows what there is. Unlike other commands it does not stop at problems of the project; `check` tells them.
pub(super) fn run(options: &List, common: &Common, console: &Console) -> Result<Exit, Stop> {
    let project = || source::present_project(common);
    let table = match options.what {
        Listed::Countries => countries(&project()?),
        Listed::Reports => reports(&project()?),
        Listed::Editions => editions(&project()?),
        Listed::Languages => languages(&project()?),
        Listed::Fonts => {
            let set = source::fonts(&source::project(common)?, options.font_dir.as_deref())?;
            let rows = set.fonts.families().into_iter().map(|family| vec![family]).collect();
            Table { headings: &["family"], rows }
        }
        Listed::Rules => codes(|code| RULES.contains(&code)),
        Listed::Codes => codes(|_| true),
    };
    console.table(table.headings, &table.rows);
    Ok(Exit::Done)
}

fn countries(project: &Project) -> Table {
    let row = |(code, country): (&String, &crate::report::Country)| {
        let name = country.dataset.as_ref().map(|dataset| own_text(dataset, &dataset.country.short_name));
        vec![code.clone(), name.unwrap_or_else(|| "(not readable)".to_owned())]
    };
    Table { headings: &["code", "name"], rows: project.countries.iter().map(row).collect() }
}

fn reports(project: &Project) -> Table {
    let rows = project.templates.values().map(|template| {
        let languages: Vec<String> = project.languages_of(template).iter().map(ToString::to_string).collect();
        vec![template.name.clone(), languages.join(","), template.manifest.formats.join(",")]
    });
    Table { headings: &["report", "languages", "formats"], rows: rows.collect() }
}

fn editions(project: &Project) -> Table {
    let datasets = project.countries.values().filter_map(|country| country.dataset.as_ref());
    let rows = datasets.flat_map(|dataset| {
        dataset.editions.iter().map(|edition| {
            let code = dataset.code().to_owned();
            vec![code, edition.report.clone(), edition.year.to_string(), format!("as of {}", edition.as_of)]
        })
    });
    Table { headings: &["country", "report", "year", "as-of"], rows: rows.collect() }
}

fn languages(project: &Project) -> Table {
    Table { headings: &["language"], rows: project.locales.keys().map(|tag| vec![tag.to_string()]).collect() }
}

fn codes(is_listed: impl Fn(Code) -> bool) -> Table {
    let rows = CODES.iter().filter(|(code, _)| is_listed(*code));
    let first =
        |text: &str| text.split_once(". ").map_or(text, |(sentence, _)| sentence).trim_end_matches('.').to_owned();
    Table {
        headings: &["code", "meaning"],
        rows: rows.map(|(code, text)| vec![code.to_string(), first(text)]).collect(),
    }
}

/// A text in the language that the country's data is written in.
fn own_text(dataset: &Dataset, text: &Localized) -> String {
    text.get(&dataset.country.language).map(|text| text.text.clone()).unwrap_or_default()
}
