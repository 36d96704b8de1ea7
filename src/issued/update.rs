//! The stamp as an incremental update: new objects behind the original, which stays the beginning of the file byte for
//! byte (ISO 32000-1, 7.5.6).
//!
//! What is written anew are the marked pages, with two more pieces of content around their own and one more form among
//! their resources. Nothing else of the file is touched: tags, outline, links, attachments and metadata are the same
//! objects as before.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, Stream};

use super::pdf::content::Ending;
use super::pdf::geometry::Matrix;
use super::pdf::{Entry, Opened, Page, Source, first_free, value, written};
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

/// A form in its place on a page.
pub(super) struct Laid {
    /// The form's object.
    pub(super) form: ObjectId,
    pub(super) artifact: Artifact,
    /// From the form to the page's user space.
    pub(super) to_user_space: Matrix,
}

/// A page and what is laid over it, the lowest first.
pub(super) struct Marked<'a> {
    pub(super) page: &'a Page,
    pub(super) ending: Ending,
    pub(super) laid: Vec<Laid>,
}

/// What a marked page is written anew with.
struct Plan<'a> {
    marked: &'a Marked<'a>,
    /// Of the forms among the resources.
    names: Vec<String>,
    resources: Vec<u8>,
    /// All else that the page says.
    entries: Vec<Entry>,
    /// Its own content.
    own: Vec<ObjectId>,
}

/// An update that is being made.
pub(super) struct Update<'a> {
    original: &'a [u8],
    header: usize,
    incremental: IncrementalDocument,
    /// What is written in the place of a [`placeholder`].
    texts: BTreeMap<ObjectId, Vec<u8>>,
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
        Update { original: bytes, header, incremental, texts: BTreeMap::new() }
    }

    /// Where new objects are added.
    pub(super) fn objects(&mut self) -> &mut Document {
        &mut self.incremental.new_document
    }

    /// Lays forms over pages. A page that stands in the file twice is marked once. `None` where a page is written in a
    /// way in which it is not found.
    #[must_use]
    pub(super) fn lay(&mut self, marked: &[Marked<'_>]) -> Option<()> {
        let document = self.incremental.get_prev_documents();
        let mut source = Source::new(&self.original[self.header..], document);
        let mut plans: BTreeMap<ObjectId, Plan<'_>> = BTreeMap::new();
        for marked in marked {
            let id = marked.page.id;
            if let std::collections::btree_map::Entry::Vacant(place) = plans.entry(id) {
                let (resources, names) = resources(&mut source, document, marked)?;
                let mut entries = source.dictionary(id)?;
                entries.retain(|entry| !entry.is(b"Contents") && !entry.is(b"Resources"));
                place.insert(Plan { marked, names, resources, entries, own: document.get_page_contents(id) });
            }
        }
        let new = &mut self.incremental.new_document;
        for (id, Plan { marked, names, resources, mut entries, own }) in plans {
            let mut content =
                |text: String| new.add_object(Object::Stream(Stream::new(Dictionary::new(), text.into_bytes())));
            let drawn: String = marked.laid.iter().zip(&names).map(|(laid, name)| drawn(laid, name)).collect();
            let before = content("q\n".repeat(1 + marked.ending.unsaved));
            let after = content(closed(&marked.ending) + &drawn);
            let contents: Vec<String> = std::iter::once(before).chain(own).chain([after]).map(reference).collect();
            entries.push(Entry::new("Contents", format!("[{}]", contents.join(" ")).into_bytes()));
            entries.push(Entry::new("Resources", resources));
            let text = written(&entries);
            new.set_object(id, Object::Name(placeholder(id, text.len() - 1)));
            self.texts.insert(id, text);
        }
        Some(())
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
        fill(&mut bytes, self.original.len(), &self.texts);
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

/// A name of a length, which stands for a page until its text takes its place: `lopdf` writes names as they are, and
/// cuts the numbers of dictionaries.
fn placeholder(page: ObjectId, length: usize) -> Vec<u8> {
    format!("{:x<length$}", format!("HokokuPage{}x", page.0)).into_bytes()
}

/// Puts texts where their placeholders stand, which are as long and in the order of their numbers.
fn fill(bytes: &mut [u8], start: usize, texts: &BTreeMap<ObjectId, Vec<u8>>) {
    let mut at = start;
    for (id, text) in texts {
        let place = [b"/", &placeholder(*id, text.len() - 1)[..]].concat();
        let found = bytes[at..].windows(place.len()).position(|window| window == place);
        at += found.expect("the placeholder of a page was written");
        bytes[at..at + text.len()].copy_from_slice(text);
        at += text.len();
    }
}

fn reference((number, generation): ObjectId) -> String {
    format!("{number} {generation} R")
}

/// The resources of a page with some forms more, and the names of those. Dictionaries that other pages share are
/// copied, never changed.
///
/// Only where the objects of the file hold none is there none: what the text of the file does not show is `None`.
fn resources(source: &mut Source<'_>, document: &Document, marked: &Marked<'_>) -> Option<(Vec<u8>, Vec<String>)> {
    let laid = &marked.laid;
    let mut entries = match marked.page.inherited(document, b"Resources") {
        Some((holder, _)) => {
            let holder = source.dictionary(holder)?;
            source.resolved(value(&holder, b"Resources")?)?
        }
        None => Vec::new(),
    };
    let mut forms = match value(&entries, b"XObject") {
        Some(forms) => source.resolved(forms)?,
        None => Vec::new(),
    };
    let names = std::iter::once("HokokuStamp".to_owned()).chain((2..).map(|number| format!("HokokuStamp{number}")));
    let free = names.filter(|name| value(&forms, name.as_bytes()).is_none());
    let names: Vec<String> = free.take(laid.len()).collect();
    let more = laid.iter().zip(&names).map(|(laid, name)| Entry::new(name, reference(laid.form).into_bytes()));
    forms.extend(more);
    entries.retain(|entry| !entry.is(b"XObject"));
    entries.push(Entry::new("XObject", written(&forms)));
    Some((written(&entries), names))
}

/// What stands after the page's own content: all that it left open is closed.
fn closed(ending: &Ending) -> String {
    let text = if ending.has_open_text { "\nET\n" } else { "\n" };
    text.to_owned() + &"EMC\n".repeat(ending.open_marks) + &"Q\n".repeat(1 + ending.unrestored)
}

/// A form drawn as an artifact.
fn drawn(laid: &Laid, name: &str) -> String {
    let subtype = match laid.artifact {
        Artifact::Header => "Header",
        Artifact::Footer => "Footer",
        Artifact::Watermark => "Watermark",
    };
    let map = laid.to_user_space.0.map(decimal).join(" ");
    format!("/Artifact <</Type/Pagination/Subtype/{subtype}>> BDC\nq\n{map} cm\n/{name} Do\nQ\nEMC\n")
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
        let to_user_space = Matrix::translation(-0.0, 2.5);
        let laid = Laid { form: (1, 0), artifact: Artifact::Footer, to_user_space };
        insta::assert_snapshot!(closed(&ending) + &drawn(&laid, "HokokuStamp"), @"
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
