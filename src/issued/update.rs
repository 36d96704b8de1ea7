//! The stamp as an incremental update: new objects behind the original, which stays the beginning of the file byte for
//! byte (ISO 32000-1, 7.5.6).
//!
//! What is written anew are the marked pages, with two more pieces of content around their own and one more form among
//! their resources. Nothing else of the file is touched: tags, outline, links, attachments and metadata are the same
//! objects as before.

use std::collections::BTreeSet;
use std::fmt::Write;

use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, Stream};

use super::drawing::Form;
use super::pdf::extents::Ending;
use super::pdf::geometry::Matrix;
use super::pdf::{Opened, Page, first_free, inherited};
use crate::report::sha256_hex;

/// Entries of a trailer that belong to its own section and are not handed on (ISO 32000-1, 7.5.5 and 7.5.8.2).
const OWN_ENTRIES: [&[u8]; 12] = [
    b"Prev",
    b"Size",
    b"XRefStm",
    b"Type",
    b"W",
    b"Index",
    b"Length",
    b"Filter",
    b"DecodeParms",
    b"F",
    b"FFilter",
    b"DL",
];

/// What kind of artifact a stamp is (ISO 32000-1, 14.8.2.2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Artifact {
    Header,
    Footer,
    Watermark,
}

/// A form on a page.
pub(super) struct Laid<'a> {
    pub(super) page: &'a Page,
    pub(super) ending: Ending,
    pub(super) artifact: Artifact,
    /// From the form to the page's user space.
    pub(super) to_user_space: Matrix,
}

/// An update that is being made.
pub(super) struct Update<'a> {
    original: &'a [u8],
    header: usize,
    incremental: IncrementalDocument,
}

impl<'a> Update<'a> {
    pub(super) fn new(opened: Opened<'a>) -> Update<'a> {
        let Opened { bytes, header, document } = opened;
        let next = first_free(&document);
        let version = document.version.clone();
        let trailer = trailer(&document);
        let mut incremental = IncrementalDocument::create_from(bytes[header..].to_vec(), document);
        incremental.new_document.version = version;
        incremental.new_document.trailer = trailer;
        incremental.new_document.max_id = next - 1;
        Update { original: bytes, header, incremental }
    }

    /// Where new objects are added.
    pub(super) fn objects(&mut self) -> &mut Document {
        &mut self.incremental.new_document
    }

    /// Lays a form over pages.
    pub(super) fn lay(&mut self, form: &Form, laid: &[Laid<'_>]) {
        let mut done: BTreeSet<ObjectId> = BTreeSet::new();
        for Laid { page, ending, artifact, to_user_space } in laid {
            if !done.insert(page.id) {
                continue;
            }
            let document = self.incremental.get_prev_documents();
            let (resources, name) = resources(document, page.id, form.id);
            let mut dictionary = document.get_dictionary(page.id).cloned().unwrap_or_default();
            let own = document.get_page_contents(page.id).into_iter().map(Object::Reference);
            let own: Vec<Object> = own.collect();
            let before = "q\n".repeat(1 + ending.unsaved);
            let after = after(ending, *artifact, to_user_space, &name);
            let new = &mut self.incremental.new_document;
            let content = |text: String| Object::Stream(Stream::new(Dictionary::new(), text.into_bytes()));
            let mut contents = vec![Object::Reference(new.add_object(content(before)))];
            contents.extend(own);
            contents.push(Object::Reference(new.add_object(content(after))));
            dictionary.set("Contents", contents);
            dictionary.set("Resources", resources);
            new.set_object(page.id, dictionary);
        }
    }

    /// The whole file. The second half of its identifier follows from `seed`, so that the same stamp gives the same.
    pub(super) fn write(mut self, seed: &str) -> Vec<u8> {
        let changed = identifier(&sha256_hex(seed.as_bytes()));
        let id = self.incremental.new_document.trailer.get(b"ID").and_then(Object::as_array).ok();
        let first = id.and_then(|id| id.first().cloned()).filter(|id| id.as_str().is_ok());
        let first = first.unwrap_or_else(|| identifier(&sha256_hex(self.original)));
        self.incremental.new_document.trailer.set("ID", vec![first, changed]);
        let mut bytes = self.original[..self.header].to_vec();
        self.incremental.save_to(&mut bytes).expect("memory takes all bytes, and encrypted files were refused");
        bytes.push(b'\n');
        bytes
    }
}

fn identifier(hash: &str) -> Object {
    Object::String(hash.as_bytes().chunks(2).take(16).filter_map(byte).collect(), lopdf::StringFormat::Hexadecimal)
}

fn byte(digits: &[u8]) -> Option<u8> {
    u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()
}

/// The trailer of the original, but for what belongs to its own section.
fn trailer(document: &Document) -> Dictionary {
    let mut trailer = Dictionary::new();
    for (key, value) in document.trailer.iter().filter(|(key, _)| !OWN_ENTRIES.contains(&key.as_slice())) {
        trailer.set(key.clone(), value.clone());
    }
    trailer.set("Prev", i64::try_from(document.xref_start).expect("files larger than 4 GB were refused"));
    trailer
}

/// The resources of a page with one form more, and the name of the form. Dictionaries that other pages share are
/// copied, never changed.
fn resources(document: &Document, page: ObjectId, form: ObjectId) -> (Dictionary, String) {
    let own = inherited(document, page, b"Resources").and_then(|resources| resources.as_dict().ok());
    let mut resources = own.cloned().unwrap_or_default();
    let forms = resources.get_deref(b"XObject", document).and_then(Object::as_dict);
    let mut forms = forms.cloned().unwrap_or_default();
    let names = std::iter::once("HokokuStamp".to_owned()).chain((2..).map(|number| format!("HokokuStamp{number}")));
    let name = names.into_iter().find(|name| !forms.has(name.as_bytes())).expect("names do not end");
    forms.set(name.as_bytes(), Object::Reference(form));
    resources.set("XObject", forms);
    (resources, name)
}

/// What stands after the page's own content: all that it left open is closed, then the form is drawn as an artifact.
fn after(ending: &Ending, artifact: Artifact, to_user_space: &Matrix, name: &str) -> String {
    let mut text = String::from("\n");
    if ending.has_open_text {
        text.push_str("ET\n");
    }
    text.push_str(&"EMC\n".repeat(ending.open_marks));
    text.push_str(&"Q\n".repeat(1 + ending.unrestored));
    let subtype = match artifact {
        Artifact::Header => "Header",
        Artifact::Footer => "Footer",
        Artifact::Watermark => "Watermark",
    };
    write!(text, "/Artifact <</Type/Pagination/Subtype/{subtype}>> BDC\nq\n").expect("a String takes every text");
    for value in to_user_space.0 {
        write!(text, "{} ", decimal(value)).expect("a String takes every text");
    }
    write!(text, "cm\n/{name} Do\nQ\nEMC\n").expect("a String takes every text");
    text
}

/// A number as PDF takes it: no exponent, six decimals at most.
fn decimal(value: f64) -> String {
    let text = format!("{value:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_left_open_is_closed_before_the_stamp() {
        let ending = Ending { unsaved: 0, unrestored: 1, has_open_text: true, open_marks: 1 };
        let text = after(&ending, Artifact::Footer, &Matrix::translation(-0.0, 2.5), "HokokuStamp");
        insta::assert_snapshot!(text, @r"
        ET
        EMC
        Q
        Q
        /Artifact <</Type/Pagination/Subtype/Footer>> BDC
        q
        1 0 0 1 0 2.5 cm
        /HokokuStamp Do
        Q
        EMC
        ");
    }
}
