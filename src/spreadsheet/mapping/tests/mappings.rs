//! Mappings that are wrong, and those that are proposed.

use super::*;

#[test]
fn an_unknown_key_of_a_mapping_is_refused() {
    for (wrong, said) in
        [("rows: {keys: [id]}", "keys"), ("rows: {hidden: maybe}", "maybe"), ("locale: {decimal: \",,\"}", ",,")]
    {
        let yaml = format!("{}{FIELDS}", MAPPING.replace("rows: {key: [id]}", wrong));
        let (mapping, problems) = crate::dataset::read_yaml::<Mapping>("m.yaml", yaml.as_bytes());
        assert!(mapping.is_none() && problems.iter().any(|problem| problem.message.contains(said)), "{problems:?}");
    }
    let import = run(
        &Book::new("").bytes(),
        &[mapping(&format!(
            "{}{FIELDS}",
            MAPPING.replace("key: [id]", "totals: {when: {column: nothing, matches: x}}")
        ))],
    );
    assert!(import.all_findings().iter().any(|finding| finding.code == crate::diagnostic::Code::BAD_MAPPING));
}

#[test]
fn a_proposed_mapping_is_one_and_marks_its_doubts() {
    let book = Book::new(&rows(&[
        &["Rates"],
        &["id", "base", "quote", "value", "Kind", "Remark"],
        &["r1", "USD", "JPY", "1,234", "jica-monthly", "x"],
    ]));
    let bytes = book.bytes();
    let mut workbook = Workbook::open("a.xlsx", &bytes, &ReadOptions::default(), &in_this_process).unwrap();
    let schemas = schema::tables();
    let (labels, words_known) = (FieldLabels::new(), words());
    let known = Known { schemas: &schemas, labels: &labels, words: &words_known };
    let proposals = propose(&mut workbook, &[], &known).unwrap();
    assert_eq!(proposals.len(), 1);
    let Proposal { target, yaml, .. } = &proposals[0];
    assert_eq!(*target, "rates", "{yaml}");
    for part in ["header: {rows: [2]}", "doubt: column F, \"Remark\", is no field", "doubt: declare `decimal`"] {
        assert!(yaml.contains(part), "{part}\n{yaml}");
    }
    let loaded = mapping(yaml);
    let references = References::new();
    let context =
        Context { sha256: "f", schemas: &schemas, words: words(), references: &references, findings_sheet: None };
    let import = import(&mut workbook, &[loaded], &context);
    assert!(
        import.accounting.is_balanced() && import.accounting.imported >= 4,
        "{} {:?}\n{yaml}",
        import.accounting,
        import.all_findings()
    );
}
