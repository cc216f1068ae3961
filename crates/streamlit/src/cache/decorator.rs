//! `st.cache_data`, `st.cache_resource`, and their older names.

use std::rc::Rc;

use brooklet_cache::{Kind, Limits};
use brooklet_protocol::ToPage;
use brooklet_protocol::message::ConsoleLevel;
use brooklet_python::vm::{PyObjectRef, PyResult};

use super::arguments::{HashFuncs, MaxEntries, MaxSize, Persist, RefreshMode, Scope, Ttl};
use super::cached::{Options, SpinnerText};
use super::function::CachedFunc;
use super::function_key::name_of;
use crate::call::args::{Deferred, arguments};
use crate::call::decorator::decorate;
use crate::call::object::{Decorated, objects};
use crate::command::{Call, Command, Place};
use crate::error::CacheError;
use crate::error::problem::Problem;
use crate::status::alert;

arguments! {
    /// The arguments of `st.cache_data`.
    pub(crate) struct DataArgs {
        func: Option<Decorated> = None,
        *,
        ttl: Deferred<Ttl> = None,
        max_entries: MaxEntries = None,
        /// How much room the results of the function may take: bytes, or a text such as `'500MB'`.
        max_size: MaxSize = None,
        show_spinner: SpinnerText = True,
        /// Whether the spinner says how long the function has been running.
        show_time: bool = False,
        persist: Deferred<Persist> = None,
        hash_funcs: HashFuncs = None,
        scope: Scope = "global",
        refresh_mode: RefreshMode = "foreground",
    }
}

/// `st.cache_data`.
pub(crate) const DATA: Command = Command {
    name: "cache_data",
    place: Place::Module,
    signature: DataArgs::SIGNATURE,
    doc: "Remember what a function returns, by its arguments. A call with the same arguments gets a copy of the result without running the function. Results are kept in this browser over reloads, until `ttl`, `max_entries` or `max_size` lets them go.",
    run: |call| data(call, DataArgs::read(call)?),
};

arguments! {
    /// The arguments of `st.cache_resource`.
    pub(crate) struct ResourceArgs {
        func: Option<Decorated> = None,
        *,
        ttl: Deferred<Ttl> = None,
        max_entries: MaxEntries = None,
        show_spinner: SpinnerText = True,
        /// Whether the spinner says how long the function has been running.
        show_time: bool = False,
        /// A function that is given a remembered object and says whether it is still good; otherwise
        /// a new one is made.
        validate: Option<Hook> = None,
        hash_funcs: HashFuncs = None,
        /// A function that is given an object that is let go, to close it.
        on_release: Option<Hook> = None,
        scope: Scope = "global",
        refresh_mode: RefreshMode = "foreground",
    }
}

/// `st.cache_resource`.
pub(crate) const RESOURCE: Command = Command {
    name: "cache_resource",
    place: Place::Module,
    signature: ResourceArgs::SIGNATURE,
    doc: "Make an object once and share it. All calls with the same arguments get the very object that the first one returned, so it suits connections and models. It lives as long as the tab.",
    run: |call| resource(call, ResourceArgs::read(call)?),
};

arguments! {
    /// The arguments of `st.experimental_memo`.
    pub(crate) struct MemoArgs {
        func: Option<Decorated> = None,
        *,
        persist: Persist = None,
        show_spinner: SpinnerText = True,
        /// It changes nothing.
        suppress_st_warning: PyObjectRef = False,
        max_entries: MaxEntries = None,
        ttl: Ttl = None,
        experimental_allow_widgets = False,
    }
}

/// `st.experimental_memo`, the older name of `st.cache_data`.
pub(crate) const MEMO: Command = Command {
    name: "experimental_memo",
    place: Place::Module,
    signature: MemoArgs::SIGNATURE,
    doc: "The former name of `st.cache_data`.",
    run: |call| {
        let args = MemoArgs::read(call)?;
        deprecated(call, "experimental_memo", Kind::Data);
        let persists = args.persist.0;
        let limits = Limits {
            ttl: lasting(call, args.func.as_ref(), args.ttl.0, persists),
            max_entries: args.max_entries.0,
            max_bytes: None,
        };
        let options = Options {
            persist: persists,
            ..options(limits, args.show_spinner)
        };
        cached(call, args.func, Kind::Data, options)
    },
};

arguments! {
    /// The arguments of `st.experimental_singleton`.
    pub(crate) struct SingletonArgs {
        func: Option<Decorated> = None,
        *,
        show_spinner: SpinnerText = True,
        /// It changes nothing.
        suppress_st_warning: PyObjectRef = False,
        max_entries: MaxEntries = None,
        ttl: Ttl = None,
        /// A function that is given a remembered object and says whether it is still good.
        validate: Option<Hook> = None,
        experimental_allow_widgets = False,
    }
}

