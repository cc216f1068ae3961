//! What is around the page's logic: the browser, or a test.

use std::collections::BTreeMap;

use brooklet_protocol::manifest::RestoredSession;
use brooklet_protocol::message::{ConsoleLevel, PageChange, StoredFile};
use brooklet_protocol::navigation::Navigation;
use brooklet_protocol::widget::FileRecord;
use brooklet_protocol::{MediaId, Outcome, ToEngine};

use crate::engine_kind::EngineKind;
use crate::run::ScriptState;
use crate::tree::Surface;

/// What is around a [`crate::Client`].
pub trait Host {
    /// What the page is drawn on.
    type Surface: Surface;
    /// Bytes that a script has given, as they are held here.
    type Media;
    /// A file of the reader, as it is held here.
    type File: Clone;

    /// Does what the client wants, in the order in which it says so.
    fn perform(&self, effect: Effect<Self::File>);

    /// The query that the address of the page has now, without `?`; `None` where there is none.
    fn query(&self) -> Option<String>;
}

/// What a client wants done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect<F> {
    /// Start a worker with this engine; one that was started before is let go. A failure is told by
    /// [`crate::Client::refuse`].
    StartWorker(EngineKind),
    /// Let the worker go, with all that has come from it and is not handled.
    EndWorker,
    /// Give the engine the app, which has these files, and the session that it is to go on with.
    Open(BTreeMap<String, Vec<u8>>, Option<Box<RestoredSession>>),
    /// Give the signal for which a run looks that hears nothing else, and agree on a new one with
    /// the worker. Comes before what the run is ended for, and before the app is opened.
    Signal,
    /// Tell the engine something.
    Send(ToEngine),
    /// Hand the engine a file of the reader, or take it back.
    SendFile(String, Option<F>),
    /// Store a file of the reader, for a page that goes on with the session.
    StoreFile(FileRecord, F),
    /// Store it no more.
    DiscardFile(String),
    /// Call [`crate::Client::time_is_up`] after a time, unless it is cancelled before.
    StartTimer(Timer, u32),
    /// That is not needed any more.
    CancelTimer(Timer),
    /// Run a fragment again and again, a time in milliseconds after another.
    Repeat(String, u32),
    /// End that for these fragments.
    StopRepeating(Vec<String>),
    /// End that for all.
    StopAllRepeating,
    /// The address is to say another page and query of the app.
    Visit(String, String),
    /// A parameter of the address is to have these values, of which none is an empty one; `None`
    /// takes it away.
    WriteParameter(String, Option<Vec<String>>),
    /// What the script is doing has changed.
    ShowState(ScriptState),
    /// Tell the reader something, or nothing any more.
    Notify(Option<Notice>),
    /// A run of the whole script begins.
    RunStarted,
    /// A run has begun: what was said of a script that does not compile is old.
    ClearCompileError,
    /// A run has ended, after which no other follows at once.
    RunEnded(Outcome),
    /// What the session holds is known only now, after the end of a run.
    KeepSession,
    /// The script printed something, or the engine has something to say on the console.
    Console(ConsoleLevel, String),
    /// Show the pages of the app, and which one runs.
    Navigate(Navigation),
    /// Change the page as a whole.
    ChangePage(PageChange),
    /// Show which files the app has stored.
    ShowStoredFiles(Vec<StoredFile>),
    /// Have the browser save the archive of these files.
    SaveStoredFiles(MediaId),
}

/// What may happen later unless something else happens first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timer {
    /// A run has gone on for so long that what it has not drawn yet is dimmed.
    Stale,
    /// A run has not answered to the wish that it end.
    Stop,
}

/// What the reader is told above the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// A text.
    Text(String),
    /// A text, and a button that runs the app again.
    Resting(String),
}
