//! `word/styles.xml`: defaults, styles of paragraphs, runs and tables. Floor 3.
//!
//! Source: ECMA-376-1, 17.7 (styles), with the order of 17.3.1.26 (`pPr`) and 17.3.2.28 (`rPr`).

use super::cover::BAND_ROOM_MM;
use super::definitions::{Definition, Kind, Shape, definitions};
use super::look::{FontToken, StyleLook};
use super::names::WORD;
use super::numbering::{BULLETS, EVENTS, HEADINGS, NUMBERS};
use super::table_style;
use super::tokens::Tokens;
use super::units::{HalfPoint, Twip};
use super::xml::{flag, value};
use crate::document::Orientation;
use crate::package::XmlWriter;

/// Indents of the contents, by level: to the number, and from there to the words. In millimetres.
const CONTENTS_MM: [(f64, f64); 6] = [(0.0, 7.0), (7.0, 10.0), (17.0, 13.0), (30.0, 15.0), (45.0, 17.0), (62.0, 19.0)];
/// Indent of the words in the list of tables.
const TABLE_ENTRY_MM: f64 = 19.0;
/// Length of a short rule.
const SHORT_RULE_MM: f64 = 26.0;

/// The part. `has_numbers` says whether some heading carries a number, and `language` is that of the report.
pub(super) fn part(tokens: &Tokens<'_>, language: &str, has_numbers: bool) -> Vec<u8> {
    let mut xml = XmlWriter::new();
    xml.element("w:styles", &[("xmlns:w", WORD)], |xml| {
        defaults(xml, tokens, language);
        for definition in definitions() {
            let look = merged(tokens, &definition);
            style(xml, tokens, &definition, &look, has_numbers);
        }
        table_style::write(xml, tokens);
    });
    xml.into_bytes()
}

/// What a style takes: of each token the theme's own choice, else the style's.
fn merged(tokens: &Tokens<'_>, definition: &Definition) -> StyleLook {
    let own = &definition.look;
    let Some(chosen) = tokens.look.styles.get(definition.id) else { return own.clone() };
    StyleLook {
        font: chosen.font.or(own.font),
        size: chosen.size.or(own.size),
        scale: chosen.scale.or(own.scale),
        color: chosen.color.clone().or_else(|| own.color.clone()),
        bold: chosen.bold.or(own.bold),
        italic: chosen.italic.or(own.italic),
        before: chosen.before.or(own.before),
        after: chosen.after.or(own.after),
        line: chosen.line.or(own.line),
    }
}

fn defaults(xml: &mut XmlWriter, tokens: &Tokens<'_>, language: &str) {
    xml.element("w:docDefaults", &[], |xml| {
        xml.element("w:rPrDefault", &[], |xml| {
            xml.element("w:rPr", &[], |xml| {
                theme_fonts(xml, FontToken::Body);
                size(xml, HalfPoint::from_pt(tokens.size_pt(super::look::SizeToken::Body)));
                xml.empty("w:lang", &[("w:val", language), ("w:eastAsia", language)]);
            });
        });
        xml.element("w:pPrDefault", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                let (after, line) = (tokens.paragraph_space().to_string(), tokens.line(None).to_string());
                xml.empty("w:spacing", &[("w:after", &after), ("w:line", &line), ("w:lineRule", "auto")]);
            });
        });
    });
}

fn style(xml: &mut XmlWriter, tokens: &Tokens<'_>, definition: &Definition, look: &StyleLook, has_numbers: bool) {
    let kind = match definition.kind {
        Kind::Paragraph => "paragraph",
        Kind::Character => "character",
    };
    let mut attributes = vec![("w:type", kind)];
    if definition.based_on.is_none() {
        attributes.push(("w:default", "1"));
    }
    attributes.push(("w:styleId", definition.id));
    xml.element("w:style", &attributes, |xml| {
        value(xml, "w:name", definition.name);
        if let Some(parent) = definition.based_on {
            value(xml, "w:basedOn", parent);
        }
        if let Some(next) = definition.next {
            value(xml, "w:next", next);
        }
        value(xml, "w:uiPriority", &definition.priority.to_string());
        if definition.priority < 41 {
            flag(xml, "w:qFormat");
        }
        match definition.kind {
            Kind::Paragraph => {
                paragraph_properties(xml, tokens, definition, look, has_numbers);
                run_properties(xml, tokens, look, definition.id);
            }
            Kind::Character => run_properties(xml, tokens, look, definition.id),
        }
    });
}

