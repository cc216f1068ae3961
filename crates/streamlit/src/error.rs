//! The exception types of module `streamlit.errors`, and how a command raises them.

use brooklet_python::vm::builtins::{PyBaseExceptionRef, PyTypeRef};
use brooklet_python::vm::{AsObject, PyResult, VirtualMachine};
use indexmap::IndexMap;

use crate::command::Call;

const MODULE: &str = "streamlit.errors";

/// Type and base types; a base stands before the types made of it.
const TYPES: &[(&str, &[&str])] = &[
    ("Error", &["Exception"]),
    ("FragmentHandledException", &["Exception"]),
    ("FragmentStorageKeyError", &["Error", "KeyError"]),
    ("MarkdownFormattedException", &["Error"]),
    ("NoSessionContext", &["Error"]),
    ("MediaFileStorageError", &["Error"]),
    ("StreamlitComponentRegistryError", &["Error"]),
    ("StreamlitMaxRetriesError", &["Error"]),
    ("StreamlitAPIException", &["MarkdownFormattedException"]),
    ("DuplicateWidgetID", &["StreamlitAPIException"]),
    ("LocalizableStreamlitException", &["StreamlitAPIException"]),
    ("StreamlitAPIWarning", &["StreamlitAPIException", "Warning"]),
    ("StreamlitAuthError", &["StreamlitAPIException"]),
    (
        "StreamlitDataframeConversionError",
        &["StreamlitAPIException"],
    ),
    (
        "StreamlitInvalidLayoutContextError",
        &["StreamlitAPIException"],
    ),
    (
        "UnserializableSessionStateError",
        &["StreamlitAPIException"],
    ),
    ("BidiComponentError", &["LocalizableStreamlitException"]),
    (
        "BidiComponentInvalidCallbackNameError",
        &["BidiComponentError"],
    ),
    (
        "BidiComponentInvalidDefaultKeyError",
        &["BidiComponentError"],
    ),
    (
        "BidiComponentUnserializableDataError",
        &["BidiComponentError"],
    ),
    (
        "StreamlitBadTimeStringError",
        &["LocalizableStreamlitException"],
    ),
    (
        "StreamlitDefaultNotInOptionsError",
        &["LocalizableStreamlitException"],
    ),
    ("StreamlitDuplicateElementId", &["DuplicateWidgetID"]),
    ("StreamlitDuplicateElementKey", &["DuplicateWidgetID"]),
    (
        "StreamlitIncompatibleParametersError",
        &["LocalizableStreamlitException"],
    ),
    (
        "StreamlitInvalidColorError",
        &["LocalizableStreamlitException"],
    ),
    (
        "StreamlitInvalidColumnSpecError",
        &["LocalizableStreamlitException"],
    ),
    (
        "StreamlitInvalidFormCallbackError",
        &["LocalizableStreamlitException"],
    ),
    (
        "StreamlitInvalidHeightError",
        &["LocalizableStreamlitException"],
    ),
    (
        "StreamlitInvalidMinMaxError",
        &["LocalizableStreamlitException"],
    ),
    (
        "StreamlitInvalidNumberFormatError",
        &["LocalizableStreamlitException"],
    ),
    (
        "StreamlitInvalidParameterTypeError",
        &["LocalizableStreamlitException"],
    ),
    (
        "StreamlitInvalidThemeError",
        &["LocalizableStreamlitException"],
    ),
    (
        "StreamlitInvalidURLError",
        &["LocalizableStreamlitException"],
    ),
    (
        "StreamlitInvalidWidthError",
        &["LocalizableStreamlitException"],
    ),
    (
        "StreamlitJSNumberBoundsError",
        &["LocalizableStreamlitException"],
    ),
    (
        "StreamlitMissingRequiredParameterError",
        &["LocalizableStreamlitException"],
    ),
    (
        "StreamlitMixedNumericTypesError",
        &["LocalizableStreamlitException"],
    ),
    (
        "StreamlitPageNotFoundError",
        &["LocalizableStreamlitException"],
    ),
    (
        "StreamlitQueryParamDictValueError",
        &["LocalizableStreamlitException"],
    ),
    (
        "StreamlitSecretNotFoundError",
        // The base with fields of its own has to come first: it makes the objects.
        &["FileNotFoundError", "LocalizableStreamlitException"],
    ),
    (
        "StreamlitSelectionCountExceedsMaxError",
        &["LocalizableStreamlitException"],
    ),
    (
        "StreamlitValueAboveMaxError",
        &["LocalizableStreamlitException"],
    ),
    (
        "StreamlitValueAssignmentNotAllowedError",
        &["LocalizableStreamlitException"],
    ),
    (
        "StreamlitValueBelowMinError",
        &["LocalizableStreamlitException"],
    ),
    ("StreamlitValueError", &["LocalizableStreamlitException"]),
    (
        "StreamlitValueOutOfRangeError",
        &["LocalizableStreamlitException"],
    ),
    (
        "StreamlitWidgetAlreadyInstantiatedError",
        &["LocalizableStreamlitException"],
    ),
];

/// Types of other modules: module, type and base types.
const OTHERS: &[(&str, &str, &str)] = &[
    (
        "streamlit.components.v1.custom_component",
        "MarshallComponentException",
        "StreamlitAPIException",
    ),
    (
        "streamlit.elements.lib.policies",
        "CachedWidgetWarning",
        "StreamlitAPIWarning",
    ),
    (
        "streamlit.runtime.caching.cache_errors",
        "CacheReplayClosureError",
        "StreamlitAPIException",
    ),
    (
        "streamlit.runtime.caching.cache_errors",
        "CachedFunctionReturnedAwaitableError",
        "StreamlitAPIException",
    ),
    (
        "streamlit.runtime.caching.cache_errors",
        "UnhashableParamError",
        "StreamlitAPIException",
    ),
    (
        "streamlit.runtime.caching.cache_errors",
        "UnserializableReturnValueError",
        "MarkdownFormattedException",
    ),
    (
        "streamlit.runtime.caching.hashing",
        "UserHashError",
        "StreamlitAPIException",
    ),
];

