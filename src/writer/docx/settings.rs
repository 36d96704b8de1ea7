//! `word/settings.xml`, `word/fontTable.xml` and `word/theme/theme1.xml`. Floor 3.
//!
//! Nothing here makes Word ask or recount on opening: every field has its result. Source: ECMA-376-1, 17.15.1 (the order
//! of settings), 17.8 (fonts), 20.1.6 (themes).

use super::look::FontToken;
use super::names::{ART, WORD};
use super::tokens::Tokens;
use super::xml::value;
use crate::package::XmlWriter;

/// The behaviour of Word 2013 and later.
const COMPATIBILITY_MODE: &str = "15";

/// The settings, for a language with such a decimal mark.
pub(super) fn settings(language: &str, decimal_mark: char) -> Vec<u8> {
    let mut xml = XmlWriter::new();
    xml.element("w:settings", &[("xmlns:w", WORD)], |xml| {
        xml.empty("w:zoom", &[("w:percent", "100")]);
        value(xml, "w:defaultTabStop", "709");
        value(xml, "w:characterSpacingControl", "doNotCompress");
        xml.element("w:footnotePr", &[], |xml| {
            xml.empty("w:footnote", &[("w:id", "-1")]);
            xml.empty("w:footnote", &[("w:id", "0")]);
        });
        xml.element("w:compat", &[], |xml| {
            xml.empty(
                "w:compatSetting",
                &[
                    ("w:name", "compatibilityMode"),
                    ("w:uri", "http://schemas.microsoft.com/office/word"),
                    ("w:val", COMPATIBILITY_MODE),
                ],
            );
        });
        xml.empty("w:themeFontLang", &[("w:val", language), ("w:eastAsia", language)]);
        let mapping = [
            ("w:bg1", "light1"),
            ("w:t1", "dark1"),
            ("w:bg2", "light2"),
            ("w:t2", "dark2"),
            ("w:accent1", "accent1"),
            ("w:accent2", "accent2"),
            ("w:accent3", "accent3"),
            ("w:accent4", "accent4"),
            ("w:accent5", "accent5"),
            ("w:accent6", "accent6"),
            ("w:hyperlink", "hyperlink"),
            ("w:followedHyperlink", "followedHyperlink"),
        ];
        xml.empty("w:clrSchemeMapping", &mapping);
        value(xml, "w:decimalSymbol", &decimal_mark.to_string());
        value(xml, "w:listSeparator", if decimal_mark == ',' { ";" } else { "," });
    });
    xml.into_bytes()
}

/// The fonts that the styles name, with what Word takes where one is missing.
pub(super) fn font_table(tokens: &Tokens<'_>) -> Vec<u8> {
    let tokens_of_fonts = [FontToken::Body, FontToken::Heading, FontToken::Code];
    let mut families: Vec<&str> = tokens_of_fonts.into_iter().map(|token| tokens.font(token)).collect();
    families.push(tokens.east_asian_font());
    families.sort_unstable();
    families.dedup();
    let mut xml = XmlWriter::new();
    xml.element("w:fonts", &[("xmlns:w", WORD)], |xml| {
        for family in families {
            xml.element("w:font", &[("w:name", family)], |xml| {
                if let Some(others) = tokens.look.font_alternatives.get(family).filter(|others| !others.is_empty()) {
                    value(xml, "w:altName", &others.join(","));
                }
                value(xml, "w:charset", "00");
                let is_code = family == tokens.font(FontToken::Code);
                value(xml, "w:family", if is_code { "modern" } else { "swiss" });
                value(xml, "w:pitch", if is_code { "fixed" } else { "variable" });
            });
        }
    });
    xml.into_bytes()
}

/// The theme of the file: colours and fonts as Word's own menus show them.
pub(super) fn theme(tokens: &Tokens<'_>, name: &str) -> Vec<u8> {
    let colors = [
        ("a:dk1", "ink"),
        ("a:lt1", "paper"),
        ("a:dk2", "accent"),
        ("a:lt2", "surface"),
        ("a:accent1", "accent"),
        ("a:accent2", "grant-aid"),
        ("a:accent3", "technical-cooperation"),
        ("a:accent4", "volunteers"),
        ("a:accent5", "training"),
        ("a:accent6", "experts"),
        ("a:hlink", "note"),
        ("a:folHlink", "note"),
    ];
    let mut xml = XmlWriter::new();
    xml.element("a:theme", &[("xmlns:a", ART), ("name", name)], |xml| {
        xml.element("a:themeElements", &[], |xml| {
            xml.element("a:clrScheme", &[("name", name)], |xml| {
                for (element, token) in colors {
                    xml.element(element, &[], |xml| xml.empty("a:srgbClr", &[("val", &tokens.color(token))]));
                }
            });
            xml.element("a:fontScheme", &[("name", name)], |xml| {
                for (element, token) in [("a:majorFont", FontToken::Heading), ("a:minorFont", FontToken::Body)] {
                    xml.element(element, &[], |xml| {
                        xml.empty("a:latin", &[("typeface", tokens.font(token))]);
                        xml.empty("a:ea", &[("typeface", tokens.east_asian_font())]);
                        xml.empty("a:cs", &[("typeface", tokens.font(token))]);
                    });
                }
            });
            formats(xml, name);
        });
    });
    xml.into_bytes()
}

/// The formats of shapes, of which a theme has three each (ECMA-376-1, 20.1.4.1.14): plain ones.
fn formats(xml: &mut XmlWriter, name: &str) {
    let fill = |xml: &mut XmlWriter| {
        xml.element("a:solidFill", &[], |xml| xml.empty("a:schemeClr", &[("val", "phClr")]));
    };
    xml.element("a:fmtScheme", &[("name", name)], |xml| {
        xml.element("a:fillStyleLst", &[], |xml| (0..3).for_each(|_| fill(xml)));
        xml.element("a:lnStyleLst", &[], |xml| {
            for width in ["6350", "12700", "19050"] {
                xml.element("a:ln", &[("w", width)], fill);
            }
        });
        xml.element("a:effectStyleLst", &[], |xml| {
            for _ in 0..3 {
                xml.element("a:effectStyle", &[], |xml| xml.empty("a:effectLst", &[]));
            }
        });
        xml.element("a:bgFillStyleLst", &[], |xml| (0..3).for_each(|_| fill(xml)));
    });
}
