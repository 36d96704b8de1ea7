//! Reading a reference document.

use super::problems::{SAVE_AS, not_a_package, not_word, problem};
use super::{ReferenceDocument, copy, page, problems};
use crate::diagnostic::{Diagnostic, sort};
use crate::package::{Element, FileKind, Limits, Package, PackageError, read_xml, relationship};
use crate::writer::docx::names::WORD;

/// How the names of the strict variant begin (ECMA-376-1, annex A).
const STRICT: &str = "http://purl.oclc.org/ooxml/";

impl ReferenceDocument {
    /// The largest file that is read, in bytes: a template with pictures in its header has a few million.
    pub const MOST_BYTES: u64 = 50_000_000;

    /// Reads a Word document or template. `path` is the name that messages use.
    ///
    /// # Errors
    ///
    /// `reference-document` if it is not a Word file, is damaged, protected, too large or strict, or has no styles. What
    /// else of it can not be taken is in [`ReferenceDocument::warnings`].
    pub fn read(path: &str, bytes: &[u8]) -> Result<ReferenceDocument, Vec<Diagnostic>> {
        read(path, bytes).map_err(|problem| vec![problem])
    }
}

fn read(path: &str, bytes: &[u8]) -> Result<ReferenceDocument, Diagnostic> {
    if bytes.len() as u64 > ReferenceDocument::MOST_BYTES {
        let limit = ReferenceDocument::MOST_BYTES;
        return Err(not_a_package(path, &PackageError::TooLarge { limit }));
    }
    let package = Package::read(bytes, Limits::default()).map_err(|error| not_a_package(path, &error))?;
    let main = main_part(path, &package)?;
    let document = part(path, &package, &main)?;
    if document.namespace.starts_with(STRICT) {
        return Err(strict(path));
    } else if document.namespace != WORD || document.local_name() != "document" {
        return Err(problem(path, format!("the reference document is damaged: `{main}` is no text document"), SAVE_AS));
    }
    let related = |kind: &str| {
        let name = package.related(&main, kind).map(|(name, _)| name.to_owned()).next();
        name.map(|name| part(path, &package, &name)).transpose()
    };
    let styles =
        related(relationship::STYLES)?.ok_or_else(|| problem(path, "the reference document has no styles", SAVE_AS))?;
    let (numbering, settings) = (related(relationship::NUMBERING)?, related(relationship::SETTINGS)?);
    let fonts = related(relationship::FONT_TABLE)?;
    let (page, left_out) = page::read(&document, &package, &main);
    for band in &page.bands {
        part(path, &package, &band.part)?;
        if let Some(missing) = copy::missing(&package, &band.part) {
            let message =
                format!("the reference document is damaged: `{}` refers to `{missing}`, which is not there", band.part);
            return Err(problem(path, message, SAVE_AS));
        }
    }
    let digest = *blake3::hash(bytes).as_bytes();
    let mut warnings = left_out.iter().map(|left_out| problems::left_out(path, left_out)).collect();
    sort(&mut warnings);
    Ok(ReferenceDocument { main, styles, numbering, settings, fonts, page, package, digest, warnings })
}

/// The name of the main part of a Word file.
fn main_part(path: &str, package: &Package) -> Result<String, Diagnostic> {
    if package.relationships("").iter().any(|relationship| relationship.kind.starts_with(STRICT)) {
        return Err(strict(path));
    }
    let Some((name, _)) = package.related("", relationship::OFFICE_DOCUMENT).next() else {
        return Err(problem(path, "the reference document is damaged: it has no main part", SAVE_AS));
    };
    match package.kind() {
        FileKind::Word => Ok(name.to_owned()),
        other => Err(not_word(path, other)),
    }
}

fn strict(path: &str) -> Diagnostic {
    let hint = "in Word, choose \"Save As\" and the type \"Word Document (*.docx)\", not \"Strict Open XML Document\"";
    problem(path, "the reference document is in the strict variant of the format, which is not read", hint)
}

/// A part as a tree.
fn part(path: &str, package: &Package, name: &str) -> Result<Element, Diagnostic> {
    let bytes = package.part(name).map_or(&[][..], |part| &part.bytes);
    read_xml(bytes).map_err(|error| {
        problem(path, format!("the reference document is damaged: `{name}` is not well-formed: {error}"), SAVE_AS)
    })
}
