//! The run of a script as the page follows it: one machine, from the first worker to the last.
//!
//! It decides and does nothing: what it is told of comes as a call, what follows is what the call
//! returns. [`crate::Client`] carries it out.

use brooklet_protocol::{Outcome, ToEngine, WidgetStates};

/// How often in a row a new worker is started without being asked.
const MOST_RESTARTS: u32 = 1;

/// What the script is doing, as the page tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScriptState {
    /// The engine is being loaded.
    Loading,
    /// The engine is there, and the first run has not begun.
    Initial,
    /// A run is under way, or is about to be after a restart.
    Running,
    /// The last run has ended.
    NotRunning,
    /// The script does not compile.
    CompilationError,
}

impl ScriptState {
    /// Its name in events and in the page's attribute.
    pub fn name(self) -> &'static str {
        match self {
            Self::Loading => "loading",
            Self::Initial => "initial",
            Self::Running => "running",
            Self::NotRunning => "notRunning",
            Self::CompilationError => "compilationError",
        }
    }
}

/// When a worker takes messages in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Listening {
    /// Also while a run is under way.
    #[default]
    Always,
    /// When no run is under way: its browser cannot suspend one. It can find out meanwhile that a
    /// signal has been given ([`crate::Effect::Signal`]).
    BetweenRuns,
}

/// The machine.
#[derive(Debug)]
pub struct Run {
    phase: Phase,
    listening: Listening,
    /// How often the engine has ended since a run last came to its end.
    crashes: u32,
}

#[derive(Debug)]
enum Phase {
    /// A worker has been started and has not said that it is ready.
    Loading(Start),
    /// It is ready and has not been given the app.
    Ready(Start),
    /// It has the app, and its first run has not begun.
    Opened {
        is_restart: bool,
        is_restoring: bool,
    },
    /// A run is under way. The first one after a restart knows no values (`is_restoring`) and only
    /// leads to the second one, which has been asked for.
    Running { is_restoring: bool },
    /// The last run has ended.
    Idle,
    /// The script does not compile.
    DoesNotCompile,
    /// The engine has ended, and the reader decides what comes next.
    Ended,
}

/// A worker that is being started.
#[derive(Debug, Default)]
struct Start {
    /// Whether another one was there before.
    is_restart: bool,
    /// What the reader did meanwhile, for when there is an engine to tell.
    unsent: Option<WidgetStates>,
}

/// An app that the engine is given.
#[derive(Debug)]
pub(crate) struct Opening {
    /// What the second run is to have, where the reader has set values before.
    pub states: Option<WidgetStates>,
}

/// What becomes of a request to run the script.
#[derive(Debug, PartialEq)]
pub(crate) enum Request {
    /// The engine is told.
    Send(WidgetStates),
    /// It waits for the engine, or there is nothing to be told.
    Keep,
}

/// What follows when the reader wants a run to end.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// None is under way.
    Nothing,
    /// The engine is asked to end it.
    Ask,
    /// There is no run that could answer: the worker goes.
    Force,
}

impl Default for Run {
    /// The first worker is being started.
    fn default() -> Self {
        Self {
            phase: Phase::Loading(Start::default()),
            listening: Listening::default(),
            crashes: 0,
        }
    }
}

impl Run {
    /// What the page tells of it.
    pub fn state(&self) -> ScriptState {
        match &self.phase {
            Phase::Loading(start) if !start.is_restart => ScriptState::Loading,
            Phase::Ready(start) if !start.is_restart => ScriptState::Initial,
            Phase::Opened {
                is_restart: false, ..
            } => ScriptState::Initial,
            Phase::Loading(_) | Phase::Ready(_) | Phase::Opened { .. } | Phase::Running { .. } => {
                ScriptState::Running
            }
            Phase::Idle | Phase::Ended => ScriptState::NotRunning,
            Phase::DoesNotCompile => ScriptState::CompilationError,
        }
    }

    /// Whether the engine has the app. Before that it hears nothing.
    pub fn is_open(&self) -> bool {
        !matches!(
            self.phase,
            Phase::Loading(_) | Phase::Ready(_) | Phase::Ended
        )
    }

    /// Whether the worker has not said yet that it is ready.
    pub fn is_loading(&self) -> bool {
        matches!(self.phase, Phase::Loading(_))
    }

    /// Whether the engine has ended and the reader decides what comes next.
    pub fn has_ended(&self) -> bool {
        matches!(self.phase, Phase::Ended)
    }

