//! Stamping a file.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::drawing::{self, Form, Glyphs, Grey, Ink, Means};
use super::file::IssuedFile;
use super::mark::{Mark, Pages, Status, Words};
use super::pdf::content::{Budget, Ending};
use super::pdf::extents::{Extents, extents};
use super::pdf::{self, MOST_UNFOLDED, Page};
use super::place::{self, Placement};
use super::record::{self, Record};
use super::update::{Artifact, Laid, Marked, Update};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::report::sha256_hex;
use crate::writer::pdf::{Face, Fonts};

/// A stamped file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamped {
    /// All of it; it begins with the original.
    pub bytes: Vec<u8>,
    /// SHA-256 of the original, in lowercase hex.
    pub original_sha256: String,
    /// How many pages bear the stamp.
    pub pages: usize,
    /// Numbers of pages whose margins had no room, so that the mark covers some of the page.
    pub crowded: Vec<usize>,
    /// Numbers of pages of which it is not known all that stands on them, so that the mark may cover some.
    pub unknown: Vec<usize>,
}

/// Stamps a file; an earlier stamp is replaced. The same input gives the same bytes.
///
/// # Errors
///
/// `unreadable-pdf`, `signed-pdf`, `changed-after-stamp`, `missing-glyph`, `stamp-note`.
pub fn stamp(
    path: &str,
    file: &IssuedFile<'_>,
    mark: &Mark,
    words: &Words,
    fonts: &Fonts,
) -> Result<Stamped, Diagnostic> {
    let original = file.original()?;
    let opened = pdf::open(path, original)?;
    pdf::refuse_signed(path, &opened.document)?;
    let all = pdf::pages(path, &opened)?;
    let kept = kept(&opened.document, &all);
    let marked: Vec<Page> = match mark.pages {
        Pages::All => all,
        Pages::First => all.into_iter().take(1).collect(),
    };
    let numbers = numbers(&marked);
    let mut budget = Budget::new();
    let mut contents: Vec<Extents> = Vec::new();
    let mut endings: Vec<Ending> = Vec::new();
    // A page that stands in the file twice is marked once.
    let marked: Vec<Page> = marked.into_iter().filter(|page| numbers[&page.id][0] == page.number).collect();
    for page in &marked {
        let content = extents(&opened.document, page, &mut budget);
        endings.push(content.ending.ok_or_else(|| endless(path, page.number))?);
        contents.push(content);
    }
    let faces = fonts.upright_faces();
    let means = means(&opened.document, &faces);
    let sha256 = sha256_hex(original);
    let record = Record { mark: mark.clone(), sha256: sha256.clone(), length: original.len() };
    let seed = format!("{sha256} {} {} {:?} {words:?}", mark.status.as_str(), mark.date, mark.note);

    let mut update = Update::new(opened);
    let objects = update.objects();
    let (watermark, mark) = match mark.status {
        Status::Draft => {
            let watermark = drawing::watermark(words, means, objects, record.entries())?;
            (Some(watermark), drawing::mark(mark, words, None, means, objects, Dictionary::new())?)
        }
        Status::ForApproval | Status::Final | Status::Superseded => {
            (None, drawing::mark(mark, words, Some(&sha256), means, objects, record.entries())?)
        }
    };
    let placements = places_of_mark(&mark, &marked, &contents);
    let laid: Vec<Marked<'_>> = marked
        .iter()
        .zip(&endings)
        .zip(&placements)
        .map(|((page, ending), placement)| {
            let across = watermark.map(|form| (form, place::watermark(&form, &page.area()), Artifact::Watermark));
            let all = across.into_iter().chain([(mark, *placement, artifact(placement, page))]);
            let laid = all.map(|(form, placement, artifact)| Laid {
                form: form.id,
                artifact,
                to_user_space: placement.to_seen.then(&page.to_user_space()),
            });
            Marked { page, ending: *ending, laid: laid.collect() }
        })
        .collect();
    let mut bytes = update.lay(&laid).map(|()| update.write(&seed)).ok_or_else(|| odd(path))?;
    record::seal(&mut bytes, &record);
    check(path, &bytes, &record, &kept)?;
    let all_of = |holds: &dyn Fn(usize) -> bool| -> Vec<usize> {
        let pages = marked.iter().enumerate().filter(|(index, _)| holds(*index));
        let mut all: Vec<usize> = pages.flat_map(|(_, page)| &numbers[&page.id]).copied().collect();
        all.sort_unstable();
        all
    };
    let crowded = all_of(&|index| placements[index].is_crowded);
    let unknown = all_of(&|index| !contents[index].is_whole);
    let pages = numbers.values().map(Vec::len).sum();
    Ok(Stamped { bytes, original_sha256: sha256, pages, crowded, unknown })
}

