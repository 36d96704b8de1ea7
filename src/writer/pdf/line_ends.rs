//! The line end between a stream's data and `endstream`. PDF/A-3 (ISO 19005-3, 6.1.7.1) wants a stream's `/Length` to be the count of
//! its bytes up to that line end.
//!
//! The exporter writes a line feed there. Where compressed data happens to end with a carriage return, the two read as
//! one line end, and the length seems one too large; validators say so. A carriage return in place of the line feed
//! leaves no doubt and moves no byte. To be removed when krilla (the exporter below typst-pdf 0.15) does so itself.

const LENGTH: &[u8] = b"/Length ";
const START: &[u8] = b"stream\n";
const END: &[u8] = b"\nendstream";

/// Makes every line end before `endstream` one that cannot be taken for data.
pub(super) fn disambiguate(pdf: &mut [u8]) {
    let mut at = 0;
    while let Some(found) = find(pdf, LENGTH, at) {
        at = found + LENGTH.len();
        let digits = pdf[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let length: Option<usize> = std::str::from_utf8(&pdf[at..at + digits]).ok().and_then(|text| text.parse().ok());
        let (Some(length), Some(start)) = (length, find(pdf, START, at)) else { continue };
        let data = start + START.len();
        let Some(end) = data.checked_add(length).filter(|end| pdf[data..].len() > end - data) else { continue };
        if length > 0 && pdf[end - 1] == b'\r' && pdf[end..].starts_with(END) {
            pdf[end] = b'\r';
        }
        if pdf[end..].starts_with(END) || pdf[end] == b'\r' {
            at = end;
        }
    }
}

fn find(bytes: &[u8], words: &[u8], from: usize) -> Option<usize> {
    let found = bytes.get(from..)?.windows(words.len()).position(|window| window == words)?;
    Some(from + found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, after: &str) {
        let mut bytes = before.as_bytes().to_vec();
        disambiguate(&mut bytes);
        assert_eq!(String::from_utf8(bytes).as_deref(), Ok(after));
    }

    #[test]
    fn only_a_line_feed_behind_a_carriage_return_of_the_data_is_changed() {
        check("<</Length 3>>\nstream\nab\r\nendstream", "<</Length 3>>\nstream\nab\r\rendstream");
        check("<</Length 3>>\nstream\nabc\nendstream", "<</Length 3>>\nstream\nabc\nendstream");
        check("<</Length 3>>\nstream\nab\n\nendstream", "<</Length 3>>\nstream\nab\n\nendstream");
    }

    #[test]
    fn what_is_not_a_stream_of_that_length_is_left_alone() {
        check("<</Length 99>>\nstream\nab\r\nendstream", "<</Length 99>>\nstream\nab\r\nendstream");
        check("/Length 3 of words, \r\nendstream", "/Length 3 of words, \r\nendstream");
        check("/Length ", "/Length ");
    }

    #[test]
    fn data_that_looks_like_a_stream_is_skipped() {
        let inner = "/Length 1>>\nstream\n\r\nendstream";
        let text = format!("<</Length {}>>\nstream\n{inner}\nendstream", inner.len());
        check(&text, &text);
    }
}
