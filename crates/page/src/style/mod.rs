//! The look: fonts, the theme of each app, sizes and alignment.

pub mod fonts;
mod properties;
mod theme;

pub use theme::{Choice, THEMED, Theme};

/// What the sheet begins with.
pub const STYLES: &[&str] = &[include_str!("theme.css"), include_str!("base.css")];

/// The sizes that a script asks for.
pub const SIZES: &str = include_str!("size.css");

use brooklet_protocol::Layout;
use brooklet_protocol::layout::{Size, TextAlignment};
use web_sys::HtmlElement;

use crate::dom::{StyleExt, set, set_optional, unset};

/// Size, alignment and style hooks of an element or block.
pub fn apply_layout(frame: &HtmlElement, layout: &Layout) {
    for (name, extent) in [("width", layout.width), ("height", layout.height)] {
        let (attribute, property) = (format!("data-{name}"), format!("--bk-{name}"));
        let size = match extent {
            Size::Px(pixels) => Some(format!("{pixels}px")),
            Size::CentiRem(hundredths) => Some(format!("{}rem", f64::from(hundredths) / 100.0)),
            Size::Auto | Size::Stretch | Size::Content => None,
        };
        match &size {
            Some(size) => {
                frame.style().put(&property, size);
                let value = if name == "height" { "scroll" } else { "fixed" };
                set(frame, &attribute, value);
            }
            None => {
                if frame.has_attribute(&attribute) {
                    frame.style().unset(&property);
                }
                match extent {
                    Size::Content => set(frame, &attribute, "content"),
                    Size::Stretch => set(frame, &attribute, "stretch"),
                    _ => unset(frame, &attribute),
                }
            }
        }
    }
    let alignment = match layout.text_alignment {
        TextAlignment::Left => None,
        TextAlignment::Center => Some("center"),
        TextAlignment::Right => Some("right"),
        TextAlignment::Justify => Some("justify"),
    };
    set_optional(frame, "data-text-align", alignment);
    set_optional(frame, "data-one-line", layout.one_line.then_some(""));
}

/// The class `st-key-…`, in which only letters, digits, `-` and `_` stand for themselves.
pub fn apply_key(frame: &HtmlElement, key: Option<&str>) {
    let class = key.map(|key| {
        let name: String = key
            .trim()
            .chars()
            .map(|c| {
                if c.is_ascii_alphanumeric() || c == '-' || c == '_' {
                    c
                } else {
                    '-'
                }
            })
            .collect();
        format!("st-key-{name}")
    });
    let classes: Vec<String> = frame
        .class_name()
        .split_whitespace()
        .filter(|known| !known.starts_with("st-key-"))
        .map(str::to_owned)
        .chain(class)
        .collect();
    let classes = classes.join(" ");
    if frame.class_name() != classes {
        frame.set_class_name(&classes);
    }
}
