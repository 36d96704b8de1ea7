//! The styles of a Word file, each with the tokens that it takes unless a theme says otherwise. Floor 3.
//!
//! Names are those that Word itself uses, where it has one (ECMA-376-1, 17.7.4.9): Word then shows them in the language
//! of the reader, and other programs know what a heading is.

use super::look::{FontToken, SizeToken, StyleLook};

/// What a style is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Paragraphs.
    Paragraph,
    /// Runs.
    Character,
}

/// What a paragraph has besides its tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Nothing.
    Plain,
    /// A heading of a level from 1, in the outline.
    Heading(u8),
    /// An entry of the contents, of a level from 1.
    Contents(u8),
    /// An entry of the list of tables.
    TableEntry,
    /// An item of a bulleted list.
    Bullet,
    /// An item of a numbered list.
    Number,
    /// A dated event: a line with dots.
    Event,
    /// A bar at its side.
    Bar,
    /// A rule above it, as wide as the page.
    RuleAbove,
    /// A short rule and no words.
    ShortRule,
    /// The running header: a line below, the second text at the right edge.
    Header,
    /// The footer: at the right edge.
    Footer,
}

/// One style.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Definition {
    /// `w:styleId`.
    pub(super) id: &'static str,
    /// `w:name`.
    pub(super) name: &'static str,
    /// What it is for.
    pub(super) kind: Kind,
    /// The style that it adds to.
    pub(super) based_on: Option<&'static str>,
    /// The style of the paragraph after it.
    pub(super) next: Option<&'static str>,
    /// Its place in Word's lists; those below 40 are shown among the quick styles.
    pub(super) priority: u8,
    /// Its tokens.
    pub(super) look: StyleLook,
    /// What else it has.
    pub(super) shape: Shape,
    /// Whether it stays on the page of what follows.
    pub(super) keeps_next: bool,
    /// Whether it stands closer to its like.
    pub(super) is_tight: bool,
}

impl Definition {
    fn paragraph(id: &'static str, name: &'static str) -> Definition {
        Definition {
            id,
            name,
            kind: Kind::Paragraph,
            based_on: Some("Normal"),
            next: None,
            priority: 40,
            look: StyleLook::default(),
            shape: Shape::Plain,
            keeps_next: false,
            is_tight: false,
        }
    }

    fn character(id: &'static str, name: &'static str) -> Definition {
        Definition { kind: Kind::Character, based_on: Some("DefaultParagraphFont"), ..Definition::paragraph(id, name) }
    }

    fn on(mut self, based_on: &'static str) -> Definition {
        self.based_on = Some(based_on);
        self
    }

    fn next(mut self, next: &'static str) -> Definition {
        self.next = Some(next);
        self
    }

    fn priority(mut self, priority: u8) -> Definition {
        self.priority = priority;
        self
    }

    fn size(mut self, size: SizeToken, scale: f64) -> Definition {
        self.look.size = Some(size);
        self.look.scale = Some(scale);
        self
    }

    fn font(mut self, font: FontToken) -> Definition {
        self.look.font = Some(font);
        self
    }

    fn color(mut self, token: &str) -> Definition {
        self.look.color = Some(token.to_owned());
        self
    }

    fn bold(mut self) -> Definition {
        self.look.bold = Some(true);
        self
    }

    fn italic(mut self) -> Definition {
        self.look.italic = Some(true);
        self
    }

    fn space(mut self, before: f64, after: f64) -> Definition {
        self.look.before = Some(before);
        self.look.after = Some(after);
        self
    }

    fn line(mut self, line: f64) -> Definition {
        self.look.line = Some(line);
        self
    }

    fn shape(mut self, shape: Shape) -> Definition {
        self.shape = shape;
        self
    }

    fn keeps_next(mut self) -> Definition {
        self.keeps_next = true;
        self
    }

    fn tight(mut self) -> Definition {
        self.is_tight = true;
        self
    }
}

/// Every style of paragraphs and runs, in the order of the file.
pub(super) fn definitions() -> Vec<Definition> {
    let mut all = text();
    all.extend(headings());
    all.extend(contents());
    all.extend(blocks());
    all.extend(characters());
    all
}

