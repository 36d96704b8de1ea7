//! A surface that text and squares are drawn on, and what becomes of it: a form for a PDF.
//!
//! `printpdf` draws and embeds the fonts as subsets. Its own names for things come from a counter of the process, so
//! each is named here.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use printpdf::{
    Color, ExtendedGraphicsState, ExtendedGraphicsStateId, FontId, Greyscale, Op, PaintMode, ParsedFont, PdfDocument,
    PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Polygon, PolygonRing, Pt, TextItem, TextMatrix,
    TextRenderingMode, WindingOrder,
};

use super::shape::Line;
use super::{Glyphs, Grey, Means};
use crate::issued::pdf::geometry::Rect;

/// Name of the state that lets the page shine through.
const SHEER: &str = "Sheer";

/// What has been drawn so far.
pub(super) struct Canvas<'a> {
    means: Means<'a>,
    ops: Vec<Op>,
    used_faces: BTreeMap<usize, FontId>,
    opacity: Option<f64>,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(means: Means<'a>) -> Canvas<'a> {
        Canvas { means, ops: Vec::new(), used_faces: BTreeMap::new(), opacity: None }
    }

    /// Lets the page shine through all that follows.
    pub(super) fn set_opacity(&mut self, opacity: f64) {
        self.opacity = Some(opacity);
        self.ops.push(Op::LoadGraphicsState { gs: ExtendedGraphicsStateId(SHEER.to_owned()) });
    }

    /// Fills with a grey, 0 is black.
    pub(super) fn set_grey(&mut self, grey: f64) {
        self.ops.push(Op::SetFillColor { col: color(grey) });
    }

    /// Draws letters as outlines of a grey from now on.
    pub(super) fn set_outline(&mut self, grey: f64, width: f64) {
        self.ops.push(Op::SetOutlineColor { col: color(grey) });
        self.ops.push(Op::SetOutlineThickness { pt: Pt(width as f32) });
        self.ops.push(Op::SetTextRenderingMode { mode: TextRenderingMode::Stroke });
    }

    /// Fills rectangles as one shape, so that no seam shows where they touch.
    pub(super) fn fill(&mut self, rects: impl IntoIterator<Item = Rect>) {
        let ring = |rect: Rect| {
            let Rect { left, bottom, right, top } = rect;
            let corners = [(left, bottom), (right, bottom), (right, top), (left, top)];
            PolygonRing { points: corners.map(line_point).to_vec() }
        };
        let rings = rects.into_iter().map(ring).collect();
        let polygon = Polygon { rings, mode: PaintMode::Fill, winding_order: WindingOrder::NonZero };
        self.ops.push(Op::DrawPolygon { polygon });
    }

    /// Draws a line of text from a point on its base line.
    pub(super) fn text(&mut self, line: &Line, size: f64, left: f64, base: f64) {
        self.ops.push(Op::StartTextSection);
        let mut current = None;
        for glyph in &line.glyphs {
            if current != Some(glyph.face) {
                current = Some(glyph.face);
                let font = self.used_faces.entry(glyph.face).or_insert_with(|| font_id(glyph.face)).clone();
                self.ops.push(Op::SetFont { font: PdfFontHandle::External(font), size: Pt(size as f32) });
            }
            let (x, y) = (left + glyph.x * size, base + glyph.y * size);
            let matrix = TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, rounded(x), rounded(y)]);
            let item = printpdf::Codepoint { gid: glyph.id, offset: 0.0, cid: Some(glyph.text.clone()) };
            self.ops.push(Op::SetTextMatrix { matrix });
            self.ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(vec![item])] });
        }
        self.ops.push(Op::EndTextSection);
    }

    /// Adds what was drawn to a file, as a form of the given size.
    pub(super) fn add_to(self, target: &mut Document, width: f64, height: f64, more: Dictionary) -> ObjectId {
        let mut drawn = PdfDocument::new("");
        for (face, id) in &self.used_faces {
            let parsed = self.means.faces.get(*face).and_then(|face| {
                ParsedFont::from_bytes(face.bytes(), usize::try_from(face.index()).unwrap_or_default(), &mut Vec::new())
            });
            let parsed = parsed.expect("a face that has shaped text can be read");
            drawn.resources.fonts.map.insert(id.clone(), PdfFont::new(parsed));
        }
        if let Some(opacity) = self.opacity {
            let state = ExtendedGraphicsState::default().with_current_fill_alpha(opacity as f32);
            drawn.resources.extgstates.map.insert(ExtendedGraphicsStateId(SHEER.to_owned()), state);
        }
        drawn.pages.push(PdfPage::new(Pt(width as f32).into(), Pt(height as f32).into(), self.ops));
        let source = drawn.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
        form(&source, target, (width, height), self.means, more)
    }
}

fn color(grey: f64) -> Color {
    Color::Greyscale(Greyscale { percent: grey as f32, icc_profile: None })
}

fn line_point((x, y): (f64, f64)) -> printpdf::LinePoint {
    printpdf::LinePoint { p: Point { x: Pt(rounded(x)), y: Pt(rounded(y)) }, bezier: false }
}

/// A coordinate in steps of a thousandth of a point, which is all that a file needs.
fn rounded(coordinate: f64) -> f32 {
    ((coordinate * 1000.0).round() / 1000.0) as f32
}

