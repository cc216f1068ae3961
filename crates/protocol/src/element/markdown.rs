//! `st.markdown`, `st.caption`, `st.divider`, and the texts of `st.write`.

use serde::{Deserialize, Serialize};

/// A text in Markdown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Markdown {
    /// Markdown.
    pub body: String,
    /// How it is drawn.
    pub kind: MarkdownKind,
    /// Whether HTML in the text is drawn (sanitised) rather than shown as text.
    pub allow_html: bool,
    /// Whether it is read as one line, without blocks.
    pub one_line: bool,
    /// Whether its headings have no anchors.
    pub hide_anchors: bool,
    /// Markdown of the tooltip.
    pub help: Option<String>,
}

/// How a Markdown text is drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum MarkdownKind {
    /// As body text.
    #[default]
    Native,
    /// Small and grey.
    Caption,
    /// As a horizontal rule.
    Divider,
    /// As a formula.
    Latex,
}
