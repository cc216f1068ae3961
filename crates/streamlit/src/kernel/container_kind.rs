//! What a container object can do beyond holding elements.

use std::any::Any;
use std::fmt;

use super::app::App;
use super::target::Target;

/// What a container is beyond a place to write to, as its command says: its state, and what its
/// `with` does.
pub(crate) trait ContainerKind: Any + fmt::Debug {
    /// Its `with` begins.
    fn enter(&self, app: &App, target: &Target) {
        app.enter(target.clone());
    }

    /// Its `with` ends, or has failed with an exception.
    fn leave(&self, app: &App, failed: bool) {
        let _: bool = failed;
        app.leave();
    }
}

/// A container that holds elements and nothing else.
#[derive(Debug)]
pub(crate) struct Plain;

impl ContainerKind for Plain {}
