//! The bytes of a file: held in memory, or read piece by piece from where they are stored, so that a file may be larger than
//! the memory that reading it takes.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Read, Seek, SeekFrom};

/// Bytes that can be read at any place.
pub trait ReadAt {
    /// How many there are.
    fn length(&self) -> u64;

    /// Reads some of them from a place on, as [`Read::read`] does.
    ///
    /// # Errors
    ///
    /// If they can not be read.
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize>;
}

/// The bytes of a file.
#[derive(Clone, Copy)]
pub enum Bytes<'a> {
    /// In memory.
    Held(&'a [u8]),
    /// Somewhere else.
    Stored(&'a dyn ReadAt),
}

/// How much is looked through at a time.
const PIECE: u64 = 1 << 20;

impl<'a> Bytes<'a> {
    /// How many there are.
    pub fn length(self) -> u64 {
        match self {
            Bytes::Held(bytes) => bytes.len() as u64,
            Bytes::Stored(stored) => stored.length(),
        }
    }

    /// A reader from the first to the last.
    pub fn reader(self) -> BytesReader<'a> {
        self.reader_from(0)
    }

    /// A reader from a place to the last.
    pub fn reader_from(self, position: u64) -> BytesReader<'a> {
        BytesReader { bytes: self, position }
    }

    /// The first of them, at most so many.
    ///
    /// # Errors
    ///
    /// If they can not be read.
    pub fn beginning(self, most: usize) -> io::Result<Cow<'a, [u8]>> {
        match self {
            Bytes::Held(bytes) => Ok(bytes.get(..most.min(bytes.len())).unwrap_or_default().into()),
            Bytes::Stored(_) => {
                let mut beginning = Vec::new();
                self.reader().take(most as u64).read_to_end(&mut beginning)?;
                Ok(beginning.into())
            }
        }
    }

    /// All of them, in memory.
    ///
    /// # Errors
    ///
    /// If they can not be read.
    pub fn held(self) -> io::Result<Cow<'a, [u8]>> {
        self.beginning(usize::MAX)
    }

    /// Whether some bytes stand in them.
    ///
    /// # Errors
    ///
    /// If they can not be read.
    pub fn has(self, wanted: &[u8]) -> io::Result<bool> {
        let (mut reader, mut piece) = (self.reader(), Vec::new());
        loop {
            let length = reader.by_ref().take(PIECE).read_to_end(&mut piece)?;
            if piece.windows(wanted.len().max(1)).any(|window| window == wanted) {
                return Ok(true);
            } else if length == 0 {
                return Ok(false);
            }
            // What is wanted may begin at the end of this piece.
            piece.drain(..piece.len().saturating_sub(wanted.len()));
        }
    }
}

impl<'a> From<&'a [u8]> for Bytes<'a> {
    fn from(bytes: &'a [u8]) -> Bytes<'a> {
        Bytes::Held(bytes)
    }
}

impl<'a> From<&'a Vec<u8>> for Bytes<'a> {
    fn from(bytes: &'a Vec<u8>) -> Bytes<'a> {
        Bytes::Held(bytes)
    }
}

impl<'a, const LENGTH: usize> From<&'a [u8; LENGTH]> for Bytes<'a> {
    fn from(bytes: &'a [u8; LENGTH]) -> Bytes<'a> {
        Bytes::Held(bytes)
    }
}

impl fmt::Debug for Bytes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.length())
    }
}

/// A reader of bytes. Copies of it read on by themselves.
#[derive(Debug, Clone)]
pub struct BytesReader<'a> {
    bytes: Bytes<'a>,
    position: u64,
}

impl Read for BytesReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = match self.bytes {
            Bytes::Held(bytes) => {
                let start = usize::try_from(self.position).unwrap_or(usize::MAX).min(bytes.len());
                bytes.get(start..).unwrap_or_default().read(buffer)?
            }
            Bytes::Stored(stored) => stored.read_at(self.position, buffer)?,
        };
        self.position += length as u64;
        Ok(length)
    }
}

impl Seek for BytesReader<'_> {
    fn seek(&mut self, place: SeekFrom) -> io::Result<u64> {
        let position = match place {
            SeekFrom::Start(offset) => Some(offset),
            SeekFrom::End(offset) => self.bytes.length().checked_add_signed(offset),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
        };
        let before = || io::Error::new(io::ErrorKind::InvalidInput, "a place before the first byte");
        self.position = position.ok_or_else(before)?;
        Ok(self.position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time, as slow disks may.
    struct Slow(Vec<u8>);

    impl ReadAt for Slow {
        fn length(&self) -> u64 {
            self.0.len() as u64
        }

        fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
            let rest = self.0.get(offset as usize..).unwrap_or_default();
            rest.get(..rest.len().min(1)).unwrap_or_default().read(buffer)
        }
    }

    fn check(bytes: Bytes<'_>) {
        assert_eq!(bytes.length(), 10);
        assert_eq!(&*bytes.beginning(3).unwrap(), b"012");
        assert_eq!(&*bytes.held().unwrap(), b"0123456789");
        assert!(bytes.has(b"3456").unwrap() && !bytes.has(b"3465").unwrap() && bytes.has(b"9").unwrap());
        let mut reader = bytes.reader();
        let mut copy = reader.clone();
        assert_eq!(reader.seek(SeekFrom::End(-2)).unwrap(), 8);
        let (mut rest, mut all) = (String::new(), String::new());
        reader.read_to_string(&mut rest).unwrap();
        copy.read_to_string(&mut all).unwrap();
        assert_eq!((rest.as_str(), all.as_str()), ("89", "0123456789"));
        assert!(reader.seek(SeekFrom::Current(-11)).is_err());
        assert_eq!(reader.seek(SeekFrom::Start(99)).unwrap(), 99);
        assert_eq!(reader.read(&mut [0; 4]).unwrap(), 0);
    }

    #[test]
    fn bytes_are_the_same_wherever_they_are() {
        check(b"0123456789".into());
        check(Bytes::Stored(&Slow(b"0123456789".to_vec())));
    }

    #[test]
    fn what_is_wanted_is_found_across_pieces() {
        let mut bytes = vec![b'x'; PIECE as usize - 2];
        bytes.extend(b"wanted");
        assert!(Bytes::from(&bytes).has(b"wanted").unwrap());
        assert!(!Bytes::from(&bytes).has(b"wanteds").unwrap());
    }
}