/// The numbers under which each page stands in the file.
fn numbers(pages: &[Page]) -> BTreeMap<ObjectId, Vec<usize>> {
    let mut numbers: BTreeMap<ObjectId, Vec<usize>> = BTreeMap::new();
    for page in pages {
        numbers.entry(page.id).or_default().push(page.number);
    }
    numbers
}

/// Places the mark on pages of one size together, in the order of the pages.
fn places_of_mark(form: &Form, pages: &[Page], contents: &[Extents]) -> Vec<Placement> {
    let mut sizes: BTreeMap<(u64, u64), Vec<usize>> = BTreeMap::new();
    for (index, page) in pages.iter().enumerate() {
        let (width, height) = page.size();
        sizes.entry((width.to_bits(), height.to_bits())).or_default().push(index);
    }
    let mut placed: BTreeMap<usize, Placement> = BTreeMap::new();
    for indices in sizes.values() {
        let of_size: Vec<&Extents> = indices.iter().map(|index| &contents[*index]).collect();
        let area = pages[indices[0]].area();
        placed.extend(indices.iter().copied().zip(place::mark(form, &area, &of_size)));
    }
    placed.into_values().collect()
}

/// What kind of artifact a mark in the margin is.
fn artifact(placement: &Placement, page: &Page) -> Artifact {
    let (_, height) = page.size();
    if placement.bounds.bottom > height / 2.0 { Artifact::Header } else { Artifact::Footer }
}

/// PDF/A-1 (ISO 19005-1, 6.4) has no transparency, and files for a press may have none; later PDF/A allows it, and the grey
/// of the device, where an output intent says in which colours the page is mixed (ISO 19005-3, 6.2.4.3 and 6.2.10).
/// Others may have it whatever their version says, since readers follow what they know (ISO 32000-1, Annex I.2).
fn means<'a>(document: &Document, faces: &'a [Face]) -> Means<'a> {
    let has_intent = document.catalog().is_ok_and(|catalog| catalog.has(b"OutputIntents"));
    let information = document.trailer.get_deref(b"Info", document).and_then(Object::as_dict);
    let is_for_press = information.is_ok_and(|information| information.has(b"GTS_PDFXVersion"));
    let part = archival_part(document);
    let allows_sheer = match part {
        Some(part) => part > 1 && has_intent,
        None => !is_for_press,
    };
    let ink = if allows_sheer { Ink::Sheer } else { Ink::Outline };
    let grey = if part.is_some() && !has_intent { Grey::Calibrated } else { Grey::Device };
    let glyphs = if part == Some(1) { Glyphs::Listed } else { Glyphs::Silent };
    Means { ink, grey, glyphs, faces }
}

/// The part of PDF/A that the metadata claims.
fn archival_part(document: &Document) -> Option<u32> {
    let metadata =
        document.catalog().and_then(|catalog| catalog.get_deref(b"Metadata", document)).and_then(Object::as_stream);
    let metadata = metadata.ok()?;
    let bytes = match metadata.is_compressed() {
        true => metadata.decompressed_content_with_limit(MOST_UNFOLDED).ok()?,
        false => metadata.content.clone(),
    };
    let text = String::from_utf8_lossy(&bytes);
    let (_, after) = text.split_once("pdfaid:part")?;
    let digits = after.trim_start_matches(|c: char| c.is_whitespace() || ['=', '>', '"', '\''].contains(&c));
    digits.chars().next()?.to_digit(10)
}

/// What of a page a stamp must leave as it is.
#[derive(Debug, Default)]
struct Kept {
    /// What it says, but for what a stamp changes.
    entries: Dictionary,
    /// What its content draws with.
    resources: Rc<Resources>,
}

/// The resources of a page, its forms and pictures apart.
#[derive(Debug, Default)]
struct Resources {
    others: Dictionary,
    objects: Dictionary,
}

