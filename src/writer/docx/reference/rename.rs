//! Giving our parts the ids of the office's styles and numberings.

use std::collections::BTreeMap;

use super::tree::{set, walk_mut};
use crate::package::Element;

/// Our ids and what they became.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Ids of styles.
    pub(super) styles: BTreeMap<String, String>,
    /// How far our numberings moved.
    pub(super) numbers: i64,
}

/// Elements that name a style (ECMA-376-1, 17.7 and 17.9).
pub(super) const STYLE_NAMES: [&str; 8] =
    ["pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "styleLink", "numStyleLink"];

/// Renames what an element and all below it refer to.
pub(super) fn rename(element: &mut Element, names: &Names) {
    walk_mut(element, &mut |element| {
        let Some(value) = element.attribute("val").map(str::to_owned) else { return };
        if STYLE_NAMES.contains(&element.local_name()) {
            if let Some(new) = names.styles.get(&value) {
                set(element, "val", new);
            }
        } else if element.local_name() == "numId"
            && let Some(number) = value.parse::<i64>().ok().filter(|number| *number > 0)
        {
            set(element, "val", &(number + names.numbers).to_string());
        }
    });
}
