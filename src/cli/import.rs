//! `hokoku import`.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::host::{self, Change, Replacement, StoredFile};
use crate::import::{self, Comparison, Counts, Request, Sheets};
use crate::report::Project;
use crate::spreadsheet::mapping::Accounting;

use super::args::Common;
use super::console::Console;
use super::exit::{Exit, Stop};
use super::{read_workbook, source, stored};

/// `import`.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// A workbook (.xlsx, .xlsm, .xlsb, .xls, .ods), text in columns (.csv, .tsv), or a Word report of ours (.docx) in which
    /// figures were corrected
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// The country that it must be of [default: the one that it says, else the only one of the project]
    #[arg(long, value_name = "CODE")]
    pub(super) country: Option<String>,
    /// Write the changes into data/; without it they are only shown
    #[arg(long)]
    pub(super) apply: bool,
    /// Let records and values go that the workbook does not have any more
    #[arg(long)]
    pub(super) allow_removals: bool,
    /// The encoding of a text in columns, where it was only guessed, such as windows-1251
    #[arg(long, value_name = "NAME")]
    pub(super) encoding: Option<String>,
    /// Print a mapping for each sheet that is none yet, to be looked through and put into data/<country>/mappings/
    #[arg(long, conflicts_with = "apply")]
    pub(super) propose_mapping: bool,
    /// Write a copy of the workbook in which every finding stands as a note at its cell, such as office-notes.xlsx
    #[arg(long, value_name = "FILE", conflicts_with = "propose_mapping")]
    pub(super) annotate: Option<PathBuf>,
    /// Write over a copy with notes that is there already
    #[arg(long, requires = "annotate")]
    pub(super) replace: bool,
}

/// The last line.
#[derive(Debug, Serialize)]
struct Summary {
    added: usize,
    changed: usize,
    removed: usize,
    unchanged: usize,
    /// Files that were written.
    written: Vec<String>,
    /// What became of the cells of a workbook.
    cells: Option<Accounting>,
}

/// Shows what a file says otherwise than the data; writes it where that was asked for and nothing is wrong.
pub(super) fn run(options: &Import, common: &Common, console: &Console) -> Result<Exit, Stop> {
    let project = source::project(common)?;
    if let Some(country) = &options.country {
        source::require_countries(&project, std::slice::from_ref(country))?;
    }
    let path = options.file.to_string_lossy();
    if !host::has_file(&options.file) {
        return Err(no_file(&options.file).into());
    }
    if let Some(copy) = &options.annotate {
        require_name_of_a_copy(copy, &options.file)?;
    }
    let file = StoredFile::open(&options.file)?;
    let request = Request {
        path: &path,
        bytes: stored::bytes(&file),
        country: options.country.as_deref(),
        encoding: options.encoding.as_deref(),
        allows_removals: options.allow_removals,
        isolate: &read_workbook::isolate,
    };
    if options.propose_mapping {
        return propose(&project, &request, console);
    }
    let import::Import { comparison, mut diagnostics, files, sheets } = import::import(&project, &request);
    console.show(&project, &mut diagnostics);
    if let Some(copy) = &options.annotate {
        annotate(copy, options, &request, &diagnostics, console)?;
    }
    if let Some(sheets) = &sheets {
        show_sheets(sheets, console);
    }
    let Some(comparison) = comparison else {
        if options.apply {
            refuse(console);
        }
        return Ok(common.weigh(&diagnostics));
    };
    for change in &comparison.changes {
        console.line(&change.to_string(), "change", change);
    }
    for record in &comparison.records {
        console.line(&record.to_string(), "record", record);
    }
    for follow in &comparison.follows {
        console.line(&follow.to_string(), "follow", follow);
    }
    let exit = common.weigh(&diagnostics);
    let is_written = options.apply && exit == Exit::Done && !files.is_empty();
    if is_written {
        let replacement = |file: &import::ChangedFile| Replacement {
            path: common.project.join(&file.path),
            before: file.before.clone(),
            after: file.after.clone(),
        };
        host::write_all(&files.iter().map(replacement).collect::<Vec<_>>())?;
    }
    let written: Vec<String> = files.into_iter().filter(|_| is_written).map(|file| file.path).collect();
    for path in &written {
        console.line(&format!("wrote   {path}"), "written", &serde_json::json!({ "path": path }));
    }
    sum_up(options, &comparison, (written, sheets.map(|sheets| sheets.accounting)), exit, console);
    Ok(exit)
}

/// What to say where a file was named that is none.
fn no_file(path: &Path) -> Diagnostic {
    let (message, hint) = match host::has_folder(path) {
        true => (format!("`{}` is a folder", path.display()), "name one file in it: "),
        false => (format!("there is no file `{}`", path.display()), "name "),
    };
    let hint = format!("{hint}a workbook (.xlsx and others), text in columns (.csv) or a Word report (.docx)");
    Diagnostic::error(Code::NOT_FOUND, None, message).with_hint(hint)
}

