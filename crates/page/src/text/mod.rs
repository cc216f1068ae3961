//! Text on the page: Markdown, labels, help marks, icons.

mod directive;
mod emoji;
pub mod help;
pub mod icon;
pub mod label;
pub mod markdown;
mod symbol;

/// The styles of text.
pub const STYLES: &[&str] = &[help::STYLE, icon::STYLE, label::STYLE, markdown::STYLE];
