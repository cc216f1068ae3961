//! Size, alignment and style hooks which every element and block may carry.

use serde::{Deserialize, Serialize};

/// How wide or high something is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Size {
    /// What the kind of element has by itself.
    #[default]
    Auto,
    /// As much as the container gives.
    Stretch,
    /// As much as the content needs.
    Content,
    /// CSS pixels.
    Px(u32),
    /// Root em, hundredths.
    CentiRem(u32),
}

/// The width of an element.
pub type Width = Size;

/// Where text stands in its line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextAlignment {
    /// At the start.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// At the end.
    Right,
    /// Both edges flush.
    Justify,
}

/// Size, alignment and style hooks of one element or block.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// The width.
    pub width: Size,
    /// The height.
    pub height: Size,
    /// Alignment of text.
    pub text_alignment: TextAlignment,
    /// Whether text stays on one line, cut off where the room ends.
    pub one_line: bool,
    /// The `key` the script gave; the page carries it as the class `st-key-<key>`.
    pub key: Option<String>,
    /// What it belongs to.
    pub scope: Scope,
}

/// What an element belongs to beside the block it stands in. The runtime fills it in as the element
/// is drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// The form whose submission sends the widget's value.
    pub form_id: Option<String>,
    /// The fragment that runs again, rather than the whole script, when the widget changes.
    pub fragment_id: Option<String>,
}
