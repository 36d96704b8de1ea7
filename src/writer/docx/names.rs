//! Namespaces, relationship types and content types of a Word file. Floor 3.
//!
//! Source: ECMA-376-1 (namespaces and relationship types of the transitional schema), ECMA-376-2 (properties).

/// `w:`.
pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// `r:`, and the beginning of most relationship types.
pub(super) const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// `wp:`.
pub(super) const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
/// `a:`.
pub(super) const ART: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
/// `pic:`.
pub(super) const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
/// `c:`.
pub(super) const CHART: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
/// `mc:`, for what Word 2007 does not know (ECMA-376-3).
pub(super) const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";
/// `wps:`, drawn shapes.
pub(super) const SHAPE: &str = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape";
/// `adec:`, shapes that say nothing.
pub(super) const DECORATIVE: &str = "http://schemas.microsoft.com/office/drawing/2017/decorative";
/// `asvg:`, the drawing behind a raster picture.
pub(super) const VECTOR: &str = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";
/// `ds:`, properties of a custom XML part.
pub(super) const CUSTOM_XML: &str = "http://schemas.openxmlformats.org/officeDocument/2006/customXml";
/// `cp:`, core properties.
pub(super) const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
/// `dc:`.
pub(super) const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";
/// Properties of the application.
pub(super) const EXTENDED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
/// Properties of one's own.
pub(super) const CUSTOM: &str = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties";
/// Types of property values.
pub(super) const VARIANTS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes";

/// The main part.
pub(super) const DOCUMENT_PART: &str = "word/document.xml";
/// Where footnotes stand.
pub(super) const FOOTNOTES_PART: &str = "word/footnotes.xml";

/// A relationship type below [`RELATIONSHIPS`].
pub(super) fn relationship(name: &str) -> String {
    format!("{RELATIONSHIPS}/{name}")
}

/// A content type of WordprocessingML.
pub(super) fn word_type(name: &str) -> String {
    format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml")
}
