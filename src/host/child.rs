//! Child processes with limits, for readers that load files whole: an abort of the child is a message.

use std::io::{self, BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Command, Stdio};

/// What a process may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProcessLimits {
    /// Memory, in bytes of address space.
    pub memory: u64,
    /// Time of the processor, in seconds.
    pub seconds: u64,
}

/// Limits this process from now on. It is ended by the system where it goes beyond.
///
/// # Errors
///
/// If the system can not do that, in words for a message.
#[cfg(unix)]
pub fn limit_this_process(limits: ProcessLimits) -> Result<(), String> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limit = |resource, most: u64| {
        let rlimit = Rlimit { current: Some(most), maximum: Some(most) };
        setrlimit(resource, rlimit).map_err(|error| format!("the system refused a limit: {error}"))
    };
    limit(Resource::Cpu, limits.seconds)?;
    limit(Resource::Core, 0)?;
    limit(Resource::As, limits.memory)
}

/// Limits this process from now on.
///
/// # Errors
///
/// Always, in words for a message: this system has no such limits.
#[cfg(not(unix))]
pub fn limit_this_process(_: ProcessLimits) -> Result<(), String> {
    Err("files of this format are read with limits of memory and time, which this system has not; save the workbook as .xlsx".to_owned())
}

/// Runs this program again with other arguments, gives it bytes, and gives back what it writes while it writes.
///
/// The child is expected to read all of its input before it writes. What it says on standard error is dropped. It is ended
/// when the stream is dropped.
///
/// # Errors
///
/// If the program can not be started.
pub fn run_again(arguments: &[&str], input: &mut dyn Read) -> io::Result<impl BufRead + use<>> {
    let mut child = Command::new(std::env::current_exe()?)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        // A child that was ended does not read on; that it said nothing tells so.
        match io::copy(input, &mut stdin) {
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
            Err(error) => return Err(error),
        }
    }
    let stdout = child.stdout.take().ok_or_else(|| io::Error::other("a child without a standard output"))?;
    Ok(BufReader::new(Running { child, stdout }))
}

/// A child whose output is read.
struct Running {
    child: Child,
    stdout: ChildStdout,
}

impl Read for Running {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stdout.read(buffer)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // One that has ended already can not be killed, which is as well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The test runs itself again as the child. What the test framework prints stands around what the child says.
    #[test]
    #[cfg(unix)]
    fn a_child_that_wants_too_much_is_ended_and_another_is_heard() {
        const NAME: &str = "host::child::tests::a_child_that_wants_too_much_is_ended_and_another_is_heard";
        if std::env::args().any(|argument| argument == "--nocapture") {
            let mut input = Vec::new();
            io::stdin().read_to_end(&mut input).unwrap();
            limit_this_process(ProcessLimits { memory: 1 << 29, seconds: 5 }).unwrap();
            if input == b"memory" {
                let much = vec![1_u8; 1 << 30];
                println!("had {}", much.iter().map(|byte| u64::from(*byte)).sum::<u64>());
            } else if input == b"time" {
                let mut number = 1_u64;
                loop {
                    number = std::hint::black_box(number.wrapping_mul(3));
                }
            }
            println!("heard {}", input.len());
            return;
        }
        let said = |mut input: &[u8]| {
            let mut said = String::new();
            run_again(&["--exact", NAME, "--nocapture"], &mut input).unwrap().read_to_string(&mut said).unwrap();
            said
        };
        assert!(said(&vec![b'x'; 1_000_000]).contains("heard 1000000"));
        let said = said(b"memory");
        assert!(!said.contains("heard") && !said.contains("had"), "{said}");
    }
}
