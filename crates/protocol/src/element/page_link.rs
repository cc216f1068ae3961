//! `st.page_link`.

use serde::{Deserialize, Serialize};

use super::IconPosition;

/// A link to a page of the app, or to another address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageLink {
    /// Inline Markdown.
    pub label: String,
    /// The path of the page, or the whole address of another one.
    pub page: String,
    /// Whether it leads out of the app.
    pub is_external: bool,
    /// Whether it leads to the page that it stands on.
    pub is_current: bool,
    /// The query of the page, without `?`.
    pub query: String,
    /// An emoji, or `:material/name:`.
    pub icon: Option<String>,
    /// Where the icon stands.
    pub icon_position: IconPosition,
    /// Markdown of the tooltip.
    pub help: Option<String>,
    /// Whether it is greyed out.
    pub disabled: bool,
}
