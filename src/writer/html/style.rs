//! The tokens of a theme as custom properties, before the theme's own style sheet.

use std::fmt::Write as _;

use super::encode;
use crate::writer::ThemeFiles;

/// The style sheet of a page.
///
/// Sizes are given as they are (`--size-small: 8pt`) and in relation to running text (`--ratio-small: 0.8`):
/// a screen takes the relation, so that a reader's own type size is kept; print takes the size.
pub(super) fn sheet(theme: &ThemeFiles) -> String {
    let tokens = &theme.tokens;
    let mut css = String::from(":root {\n");
    for (token, color) in &tokens.colors {
        let is_name = |character: char| character.is_ascii_alphanumeric() || character == '-' || character == '_';
        if token.chars().all(is_name) {
            push(&mut css, token, &color.to_hex());
        }
    }
    let fonts = [
        ("body", &tokens.fonts.body, "system-ui", "sans-serif"),
        ("heading", &tokens.fonts.heading, "system-ui", "sans-serif"),
        ("code", &tokens.fonts.code, "ui-monospace", "monospace"),
    ];
    for (name, families, own, generic) in fonts {
        let mut families: Vec<String> = families.iter().map(|family| format!("\"{}\"", family_name(family))).collect();
        // Behind the theme's first font comes the reader's own: the theme's others are for other scripts, and one of those
        // would set the quotation marks of a Latin text at full width.
        families.insert(families.len().min(1), own.to_owned());
        families.push(generic.to_owned());
        push(&mut css, &format!("font-{name}"), &families.join(", "));
    }
    let sizes = &tokens.sizes;
    let sizes = [
        ("body", sizes.body),
        ("small", sizes.small),
        ("table", sizes.table),
        ("heading-1", sizes.heading[0]),
        ("heading-2", sizes.heading[1]),
        ("heading-3", sizes.heading[2]),
        ("title", sizes.title),
        ("key-figure", sizes.key_figure),
    ];
    for (name, size) in sizes {
        push(&mut css, &format!("size-{name}"), &format!("{size:.2}pt"));
        push(&mut css, &format!("ratio-{name}"), &format!("{:.3}", size / tokens.sizes.body.max(1.0)));
    }
    push(&mut css, "space-paragraph", &format!("{:.2}mm", tokens.spacing.paragraph));
    push(&mut css, "space-block", &format!("{:.2}mm", tokens.spacing.block));
    css.push_str("}\n");
    let margins = &tokens.spacing;
    let margin = format!("{:.2}mm {:.2}mm {:.2}mm", margins.margin_top, margins.margin_side, margins.margin_bottom);
    let _ = writeln!(css, "@page {{ size: A4; margin: {margin}; }}");
    let _ = writeln!(css, "@page landscape {{ size: A4 landscape; }}");
    css.push_str(&theme.css);
    encode::style_sheet(&css)
}

fn push(css: &mut String, name: &str, value: &str) {
    let _ = writeln!(css, "  --{name}: {value};");
}

/// A font's name without what could end the quoted text.
fn family_name(family: &str) -> String {
    family.chars().filter(|character| !character.is_control() && !"\"\\<>{}".contains(*character)).collect()
}
