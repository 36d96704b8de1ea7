//! The fonts of a process, and which characters they have. Floor 3.
//!
//! Noto Sans from the crate `notosans`, then the files that were given, then what Typst brings. Never a font
//! of the system: the same input must give the same bytes on every machine.

use std::collections::BTreeSet;

use typst::foundations::Bytes;
use typst::text::Font;
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt};
use typst_kit::fonts::FontStore;

/// The fonts in the binary: Noto Sans in regular, bold, italic and both.
pub const BUILT_IN_FONTS: [&[u8]; 4] =
    [notosans::REGULAR_TTF, notosans::BOLD_TTF, notosans::ITALIC_TTF, notosans::BOLD_ITALIC_TTF];

/// Fonts and the library of Typst: made once in a process, shared by all reports.
pub struct Fonts {
    pub(super) store: FontStore,
    pub(super) library: LazyHash<Library>,
    unreadable: Vec<String>,
    digest: [u8; 32],
    /// One bit for each code point that some font has.
    covered: Vec<u64>,
}

impl Fonts {
    /// Loads the built-in fonts and the given files, each a name and the bytes of a TTF, OTF, TTC or OTC file.
    pub fn new(files: &[(String, Vec<u8>)]) -> Fonts {
        let mut fonts: Vec<Font> = BUILT_IN_FONTS.into_iter().flat_map(|bytes| Font::iter(Bytes::new(bytes))).collect();
        let mut unreadable = Vec::new();
        let mut digest = blake3::Hasher::new();
        for (name, bytes) in files {
            for part in [name.as_bytes(), bytes] {
                digest.update(&(part.len() as u64).to_be_bytes()).update(part);
            }
            let before = fonts.len();
            fonts.extend(Font::iter(Bytes::new(bytes.clone())));
            if fonts.len() == before {
                unreadable.push(name.clone());
            }
        }
        let mut store = FontStore::new();
        for font in fonts {
            let entry_name = font.info().clone();
            store.push((font, entry_name));
        }
        store.extend(typst_kit::fonts::embedded());

        let mut covered = vec![0_u64; (char::MAX as usize + 64) / 64];
        let mut index = 0;
        while let Some(info) = store.book().info(index) {
            for point in info.coverage.iter() {
                if let Some(bits) = covered.get_mut(point as usize / 64) {
                    *bits |= 1 << (point % 64);
                }
            }
            index += 1;
        }
        // Header cells of rows and summaries of tables are among these features.
        let library = Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build();
        let digest = *digest.finalize().as_bytes();
        Fonts { store, library: LazyHash::new(library), unreadable, digest, covered }
    }

    /// The names of all font families, sorted.
    pub fn families(&self) -> Vec<String> {
        let names: BTreeSet<&str> = self.store.book().families().map(|(name, _)| name).collect();
        names.into_iter().map(str::to_owned).collect()
    }

    /// The given files that hold no font.
    pub fn unreadable(&self) -> &[String] {
        &self.unreadable
    }

    /// BLAKE3 over the given files, in their order, each with its name. The built-in fonts are part of the program.
    pub fn digest(&self) -> [u8; 32] {
        self.digest
    }

    /// Whether there is a family of this name; case does not matter.
    pub(super) fn has_family(&self, family: &str) -> bool {
        self.store.book().contains_family(&family.to_lowercase())
    }

    /// Whether some font has the character.
    pub(super) fn has_glyph(&self, character: char) -> bool {
        let point = u32::from(character);
        self.covered.get(point as usize / 64).is_some_and(|bits| bits & (1 << (point % 64)) != 0)
    }
}
