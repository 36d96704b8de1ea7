//! PDFs as other programs read them, so that they judge what ours wrote: `qpdf` their objects, `poppler` the rest.

use std::io::Write as _;
use std::process::Command;

use serde_json::{Map, Value};
use tempfile::NamedTempFile;

use crate::absent::skipped;

/// What a program prints of a file; `None` where it is not installed.
pub fn printed(program: &str, words: &[&str], bytes: &[u8], to_end: &[&str]) -> Option<Vec<u8>> {
    let mut file = NamedTempFile::with_suffix(".pdf").expect("a temporary file");
    file.write_all(bytes).expect("a writable file");
    let Ok(output) = Command::new(program).args(words).arg(file.path()).args(to_end).output() else {
        skipped(program);
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(output.stdout)
}

/// The objects of a file as `qpdf` writes them in JSON: names begin with a slash, references are texts such as `4 0 R`.
pub struct Objects {
    /// References of the pages in their order, each with those of its content.
    pub pages: Vec<(String, Vec<String>)>,
    objects: Map<String, Value>,
}

impl Objects {
    /// Reads a file; `None` where there is no qpdf.
    pub fn read(bytes: &[u8]) -> Option<Objects> {
        let words = [
            "--json",
            "--json-key=pages",
            "--json-key=qpdf",
            "--json-stream-data=inline",
            "--decode-level=none",
            "--warning-exit-0",
        ];
        let mut read: Value = serde_json::from_slice(&printed("qpdf", &words, bytes, &[])?).expect("JSON");
        let text = |value: &Value| value.as_str().expect("a reference").to_owned();
        let list = |value: &Value| value.as_array().expect("a list").iter().map(text).collect();
        let pages = read["pages"].as_array().expect("pages").iter();
        let pages = pages.map(|page| (text(&page["object"]), list(&page["contents"]))).collect();
        let Value::Object(objects) = read["qpdf"][1].take() else { panic!("objects by their names") };
        Some(Objects { pages, objects })
    }

    /// All objects, the trailer among them, by their names in the JSON.
    pub fn all(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.objects.iter()
    }

    /// An object by its name in the JSON.
    pub fn named(&self, name: &str) -> Option<&Value> {
        self.objects.get(name)
    }

    /// The trailer.
    pub fn trailer(&self) -> &Value {
        &self.objects["trailer"]["value"]
    }

    /// What a value refers to, of a stream its dictionary; the value itself where it is no reference.
    pub fn resolved<'a>(&'a self, value: &'a Value) -> &'a Value {
        let object = value.as_str().and_then(|reference| self.objects.get(&format!("obj:{reference}")));
        object.map_or(value, |object| object.get("value").unwrap_or_else(|| &object["stream"]["dict"]))
    }

    /// What a reference refers to.
    pub fn get(&self, reference: &str) -> &Value {
        let object = &self.objects[&format!("obj:{reference}")];
        object.get("value").unwrap_or_else(|| &object["stream"]["dict"])
    }

    /// The bytes of a stream as they stand in the file.
    pub fn stream(&self, reference: &str) -> Vec<u8> {
        bytes(self.objects[&format!("obj:{reference}")]["stream"]["data"].as_str().expect("a stream"))
    }
}

/// The bytes that a text in base 64 stands for (RFC 4648, clause 4).
fn bytes(text: &str) -> Vec<u8> {
    let digit = |character: u8| match character {
        b'A'..=b'Z' => character - b'A',
        b'a'..=b'z' => character - b'a' + 26,
        b'0'..=b'9' => character - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let digits: Vec<u8> = text.bytes().filter(|byte| *byte != b'=').map(digit).collect();
    let group = |digits: &[u8]| {
        let number = digits.iter().enumerate().fold(0_u32, |all, (at, digit)| all | u32::from(*digit) << (18 - 6 * at));
        number.to_be_bytes()[1..digits.len()].to_vec()
    };
    digits.chunks(4).flat_map(group).collect()
}

#[test]
fn base_64_is_read() {
    let cases = ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYmFy", "+/8A"].map(bytes);
    assert_eq!(cases, [&b""[..], b"f", b"fo", b"foo", b"foobar", &[0xfb, 0xff, 0]].map(<[u8]>::to_vec));
}
