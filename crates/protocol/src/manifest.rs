//! What an app is made of: its files, its entry point and its settings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::WidgetStates;

/// An app as the worker gets it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The script to run: a path among `files`.
    pub entrypoint: String,
    /// The app's files by path, relative to the app's folder.
    pub files: BTreeMap<String, FileBytes>,
    /// Options by their dotted name (`theme.base`), values as JSON.
    pub config: BTreeMap<String, String>,
    /// Secrets as one JSON object, empty if there are none.
    pub secrets: String,
    /// Names the app's storage.
    pub app_id: String,
    /// Offset of the reader's local time from UTC in seconds, east positive.
    pub utc_offset_secs: i32,
    /// The reader's time zone, such as `Europe/Berlin`.
    pub time_zone: String,
    /// The reader's locale, such as `de-DE`.
    pub locale: String,
    /// The address of the page without query and fragment.
    pub url: String,
    /// `light` or `dark`, as the reader sees the page.
    pub color_scheme: String,
    /// The query string of the page's address, without `?`.
    pub query: String,
    /// The path of the app's page in the address; empty for the first one.
    pub page: String,
    /// Whether an engine with data can be had where this one has none.
    pub offers_data: bool,
    /// The session that the first run goes on with; a new one if there is none.
    pub restored: Option<Box<RestoredSession>>,
}

/// A session that a new engine takes over.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RestoredSession {
    /// What the script has kept.
    pub snapshot: SessionSnapshot,
    /// What the widgets hold.
    pub widget_states: WidgetStates,
}

/// What a page keeps of a session for the page that may come after it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct KeptSession {
    /// What a new engine takes over.
    pub session: RestoredSession,
    /// What was entered into forms and not sent, which no engine knows.
    pub held_back: WidgetStates,
}

/// What a script has kept in its session, less what its widgets hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionSnapshot {
    /// Keys, and their values pickled.
    pub values: Vec<(String, FileBytes)>,
    /// Keys whose values cannot be pickled.
    pub left_out: Vec<String>,
}

/// The bytes of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileBytes(#[serde(with = "serde_bytes")] pub Vec<u8>);
