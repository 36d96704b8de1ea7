//! The paper, headers and footers of a reference document.

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

/// Reads the sections of a document. The second list tells what of them can not be taken.
pub(super) fn read(document: &Element, package: &Package, main: &str) -> (Page, Vec<LeftOut>) {
    let (mut page, mut left_out) = (Page::default(), Vec::new());
    let mut refused = None;
    for section in document.descendants_named("sectPr") {
        match paper(section) {
            Some(Ok(paper)) => (page.paper, refused) = (Some(paper), None),
            Some(Err(why)) => (page.paper, refused) = (None, Some(why)),
            None => {}
        }
        page.has_title_page = section.child("titlePg").is_some_and(is_on);
        for reference in section.elements() {
            let is_footer = match reference.local_name() {
                "headerReference" => false,
                "footerReference" => true,
                _ => continue,
            };
            let kind = reference.attribute("type").unwrap_or("default").to_owned();
            match related(package, main, reference.attribute("id").unwrap_or_default()) {
                Ok(_) if !KINDS.contains(&kind.as_str()) => {
                    left_out.push(LeftOut::Band { is_footer, why: format!("it is for pages of the kind `{kind}`") });
                }
                Ok(part) => {
                    page.bands.retain(|band| band.is_footer != is_footer || band.kind != kind);
                    page.bands.push(Band { is_footer, kind, part });
                }
                Err(why) => left_out.push(LeftOut::Band { is_footer, why }),
            }
        }
    }
    left_out.extend(refused.map(LeftOut::Paper));
    (page, left_out)
}

/// The kinds of pages that have headers of their own (ECMA-376-1, 17.18.36).
const KINDS: [&str; 3] = ["default", "first", "even"];

/// What a report does not take of its reference document, and why.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum LeftOut {
    /// Size and margins.
    Paper(String),
    /// A header or footer.
    Band {
        /// Whether it stands below the text.
        is_footer: bool,
        /// Why.
        why: String,
    },
}

/// Whether an element that says yes or no says yes (ECMA-376-1, 17.17.4).
pub(super) fn is_on(element: &Element) -> bool {
    !element.attribute("val").is_some_and(|value| ["0", "false", "off"].contains(&value))
}

/// The part that a relationship leads to, or why there is none.
fn related(package: &Package, main: &str, id: &str) -> Result<String, String> {
    let relationship = package.relationships(main).iter().find(|relationship| relationship.id == id);
    match relationship.map(|relationship| &relationship.target) {
        Some(Target::Part(name)) => match package.part(name) {
            Some(_) => Ok(name.clone()),
            None => Err(format!("its part `{name}` is not there")),
        },
        Some(Target::External(address)) => Err(format!("it stands outside of the file, at `{address}`")),
        None => Err(format!("its relationship `{id}` is not there")),
    }
}

/// The paper of a section, stood upright; `None` where the section says nothing of it, else why it can not be taken.
fn paper(section: &Element) -> Option<Result<Paper, String>> {
    let (size, margins) = (section.child("pgSz"), section.child("pgMar"));
    if size.is_none() && margins.is_none() {
        return None;
    }
    let (Some(size), Some(margins)) = (size, margins) else {
        let missing = if size.is_none() { "no size" } else { "no margins" };
        return Some(Err(format!("it has {missing}")));
    };
    Some(sized(size, margins))
}

fn sized(size: &Element, margins: &Element) -> Result<Paper, String> {
    let side = |name: &str, word: &str| {
        let written = size.attribute(name).ok_or_else(|| format!("it has no {word}"))?;
        length(written)
            .filter(|side| side.0 > 0)
            .ok_or_else(|| format!("its {word} is `{written}` twentieths of a point"))
    };
    let (width, height) = (side("w", "width")?, side("h", "height")?);
    let margin = |names: &[&str], word: &str| {
        let written =
            names.iter().find_map(|name| margins.attribute(name)).ok_or_else(|| format!("it has no {word}"))?;
        let found = length(written).map(|found| Twip(found.0.abs()));
        found.ok_or_else(|| format!("its {word} is `{written}` twentieths of a point"))
    };
    let or = |name: &str, other: i64| {
        let found = margins.attribute(name).and_then(length);
        found.map_or(Twip(other), |found| Twip(found.0.abs()))
    };
    let (top, bottom) = (margin(&["top"], "upper margin")?, margin(&["bottom"], "lower margin")?);
    // LibreOffice writes no distance for a document without headers, and no printer reaches the edge of the paper.
    let band = |name: &str, margin: Twip| match or(name, 720) {
        Twip(0) => Twip(margin.0 / 2),
        distance => distance,
    };
    let paper = Paper {
        width: width.min(height),
        height: width.max(height),
        top,
        right: margin(&["right", "end"], "right margin")?,
        bottom,
        left: margin(&["left", "start"], "left margin")?,
        header: band("header", top),
        footer: band("footer", bottom),
        gutter: or("gutter", 0),
        lift: Twip(0),
    };
    match paper.has_room() {
        true => Ok(paper),
        false => Err("its margins leave no room for text".to_owned()),
    }
}

/// A length that a page can have: Word's longest is 22 inches.
fn length(written: &str) -> Option<Twip> {
    written.trim().parse().ok().map(Twip).filter(|length| length.0.abs() <= MOST_TWIPS)
}

/// Word's largest paper, 22 inches, in twips.
const MOST_TWIPS: i64 = 31_680;
