//! Tests of charts that offices draw.

use crate::chart::ChartSize;
use crate::document::{Chart, ChartKind, ChartPoint, Series, sample};
use crate::locale::sample::locale;
use crate::package::{Element, Package, read_xml, relationship};

const KINDS: [ChartKind; 5] =
    [ChartKind::Column, ChartKind::StackedColumn, ChartKind::Bar, ChartKind::Line, ChartKind::Doughnut];

/// A chart in a package, and its part, read.
fn check(chart: &Chart) -> (Package, Element) {
    let mut package = Package::new();
    let size = ChartSize::for_chart(chart, 470.0);
    let part = super::add(&mut package, chart, 1, &sample::theme(), &locale("en"), size);
    assert_eq!(part, "word/charts/chart1.xml");
    let root = read_xml(&package.part(&part).unwrap().bytes).unwrap();
    (package, root)
}

pub(super) fn chart(kind: ChartKind, categories: &[&str], series: &[(&str, &[Option<i64>])]) -> Chart {
    let point = |value: &Option<i64>| match value {
        Some(value) => ChartPoint::Known {
            figure: sample::printed("x", "", &value.to_string(), Some(*value)),
            plotted: (*value).into(),
        },
        None => ChartPoint::Unknown,
    };
    let series = series.iter().map(|(name, values)| Series {
        name: (*name).to_owned(),
        color: "grant-aid".into(),
        part_colors: vec![],
        points: values.iter().map(point).collect(),
    });
    let categories = categories.iter().map(|name| (*name).to_owned()).collect();
    Chart { series: series.collect(), categories, ..sample::chart(kind) }
}

fn first<'a>(root: &'a Element, name: &'a str) -> &'a Element {
    root.descendants_named(name).next().unwrap_or_else(|| panic!("no {name}"))
}

fn vals<'a>(root: &'a Element, name: &'a str) -> Vec<&'a str> {
    root.descendants_named(name).filter_map(|element| element.attribute("val")).collect()
}

/// Cells of the first sheet of a workbook with their numbers or texts.
fn cells(package: &Package) -> Vec<(String, String)> {
    let (_, workbook) = package.related("word/charts/chart1.xml", relationship::EMBEDDED_PACKAGE).next().unwrap();
    let workbook = Package::read(&workbook.bytes, Default::default()).unwrap();
    let part = |name: &str| read_xml(&workbook.part(name).unwrap().bytes).unwrap();
    let texts: Vec<String> =
        part("xl/sharedStrings.xml").children_named("si").map(|text| text.text().into_owned()).collect();
    let cell = |cell: &Element| {
        let text = cell.text().into_owned();
        let is_text = cell.attribute("t") == Some("s");
        let value = if is_text { texts[text.parse::<usize>().unwrap()].clone() } else { text };
        (cell.attribute("r").unwrap().to_owned(), value)
    };
    part("xl/worksheets/sheet1.xml").descendants_named("c").map(cell).collect()
}

/// The cells that a reference like `Sheet1!$B$2:$B$4` names, with what is cached for them.
fn cached(reference: &Element) -> Vec<(String, String)> {
    let formula = reference.child("f").unwrap().text().replace('$', "");
    let first = formula.split_once('!').unwrap().1.split(':').next().unwrap();
    let (column, row) = first.split_at(first.find(|c: char| c.is_ascii_digit()).unwrap());
    let row: usize = row.parse().unwrap();
    let cell = |point: &Element| {
        let at: usize = point.attribute("idx").unwrap().parse().unwrap();
        (format!("{column}{}", row + at), point.text().into_owned())
    };
    reference.descendants_named("pt").map(cell).collect()
}

#[test]
fn the_values_in_the_chart_are_those_in_the_workbook() {
    for kind in KINDS {
        let (package, root) = check(&sample::chart(kind));
        let references = || root.descendants().filter(|found| ["strRef", "numRef"].contains(&found.local_name()));
        let mut known: Vec<(String, String)> = references().flat_map(cached).collect();
        known.push(("A1".into(), "Fiscal year".into()));
        known.sort();
        known.dedup();
        let mut cells = cells(&package);
        cells.sort();
        assert_eq!(known, cells, "{kind:?}");
    }
}

#[test]
fn what_is_not_known_is_a_gap() {
    let (_, root) = check(&chart(ChartKind::Line, &["2019", "2020", "2021"], &[("A", &[Some(1), None, Some(0)])]));
    let values = first(&root, "numCache");
    assert_eq!(vals(values, "ptCount"), ["3"]);
    let points: Vec<_> = values.children_named("pt").map(|point| point.attribute("idx").unwrap()).collect();
    assert_eq!(points, ["0", "2"]);
    assert_eq!(vals(&root, "dispBlanksAs"), ["gap"]);
}

