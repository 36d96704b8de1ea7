//! `word/numbering.xml`: numbers of headings, bullets, numbered lists. Floor 3.
//!
//! Source: ECMA-376-1, 17.9.

use super::names::WORD;
use super::tokens::Tokens;
use super::units::Twip;
use super::xml::value;
use crate::document::LIST_LEVELS;
use crate::package::XmlWriter;

/// The `w:num` of headings, named by their styles.
pub(super) const HEADINGS: usize = 1;
/// The `w:num` of bulleted lists.
pub(super) const BULLETS: usize = 2;
/// The `w:num` of the style of numbered lists; each list has one of its own after [`NONE`].
pub(super) const NUMBERS: usize = 3;
/// The `w:num` of dated events.
pub(super) const EVENTS: usize = 4;
/// The `w:num` of headings without a number in a document whose headings have some. It prints nothing: the number 0, which
/// the standard has for this (17.9.18), is taken for a mistake by programs that check files.
pub(super) const NONE: usize = 5;

/// Indent of each level of a list, in millimetres.
pub(super) const LIST_STEP_MM: f64 = 5.0;
/// Room for a character of a heading's number, and behind the number, in em of its size.
const HEADING_EM: (f64, f64) = (0.58, 0.6);
/// Where the words of a dated event begin, in millimetres, before its date.
const EVENT_DOT_MM: f64 = 4.0;

/// What the numbers of a document need.
pub(super) struct Needs {
    /// How many numbered lists there are.
    pub(super) lists: usize,
    /// Where the words of dated events begin.
    pub(super) event_indent: Twip,
    /// Most characters in the number of a heading, by level.
    pub(super) heading_characters: [u32; 6],
}

/// The part.
pub(super) fn part(tokens: &Tokens<'_>, needs: &Needs) -> Vec<u8> {
    let mut xml = XmlWriter::new();
    xml.element("w:numbering", &[("xmlns:w", WORD)], |xml| {
        kind(xml, HEADINGS, "multilevel", &mut |xml, level| heading_level(xml, tokens, level, needs));
        kind(xml, BULLETS, "hybridMultilevel", &mut |xml, level| {
            let mark = if level.is_multiple_of(2) { "\u{2022}" } else { "\u{2013}" };
            list_level(xml, tokens, level, "bullet", mark, (level == 0).then_some("ListBullet"));
        });
        kind(xml, NUMBERS, "multilevel", &mut |xml, level| {
            let text = format!("%{}.", level + 1);
            list_level(xml, tokens, level, "decimal", &text, (level == 0).then_some("ListNumber"));
        });
        kind(xml, EVENTS, "singleLevel", &mut |xml, level| event_level(xml, tokens, level, needs.event_indent));
        kind(xml, NONE, "multilevel", &mut |xml, level| {
            xml.element("w:lvl", &[("w:ilvl", &level.to_string())], |xml| {
                value(xml, "w:start", "1");
                value(xml, "w:numFmt", "none");
                value(xml, "w:suff", "nothing");
                value(xml, "w:lvlText", "");
                value(xml, "w:lvlJc", "left");
                hanging(xml, Twip(0), None);
            });
        });
        for number in [HEADINGS, BULLETS, NUMBERS, EVENTS, NONE] {
            instance(xml, number, number, false);
        }
        for number in 0..needs.lists {
            instance(xml, NONE + 1 + number, NUMBERS, true);
        }
    });
    xml.into_bytes()
}

fn kind(xml: &mut XmlWriter, number: usize, multi: &str, level: &mut dyn FnMut(&mut XmlWriter, usize)) {
    xml.element("w:abstractNum", &[("w:abstractNumId", &number.to_string())], |xml| {
        value(xml, "w:multiLevelType", multi);
        let levels = if multi == "singleLevel" { 1 } else { LIST_LEVELS };
        (0..levels).for_each(|place| level(xml, place));
    });
}