fn paragraph_properties(
    xml: &mut XmlWriter,
    tokens: &Tokens<'_>,
    definition: &Definition,
    look: &StyleLook,
    has_numbers: bool,
) {
    xml.element("w:pPr", &[], |xml| {
        if definition.keeps_next {
            flag(xml, "w:keepNext");
        }
        match definition.shape {
            Shape::Heading(_) | Shape::Contents(_) | Shape::TableEntry | Shape::Event => flag(xml, "w:keepLines"),
            Shape::Plain
            | Shape::Bullet
            | Shape::Number
            | Shape::Bar
            | Shape::RuleAbove
            | Shape::ShortRule
            | Shape::Header
            | Shape::Footer => {}
        }
        numbers(xml, definition.shape, has_numbers);
        borders(xml, tokens, definition.shape);
        tabs(xml, tokens, definition.shape);
        spacing(xml, tokens, look);
        indent(xml, tokens, definition.shape);
        if definition.is_tight {
            flag(xml, "w:contextualSpacing");
        }
        match definition.shape {
            Shape::Footer => value(xml, "w:jc", "right"),
            Shape::Heading(level) => value(xml, "w:outlineLvl", &(level - 1).to_string()),
            Shape::Plain
            | Shape::Contents(_)
            | Shape::TableEntry
            | Shape::Bullet
            | Shape::Number
            | Shape::Event
            | Shape::Bar
            | Shape::RuleAbove
            | Shape::ShortRule
            | Shape::Header => {}
        }
    });
}

fn numbers(xml: &mut XmlWriter, shape: Shape, has_numbers: bool) {
    let (number, level) = match shape {
        Shape::Heading(level) if has_numbers => (HEADINGS, level - 1),
        Shape::Bullet => (BULLETS, 0),
        Shape::Number => (NUMBERS, 0),
        Shape::Event => (EVENTS, 0),
        Shape::Heading(_)
        | Shape::Plain
        | Shape::Contents(_)
        | Shape::TableEntry
        | Shape::Bar
        | Shape::RuleAbove
        | Shape::ShortRule
        | Shape::Header
        | Shape::Footer => return,
    };
    xml.element("w:numPr", &[], |xml| {
        if level > 0 {
            value(xml, "w:ilvl", &level.to_string());
        }
        value(xml, "w:numId", &number.to_string());
    });
}

fn borders(xml: &mut XmlWriter, tokens: &Tokens<'_>, shape: Shape) {
    let parts = &tokens.look.colors;
    let (side, size, space, color) = match shape {
        Shape::Bar => ("w:left", "12", "14", &parts.line),
        Shape::Event => ("w:left", "10", "0", &parts.band_soft),
        Shape::RuleAbove => ("w:top", "24", "8", &parts.table_rule),
        Shape::ShortRule => ("w:top", "18", "0", &parts.table_rule),
        Shape::Header => ("w:bottom", "4", "5", &parts.line),
        Shape::Plain
        | Shape::Heading(_)
        | Shape::Contents(_)
        | Shape::TableEntry
        | Shape::Bullet
        | Shape::Number
        | Shape::Footer => return,
    };
    let color = tokens.color(color);
    xml.element("w:pBdr", &[], |xml| {
        xml.empty(side, &[("w:val", "single"), ("w:sz", size), ("w:space", space), ("w:color", &color)]);
    });
}

fn tabs(xml: &mut XmlWriter, tokens: &Tokens<'_>, shape: Shape) {
    let right = tokens.text_width(Orientation::Portrait);
    let start = |level: u8| {
        let (left, hanging) = CONTENTS_MM[usize::from(level.clamp(1, 6)) - 1];
        Twip::from_mm(left + hanging)
    };
    let stops: Vec<(&str, Twip, &str)> = match shape {
        Shape::Contents(level) => vec![("left", start(level), "none"), ("right", right, "dot")],
        Shape::TableEntry => vec![("left", Twip::from_mm(TABLE_ENTRY_MM), "none"), ("right", right, "dot")],
        Shape::Header => vec![("right", right, "none")],
        Shape::Plain
        | Shape::Heading(_)
        | Shape::Bullet
        | Shape::Number
        | Shape::Event
        | Shape::Bar
        | Shape::RuleAbove
        | Shape::ShortRule
        | Shape::Footer => return,
    };
    xml.element("w:tabs", &[], |xml| {
        for (kind, position, leader) in stops {
            let position = position.to_string();
            xml.empty("w:tab", &[("w:val", kind), ("w:leader", leader), ("w:pos", &position)]);
        }
    });
}

