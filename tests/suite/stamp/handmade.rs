//! PDFs that the tests write themselves: turned, cropped, left open, with every kind of cross-reference.

use super::compare::check;
use super::stamp;

const TEXT: &str = "BT /F 12 Tf 100 400 Td (Words of a page) Tj ET";

/// The objects of a file with one page.
pub(super) fn objects(page: &str, content: &str) -> Vec<(usize, String)> {
    let kids =
        "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595.27559055 841.88976378]/Resources<</Font<</F 5 0 R>>>>>>";
    vec![
        (1, "<</Type/Catalog/Pages 2 0 R>>".to_owned()),
        (2, kids.to_owned()),
        (3, format!("<</Type/Page/Parent 2 0 R/Contents 4 0 R{page}>>")),
        (4, stream("", content)),
        (5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned()),
    ]
}

fn stream(entries: &str, content: &str) -> String {
    format!("<<{entries}/Length {}>>stream\n{content}\nendstream", content.len())
}

/// A file with a table of its objects. `more` stands in its trailer.
pub(super) fn file(objects: &[(usize, String)], more: &str) -> Vec<u8> {
    let (mut text, places) = body(objects);
    let start = text.len();
    text += &table(&places);
    text += &format!("trailer\n<</Size {}/Root 1 0 R{more}>>\nstartxref\n{start}\n%%EOF\n", places.len());
    text.into_bytes()
}

