//! Which sheet a mapping is of.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::columns::field_of;
use super::file::{Mapping, Source};
use super::header::{HeaderTexts, tidy};
use super::import::LoadedMapping;
use crate::spreadsheet::read::{SheetInfo, TableInfo, Workbook};

/// Where a mapping found its table.
pub(super) struct Found {
    pub(super) sheet: usize,
    pub(super) table: Option<TableInfo>,
}

impl Source {
    /// Whether a sheet has one of the names.
    fn has_name(&self, name: &str) -> bool {
        let name = tidy(name).to_lowercase();
        self.sheet.any_of.iter().any(|known| tidy(known).to_lowercase() == name)
    }

    /// Whether a sheet has one of the names, or the defined table.
    pub(super) fn names(&self, sheet: &SheetInfo) -> bool {
        let has_table = |name: &String| sheet.tables.iter().any(|table| table.name.eq_ignore_ascii_case(name));
        self.has_name(&sheet.name) || self.table.as_ref().is_some_and(has_table)
    }
}

/// The sheet that each mapping is to read. Of several that name the same, the first whose header fits reads it; where none
/// fits, the first says what is wrong.
pub(super) fn find_all(workbook: &mut Workbook<'_>, mappings: &[LoadedMapping]) -> Vec<Option<Found>> {
    let mut all: Vec<Option<Found>> = mappings.iter().map(|loaded| find(workbook, &loaded.mapping)).collect();
    for sheet in 0..workbook.sheets().len() {
        let rivals: Vec<usize> = all
            .iter()
            .enumerate()
            .filter_map(|(index, found)| found.as_ref().filter(|found| found.sheet == sheet).map(|_| index))
            .collect();
        let does_fit = |index: &usize| {
            let (loaded, found) = (mappings.get(*index)?, all.get(*index)?.as_ref()?);
            fits(workbook, &loaded.mapping, found).then_some(*index)
        };
        let reader = match rivals[..] {
            [] | [_] => continue,
            [first, ..] => rivals.iter().find_map(does_fit).unwrap_or(first),
        };
        for rival in rivals.into_iter().filter(|rival| *rival != reader) {
            if let Some(found) = all.get_mut(rival) {
                *found = None;
            }
        }
    }
    all
}

/// The defined table, else the sheet of a name, else the only unnamed sheet where its header fits.
fn find(workbook: &mut Workbook<'_>, mapping: &Mapping) -> Option<Found> {
    let sheets = workbook.sheets();
    if let Some(name) = &mapping.source.table {
        let tables =
            sheets.iter().enumerate().flat_map(|(sheet, info)| info.tables.iter().map(move |table| (sheet, table)));
        if let Some((sheet, table)) = tables.into_iter().find(|(_, table)| table.name.eq_ignore_ascii_case(name)) {
            return Some(Found { sheet, table: Some(table.clone()) });
        }
    }
    if let Some(sheet) = sheets.iter().position(|sheet| mapping.source.has_name(&sheet.name)) {
        return Some(Found { sheet, table: None });
    }
    let is_unnamed = sheets.first().is_some_and(|sheet| sheet.name.is_empty());
    let first = Found { sheet: 0, table: None };
    (is_unnamed && fits(workbook, mapping, &first)).then_some(first)
}

/// Whether a mapping finds its table in a workbook.
pub fn has_table(workbook: &mut Workbook<'_>, mapping: &Mapping) -> bool {
    find(workbook, mapping).is_some()
}

/// Whether every required field, and more than half of all, has a column.
fn fits(workbook: &mut Workbook<'_>, mapping: &Mapping, found: &Found) -> bool {
    let range = found.table.as_ref().map(|table| (table.range, table.header_rows));
    let mut header = HeaderTexts::new(&mapping.header, range, &[]);
    let last = header.last_row();
    // A sheet that can not be read fits no mapping; that is told when it is left out.
    let _ = workbook.read(found.sheet, &mut |_, row| {
        if row.number > last {
            return ControlFlow::Break(());
        }
        header.take(row);
        ControlFlow::Continue(())
    });
    let found: BTreeSet<usize> = header.finish().values().filter_map(|heading| field_of(mapping, heading)).collect();
    let has_required =
        mapping.fields.iter().enumerate().all(|(index, field)| !field.required || found.contains(&index));
    has_required && found.len() * 2 > mapping.fields.len()
}

#[cfg(test)]
mod tests {
    use super::super::{Context, Import, References, import};
    use super::*;
    use crate::spreadsheet::read::ReadOptions;
    use crate::spreadsheet::read::sample::{Book, in_this_process, rows};
    use crate::spreadsheet::value::Words;

