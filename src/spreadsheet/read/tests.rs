//! Files of all kinds as rows of cells.

use std::io;

use super::*;

/// What is in a file, in short.
fn check(bytes: &[u8]) -> String {
    check_with(bytes, &ReadOptions::default())
}

fn check_with(bytes: &[u8], options: &ReadOptions) -> String {
    let isolate = |kind, bytes: &[u8]| -> io::Result<Box<dyn io::BufRead>> {
        let mut out = Vec::new();
        dump(kind, bytes, &mut out)?;
        Ok(Box::new(io::Cursor::new(out)))
    };
    let mut workbook = match Workbook::open("a.file", bytes, options, &isolate) {
        Ok(workbook) => workbook,
        Err(problem) => return format!("{} {}", problem.code, problem.message),
    };
    let mut lines = Vec::new();
    for index in 0..workbook.sheets().len() {
        let mut given = 0;
        let end = workbook.read(index, &mut |context, row| {
            for cell in row.cells {
                given += 1;
                let hidden = if row.is_hidden || context.hidden_columns.has(cell.address.column) { " hidden" } else { "" };
                let formula = cell.formula.as_ref().map(|formula| format!(" ={formula}")).unwrap_or_default();
                let date = if context.formats.is_date(cell.format) { " as date" } else { "" };
                lines.push(format!("{} {} `{}`{formula}{date}{hidden}", cell.address, cell.kind.as_str(), cell.raw));
            }
            std::ops::ControlFlow::Continue(())
        });
        match end {
            Ok(end) => {
                lines.extend(end.problems.iter().map(|problem| {
                    let cell = problem.cell.map(|cell| cell.to_string()).unwrap_or_default();
                    format!("{cell} {}: {}", problem.code, problem.message)
                }));
                assert_eq!(end.cells, given + end.withheld, "every cell is given out or a problem");
            }
            Err(problem) => lines.push(format!("{} {}", problem.code, problem.message)),
        }
    }
    lines.join("\n")
}

#[test]
fn text_in_columns_is_read_line_by_line() {
    insta::assert_snapshot!(check(b"id,amount\nroad,\"1,5\"\n\nbridge,2\n"), @"");
    insta::assert_snapshot!(check(b"sep=;\nid;amount\nroad;1,5\n"), @"");
}
