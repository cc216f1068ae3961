//! `st.button`, `st.form_submit_button` and their kin: what is pressed.

use serde::{Deserialize, Serialize};

use crate::{MediaId, WidgetId};

/// What a button looks like, whatever pressing it does.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ButtonFace {
    /// Inline Markdown.
    pub label: String,
    /// Markdown of the tooltip.
    pub help: Option<String>,
    /// Its weight on the page.
    pub kind: ButtonKind,
    /// An emoji, `:material/name:` or `spinner`.
    pub icon: Option<String>,
    /// Where the icon stands.
    pub icon_position: IconPosition,
    /// Whether it is greyed out.
    pub disabled: bool,
    /// A key combination, such as `ctrl+k`.
    pub shortcut: Option<String>,
    /// Whether a long label takes more than one line; by default its place decides.
    pub wrap: Option<bool>,
}

/// A button; a click is a trigger that holds for one run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// Identity.
    pub id: WidgetId,
    /// What it looks like.
    pub face: ButtonFace,
    /// The form it belongs to.
    pub form_id: Option<String>,
    /// Whether a click sends the form's values.
    pub is_form_submitter: bool,
}

/// `st.download_button`: a click gives the reader a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DownloadButton {
    /// Identity.
    pub id: WidgetId,
    /// What it looks like.
    pub face: ButtonFace,
    /// The file's content; `None` where the script makes it when the click comes.
    pub content: Option<MediaId>,
    /// The file's name.
    pub file_name: String,
    /// Whether the script runs again after a click.
    pub reruns: bool,
}

/// `st.link_button`: a link that looks like a button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkButton {
    /// Identity, where the script hears of clicks.
    pub id: Option<WidgetId>,
    /// What it looks like.
    pub face: ButtonFace,
    /// Where it leads.
    pub url: String,
}

/// `st.menu_button`: a button with a list of things to do; the choice is a trigger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MenuButton {
    /// Identity.
    pub id: WidgetId,
    /// What it looks like.
    pub face: ButtonFace,
    /// Inline Markdown of each choice.
    pub options: Vec<String>,
}

/// The weight of a button on the page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ButtonKind {
    /// Filled with the accent colour.
    Primary,
    /// With a border.
    #[default]
    Secondary,
    /// Text alone.
    Tertiary,
}

/// Where the icon of a button stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum IconPosition {
    /// Before the label.
    #[default]
    Left,
    /// After the label.
    Right,
}
