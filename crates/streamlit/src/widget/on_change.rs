//! What a change of a widget leads to: a callback, a run, or neither.

use brooklet_python::vm::builtins::{PyDict, PyStr};
use brooklet_python::vm::function::{FuncArgs, KwArgs};
use brooklet_python::vm::protocol::PyIter;
use brooklet_python::vm::{PyObjectRef, PyResult, TryFromObject};

use crate::call::args::Argument;
use crate::call::command::Call;
use crate::error::{WidgetError, either};
use crate::kernel::widget::Callback;
use crate::value::{text_of, to_string_lossy};

/// The one command whose callback a form allows.
const SUBMIT_BUTTON: &str = "form_submit_button";

/// What a change leads to.
#[derive(Debug)]
pub(crate) struct OnChange {
    /// What is called before the script runs again.
    pub callback: Option<Callback>,
    /// Whether the script runs again.
    pub reruns: bool,
}

/// What was given as `on_change`, `on_click` and the like, with `args` and `kwargs` of the same
/// call: a function, or a word unless `TAKES_WORDS` says otherwise.
#[derive(Debug, Clone)]
pub(crate) struct Handler<const TAKES_WORDS: bool = true> {
    parameter: &'static str,
    given: PyObjectRef,
    args: Option<PyObjectRef>,
    kwargs: Option<PyObjectRef>,
}

/// What is called at a click: a function and no word.
pub(crate) type ClickHandler = Handler<false>;

impl<const TAKES_WORDS: bool> Argument for Handler<TAKES_WORDS> {
    fn read(given: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        let beside = |name| {
            let index = call.entry.signature.position(name)?;
            Some(call.value_at(index)).filter(|given| !call.vm.is_none(given))
        };
        Ok(Self::new(
            parameter,
            given,
            beside("args"),
            beside("kwargs"),
        ))
    }

    fn kinds() -> Vec<&'static str> {
        if TAKES_WORDS {
            vec!["a function", "'rerun'", "'ignore'"]
        } else {
            vec!["a function", "None"]
        }
    }

    const DOC: &'static str = if TAKES_WORDS {
        "A function that is called when the reader has changed it, before the script runs again; `'ignore'` lets the change wait for the next run."
    } else {
        "A function that is called when the reader has clicked, before the script runs again."
    };
}

/// What a selection in a chart or a grid leads to.
#[derive(Debug)]
pub(crate) struct SelectHandler(Handler);

impl SelectHandler {
    /// What it leads to.
    pub(crate) fn resolve(&self, call: &Call) -> PyResult<OnChange> {
        let change = self.0.clone().on_toggle(call)?;
        if change.callback.is_some() && call.form_id().is_some() {
            return Err(call.error(WidgetError::CallbackInForm {
                command: call.entry.command.name,
            }));
        }
        Ok(change)
    }
}

impl Argument for SelectHandler {
    fn read(given: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        Handler::read(given, parameter, call).map(Self)
    }

    fn kinds() -> Vec<&'static str> {
        vec!["'ignore'", "'rerun'", "a function"]
    }

    const DOC: &'static str = "What happens when the reader selects something: nothing, a run of the script, or a call of the function before that run. Unless it is ignored, the command returns what is selected.";
}

/// The arguments of a callback by position; [`Handler`] reads them.
#[derive(Debug)]
pub(crate) struct CallbackArgs;

impl Argument for CallbackArgs {
    fn read(_given: PyObjectRef, _parameter: &'static str, _call: &Call) -> PyResult<Self> {
        Ok(Self)
    }

    fn kinds() -> Vec<&'static str> {
        vec!["a list or tuple", "None"]
    }

    const DOC: &'static str = "The arguments of that function, by position.";
}

/// The arguments of a callback by name; [`Handler`] reads them.
#[derive(Debug)]
pub(crate) struct CallbackKwargs;

impl Argument for CallbackKwargs {
    fn read(_given: PyObjectRef, _parameter: &'static str, _call: &Call) -> PyResult<Self> {
        Ok(Self)
    }

    fn kinds() -> Vec<&'static str> {
        vec!["a dict", "None"]
    }

    const DOC: &'static str = "The arguments of that function, by name.";
}

impl<const TAKES_WORDS: bool> Handler<TAKES_WORDS> {
    /// What was given for a parameter, with the arguments of a callback.
    pub(crate) fn new(
        parameter: &'static str,
        given: PyObjectRef,
        args: Option<PyObjectRef>,
        kwargs: Option<PyObjectRef>,
    ) -> Self {
        Self {
            parameter,
            given,
            args,
            kwargs,
        }
    }

    /// The callback that a function is.
    fn callback(self, call: &Call) -> PyResult<Callback> {
        let mut read = FuncArgs::default();
        if let Some(given) = self.args {
            let items = PyIter::try_from_object(call.vm, given)?;
            read.args = items
                .iter(call.vm)?
                .collect::<PyResult<Vec<PyObjectRef>>>()?;
        }
        if let Some(given) = self.kwargs {
            let dict = given
                .downcast_ref::<PyDict>()
                .ok_or_else(|| call.type_error("kwargs", "a dict", &given))?;
            let mut kwargs: Vec<(String, PyObjectRef)> = Vec::new();
            for (name, value) in dict {
                kwargs.push((text_of(&name, call.vm)?, value));
            }
            read.kwargs = kwargs.into_iter().collect::<KwArgs>();
        }
        Ok(Callback::new(self.given, read))
    }

    /// What it leads to.
    pub(crate) fn resolve(self, call: &Call) -> PyResult<OnChange> {
        let modes: &[&str] = if TAKES_WORDS {
            &["rerun", "ignore"]
        } else {
            &[]
        };
        let Self {
            parameter, given, ..
        } = &self;
        let word = given.downcast_ref::<PyStr>().map(to_string_lossy);
        match word.as_deref() {
            Some(word) if modes.contains(&word) => {
                return Ok(OnChange {
                    callback: None,
                    reruns: word != "ignore",
                });
            }
            Some(word @ ("rerun" | "ignore")) => {
                return Err(call.error(WidgetError::NoSuchMode {
                    parameter: (*parameter).to_owned(),
                    word: word.to_owned(),
                }));
            }
            _ => {}
        }
        if call.vm.is_none(given) {
            return Ok(OnChange {
                callback: None,
                reruns: true,
            });
        }
        if !given.is_callable() {
            let mut words: Vec<String> = modes.iter().map(|mode| format!("'{mode}'")).collect();
            words.push("a function".to_owned());
            return call.invalid_item(parameter, given, &either(&words));
        }
        if call.form_id().is_some() && call.entry.command.name != SUBMIT_BUTTON {
            return Err(call.error(WidgetError::CallbackInForm {
                command: call.entry.command.name,
            }));
        }
        Ok(OnChange {
            callback: Some(self.callback(call)?),
            reruns: true,
        })
    }

    /// What opening or closing a container leads to: the engine follows it only for `"rerun"` and
    /// for a function.
    pub(crate) fn on_toggle(self, call: &Call) -> PyResult<OnChange> {
        let Self {
            parameter, given, ..
        } = &self;
        if given.is_callable() {
            return Ok(OnChange {
                callback: Some(self.callback(call)?),
                reruns: true,
            });
        }
        let mode = given.downcast_ref::<PyStr>().map(to_string_lossy);
        match mode.as_deref() {
            Some(mode @ ("rerun" | "ignore")) => Ok(OnChange {
                callback: None,
                reruns: mode == "rerun",
            }),
            _ => call.invalid_item(parameter, given, "'rerun', 'ignore' or a function"),
        }
    }
}
