//! stand-in
use crate::document::Image;
use crate::package::Package;
pub(super) struct Picture {
    pub(super) part: String,
    pub(super) svg_part: Option<String>,
    pub(super) width: i64,
    pub(super) height: i64,
}
pub(super) fn add(package: &mut Package, image: &Image, number: usize) -> Picture {
    let part = format!("word/media/image{number}.png");
    package.add_part(&part, "image/png", image.bytes.clone());
    Picture { part, svg_part: None, width: 1000000, height: 500000 }
}
