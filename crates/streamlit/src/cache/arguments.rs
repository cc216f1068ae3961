//! The arguments of the decorators of caches, as checked values.

use brooklet_python::vm::builtins::{PyDict, PyStr, PyType};
use brooklet_python::vm::{AsObject, PyObject, PyObjectRef, PyResult};

use super::cached::SpinnerText;
use super::hashing::{HashFunctions, full_name};
use crate::argument::{as_i64, text_of, to_string_lossy};
use crate::call::args::{Argument, words};
use crate::command::Call;
use crate::duration;
use crate::error::{ArgumentError, CacheError, shown};

/// Whether results are to outlive the program.
#[derive(Debug)]
pub(crate) struct Persist(pub(super) bool);

impl Argument for Persist {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        let word = value.downcast_ref::<PyStr>().map(to_string_lossy);
        if word.as_deref() == Some("disk") || value.is(&call.vm.ctx.true_value) {
            return Ok(Self(true));
        }
        if call.vm.is_none(&value) || value.is(&call.vm.ctx.false_value) {
            return Ok(Self(false));
        }
        call.invalid_item(parameter, &value, "'disk' or None")
    }

    fn kinds() -> Vec<&'static str> {
        vec!["'disk'", "bool", "None"]
    }

    const DOC: &'static str = "Whether results stay although the app's files change, whatever `ttl` says. The browser keeps others as well, until the app changes.";
}

/// Who shares results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// All sessions.
    Global,
    /// The session that made them.
    Session,
}

impl Scope {
    /// Whether results are of the session that made them.
    pub(super) fn is_session(self) -> bool {
        self == Self::Session
    }
}

words! {
    Scope ["Who shares the results: all sessions, or only the one that made them, which does not store them."] {
        "global" => Scope::Global,
        "session" => Scope::Session,
    }
}

/// What happens to results that are too old.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RefreshMode {
    /// The next call computes them anew.
    Foreground,
    /// The next call gets the old one, while a new one is made.
    Background,
}

words! {
    RefreshMode ["What a call gets whose result is too old: `'foreground'` computes it anew. `'background'` needs a thread of a server and is refused."] {
        "foreground" => RefreshMode::Foreground,
        "background" => RefreshMode::Background,
    }
}

impl RefreshMode {
    /// Refuses what a tab cannot do, and what cannot be; `persist` is given where results are to stay.
    pub(super) fn check(
        self,
        call: &Call,
        (ttl, given): (Option<f64>, &PyObject),
        persist: Option<&PyObject>,
    ) -> PyResult<()> {
        if self == Self::Foreground {
            return Ok(());
        }
        if ttl.is_none() {
            return Err(call.error(CacheError::RefreshNeedsTtl {}));
        }
        if ttl.is_some_and(|ttl| ttl <= 0.0) {
            return Err(call.error(CacheError::RefreshNeedsPositiveTtl {
                given: shown(given, call.vm),
            }));
        }
        if let Some(persist) = persist {
            return Err(call.error(CacheError::RefreshOfKept {
                persist: shown(persist, call.vm),
            }));
        }
        call.refuse_given(&["refresh_mode"])
    }
}

/// How long results are good, in seconds.
#[derive(Debug)]
pub(crate) struct Ttl(pub(super) Option<f64>);

impl Argument for Ttl {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        if call.vm.is_none(&value) {
            return Ok(Self(None));
        }
        if let Some(seconds) = duration::seconds(&value, call.vm)? {
            return Ok(Self(Some(seconds)));
        }
        if value.downcast_ref::<PyStr>().is_some() {
            return Err(call.error(ArgumentError::BadTimeSpan {
                parameter,
                given: shown(&value, call.vm),
            }));
        }
        let expected = "a number of seconds, a timedelta, a str or None";
        Err(call.type_error(parameter, expected, &value))
    }

    fn kinds() -> Vec<&'static str> {
        vec!["int", "float", "timedelta", "str", "None"]
    }

    const DOC: &'static str =
        "How long a result is good: seconds, or a text such as `'1h30m'`; `None` sets no limit.";
}

/// How many results are kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MaxEntries(pub(super) Option<usize>);