/// Six capitals, since the name of a face that is a subset begins with them (ISO 32000-1, 9.6.4).
fn font_id(face: usize) -> FontId {
    let letter = |index: usize| char::from(b'A' + u8::try_from(index % 26).unwrap_or_default());
    FontId(format!("STAM{}{}", letter(face / 26), letter(face)))
}

/// The only page of a drawn file as a form, with the objects that it needs.
fn form(
    source: &Document,
    target: &mut Document,
    (width, height): (f64, f64),
    means: Means<'_>,
    more: Dictionary,
) -> ObjectId {
    let page = source.page_iter().next().expect("one page was drawn");
    let dictionary = source.get_dictionary(page).expect("a drawn page is a dictionary");
    let drawn =
        dictionary.get_deref(b"Resources", source).and_then(Object::as_dict).expect("a drawn page has resources");
    let mut known = BTreeMap::new();
    let mut resources = Dictionary::new();
    for key in [&b"Font"[..], b"ExtGState"] {
        let entries = drawn.get_deref(key, source).expect("a drawn page names its fonts and states");
        let entries = graft(source, entries, target, &mut known);
        if entries.as_dict().is_ok_and(|entries| !entries.is_empty()) {
            resources.set(key, entries);
        }
    }
    match means.glyphs {
        Glyphs::Silent => {}
        Glyphs::Listed => known.values().for_each(|id| list_glyphs(target, *id)),
    }
    match means.grey {
        Grey::Device => {}
        Grey::Calibrated => {
            let white = [0.9505, 1.0, 1.089].map(Object::Real).to_vec();
            let grey = vec!["CalGray".into(), dictionary! { "WhitePoint" => white, "Gamma" => 2.2_f32 }.into()];
            resources.set("ColorSpace", dictionary! { "DefaultGray" => grey });
        }
    }
    let bounds = [0.0, 0.0, width as f32, height as f32].map(Object::Real).to_vec();
    let mut form = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => bounds,
        "Resources" => resources,
    };
    form.extend(&more);
    target.add_object(compressed(Stream::new(form, source.get_page_content(page))))
}

/// Adds to the descriptor of a font which glyphs it has: a bit for each, the first one highest (ISO 32000-1, table 124).
/// Subsets have all their glyphs from the first to the last.
fn list_glyphs(target: &mut Document, descriptor: ObjectId) {
    let Ok(dictionary) = target.get_dictionary(descriptor) else { return };
    let file = dictionary.get_deref(b"FontFile2", target).or_else(|_| dictionary.get_deref(b"FontFile3", target));
    let Some(file) = file.and_then(Object::as_stream).and_then(Stream::decompressed_content).ok() else { return };
    let Ok(face) = rustybuzz::ttf_parser::Face::parse(&file, 0) else { return };
    let count = usize::from(face.number_of_glyphs());
    let mut bits = vec![0xff_u8; count / 8];
    if count % 8 > 0 {
        bits.push(!(0xff >> (count % 8)));
    }
    let list = target.add_object(compressed(Stream::new(Dictionary::new(), bits)));
    if let Ok(dictionary) = target.get_dictionary_mut(descriptor) {
        dictionary.set("CIDSet", list);
    }
}

/// Copies an object and all that it refers to into another file.
fn graft(
    source: &Document,
    object: &Object,
    target: &mut Document,
    known: &mut BTreeMap<ObjectId, ObjectId>,
) -> Object {
    match object {
        Object::Reference(id) => {
            if let Some(id) = known.get(id) {
                return Object::Reference(*id);
            }
            let new = target.new_object_id();
            known.insert(*id, new);
            let copied = source.get_object(*id).cloned().unwrap_or(Object::Null);
            let copied = graft(source, &copied, target, known);
            target.set_object(new, copied);
            Object::Reference(new)
        }
        Object::Array(items) => Object::Array(items.iter().map(|item| graft(source, item, target, known)).collect()),
        Object::Dictionary(dictionary) => Object::Dictionary(graft_entries(source, dictionary, target, known)),
        Object::Stream(stream) => {
            let dictionary = graft_entries(source, &stream.dict, target, known);
            Object::Stream(compressed(Stream { dict: dictionary, ..stream.clone() }))
        }
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Name(_)
        | Object::String(..) => object.clone(),
    }
}

fn graft_entries(
    source: &Document,
    entries: &Dictionary,
    target: &mut Document,
    known: &mut BTreeMap<ObjectId, ObjectId>,
) -> Dictionary {
    let mut copied = Dictionary::new();
    for (key, value) in entries {
        copied.set(key.clone(), graft(source, value, target, known));
    }
    copied
}

/// A stream in fewer bytes, unless the last of them were a carriage return: before the line feed that follows it, some
/// validators take that for the end of a line and find the stream too short.
fn compressed(stream: Stream) -> Stream {
    let mut plain = stream;
    if plain.is_compressed() {
        plain.decompress().expect("a stream that was just drawn can be read");
    }
    let mut smaller = plain.clone();
    smaller.compress().expect("bytes in memory can be compressed");
    if smaller.content.ends_with(b"\r") { plain } else { smaller }
}
