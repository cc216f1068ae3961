//! What a widget is known by and what it holds.

use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};

use serde::{Deserialize, Serialize};

/// The identity of a widget: stable over runs while its defining parameters are.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct WidgetId(pub String);

impl WidgetId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for WidgetId {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// What the page knows of a widget.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum WidgetValue {
    /// Back to its default, as a form does with its widgets after a submission.
    Default,
    /// Emptied by the reader.
    None,
    /// A click; it holds for one run.
    Trigger,
    /// A value that holds for one run, such as a choice from a menu.
    TriggerValue(Box<WidgetValue>),
    /// Checked or not.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number.
    Float(f64),
    /// A text, or an option.
    Text(String),
    /// Whole numbers, such as the ends of a range.
    Ints(Vec<i64>),
    /// Numbers, such as the ends of a range.
    Floats(Vec<f64>),
    /// Texts, or options.
    Texts(Vec<String>),
    /// What a component of the author says, as JSON.
    Json(String),
    /// Files; their bytes go beside the messages.
    Files(Vec<FileRecord>),
    /// What a chat input sends.
    Message {
        /// The text.
        text: String,
        /// The files that go with it.
        files: Vec<FileRecord>,
        /// The speech that goes with it.
        speech: Option<Box<FileRecord>>,
    },
    /// What the address says, to which the reader has gone back or forth; of a widget that is bound
    /// to it.
    OfAddress,
}

/// What the page and the engine know of an element whose state they follow: a widget, or a chart of
/// which parts can be selected.
pub trait Tracked {
    /// Its identity, if it is followed.
    fn widget_id(&self) -> Option<&WidgetId>;

    /// What a reader knows it by: its label, or what is said of it instead.
    fn label(&self) -> Option<&str> {
        None
    }

    /// The value that the script sets now, over the reader's.
    fn script_value(&self) -> Option<WidgetValue> {
        None
    }
}

/// A widget: what all of them have, and what those of its kind have.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Widget<T> {
    /// Identity.
    pub id: WidgetId,
    /// Label and help; empty where it has none.
    pub label: Label,
    /// Whether it is greyed out.
    pub disabled: bool,
    /// Whether the script runs again when the reader changes it.
    pub reruns: bool,
    /// A value that the script sets now, over the reader's.
    pub set_value: Option<WidgetValue>,
    /// What those of its kind have.
    pub props: T,
}

impl<T> Deref for Widget<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.props
    }
}

impl<T> DerefMut for Widget<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.props
    }
}

impl<T> Tracked for Widget<T> {
    fn widget_id(&self) -> Option<&WidgetId> {
        Some(&self.id)
    }

    fn label(&self) -> Option<&str> {
        Some(&self.label.text)
    }

    fn script_value(&self) -> Option<WidgetValue> {
        self.set_value.clone()
    }
}

/// A file that the reader has handed over.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// What the page calls it.
    pub id: String,
    /// Its name; in a folder with the way to it.
    pub name: String,
    /// Its media type.
    pub mime: String,
    /// Its length in bytes.
    pub size: u64,
}

impl WidgetValue {
    /// Whether it holds for one run only.
    pub fn is_trigger(&self) -> bool {
        matches!(self, Self::Trigger | Self::TriggerValue(_))
    }
}

/// What a field that can be empty holds.
impl From<Option<String>> for WidgetValue {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::None, Self::Text)
    }
}

/// The values of all widgets that the page holds and the reader (or the script) has set.
pub type WidgetStates = BTreeMap<WidgetId, WidgetValue>;

/// Whether a label can be seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum LabelVisibility {
    /// Shown.
    #[default]
    Visible,
    /// Its space stays empty.
    Hidden,
    /// It takes no space.
    Collapsed,
}

/// The label of a widget and the help mark beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Inline Markdown.
    pub text: String,
    /// Whether it can be seen. A screen reader hears it in any case.
    pub visibility: LabelVisibility,
    /// Markdown of the tooltip.
    pub help: Option<String>,
}
