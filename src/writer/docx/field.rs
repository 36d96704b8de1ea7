//! Fields, each with its result written, so that Word asks nothing on opening. Floor 3.
//!
//! Source: ECMA-376-1, 17.16.

use super::run::Format;
use super::writing::Writing;
use crate::package::XmlWriter;

impl<'a> Writing<'a> {
    /// Writes a field around its result.
    pub(super) fn field(
        &mut self,
        xml: &mut XmlWriter,
        format: &Format<'_>,
        instruction: &str,
        result: impl FnOnce(&mut Self, &mut XmlWriter),
    ) {
        self.field_start(xml, format, instruction);
        result(self, xml);
        self.field_end(xml, format);
    }

    /// Writes what stands before the result of a field.
    pub(super) fn field_start(&self, xml: &mut XmlWriter, format: &Format<'_>, instruction: &str) {
        self.mark(xml, format, "begin");
        self.run(xml, format, false, |xml| {
            xml.element("w:instrText", &[("xml:space", "preserve")], |xml| xml.text(&format!(" {instruction} ")));
        });
        self.mark(xml, format, "separate");
    }

    /// Writes what stands after the result of a field.
    pub(super) fn field_end(&self, xml: &mut XmlWriter, format: &Format<'_>) {
        self.mark(xml, format, "end");
    }

    fn mark(&self, xml: &mut XmlWriter, format: &Format<'_>, kind: &str) {
        self.run(xml, format, false, |xml| xml.empty("w:fldChar", &[("w:fldCharType", kind)]));
    }
}
