//! Charts, pictures and the bands of the cover. Floor 3.
//!
//! Source: ECMA-376-1, 20.4 (`wp:`), 21.2 (charts), 20.2 (`pic:`).

use super::caption::Counted;
use super::names::{CHART, DECORATIVE, PICTURE, SHAPE, VECTOR};
use super::paragraph::Paragraph;
use super::run::Format;
use super::units::{Emu, Twip};
use super::writing::{Before, Frame, Writing};
use super::{chart, picture};
use crate::chart::ChartSize;
use crate::document::{Chart, Image};
use crate::package::XmlWriter;
use crate::writer::chart_height_pt;

impl<'a> Writing<'a> {
    pub(super) fn chart(&mut self, xml: &mut XmlWriter, chart: &'a Chart, frame: Frame) {
        self.space_after_table(xml);
        self.charts += 1;
        self.figures.add_chart(chart);
        let size = ChartSize { width_pt: frame.width.to_pt(), height_pt: chart_height_pt(chart, self.tokens.is_brief) };
        let part = chart::add(&mut self.package, chart, self.charts, self.tokens.theme, self.locale, size);
        let relationship = self.relate("chart", &part);
        let (width, height) = (Emu::from_pt(size.width_pt), Emu::from_pt(size.height_pt));
        let name = format!("Chart {}", self.charts);
        self.paragraph(xml, Paragraph::of("Picture"), |this, xml| {
            this.inline_drawing(xml, (width, height), &name, &chart.alt, |xml| {
                xml.element("a:graphicData", &[("uri", CHART)], |xml| {
                    xml.empty("c:chart", &[("xmlns:c", CHART), ("r:id", &relationship)]);
                });
            });
        });
        self.caption(xml, Counted::Chart, &chart.id, &chart.caption, !chart.note.is_empty());
        self.source_line(xml, &chart.note);
    }

    pub(super) fn image(&mut self, xml: &mut XmlWriter, image: &'a Image, frame: Frame) {
        self.space_after_table(xml);
        self.images += 1;
        match picture::add(&mut self.package, image, self.images) {
            Some(made) => self.picture(xml, image, &made, frame),
            // The layout refuses an image that can not be read; should it know more kinds than this writer, the words
            // for those who can not see it stand here.
            None => self.paragraph(xml, Paragraph::kept("Picture", !image.caption.is_empty()), |this, xml| {
                this.text(xml, &Format::default(), &image.alt);
            }),
        }
        if !image.caption.is_empty() {
            self.paragraph(xml, Paragraph::of("Caption"), |this, xml| {
                this.text(xml, &Format::default(), &image.caption);
            });
        }
    }

    fn picture(&mut self, xml: &mut XmlWriter, image: &'a Image, made: &picture::Picture, frame: Frame) {
        let raster = self.relate("image", &made.part);
        let vector = made.svg_part.as_ref().map(|part| self.relate("image", part));
        let most = Emu::from_pt(frame.width.to_pt());
        let (width, height) = fit((made.width, made.height), most);
        let name = format!("Picture {}", self.images);
        let paragraph = Paragraph::kept("Picture", !image.caption.is_empty());
        self.paragraph(xml, paragraph, |this, xml| {
            this.inline_drawing(xml, (width, height), &name, &image.alt, |xml| {
                xml.element("a:graphicData", &[("uri", PICTURE)], |xml| {
                    picture_element(xml, &name, &raster, vector.as_deref(), (width, height));
                });
            });
        });
    }

    fn space_after_table(&mut self, xml: &mut XmlWriter) {
        self.release_gap(xml);
        if self.before == Before::Table {
            let height = self.tokens.block_space();
            self.gap(xml, height);
        }
    }

    /// A drawing that stands in the line like a word, with its alternative text.
    fn inline_drawing(
        &mut self,
        xml: &mut XmlWriter,
        (width, height): (Emu, Emu),
        name: &str,
        alt: &str,
        data: impl FnOnce(&mut XmlWriter),
    ) {
        let id = self.drawing_id();
        self.run(xml, &Format::default(), false, |xml| {
            xml.element("w:drawing", &[], |xml| {
                let distances = [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];
                xml.element("wp:inline", &distances, |xml| {
                    xml.empty("wp:extent", &[("cx", &width.to_string()), ("cy", &height.to_string())]);
                    xml.empty("wp:effectExtent", &[("l", "0"), ("t", "0"), ("r", "0"), ("b", "0")]);
                    xml.empty("wp:docPr", &[("id", &id), ("name", name), ("descr", alt)]);
                    xml.empty("wp:cNvGraphicFramePr", &[]);
                    xml.element("a:graphic", &[], data);
                });
            });
        });
    }

