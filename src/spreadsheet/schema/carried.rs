//! What the data holds and a workbook does not carry.

/// Values that a workbook does not carry, and that an import therefore leaves as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotCarried {
    /// Path of the values: `*` is any step, `**` any steps, `{language}` the language of the data.
    pub path: &'static str,
    /// Why.
    pub reason: &'static str,
}

/// All that a workbook does not carry. A test holds it against what the model has.
///
/// Besides these values: narrative texts, which are templates; the order of papers of different kinds (papers are
/// written in the order of their dates); zeros behind the decimal mark of an amount that a person changes.
pub const NOT_CARRIED: [NotCarried; 3] = [
    NotCarried { path: "country/code", reason: "it is the name of the country's folder" },
    NotCarried { path: "country/language", reason: "every sheet is written in it, so a workbook cannot change it" },
    NotCarried {
        path: "**/{language}/translation",
        reason: "the standing of the text in the language of the data itself stands beside no cell",
    },
];
