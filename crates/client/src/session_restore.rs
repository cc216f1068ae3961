//! What is known of the session, for an engine that has to go on with it.

use brooklet_protocol::manifest::SessionSnapshot;

/// The session as the last run left it.
#[derive(Debug, Default)]
pub(crate) struct SessionRestore {
    snapshot: Option<SessionSnapshot>,
    /// Whether an engine goes on with it, and no run of it has come to its end.
    is_tried: bool,
}

/// What a new engine is given.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Restore {
    /// There is nothing to go on with.
    Nothing,
    /// It goes on with this.
    With(SessionSnapshot),
    /// The engine before has ended as soon as it had the session, so this one begins anew.
    Refused,
}

impl SessionRestore {
    /// The engine has told what the session holds, or another page has kept it.
    pub(crate) fn take(&mut self, snapshot: SessionSnapshot) {
        self.snapshot = Some(snapshot);
    }

    /// What the session holds, as far as is known.
    pub(crate) fn snapshot(&self) -> Option<&SessionSnapshot> {
        self.snapshot.as_ref()
    }

    /// Forgets it.
    pub(crate) fn forget(&mut self) {
        *self = Self::default();
    }

    /// An engine is given the app.
    pub(crate) fn open(&mut self) -> Restore {
        if self.is_tried {
            self.forget();
            return Restore::Refused;
        }
        match self.snapshot.clone() {
            Some(snapshot) => {
                self.is_tried = true;
                Restore::With(snapshot)
            }
            None => Restore::Nothing,
        }
    }

    /// A run has come to its end.
    pub(crate) fn run_ended(&mut self) {
        self.is_tried = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_that_ends_its_engine_at_once_is_restored_once() {
        let mut session = SessionRestore::default();
        assert_eq!(session.open(), Restore::Nothing);
        session.take(SessionSnapshot::default());
        assert_eq!(session.open(), Restore::With(SessionSnapshot::default()));
        assert_eq!(session.open(), Restore::Refused);
        assert_eq!(session.open(), Restore::Nothing);
    }

    #[test]
    fn a_session_with_a_run_that_ended_is_restored_again() {
        let mut session = SessionRestore::default();
        session.take(SessionSnapshot::default());
        assert_eq!(session.open(), Restore::With(SessionSnapshot::default()));
        session.run_ended();
        assert_eq!(session.open(), Restore::With(SessionSnapshot::default()));
    }
}
