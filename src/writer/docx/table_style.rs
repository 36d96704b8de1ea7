//! Styles of tables, and the list of none. Floor 3.
//!
//! What a table shows of its style is switched by its `w:tblLook` (ECMA-376-1, 17.4.55 and 17.7.6).

use super::tokens::Tokens;
use super::xml::{flag, value};
use crate::package::XmlWriter;

/// Padding at the sides of a cell of data, in twips; the same as in the PDF.
pub(super) const CELL_PADDING: i64 = 110;
/// Padding above and below, so that rows are as high as in the PDF, whose lines have no room of their own.
const ROW_PADDING: i64 = 36;

/// Writes the styles of tables into `w:styles`.
pub(super) fn write(xml: &mut XmlWriter, tokens: &Tokens<'_>) {
    xml.element("w:style", &[("w:type", "table"), ("w:default", "1"), ("w:styleId", "TableNormal")], |xml| {
        value(xml, "w:name", "Normal Table");
        value(xml, "w:uiPriority", "99");
        flag(xml, "w:semiHidden");
        flag(xml, "w:unhideWhenUsed");
        xml.element("w:tblPr", &[], |xml| {
            xml.empty("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")]);
            margins(xml, [0, 108, 0, 108]);
        });
    });
    xml.element("w:style", &[("w:type", "numbering"), ("w:default", "1"), ("w:styleId", "NoList")], |xml| {
        value(xml, "w:name", "No List");
        value(xml, "w:uiPriority", "99");
        flag(xml, "w:semiHidden");
        flag(xml, "w:unhideWhenUsed");
    });
    data(xml, tokens);
    xml.element("w:style", &[("w:type", "table"), ("w:customStyle", "1"), ("w:styleId", "Panels")], |xml| {
        value(xml, "w:name", "Panels");
        value(xml, "w:basedOn", "TableNormal");
        value(xml, "w:uiPriority", "99");
        xml.element("w:tblPr", &[], |xml| margins(xml, [0, 0, 0, 0]));
    });
}

/// The style of tables of data.
fn data(xml: &mut XmlWriter, tokens: &Tokens<'_>) {
    let parts = &tokens.look.colors;
    let rule = tokens.color(&parts.table_rule);
    xml.element("w:style", &[("w:type", "table"), ("w:customStyle", "1"), ("w:styleId", "ReportTable")], |xml| {
        value(xml, "w:name", "Report Table");
        value(xml, "w:basedOn", "TableNormal");
        value(xml, "w:uiPriority", "40");
        flag(xml, "w:qFormat");
        xml.element("w:tblPr", &[], |xml| {
            xml.element("w:tblBorders", &[], |xml| {
                border(xml, "w:top", 10, &rule);
                border(xml, "w:bottom", 6, &rule);
                border(xml, "w:insideH", 4, &tokens.color(&parts.line));
            });
            margins(xml, [ROW_PADDING, CELL_PADDING, ROW_PADDING, CELL_PADDING]);
        });
        xml.element("w:tblStylePr", &[("w:type", "firstRow")], |xml| {
            xml.element("w:rPr", &[], |xml| {
                flag(xml, "w:b");
                flag(xml, "w:bCs");
            });
            cells(xml, &[("w:bottom", 6)], &rule, &tokens.color(&parts.table_heading));
        });
        xml.element("w:tblStylePr", &[("w:type", "lastRow")], |xml| {
            xml.element("w:rPr", &[], |xml| {
                flag(xml, "w:b");
                flag(xml, "w:bCs");
            });
            cells(xml, &[("w:top", 6), ("w:bottom", 6)], &rule, &tokens.color(&parts.table_group));
        });
        xml.element("w:tblStylePr", &[("w:type", "firstCol")], |xml| {
            xml.element("w:rPr", &[], |xml| value(xml, "w:color", &tokens.color("ink")));
        });
    });
}

fn cells(xml: &mut XmlWriter, borders: &[(&str, u32)], color: &str, fill: &str) {
    xml.element("w:tcPr", &[], |xml| {
        xml.element("w:tcBorders", &[], |xml| {
            for (side, size) in borders {
                border(xml, side, *size, color);
            }
        });
        shade(xml, fill);
    });
}

/// A single line of a thickness in eighths of a point.
pub(super) fn border(xml: &mut XmlWriter, side: &str, size: u32, color: &str) {
    let size = size.to_string();
    xml.empty(side, &[("w:val", "single"), ("w:sz", &size), ("w:space", "0"), ("w:color", color)]);
}

/// A ground.
pub(super) fn shade(xml: &mut XmlWriter, fill: &str) {
    xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)]);
}

/// Padding of cells: top, left, bottom, right, in twips.
fn margins(xml: &mut XmlWriter, widths: [i64; 4]) {
    xml.element("w:tblCellMar", &[], |xml| {
        for (side, width) in ["w:top", "w:left", "w:bottom", "w:right"].into_iter().zip(widths) {
            xml.empty(side, &[("w:w", &width.to_string()), ("w:type", "dxa")]);
        }
    });
}
