//! Merging a reference document into a finished report.

use std::collections::BTreeSet;

use super::copy::Copier;
use super::page::is_on;
use super::rename::{Names, rename};
use super::sections::{self, Reference};
use super::whole::Known;
use super::{ReferenceDocument, numbering, order, own, settings, styles};
use crate::package::{Element, Package, Target, XmlWriter, read_xml, relationship};
use crate::writer::docx::names::DOCUMENT_PART;
use crate::writer::docx::numbering::BULLETS;

impl ReferenceDocument {
    /// Gives a report the look of this document.
    ///
    /// # Panics
    ///
    /// If the package is not one that this writer has made.
    pub(in crate::writer::docx) fn apply(&self, package: &mut Package) {
        let own_styles = part(package, relationship::STYLES);
        let own_numbering = part(package, relationship::NUMBERING);
        let names = Names {
            styles: styles::names(&own_styles.1, &self.styles),
            numbers: numbering::shift(self.numbering.as_ref()),
        };
        let headings = self.headings(&own_styles.1, &names);
        let lists = self.bulleted(&own_styles.1, &names);
        for (name, mut root) in stories(package) {
            if let Some(style) = &lists {
                release_bullets(&mut root, style);
            }
            own::place_tabs(&mut root, &own_styles.1, &self.styles, &names);
            own::release_title(&mut root, &self.styles, &names);
            rename(&mut root, &names);
            if name == DOCUMENT_PART {
                self.bands(package, &mut root);
            }
            put(package, &name, &root);
        }
        put(package, &own_styles.0, &styles::merge(&own_styles.1, &self.styles, &names, &headings));
        let merged = numbering::merge(&own_numbering.1, self.numbering.as_ref(), &names, &headings);
        put(package, &own_numbering.0, &merged);
        let own_settings = part(package, relationship::SETTINGS);
        put(package, &own_settings.0, &settings::merge(&own_settings.1, self.settings.as_ref()));
        let own_fonts = part(package, relationship::FONT_TABLE);
        put(package, &own_fonts.0, &settings::fonts(&own_fonts.1, self.fonts.as_ref()));
        self.pictures(package, relationship::NUMBERING, &own_numbering.0);
        self.pictures(package, relationship::FONT_TABLE, &own_fonts.0);
        self.theme(package);
        settle(package, &names);
    }

    /// The office's styles that stand for our headings.
    fn headings(&self, own: &Element, names: &Names) -> BTreeSet<String> {
        let headings = own.children_named("style").filter(|style| styles::is_heading(style));
        let new = headings.filter_map(|style| names.styles.get(style.attribute("styleId")?)).cloned();
        new.filter(|new| styles::is_theirs(&self.styles, new)).collect()
    }

    /// Our style of bulleted lists, if the office has it with bullets of its own.
    fn bulleted(&self, own: &Element, names: &Names) -> Option<String> {
        let number = BULLETS.to_string();
        let numbering =
            |style: &Element| Some(style.child("pPr")?.child("numPr")?.child("numId")?.attribute("val")?.to_owned());
        let ours = own.children_named("style").find(|style| numbering(style).as_ref() == Some(&number))?;
        let id = ours.attribute("styleId")?;
        let new = names.styles.get(id)?;
        let theirs = self.styles.children_named("style").find(|style| style.attribute("styleId") == Some(new))?;
        numbering(theirs).map(|_| id.to_owned())
    }

    /// Copies headers and footers, and removes ours that no section shows any more.
    fn bands(&self, package: &mut Package, document: &mut Element) {
        let mut copier = Copier::new(&self.package);
        let mut references: Vec<Reference> = Vec::new();
        for band in &self.page.bands {
            let kind = if band.is_footer { relationship::FOOTER } else { relationship::HEADER };
            let new = copier.part(package, &band.part);
            let id = package.relate(DOCUMENT_PART, kind, Target::Part(new));
            references.push((band.is_footer, band.kind.clone(), id));
        }
        let even = self.settings.as_ref().and_then(|settings| settings.child("evenAndOddHeaders"));
        sections::apply(document, &self.page, &references, even.is_some_and(is_on));
        let shown: BTreeSet<String> =
            document.descendants().filter_map(sections::reference).map(|(_, _, id)| id).collect();
        let bands = package.relationships(DOCUMENT_PART).iter();
        let bands = bands.filter(|found| found.kind == relationship::HEADER || found.kind == relationship::FOOTER);
        let unseen: Vec<String> = bands
            .filter(|found| !shown.contains(&found.id))
            .filter_map(|found| match &found.target {
                Target::Part(part) => Some(part.clone()),
                Target::External(_) => None,
            })
            .collect();
        unseen.iter().for_each(|part| package.remove_part(part));
    }

