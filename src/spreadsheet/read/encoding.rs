//! Text from bytes of any encoding. WHATWG Encoding Standard.

use std::borrow::Cow;
use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

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
}

impl FoundEncoding {
    /// Its name in the standard.
    pub(super) fn name(self) -> &'static str {
        self.encoding.name()
    }
}

/// Finds out the encoding: a byte order mark, else what was declared, else UTF-8 where the bytes are valid, else a guess.
///
/// # Errors
///
/// If what was declared is the name of no encoding.
pub(super) fn find(bytes: &[u8], declared: Option<&str>) -> Result<FoundEncoding, String> {
    let found = |encoding, certainty| FoundEncoding { encoding, certainty, mark: 0 };
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(FoundEncoding { encoding, certainty: Certainty::Certain, mark });
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
    if let Some(encoding) = wide(bytes) {
        return Ok(found(encoding, Certainty::Guessed));
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Ok(found(UTF_8, Certainty::Certain));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    Ok(found(detector.guess(None, Utf8Detection::Deny), Certainty::Guessed))
}

/// UTF-16 without a byte order mark: every other byte of its digits, separators and line ends is NUL.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..bytes.len().min(1 << 16)).unwrap_or_default();
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
    rest: &'a [u8],
    decoder: Option<Decoder>,
    decoded: Vec<u8>,
    given: usize,
}

/// Where bytes are not of the encoding.
#[derive(Debug, thiserror::Error)]
#[error("bytes that are not {0}")]
struct Malformed(&'static str);

impl<'a> Decoding<'a> {
    /// Decodes bytes.
    pub(super) fn new(bytes: &'a [u8], found: FoundEncoding) -> Decoding<'a> {
        let rest = bytes.get(found.mark..).unwrap_or_default();
        // UTF-8 was looked at whole where it was not declared.
        let is_plain = found.encoding == UTF_8 && std::str::from_utf8(rest).is_ok();
        let decoder = (!is_plain).then(|| found.encoding.new_decoder_without_bom_handling());
        Decoding { rest, decoder, decoded: Vec::new(), given: 0 }
    }

    fn decode(&mut self) -> io::Result<()> {
        let Some(decoder) = &mut self.decoder else { return Ok(()) };
        self.decoded.resize(1 << 16, 0);
        let is_last = self.rest.len() <= 1 << 15;
        let chunk = self.rest.get(..self.rest.len().min(1 << 15)).unwrap_or_default();
        let (result, read, written) = decoder.decode_to_utf8_without_replacement(chunk, &mut self.decoded, is_last);
        self.rest = self.rest.get(read..).unwrap_or_default();
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
        while self.given == self.decoded.len() && !self.rest.is_empty() {
            self.decode()?;
        }
        let mut ready = self.decoded.get(self.given..).unwrap_or_default();
        let length = ready.read(buffer)?;
        self.given += length;
        Ok(length)
    }
}

/// The first line of bytes as text, for a person to look at.
pub(super) fn first_line(bytes: &[u8], found: FoundEncoding) -> String {
    let start = bytes.get(found.mark..bytes.len().min(4096)).unwrap_or_default();
    let text: Cow<'_, str> = found.encoding.decode_without_bom_handling(start).0;
    text.lines().next().unwrap_or_default().chars().take(120).collect()
}
