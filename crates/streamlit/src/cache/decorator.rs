//! `st.cache_data`, `st.cache_resource`, and their older names.

use std::rc::Rc;

use brooklet_cache::Limits;
use brooklet_protocol::ToPage;
use brooklet_protocol::message::ConsoleLevel;
use brooklet_python::vm::builtins::{PyDict, PyStr, PyType};
use brooklet_python::vm::types::Callable;
use brooklet_python::vm::{
    self as rustpython_vm, AsObject, Py, PyObjectRef, PyPayload, PyResult, VirtualMachine, pyclass,
};

use super::function::{CachedFunc, Options, SpinnerText, name_of};
use super::hashing::{HashFunctions, full_name};
use crate::argument::{plain, text_of, whole};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::duration;
use crate::error::problem::Problem;
use crate::error::{ArgumentError, CacheError, shown};
use crate::kernel::cached_result::Kind;
use crate::runtime::Runtime;
use crate::status::alert;

/// `st.cache_data`.
pub(crate) const DATA: Command = Command {
    name: "cache_data",
    place: Place::Module,
    signature: Parameters::undocumented(
        "func=None, *, ttl=None, max_entries=None, max_size=None, show_spinner=True, show_time=False, persist=None, hash_funcs=None, scope='global', refresh_mode='foreground'",
    ),
    doc: "Remember what a function returns, by its arguments. A call with the same arguments gets a copy of the result without running the function. Results are kept in this browser over reloads, until `ttl`, `max_entries` or `max_size` lets them go.",
    run: |call| {
        let persist = persist(call)?;
        check_scope(call)?;
        let max_bytes = max_bytes(call)?;
        let ttl = ttl(call)?;
        check_refresh_mode(call, ttl, persist)?;
        let limits = Limits {
            ttl: lasting(call, ttl, persist),
            max_entries: max_entries(call)?,
            max_bytes,
        };
        let options = Options {
            is_wanted: persist,
            ..options(call, limits)?
        };
        decorate(call, Kind::Data, options)
    },
};

/// `st.cache_resource`.
pub(crate) const RESOURCE: Command = Command {
    name: "cache_resource",
    place: Place::Module,
    signature: Parameters::undocumented(
        "func=None, *, ttl=None, max_entries=None, show_spinner=True, show_time=False, validate=None, hash_funcs=None, on_release=None, scope='global', refresh_mode='foreground'",
    ),
    doc: "Make an object once and share it. All calls with the same arguments get the very object that the first one returned, so it suits connections and models. It lives as long as the tab.",
    run: |call| {
        check_scope(call)?;
        let ttl = ttl(call)?;
        check_refresh_mode(call, ttl, false)?;
        let limits = Limits {
            ttl,
            max_entries: max_entries(call)?,
            max_bytes: None,
        };
        let options = Options {
            validate: call.object("validate"),
            on_release: call.object("on_release"),
            ..options(call, limits)?
        };
        decorate(call, Kind::Resource, options)
    },
};

/// `st.experimental_memo`, the older name of `st.cache_data`.
pub(crate) const MEMO: Command = Command {
    name: "experimental_memo",
    place: Place::Module,
    signature: Parameters::undocumented(
        "func=None, *, persist=None, show_spinner=True, suppress_st_warning=False, max_entries=None, ttl=None, experimental_allow_widgets=False",
    ),
    doc: "The former name of `st.cache_data`.",
    run: |call| {
        call.refuse_given(&["experimental_allow_widgets"])?;
        deprecated(call, "experimental_memo", Kind::Data);
        let is_wanted = persist(call)?;
        let limits = old_limits(call)?;
        let limits = Limits {
            ttl: lasting(call, limits.ttl, is_wanted),
            ..limits
        };
        let options = Options {
            is_wanted,
            ..old_options(call, limits)?
        };
        decorate(call, Kind::Data, options)
    },
};

