//! `st.chat_message`.

use crate::MediaSource;
use serde::{Deserialize, Serialize};

/// A message of a chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChatMessage {
    /// Who says it.
    pub name: String,
    /// The picture beside it.
    pub avatar: Avatar,
}

/// The picture beside a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Avatar {
    /// That of a human.
    User,
    /// That of a bot.
    Assistant,
    /// The first letter of the name.
    Letter,
    /// An emoji, or `:material/name:`.
    Icon(String),
    /// An image.
    Image(MediaSource),
}