/// What pages say, by their objects.
fn kept(document: &Document, pages: &[Page]) -> BTreeMap<ObjectId, Kept> {
    // Most pages of a file share their resources.
    let mut shared: BTreeMap<ObjectId, Rc<Resources>> = BTreeMap::new();
    let mut kept = BTreeMap::new();
    for page in pages {
        kept.entry(page.id).or_insert_with(|| {
            let own = page.inherited(document, b"Resources").and_then(|(holder, resources)| {
                let stated = document.get_dictionary(holder).and_then(|holder| holder.get(b"Resources"));
                Some((stated.and_then(Object::as_reference).unwrap_or(holder), resources.as_dict().ok()?))
            });
            let resources =
                own.map(|(id, own)| shared.entry(id).or_insert_with(|| Rc::new(resources(document, own))).clone());
            Kept { entries: entries(document, page.id), resources: resources.unwrap_or_default() }
        });
    }
    kept
}

fn entries(document: &Document, page: ObjectId) -> Dictionary {
    let mut page = document.get_dictionary(page).cloned().unwrap_or_default();
    page.remove(b"Contents");
    page.remove(b"Resources");
    page
}

fn resources(document: &Document, own: &Dictionary) -> Resources {
    let mut others = own.clone();
    others.remove(b"XObject");
    Resources { others, objects: objects(document, own).cloned().unwrap_or_default() }
}

fn objects<'a>(document: &'a Document, resources: &'a Dictionary) -> Option<&'a Dictionary> {
    resources.get_deref(b"XObject", document).and_then(Object::as_dict).ok()
}

impl Kept {
    /// Whether a page still says the same and has at least the resources that it had.
    fn is_in(&self, document: &Document, page: &Page) -> bool {
        let has = |now: Option<&Dictionary>, before: &Dictionary| {
            before.iter().all(|(key, value)| now.is_some_and(|now| now.get(key).is_ok_and(|now| now == value)))
        };
        let now = page.inherited(document, b"Resources").and_then(|(_, resources)| resources.as_dict().ok());
        entries(document, page.id) == self.entries
            && has(now, &self.resources.others)
            && has(now.and_then(|now| objects(document, now)), &self.resources.objects)
    }
}

/// Opens what was written, since a file that is odd enough could not be read with the update behind it.
fn check(path: &str, bytes: &[u8], record: &Record, pages: &BTreeMap<ObjectId, Kept>) -> Result<(), Diagnostic> {
    let reads_back = || {
        let opened = pdf::open(path, bytes).ok()?;
        let has_stamp = record::records(&opened.document) == [record.clone()];
        let found = pdf::pages(path, &opened).ok()?;
        let found: BTreeMap<ObjectId, &Page> = found.iter().map(|page| (page.id, page)).collect();
        let is_same =
            |(id, kept): (&ObjectId, &Kept)| found.get(id).is_some_and(|page| kept.is_in(&opened.document, page));
        (has_stamp && found.len() == pages.len() && pages.iter().all(is_same)).then_some(())
    };
    reads_back().filter(|()| record::is_sealed(bytes, record)).ok_or_else(|| odd(path))
}

fn odd(path: &str) -> Diagnostic {
    let message = "the PDF is put together in a way to which no stamp can be added";
    Diagnostic::error(Code::UNREADABLE_PDF, Place::file(path), message)
        .with_hint("write it anew, then stamp it: `qpdf FILE.pdf REWRITTEN.pdf`")
}

/// Of a page after whose content nothing can be drawn for sure.
fn endless(path: &str, number: usize) -> Diagnostic {
    let message = format!(
        "the content of page {number} is packed or left open in a way after which a stamp could stand anywhere"
    );
    Diagnostic::error(Code::UNREADABLE_PDF, Place::file(path), message)
        .with_hint("print the file to a new PDF, look at it, then stamp that")
}

#[cfg(test)]
mod tests {
    use jiff::civil;
    use lopdf::{Stream, dictionary};
    use proptest::prelude::*;

    use super::*;

