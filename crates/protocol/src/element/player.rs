//! `st.audio` and `st.video`.

use serde::{Deserialize, Serialize};

use crate::media::MediaSource;

/// A player of sound or film.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Player {
    /// What it plays.
    pub kind: PlayerKind,
    /// Where it comes from; nothing is there if `None`.
    pub source: Option<MediaSource>,
    /// Where it starts, in seconds.
    pub start_secs: u32,
    /// Where it stops, in seconds.
    pub end_secs: Option<u32>,
    /// Whether it starts again at its end.
    pub repeats: bool,
    /// Whether it starts by itself.
    pub autoplay: bool,
    /// Whether it makes no sound at first.
    pub muted: bool,
    /// Subtitles by the name of their track.
    pub subtitles: Vec<(String, MediaSource)>,
    /// What it plays, for a reader who does not see it.
    pub alt: Option<String>,
}

/// What a player plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlayerKind {
    /// Sound.
    Audio,
    /// Film.
    Video,
    /// A film in the player of `YouTube`.
    YouTube,
}