    /// Whether the run under way knows no values yet.
    pub(crate) fn is_restoring(&self) -> bool {
        matches!(
            self.phase,
            Phase::Opened {
                is_restoring: true,
                ..
            } | Phase::Running { is_restoring: true }
        )
    }

    /// Whether the engine has ended and no run has come to its end since.
    pub(crate) fn is_after_crash(&self) -> bool {
        self.crashes > 0
    }

    /// The worker is ready.
    pub(crate) fn engine_ready(&mut self, listening: Listening) {
        self.listening = listening;
        if let Phase::Loading(start) = &mut self.phase {
            self.phase = Phase::Ready(std::mem::take(start));
        }
    }

    /// Another worker takes the place of the one that was started, which has not got the app.
    pub(crate) fn start_over(&mut self) {
        if let Phase::Loading(start) | Phase::Ready(start) = &mut self.phase {
            self.phase = Phase::Loading(std::mem::take(start));
        }
    }

    /// Whether the engine waits for the app.
    pub(crate) fn is_ready(&self) -> bool {
        matches!(self.phase, Phase::Ready(_))
    }

    /// Gives the app to the engine if it waits for it. One that takes over from another engine, or
    /// goes on with a session, has the values at once.
    pub(crate) fn open(&mut self, held: WidgetStates, has_values: bool) -> Option<Opening> {
        let Phase::Ready(start) = &mut self.phase else {
            return None;
        };
        let held = (!has_values && !held.is_empty()).then_some(held);
        let states = start.unsent.take().or(held);
        self.phase = Phase::Opened {
            is_restart: start.is_restart,
            is_restoring: states.is_some() && !has_values,
        };
        Some(Opening { states })
    }

    /// Whether there may be a run under way that can only be told something by a signal.
    pub(crate) fn takes_signals(&self) -> bool {
        self.listening == Listening::BetweenRuns
            && matches!(self.phase, Phase::Opened { .. } | Phase::Running { .. })
    }

    /// Whether a message is to end the run under way, which does not hear it. What a fragment is
    /// asked to do waits for that end.
    pub(crate) fn must_signal(&self, message: &ToEngine) -> bool {
        self.takes_signals()
            && match message {
                ToEngine::Stop => true,
                ToEngine::Rerun(request) => request.fragment_ids.is_empty(),
                _ => false,
            }
    }

    /// The script is to run with these values.
    pub(crate) fn request(&mut self, states: WidgetStates) -> Request {
        match &mut self.phase {
            // Before the first run there is nothing that a run could be repeated with.
            Phase::Loading(_) | Phase::Ready(_) if states.is_empty() => Request::Keep,
            Phase::Loading(start) | Phase::Ready(start) => {
                start.unsent = Some(states);
                Request::Keep
            }
            Phase::Ended => Request::Keep,
            _ => Request::Send(states),
        }
    }

    /// A run begins; it counts from 1 in each engine.
    pub(crate) fn run_started(&mut self, run: u32) {
        let is_restoring = run <= 1 && self.is_restoring();
        self.phase = Phase::Running { is_restoring };
    }

    /// A run has ended. Says whether that is the end: after some runs the next one follows at once.
    pub(crate) fn run_ended(&mut self, outcome: &Outcome) -> bool {
        if *outcome == Outcome::Interrupted || self.is_restoring() {
            return false;
        }
        self.crashes = 0;
        self.phase = match outcome {
            Outcome::DoesNotCompile { .. } => Phase::DoesNotCompile,
            _ => Phase::Idle,
        };
        true
    }

    /// The reader wants the run to end.
    pub(crate) fn stop(&self) -> Stop {
        if self.state() != ScriptState::Running {
            Stop::Nothing
        } else if self.is_open() {
            Stop::Ask
        } else {
            Stop::Force
        }
    }

    /// The engine has ended by itself. Says whether another one is to be started at once.
    pub(crate) fn engine_ended(&mut self, can_restart: bool) -> bool {
        let restarts = can_restart && self.crashes < MOST_RESTARTS;
        self.crashes += 1;
        if restarts {
            self.restart();
        } else {
            self.end();
        }
        restarts
    }

    /// Another worker is being started.
    pub(crate) fn restart(&mut self) {
        self.phase = Phase::Loading(Start {
            is_restart: true,
            unsent: None,
        });
    }

    /// There is no engine, until the reader wants another one.
    pub(crate) fn end(&mut self) {
        self.phase = Phase::Ended;
    }
}