/// `st.experimental_singleton`, the older name of `st.cache_resource`.
pub(crate) const SINGLETON: Command = Command {
    name: "experimental_singleton",
    place: Place::Module,
    signature: Parameters::undocumented(
        "func=None, *, show_spinner=True, suppress_st_warning=False, max_entries=None, ttl=None, validate=None, experimental_allow_widgets=False",
    ),
    doc: "The former name of `st.cache_resource`.",
    run: |call| {
        call.refuse_given(&["experimental_allow_widgets"])?;
        deprecated(call, "experimental_singleton", Kind::Resource);
        let limits = old_limits(call)?;
        let options = Options {
            validate: call.object("validate"),
            ..old_options(call, limits)?
        };
        decorate(call, Kind::Resource, options)
    },
};

/// `st.cache`, from before there were two.
pub(crate) const CACHE: Command = Command {
    name: "cache",
    place: Place::Module,
    signature: Parameters::undocumented(
        "func=None, persist=False, allow_output_mutation=False, show_spinner=True, suppress_st_warning=False, hash_funcs=None, max_entries=None, ttl=None",
    ),
    doc: "The first way of remembering results. New apps use `st.cache_data` or `st.cache_resource`.",
    run: |call| {
        call.refuse_given(&["persist"])?;
        alert::warn(call, &CacheError::CacheIsOld {});
        let limits = old_limits(call)?;
        let options = Options {
            hash_functions: Rc::new(hash_functions(call)?),
            ..old_options(call, limits)?
        };
        decorate(call, Kind::Resource, options)
    },
};

/// What a decorator with arguments returns.
#[pyclass(name = "cache_decorator", module = "streamlit")]
#[derive(Debug, PyPayload)]
pub(crate) struct CacheDecorator {
    runtime: Rc<Runtime>,
    kind: Kind,
    options: Options,
}

#[pyclass(with(Callable))]
impl CacheDecorator {}

impl Callable for CacheDecorator {
    type Args = (PyObjectRef,);

    fn call(zelf: &Py<Self>, (function,): Self::Args, vm: &VirtualMachine) -> PyResult {
        CachedFunc::wrap(&zelf.runtime, zelf.kind, function, zelf.options.clone(), vm)
    }
}

fn decorate(call: &Call, kind: Kind, options: Options) -> PyResult {
    match call.object("func") {
        Some(function) => CachedFunc::wrap(call.runtime, kind, function, options, call.vm),
        None => Ok(CacheDecorator {
            runtime: call.runtime.clone(),
            kind,
            options,
        }
        .into_pyobject(call.vm)),
    }
}

fn options(call: &Call, limits: Limits) -> PyResult<Options> {
    Ok(Options {
        show_time: call.flag("show_time")?,
        hash_functions: Rc::new(hash_functions(call)?),
        is_of_session: call.is_word("scope", "session"),
        ..old_options(call, limits)?
    })
}

/// What the decorators had from the beginning.
fn old_options(call: &Call, limits: Limits) -> PyResult<Options> {
    let spinner = call.value("show_spinner");
    let spinner = match spinner.downcast_ref::<PyStr>() {
        Some(text) => SpinnerText::Text(plain(text)),
        None if call.flag("show_spinner")? => SpinnerText::NameOfFunction,
        None => SpinnerText::Nothing,
    };
    Ok(Options {
        limits,
        spinner,
        show_time: false,
        hash_functions: Rc::default(),
        validate: None,
        on_release: None,
        is_of_session: false,
        is_wanted: false,
    })
}

fn old_limits(call: &Call) -> PyResult<Limits> {
    Ok(Limits {
        ttl: ttl(call)?,
        max_entries: max_entries(call)?,
        max_bytes: None,
    })
}

fn deprecated(call: &Call, name: &'static str, kind: Kind) {
    let new = kind.name();
    alert::warn(call, &CacheError::FormerName { name, new });
}

/// The `ttl` of results: those that the script wants to be kept have none.
fn lasting(call: &Call, ttl: Option<f64>, persists: bool) -> Option<f64> {
    if !persists || ttl.is_none() {
        return ttl;
    }
    let function = call.object("func");
    let name = function.and_then(|function| name_of(&function, call.vm));
    let function = name.map_or_else(String::new, |name| format!(" `{name}()`"));
    call.runtime.send(ToPage::Console {
        level: ConsoleLevel::Warn,
        text: CacheError::TtlOfKept { function }.message(),
    });
    None
}