    fn mapping(name: &str, sheet: &str, rest: &str, label: &str) -> LoadedMapping {
        let yaml = format!(
            "mapping: {name}/1\ntarget: lines\nsource: {{sheet: {{any_of: [{sheet}]}}}}\n{rest}\nfields:\n\
             - {{name: id, labels: [{label}], required: true}}\n- {{name: persons, labels: [Persons], type: integer}}\n"
        );
        let (mapping, problems) = crate::dataset::read_yaml::<Mapping>(name, yaml.as_bytes());
        let mapping = mapping.unwrap_or_else(|| panic!("{problems:?}"));
        LoadedMapping { path: format!("{name}.yaml"), sha256: "m".to_owned(), mapping }
    }

    fn book() -> Book {
        Book::new(&rows(&[&["Code", "Persons"], &["a", "5"]]))
    }

    /// The mapping that read each table with its number of rows, the findings, and the accounts.
    fn said(book: &Book, mappings: &[LoadedMapping]) -> Vec<String> {
        let bytes = book.bytes();
        let mut workbook = Workbook::open("a.xlsx", &bytes, &ReadOptions::default(), &in_this_process).unwrap();
        let references = References::new();
        let words = Words::default();
        let context = Context { sha256: "f", schemas: &[], words, references: &references, findings_sheet: None };
        let found: Import = import(&mut workbook, mappings, &context);
        assert!(found.accounting.is_balanced(), "{}", found.accounting);
        let tables = found.tables.iter().map(|table| format!("{}: {}", table.origin.mapping, table.rows.len()));
        let findings = found.all_findings();
        let findings = findings.iter().map(|finding| {
            let place = finding.place.as_ref().expect("a place");
            format!("{place} {:?} {}: {}", finding.severity, finding.code, finding.message)
        });
        tables.chain(findings).chain([found.accounting.to_string()]).collect()
    }

    #[test]
    fn of_mappings_that_name_a_sheet_the_one_that_fits_reads_it() {
        let (other, fitting) = (mapping("other", "Lines", "", "Kode"), mapping("fitting", "Lines", "", "Code"));
        let read = ["fitting.yaml: 1", "4 cells: 2 imported, 2 header, 0 verified totals, 0 ignored, 0 in findings"];
        assert_eq!(said(&book(), &[other.clone(), fitting.clone()]), read);
        assert_eq!(said(&book(), &[fitting.clone(), other.clone()]), read);
        assert_eq!(said(&book(), &[fitting.clone(), mapping("again", "Lines", "", "Code")]), read);
        // Where none fits, one of them says what is missing.
        let found = said(&book(), &[other, mapping("another", "Lines", "", "Cod")]);
        assert_eq!(found.first().map(String::as_str), Some("other.yaml: 1"));
        assert!(found.iter().any(|line| line.contains("missing-column")), "{found:?}");
    }

    #[test]
    fn a_mapping_that_reads_nothing_hides_no_sheet() {
        let book = || book().with_sheet("Extra", "", &rows(&[&["q", "1"]]));
        let reader = mapping("reader", "Lines", "", "Code");
        let elsewhere = mapping("elsewhere", "Nowhere", "ignore: {sheets: [Extra]}", "Code");
        let beaten = mapping("beaten", "Lines", "ignore: {sheets: [Extra]}", "Kode");
        let told = [
            "reader.yaml: 1",
            "a.xlsx Extra Error unmapped-sheet: no mapping fits the sheet, which has 2 cells",
            "6 cells: 2 imported, 2 header, 0 verified totals, 0 ignored, 2 in findings",
        ];
        assert_eq!(said(&book(), &[reader.clone(), elsewhere]), told);
        assert_eq!(said(&book(), &[beaten, reader]), told);
        let own = mapping("own", "Lines", "ignore: {sheets: [Extra]}", "Code");
        assert_eq!(
            said(&book(), &[own]).last().unwrap(),
            "6 cells: 2 imported, 2 header, 0 verified totals, 2 ignored, 0 in findings"
        );
    }

    #[test]
    fn a_hidden_sheet_is_treated_as_hidden_rows_are() {
        for (state, word) in [("hidden", "hidden"), ("veryHidden", "very hidden")] {
            let mut book = book();
            book.sheets[0].1 = format!("state=\"{state}\"");
            let said = |rule: &str| said(&book, &[mapping("lines", "Lines", rule, "Code")]);
            let refused = [
                "lines.yaml: 0".to_owned(),
                format!("a.xlsx Lines Error hidden-cells: the sheet is {word}"),
                "4 cells: 0 imported, 0 header, 0 verified totals, 0 ignored, 4 in findings".to_owned(),
            ];
            assert_eq!(said(""), refused);
            assert_eq!(said("rows: {hidden: error}"), refused);
            let warned = said("rows: {hidden: warn}");
            assert_eq!(warned[0], "lines.yaml: 1");
            assert_eq!(warned[1], format!("a.xlsx Lines Warning hidden-cells: the sheet is {word}"));
            assert_eq!(said("rows: {hidden: include}").len(), 2);
        }
    }
}
