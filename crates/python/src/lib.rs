//! A Python that runs programs against a [`World`].

#![allow(
    clippy::needless_pass_by_value,
    reason = "native functions are handed their arguments"
)]

mod archive;
mod archives;
mod classes;
mod clock;
mod compile;
mod depth;
mod evaluate;
mod fetching;
pub mod files;
mod frozen;
mod library;
mod machine;
mod magic;
mod modules;
mod nodes;
mod numbers;
mod open;
mod os_error;
mod paths;
mod posix;
mod python;
mod sql;
mod stack;
mod streams;
mod threads;
mod tick;
mod ticks;
mod traceback;

mod watch;
mod weight;
mod wheel;
pub mod world;
mod yield_interval;

pub use compile::Program;
pub use frozen::Frozen;
pub use machine::{Checkpoint, OnMissing};
pub use magic::Magic;
pub use python::{BootError, NativeModule, Python, Setup};
pub use rustpython_vm as vm;
pub use traceback::Trace;
pub use wheel::WheelError;
pub use world::World;
pub use yield_interval::{YieldInterval, YieldLimits};