/// Whether results are to outlive the program.
fn persist(call: &Call) -> PyResult<bool> {
    let value = call.value("persist");
    if call.is_word("persist", "disk") || value.is(&call.vm.ctx.true_value) {
        return Ok(true);
    }
    if call.vm.is_none(&value) || value.is(&call.vm.ctx.false_value) {
        return Ok(false);
    }
    call.invalid_value("persist", "'disk' or None")
}

fn check_scope(call: &Call) -> PyResult<()> {
    if call.is_word("scope", "global") || call.is_word("scope", "session") {
        return Ok(());
    }
    call.invalid_value("scope", "'global' or 'session'")
}

fn check_refresh_mode(call: &Call, ttl: Option<f64>, persists: bool) -> PyResult<()> {
    if call.is_word("refresh_mode", "foreground") {
        return Ok(());
    }
    if !call.is_word("refresh_mode", "background") {
        return call.invalid_value("refresh_mode", "'foreground' or 'background'");
    }
    if ttl.is_none() {
        return Err(call.error(CacheError::RefreshNeedsTtl {}));
    }
    if ttl.is_some_and(|ttl| ttl <= 0.0) {
        return Err(call.error(CacheError::RefreshNeedsPositiveTtl {
            given: shown(&call.value("ttl"), call.vm),
        }));
    }
    if persists {
        return Err(call.error(CacheError::RefreshOfKept {
            persist: shown(&call.value("persist"), call.vm),
        }));
    }
    call.refuse_given(&["refresh_mode"])
}

/// `ttl` in seconds.
fn ttl(call: &Call) -> PyResult<Option<f64>> {
    let Some(value) = call.object("ttl") else {
        return Ok(None);
    };
    if let Some(seconds) = duration::seconds(&value, call.vm)? {
        return Ok(Some(seconds));
    }
    if value.downcast_ref::<PyStr>().is_some() {
        return Err(call.error(ArgumentError::BadTimeSpan {
            parameter: "ttl",
            given: shown(&value, call.vm),
        }));
    }
    Err(call.type_error(
        "ttl",
        "a number of seconds, a timedelta, a str or None",
        &value,
    ))
}

fn max_entries(call: &Call) -> PyResult<Option<usize>> {
    let Some(value) = call.object("max_entries") else {
        return Ok(None);
    };
    match whole(&value, call.vm) {
        Some(count) => Ok(Some(usize::try_from(count).unwrap_or(0))),
        None => Err(call.type_error("max_entries", "an int or None", &value)),
    }
}

/// `max_size` in bytes: a number, or a text such as `"1.5GiB"` in powers of 1024.
fn max_bytes(call: &Call) -> PyResult<Option<usize>> {
    let Some(value) = call.object("max_size") else {
        return Ok(None);
    };
    let is_bool = value.is(&call.vm.ctx.true_value) || value.is(&call.vm.ctx.false_value);
    let bytes = match value.downcast_ref::<PyStr>() {
        Some(text) => byte_size(&plain(text)),
        None if is_bool => None,
        None => whole(&value, call.vm).map(|bytes| bytes as f64),
    };
    match bytes {
        Some(bytes) if bytes >= 1.0 => Ok(Some(bytes as usize)),
        None if value.downcast_ref::<PyStr>().is_none() => {
            call.invalid_type("max_size", "an int or a str", &value)
        }
        _ => call.invalid_value(
            "max_size",
            "a number of bytes above 0, or a text such as '500MB'",
        ),
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

/// `hash_funcs` by the full names of types.
fn hash_functions(call: &Call) -> PyResult<HashFunctions> {
    let Some(given) = call.object("hash_funcs") else {
        return Ok(HashFunctions::new());
    };
    let Some(dict) = given.downcast_ref::<PyDict>() else {
        return call.invalid_type("hash_funcs", "a dict or None", &given);
    };
    let mut functions = HashFunctions::new();
    for (key, function) in dict {
        let name = match key.downcast_ref::<PyType>() {
            Some(class) => full_name(class, call.vm),
            None => text_of(&key, call.vm)?,
        };
        functions.insert(name, function);
    }
    Ok(functions)
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
