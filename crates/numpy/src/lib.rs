//! The native modules that NumPy's Python layer imports, over `array`.
//!
//! The layer itself is NumPy's own, taken from its wheel. What it imports from C stands here: arrays,
//! element types, scalars and ufuncs as classes of Python. What needs no speed is written in Python,
//! in the folder `py`.

#![allow(
    clippy::needless_pass_by_value,
    reason = "native functions are handed their arguments"
)]
#![allow(
    clippy::unnecessary_wraps,
    reason = "functions in a table have one signature"
)]
#![allow(
    clippy::too_many_lines,
    reason = "a read of arguments and a table of an operator's ways are one list each"
)]
#![allow(clippy::float_cmp, reason = "comparisons are what is asked for")]
#![allow(
    clippy::format_push_string,
    clippy::match_same_arms,
    reason = "short texts, made once; tables are read line by line"
)]

mod arguments;
mod array;
mod casting;
mod dispatcher;
mod dtype;
mod element;
mod error;
mod errors;
mod fft;
mod float_text;
mod functions;
mod generic;
mod handles;
mod index;
mod linalg;
mod module;
mod native;
mod ndarray;
mod operator;
mod part;
mod promotion;
mod random;
mod registry;
mod scalar;
mod ufunc;

use brooklet_python::NativeModule;

/// The modules of this crate, for the set-up of a Python.
pub fn native_modules() -> Vec<NativeModule> {
    let mut modules = vec![module::module_def, linalg::module_def, fft::module_def];
    modules.extend(random::modules());
    modules
}