/// `st.experimental_singleton`, the older name of `st.cache_resource`.
pub(crate) const SINGLETON: Command = Command {
    name: "experimental_singleton",
    place: Place::Module,
    signature: SingletonArgs::SIGNATURE,
    doc: "The former name of `st.cache_resource`.",
    run: |call| {
        let args = SingletonArgs::read(call)?;
        deprecated(call, "experimental_singleton", Kind::Resource);
        let limits = limits(args.ttl.0, args.max_entries);
        let options = Options {
            validate: args.validate.map(|hook| hook.0),
            ..options(limits, args.show_spinner)
        };
        cached(call, args.func, Kind::Resource, options)
    },
};

arguments! {
    /// The arguments of `st.cache`.
    pub(crate) struct CacheArgs {
        func: Option<Decorated> = None,
        persist = False,
        /// It changes nothing.
        allow_output_mutation: PyObjectRef = False,
        show_spinner: SpinnerText = True,
        /// It changes nothing.
        suppress_st_warning: PyObjectRef = False,
        hash_funcs: HashFuncs = None,
        max_entries: MaxEntries = None,
        ttl: Ttl = None,
    }
}

/// `st.cache`, from before there were two.
pub(crate) const CACHE: Command = Command {
    name: "cache",
    place: Place::Module,
    signature: CacheArgs::SIGNATURE,
    doc: "The first way of remembering results. New apps use `st.cache_data` or `st.cache_resource`.",
    run: |call| {
        let args = CacheArgs::read(call)?;
        alert::warn(call, &CacheError::CacheIsOld {});
        let limits = limits(args.ttl.0, args.max_entries);
        let options = Options {
            hash_functions: Rc::new(args.hash_funcs.0),
            ..options(limits, args.show_spinner)
        };
        cached(call, args.func, Kind::Resource, options)
    },
};

objects! {
    /// A function that is asked or told of an object.
    Hook: "a function";
}

fn data(call: &Call, args: DataArgs) -> PyResult {
    let persists = args.persist.get(call)?.0;
    let ttl = args.ttl.get(call)?.0;
    let persist = persists.then_some(&*args.persist.value);
    let refresh_mode = args.refresh_mode;
    refresh_mode.check(call, (ttl, &args.ttl.value), persist)?;
    let limits = Limits {
        ttl: lasting(call, args.func.as_ref(), ttl, persists),
        max_entries: args.max_entries.0,
        max_bytes: args.max_size.0,
    };
    let options = Options {
        persist: persists,
        show_time: args.show_time,
        hash_functions: Rc::new(args.hash_funcs.0),
        is_of_session: args.scope.is_session(),
        ..options(limits, args.show_spinner)
    };
    cached(call, args.func, Kind::Data, options)
}

fn resource(call: &Call, args: ResourceArgs) -> PyResult {
    let ttl = args.ttl.get(call)?.0;
    let refresh_mode = args.refresh_mode;
    refresh_mode.check(call, (ttl, &args.ttl.value), None)?;
    let options = Options {
        validate: args.validate.map(|hook| hook.0),
        on_release: args.on_release.map(|hook| hook.0),
        show_time: args.show_time,
        hash_functions: Rc::new(args.hash_funcs.0),
        is_of_session: args.scope.is_session(),
        ..options(limits(ttl, args.max_entries), args.show_spinner)
    };
    cached(call, args.func, Kind::Resource, options)
}

/// Makes a function a cached one.
fn cached(call: &Call, function: Option<Decorated>, kind: Kind, options: Options) -> PyResult {
    let runtime = call.runtime.clone();
    let function = function.map(|function| function.0);
    decorate(function, call.vm, move |function, vm| {
        CachedFunc::wrap(&runtime, kind, function, options.clone(), vm)
    })
}

/// Options with what the decorators had from the beginning.
fn options(limits: Limits, spinner: SpinnerText) -> Options {
    Options {
        limits,
        spinner,
        show_time: false,
        hash_functions: Rc::default(),
        validate: None,
        on_release: None,
        is_of_session: false,
        persist: false,
    }
}

fn limits(ttl: Option<f64>, max_entries: MaxEntries) -> Limits {
    Limits {
        ttl,
        max_entries: max_entries.0,
        max_bytes: None,
    }
}

fn deprecated(call: &Call, name: &'static str, kind: Kind) {
    let new = kind.name();
    alert::warn(call, &CacheError::FormerName { name, new });
}

/// The `ttl` of results: those that the script wants to be kept have none.
fn lasting(
    call: &Call,
    function: Option<&Decorated>,
    ttl: Option<f64>,
    persists: bool,
) -> Option<f64> {
    if !persists || ttl.is_none() {
        return ttl;
    }
    let name = function.and_then(|function| name_of(&function.0, call.vm));
    let function = name.map_or_else(String::new, |name| format!(" `{name}()`"));
    call.runtime.send(ToPage::Console {
        level: ConsoleLevel::Warn,
        text: CacheError::TtlOfKept { function }.message(),
    });
    None
}
