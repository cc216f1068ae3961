//! `st.code`: a block of code with a copy button.

use serde::{Deserialize, Serialize};

/// A block of code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// The code.
    pub body: String,
    /// The language to highlight, if any.
    pub language: Option<String>,
    /// Whether lines are numbered.
    pub line_numbers: bool,
    /// Whether long lines are wrapped.
    pub wrap_lines: bool,
}
