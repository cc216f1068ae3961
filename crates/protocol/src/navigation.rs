//! The pages of an app and the menu that leads to them.

use serde::{Deserialize, Serialize};

/// The menu of the pages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Navigation {
    /// Where the menu stands.
    pub position: NavigationPosition,
    /// Whether all entries are shown, however many there are.
    pub expanded: bool,
    /// How many entries are shown while it is not expanded, if the script says so.
    pub visible_items: Option<u32>,
    /// The pages in order, those of a section beside each other.
    pub pages: Vec<NavigationPage>,
    /// The place of the page that runs among them.
    pub current: u32,
}

/// Where the menu stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum NavigationPosition {
    /// At the head of the sidebar.
    #[default]
    Sidebar,
    /// In the strip at the upper edge.
    Top,
    /// Nowhere.
    Hidden,
}

/// One page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NavigationPage {
    /// Its path in the address; empty for the first one.
    pub path: String,
    /// Its title.
    pub title: String,
    /// An emoji, or `:material/name:`; empty for none.
    pub icon: String,
    /// The section it belongs to; empty for none.
    pub section: String,
    /// Whether the menu leaves it out.
    pub is_hidden: bool,
    /// The address that it leads to, where it is no page of this app.
    pub external_url: Option<String>,
    /// Markdown of the tooltip; empty for none.
    pub help: String,
}
