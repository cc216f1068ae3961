//! The messages between page and engine.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::manifest::{FileBytes, SessionSnapshot};
use crate::navigation::Navigation;
use crate::{Binding, Delta, Icon, Manifest, MediaId, WidgetId, WidgetStates};

/// From the page to the engine.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ToEngine {
    /// Start a session of this app and run it once.
    Open(Manifest),
    /// Run the script with these widget values; a run under way is interrupted.
    Rerun(RerunRequest),
    /// End the run under way. What it has drawn stays.
    Stop,
    /// Write a file of the app. It takes effect at the next run.
    WriteFile {
        /// Path, relative to the app's folder.
        path: String,
        /// New content.
        bytes: FileBytes,
    },
    /// Forget everything the caches hold.
    ClearCaches,
    /// Remove a file of the app. It takes effect at the next run; a file that is not there is fine.
    RemoveFile {
        /// Path, relative to the app's folder.
        path: String,
    },
    /// The page has drawn this many deltas more. The engine waits for these where a script draws
    /// faster than the page can follow.
    Drawn {
        /// How many.
        deltas: u64,
    },
    /// Make the file that this download button promises.
    MakeFile(WidgetId),
    /// Say what the app has stored, or do something with it.
    StoredFiles(StoredFilesRequest),
    /// Go on where another engine has left off: comes before [`ToEngine::Open`].
    TakeOver(Handover),
}

/// What an engine leaves to the next one, which has what it lacks.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Handover {
    /// What the script keeps in `st.session_state` beside the values of widgets, by key, each pickled.
    pub session_state: BTreeMap<String, FileBytes>,
    /// The run that was broken off.
    pub request: RerunRequest,
}

/// What is to be done with the files that the script has written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum StoredFilesRequest {
    /// Say which there are.
    List,
    /// Give them all as one archive.
    Archive,
    /// Forget them all.
    Reset,
}

/// A file that the script has written, and that is stored in the browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredFile {
    /// Where it is.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Whether the app brings a file there that the script has removed.
    pub is_removed: bool,
}

/// Why and with what the script runs again.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RerunRequest {
    /// The values of all widgets, triggers among them.
    pub widget_states: WidgetStates,
    /// The query string of the page's address, without `?`; as it was if not given.
    pub query: Option<String>,
    /// The path of the app's page that the reader goes to; the one where he is if not given.
    pub page: Option<String>,
    /// The fragments that are to run; the whole script if there are none.
    pub fragment_ids: Vec<String>,
}

impl RerunRequest {
    /// Takes later values over. Clicks of both stay.
    pub fn add(&mut self, later: WidgetStates) {
        self.widget_states.extend(later);
    }
}

/// From the engine to the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ToPage {
    /// A run begins.
    RunStarted {
        /// Counts the runs of this session from 1.
        run: u32,
        /// The fragments that it is for; none if it is for the whole script.
        fragment_ids: Vec<String>,
    },
    /// Changes of the page, in order.
    Deltas(Vec<Delta>),
    /// A run has ended. After [`Outcome::Finished`] the page removes what the run did not draw.
    RunEnded {
        /// The run it speaks of.
        run: u32,
        /// How it ended.
        outcome: Outcome,
    },
    /// The script printed something, or the engine has something to say on the console.
    Console {
        /// How serious it is.
        level: ConsoleLevel,
        /// The text.
        text: String,
    },
    /// Asks the page to run a fragment again and again, until another run of the whole script.
    AutoRerun {
        /// Which.
        fragment_id: String,
        /// The time from one run to the next.
        interval_ms: u32,
    },
    /// Ends that for fragments which are no more.
    StopAutoRerun {
        /// Which.
        fragment_ids: Vec<String>,
    },
    /// The pages of the app, and which one runs.
    Navigation(Navigation),
    /// The address leads to a page that the app does not have.
    PageNotFound {
        /// Its path.
        path: String,
    },
    /// A change of the page as a whole.
    Page(PageChange),
    /// The value of a widget stands in the address from here on, as long as the widget does.
    Bind(Binding),
    /// That of this widget does not any more.
    Unbind(WidgetId),
    /// The bytes of this name, which have come beside the messages, are the page's from here on.
    Media(MediaId),
    /// The file that a download button has promised.
    FileMade {
        /// The button.
        id: WidgetId,
        /// The file and its name, or what went wrong.
        file: Result<(MediaId, String), String>,
    },
    /// Of all media only these are still shown or offered.
    KeepMedia(Vec<MediaId>),
    /// What the session holds after a run, for an engine that may have to take it over.
    Session(SessionSnapshot),
    /// The files that the app has stored, by path.
    StoredFiles(Vec<StoredFile>),
    /// These files as one archive.
    StoredFilesArchive(MediaId),
    /// They are forgotten, or why not. The engine is to be started anew.
    StoredFilesReset(Result<(), String>),
    /// The script imports a package that the engine with data has, and this one has not. It has ended
    /// the run and waits for its own end.
    NeedsData(Handover),
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// The script came to its end.
    Finished,
    /// The script came to `st.stop()` or to an exception that the page shows. What was not drawn goes,
    /// but its widgets keep their values.
    CutShort,
    /// The reader stopped it; what was not drawn again stays.
    Stopped,
    /// Another run follows at once; what was not drawn again stays for it.
    Interrupted,
    /// The script does not compile; the page keeps the elements of the run before, and shows this.
    DoesNotCompile {
        /// The message and the place, as Python prints a `SyntaxError`.
        text: String,
    },
}

/// How serious a line on the console is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ConsoleLevel {
    /// Standard output.
    Log,
    /// A warning.
    Warn,
    /// Standard error, and failures.
    Error,
}

/// A change of the page as a whole; fields that are `None` stay as they are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageChange {
    /// The title of the browser tab.
    pub title: Option<String>,
    /// What stands before the title in the browser tab.
    pub icon: Option<Icon>,
    /// The logo, until the next run that names none.
    pub logo: Option<Logo>,
    /// Whether the main column is as wide as the window.
    pub wide: Option<bool>,
    /// The query string of the address, without `?`.
    pub query: Option<String>,
    /// How the sidebar begins.
    pub sidebar: Option<SidebarState>,
    /// How wide the sidebar begins, in CSS pixels.
    pub sidebar_width: Option<u32>,
    /// What the main menu offers besides.
    pub menu: Option<MenuItems>,
}

/// What stands in the upper left corner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logo {
    /// In the sidebar, and beside a folded one unless there is another for it.
    pub image: Icon,
    /// Beside a folded sidebar.
    pub icon_image: Option<Icon>,
    /// Where it leads.
    pub link: Option<String>,
    /// How high it may be, in CSS pixels.
    pub height: u32,
}

/// How the sidebar begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SidebarState {
    /// Unfolded where there is room.
    Auto,
    /// Unfolded.
    Expanded,
    /// Folded away.
    Collapsed,
    /// Unfolded, and the reader cannot fold it away.
    Locked,
}

/// What the main menu offers besides.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MenuItems {
    /// The address behind "Get help".
    pub help: Option<String>,
    /// The address behind "Report a bug".
    pub report: Option<String>,
    /// Markdown that "About" shows.
    pub about: Option<String>,
}
