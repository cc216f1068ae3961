//! `st.balloons` and `st.snow`.

use serde::{Deserialize, Serialize};

/// Something that flies over the page once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Celebration {
    /// What flies.
    pub kind: CelebrationKind,
    /// The run that has made it: another run lets it fly again.
    pub run: u32,
}

/// What flies over the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CelebrationKind {
    /// Up.
    Balloons,
    /// Down.
    Snow,
}
