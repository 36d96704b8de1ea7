//! Finished files: stamps on them, and the register of what was issued. Floor 5.
//!
//! A stamp is an incremental update of a PDF (ISO 32000-1, 7.5.6), so the original is the beginning of the stamped file
//! byte for byte: its hash can be checked inside of it, and taking the stamp off is cutting the update off. The stamp is
//! drawn by `printpdf` on a page of its own, which is laid over the file's pages as a form inside an artifact; `lopdf`
//! reads the file and writes the update. The file itself is never written anew.
//!
//! Takes bytes and gives bytes: knows no disk, no clock, and nothing of how a report is made.

mod drawing;
mod file;
mod mark;
mod pdf;
mod place;
mod record;
mod register;
mod stamp;
mod update;

pub use file::{Integrity, IssuedFile, Origin};
pub use mark::{Mark, Pages, Status, Words};
pub use pdf::MOST_BYTES;
pub use record::Record;
pub use register::{
    Entry, REGISTER, State, add, is_path, problem as register_problem, read as read_register, verify as verify_register,
};
pub use stamp::{Stamped, stamp};