fn text() -> Vec<Definition> {
    use Definition as D;
    let mut normal = D::paragraph("Normal", "Normal").priority(0).color("ink");
    normal.based_on = None;
    vec![
        normal,
        D::paragraph("Title", "Title")
            .next("Subtitle")
            .priority(10)
            .font(FontToken::Heading)
            .size(SizeToken::Title, 1.0)
            .color("accent")
            .bold()
            .space(0.0, 5.0)
            .line(0.95),
        D::paragraph("Subtitle", "Subtitle")
            .next("Normal")
            .priority(11)
            .font(FontToken::Heading)
            .size(SizeToken::Body, 1.4)
            .color("ink-soft")
            .space(0.0, 2.0),
        D::paragraph("CoverRule", "Cover Rule").next("Subtitle").priority(99).space(0.0, 2.0).shape(Shape::ShortRule),
        D::paragraph("Kicker", "Cover Kicker")
            .next("Title")
            .font(FontToken::Heading)
            .size(SizeToken::Body, 1.05)
            .color("note")
            .bold()
            .space(0.0, 7.0),
        D::paragraph("BandKicker", "Band Kicker")
            .on("Kicker")
            .next("BandTitle")
            .size(SizeToken::Body, 0.95)
            .space(0.0, 1.8)
            .shape(Shape::RuleAbove),
        D::paragraph("BandTitle", "Band Title")
            .on("Title")
            .next("BandSubtitle")
            .size(SizeToken::Title, 0.69)
            .space(0.0, 2.6),
        D::paragraph("BandSubtitle", "Band Subtitle").on("Subtitle").size(SizeToken::Body, 1.16).space(0.0, 1.6),
        D::paragraph("FactLabel", "Fact Label")
            .next("Fact")
            .size(SizeToken::Small, 1.0)
            .color("note")
            .bold()
            .space(0.0, 0.4)
            .keeps_next(),
        D::paragraph("Fact", "Fact").size(SizeToken::Body, 1.0).space(0.0, 0.0),
        D::paragraph("Header", "header")
            .priority(99)
            .size(SizeToken::Small, 0.94)
            .color("ink-soft")
            .space(0.0, 0.0)
            .shape(Shape::Header),
        D::paragraph("Footer", "footer")
            .priority(99)
            .size(SizeToken::Small, 0.94)
            .color("ink-soft")
            .space(0.0, 0.0)
            .shape(Shape::Footer),
        D::paragraph("FootnoteText", "footnote text").priority(99).size(SizeToken::Small, 1.0).space(0.0, 0.8),
    ]
}

fn headings() -> Vec<Definition> {
    use Definition as D;
    let heading = |id, name, level, size, scale: f64, before, after| {
        D::paragraph(id, name)
            .next("Normal")
            .priority(9)
            .font(FontToken::Heading)
            .size(size, scale)
            .color(if level < 3 { "accent" } else { "ink" })
            .bold()
            .space(before, after)
            .line(0.86)
            .shape(Shape::Heading(level))
            .keeps_next()
    };
    vec![
        heading("Heading1", "heading 1", 1, SizeToken::First, 1.0, 9.5, 2.3),
        heading("Heading2", "heading 2", 2, SizeToken::Second, 1.0, 6.2, 1.5),
        heading("Heading3", "heading 3", 3, SizeToken::Third, 1.0, 5.0, 1.2),
        heading("Heading4", "heading 4", 4, SizeToken::Third, 0.95, 4.4, 1.0),
        heading("Heading5", "heading 5", 5, SizeToken::Third, 0.95, 4.0, 0.9),
        heading("Heading6", "heading 6", 6, SizeToken::Third, 0.95, 4.0, 0.9).italic(),
    ]
}

fn contents() -> Vec<Definition> {
    use Definition as D;
    let entry = |id, name, level| {
        D::paragraph(id, name).next("Normal").priority(39).space(0.0, 0.7).line(0.94).shape(Shape::Contents(level))
    };
    let mut first = entry("TOC1", "toc 1", 1).bold();
    first.look.before = Some(0.9);
    vec![
        D::paragraph("TOCHeading", "TOC Heading")
            .next("Normal")
            .priority(39)
            .font(FontToken::Heading)
            .size(SizeToken::First, 1.0)
            .color("accent")
            .bold()
            .space(5.0, 3.0)
            .keeps_next(),
        first,
        entry("TOC2", "toc 2", 2),
        entry("TOC3", "toc 3", 3),
        entry("TOC4", "toc 4", 4),
        entry("TOC5", "toc 5", 5),
        entry("TOC6", "toc 6", 6),
        D::paragraph("TableofFigures", "table of figures")
            .next("Normal")
            .priority(99)
            .space(0.0, 0.7)
            .line(0.94)
            .shape(Shape::TableEntry),
    ]
}

