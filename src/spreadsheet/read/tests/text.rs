//! Text in columns: stray quotes, and the line that says the delimiter.

use super::super::*;
use super::{check, lines};

/// The problems of a text, without its cells.
fn problems(text: &str) -> Vec<String> {
    let said = lines(text.as_bytes(), &ReadOptions::default());
    said.into_iter().filter(|line| line.contains("-workbook") || line.contains("-delimiter")).collect()
}

#[test]
fn stray_quotes_never_join_rows_silently() {
    const JOINED: &str = "damaged-workbook: a cell in quotes goes over lines that look like rows of their own, so rows may have run together";
    let rows = "id,name,amount,note\na,\"North road,100,x\nb,East road,200,x\nc,West road,300,x\nd,South road\",400,x\ne,f,5,x\n";
    assert_eq!(problems(rows), [format!("B2 {JOINED}")]);
    // In neighbouring rows, in different columns, in the last one, and with other line ends.
    for rows in [
        "id,name,amount\na,\"North,1\nb,South\",2\n",
        "id,name,amount\na,\"North,1\nb,South,2\"\n",
        "id,name,amount\r\na,\"North,1\r\nb,South\",2",
    ] {
        assert_eq!(problems(rows), [format!("B2 {JOINED}")], "{rows}");
    }
    assert_eq!(
        problems("id,name\na,5\" pipe of 6\"\nb,\"road\" north\nc,x\n"),
        [
            "B2 damaged-workbook: a quote stands within a cell that is not in quotes",
            "B3 damaged-workbook: text stands behind the quote that closes a cell, so where the cell ends is not known",
        ]
    );
    // What the standard knows is read: quotes written twice, delimiters and line ends in cells.
    for rows in [
        "id,name,amount\na,\"5\"\" pipe, long\",1\n\n\"b\",\"two\r\nlines, a comma\",\"2\"\r\n",
        "id,note\na,\"one\ntwo\"\nb,\"\"",
        "\"one\ntwo\"\nthree\n",
    ] {
        assert_eq!(problems(rows), Vec::<String>::new(), "{rows}");
    }
    let many = format!("id,name\n{}", "a,5\" pipe\n".repeat(1_100));
    let said = problems(&many);
    assert_eq!(said.len(), 1_001);
    assert_eq!(said.last().unwrap(), "damaged-workbook: more quotes are wrong than are told one by one: 100 more");
}

#[test]
fn a_line_says_the_delimiter_whichever_it_is() {
    for delimiter in ['\t', ';', '^'] {
        check(
            format!("sep={delimiter}\nid,a{delimiter}amount\nroad{delimiter}1,5\n").as_bytes(),
            &["A1 text id,a", "B1 text amount", "A2 text road", "B2 text 1,5"],
        );
    }
    for delimiter in ['；', '\"'] {
        check(
            format!("sep={delimiter}\nid{delimiter}amount\n").as_bytes(),
            &[&format!(
                "unreadable-workbook `{delimiter}` can not stand between columns; commas, semicolons, tabs and the like can"
            )],
        );
    }
}
