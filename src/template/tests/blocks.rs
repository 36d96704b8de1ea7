//! Blocks from data.

use super::{check, rendering};
use crate::document::{Block, ChartPoint, plain_text};

/// The only block of a template, as JSON.
fn block(main: &str) -> Block {
    let rendering = rendering(main);
    assert_eq!(rendering.rendered.text, "![](block:0)\n");
    rendering.rendered.ledger.blocks.into_iter().next().unwrap()
}

#[test]
fn figures_in_tables_stay_figures() {
    let main = "{{ table([['*a*', figure('trainees')|number], {'kind': 'group', 'cells': ['g']},
        {'kind': 'total', 'cells': [['x ', projects()[0].title], none]}],
        columns=[{'title': 'T'}, {'title': 'N', 'align': 'decimal', 'width': 2}], caption='C', id='t') }}";
    let Block::Table(table) = block(main) else { panic!() };
    let cells: Vec<Vec<String>> =
        table.rows.iter().map(|row| row.cells.iter().map(|cell| plain_text(&cell.content)).collect()).collect();
    assert_eq!(cells, [vec!["*a*", "289"], vec!["g", ""], vec!["x Project *road*", ""]]);
    insta::assert_snapshot!(serde_json::to_string(&table.rows[0].cells[1]).unwrap(), @r#"{"content":[{"figure":{"id":"xyz/figures/trainees@2022","look":"number","text":"289","value":"289"}}]}"#);
}

#[test]
fn figures_of_blocks_have_their_records() {
    let rendering = rendering("{{ landscape([table([[figure('trainees')]], columns=[{'title': 'T'}])]) }}");
    assert_eq!(rendering.figures.keys().map(|id| id.as_str()).collect::<Vec<_>>(), ["xyz/figures/trainees@2022"]);
    assert_eq!(rendering.sources.keys().collect::<Vec<_>>(), ["page"]);
}

#[test]
fn charts_are_in_the_unit_of_their_axis_and_say_what_they_show() {
    let main = "{{ chart(kind='column', categories=['A', 'B', edition.fiscal_year], unit='million JPY', caption='Sums',
        series=[{'name': 'S', 'color': 'grant-aid', 'points': [commitments()[0].amount, none, commitments()[1].amount]}]) }}";
    let Block::Chart(chart) = block(main) else { panic!() };
    assert_eq!(chart.categories, ["A", "B", "JFY2023"]);
    assert_eq!(chart.unit, "million yen");
    assert_eq!(chart.alt, "Sums: S: from 200 in A to 1,500 in JFY2023.");
    let points = &chart.series[0].points;
    assert_eq!(points[1], ChartPoint::Unknown);
    let ChartPoint::Known { figure, plotted } = &points[2] else { panic!() };
    assert_eq!((figure.text.as_str(), plotted.to_string().as_str()), ("1,500", "1500"));
}

#[test]
fn a_tile_shows_the_number_with_its_unit_beside_it() {
    let main = "{{ key_figures([{'figure': commitments()[1].amount, 'label': 'L', 'color': 'accent'}]) }}";
    let Block::KeyFigures(tiles) = block(main) else { panic!() };
    assert_eq!((tiles[0].figure.text.as_str(), tiles[0].unit.as_str()), ("1.5", "billion yen"));
}

#[test]
fn every_other_block_is_made() {
    for main in [
        "{{ cover(title='T', facts=[{'label': 'L', 'content': edition.as_of}]) }}",
        "{{ contents(of='tables') }}",
        "{{ page_break() }}",
        "{{ callout(kind='warning', title='T', content=['a', ['b ', figure('trainees')]]) }}",
        "{{ timeline([{'date': edition.as_of, 'content': 'x'}], description='D') }}",
    ] {
        block(main);
    }
}

#[test]
fn wrong_arguments_are_told_at_the_call() {
    for (main, told) in [
        ("{{ table([], columns=[{'title': 'T'}]) }}", "2:4 block-argument: `table(…)` has no rows"),
        (
            "{{ table([['a']], columns=[{'titel': 'T'}]) }}",
            "2:4 block-argument: `column of table` has no argument `titel`",
        ),
        (
            "{{ table([['a']], columns=[{title: 'T'}]) }}",
            "2:4 block-argument: `column of table` has a key without quotes",
        ),
        (
            "{{ table([['a', 'b']], columns=[{'title': 'T'}]) }}",
            "2:4 block-argument: `table(…)` has 2 cells in `rows[0]`, but 1 columns",
        ),
        ("{{ table([['a']], colums=[]) }}", "2:4 block-argument: `table(…)` has no argument `colums`"),
        (
            "{{ table([[projects()[0]]], columns=[{'title': 'T'}]) }}",
            "2:4 block-argument: `table(…)` has a wrong `rows[0][0]`: a project is printed, expected a text or a figure",
        ),
        (
            "{{ table([['a']], columns=[{'title': 'T', 'align': 'left'}]) }}",
            "2:4 block-argument: `column of table` has `align` `left`, expected one of `start`, `center`, `end`, `decimal`",
        ),
        (
            "{{ chart(kind='pie') }}",
            "2:4 block-argument: `chart(…)` has `kind` `pie`, expected one of `column`, `stacked-column`, `bar`, `line`, `doughnut`",
        ),
        (
            "{{ chart(kind='bar', categories=['a'], unit='km', caption='c', series=[{'name': 'n', 'points': [figure('trainees')]}]) }}",
            "2:4 block-argument: `series of chart` has a point in `persons`, but the chart is in `km`",
        ),
        (
            "{{ key_figures([{'figure': 'x', 'label': 'y'}]) }}",
            "2:4 block-argument: `key_figures(…)` takes a figure, found the text `x`",
        ),
        (
            "{{ landscape(['x']) }}",
            "2:4 block-argument: `landscape(…)` has as `blocks` the text `x`, expected a list of blocks such as `table(…)`",
        ),
        ("{{ metadata(title='x') }}", "2:4 block-argument: `metadata(…)` is called twice"),
        (
            "{% macro m() %}*x{{ 'y' }}*{% endmacro %}{{ callout(content=[m()]) }}",
            "2:45 block-argument: `callout(…)` has a wrong `content[0]`: the output of a macro or of `{% set %}…{% endset %}` is used as text",
        ),
    ] {
        assert_eq!(check(main), told, "{main}");
    }
}
