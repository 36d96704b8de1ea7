//! The files that Typst sees: those of one report, and nothing else. Floor 3.

use std::collections::BTreeMap;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use super::fonts::Fonts;

/// One report's world. File names are the same for every report, since Typst keeps each name for ever.
pub(super) struct ReportWorld<'a> {
    fonts: &'a Fonts,
    main: Source,
    theme: Source,
    files: BTreeMap<String, Bytes>,
    today: Datetime,
}

impl<'a> ReportWorld<'a> {
    /// A world of the markup, the theme, and files by their names, such as `/chart-1.svg`.
    pub(super) fn new(
        fonts: &'a Fonts,
        markup: String,
        theme: &str,
        files: impl IntoIterator<Item = (String, Vec<u8>)>,
        today: Datetime,
    ) -> ReportWorld<'a> {
        ReportWorld {
            fonts,
            main: Source::new(file_id("/main.typ"), markup),
            theme: parsed_theme(theme),
            files: files.into_iter().map(|(name, bytes)| (name, Bytes::new(bytes))).collect(),
            today,
        }
    }

    /// All files by their names, in order of name.
    pub(super) fn into_files(self) -> BTreeMap<String, Vec<u8>> {
        let sources = [self.main, self.theme].map(|source| {
            let name = source.id().get().vpath().get_with_slash().to_owned();
            (name, source.text().as_bytes().to_vec())
        });
        self.files.into_iter().map(|(name, bytes)| (name, bytes.to_vec())).chain(sources).collect()
    }

    /// The markup.
    pub(super) fn main_source(&self) -> &Source {
        &self.main
    }

    /// The theme.
    pub(super) fn theme_source(&self) -> &Source {
        &self.theme
    }
}

/// The theme, parsed and hashed once for all reports that share it, until [`super::clear_cache`] drops it.
#[comemo::memoize]
fn parsed_theme(theme: &str) -> Source {
    Source::new(file_id("/theme.typ"), theme.to_owned())
}

fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("the names in this folder are valid paths");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for ReportWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.fonts.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.store.book()
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [&self.main, &self.theme]
            .into_iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or_else(|| FileError::NotFound(id.get().vpath().get_with_slash().into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get().vpath().get_with_slash();
        self.files.get(path).cloned().ok_or_else(|| FileError::NotFound(path.into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.store.font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        Some(self.today)
    }
}
