//! Images as parts of the package. Floor 3.
//!
//! PNG and JPEG travel as they are. An SVG travels twice: as it is, for offices that draw it, and as a PNG of it for
//! those that do not. Sizes are those that the image says, as the PDF takes them.
//! Source: ISO/IEC 15948 (PNG), ITU-T T.871 (JFIF), SVG 1.1; \[MS-ODRAWXML\], 2.29 for SVG beside PNG.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};

use super::units::Emu;
use crate::document::Image;
use crate::package::Package;
use crate::writer::pdf::BUILT_IN_FONTS;

/// Dots to an inch of an image that says nothing, as Typst takes them.
const DOTS_PER_INCH: f64 = 72.0;

/// Pixels of SVG to an inch (CSS Values and Units 3, 6.2).
const PIXELS_PER_INCH: f64 = 96.0;

/// How much finer the picture of an SVG is than its pixels: 288 dots to an inch, enough for print.
const FINENESS: f32 = 3.0;

/// The longest side of the picture of an SVG, in pixels.
const LONGEST: f32 = 4_000.0;

/// An image in the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Picture {
    /// Name of the part that every office draws.
    pub(super) part: String,
    /// Name of the part with the SVG, where it is one.
    pub(super) svg_part: Option<String>,
    /// Its own width.
    pub(super) width: Emu,
    /// Its own height.
    pub(super) height: Emu,
}

/// Adds an image to the package; images are numbered from 1. `None` if it can not be read.
pub(super) fn add(package: &mut Package, image: &Image, number: usize) -> Option<Picture> {
    let name = |extension: &str| format!("word/media/image{number}.{extension}");
    let mut add = |extension: &str, media_type: &str, bytes: Vec<u8>| {
        package.add_part(&name(extension), media_type, bytes);
        name(extension)
    };
    if image.media_type == "image/svg+xml" {
        let (png, (width, height)) = drawn(&image.bytes)?;
        let svg_part = Some(add("svg", &image.media_type, image.bytes.clone()));
        return Some(Picture { part: add("png", "image/png", png), svg_part, width, height });
    }
    let bytes = image.bytes.as_slice();
    let size = imagesize::blob_size(bytes).ok().filter(|size| size.width > 0 && size.height > 0)?;
    let (extension, media_type, density) = match imagesize::image_type(bytes).ok()? {
        imagesize::ImageType::Png => ("png", "image/png", png_density(bytes)),
        imagesize::ImageType::Jpeg => ("jpeg", "image/jpeg", jfif_density(bytes)),
        _ => return None,
    };
    let (across, down) = density.unwrap_or((DOTS_PER_INCH, DOTS_PER_INCH));
    let length = |dots: usize, density: f64| Emu::from_pt(dots as f64 / density * 72.0);
    let (width, height) = (length(size.width, across), length(size.height, down));
    Some(Picture { part: add(extension, media_type, bytes.to_vec()), svg_part: None, width, height })
}

/// Draws an SVG as PNG, and says how large it wants to be.
fn drawn(svg: &[u8]) -> Option<(Vec<u8>, (Emu, Emu))> {
    let mut options = Options::default();
    if svg.windows(5).any(|window| window == b"<text") {
        options.fontdb = Arc::new(fonts());
        options.font_family = first_family(&options.fontdb).unwrap_or_default();
    }
    // What an image refers to is never fetched.
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    let tree = Tree::from_data(svg, &options).ok()?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = FINENESS.min(LONGEST / width.max(height));
    let dots = |length: f32| ((length * scale).ceil() as u32).max(1);
    let mut pixels = Pixmap::new(dots(width), dots(height))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    let length = |pixels: f32| Emu::from_pt(f64::from(pixels) / PIXELS_PER_INCH * 72.0);
    Some((pixels.encode_png().ok()?, (length(width), length(height))))
}

/// The fonts in the binary. An SVG that names another family is set in them; the machine's are never read.
fn fonts() -> Database {
    let mut fonts = Database::new();
    for font in BUILT_IN_FONTS {
        fonts.load_font_data(font.to_vec());
    }
    if let Some(family) = first_family(&fonts) {
        fonts.set_sans_serif_family(&family);
        fonts.set_serif_family(&family);
        fonts.set_monospace_family(&family);
    }
    fonts
}

fn first_family(fonts: &Database) -> Option<String> {
    fonts.faces().find_map(|face| face.families.first().map(|(family, _)| family.clone()))
}

/// Dots to an inch, across and down, that a PNG states (ISO/IEC 15948, 11.3.5.3, `pHYs`).
fn png_density(bytes: &[u8]) -> Option<(f64, f64)> {
    // Chunks follow the signature: length, type, data, check (ISO/IEC 15948, 5.3).
    let mut rest = bytes.get(8..)?;
    loop {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (kind, data) = after.split_first_chunk::<4>()?;
        match kind {
            b"pHYs" => {
                let (across, after) = data.split_first_chunk::<4>()?;
                let (down, unit) = after.split_first_chunk::<4>()?;
                let inch = |per_metre: &[u8; 4]| f64::from(u32::from_be_bytes(*per_metre)) * 0.0254;
                return known((inch(across), inch(down))).filter(|_| unit.first() == Some(&1));
            }
            b"IDAT" | b"IEND" => return None,
            _ => rest = data.get(length.checked_add(4)?..)?,
        }
    }
}