fn spacing(xml: &mut XmlWriter, tokens: &Tokens<'_>, look: &StyleLook) {
    let before = look.before.map(|mm| tokens.space(mm).to_string());
    let after = look.after.map(|mm| tokens.space(mm).to_string());
    let line = look.line.map(|lines| tokens.line(Some(lines)).to_string());
    let mut attributes = Vec::new();
    attributes.extend(before.as_deref().map(|before| ("w:before", before)));
    attributes.extend(after.as_deref().map(|after| ("w:after", after)));
    if let Some(line) = &line {
        attributes.extend([("w:line", line.as_str()), ("w:lineRule", "auto")]);
    }
    if !attributes.is_empty() {
        xml.empty("w:spacing", &attributes);
    }
}

fn indent(xml: &mut XmlWriter, tokens: &Tokens<'_>, shape: Shape) {
    let (left, right, hanging) = match shape {
        Shape::Contents(level) => {
            let (left, hanging) = CONTENTS_MM[usize::from(level.clamp(1, 6)) - 1];
            (left + hanging, 0.0, hanging)
        }
        Shape::TableEntry => (TABLE_ENTRY_MM, 0.0, TABLE_ENTRY_MM),
        Shape::Bar => (6.0, 0.0, 0.0),
        // The rule is as wide as the paragraph.
        Shape::ShortRule => {
            let width_mm = tokens.text_width(Orientation::Portrait).to_pt() / 72.0 * 25.4;
            (0.0, (width_mm - BAND_ROOM_MM - SHORT_RULE_MM).max(0.0), 0.0)
        }
        Shape::Plain
        | Shape::Heading(_)
        | Shape::Bullet
        | Shape::Number
        | Shape::Event
        | Shape::RuleAbove
        | Shape::Header
        | Shape::Footer => return,
    };
    let [left, right, hanging] = [left, right, hanging].map(|mm| Twip::from_mm(mm).to_string());
    xml.empty("w:ind", &[("w:left", &left), ("w:right", &right), ("w:hanging", &hanging)]);
}

fn run_properties(xml: &mut XmlWriter, tokens: &Tokens<'_>, look: &StyleLook, id: &str) {
    xml.element("w:rPr", &[], |xml| {
        match look.font {
            Some(FontToken::Code) => {
                let font = tokens.font(FontToken::Code);
                xml.empty("w:rFonts", &[("w:ascii", font), ("w:hAnsi", font), ("w:cs", font)]);
            }
            Some(token @ (FontToken::Body | FontToken::Heading)) => theme_fonts(xml, token),
            None => {}
        }
        for (is_on, names) in [(look.bold, ["w:b", "w:bCs"]), (look.italic, ["w:i", "w:iCs"])] {
            match is_on {
                Some(true) => names.into_iter().for_each(|name| flag(xml, name)),
                Some(false) => names.into_iter().for_each(|name| value(xml, name, "0")),
                None => {}
            }
        }
        if let Some(token) = &look.color {
            value(xml, "w:color", &tokens.color(token));
        }
        if let Some(points) = tokens.size(look) {
            size(xml, points);
        }
        if id == "FootnoteReference" {
            value(xml, "w:vertAlign", "superscript");
        }
    });
}

/// Fonts by their place in the theme of the file, so that Word's own "Fonts" menu changes them.
fn theme_fonts(xml: &mut XmlWriter, token: FontToken) {
    let [latin, east, complex] = match token {
        FontToken::Heading => ["majorHAnsi", "majorEastAsia", "majorBidi"],
        FontToken::Body | FontToken::Code => ["minorHAnsi", "minorEastAsia", "minorBidi"],
    };
    xml.empty(
        "w:rFonts",
        &[("w:asciiTheme", latin), ("w:eastAsiaTheme", east), ("w:hAnsiTheme", latin), ("w:cstheme", complex)],
    );
}

fn size(xml: &mut XmlWriter, size: HalfPoint) {
    let size = size.to_string();
    value(xml, "w:sz", &size);
    value(xml, "w:szCs", &size);
}
