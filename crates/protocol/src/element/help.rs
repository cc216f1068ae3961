//! `st.help`: what is known of a Python object.

use serde::{Deserialize, Serialize};

/// What is known of an object, or of a member of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Help {
    /// What the script calls it.
    pub name: Option<String>,
    /// The name of its type.
    pub type_name: String,
    /// What it is, in short.
    pub value: Option<String>,
    /// Its documentation.
    pub doc: Option<String>,
    /// Its members, which have no members here.
    pub members: Vec<Help>,
}
