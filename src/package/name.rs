//! Names of parts (ECMA-376-2, 6.2.2): without the leading slash, as in the zip archive.

/// The stream of content types (ECMA-376-2, 7.2.3.2); not a part.
pub(super) const CONTENT_TYPES: &str = "[Content_Types].xml";

/// Whether a name can be that of a part: segments that are not empty, do not end in a dot, and lead nowhere else.
pub(super) fn is_part_name(name: &str) -> bool {
    let is_segment = |segment: &str| !segment.is_empty() && !segment.ends_with('.');
    let lower = name.to_ascii_lowercase();
    name.split('/').all(is_segment)
        && !name.contains(|character: char| character.is_control() || "\\:?#*\"<>|".contains(character))
        && !lower.contains("%2f")
        && !lower.contains("%5c")
}

/// The key by which a package tells names apart: case of ASCII letters does not count (ECMA-376-2, 6.2.2.3).
pub(super) fn key(name: &str) -> String {
    name.to_ascii_lowercase()
}

/// The part name after the last dot; empty where there is none.
pub(super) fn extension(name: &str) -> &str {
    let file = name.rsplit_once('/').map_or(name, |(_, file)| file);
    file.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// The folder of a part, empty for the root, without a slash at its end.
fn folder(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Where the relationships of a part stand (ECMA-376-2, 6.5.2.3); of the package for the empty name.
pub(super) fn relationships_of(source: &str) -> String {
    let file = source.rsplit_once('/').map_or(source, |(_, file)| file);
    match folder(source) {
        "" => format!("_rels/{file}.rels"),
        folder => format!("{folder}/_rels/{file}.rels"),
    }
}

/// The part whose relationships stand in an entry; `None` where the entry holds none.
pub(super) fn source_of(entry: &str) -> Option<String> {
    let (folder, file) = entry.rsplit_once('/')?;
    let source = file.strip_suffix(".rels").or_else(|| file.strip_suffix(".RELS"))?;
    match folder.rsplit_once('/') {
        None if folder.eq_ignore_ascii_case("_rels") => Some(source.to_owned()),
        Some((above, last)) if last.eq_ignore_ascii_case("_rels") => Some(format!("{above}/{source}")),
        Some(_) | None => None,
    }
}

/// The shortest way from one part to another (RFC 3986, 4.2).
pub(super) fn relative(source: &str, target: &str) -> String {
    let mut from: Vec<&str> = folder(source).split('/').filter(|segment| !segment.is_empty()).collect();
    let mut to: Vec<&str> = target.split('/').collect();
    while !from.is_empty() && to.len() > 1 && from.first() == to.first() {
        from.remove(0);
        to.remove(0);
    }
    from.iter().map(|_| "..").chain(to).collect::<Vec<_>>().join("/")
}

/// The part that a target names, seen from its source (RFC 3986, 5.2.4). A fragment is left out.
pub(super) fn resolve(source: &str, target: &str) -> String {
    let path = target.split(['#', '?']).next().unwrap_or_default();
    let mut segments: Vec<&str> = match path.starts_with('/') {
        true => Vec::new(),
        false => folder(source).split('/').collect(),
    };
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            segment => segments.push(segment),
        }
    }
    segments.retain(|segment| !segment.is_empty());
    segments.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_elsewhere_are_no_names_of_parts() {
        let check = |name: &str, expected: bool| assert_eq!(is_part_name(name), expected, "{name}");
        check("word/document.xml", true);
        check("word/media/\u{56f3}1.png", true);
        for bad in ["", "/a", "a//b", "../a", "a/../b", "a/.", "C:\\a", "a\\b", "a%2Fb", "a\0b", "a/", "a/b."] {
            check(bad, false);
        }
    }

    #[test]
    fn relationships_stand_beside_their_part() {
        let check = |source: &str, entry: &str| {
            assert_eq!(relationships_of(source), entry);
            assert_eq!(source_of(entry).as_deref(), Some(source));
        };
        check("", "_rels/.rels");
        check("word/document.xml", "word/_rels/document.xml.rels");
        check("mimetype", "_rels/mimetype.rels");
        assert_eq!(source_of("word/document.xml"), None);
        assert_eq!(source_of("x/y.rels"), None);
    }

    #[test]
    fn a_relative_way_leads_to_its_part() {
        let check = |source: &str, target: &str, way: &str| {
            assert_eq!(relative(source, target), way);
            assert_eq!(resolve(source, way), target);
        };
        check("", "word/document.xml", "word/document.xml");
        check("word/document.xml", "word/styles.xml", "styles.xml");
        check("word/charts/chart1.xml", "word/embeddings/chart1.xlsx", "../embeddings/chart1.xlsx");
        check("word/document.xml", "customXml/item1.xml", "../customXml/item1.xml");
        check("a/a/x", "a/y", "../y");
        assert_eq!(resolve("word/document.xml", "/word/a.xml#top"), "word/a.xml");
        assert_eq!(resolve("word/document.xml", "../../../a.xml"), "a.xml");
    }
}