impl Argument for MaxEntries {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        if call.vm.is_none(&value) {
            return Ok(Self(None));
        }
        match as_i64(&value, call.vm) {
            Some(count) => Ok(Self(Some(usize::try_from(count).unwrap_or(0)))),
            None => Err(call.type_error(parameter, "an int or None", &value)),
        }
    }

    fn kinds() -> Vec<&'static str> {
        vec!["int", "None"]
    }

    const DOC: &'static str = "How many results of the function are kept; the one that was asked for longest ago goes first.";
}

/// How many bytes results may take: a number, or a text such as `"1.5GiB"` in powers of 1024.
#[derive(Debug)]
pub(crate) struct MaxSize(pub(super) Option<usize>);

impl Argument for MaxSize {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        if call.vm.is_none(&value) {
            return Ok(Self(None));
        }
        let is_bool = value.is(&call.vm.ctx.true_value) || value.is(&call.vm.ctx.false_value);
        let bytes = match value.downcast_ref::<PyStr>() {
            Some(text) => byte_size(&to_string_lossy(text)),
            None if is_bool => None,
            None => as_i64(&value, call.vm).map(|bytes| bytes as f64),
        };
        match bytes {
            Some(bytes) if bytes >= 1.0 => Ok(Self(Some(bytes as usize))),
            None if value.downcast_ref::<PyStr>().is_none() => {
                call.invalid_type(parameter, "an int or a str", &value)
            }
            _ => {
                let allowed = "a number of bytes above 0, or a text such as '500MB'";
                call.invalid_item(parameter, &value, allowed)
            }
        }
    }

    fn kinds() -> Vec<&'static str> {
        vec!["int", "str", "None"]
    }
}

fn byte_size(text: &str) -> Option<f64> {
    let text = text.trim();
    let split = text.find(|letter: char| letter.is_ascii_alphabetic())?;
    let number: f64 = text[..split].trim().parse().ok()?;
    let unit = text[split..].to_ascii_lowercase();
    let prefix = unit.strip_suffix('b')?;
    let power = match prefix {
        "" => 0,
        "k" | "ki" => 1,
        "m" | "mi" => 2,
        "g" | "gi" => 3,
        "t" | "ti" => 4,
        _ => return None,
    };
    Some(number * 1024_f64.powi(power))
}

/// How objects of some types are told apart, by the full names of the types.
#[derive(Debug)]
pub(crate) struct HashFuncs(pub(super) HashFunctions);

impl Argument for HashFuncs {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        if call.vm.is_none(&value) {
            return Ok(Self(HashFunctions::new()));
        }
        let Some(dict) = value.downcast_ref::<PyDict>() else {
            return call.invalid_type(parameter, "a dict or None", &value);
        };
        let mut functions = HashFunctions::new();
        for (key, function) in dict {
            let name = match key.downcast_ref::<PyType>() {
                Some(class) => full_name(class, call.vm),
                None => text_of(&key, call.vm)?,
            };
            functions.insert(name, function);
        }
        Ok(Self(functions))
    }

    fn kinds() -> Vec<&'static str> {
        vec!["dict", "None"]
    }

    const DOC: &'static str = "For types of arguments that are not known: a function that is given such an argument and returns what tells it from others, by type or by the type's name.";
}

/// What is said while the function runs.
impl Argument for SpinnerText {
    fn read(value: PyObjectRef, _parameter: &'static str, call: &Call) -> PyResult<Self> {
        if let Some(text) = value.downcast_ref::<PyStr>() {
            return Ok(Self::Text(to_string_lossy(text)));
        }
        Ok(if value.is_true(call.vm)? {
            Self::NameOfFunction
        } else {
            Self::Nothing
        })
    }

    fn kinds() -> Vec<&'static str> {
        vec!["bool", "str"]
    }

    const DOC: &'static str =
        "Whether the page shows a spinner while the function runs; a text stands beside it.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_in_powers_of_1024() {
        assert_eq!(byte_size("1.5GiB"), Some(1.5 * 1024.0 * 1024.0 * 1024.0));
        assert_eq!(byte_size("500MB"), Some(500.0 * 1024.0 * 1024.0));
        assert_eq!(byte_size("12 kb"), Some(12.0 * 1024.0));
        for wrong in ["12", "x", "1 parsec", "1ib", ""] {
            assert_eq!(byte_size(wrong), None, "{wrong}");
        }
    }
}
