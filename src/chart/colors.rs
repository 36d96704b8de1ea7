//! The colours that paints have in a theme.

use super::layout::Paint;
use crate::document::{Color, Theme};

/// Contrast that text has to its ground (WCAG 2.2, success criterion 1.4.3).
const TEXT_CONTRAST: f64 = 4.5;

const WHITE: Color = Color { red: 255, green: 255, blue: 255 };
const BLACK: Color = Color { red: 0, green: 0, blue: 0 };

/// The colour of a paint. What the theme does not know has the accent; text that stands on a colour has one that can
/// be read there.
pub fn color(paint: &Paint, theme: &Theme) -> Color {
    let token = |token: &str| theme.color(token).or_else(|| theme.color("accent")).unwrap_or(BLACK);
    match paint {
        Paint::Token(name) => token(name),
        Paint::On(name) => {
            let ground = token(name);
            let candidates = [theme.color("paper").unwrap_or(WHITE), theme.color("ink").unwrap_or(BLACK), BLACK];
            let fitting = candidates.into_iter().find(|color| contrast(*color, ground) >= TEXT_CONTRAST);
            fitting.unwrap_or(BLACK)
        }
    }
}

/// Contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio").
fn contrast(first: Color, second: Color) -> f64 {
    let (first, second) = (luminance(first), luminance(second));
    (first.max(second) + 0.05) / (first.min(second) + 0.05)
}

/// Relative luminance, 0 to 1 (WCAG 2.2, "relative luminance").
fn luminance(color: Color) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::sample;

    #[test]
    fn text_on_every_colour_of_a_theme_can_be_read() {
        let theme = sample::theme();
        for (token, ground) in &theme.colors {
            let text = super::color(&Paint::On(token.clone()), &theme);
            assert!(contrast(text, *ground) >= TEXT_CONTRAST, "{token}");
        }
    }
}
