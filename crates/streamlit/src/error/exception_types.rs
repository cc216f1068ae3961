//! The exception types of module `streamlit.errors` and its kin.

use brooklet_python::vm::builtins::{PyBaseExceptionRef, PyTypeRef};
use brooklet_python::vm::{AsObject, VirtualMachine};
use indexmap::IndexMap;

use super::problem::Problem;

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
#[derive(Debug, Clone)]
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

    /// The exception that a problem is to a script.
    pub fn exception(&self, problem: &impl Problem, vm: &VirtualMachine) -> PyBaseExceptionRef {
        let name = problem.raises();
        let known = self.types.get(name).cloned();
        let exception_type = known.unwrap_or_else(|| builtin(name, vm));
        vm.new_exception_msg(exception_type, problem.message().into())
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

/// The type of Python that has this name.
pub(super) fn builtin(name: &str, vm: &VirtualMachine) -> PyTypeRef {
    let exceptions = &vm.ctx.exceptions;
    match name {
        "KeyError" => exceptions.key_error,
        "Warning" => exceptions.warning,
        "FileNotFoundError" => exceptions.file_not_found_error,
        "AttributeError" => exceptions.attribute_error,
        "IndexError" => exceptions.index_error,
        "OSError" => exceptions.os_error,
        "RuntimeError" => exceptions.runtime_error,
        "TypeError" => exceptions.type_error,
        "ValueError" => exceptions.value_error,
        _ => exceptions.exception_type,
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::{OTHERS, TYPES};
    use crate::error::catalogue::catalogue;

    #[test]
    fn each_problem_has_a_type_that_there_is() {
        let builtin = [
            "AttributeError",
            "IndexError",
            "KeyError",
            "OSError",
            "RuntimeError",
            "TypeError",
            "ValueError",
            "notice",
        ];
        for entry in catalogue() {
            let is_known = TYPES.iter().any(|(name, _)| *name == entry.raises)
                || OTHERS.iter().any(|(_, name, _)| *name == entry.raises)
                || builtin.contains(&entry.raises);
            assert!(is_known, "{} raises {}", entry.name, entry.raises);
        }
    }
}
