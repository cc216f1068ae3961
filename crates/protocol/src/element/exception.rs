//! `st.exception`, and an exception that the script did not catch.

use serde::{Deserialize, Serialize};

/// An exception with its traceback.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// The type's name, with its module unless that is `builtins`.
    pub type_name: String,
    /// The message.
    pub message: String,
    /// Whether the message is Markdown (those of Streamlit are).
    pub message_is_markdown: bool,
    /// The traceback's frames as Python prints them (`File "…", line 3, in f` and the source
    /// line), the innermost last. Frames of Brooklet itself are left out.
    pub stack_trace: Vec<String>,
    /// A warning: yellow, without a traceback.
    pub is_warning: bool,
}
