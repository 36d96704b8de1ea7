//! Marks as SVG elements.

use std::fmt::Write as _;

use super::colors::color;
use super::layout::{Anchor, ChartLayout, Mark, Paint, Point, Shape};
use super::measure;
use crate::document::Theme;

/// Whose width the texts of a drawing have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextWidth {
    /// That of the font that sets them.
    OfFont,
    /// The one that was measured, whatever font sets them.
    Measured,
}

/// Writes the marks, back to front.
pub(super) fn write(layout: &ChartLayout, theme: &Theme, text_width: TextWidth) -> String {
    let (width, height) = (number(layout.size.width_pt), number(layout.size.height_pt));
    let families: Vec<String> = theme.fonts.body.iter().map(|family| escape(family)).collect();
    let families = families.iter().map(String::as_str).chain(["sans-serif"]).collect::<Vec<_>>().join(", ");
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}pt\" height=\"{height}pt\" viewBox=\"0 0 {width} {height}\" font-family=\"{families}\">\n"
    );
    for mark in &layout.marks {
        push(&mut out, mark, theme, text_width);
    }
    out.push_str("</svg>\n");
    out
}

fn push(out: &mut String, mark: &Mark, theme: &Theme, text_width: TextWidth) {
    let color_of = |paint: &Paint| color(paint, theme).to_hex();
    let color = color_of(&mark.paint);
    let paper = color_of(&Paint::token("paper"));
    // Parts that touch are told apart by a seam in the colour of the paper.
    let seam = format!(" stroke=\"{paper}\" stroke-width=\"0.60\"");
    let (element, attributes, text) = match &mark.shape {
        Shape::Rectangle { at, width, height } => {
            let place = place(*at, "x", "y");
            let (width, height) = (number(*width), number(*height));
            ("rect", format!("{place} width=\"{width}\" height=\"{height}\" fill=\"{color}\"{seam}"), "")
        }
        Shape::Line { points, width } => {
            let width = number(*width);
            let stroke = format!("stroke=\"{color}\" stroke-width=\"{width}\"");
            ("polyline", format!("points=\"{}\" fill=\"none\" {stroke} stroke-linejoin=\"round\"", list(points)), "")
        }
        Shape::Polygon(points) => ("polygon", format!("points=\"{}\" fill=\"{color}\"{seam}", list(points)), ""),
        Shape::Circle { center, radius } => {
            ("circle", format!("{} r=\"{}\" fill=\"{color}\"", place(*center, "cx", "cy"), number(*radius)), "")
        }
        Shape::Ring { center, radii, turn } => {
            let path = ring(*center, *radii, *turn);
            let seam = seam.replace("0.60", "1.20");
            ("path", format!("d=\"{path}\" fill=\"{color}\" fill-rule=\"evenodd\"{seam}"), "")
        }
        Shape::Text { at, anchor, size, is_bold, is_upright, text } => {
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            let bold = if *is_bold { " font-weight=\"bold\"" } else { "" };
            let (x, y) = (number(at.x), number(at.y));
            let turned = if *is_upright { format!(" transform=\"rotate(-90 {x} {y})\"") } else { String::new() };
            let fitted = match text_width {
                TextWidth::OfFont => String::new(),
                TextWidth::Measured => {
                    let length = number(measure::width(text, *size));
                    format!(" textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\"")
                }
            };
            let size = number(*size);
            let place = place(*at, "x", "y");
            let style = format!("font-size=\"{size}\" text-anchor=\"{anchor}\" fill=\"{color}\"");
            let attributes = format!("{place} {style}{fitted}{bold}{turned}");
            ("text", attributes, text.as_str())
        }
    };
    let title = if mark.title.is_empty() { String::new() } else { format!("<title>{}</title>", escape(&mark.title)) };
    let _ = match (title.as_str(), text) {
        ("", "") => writeln!(out, "<{element} {attributes}/>"),
        (title, text) => writeln!(out, "<{element} {attributes}>{title}{}</{element}>", escape(text)),
    };
}

/// A part of a ring as path data; a whole ring as two circles of two arcs each.
fn ring(center: Point, (inner, outer): (f64, f64), (from, to): (f64, f64)) -> String {
    let at = |turn: f64, radius: f64| {
        let angle = turn * std::f64::consts::TAU;
        format!("{} {}", number(center.x + angle.sin() * radius), number(center.y - angle.cos() * radius))
    };
    let arc = |radius: f64, is_large: bool, sweep: u8, end: String| {
        let radius = number(radius);
        format!("A{radius} {radius} 0 {} {sweep} {end}", u8::from(is_large))
    };
    if to - from > 0.9999 {
        let circle = |radius: f64| {
            let half = arc(radius, false, 1, at(0.5, radius));
            format!("M{} {half} {} Z", at(0.0, radius), arc(radius, false, 1, at(0.0, radius)))
        };
        return format!("{} {}", circle(outer), circle(inner));
    }
    let is_large = to - from > 0.5;
    let there = arc(outer, is_large, 1, at(to, outer));
    let back = arc(inner, is_large, 0, at(from, inner));
    format!("M{} {there} L{} {back} Z", at(from, outer), at(to, inner))
}

fn place(at: Point, x: &str, y: &str) -> String {
    format!("{x}=\"{}\" {y}=\"{}\"", number(at.x), number(at.y))
}

fn list(points: &[Point]) -> String {
    points.iter().map(|at| format!("{},{}", number(at.x), number(at.y))).collect::<Vec<_>>().join(" ")
}

/// A coordinate with two decimals, without a negative zero.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    if text == "-0.00" { "0.00".to_owned() } else { text }
}

/// Text as XML, without the characters that XML 1.0 does not allow.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => out.push(other),
        }
    }
    out
}
