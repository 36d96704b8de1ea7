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

/// Reads one file.
///
/// # Errors
///
/// If it is not there or can not be read.
pub fn read_file(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|source| Error::Read { path: path.to_owned(), source })
}

/// Reads every file below `root`/`folder`, sorted by path; their paths begin with `folder`. A folder that is
/// not there has no files. Hidden files and what editors leave behind (`name~`) are passed over. A link is followed
/// only to what stands below `root`.
///
/// # Errors
///
/// If something is there and can not be read.
pub fn read_tree(root: &Path, folder: &str) -> Result<Vec<DiskFile>, Error> {
    let mut files = Vec::new();
    let start = root.join(folder);
    if start.try_exists().map_err(|source| Error::Read { path: start.clone(), source })? {
        let inside = root.canonicalize().map_err(|source| Error::Read { path: root.to_owned(), source })?;
        check_inside(&start, &inside)?;
        read_folder(&start, folder, Some(&inside), MOST_LEVELS, &mut files)?;
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// Reads every file below a folder of the machine that the user named, such as one of fonts, as [`read_tree`] does;
/// but links are followed wherever they lead, since installed fonts often are links.
///
/// # Errors
///
/// If the folder is not there, or something in it can not be read.
pub fn read_linked_tree(folder: &Path) -> Result<Vec<DiskFile>, Error> {
    let mut files = Vec::new();
    read_folder(folder, "", None, MOST_LEVELS, &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn read_folder(
    folder: &Path,
    name: &str,
    inside: Option<&Path>,
    levels: usize,
    files: &mut Vec<DiskFile>,
) -> Result<(), Error> {
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
        if let Some(inside) = inside.filter(|_| path.is_symlink()) {
            check_inside(&path, inside)?;
        }
        if path.is_dir() {
            read_folder(&path, &relative, inside, levels, files)?;
        } else {
            let bytes = fs::read(&path).map_err(|source| Error::Read { path: path.clone(), source })?;
            files.push(DiskFile { path: relative, bytes });
        }
    }
    Ok(())
}

/// Refuses a path that leads, through whatever links, to something outside a folder without links.
fn check_inside(path: &Path, inside: &Path) -> Result<(), Error> {
    let target = path.canonicalize().map_err(|source| Error::Read { path: path.to_owned(), source })?;
    match target.starts_with(inside) {
        true => Ok(()),
        false => Err(Error::Link { path: path.to_owned(), root: inside.to_owned() }),
    }
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

    #[test]
    #[cfg(unix)]
    fn a_link_is_followed_inside_the_project_and_refused_out_of_it() {
        use std::os::unix::fs::symlink;
        let (root, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::create_dir(root.path().join("data")).unwrap();
        fs::write(root.path().join("common.yaml"), "ours").unwrap();
        fs::write(other.path().join("secret"), "theirs").unwrap();
        symlink("../common.yaml", root.path().join("data/a.yaml")).unwrap();
        assert_eq!(read_tree(root.path(), "data").unwrap()[0].bytes, b"ours");

        let leads_out = root.path().join("data/b.yaml");
        for target in [other.path().join("secret"), other.path().to_owned()] {
            symlink(target, &leads_out).unwrap();
            let error = read_tree(root.path(), "data").unwrap_err();
            assert!(matches!(&error, Error::Link { path, .. } if *path == leads_out), "{error}");
            fs::remove_file(&leads_out).unwrap();
        }
        symlink(other.path(), root.path().join("elsewhere")).unwrap();
        assert!(matches!(read_tree(root.path(), "elsewhere"), Err(Error::Link { .. })));
        let fonts: Vec<_> = read_linked_tree(root.path()).unwrap().into_iter().map(|file| file.path).collect();
        assert_eq!(fonts, ["common.yaml", "data/a.yaml", "elsewhere/secret"]);
    }

    #[test]
    fn a_file_where_a_folder_should_be_is_an_error_and_not_an_empty_folder() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("data"), "x").unwrap();
        assert!(matches!(read_tree(root.path(), "data"), Err(Error::Read { .. })));
    }
}
