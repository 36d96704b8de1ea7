//! Fills, lines, texts and places in a chart (ECMA-376-1, 20.1.2 and 21.2.2.88).

use super::Drawing;
use crate::chart::{Frame, Paint, color};
use crate::package::XmlWriter;

/// English Metric Units in a point (ECMA-376-1, 20.1.2.1).
const EMU_PER_POINT: f64 = 12_700.0;

/// A token of the theme as paint.
pub(super) fn token(name: &str) -> Paint {
    Paint::Token(name.to_owned())
}

/// A whole number as an attribute.
fn whole(value: f64) -> String {
    format!("{:.0}", value.max(0.0))
}

/// Writes an element that has a value only.
pub(super) fn val(xml: &mut XmlWriter, name: &str, value: &str) {
    xml.empty(name, &[("val", value)]);
}

impl Drawing<'_> {
    /// Fills with a colour.
    pub(super) fn fill(&self, xml: &mut XmlWriter, paint: &Paint) {
        let hex = color(paint, self.theme).to_hex().trim_start_matches('#').to_ascii_uppercase();
        xml.element("a:solidFill", &[], |xml| val(xml, "a:srgbClr", &hex));
    }

    /// Draws a line; `None` for none.
    pub(super) fn line(&self, xml: &mut XmlWriter, line: Option<(&Paint, f64)>) {
        match line {
            Some((paint, width_pt)) => {
                xml.element("a:ln", &[("w", &whole(width_pt * EMU_PER_POINT)), ("cap", "flat")], |xml| {
                    self.fill(xml, paint);
                    xml.empty("a:round", &[]);
                });
            }
            None => xml.element("a:ln", &[], |xml| xml.empty("a:noFill", &[])),
        }
    }

    /// Shape properties of an area: its fill and, around it, a seam in the colour of the paper if there is one.
    pub(super) fn area(&self, xml: &mut XmlWriter, paint: &Paint, seam_pt: Option<f64>) {
        let paper = token("paper");
        xml.element("c:spPr", &[], |xml| {
            self.fill(xml, paint);
            self.line(xml, seam_pt.map(|seam_pt| (&paper, seam_pt)));
        });
    }

    /// Shape properties of something that is neither filled nor framed.
    pub(super) fn nothing(&self, xml: &mut XmlWriter) {
        xml.element("c:spPr", &[], |xml| {
            xml.empty("a:noFill", &[]);
            self.line(xml, None);
        });
    }

    /// Properties of texts: turned by so many degrees, not broken where `is_one_line`.
    pub(super) fn texts(&self, xml: &mut XmlWriter, paint: &Paint, turn: Option<i32>, is_one_line: bool) {
        xml.element("c:txPr", &[], |xml| {
            self.body(xml, turn, is_one_line);
            xml.empty("a:lstStyle", &[]);
            xml.element("a:p", &[], |xml| {
                xml.element("a:pPr", &[], |xml| self.characters(xml, "a:defRPr", paint));
                xml.empty("a:endParaRPr", &[("lang", self.locale.tag().as_str())]);
            });
        });
    }

    /// Lines of text of their own, such as a title.
    pub(super) fn rich(&self, xml: &mut XmlWriter, lines: &[String], paint: &Paint) {
        xml.element("c:tx", &[], |xml| {
            xml.element("c:rich", &[], |xml| {
                self.body(xml, Some(0), true);
                xml.empty("a:lstStyle", &[]);
                for line in lines {
                    xml.element("a:p", &[], |xml| {
                        xml.element("a:pPr", &[], |xml| self.characters(xml, "a:defRPr", paint));
                        xml.element("a:r", &[], |xml| {
                            self.characters(xml, "a:rPr", paint);
                            xml.element("a:t", &[], |xml| xml.text(line));
                        });
                    });
                }
            });
        });
    }

    fn body(&self, xml: &mut XmlWriter, turn: Option<i32>, is_one_line: bool) {
        // Angles are in sixty-thousandths of a degree (ECMA-376-1, 20.1.10.3).
        let turn = turn.map(|degrees| (degrees * 60_000).to_string());
        let mut attributes: Vec<(&str, &str)> = turn.iter().map(|turn| ("rot", turn.as_str())).collect();
        attributes.extend([("vert", "horz"), ("wrap", if is_one_line { "none" } else { "square" })]);
        xml.empty("a:bodyPr", &attributes);
    }

    /// Character properties in the label size of the theme.
    fn characters(&self, xml: &mut XmlWriter, name: &str, paint: &Paint) {
        // Sizes are in hundredths of a point (ECMA-376-1, 20.1.10.68).
        let size = whole(self.theme.sizes.chart_label * 100.0);
        let mut attributes = vec![("sz", size.as_str()), ("b", "0"), ("i", "0")];
        if name == "a:rPr" {
            attributes.insert(0, ("lang", self.locale.tag().as_str()));
        }
        xml.element(name, &attributes, |xml| {
            self.fill(xml, paint);
            let families = &self.theme.fonts.body;
            if let Some(first) = families.first() {
                xml.empty("a:latin", &[("typeface", first)]);
                // The next family has the characters that the first one lacks.
                xml.empty("a:ea", &[("typeface", families.get(1).unwrap_or(first))]);
                xml.empty("a:cs", &[("typeface", first)]);
            }
        });
    }

    /// Places something in the whole; the plot by its inside, without the numbers around it.
    pub(super) fn place(&self, xml: &mut XmlWriter, frame: &Frame, is_plot: bool, has_size: bool) {
        let part = |length: f64, whole: f64| format!("{:.4}", (length / whole.max(1.0)).clamp(0.0, 1.0));
        let (width, height) = (self.size.width_pt, self.size.height_pt);
        xml.element("c:layout", &[], |xml| {
            xml.element("c:manualLayout", &[], |xml| {
                if is_plot {
                    val(xml, "c:layoutTarget", "inner");
                }
                val(xml, "c:xMode", "edge");
                val(xml, "c:yMode", "edge");
                val(xml, "c:x", &part(frame.left, width));
                val(xml, "c:y", &part(frame.top, height));
                if has_size {
                    val(xml, "c:w", &part(frame.width, width));
                    val(xml, "c:h", &part(frame.height, height));
                }
            });
        });
    }
}
