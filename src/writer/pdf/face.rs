//! Faces of the fonts as files, for text that others than Typst draw. Floor 3.

use typst::text::{Font, FontStyle, FontWeight};

use super::fonts::Fonts;

/// One face of a font.
#[derive(Clone)]
pub struct Face {
    font: Font,
}

impl Face {
    /// The bytes of the file that it stands in: TTF, OTF, TTC or OTC.
    pub fn bytes(&self) -> &[u8] {
        self.font.data()
    }

    /// Which face of the file.
    pub fn index(&self) -> u32 {
        self.font.index()
    }

    /// Whether it is drawn heavily.
    pub fn is_bold(&self) -> bool {
        self.font.info().variant.weight >= FontWeight::SEMIBOLD
    }

    /// Whether it has the character.
    pub fn has(&self, character: char) -> bool {
        self.font.info().coverage.contains(u32::from(character))
    }
}

impl Fonts {
    /// The upright faces, in the order in which they are asked for a character.
    pub fn upright_faces(&self) -> Vec<Face> {
        let mut faces = Vec::new();
        let mut index = 0;
        while let Some(info) = self.store.book().info(index) {
            if info.variant.style == FontStyle::Normal {
                faces.extend(self.store.font(index).map(|font| Face { font }));
            }
            index += 1;
        }
        faces
    }
}
