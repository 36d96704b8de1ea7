//! The content of pages and forms: unfolded and read within bounds, and how it ends (ISO 32000-1, 7.4 and 7.8).

use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::open::MOST_UNFOLDED;
use super::syntax::{is_regular, is_space, space_end, string_end};

/// Most work that the pages of a file are given together. A thousand pages full of text take a fiftieth of it.
const MOST_IN_FILE: usize = 400_000_000;
/// Most work that a page is given, its forms and fonts included.
const MOST_ON_PAGE: usize = 20_000_000;
/// Work of reading one name, number, string or operator, compared with following one operator.
const PER_PIECE: usize = 3;
/// How many bytes are unfolded by the work of following one operator.
const BYTES: usize = 16;
/// More states or marks than any page leaves open that was not made to do harm.
const MOST_OPEN: usize = 10_000;

/// Work that is left. One following of an operator counts as one.
#[derive(Debug)]
pub(crate) struct Budget {
    file: usize,
    page: usize,
}

impl Budget {
    /// Of a file.
    pub(crate) fn new() -> Budget {
        Budget { file: MOST_IN_FILE, page: MOST_ON_PAGE }
    }

    /// Begins a page.
    pub(super) fn turn(&mut self) {
        self.page = MOST_ON_PAGE;
    }

    /// `None` where so much is not left.
    #[must_use]
    pub(super) fn spend(&mut self, work: usize) -> Option<()> {
        self.page = self.page.checked_sub(work)?;
        self.file = self.file.checked_sub(work)?;
        Some(())
    }
}

/// What the content of a page leaves open at its end, so that more can be drawn after it in a clean state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Ending {
    /// How many states are restored that were never saved.
    pub(crate) unsaved: usize,
    /// How many saved states are not restored, counted from the lowest.
    pub(crate) unrestored: usize,
    /// Whether a text object is open.
    pub(crate) has_open_text: bool,
    /// How many marked contents are open.
    pub(crate) open_marks: usize,
}

impl Ending {
    fn follow(&mut self, operator: &[u8]) {
        match operator {
            b"q" => self.unrestored += 1,
            b"Q" if self.unrestored > 0 => self.unrestored -= 1,
            b"Q" => self.unsaved += 1,
            b"BT" => self.has_open_text = true,
            b"ET" => self.has_open_text = false,
            b"BMC" | b"BDC" => self.open_marks += 1,
            b"EMC" => self.open_marks = self.open_marks.saturating_sub(1),
            _ => {}
        }
    }

    /// `None` where so much is open that closing it would make a file of closings.
    fn bounded(self) -> Option<Ending> {
        let most = self.unsaved.max(self.unrestored).max(self.open_marks);
        (most <= MOST_OPEN).then_some(self)
    }
}

/// The operators of a content.
#[derive(Debug, Clone, Default)]
pub(super) struct Operators {
    /// From the first on.
    pub(super) known: Rc<[Operation]>,
    /// Whether those are all.
    pub(super) is_whole: bool,
}

/// The content of a page.
#[derive(Debug, Default)]
pub(super) struct PageContent {
    pub(super) operators: Operators,
    /// How it ends; `None` where that can't be told.
    pub(super) ending: Option<Ending>,
}

impl PageContent {
    /// Reads the content of a page.
    pub(super) fn read(document: &Document, page: ObjectId, budget: &mut Budget) -> PageContent {
        let mut content = Vec::new();
        for id in document.get_page_contents(page) {
            let stream = document.get_object(id).and_then(Object::as_stream).ok();
            let most = MOST_UNFOLDED.saturating_sub(content.len() + 1);
            let Some(piece) = stream.and_then(|stream| unfolded(document, stream, most, budget)) else {
                return PageContent::default();
            };
            content.extend(piece);
            content.push(b'\n');
        }
        let operators = operators(&content, budget);
        let mut ending = Ending::default();
        match operators.is_whole {
            true => operators.known.iter().for_each(|operation| ending.follow(operation.operator.as_bytes())),
            false => pieces(&content, |piece| ending.follow(piece)),
        }
        PageContent { operators, ending: ending.bounded() }
    }
}

