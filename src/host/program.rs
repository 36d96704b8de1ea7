//! The running program itself.

use std::fs::File;
use std::io;
use std::path::PathBuf;

/// A hash of the program that runs: BLAKE3 over its executable file.
///
/// It tells any two programs apart that could make different files of the same input, also two builds of one version
/// by somebody who works on the program, with other flags, another compiler or a changed dependency. Reading 50 MB
/// takes some 20 ms, on a thread beside the reading of the project.
///
/// # Errors
///
/// If the file can't be read.
pub fn program_digest() -> io::Result<[u8; 32]> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(executable()?)?;
    Ok(*hasher.finalize().as_bytes())
}

/// The file of the running program, also where another has taken its name since: on Linux that name leads to the file
/// that runs. Elsewhere a program can't be replaced while it runs, or its path is all that is known.
fn executable() -> io::Result<File> {
    let running = PathBuf::from("/proc/self/exe");
    File::open(if running.exists() { running } else { std::env::current_exe()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_that_of_the_file_that_runs() {
        let file = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        assert_eq!(program_digest().unwrap(), *blake3::hash(&file).as_bytes());
    }
}