    /// Copies what a part of the office, now merged into ours, refers to.
    fn pictures(&self, package: &mut Package, kind: &str, own: &str) {
        let source = self.package.related(&self.main, kind).map(|(name, _)| name.to_owned()).next();
        if let Some(source) = source {
            Copier::new(&self.package).relationships(package, &source, own);
        }
    }

    /// The office's theme in place of ours, which its styles name colours and fonts of.
    fn theme(&self, package: &mut Package) {
        let Some((source, theme)) = self.package.related(&self.main, relationship::THEME).next() else { return };
        let own = package.related(DOCUMENT_PART, relationship::THEME).map(|(name, _)| name.to_owned()).next();
        let own = own.expect("the writer adds a theme");
        package.add_part(&own, &theme.content_type, theme.bytes.clone());
        Copier::new(&self.package).relationships(package, source, &own);
    }
}

/// A part of ours that the document is related to: its name and tree.
fn part(package: &Package, kind: &str) -> (String, Element) {
    let (name, part) = package.related(DOCUMENT_PART, kind).next().expect("the writer adds the part");
    (name.to_owned(), read_xml(&part.bytes).expect("what was written can be read"))
}

/// Mends what the office's parts brought along: children in an order that the schema has not, names that lead nowhere.
fn settle(package: &mut Package, names: &Names) {
    let known = Known::of(&part(package, relationship::STYLES).1, &part(package, relationship::NUMBERING).1, names);
    let kinds = [
        relationship::STYLES,
        relationship::NUMBERING,
        relationship::SETTINGS,
        relationship::FONT_TABLE,
        relationship::HEADER,
        relationship::FOOTER,
    ];
    let parts = kinds.iter().flat_map(|kind| package.related(DOCUMENT_PART, kind));
    let parts: Vec<(String, Element)> =
        parts.filter_map(|(name, part)| Some((name.to_owned(), read_xml(&part.bytes).ok()?))).collect();
    for (name, mut root) in parts {
        known.mend(&mut root);
        order::sort(&mut root);
        put(package, &name, &root);
    }
}

/// The parts of ours with text.
fn stories(package: &Package) -> Vec<(String, Element)> {
    let kinds = [relationship::HEADER, relationship::FOOTER, relationship::FOOTNOTES];
    let related = kinds.iter().flat_map(|kind| package.related(DOCUMENT_PART, kind));
    let document = package.part(DOCUMENT_PART).map(|part| (DOCUMENT_PART, part));
    let read = |bytes: &[u8]| read_xml(bytes).expect("what was written can be read");
    related.chain(document).map(|(name, part)| (name.to_owned(), read(&part.bytes))).collect()
}

fn put(package: &mut Package, name: &str, root: &Element) {
    let mut xml = XmlWriter::new();
    root.write(&mut xml);
    let content_type = package.part(name).expect("the part was read from here").content_type.clone();
    package.add_part(name, &content_type, xml.into_bytes());
}

/// Lets items of the first level have the bullets of their style.
fn release_bullets(root: &mut Element, style: &str) {
    let number = BULLETS.to_string();
    super::tree::walk_mut(root, &mut |element| {
        if element.local_name() != "pPr" {
            return;
        }
        let val = |element: Option<&Element>| element.and_then(|element| element.attribute("val")).map(str::to_owned);
        let numbering = element.child("numPr");
        let is_first = val(numbering.and_then(|numbering| numbering.child("ilvl"))).is_none_or(|level| level == "0");
        let is_ours = val(numbering.and_then(|numbering| numbering.child("numId"))).as_deref() == Some(number.as_str());
        if val(element.child("pStyle")).as_deref() == Some(style) && is_first && is_ours {
            super::tree::remove(element, &["numPr"]);
        }
    });
}