#[test]
fn the_axis_has_the_bounds_of_the_other_formats() {
    let (_, root) = check(&sample::chart(ChartKind::Column));
    let axis = first(&root, "valAx");
    assert_eq!(
        (vals(axis, "max"), vals(axis, "min"), vals(axis, "majorUnit")),
        (vec!["6000"], vec!["0"], vec!["2000"])
    );
    assert_eq!(axis.child("numFmt").unwrap().attribute("formatCode"), Some("#,##0"));
    assert_eq!(first(axis, "t").text(), "million yen");
}

/// The names of the children of an element, each once.
fn order(element: &Element) -> Vec<&str> {
    let mut names: Vec<&str> = element.elements().map(Element::local_name).collect();
    names.dedup();
    names
}

#[test]
fn elements_stand_in_the_order_of_the_schema() {
    let (_, root) = check(&sample::chart(ChartKind::Column));
    assert_eq!(order(&root), ["date1904", "lang", "roundedCorners", "chart", "spPr", "txPr", "externalData"]);
    let bars = first(&root, "barChart");
    assert_eq!(order(bars), ["barDir", "grouping", "varyColors", "ser", "gapWidth", "overlap", "axId"]);
    assert_eq!(order(first(bars, "ser")), ["idx", "order", "tx", "spPr", "invertIfNegative", "dLbls", "cat", "val"]);
    let (_, root) = check(&sample::chart(ChartKind::Line));
    assert_eq!(order(first(&root, "ser")), ["idx", "order", "tx", "spPr", "marker", "dLbls", "cat", "val", "smooth"]);
    let (_, root) = check(&sample::chart(ChartKind::Doughnut));
    assert_eq!(order(first(&root, "ser")), ["idx", "order", "tx", "spPr", "dPt", "dLbls", "cat", "val"]);
    assert_eq!(vals(&root, "autoUpdate"), ["0"]);
}

#[test]
fn each_part_of_a_doughnut_has_its_colour() {
    let (_, root) = check(&sample::chart(ChartKind::Doughnut));
    let theme = sample::theme();
    let expected: Vec<String> = ["training", "volunteers", "experts"]
        .map(|token| theme.color(token).unwrap().to_hex().trim_start_matches('#').to_uppercase())
        .into();
    let found: Vec<&str> = root.descendants_named("dPt").map(|part| vals(part, "srgbClr")[0]).collect();
    assert_eq!(found, expected);
}

#[test]
fn labels_stand_where_the_other_formats_have_them() {
    // Each column has room for its number, so a column that is added later has its number, too.
    let (_, root) = check(&chart(ChartKind::Column, &["a", "b"], &[("", &[Some(5), Some(7)])]));
    let labels = first(&root, "dLbls");
    assert_eq!(
        order(labels),
        [
            "numFmt",
            "spPr",
            "txPr",
            "dLblPos",
            "showLegendKey",
            "showVal",
            "showCatName",
            "showSerName",
            "showPercent",
            "showBubbleSize",
            "extLst"
        ]
    );
    assert_eq!((vals(labels, "dLblPos"), vals(labels, "showVal")), (vec!["outEnd"], vec!["1"]));
    // Lines have their names at their ends.
    let (_, root) = check(&sample::chart(ChartKind::Line));
    let named: Vec<&str> = root
        .descendants_named("dLbl")
        .filter(|label| vals(label, "showSerName") == ["1"])
        .map(|label| vals(label, "idx")[0])
        .collect();
    assert_eq!(named, ["2", "0"]);
    assert_eq!(root.descendants_named("legend").count(), 0);
    // A doughnut has names and numbers beside it, and no place that it does not know.
    let (_, root) = check(&sample::chart(ChartKind::Doughnut));
    assert_eq!(vals(&root, "showCatName"), ["1", "1", "1", "0"]);
    assert_eq!(root.descendants_named("dLblPos").count(), 0);
}

#[test]
fn extreme_charts_are_sane() {
    let long = "A name that nobody can set in one line of a chart at all, ever, whatever its size".repeat(3);
    let many: Vec<String> = (0..40).map(|index| format!("{index} {long}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    for kind in KINDS {
        for values in [Some(0), Some(-7), Some(i64::MAX), None] {
            for names in [&[][..], &["one\u{1}"], &many] {
                let values: Vec<_> = names.iter().map(|_| values).collect();
                let (_, root) = check(&chart(kind, names, &[(&long, &values), ("", &values)]));
                for place in ["x", "y", "w", "h"] {
                    for value in vals(&root, place) {
                        assert!((-1.0..=1.0).contains(&value.parse::<f64>().unwrap()), "{kind:?} {place} {value}");
                    }
                }
            }
        }
        check(&chart(kind, &["a"], &[]));
    }
}

#[test]
fn the_same_chart_has_the_same_bytes() {
    let chart = sample::chart(ChartKind::StackedColumn);
    assert_eq!(check(&chart).0.write(), check(&chart).0.write());
}
