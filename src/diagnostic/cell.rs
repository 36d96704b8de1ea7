//! Cells of worksheets by their address. ECMA-376-1, 18.18.62 (cell references).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The address of a cell in its sheet, such as `B7`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    /// 1-based.
    pub row: u32,
    /// 1-based: 2 is column B.
    pub column: u32,
}

impl CellRef {
    /// Rows of a sheet at most (ECMA-376-1, 18.3.1.73; the limit of Excel).
    pub const MOST_ROWS: u32 = 1_048_576;
    /// Columns of a sheet at most.
    pub const MOST_COLUMNS: u32 = 16_384;

    /// An address in letters and digits; `$` is passed over. `None` where no sheet has such a cell.
    pub fn parse(text: &str) -> Option<CellRef> {
        let (mut row, mut column, mut has_digits) = (0_u32, 0_u32, false);
        for byte in text.bytes() {
            match byte {
                b'$' => {}
                b'A'..=b'Z' | b'a'..=b'z' if !has_digits => {
                    column = column * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1;
                }
                b'0'..=b'9' => {
                    has_digits = true;
                    row = row * 10 + u32::from(byte - b'0');
                }
                _ => return None,
            }
            if row > CellRef::MOST_ROWS || column > CellRef::MOST_COLUMNS {
                return None;
            }
        }
        (row > 0 && column > 0).then_some(CellRef { row, column })
    }

    /// The letters of the column: `B`, `AA`.
    pub fn column_letters(self) -> String {
        let (mut rest, mut letters) = (self.column, Vec::new());
        while rest > 0 {
            rest -= 1;
            letters.push(b'A' + (rest % 26) as u8);
            rest /= 26;
        }
        letters.iter().rev().map(|letter| char::from(*letter)).collect()
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.column_letters(), self.row)
    }
}

impl Serialize for CellRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CellRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        CellRef::parse(&text).ok_or_else(|| de::Error::custom(format!("expected a cell such as `B7`, found `{text}`")))
    }
}

/// A sheet, or a cell in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CellPlace {
    /// The name of the sheet; empty where the file is one unnamed sheet.
    pub sheet: String,
    /// The cell; `None` where the whole sheet is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<CellRef>,
    /// The rule by which it is read, where one was broken: what a mapping says, and which mapping.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

/// As formulas write it: `Sheet!B7`, and `'Two words'!B7`.
impl fmt::Display for CellPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_plain = self.sheet.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.');
        match is_plain {
            true => f.write_str(&self.sheet)?,
            false => write!(f, "'{}'", self.sheet.replace('\'', "''"))?,
        }
        match self.cell {
            Some(cell) if self.sheet.is_empty() => cell.fmt(f),
            Some(cell) => write!(f, "!{cell}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_come_back_and_impossible_ones_are_none() {
        for text in ["A1", "B7", "Z99", "AA10", "XFD1048576"] {
            assert_eq!(CellRef::parse(text).map(|cell| cell.to_string()).as_deref(), Some(text));
        }
        assert_eq!(CellRef::parse("$B$7"), Some(CellRef { row: 7, column: 2 }));
        for text in ["", "A", "7", "A0", "7A", "A1B", "XFE1", "A1048577", "Ä1", "A99999999999"] {
            assert_eq!(CellRef::parse(text), None, "{text}");
        }
    }
}