/// The operators of a form.
pub(super) fn form_operators(document: &Document, form: &Stream, budget: &mut Budget) -> Operators {
    let content = unfolded(document, form, MOST_UNFOLDED, budget);
    content.map(|content| operators(&content, budget)).unwrap_or_default()
}

/// Asks how many pieces there are before any is kept.
fn operators(content: &[u8], budget: &mut Budget) -> Operators {
    let mut count = 0_usize;
    pieces(content, |_| count += 1);
    if budget.spend(count.saturating_mul(PER_PIECE)).is_none() {
        return Operators::default();
    }
    let whole = Content::decode_strict(content);
    let is_whole = whole.is_ok();
    let known = whole.or_else(|_| Content::decode(content)).map(|content| content.operations);
    Operators { known: known.unwrap_or_default().into(), is_whole }
}

/// Calls for each name, number, operator, string, list and dictionary of a content, as it is written. Data of pictures is
/// passed over.
fn pieces(content: &[u8], mut call: impl FnMut(&[u8])) {
    let mut at = space_end(content, 0);
    while let Some(byte) = content.get(at) {
        let rest = &content[at..];
        let regular = |from: usize| from + rest[from..].iter().take_while(|byte| is_regular(**byte)).count();
        let length = match byte {
            b'(' => string_end(content, at).map_or(rest.len(), |end| end - at),
            b'<' if rest.get(1) != Some(&b'<') => {
                rest.iter().position(|byte| *byte == b'>').map_or(rest.len(), |position| position + 1)
            }
            b'/' => regular(1),
            byte if is_regular(*byte) => regular(0),
            _ => 1,
        };
        call(&rest[..length]);
        at += if &rest[..length] == b"ID" { picture_end(rest) } else { length };
        at = space_end(content, at);
    }
}

/// The end of the data of a picture: an `EI` between spaces after which text follows and no data.
fn picture_end(rest: &[u8]) -> usize {
    let is_end = |window: &[u8]| is_space(window[0]) && &window[1..3] == b"EI";
    let is_text = |byte: &u8| is_space(*byte) && *byte != 0 || (b' '..=b'~').contains(byte);
    let mut from = 2;
    while let Some(found) = rest[from..].windows(3).position(is_end) {
        let end = from + found + 3;
        let after = &rest[end..];
        if after.first().is_none_or(|byte| is_space(*byte)) && after.iter().take(12).all(is_text) {
            return end;
        }
        from += found + 1;
    }
    rest.len()
}

/// What a stream holds, at most so many bytes. `None` where that is more or is packed in a way that is not known.
fn unfolded(document: &Document, stream: &Stream, most: usize, budget: &mut Budget) -> Option<Vec<u8>> {
    let list = |key: &[u8]| -> Vec<&Object> {
        match stream.dict.get_deref(key, document) {
            Ok(Object::Array(list)) => {
                list.iter().filter_map(|object| Some(document.dereference(object).ok()?.1)).collect()
            }
            Ok(Object::Null) | Err(_) => Vec::new(),
            Ok(one) => vec![one],
        }
    };
    let parameters = list(b"DecodeParms");
    budget.spend(1 + stream.content.len() / BYTES)?;
    let mut content = stream.content.clone();
    for (index, filter) in list(b"Filter").into_iter().enumerate() {
        content = match filter.as_name().ok()? {
            b"RunLengthDecode" => run_lengths(&content, most)?,
            b"ASCIIHexDecode" => hexadecimal(&content)?,
            name @ (b"FlateDecode" | b"LZWDecode" | b"ASCII85Decode") => {
                let mut entries = dictionary! { "Filter" => Object::Name(name.to_vec()) };
                if let Some(parameters @ Object::Dictionary(_)) = parameters.get(index) {
                    entries.set("DecodeParms", resolved(document, parameters)?);
                }
                Stream::new(entries, content).decompressed_content_with_limit(most).ok()?
            }
            _ => return None,
        };
        budget.spend(content.len() / BYTES)?;
    }
    (content.len() <= most).then_some(content)
}

