//! What became of every cell.

use std::fmt;
use std::ops::AddAssign;

use serde::Serialize;

/// Cells that are not empty, by what became of them. The reader counts the cells, whoever looks at one counts what became
/// of it; so a cell that nobody looked at leaves a gap.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Accounting {
    /// Counted by the reader.
    pub cells: u64,
    /// Read as values, or as the mark of a missing one.
    pub imported: u64,
    /// Names of columns, ids of columns, and what stands above them.
    pub header: u64,
    /// Of rows of totals that were verified.
    pub totals: u64,
    /// Declared as ignored.
    pub ignored: u64,
    /// Named in a finding of level error, alone or with their column, row or sheet.
    pub findings: u64,
}

impl Accounting {
    /// The sum of what became of cells.
    pub fn sum(&self) -> u64 {
        self.imported + self.header + self.totals + self.ignored + self.findings
    }

    /// Whether nothing is lost and nothing counted twice.
    pub fn is_balanced(&self) -> bool {
        self.cells == self.sum()
    }
}

impl AddAssign for Accounting {
    fn add_assign(&mut self, more: Accounting) {
        let Accounting { cells, imported, header, totals, ignored, findings } = more;
        self.cells += cells;
        self.imported += imported;
        self.header += header;
        self.totals += totals;
        self.ignored += ignored;
        self.findings += findings;
    }
}

/// As the summary of an import prints it.
impl fmt::Display for Accounting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Accounting { cells, imported, header, totals, ignored, findings } = self;
        write!(
            f,
            "{cells} cells: {imported} imported, {header} header, {totals} verified totals, {ignored} ignored, {findings} in findings"
        )
    }
}