    /// A rectangle behind the text, as high as the page, which says nothing.
    pub(super) fn band(&mut self, xml: &mut XmlWriter, left: Twip, width: Twip, height: Twip, color: &str) {
        let id = self.drawing_id();
        let name = format!("Band {id}");
        let [left, width, height] = [left, width, height].map(|length| Emu::from_pt(length.to_pt()).to_string());
        self.run(xml, &Format::default(), false, |xml| {
            xml.element("mc:AlternateContent", &[], |xml| {
                xml.element("mc:Choice", &[("Requires", "wps")], |xml| {
                    xml.element("w:drawing", &[], |xml| anchor(xml, &id, &name, [&left, &width, &height], color));
                });
            });
        });
    }
}

fn anchor(xml: &mut XmlWriter, id: &str, name: &str, [left, width, height]: [&str; 3], color: &str) {
    let attributes = [
        ("distT", "0"),
        ("distB", "0"),
        ("distL", "0"),
        ("distR", "0"),
        ("simplePos", "0"),
        ("relativeHeight", id),
        ("behindDoc", "1"),
        ("locked", "0"),
        ("layoutInCell", "1"),
        ("allowOverlap", "1"),
    ];
    xml.element("wp:anchor", &attributes, |xml| {
        xml.empty("wp:simplePos", &[("x", "0"), ("y", "0")]);
        for (name, offset) in [("wp:positionH", left), ("wp:positionV", "0")] {
            xml.element(name, &[("relativeFrom", "page")], |xml| {
                xml.element("wp:posOffset", &[], |xml| xml.text(offset));
            });
        }
        xml.empty("wp:extent", &[("cx", width), ("cy", height)]);
        xml.empty("wp:effectExtent", &[("l", "0"), ("t", "0"), ("r", "0"), ("b", "0")]);
        xml.empty("wp:wrapNone", &[]);
        xml.element("wp:docPr", &[("id", id), ("name", name)], |xml| {
            xml.element("a:extLst", &[], |xml| {
                xml.element("a:ext", &[("uri", "{C183D7F6-B498-43B3-948B-1728B52AA6E4}")], |xml| {
                    xml.empty("adec:decorative", &[("xmlns:adec", DECORATIVE), ("val", "1")]);
                });
            });
        });
        xml.empty("wp:cNvGraphicFramePr", &[]);
        xml.element("a:graphic", &[], |xml| {
            xml.element("a:graphicData", &[("uri", SHAPE)], |xml| {
                xml.element("wps:wsp", &[], |xml| {
                    xml.empty("wps:cNvSpPr", &[]);
                    xml.element("wps:spPr", &[], |xml| {
                        rectangle(xml, width, height);
                        xml.element("a:solidFill", &[], |xml| xml.empty("a:srgbClr", &[("val", color)]));
                        xml.element("a:ln", &[], |xml| xml.empty("a:noFill", &[]));
                    });
                    xml.empty("wps:bodyPr", &[]);
                });
            });
        });
    });
}

fn picture_element(xml: &mut XmlWriter, name: &str, raster: &str, vector: Option<&str>, size: (Emu, Emu)) {
    xml.element("pic:pic", &[], |xml| {
        xml.element("pic:nvPicPr", &[], |xml| {
            xml.empty("pic:cNvPr", &[("id", "0"), ("name", name)]);
            xml.empty("pic:cNvPicPr", &[]);
        });
        xml.element("pic:blipFill", &[], |xml| {
            xml.element("a:blip", &[("r:embed", raster)], |xml| {
                if let Some(vector) = vector {
                    xml.element("a:extLst", &[], |xml| {
                        xml.element("a:ext", &[("uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}")], |xml| {
                            xml.empty("asvg:svgBlip", &[("xmlns:asvg", VECTOR), ("r:embed", vector)]);
                        });
                    });
                }
            });
            xml.element("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
        });
        xml.element("pic:spPr", &[], |xml| rectangle(xml, &size.0.to_string(), &size.1.to_string()));
    });
}

fn rectangle(xml: &mut XmlWriter, width: &str, height: &str) {
    xml.element("a:xfrm", &[], |xml| {
        xml.empty("a:off", &[("x", "0"), ("y", "0")]);
        xml.empty("a:ext", &[("cx", width), ("cy", height)]);
    });
    xml.element("a:prstGeom", &[("prst", "rect")], |xml| xml.empty("a:avLst", &[]));
}

/// A size that fits the page, of the same shape.
fn fit((width, height): (Emu, Emu), most: Emu) -> (Emu, Emu) {
    if width <= most || width.0 <= 0 {
        return (width, height);
    }
    (most, Emu((i128::from(height.0) * i128::from(most.0) / i128::from(width.0)).try_into().unwrap_or(height.0)))
}
