//! Reading folders.

use std::fs;
use std::path::Path;

use super::Error;

/// How deep folders may be nested. A project needs five.
const MOST_LEVELS: usize = 16;

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiskFile {
    /// Relative to the folder that was asked for, with `/`.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Reads every file below `root`/`folder`, sorted by path; their paths begin with `folder`. A folder that is
/// not there has no files. Hidden files and what editors leave behind (`name~`) are passed over.
///
/// # Errors
///
/// If something is there and can not be read.
pub fn read_tree(root: &Path, folder: &str) -> Result<Vec<DiskFile>, Error> {
    let mut files = Vec::new();
    let start = root.join(folder);
    if start.is_dir() {
        read_folder(&start, folder, MOST_LEVELS, &mut files)?;
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn read_folder(folder: &Path, name: &str, levels: usize, files: &mut Vec<DiskFile>) -> Result<(), Error> {
    let failed = |source| Error::Read { path: folder.to_owned(), source };
    let levels = levels.checked_sub(1).ok_or_else(|| Error::Depth { path: folder.to_owned() })?;
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let file_name = path.file_name().and_then(|name| name.to_str());
        let file_name = file_name.ok_or_else(|| Error::Name { path: path.clone() })?;
        if file_name.starts_with('.') || file_name.ends_with('~') {
            continue;
        }
        let relative = if name.is_empty() { file_name.to_owned() } else { format!("{name}/{file_name}") };
        if path.is_dir() {
            read_folder(&path, &relative, levels, files)?;
        } else {
            let bytes = fs::read(&path).map_err(|source| Error::Read { path: path.clone(), source })?;
            files.push(DiskFile { path: relative, bytes });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(names: &[&str], folder: &str) -> Vec<String> {
        let root = tempfile::tempdir().unwrap();
        for name in names {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, name).unwrap();
        }
        read_tree(root.path(), folder).unwrap().into_iter().map(|file| file.path).collect()
    }

    #[test]
    fn files_come_sorted_with_slashes_and_without_hidden_ones() {
        let names = ["data/b.yaml", "data/a/z.yaml", "data/.hidden", "data/a.yaml~", "other/x"];
        assert_eq!(check(&names, "data"), ["data/a/z.yaml", "data/b.yaml"]);
    }

    #[test]
    fn a_folder_that_is_not_there_has_no_files() {
        assert!(check(&["other/x"], "data").is_empty());
    }

    #[test]
    #[cfg(unix)]
    fn a_link_that_leads_back_is_an_error_and_not_an_endless_walk() {
        let root = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(root.path(), root.path().join("loop")).unwrap();
        assert!(matches!(read_tree(root.path(), "loop"), Err(Error::Depth { .. })));
    }
}