/// Parameters with their numbers in place of references.
fn resolved(document: &Document, parameters: &Object) -> Option<Dictionary> {
    let mut entries = Dictionary::new();
    for (key, value) in parameters.as_dict().ok()? {
        entries.set(key.clone(), document.dereference(value).ok()?.1.clone());
    }
    Some(entries)
}

/// ISO 32000-1, 7.4.5. Like a reader, takes what there is where the end is missing.
fn run_lengths(mut rest: &[u8], most: usize) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    while let Some((length, after)) = rest.split_first() {
        let length = usize::from(*length);
        match (length, after) {
            (0..=127, _) => {
                let (run, others) = after.split_at((length + 1).min(after.len()));
                content.extend_from_slice(run);
                rest = others;
            }
            (129.., [byte, others @ ..]) => {
                content.extend(std::iter::repeat_n(*byte, 257 - length));
                rest = others;
            }
            _ => break,
        }
        if content.len() > most {
            return None;
        }
    }
    Some(content)
}

/// ISO 32000-1, 7.4.2.
fn hexadecimal(packed: &[u8]) -> Option<Vec<u8>> {
    let digits = packed.iter().take_while(|byte| **byte != b'>').filter(|byte| !is_space(**byte));
    let digits: Vec<u8> = digits.map(|byte| char::from(*byte).to_digit(16)?.try_into().ok()).collect::<Option<_>>()?;
    Some(digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or_default()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(filter: &[&str], packed: &[u8], most: usize) -> Option<String> {
        let filters: Vec<Object> = filter.iter().map(|name| Object::Name(name.as_bytes().to_vec())).collect();
        let stream = Stream::new(dictionary! { "Filter" => filters }, packed.to_vec());
        unfolded(&Document::new(), &stream, most, &mut Budget::new())
            .map(|content| String::from_utf8_lossy(&content).into_owned())
    }

    #[test]
    fn packed_content_is_unfolded_or_not_known() {
        assert_eq!(content(&[], b"q Q", 100).as_deref(), Some("q Q"));
        assert_eq!(content(&["RunLengthDecode"], b"\x02q Q\xfea\x80rest", 100).as_deref(), Some("q Qaaa"));
        assert_eq!(content(&["RunLengthDecode"], b"\x07q Q", 100).as_deref(), Some("q Q"));
        assert_eq!(content(&["ASCIIHexDecode"], b"71 20\n5>rest", 100).as_deref(), Some("q P"));
        assert_eq!(content(&["ASCIIHexDecode", "RunLengthDecode"], b"fe6180>", 100).as_deref(), Some("aaa"));
        assert_eq!(content(&["RunLengthDecode"], b"\x81a\x81a", 200), None, "more than there may be");
        for unknown in ["DCTDecode", "Crypt", "Other"] {
            assert_eq!(content(&[unknown], b"q Q", 100), None, "{unknown}");
        }
    }

    #[test]
    fn how_content_ends_is_told_without_its_operators() {
        let ending = |content: &str| {
            let mut ending = Ending::default();
            pieces(content.as_bytes(), |piece| ending.follow(piece));
            ending
        };
        assert_eq!(ending("q (Q \\) (Q) Q) Tj /Q gs <51> Tj %Q\n[(Q)]TJ Q"), Ending::default());
        assert_eq!(ending("q BI /W 1 ID q \x01 EI \x02 Q EI Q"), Ending::default());
        let open = Ending { unsaved: 1, unrestored: 2, has_open_text: true, open_marks: 1 };
        assert_eq!(ending("Q q q /P BMC BT ) (open Q"), open);
    }
}
