//! Where template texts come from: the template's own files and the country's narrative, and nowhere else.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::Template;
use crate::diagnostic::Place;
use crate::model::Dataset;

/// The texts that one rendering may load, by path relative to the project.
#[derive(Debug, Clone, Default)]
pub(super) struct Sources {
    folder: String,
    theme_folder: String,
    narrative_folder: String,
    texts: Arc<BTreeMap<String, String>>,
}

impl Sources {
    /// Files of a template and narratives of a country. A line end that is missing at the end of a file is
    /// added, so that an include never runs into the line below it.
    pub(super) fn new(template: Option<&Template>, dataset: Option<&Dataset>) -> Sources {
        let ended = |text: &str| {
            let text = text.replace("\r\n", "\n");
            if text.is_empty() || text.ends_with('\n') { text } else { text + "\n" }
        };
        let mut texts = BTreeMap::new();
        for (path, text) in template.iter().flat_map(|template| &template.files) {
            texts.insert(path.clone(), ended(text));
        }
        let narrative_folder = dataset.map(|dataset| narrative_folder(dataset.code())).unwrap_or_default();
        for (path, text) in dataset.iter().flat_map(|dataset| &dataset.narrative) {
            texts.insert(format!("{narrative_folder}{path}"), ended(text));
        }
        Sources {
            folder: template.map(Template::folder).unwrap_or_default(),
            theme_folder: template.map(Template::theme_folder).unwrap_or_default(),
            narrative_folder,
            texts: Arc::new(texts),
        }
    }

    /// The path that an include names: one of the narrative or of another listed file as it is, `theme/NAME` in
    /// the theme's folder, else below the template's. Names are looked up in a fixed list, so none can lead out.
    pub(super) fn resolve(&self, name: &str) -> String {
        if let Some(name) = name.strip_prefix("theme/") {
            return format!("{}{name}", self.theme_folder);
        }
        let is_whole = self.texts.contains_key(name) || name.starts_with(&self.folder);
        let is_narrative = !self.narrative_folder.is_empty() && name.starts_with(&self.narrative_folder);
        if is_whole || is_narrative { name.to_owned() } else { format!("{}{name}", self.folder) }
    }

    /// The text of a path.
    pub(super) fn text(&self, path: &str) -> Option<&str> {
        self.texts.get(path).map(String::as_str)
    }

    /// Template and narrative files that can hold template code, in order of their paths.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let is_code = |path: &str| [".j2", ".md"].iter().any(|end| path.ends_with(end));
        self.texts.iter().filter(move |(path, _)| is_code(path)).map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// Whether a path is a narrative.
    pub(super) fn is_narrative(&self, path: &str) -> bool {
        !self.narrative_folder.is_empty() && path.starts_with(&self.narrative_folder)
    }

    /// The place of a byte in a file.
    pub(super) fn place(&self, path: &str, offset: usize) -> Place {
        let before = self.text(path).and_then(|text| text.get(..offset)).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let line = before.matches('\n').count() + 1;
        Place::new(path, number(line), number(before[line_start..].chars().count() + 1))
    }

    /// The place of an error: by its bytes where the engine knows them, else by its line.
    pub(super) fn place_of_error(&self, path: &str, line: Option<usize>, range: Option<Range<usize>>) -> Place {
        match (range, line) {
            (Some(range), _) if range.start > 0 || range.end > 0 => self.place(path, range.start),
            (_, Some(line)) => Place::new(path, u32::try_from(line).unwrap_or(u32::MAX), 0),
            (_, None) => Place::file(path),
        }
    }

    /// The line of a place.
    pub(super) fn excerpt(&self, place: &Place) -> Option<String> {
        let index = usize::try_from(place.line).ok()?.checked_sub(1)?;
        self.text(&place.file)?.lines().nth(index).map(str::to_owned)
    }
}

/// Where narratives of a country stand.
pub(super) fn narrative_folder(code: &str) -> String {
    format!("data/{code}/narrative/")
}
