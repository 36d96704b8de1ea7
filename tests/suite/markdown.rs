//! What each template makes of the invented country, as Markdown: a change of a template shows as a difference.

use hokoku::dataset::InputFile;
use hokoku::document::{Block, inlines_of, plain_text, walk_blocks};
use hokoku::model::LanguageTag;
use hokoku::report::Project;
use hokoku::template;

use crate::built::{files_of, root};

fn project() -> Project {
    let folders = [
        ("data", root().join("tests/cases/invented-country/data")),
        ("report-templates", root().join("report-templates")),
    ];
    let files = folders.iter().flat_map(|(name, folder)| {
        let input = |(path, bytes)| InputFile { path: format!("{name}/{path}"), bytes };
        files_of(folder).into_iter().map(input).collect::<Vec<_>>()
    });
    Project::load(files.collect())
}

/// The lines of text of each block that the Markdown points to: cells of tables, labels of charts.
fn texts_of_blocks(blocks: &[Block]) -> String {
    let mut texts = String::new();
    for (index, block) in blocks.iter().enumerate() {
        texts.push_str(&format!("\nblock:{index}\n"));
        walk_blocks(std::slice::from_ref(block), &mut |block| {
            for line in inlines_of(block) {
                texts.push_str(&format!("| {}\n", plain_text(line)));
            }
        });
    }
    texts
}

#[test]
fn each_template_makes_the_markdown_that_was_read_before() {
    let project = project();
    let language = LanguageTag::parse("en").expect("a tag");
    let (code, country) = project.countries.iter().next().expect("the case has a country");
    let dataset = country.dataset.as_ref().expect("the case's data is whole");
    for report in ["annual-report", "yearly-brief"] {
        let edition = dataset.editions.iter().find(|edition| edition.report == report).expect("an edition of each");
        let request = project.request(code, edition, &language).expect("the template and its language are there");
        let (rendering, diagnostics) = template::render(request.template, dataset, edition, request.locale);
        let rendered = rendering.unwrap_or_else(|| panic!("{report}: {diagnostics:?}")).rendered;
        insta::assert_snapshot!(report, format!("{}\n{}", rendered.text, texts_of_blocks(&rendered.ledger.blocks)));
    }
}