/// Dots to an inch, across and down, that a JFIF file states in its first segment (ITU-T T.871, 10.1).
fn jfif_density(bytes: &[u8]) -> Option<(f64, f64)> {
    let header = bytes.get(2..18).filter(|header| header.starts_with(b"\xff\xe0") && &header[4..9] == b"JFIF\0")?;
    let number = |at: usize| f64::from(u16::from_be_bytes([header[at], header[at + 1]]));
    let (across, down) = (number(12), number(14));
    match header[11] {
        1 => known((across, down)),
        2 => known((across * 2.54, down * 2.54)),
        _ => None,
    }
}

fn known(density: (f64, f64)) -> Option<(f64, f64)> {
    Some(density).filter(|(across, down)| *across >= 1.0 && *down >= 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of an image: parts and size in points.
    fn check(media_type: &str, bytes: &[u8]) -> Option<(Vec<String>, i64, i64)> {
        let mut package = Package::new();
        let image =
            Image { bytes: bytes.to_vec(), media_type: media_type.into(), alt: "x".into(), caption: String::new() };
        let picture = add(&mut package, &image, 3)?;
        let parts: Vec<String> = package.parts().map(|(name, part)| format!("{name} {}", part.content_type)).collect();
        assert_eq!(picture.part.rsplit_once('.').unwrap().0, "word/media/image3");
        Some((parts, picture.width.0 / 12_700, picture.height.0 / 12_700))
    }

    /// A white PNG, with its density in dots to a metre.
    fn png(width: u32, height: u32, density: Option<u32>) -> Vec<u8> {
        let mut pixels = Pixmap::new(width, height).unwrap();
        pixels.fill(resvg::tiny_skia::Color::WHITE);
        let mut bytes = pixels.encode_png().unwrap();
        if let Some(density) = density {
            let number = density.to_be_bytes();
            let chunk = [&[0, 0, 0, 9], b"pHYs".as_slice(), &number, &number, &[1], &[0; 4]].concat();
            bytes.splice(33..33, chunk);
        }
        bytes
    }

    #[test]
    fn a_raster_image_is_kept_and_has_the_size_that_it_says() {
        let parts = vec!["word/media/image3.png image/png".to_owned()];
        assert_eq!(check("image/png", &png(144, 72, None)), Some((parts.clone(), 144, 72)));
        assert_eq!(check("image/png", &png(144, 72, Some(5669))), Some((parts.clone(), 72, 36)));
        // The bytes say what it is.
        assert_eq!(check("image/jpeg", &png(10, 10, None)), Some((parts, 10, 10)));
    }

    #[test]
    fn a_jpeg_has_the_density_of_its_first_segment() {
        let head = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\x01\0\x90\0\x90\0\0";
        let frame = b"\xff\xc0\0\x0b\x08\0\x48\0\x90\x01\x01\x11\0\xff\xd9";
        let parts = vec!["word/media/image3.jpeg image/jpeg".to_owned()];
        assert_eq!(check("image/jpeg", &[head.as_slice(), frame].concat()), Some((parts, 72, 36)));
    }

    #[test]
    fn an_svg_travels_with_a_picture_of_it() {
        let svg = br##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#123456"/></svg>"##;
        let parts = ["word/media/image3.png image/png", "word/media/image3.svg image/svg+xml"].map(str::to_owned);
        assert_eq!(check("image/svg+xml", svg), Some((parts.to_vec(), 30, 15)));
        let pixels = Pixmap::decode_png(&drawn(svg).unwrap().0).unwrap();
        assert_eq!((pixels.width(), pixels.height()), (120, 60));
        let color = pixels.pixel(60, 30).unwrap();
        assert_eq!((color.red(), color.green(), color.blue()), (0x12, 0x34, 0x56));
    }

    #[test]
    fn text_in_an_svg_is_drawn_in_a_font_of_ours() {
        let svg = br##"<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><text y="15" font-family="Nowhere">Text</text></svg>"##;
        let pixels = Pixmap::decode_png(&drawn(svg).unwrap().0).unwrap();
        assert!(pixels.pixels().iter().any(|pixel| pixel.alpha() > 128));
        assert_eq!(drawn(svg).unwrap().0, drawn(svg).unwrap().0);
    }

    #[test]
    fn an_enormous_svg_is_drawn_coarsely() {
        let svg = br##"<svg xmlns="http://www.w3.org/2000/svg" width="90000" height="10"/>"##;
        let pixels = Pixmap::decode_png(&drawn(svg).unwrap().0).unwrap();
        assert_eq!((pixels.width(), pixels.height()), (4000, 1));
    }

    #[test]
    fn what_is_no_image_is_refused() {
        for bytes in [b"".as_slice(), b"GIF89a", b"\x89PNG\r\n\x1a\n", b"<svg", b"\xff\xd8\xff\xe0"] {
            assert_eq!(check("image/png", bytes), None);
            assert_eq!(check("image/svg+xml", bytes), None);
        }
    }
}
