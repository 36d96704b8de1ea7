//! Tests of the HTML writer.

use super::*;
use crate::document::{Theme, sample};
use crate::model::LanguageTag;
use crate::writer::ThemeFiles;

fn theme(css: &str) -> ThemeFiles {
    let tokens: Theme = sample::theme();
    ThemeFiles { name: "test".into(), tokens, typst: String::new(), typst_path: String::new(), css: css.into() }
}

fn check() -> String {
    let ftl = "citation-line = line { $line }\nvalue-not-available = not available\n";
    let locale = Locale::new(LanguageTag::parse("en").unwrap(), "en.ftl", ftl).unwrap();
    let css = std::env::var("CSS").map(|path| std::fs::read_to_string(path).unwrap()).unwrap_or_default();
    write(&sample::document(), &theme(&css), &locale)
}

#[test]
fn dump() {
    std::fs::write("/tmp/sample.html", check()).unwrap();
}
