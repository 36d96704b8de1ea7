//! Text from bytes of any encoding. WHATWG Encoding Standard.

use std::borrow::Cow;
use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::package::{Bytes, BytesReader};

/// How an encoding was found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// By a byte order mark, or because the bytes are UTF-8.
    Certain,
    /// It was declared.
    Declared,
    /// By the frequency of letters. A person should confirm it.
    Guessed,
}

/// The encoding of some bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct FoundEncoding {
    encoding: &'static Encoding,
    /// How it was found out.
    pub(super) certainty: Certainty,
    /// How many bytes the byte order mark has.
    mark: usize,
    /// Whether all bytes were looked at and are UTF-8.
    is_valid: bool,
}

impl FoundEncoding {
    /// Its name in the standard.
    pub(super) fn name(self) -> &'static str {
        self.encoding.name()
    }
}

/// How many bytes are looked at, or decoded, at a time.
const PIECE: usize = 1 << 15;

/// Finds out the encoding: a byte order mark, else what was declared, else UTF-8 where the bytes are valid, else a guess.
///
/// # Errors
///
/// If what was declared is the name of no encoding, or the bytes can not be read.
pub(super) fn find(bytes: Bytes<'_>, declared: Option<&str>) -> Result<FoundEncoding, String> {
    let words = |error: io::Error| error.to_string();
    let found = |encoding, certainty| FoundEncoding { encoding, certainty, mark: 0, is_valid: false };
    let beginning = bytes.beginning(2 * PIECE).map_err(words)?;
    if let Some((encoding, mark)) = Encoding::for_bom(&beginning) {
        return Ok(FoundEncoding { mark, ..found(encoding, Certainty::Certain) });
    }
    if let Some(label) = declared {
        // The number of a code page of Windows or DOS is a label too.
        let label = label.trim().to_ascii_lowercase();
        let label = match label.as_str() {
            "cp932" | "windows-932" => "windows-31j",
            other => other,
        };
        let encoding = Encoding::for_label(label.as_bytes()).ok_or_else(|| format!("`{label}` is no encoding"))?;
        return Ok(found(encoding, Certainty::Declared));
    }
    // UTF-16 is valid UTF-8 as long as its letters are few; but text has no NUL.
    if let Some(encoding) = wide(&beginning) {
        return Ok(found(encoding, Certainty::Guessed));
    }
    if is_utf_8(bytes).map_err(words)? {
        return Ok(FoundEncoding { is_valid: true, ..found(UTF_8, Certainty::Certain) });
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    each_piece(bytes, |piece| {
        detector.feed(piece, false);
        true
    })
    .map_err(words)?;
    detector.feed(&[], true);
    Ok(found(detector.guess(None, Utf8Detection::Deny), Certainty::Guessed))
}

/// Gives out all bytes in pieces, as long as more are wanted.
fn each_piece(bytes: Bytes<'_>, mut give: impl FnMut(&[u8]) -> bool) -> io::Result<()> {
    let (mut reader, mut piece) = (bytes.reader(), vec![0; PIECE]);
    loop {
        let length = reader.read(&mut piece)?;
        if length == 0 || !give(piece.get(..length).unwrap_or_default()) {
            return Ok(());
        }
    }
}

/// Whether all bytes are UTF-8.
fn is_utf_8(bytes: Bytes<'_>) -> io::Result<bool> {
    // The first bytes of a character that goes on in the next piece.
    let (mut begun, mut is_valid) = (Vec::new(), true);
    each_piece(bytes, |piece| {
        begun.extend_from_slice(piece);
        match std::str::from_utf8(&begun) {
            Ok(_) => begun.clear(),
            Err(error) if error.error_len().is_none() => drop(begun.drain(..error.valid_up_to())),
            Err(_) => is_valid = false,
        }
        is_valid
    })?;
    Ok(is_valid && begun.is_empty())
}

/// UTF-16 without a byte order mark: every other byte of its digits, separators and line ends is NUL.
fn wide(start: &[u8]) -> Option<&'static Encoding> {
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, tenth) = (zeros(0), zeros(1), start.len() / 20);
    match () {
        () if odd > tenth && even == 0 => Some(UTF_16LE),
        () if even > tenth && odd == 0 => Some(UTF_16BE),
        () => None,
    }
}

/// Bytes as UTF-8, decoded while they are read.
pub(super) struct Decoding<'a> {
    rest: BytesReader<'a>,
    decoder: Option<Decoder>,
    /// Bytes that are read and not yet decoded, and where they begin.
    piece: Vec<u8>,
    taken: usize,
    is_last: bool,
    decoded: Vec<u8>,
    given: usize,
}

/// Where bytes are not of the encoding.
#[derive(Debug, thiserror::Error)]
#[error("bytes that are not {0}")]
struct Malformed(&'static str);

impl<'a> Decoding<'a> {
    /// Decodes bytes.
    pub(super) fn new(bytes: Bytes<'a>, found: FoundEncoding) -> Decoding<'a> {
        let rest = bytes.reader_from(found.mark as u64);
        let decoder = (!found.is_valid).then(|| found.encoding.new_decoder_without_bom_handling());
        Decoding { rest, decoder, piece: Vec::new(), taken: 0, is_last: false, decoded: Vec::new(), given: 0 }
    }

    /// Decodes the next piece. What a character begins with is kept by the decoder.
    fn decode(&mut self) -> io::Result<()> {
        let Some(decoder) = &mut self.decoder else { return Ok(()) };
        if self.taken == self.piece.len() {
            self.piece.resize(PIECE, 0);
            let length = self.rest.read(&mut self.piece)?;
            self.piece.truncate(length);
            (self.taken, self.is_last) = (0, length == 0);
        }
        self.decoded.resize(1 << 16, 0);
        let piece = self.piece.get(self.taken..).unwrap_or_default();
        let (result, read, written) =
            decoder.decode_to_utf8_without_replacement(piece, &mut self.decoded, self.is_last);
        self.taken += read;
        self.decoded.truncate(written);
        self.given = 0;
        match result {
            DecoderResult::Malformed(..) => {
                let name = decoder.encoding().name();
                Err(io::Error::new(io::ErrorKind::InvalidData, Malformed(name)))
            }
            DecoderResult::InputEmpty | DecoderResult::OutputFull => Ok(()),
        }
    }
}

impl Read for Decoding<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.decoder.is_none() {
            return self.rest.read(buffer);
        }
        while self.given == self.decoded.len() && !self.is_last {
            self.decode()?;
        }
        let mut ready = self.decoded.get(self.given..).unwrap_or_default();
        let length = ready.read(buffer)?;
        self.given += length;
        Ok(length)
    }
}

/// The first line of bytes as text, for a person to look at.
pub(super) fn first_line(bytes: Bytes<'_>, found: FoundEncoding) -> String {
    // What can not be read is told when the rows are.
    let start = bytes.beginning(4_096).unwrap_or_default();
    let start = start.get(found.mark..).unwrap_or_default();
    let text: Cow<'_, str> = found.encoding.decode_without_bom_handling(start).0;
    text.lines().next().unwrap_or_default().chars().take(120).collect()
}
