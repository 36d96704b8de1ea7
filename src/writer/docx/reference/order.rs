//! The order of children that the schema wants, kept whatever order an office's program wrote.
//!
//! Word calls a file damaged whose properties stand in another order or twice; other programs write such files and read
//! them. Source: ECMA-376-1, transitional schema (`wml.xsd`), in the clauses that each list names.

use super::tree::{elements_mut, walk_mut};
use crate::package::{Element, Node};
use crate::writer::docx::names::WORD;

/// Elements whose children have an order, by local name. A child that no list has, such as one of a later version of
/// Word, stands behind the others.
const ORDERS: [(&str, &[&str]); 21] = [
    // 17.7: styles.
    ("styles", &["docDefaults", "latentStyles", "style"]),
    ("docDefaults", &["rPrDefault", "pPrDefault"]),
    (
        "style",
        &[
            "name",
            "aliases",
            "basedOn",
            "next",
            "link",
            "autoRedefine",
            "hidden",
            "uiPriority",
            "semiHidden",
            "unhideWhenUsed",
            "qFormat",
            "locked",
            "personal",
            "personalCompose",
            "personalReply",
            "rsid",
            "pPr",
            "rPr",
            "tblPr",
            "trPr",
            "tcPr",
            "tblStylePr",
        ],
    ),
    ("tblStylePr", &["pPr", "rPr", "tblPr", "trPr", "tcPr"]),
    ("pPr", &PARAGRAPH),
    ("rPr", &RUN),
    ("pBdr", &["top", "left", "bottom", "right", "between", "bar"]),
    ("numPr", &["ilvl", "numId"]),
    // 17.4: tables.
    (
        "tblPr",
        &[
            "tblStyle",
            "tblpPr",
            "tblOverlap",
            "bidiVisual",
            "tblStyleRowBandSize",
            "tblStyleColBandSize",
            "tblW",
            "jc",
            "tblCellSpacing",
            "tblInd",
            "tblBorders",
            "shd",
            "tblLayout",
            "tblCellMar",
            "tblLook",
            "tblCaption",
            "tblDescription",
        ],
    ),
    (
        "tcPr",
        &[
            "cnfStyle",
            "tcW",
            "gridSpan",
            "hMerge",
            "vMerge",
            "tcBorders",
            "shd",
            "noWrap",
            "tcMar",
            "textDirection",
            "tcFitText",
            "vAlign",
            "hideMark",
        ],
    ),
    ("tblBorders", &["top", "left", "start", "bottom", "right", "end", "insideH", "insideV"]),
    ("tcBorders", &["top", "left", "start", "bottom", "right", "end", "insideH", "insideV", "tl2br", "tr2bl"]),
    ("tblCellMar", &["top", "left", "start", "bottom", "right", "end"]),
    ("tcMar", &["top", "left", "start", "bottom", "right", "end"]),
    // 17.9: numbering.
    ("numbering", &["numPicBullet", "abstractNum", "num", "numIdMacAtCleanup"]),
    ("abstractNum", &["nsid", "multiLevelType", "tmpl", "name", "styleLink", "numStyleLink", "lvl"]),
    (
        "lvl",
        &[
            "start",
            "numFmt",
            "lvlRestart",
            "pStyle",
            "isLgl",
            "suff",
            "lvlText",
            "lvlPicBulletId",
            "legacy",
            "lvlJc",
            "pPr",
            "rPr",
        ],
    ),
    // 17.6.17: sections.
    (
        "sectPr",
        &[
            "headerReference",
            "footerReference",
            "footnotePr",
            "endnotePr",
            "type",
            "pgSz",
            "pgMar",
            "paperSrc",
            "pgBorders",
            "lnNumType",
            "pgNumType",
            "cols",
            "formProt",
            "vAlign",
            "noEndnote",
            "titlePg",
            "textDirection",
            "bidi",
            "rtlGutter",
            "docGrid",
            "printerSettings",
        ],
    ),
    // 17.15.1.78: settings, as far as ours and those that are taken go.
    ("settings", &SETTINGS),
    // 17.15.3.1: switches, the only other children, stand before settings.
    ("compat", &[]),
    // 17.8.3.10: fonts.
    (
        "font",
        &[
            "altName",
            "panose1",
            "charset",
            "family",
            "notTrueType",
            "pitch",
            "sig",
            "embedRegular",
            "embedBold",
            "embedItalic",
            "embedBoldItalic",
        ],
    ),
];

