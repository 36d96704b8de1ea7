//! Text of a stamp in the letters of a folder of fonts, of which the file gets what it needs.

use std::process::Command;

use super::compare::check;
use super::handmade::{file, objects};
use super::{Folder, err};
use crate::pdf::printed;
use crate::word::python;

/// Makes a font with thousands of ideographs, each a square.
const SQUARES: &str = r#"
import sys
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
characters = {code: f"g{code}" for code in range(0x4E00, 0x8000)}
glyphs = [".notdef", *characters.values()]
pen = TTGlyphPen(None)
pen.moveTo((100, 0))
for corner in ((100, 800), (900, 800), (900, 0)):
    pen.lineTo(corner)
pen.closePath()
square = pen.glyph()
font = FontBuilder(1000, isTTF=True)
font.setupGlyphOrder(glyphs)
font.setupCharacterMap(characters)
font.setupGlyf({glyph: square for glyph in glyphs})
font.setupHorizontalMetrics({glyph: (1000, 100) for glyph in glyphs})
font.setupHorizontalHeader(ascent=880, descent=-120)
font.setupNameTable({"familyName": "Squares", "styleName": "Regular", "psName": "Squares"})
font.setupOS2()
font.setupPost()
font.save(sys.argv[1])
"#;

#[test]
fn letters_of_a_folder_of_fonts_are_embedded_as_a_subset() {
    let Some(python) = python("fontTools", "fontTools") else { return };
    let original = file(&objects("", "BT /F 12 Tf 100 400 Td (Words of a page) Tj ET"), "");
    let folder = Folder::new(&original);
    let fonts = folder.path("fonts");
    std::fs::create_dir(&fonts).expect("a folder");
    let font = fonts.join("squares.ttf");
    let made = Command::new(python).args(["-c", SQUARES]).arg(&font).output().expect("Python starts");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));

    let note = ["--status", "final", "--language", "en", "--note", "第一稿 Кыргыз: Ң, ө, ү"];
    let without = folder.run(&[&note[..], &["-o", &folder.path("out.pdf").display().to_string()]].concat()).code(1);
    assert!(err(&without).contains("`--font-dir DIR`"), "{}", err(&without));
    let stamped = folder.stamped(&[&note[..], &["--font-dir", &fonts.display().to_string()]].concat());
    check(&original, &stamped).says("Final·1April2024第一稿Кыргыз:Ң,ө,ү");
    assert!(std::fs::metadata(&font).expect("a font").len() > 400_000, "the font is large");
    assert!(stamped.len() - original.len() < 40_000, "what is embedded of it is small");
    if let Some(told) = printed("pdffonts", &[], &stamped, &[]) {
        let told = String::from_utf8(told).expect("UTF-8");
        let own: Vec<&str> = told.lines().filter(|line| line.starts_with("STAM")).collect();
        assert!(own.iter().any(|line| line.contains("+Squares")), "{told}");
        let is_whole = |line: &&str| line.contains(" yes yes yes ");
        assert!(own.iter().all(is_whole), "each is embedded, a subset, and says what its letters mean: {told}");
    }
}
