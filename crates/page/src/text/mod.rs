//! Text on the page: Markdown, labels, help marks, icons.

pub mod help;
pub mod icon;
pub mod label;
pub mod markdown;

/// The styles of text.
pub const STYLES: &[&str] = &[help::STYLE, icon::STYLE, label::STYLE, markdown::STYLE];
