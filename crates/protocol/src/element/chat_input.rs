//! `st.chat_input`.

use serde::{Deserialize, Serialize};

use super::file_uploader::Amount;
use crate::WidgetId;
use crate::widget::Tracked;

/// A field for a message; sending it is a trigger that holds for one run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChatInput {
    /// Identity.
    pub id: WidgetId,
    /// Shown while it is empty; also its name.
    pub placeholder: String,
    /// The longest text, in characters.
    pub max_chars: Option<u32>,
    /// How many files a message may have, if any.
    pub files: Option<Amount>,
    /// Which files.
    pub types: Vec<String>,
    /// How large a file may be.
    pub max_megabytes: u32,
    /// Whether a message may be spoken, and if so with how many samples a second; 0 leaves that to
    /// the browser.
    pub speech: Option<u32>,
    /// Whether it is greyed out.
    pub disabled: bool,
    /// What can be done while the script runs.
    pub mode: SubmitMode,
    /// A text that the script puts into the field.
    pub set_value: Option<String>,
}

impl Tracked for ChatInput {
    fn widget_id(&self) -> Option<&WidgetId> {
        Some(&self.id)
    }

    fn label(&self) -> Option<&str> {
        Some(&self.placeholder)
    }
}

/// What can be done with a chat input while the script runs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SubmitMode {
    /// Send a message, which interrupts the run.
    #[default]
    Submit,
    /// Nothing.
    Disable,
    /// Stop the run.
    Stop,
}
