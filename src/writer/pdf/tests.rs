use super::*;
#[path = "look.rs"]
mod look;
