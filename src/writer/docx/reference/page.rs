//! The paper, headers and footers of a reference document.

use super::tree::number;
use crate::package::{Element, Package, Target};
use crate::writer::docx::paper::Paper;
use crate::writer::docx::units::Twip;

/// What the last section of a document has; what it does not say is that of the section before (ECMA-376-1, 17.10.1).
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) paper: Option<Paper>,
    /// Headers and footers, at most one of a kind and type.
    pub(super) bands: Vec<Band>,
    /// Whether its first page has a header and footer of its own.
    pub(super) has_title_page: bool,
}

/// A header or footer.
#[derive(Debug)]
pub(super) struct Band {
    /// Whether it stands below the text.
    pub(super) is_footer: bool,
    /// `default`, `first` or `even`.
    pub(super) kind: String,
    /// The name of its part.
    pub(super) part: String,
}

/// Reads the sections of a document.
pub(super) fn read(document: &Element, package: &Package, main: &str) -> Page {
    let mut page = Page::default();
    for section in document.descendants_named("sectPr") {
        page.paper = paper(section).or(page.paper);
        page.has_title_page = section.child("titlePg").is_some_and(is_on);
        for reference in section.elements() {
            let is_footer = match reference.local_name() {
                "headerReference" => false,
                "footerReference" => true,
                _ => continue,
            };
            let Some(part) = reference.attribute("id").and_then(|id| related(package, main, id)) else { continue };
            let kind = reference.attribute("type").unwrap_or("default").to_owned();
            page.bands.retain(|band| band.is_footer != is_footer || band.kind != kind);
            page.bands.push(Band { is_footer, kind, part });
        }
    }
    page
}

/// Whether an element that says yes or no says yes (ECMA-376-1, 17.17.4).
pub(super) fn is_on(element: &Element) -> bool {
    !element.attribute("val").is_some_and(|value| ["0", "false", "off"].contains(&value))
}

fn related(package: &Package, main: &str, id: &str) -> Option<String> {
    let relationship = package.relationships(main).iter().find(|relationship| relationship.id == id)?;
    match &relationship.target {
        Target::Part(name) => package.part(name).map(|_| name.clone()),
        Target::External(_) => None,
    }
}

/// The paper of a section, stood upright.
fn paper(section: &Element) -> Option<Paper> {
    let (size, margins) = (section.child("pgSz")?, section.child("pgMar")?);
    let length =
        |element: &Element, name: &str| number(element, name).map(Twip).filter(|length| length.0.abs() < 32_000);
    let margin = |name: &str| length(margins, name).map(|length| Twip(length.0.abs()));
    let (width, height) = (length(size, "w").filter(|w| w.0 > 0)?, length(size, "h").filter(|h| h.0 > 0)?);
    Some(Paper {
        width: width.min(height),
        height: width.max(height),
        top: margin("top")?,
        right: margin("right").or_else(|| margin("end"))?,
        bottom: margin("bottom")?,
        left: margin("left").or_else(|| margin("start"))?,
        header: margin("header").unwrap_or(Twip(720)),
        footer: margin("footer").unwrap_or(Twip(720)),
        gutter: margin("gutter").unwrap_or(Twip(0)),
    })
}
