//! The Python layers of NumPy and pandas, taken from their wheels and compiled ahead of time.
//!
//! Both are mostly Python over modules of machine code. The Python is taken as it is, from the
//! wheels of pinned releases (`wheels.lock`), when the project is built; it is never in the clone.
//! What stands for the machine code is ours: crates `numpy` and `pandas`.
//!
//! [`site_packages`] has pip put the wheels into a folder outside of the clone, tests and all: the
//! suites that come in them are run from there. [`pack`] freezes what is imported in a tab.

mod fetch;
mod frozen;
mod licences;
mod pack;

pub use fetch::{FetchError, site_packages};
pub use frozen::frozen;
pub use licences::{LicenceError, licences};
pub use pack::{Packed, pack};