fn instance(xml: &mut XmlWriter, number: usize, kind: usize, restarts: bool) {
    xml.element("w:num", &[("w:numId", &number.to_string())], |xml| {
        value(xml, "w:abstractNumId", &kind.to_string());
        if restarts {
            for level in 0..LIST_LEVELS {
                xml.element("w:lvlOverride", &[("w:ilvl", &level.to_string())], |xml| {
                    value(xml, "w:startOverride", "1");
                });
            }
        }
    });
}

fn heading_level(xml: &mut XmlWriter, tokens: &Tokens<'_>, level: usize, needs: &Needs) {
    xml.element("w:lvl", &[("w:ilvl", &level.to_string())], |xml| {
        value(xml, "w:start", "1");
        value(xml, "w:numFmt", "decimal");
        if level < 6 {
            value(xml, "w:pStyle", &format!("Heading{}", level + 1));
        }
        value(xml, "w:suff", "tab");
        let text: Vec<String> = (1..=level + 1).map(|place| format!("%{place}")).collect();
        value(xml, "w:lvlText", &text.join("."));
        value(xml, "w:lvlJc", "left");
        let size = super::look::SizeToken::of_heading(level + 1);
        let characters = needs.heading_characters[level.min(5)].max(1);
        let em = f64::from(characters) * HEADING_EM.0 + HEADING_EM.1;
        hanging(xml, Twip::from_pt(tokens.size_pt(size) * em), None);
        xml.element("w:rPr", &[], |xml| {
            value(xml, "w:b", "0");
            value(xml, "w:bCs", "0");
            value(xml, "w:color", &tokens.color("ink-soft"));
        });
    });
}

fn list_level(xml: &mut XmlWriter, tokens: &Tokens<'_>, level: usize, format: &str, text: &str, style: Option<&str>) {
    xml.element("w:lvl", &[("w:ilvl", &level.to_string())], |xml| {
        value(xml, "w:start", "1");
        value(xml, "w:numFmt", format);
        if let Some(style) = style {
            value(xml, "w:pStyle", style);
        }
        value(xml, "w:suff", "tab");
        value(xml, "w:lvlText", text);
        value(xml, "w:lvlJc", "left");
        let steps = u32::try_from(level + 1).unwrap_or(1);
        let left = Twip::from_mm(LIST_STEP_MM * f64::from(steps));
        hanging(xml, left, Some(Twip::from_mm(LIST_STEP_MM)));
        if format == "bullet" {
            xml.element("w:rPr", &[], |xml| value(xml, "w:color", &tokens.color("accent")));
        }
    });
}

fn event_level(xml: &mut XmlWriter, tokens: &Tokens<'_>, level: usize, indent: Twip) {
    xml.element("w:lvl", &[("w:ilvl", &level.to_string())], |xml| {
        value(xml, "w:start", "1");
        value(xml, "w:numFmt", "bullet");
        value(xml, "w:pStyle", "Timeline");
        value(xml, "w:suff", "tab");
        value(xml, "w:lvlText", "\u{25cf}");
        value(xml, "w:lvlJc", "left");
        xml.element("w:pPr", &[], |xml| {
            // The second tab, before the words, is that of the hanging indent.
            let dot = Twip::from_mm(EVENT_DOT_MM).to_string();
            xml.element("w:tabs", &[], |xml| xml.empty("w:tab", &[("w:val", "num"), ("w:pos", &dot)]));
            let indent = indent.to_string();
            xml.empty("w:ind", &[("w:left", &indent), ("w:hanging", &indent)]);
        });
        xml.element("w:rPr", &[], |xml| {
            value(xml, "w:color", &tokens.color("accent"));
            value(xml, "w:sz", "12");
        });
    });
}

fn hanging(xml: &mut XmlWriter, left: Twip, hanging: Option<Twip>) {
    let hanging = hanging.unwrap_or(left).to_string();
    xml.element("w:pPr", &[], |xml| {
        xml.empty("w:ind", &[("w:left", &left.to_string()), ("w:hanging", &hanging)]);
    });
}