    /// A file with a page that has text, a form and an annotation.
    fn sample() -> Vec<u8> {
        let mut document = Document::with_version("1.5");
        let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
        let form = dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 50.into(), 50.into()],
        };
        let form = document.add_object(Stream::new(form, b"0 0 20 20 re f".to_vec()));
        let text = "q BT /F 12 Tf 2 Tc 14 TL 50 700 Td (Words \\051) Tj [(of) -200 <41>] TJ (a page) ' ET Q /X Do";
        let content = document.add_object(Stream::new(Dictionary::new(), text.as_bytes().to_vec()));
        let note = dictionary! { "Subtype" => "Text", "Rect" => vec![10.into(), 10.into(), 30.into(), 30.into()] };
        let page = document.add_object(dictionary! {
            "Type" => "Page",
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
            "Rotate" => 90,
            "Contents" => content,
            "Annots" => vec![note.into()],
            "Resources" => dictionary! {
                "Font" => dictionary! { "F" => font }, "XObject" => dictionary! { "X" => form },
            },
        });
        let tree = document.add_object(dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 });
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
        document.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    }

    fn check(bytes: &[u8], status: Status, fonts: &Fonts) -> Result<Stamped, Diagnostic> {
        let file = IssuedFile::open("a.pdf", bytes)?;
        let mark = Mark::new(status, civil::date(2024, 4, 1), Some("a note"), Pages::All);
        stamp("a.pdf", &file, &mark, &Words::plain(&mark), fonts)
    }

    /// A file with one page of text, whose font `tree` or `page` may name as 1. `above` is what the page says stands above.
    fn single(tree: Dictionary, page: Dictionary, above: Option<ObjectId>) -> Vec<u8> {
        let mut document = Document::with_version("1.5");
        document.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
        let content = Stream::new(Dictionary::new(), b"BT /F 24 Tf 72 700 Td (Words) Tj ET".to_vec());
        let content = document.add_object(content);
        let mut whole = dictionary! { "Type" => "Page", "Contents" => content };
        whole.extend(&page);
        if let Some(above) = above {
            whole.set("Parent", above);
        }
        let page = document.add_object(whole);
        // A part of the tree that does not say what stands above it.
        let part = document.add_object(dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 });
        let mut whole = dictionary! { "Type" => "Pages", "Kids" => vec![part.into()], "Count" => 1 };
        whole.extend(&tree);
        let tree = document.add_object(whole);
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
        document.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn a_page_keeps_its_font_wherever_that_is_named() {
        let fonts = Fonts::new(&[]);
        let font = || dictionary! { "Font" => dictionary! { "F" => Object::Reference((1, 0)) } };
        let (none, named) = (Dictionary::new, |key: &str| dictionary! { key => font() });
        let files = [
            single(named("Resources"), none(), None),
            single(named("Resources"), none(), Some((4, 0))),
            single(named("Resources"), none(), Some((6, 0))),
            single(none(), named("Resources"), Some((4, 0))),
            single(none(), named("?52esources"), Some((4, 0))),
        ];
        for mut file in files {
            if let Some(at) = file.windows(4).position(|window| window == b"/?52") {
                file[at + 1] = b'#';
            }
            let stamped = check(&file, Status::Final, &fonts).unwrap();
            let document = Document::load_mem(&stamped.bytes).unwrap();
            let page = document.get_dictionary((3, 0)).unwrap();
            let resources = page.get(b"Resources").and_then(Object::as_dict).unwrap();
            let fonts = resources.get(b"Font").and_then(Object::as_dict).unwrap();
            assert_eq!(fonts.get(b"F").and_then(Object::as_reference).unwrap(), (1, 0));
            assert_eq!(resources.get(b"XObject").and_then(Object::as_dict).unwrap().len(), 1);
        }
    }

    #[test]
    fn what_is_missing_among_the_resources_is_found_by_the_check() {
        let font = || dictionary! { "Font" => dictionary! { "F" => Object::Reference((1, 0)) } };
        let with = single(Dictionary::new(), dictionary! { "Resources" => font() }, None);
        let without = single(Dictionary::new(), Dictionary::new(), None);
        let is_kept = |before: &[u8], after: &[u8]| {
            let opened = pdf::open("a.pdf", before).unwrap();
            let kept = kept(&opened.document, &pdf::pages("a.pdf", &opened).unwrap());
            let opened = pdf::open("a.pdf", after).unwrap();
            let pages = pdf::pages("a.pdf", &opened).unwrap();
            kept[&pages[0].id].is_in(&opened.document, &pages[0])
        };
        assert!(is_kept(&with, &with) && is_kept(&without, &with));
        assert!(!is_kept(&with, &without));
    }

    #[test]
    fn the_seal_of_another_program_is_not_taken_for_the_own() {
        let other = Object::String(vec![0; 32], lopdf::StringFormat::Hexadecimal);
        let other = dictionary! { "PieceInfo" => dictionary! { "X" => dictionary! { "Seal" => other } } };
        check(&single(Dictionary::new(), other, None), Status::Final, &Fonts::new(&[])).unwrap();
    }

    /// A file with one page of a content, which `entries` tell how it is packed, and a form X of spaces.
    fn packed(entries: Dictionary, content: Vec<u8>) -> Vec<u8> {
        let mut document = Document::with_version("1.5");
        let form = dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 1.into(), 1.into()],
        };
        let mut form = Stream::new(form, vec![b' '; 64 << 20]);
        form.compress().unwrap();
        let form = document.add_object(form);
        let content = document.add_object(Stream::new(entries, content));
        let page = document.add_object(dictionary! {
            "Type" => "Page", "Contents" => content,
            "Resources" => dictionary! { "XObject" => dictionary! { "X" => form } },
        });
        let tree = document.add_object(dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 });
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
        document.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn pages_of_which_not_all_is_known_are_named_or_refused() {
        let fonts = Fonts::new(&[]);
        let named = |name: &str| dictionary! { "Filter" => Object::Name(name.as_bytes().to_vec()) };
        let whole = |entries: Dictionary, content: &[u8]| {
            check(&packed(entries, content.to_vec()), Status::Draft, &fonts).map(|stamped| stamped.unknown).ok()
        };
        assert_eq!(whole(Dictionary::new(), &b"/X Do ".repeat(20_000)), Some(vec![]), "a form is read once");
        assert_eq!(whole(Dictionary::new(), &b"q Q ".repeat(4_000_000)), Some(vec![1]), "more than is followed");
        assert_eq!(whole(Dictionary::new(), &b"q ".repeat(8_000_000)), None, "more than is closed");
        assert_eq!(whole(named("ASCIIHexDecode"), b"712051>"), Some(vec![]));
        assert_eq!(whole(named("RunLengthDecode"), b"\x02q Q\x80"), Some(vec![]));
        assert_eq!(whole(named("JBIG2Decode"), b"q Q"), None, "what is no text");
    }

    #[test]
    fn a_page_that_stands_in_a_file_many_times_is_followed_once() {
        let file = packed(Dictionary::new(), b"/X Do ".to_vec());
        let mut document = Document::load_mem(&file).unwrap();
        document.get_dictionary_mut((4, 0)).unwrap().set("Kids", vec![Object::Reference((3, 0)); 3_000]);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        assert_eq!(check(&bytes, Status::Draft, &Fonts::new(&[])).unwrap().pages, 3_000);
    }

    #[test]
    fn what_was_drawn_before_changes_no_byte() {
        let (sample, fonts) = (sample(), Fonts::new(&[]));
        let once = check(&sample, Status::Final, &fonts).unwrap();
        check(&sample, Status::Draft, &fonts).unwrap();
        assert_eq!(check(&sample, Status::Final, &fonts).unwrap(), once);
        assert_eq!(check(&once.bytes, Status::Final, &fonts).unwrap(), once, "a stamp replaces the one before");
    }

    #[test]
    fn changed_bytes_give_a_stamp_that_is_behind_them_or_a_problem() {
        let (sample, fonts) = (sample(), Fonts::new(&[]));
        let change =
            (any::<prop::sample::Index>(), prop_oneof![any::<u8>(), prop::sample::select(b"<>[]()/ 0919R%".to_vec())]);
        let config = ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() };
        proptest!(config, |(changes in prop::collection::vec(change, 1..6))| {
            let mut bytes = sample.clone();
            for (place, byte) in changes {
                *place.get_mut(&mut bytes) = byte;
            }
            for status in [Status::Draft, Status::Final] {
                if let Ok(stamped) = check(&bytes, status, &fonts) {
                    prop_assert!(stamped.bytes.starts_with(&bytes));
                    let again = IssuedFile::open("a.pdf", &stamped.bytes).unwrap();
                    prop_assert_eq!(again.original().unwrap(), &bytes[..]);
                }
            }
        });
    }
}
