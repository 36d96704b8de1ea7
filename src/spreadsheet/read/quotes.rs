//! Quotes in text in columns: those that RFC 4180 does not know, and those that join rows.
//!
//! A reader of such text takes every quote somehow, and two stray ones make one cell of all rows between them. So the bytes are
//! looked at beside the reader: where a quote stands, and whether the lines that a cell goes over are rows of their own.

use std::collections::{BTreeSet, VecDeque};

/// What is wrong with a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// It stands in a cell that does not begin with one.
    Inside,
    /// It closes a cell that goes on behind it.
    After,
    /// It is not closed.
    Open,
    /// It opens a cell over lines of which the first and the last have so many delimiters, as a row would have.
    Joined(usize),
}

impl Fault {
    /// Words for a message, and the way out.
    pub(super) fn words(self) -> (&'static str, &'static str) {
        match self {
            Fault::Inside => (
                "a quote stands within a cell that is not in quotes",
                "take the quote out, or put the cell in quotes and write each quote within it twice",
            ),
            Fault::After => (
                "text stands behind the quote that closes a cell, so where the cell ends is not known",
                "take the quote out, or write a quote within a cell twice",
            ),
            Fault::Open => (
                "a quote is opened and not closed, so rows may have run together",
                "close the quote, or write a quote within a cell twice",
            ),
            Fault::Joined(_) => (
                "a cell in quotes goes over lines that look like rows of their own, so rows may have run together",
                "take the stray quotes out; if the cell has those lines, write them in one line or save the file as .xlsx",
            ),
        }
    }
}

/// A fault and where it is: the record counted from nothing, without empty lines, and the column from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) record: u64,
    pub(super) column: u32,
    pub(super) fault: Fault,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Between records.
    Between,
    /// At the beginning of a cell.
    Start,
    /// In a cell without quotes.
    Plain,
    Quoted,
    /// Behind a quote in a quoted cell.
    Closed,
}

/// What is known of the bytes that went by.
#[derive(Debug)]
pub(super) struct Quotes {
    delimiter: u8,
    state: State,
    record: u64,
    column: u32,
    /// Whether a fault of the cell is told.
    is_told: bool,
    /// Whether the cell goes over lines.
    is_long: bool,
    /// Delimiters of the line: those between cells, and those in the cell.
    between: usize,
    within: usize,
    /// Where the first cell of the record is that goes over lines, and the delimiters of its first line.
    first: Option<(u32, usize)>,
    /// Delimiters that records of one line have.
    usual: BTreeSet<usize>,
    found: VecDeque<Found>,
}

impl Quotes {
    pub(super) fn new(delimiter: u8) -> Quotes {
        Quotes {
            delimiter,
            state: State::Between,
            record: 0,
            column: 1,
            is_told: false,
            is_long: false,
            between: 0,
            within: 0,
            first: None,
            usual: BTreeSet::new(),
            found: VecDeque::new(),
        }
    }

    /// The next fault of a record that has been read, or of one before.
    pub(super) fn next_of(&mut self, record: u64) -> Option<Found> {
        if self.found.front()?.record > record { None } else { self.found.pop_front() }
    }

    /// Whether rows of the file have so many delimiters.
    pub(super) fn is_usual(&self, delimiters: usize) -> bool {
        self.usual.contains(&delimiters)
    }

    pub(super) fn take(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.byte(*byte);
        }
    }

    /// The text ends.
    pub(super) fn finish(&mut self) {
        match self.state {
            State::Between => {}
            State::Quoted => {
                self.fault(Fault::Open);
                self.state = State::Between;
            }
            State::Start | State::Plain | State::Closed => self.end_record(),
        }
    }

    fn byte(&mut self, byte: u8) {
        let is_end = matches!(byte, b'\r' | b'\n');
        match (self.state, byte) {
            (State::Between, _) if is_end => {}
            (State::Quoted, b'"') => self.state = State::Closed,
            (State::Quoted, b'\n') => {
                self.first.get_or_insert((self.column, self.between + self.within));
                (self.between, self.within, self.is_long) = (0, 0, true);
            }
            (State::Quoted, _) => self.within += usize::from(byte == self.delimiter),
            (State::Closed, b'"') => self.state = State::Quoted,
            (State::Start | State::Plain | State::Closed, _) if is_end => self.end_record(),
            (_, _) if byte == self.delimiter => {
                self.end_cell();
                self.between += 1;
                self.column = self.column.saturating_add(1);
                self.state = State::Start;
            }
            (State::Between | State::Start, b'"') => self.state = State::Quoted,
            (State::Between | State::Start, _) => self.state = State::Plain,
            (State::Plain, b'"') => self.fault(Fault::Inside),
            (State::Plain, _) => {}
            (State::Closed, _) => {
                self.fault(Fault::After);
                self.state = State::Plain;
            }
        }
    }

    fn end_cell(&mut self) {
        // What the last line of a long cell has would be between cells, were the line a row of its own.
        self.between += if self.is_long { self.within } else { 0 };
        (self.within, self.is_long, self.is_told) = (0, false, false);
    }

    fn end_record(&mut self) {
        self.end_cell();
        match self.first.take() {
            None => drop(self.usual.insert(self.between)),
            Some((column, delimiters)) if delimiters == self.between && delimiters > 0 => {
                self.found.push_back(Found { record: self.record, column, fault: Fault::Joined(delimiters) });
            }
            Some(_) => {}
        }
        (self.state, self.column, self.between) = (State::Between, 1, 0);
        self.record += 1;
    }

    fn fault(&mut self, fault: Fault) {
        if !std::mem::replace(&mut self.is_told, true) {
            self.found.push_back(Found { record: self.record, column: self.column, fault });
        }
    }
}