/// Base of the exceptions that end a run: no `except Exception` of the script catches them.
const CONTROL_MODULE: &str = "streamlit.runtime.scriptrunner_utils.exceptions";

/// All exception types.
#[derive(Debug)]
pub struct ErrorTypes {
    types: IndexMap<&'static str, PyTypeRef>,
    /// Raised by `st.stop()`.
    pub stop: PyTypeRef,
    /// Raised by `st.rerun()`, and where another run interrupts this one.
    pub rerun: PyTypeRef,
    /// Raised by a fragment that has shown what it raised.
    pub handled: PyTypeRef,
}

impl ErrorTypes {
    /// Makes the types.
    pub fn new(vm: &VirtualMachine) -> Self {
        let mut types: IndexMap<&'static str, PyTypeRef> = IndexMap::new();
        for (name, bases) in TYPES {
            let bases = bases
                .iter()
                .map(|base| {
                    types
                        .get(base)
                        .cloned()
                        .unwrap_or_else(|| builtin(base, vm))
                })
                .collect();
            types.insert(name, vm.ctx.new_exception_type(MODULE, name, Some(bases)));
        }
        for (module, name, base) in OTHERS {
            let bases = Some(vec![types[*base].clone()]);
            types.insert(name, vm.ctx.new_exception_type(module, name, bases));
        }
        let base = vm.ctx.exceptions.base_exception_type.to_owned();
        let control =
            vm.ctx
                .new_exception_type(CONTROL_MODULE, "ScriptControlException", Some(vec![base]));
        let make = |name| {
            vm.ctx
                .new_exception_type(CONTROL_MODULE, name, Some(vec![control.clone()]))
        };
        Self {
            handled: types["FragmentHandledException"].clone(),
            types,
            stop: make("StopException"),
            rerun: make("RerunException"),
        }
    }

    /// Module, name and type of all exceptions.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &'static str, &PyTypeRef)> {
        let module = |name: &str| {
            let other = OTHERS.iter().find(|(_, known, _)| *known == name);
            other.map_or(MODULE, |(module, ..)| *module)
        };
        self.types
            .iter()
            .map(move |(name, exception_type)| (module(name), *name, exception_type))
    }

    /// The type of a name.
    ///
    /// # Panics
    /// If there is no such type: the names are constants of this crate.
    pub fn named(&self, name: &str) -> PyTypeRef {
        self.types
            .get(name)
            .expect("a type of the table above")
            .clone()
    }

    /// An exception of the type `name` with this message.
    ///
    /// # Panics
    /// If there is no such type: the names are constants of this crate.
    pub fn make(&self, name: &str, message: String, vm: &VirtualMachine) -> PyBaseExceptionRef {
        let exception_type = self.named(name);
        vm.new_exception_msg(exception_type, message.into())
    }

    /// Whether an exception's message is Markdown.
    pub fn is_markdown(&self, exception: &PyBaseExceptionRef) -> bool {
        exception.fast_isinstance(&self.types["MarkdownFormattedException"])
    }

    /// Whether an exception is a way to end the run rather than a failure.
    pub fn is_control(&self, exception: &PyBaseExceptionRef) -> bool {
        exception.fast_isinstance(&self.stop) || exception.fast_isinstance(&self.rerun)
    }
}

fn builtin(name: &str, vm: &VirtualMachine) -> PyTypeRef {
    let exceptions = &vm.ctx.exceptions;
    match name {
        "KeyError" => exceptions.key_error,
        "Warning" => exceptions.warning,
        "FileNotFoundError" => exceptions.file_not_found_error,
        _ => exceptions.exception_type,
    }
    .to_owned()
}

impl Call<'_> {
    /// An exception of `streamlit.errors`.
    pub fn error(&self, name: &str, message: impl Into<String>) -> PyBaseExceptionRef {
        self.runtime.errors.make(name, message.into(), self.vm)
    }

    /// `Invalid … value. Supported values: …`.
    pub fn invalid_value<T>(&self, parameter: &str, supported: &str) -> PyResult<T> {
        Err(self.error(
            "StreamlitValueError",
            format!("Invalid `{parameter}` value. Supported values: {supported}."),
        ))
    }

    /// `Invalid … type. Expected one of: …`.
    pub fn invalid_type<T>(&self, parameter: &str, expected: &str, given: &str) -> PyResult<T> {
        Err(self.error(
            "StreamlitInvalidParameterTypeError",
            format!(
                "Invalid `{parameter}` type. Expected one of: {expected}. Provided type: {given}."
            ),
        ))
    }

    /// Says that a parameter cannot be used here, where it was given.
    pub fn refuse_given(&self, names: &[&str]) -> PyResult<()> {
        for name in names {
            let Some(value) = self.given(name) else {
                continue;
            };
            let default = self
                .entry
                .signature
                .parameters
                .iter()
                .find(|parameter| parameter.name == *name)
                .and_then(|parameter| parameter.default)
                .map(|default| default.value(self.vm));
            let is_default = match default {
                Some(default) => self.vm.bool_eq(value, &default)?,
                None => false,
            };
            if !is_default {
                let text = format!(
                    "`{name}` of `st.{}` is not available in Brooklet yet. Leave it out to run this app here.",
                    self.entry.command.name
                );
                return Err(self.error("StreamlitAPIException", text));
            }
        }
        Ok(())
    }
}
