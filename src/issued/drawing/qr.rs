//! A QR code (ISO/IEC 18004) as squares.

use qrcode::{Color, EcLevel, QrCode};

use crate::issued::pdf::geometry::Rect;

/// Light modules that must surround a code.
pub(super) const QUIET_ZONE: usize = 4;

/// A code as rows of dark stretches.
pub(super) struct Squares {
    /// Modules of a side, the quiet zone included.
    pub(super) modules: usize,
    /// Dark stretches in modules, from the lower left corner of the quiet zone; y counts upward.
    pub(super) dark: Vec<Rect>,
}

/// The code of a short text, with a correction of a seventh.
///
/// # Panics
///
/// If the text is longer than a code can hold; ours is a hash.
pub(super) fn squares(text: &str) -> Squares {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).expect("a hash fits into a QR code");
    let width = code.width();
    let modules = width + 2 * QUIET_ZONE;
    let mut dark = Vec::new();
    for (row, colors) in code.to_colors().chunks(width).enumerate() {
        let mut column = 0;
        while column < width {
            let run = colors[column..].iter().take_while(|color| **color == Color::Dark).count();
            if run > 0 {
                let (left, bottom) = (QUIET_ZONE + column, modules - QUIET_ZONE - row - 1);
                dark.push(Rect::at(left as f64, bottom as f64, run as f64, 1.0));
            }
            column += run.max(1);
        }
    }
    Squares { modules, dark }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_a_code_of_thirty_three_modules_in_its_quiet_zone() {
        let squares = squares(&"0123456789ABCDEF".repeat(4));
        assert_eq!(squares.modules, 33 + 8);
        let inside = Rect::at(4.0, 4.0, 33.0, 33.0);
        assert!(squares.dark.iter().all(|dark| dark.intersection(&inside) == Some(*dark)));
        // The finder pattern in the upper left corner begins with seven dark modules.
        assert_eq!(squares.dark[0], Rect::at(4.0, 36.0, 7.0, 1.0));
    }
}