/// Refuses a name that no copy with notes can have.
fn require_name_of_a_copy(copy: &Path, original: &Path) -> Result<(), Stop> {
    let path = copy.display();
    if !copy.extension().is_some_and(|end| end.eq_ignore_ascii_case("xlsx")) {
        let message = "spreadsheet programs open the copy with notes only if its name ends with `.xlsx`";
        return Err(Stop::Usage(format!("{message}; found `{path}`")));
    }
    match host::is_same_file(copy, original) {
        true => Err(Stop::Usage(format!("`{path}` is the workbook itself; give the copy another name"))),
        false => Ok(()),
    }
}

/// Writes a copy of the workbook with notes.
fn annotate(
    copy: &Path,
    options: &Import,
    request: &Request<'_>,
    findings: &[Diagnostic],
    console: &Console,
) -> Result<(), Stop> {
    let path = copy.display();
    let bytes = import::annotated(request, findings).map_err(Stop::Problems)?;
    if !options.replace && host::has_file(copy) && host::compare(copy, &bytes) == Change::Written {
        return Err(Stop::Usage(format!(
            "`{path}` is there already, and somebody may have worked in it; name another file, or write over it with `--replace`"
        )));
    }
    host::write(copy, &bytes)?;
    let object = serde_json::json!({ "path": path.to_string(), "findings": findings.len() });
    console.line(&format!("wrote   {path}: a copy with {} notes", findings.len()), "annotated", &object);
    Ok(())
}

/// Says which sheets were read by which mappings, and what became of every cell.
fn show_sheets(sheets: &Sheets, console: &Console) {
    if sheets.is_own {
        let rows: usize = sheets.tables.iter().map(|table| table.rows).sum();
        let text = format!("read    a workbook to fill in: {rows} records in {} sheets", sheets.tables.len());
        console.line(&text, "sheets", &sheets.tables);
    }
    for table in sheets.tables.iter().filter(|_| !sheets.is_own) {
        let sheet = if table.sheet.is_empty() { "the text".to_owned() } else { format!("sheet `{}`", table.sheet) };
        let text = format!("read    {sheet}: {} rows of {}, by {}", table.rows, table.table, table.mapping);
        console.line(&text, "sheet", table);
    }
    console.line(&sheets.accounting.to_string(), "accounting", &sheets.accounting);
    if !sheets.reservations.is_empty() {
        let text = format!("note: {}", sheets.reservations);
        console.line(&text, "note", &serde_json::json!({ "reservations": sheets.reservations }));
    }
    if !sheets.missing.is_empty() {
        let names = sheets.missing.join("`, `");
        let text = format!("note: the workbook has no sheet of `{names}`; what the data has of them stays");
        console.line(&text, "note", &serde_json::json!({ "missing": sheets.missing }));
    }
    if sheets.newer > 0 {
        let text =
            format!("note: {} values have changed in the data since the workbook was made; they stay", sheets.newer);
        console.line(&text, "note", &serde_json::json!({ "newer": sheets.newer }));
    }
}

fn sum_up(
    options: &Import,
    comparison: &Comparison,
    (written, cells): (Vec<String>, Option<Accounting>),
    exit: Exit,
    console: &Console,
) {
    let has_changes = !comparison.is_empty();
    if has_changes && !options.apply && exit == Exit::Done {
        console.line("nothing was written; `--apply` writes it", "note", &serde_json::json!({ "applied": false }));
    }
    if exit != Exit::Done && (has_changes || options.apply) {
        refuse(console);
    }
    let counts = comparison.counts();
    let Counts { added, changed, removed, unchanged } = counts;
    console.line(&counts.to_string(), "summary", &Summary { added, changed, removed, unchanged, written, cells });
}

/// Says that the data stays as it is.
fn refuse(console: &Console) {
    let text = "nothing was written, because of the problems above";
    console.line(text, "note", &serde_json::json!({ "applied": false }));
}

/// Prints the mappings that are proposed for a workbook.
fn propose(project: &Project, request: &Request<'_>, console: &Console) -> Result<Exit, Stop> {
    let proposals = match import::propose(project, request) {
        Ok(proposals) => proposals,
        Err(mut problems) => {
            console.show(project, &mut problems);
            return Ok(Exit::Findings);
        }
    };
    if proposals.is_empty() {
        let message =
            "no sheet without a mapping has a row of labels that a table of the model knows, so none is proposed";
        let problem = Diagnostic::error(Code::NO_MAPPING, Place::file(request.path), message)
            .with_hint("name the columns in one row as the fields are called, such as `id`, `title`, `amount`, or write a mapping by hand: data/README.md says how");
        console.show(project, &mut vec![problem]);
        return Ok(Exit::Findings);
    }
    for proposal in &proposals {
        let object = serde_json::json!({ "sheet": proposal.sheet, "target": proposal.target, "yaml": proposal.yaml });
        console.result(proposal.yaml.trim_end(), "mapping", &object);
    }
    Ok(Exit::Done)
}
