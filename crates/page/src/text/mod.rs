//! Text on the page: Markdown, labels, help marks, icons.

pub mod anchor;
mod author_style;
pub mod code;
mod directive;
mod emoji;
mod footnotes;
pub mod help;
pub mod highlight;
pub mod html;
pub mod icon;
pub mod label;
pub mod later;
pub mod markdown;
mod symbol;

pub(crate) use author_style::AUTHOR_LAYER;

/// The styles of text.
pub const STYLES: &[&str] = &[
    code::STYLE,
    help::STYLE,
    icon::STYLE,
    label::STYLE,
    later::STYLE,
    markdown::STYLE,
];
