//! Reading a folder as a list of files.

use std::fs;
use std::path::Path;

use super::Error;

/// Whether a folder is there.
pub fn has_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Every file below `root/folder`, by its path relative to `root` with `/`, in the order of these paths.
///
/// Left out are names that begin with a dot or end with `~` (editors' copies), and links that lead out of `root`.
///
/// # Errors
///
/// If a folder or file cannot be read.
pub fn read_tree(root: &Path, folder: &str) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let start = root.join(folder);
    let inside = fs::canonicalize(root).map_err(|cause| Error::new("read", root, cause))?;
    let mut found = Vec::new();
    let mut folders = vec![(start, folder.to_owned())];
    while let Some((path, name)) = folders.pop() {
        let entries = fs::read_dir(&path).map_err(|cause| Error::new("read", &path, cause))?;
        for entry in entries {
            let entry = entry.map_err(|cause| Error::new("read", &path, cause))?;
            let Some(file_name) = entry.file_name().to_str().map(str::to_owned) else { continue };
            if file_name.starts_with('.') || file_name.ends_with('~') {
                continue;
            }
            let (path, name) = (entry.path(), format!("{name}/{file_name}"));
            let real = fs::canonicalize(&path).map_err(|cause| Error::new("read", &path, cause))?;
            if !real.starts_with(&inside) {
                continue;
            }
            if real.is_dir() {
                let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
                if !is_link {
                    folders.push((path, name));
                }
            } else {
                let bytes = fs::read(&path).map_err(|cause| Error::new("read", &path, cause))?;
                found.push((name, bytes));
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_sorted_without_editors_copies_and_outside_links() {
        let root = tempfile::TempDir::new().expect("a folder");
        let outside = tempfile::TempDir::new().expect("a folder");
        for name in ["data/b/two.yaml", "data/a.yaml", "data/.hidden", "data/a.yaml~"] {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().expect("a parent")).expect("made");
            fs::write(path, name).expect("written");
        }
        fs::write(outside.path().join("secret"), "x").expect("written");
        #[cfg(unix)]
        std::os::unix::fs::symlink(outside.path().join("secret"), root.path().join("data/link")).expect("linked");
        let names: Vec<String> =
            read_tree(root.path(), "data").expect("readable").into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["data/a.yaml", "data/b/two.yaml"]);
    }
}