/// 17.3.1.26.
const PARAGRAPH: [&str; 36] = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
];

/// 17.3.2.28, with the marks of revisions that 17.3.1.29 has before them.
const RUN: [&str; 43] = [
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
];

const SETTINGS: [&str; 30] = [
    "view",
    "zoom",
    "removePersonalInformation",
    "embedTrueTypeFonts",
    "embedSystemFonts",
    "saveSubsetFonts",
    "mirrorMargins",
    "alignBordersAndEdges",
    "bordersDoNotSurroundHeader",
    "bordersDoNotSurroundFooter",
    "gutterAtTop",
    "documentProtection",
    "defaultTabStop",
    "autoHyphenation",
    "consecutiveHyphenLimit",
    "hyphenationZone",
    "doNotHyphenateCaps",
    "evenAndOddHeaders",
    "noPunctuationKerning",
    "characterSpacingControl",
    "strictFirstAndLastChars",
    "noLineBreaksAfter",
    "noLineBreaksBefore",
    "footnotePr",
    "endnotePr",
    "compat",
    "themeFontLang",
    "clrSchemeMapping",
    "decimalSymbol",
    "listSeparator",
];

/// Children that may stand more than once. Of any other only the first is kept.
const REPEATED: [&str; 9] = [
    "style",
    "tblStylePr",
    "abstractNum",
    "num",
    "numPicBullet",
    "lvl",
    "headerReference",
    "footerReference",
    "compatSetting",
];

/// Brings the children of an element and of all below it into the order of the schema.
pub(super) fn sort(element: &mut Element) {
    walk_mut(element, &mut sort_children);
}

/// Adds a child at its place, in place of one of the same name.
pub(super) fn insert(element: &mut Element, child: Element) {
    super::tree::remove(element, &[child.local_name().to_owned().as_str()]);
    element.children.push(Node::Element(child));
    sort_children(element);
}

/// The child of a name, made at its place where there is none.
pub(super) fn ensured<'a>(element: &'a mut Element, local_name: &str) -> Option<&'a mut Element> {
    if element.child(local_name).is_none() {
        insert(element, super::tree::word(local_name, &[]));
    }
    elements_mut(element).find(|child| child.local_name() == local_name)
}

fn sort_children(element: &mut Element) {
    if element.namespace != WORD {
        return;
    }
    let Some((parent, order)) = ORDERS.iter().find(|(name, _)| *name == element.local_name()) else { return };
    let rank = |child: &Element| {
        let place = order.iter().position(|name| child.namespace == WORD && *name == child.local_name());
        match *parent {
            "compat" => usize::from(child.local_name() == "compatSetting"),
            // The record of a revision ends its properties, whatever stands before it.
            _ if child.local_name().ends_with("PrChange") => order.len() + 1,
            _ => place.unwrap_or(order.len()),
        }
    };
    let mut seen: Vec<String> = Vec::new();
    element.children.retain(|node| match node {
        Node::Element(child) if child.namespace == WORD && !REPEATED.contains(&child.local_name()) => {
            let is_new = !seen.iter().any(|name| name == child.local_name());
            seen.push(child.local_name().to_owned());
            is_new
        }
        Node::Element(_) => true,
        Node::Text(_) => false,
    });
    element.children.sort_by_key(|node| match node {
        Node::Element(child) => rank(child),
        Node::Text(_) => 0,
    });
}