/// The objects one after the other, and the place of each by its number.
fn body(objects: &[(usize, String)]) -> (String, Vec<Option<usize>>) {
    let size = objects.iter().map(|(number, _)| number + 1).max().unwrap_or_default();
    let mut places = vec![None; size];
    let mut text = String::from("%PDF-1.5\n");
    for (number, object) in objects {
        places[*number] = Some(text.len());
        text += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    (text, places)
}

fn table(places: &[Option<usize>]) -> String {
    let line = |place: &Option<usize>| match place {
        Some(place) => format!("{place:010} 00000 n \n"),
        None => "0000000000 65535 f \n".to_owned(),
    };
    format!("xref\n0 {}\n{}", places.len(), places.iter().map(line).collect::<String>())
}

/// Stamps a file with one page in both ways, each of which is seen on it.
fn check_both(original: &[u8]) {
    for status in ["draft", "final"] {
        check(original, &stamp(original, &["--status", status])).is_on(1..=1);
    }
}

#[test]
fn pages_are_stamped_as_they_are_seen_however_they_are_turned() {
    for turn in [0, 90, 180, 270, -90, 450] {
        check_both(&file(&objects(&format!("/Rotate {turn}"), TEXT), ""));
    }
}

#[test]
fn cropped_pages_are_stamped_where_they_are_seen() {
    let crops = [
        "/CropBox[50 60 500 700]",
        "/MediaBox[-200 -300 395 542]/CropBox[-150.5 -250.25 345 492]",
        "/MediaBox[0 0 595 842]/CropBox[-100 -100 2000 2000]",
        "/MediaBox[842 595 0 0]",
    ];
    for crop in crops {
        let content = "BT /F 12 Tf 60 300 Td (Words of a page) Tj ET 0 0 1 rg 80 200 100 50 re f";
        for turn in ["", "/Rotate 90"] {
            check_both(&file(&objects(&format!("{crop}{turn}"), content), ""));
        }
    }
}

#[test]
fn what_a_page_left_open_does_not_reach_the_stamp() {
    for content in ["q 3 0 0 3 50 50 cm 1 0 0 rg BT /F 12 Tf 10 100 Td (Open) Tj", "/Span BMC q 0.1 0 0 0.1 0 0 cm", ""]
    {
        check_both(&file(&objects("", content), ""));
    }
}

#[test]
fn names_and_resources_of_the_page_are_kept() {
    let mut own = objects("/Resources 6 0 R", "/HokokuStamp Do BT /F 12.5 Tf 60 300 Td (Words) Tj ET");
    own.push((6, "<</XObject 7 0 R/Font<</F 5 0 R>>/ExtGState<</G<</ca 0.123456789>>>>>>".to_owned()));
    own.push((7, "<</HokokuStamp 8 0 R>>".to_owned()));
    own.push((8, stream("/Type/XObject/Subtype/Form/BBox[0 0 200 200]", "0 1 0 rg 20 20 100 100 re f")));
    let original = file(&own, "");
    check_both(&original);
    let stamped = stamp(&original, &["--status", "final"]);
    let text = String::from_utf8_lossy(&stamped[original.len()..]).into_owned();
    assert!(text.contains("/ca 0.123456789") && text.contains("/HokokuStamp 8 0 R"), "digits and names are kept");
}

#[test]
fn a_file_for_old_and_new_readers_alike_is_stamped() {
    // The font stands in an object stream, which only the cross-reference stream of the table's trailer tells of.
    let mut own = objects("", TEXT);
    let (_, font) = own.pop().expect("a font");
    let inner = format!("5 0 {font}");
    own.push((6, stream("/Type/ObjStm/N 1/First 4", &inner)));
    let (mut text, mut places) = body(&own);
    let hidden = text.len();
    let record = stream("/Type/XRef/Size 8/W[1 1 1]/Index[5 1]/Root 1 0 R", "\u{2}\u{6}\u{0}");
    text += &format!("7 0 obj\n{record}\nendobj\n");
    places.push(Some(hidden));
    places[5] = None;
    let start = text.len();
    text += &table(&places);
    text += &format!("trailer\n<</Size 8/Root 1 0 R/XRefStm {hidden}>>\nstartxref\n{start}\n%%EOF\n");
    check_both(text.as_bytes());
}

#[test]
fn pages_that_do_not_say_what_they_are_and_those_in_trees_are_stamped() {
    let mut own = objects("", TEXT);
    own[1].1 = "<</Kids[6 0 R]/Count 1/Resources<</Font<</F 5 0 R>>>>/Rotate 90>>".to_owned();
    own[2].1 = "<</Parent 7 0 R/Contents 4 0 R>>".to_owned();
    own.push((6, "<</Type/Pages/Parent 2 0 R/Kids[7 0 R]/Count 1/MediaBox[0 0 400 500]>>".to_owned()));
    own.push((7, "<</Type/Pages/Parent 6 0 R/Kids[3 0 R]/Count 1/CropBox[20 30 380 460]>>".to_owned()));
    check_both(&file(&own, ""));
}

#[test]
fn pages_keep_what_they_inherit_wherever_they_say_they_hang() {
    for parent in ["", "/Parent 1 0 R", "/Parent 99 0 R", "/Parent 3 0 R"] {
        // The size stands on the page, for the comparison; the font is inherited.
        let mut own = objects("/MediaBox[0 0 595.27559055 841.88976378]", TEXT);
        own[2].1 = own[2].1.replace("/Parent 2 0 R", parent);
        check_both(&file(&own, ""));
    }
    // A part of the tree that does not say what stands above it.
    let mut own = objects("/MediaBox[0 0 595.27559055 841.88976378]", TEXT);
    own[1].1 = own[1].1.replace("/Kids[3 0 R]", "/Kids[6 0 R]");
    own[2].1 = own[2].1.replace("/Parent 2 0 R", "/Parent 6 0 R");
    own.push((6, "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned()));
    check_both(&file(&own, ""));
    check_both(&file(&objects("/#52esources<</F#6fnt<</F 5 0 R>>/XObject<<>>>>", TEXT), ""));
}

#[test]
fn pages_with_a_seal_of_another_program_are_stamped() {
    let zeros = "0".repeat(64);
    let piece = format!("/PieceInfo<</X<</Private<</Seal<00>>>>>/Y<</Private<</Seal<{zeros}>>>>>>>");
    check_both(&file(&objects(&piece, TEXT), ""));
}

#[test]
fn content_in_hexadecimal_is_followed_to_its_end() {
    let content = format!("q 0.5 0 0 0.5 0 0 cm q 2 0 0 2 0 0 cm {TEXT}");
    let digits: String = content.bytes().map(|byte| format!("{byte:02x}")).collect();
    let mut own = objects("", "");
    own[3].1 = stream("/Filter/ASCIIHexDecode", &format!("{digits}>"));
    check_both(&file(&own, ""));
}

#[test]
fn a_page_that_is_not_followed_to_its_end_is_stamped_with_a_warning() {
    let original = file(&objects("", &format!("{TEXT} {}", "q Q ".repeat(4_000_000))), "");
    let folder = super::Folder::new(&original);
    let output = folder.path("out.pdf").display().to_string();
    let told = folder.run(&["--status", "final", "-o", &output]).success();
    assert!(super::err(&told).contains("not all that stands on page 1 could be followed"), "{}", super::err(&told));
}

#[test]
fn a_file_with_words_before_its_header_is_stamped() {
    let original = [b"From a mail program\n".to_vec(), file(&objects("", TEXT), "")].concat();
    check_both(&original);
}

#[test]
fn a_page_without_margins_is_stamped_with_a_warning() {
    let original = file(&objects("/MediaBox[0 0 60 40]", "BT /F 9 Tf 2 15 Td (Narrow page) Tj ET"), "");
    let folder = super::Folder::new(&original);
    let output = folder.path("out.pdf").display().to_string();
    let told = folder.run(&["--status", "final", "-o", &output]).success();
    assert!(super::err(&told).contains("the margins of page 1 leave no room"), "{}", super::err(&told));
    check_both(&original);
}