fn blocks() -> Vec<Definition> {
    use Definition as D;
    let key_figure = |id, name, scale: f64, color: &str| {
        D::paragraph(id, name).on("KeyFigure").next("KeyFigureLabel").size(SizeToken::KeyFigure, scale).color(color)
    };
    let cell = |id, name| D::paragraph(id, name).size(SizeToken::Table, 1.0).space(0.0, 0.0).line(0.9);
    vec![
        D::paragraph("Caption", "caption")
            .next("Normal")
            .priority(35)
            .size(SizeToken::Body, 0.9)
            .space(4.0, 1.8)
            .line(0.92),
        D::paragraph("ListBullet", "List Bullet").priority(20).space(0.0, 0.5).shape(Shape::Bullet),
        D::paragraph("ListNumber", "List Number").priority(20).space(0.0, 0.5).shape(Shape::Number),
        D::paragraph("ListContinue", "List Continue").priority(99).space(0.0, 0.5),
        D::paragraph("Quote", "Quote").next("Normal").priority(29).color("ink-soft").shape(Shape::Bar),
        D::paragraph("Timeline", "Timeline").size(SizeToken::Body, 0.95).space(0.0, 0.0).line(1.2).shape(Shape::Event),
        D::paragraph("Picture", "Picture").next("Caption").space(3.0, 0.0).keeps_next(),
        D::paragraph("SourceLine", "Source Line")
            .next("Normal")
            .size(SizeToken::Small, 1.0)
            .color("ink-soft")
            .space(1.2, 3.2)
            .line(0.92),
        cell("TableText", "Table Text"),
        cell("TableHeading", "Table Heading")
            .on("TableText")
            .size(SizeToken::Table, 0.95)
            .color("accent")
            .bold()
            .keeps_next(),
        cell("TableGroup", "Table Group").on("TableText").color("accent").bold().keeps_next(),
        cell("TableTotal", "Table Total").on("TableText").bold(),
        D::paragraph("KeyFigure", "Key Figure")
            .next("KeyFigureLabel")
            .font(FontToken::Heading)
            .size(SizeToken::KeyFigure, 1.0)
            .color("accent")
            .bold()
            .space(0.0, 0.6)
            .line(0.9)
            .keeps_next(),
        key_figure("KeyFigureLong", "Key Figure Long", 0.8, "accent"),
        key_figure("KeyFigureLonger", "Key Figure Longer", 0.6, "accent"),
        key_figure("KeyFigureUnknown", "Key Figure Unknown", 0.6, "ink-soft"),
        D::paragraph("KeyFigureLabel", "Key Figure Label")
            .next("KeyFigureNote")
            .size(SizeToken::Body, 0.9)
            .bold()
            .space(0.0, 0.6)
            .line(0.92),
        D::paragraph("KeyFigureNote", "Key Figure Note")
            .size(SizeToken::Small, 1.0)
            .color("ink-soft")
            .space(0.0, 0.0)
            .line(0.92),
        D::paragraph("CalloutTitle", "Callout Title")
            .next("CalloutText")
            .size(SizeToken::Body, 0.95)
            .color("note")
            .bold()
            .space(0.0, 1.2)
            .keeps_next(),
        D::paragraph("CalloutText", "Callout Text").size(SizeToken::Body, 0.95).tight(),
        D::paragraph("BlockGap", "Block Gap").priority(99).space(0.0, 0.0),
    ]
}

fn characters() -> Vec<Definition> {
    use Definition as D;
    let mut default = D::character("DefaultParagraphFont", "Default Paragraph Font").priority(1);
    default.based_on = None;
    let mut unit = D::character("KeyFigureUnit", "Key Figure Unit")
        .font(FontToken::Body)
        .size(SizeToken::Body, 0.95)
        .color("ink-soft");
    unit.look.bold = Some(false);
    vec![
        default,
        D::character("Strong", "Strong").priority(22).bold(),
        D::character("Emphasis", "Emphasis").priority(20).italic(),
        D::character("Hyperlink", "Hyperlink").priority(99).color("note"),
        D::character("Code", "Code").font(FontToken::Code).priority(99),
        D::character("FootnoteReference", "footnote reference").priority(99),
        D::character("CaptionLabel", "Caption Label").color("accent").bold(),
        D::character("TimelineDate", "Timeline Date").color("accent").bold(),
        unit,
    ]
}
