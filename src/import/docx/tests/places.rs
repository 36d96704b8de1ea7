//! A figure at several places, in several looks, and in charts.

use super::*;

#[test]
fn the_store_and_every_text_of_a_figure_must_agree() {
    let of = |store, texts| Figure { id: TOTAL, look: "", printed: "3.4 billion yen", store, texts };
    assert_snapshot!(check(&[of("3.4 billion yen", &["3.4 billion yen", "3.6 billion yen"])]), @r"
    brief.docx edited-twice: the figure `xyz/figures/grant-aid-total@2020` is `3.4 billion yen` in the document's store and `3.6 billion yen` in its text, in `word/document.xml`: “It came to 3.6 billion yen in all.”
      | accept or reject the tracked changes of the figure, which makes both the same
    0 added, 0 changed, 0 removed, 0 unchanged
    ");
    assert_snapshot!(check(&[of("3.5 billion yen", &["3.5 billion yen", "3.5 billion yen", "3.6 billion yen"])]), @r"
    brief.docx edited-twice: the figure `xyz/figures/grant-aid-total@2020` is `3.5 billion yen` in the document's store and `3.6 billion yen` in its text, in `word/document.xml`: “It came to 3.6 billion yen in all.”
      | type the right value into the figure in Word and save, which makes both the same; the store is the list of figures inside the file, which nobody sees
    0 added, 0 changed, 0 removed, 0 unchanged
    ");
    // At one of two places a tracked change took it away.
    assert_snapshot!(check(&[of("3.4 billion yen", &["3.4 billion yen", ""])]), @"0 added, 0 changed, 0 removed, 1 unchanged");
    // A figure whose sentence was taken out, and white space.
    assert_snapshot!(check(&[of("3.5 billion yen", &[]), of("3.5 billion yen", &["3.5 billion\u{a0}yen "])]), @r"
    changed xyz/figures/grant-aid-total@2020: 3.4 billion JPY → 3.5 billion JPY
            printed `3.4 billion yen`, edited `3.5 billion yen`
            data/xyz/figures/2020.yaml:4:10
    brief.docx figure-taken-out: the figure `xyz/figures/grant-aid-total@2020`, printed `3.4 billion yen`, stands nowhere in the text any more
      | what was typed instead is not compared: correct the data by hand if it is another value
    0 added, 1 changed, 0 removed, 0 unchanged
    ");
}

#[test]
fn figures_of_notes_and_headers_count_too() {
    let figure = Figure { id: TOTAL, look: "", printed: "3.4 billion yen", store: "3.4 billion yen", texts: &[] };
    let elsewhere = [Figure { texts: &["3.6 billion yen"], ..figure }];
    for kind in ["footnotes", "endnotes", "header", "footer"] {
        let bytes = docx(&[store("xyz", &elsewhere)], text(&[]));
        let mut package = Package::read(&bytes, crate::package::Limits::default()).unwrap();
        let content_type = DOCUMENT.replace("document.main", kind);
        package.add_part(&format!("word/{kind}3.xml"), &content_type, text(&elsewhere));
        let import = run(&project(&[]), &package.write());
        let problem = &import.diagnostics[0];
        assert!(problem.code == crate::diagnostic::Code::EDITED_TWICE && problem.message.contains(kind), "{problem:?}");
    }
}

#[test]
fn two_looks_must_be_edited_to_the_same_value() {
    let million = |new| edited(TOTAL, "unit(million),number", "3,400", new);
    assert_snapshot!(check(&[edited(TOTAL, "", "3.4 billion yen", "3.5 billion yen"), million("3,500")]), @r"
    changed xyz/figures/grant-aid-total@2020: 3.4 billion JPY → 3.5 billion JPY
            printed `3.4 billion yen`, edited `3.5 billion yen`
            data/xyz/figures/2020.yaml:4:10
    0 added, 1 changed, 0 removed, 0 unchanged
    ");
    assert_snapshot!(check(&[edited(TOTAL, "", "3.4 billion yen", "3.5 billion yen"), million("3,400")]), @r"
    changed xyz/figures/grant-aid-total@2020: 3.4 billion JPY → 3.5 billion JPY
            printed `3.4 billion yen`, edited `3.5 billion yen`
            data/xyz/figures/2020.yaml:4:10
            still `3,400` in `word/document.xml`: “It came to 3,400 in all.”
    0 added, 1 changed, 0 removed, 0 unchanged
    ");
    assert_snapshot!(check(&[edited(TOTAL, "", "3.4 billion yen", "3.5 billion yen"), million("3,600")]), @r"
    brief.docx edited-twice: the figure `xyz/figures/grant-aid-total@2020` was edited to `3.5 billion yen`, in `word/document.xml`: “It came to 3.5 billion yen in all.” and to `3,600`, in `word/document.xml`: “It came to 3,600 in all.”
      | write the same value at both places
    0 added, 0 changed, 0 removed, 0 unchanged
    ");
}

#[test]
fn changed_values_of_charts_are_told() {
    const CHART: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
    let stored = |xml: &mut XmlWriter, title: &str, values: &str| {
        xml.element("chart", &[("title", title)], |xml| xml.element("series", &[], |xml| xml.text(values)));
    };
    let mut xml = XmlWriter::new();
    let attributes =
        [("xmlns", store::NAMESPACE), ("country", "xyz"), ("report", "brief"), ("year", "2020"), ("language", "en")];
    xml.element("figures", &attributes, |xml| {
        stored(xml, "Grants", "0.1 - 7 -");
        stored(xml, "Loans", "5 6");
        stored(xml, "Visits", "1 2");
    });
    let points = |values: &[(usize, &str)]| {
        let points = values.iter().map(|(index, value)| format!("<c:pt idx='{index}'><c:v>{value}</c:v></c:pt>"));
        format!(
            "<c:chartSpace xmlns:c='urn:c'><c:ser><c:cat><c:pt idx='0'><c:v>2019</c:v></c:pt></c:cat><c:val>{}</c:val></c:ser></c:chartSpace>",
            points.collect::<String>()
        )
    };
    let bytes = docx(&[xml.into_bytes()], text(&[]));
    let mut package = Package::read(&bytes, crate::package::Limits::default()).unwrap();
    let grants = points(&[(0, "0.10000000000000001"), (2, "7")]);
    package.add_part("word/charts/chart9.xml", CHART, grants.into_bytes());
    package.add_part("word/charts/chart1.xml", CHART, points(&[(0, "5"), (1, "6.1")]).into_bytes());
    assert_snapshot!(show(&run(&project(&[]), &package.write())), @r"
    brief.docx chart-edited: the values of the chart “Loans” were changed, or it was taken out
      | charts are not read back: correct the figures in the text or table that says the same, or the data
    brief.docx chart-edited: the values of the chart “Visits” were changed, or it was taken out
      | charts are not read back: correct the figures in the text or table that says the same, or the data
    0 added, 0 changed, 0 removed, 0 unchanged
    ");
}
