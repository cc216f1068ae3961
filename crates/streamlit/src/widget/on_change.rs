//! What a change of a widget leads to: a callback, a run, or neither.

use brooklet_python::vm::builtins::{PyDict, PyStr};
use brooklet_python::vm::function::{FuncArgs, KwArgs};
use brooklet_python::vm::protocol::PyIter;
use brooklet_python::vm::{PyObjectRef, PyResult, TryFromObject};

use crate::call::args::Argument;
use crate::call::command::Call;
use crate::error::{WidgetError, either};
use crate::kernel::widget::Callback;
use crate::value::{plain, text_of};

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

/// What was given as `on_change`, `on_click` and the like: a function, or a word.
#[derive(Debug)]
pub(crate) struct Handler {
    parameter: &'static str,
    given: PyObjectRef,
}

impl Argument for Handler {
    fn read(given: PyObjectRef, parameter: &'static str, _call: &Call) -> PyResult<Self> {
        Ok(Self { parameter, given })
    }

    fn kinds() -> Vec<&'static str> {
        vec!["a function", "'rerun'"]
    }
}

/// The arguments of a callback.
#[derive(Debug, Default)]
pub(crate) struct CallbackArgs {
    /// Those given by their position.
    pub args: Option<PyObjectRef>,
    /// Those given by name.
    pub kwargs: Option<PyObjectRef>,
}

impl CallbackArgs {
    /// What was given as `args` and `kwargs`.
    pub(crate) fn new(args: Option<PyObjectRef>, kwargs: Option<PyObjectRef>) -> Self {
        Self { args, kwargs }
    }

    fn read(self, call: &Call) -> PyResult<FuncArgs> {
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
        Ok(read)
    }
}

impl Handler {
    /// What it leads to where the words `modes` may be given, and a function.
    pub(crate) fn resolve(
        self,
        call: &Call,
        modes: &[&str],
        args: CallbackArgs,
    ) -> PyResult<OnChange> {
        let Self { parameter, given } = self;
        let word = given.downcast_ref::<PyStr>().map(plain);
        match word.as_deref() {
            Some(word) if modes.contains(&word) => {
                return Ok(OnChange {
                    callback: None,
                    reruns: word != "ignore",
                });
            }
            Some(word @ ("rerun" | "ignore")) => {
                return Err(call.error(WidgetError::NoSuchMode {
                    parameter: parameter.to_owned(),
                    word: word.to_owned(),
                }));
            }
            _ => {}
        }
        if call.vm.is_none(&given) {
            return Ok(OnChange {
                callback: None,
                reruns: true,
            });
        }
        if !given.is_callable() {
            let mut words: Vec<String> = modes.iter().map(|mode| format!("'{mode}'")).collect();
            words.push("a function".to_owned());
            return call.invalid_item(parameter, &given, &either(&words));
        }
        if call.form_id().is_some() && call.entry.command.name != SUBMIT_BUTTON {
            return Err(call.error(WidgetError::CallbackInForm {
                command: call.entry.command.name,
            }));
        }
        Ok(OnChange {
            callback: Some(Callback::new(given, args.read(call)?)),
            reruns: true,
        })
    }

    /// What a change of a widget leads to: `"rerun"`, `"ignore"` or a function.
    pub(crate) fn on_change(self, call: &Call, args: CallbackArgs) -> PyResult<OnChange> {
        self.resolve(call, &["rerun", "ignore"], args)
    }

    /// What is called when a widget changes that cannot do without a run.
    pub(crate) fn only_callback(
        self,
        call: &Call,
        args: CallbackArgs,
    ) -> PyResult<Option<Callback>> {
        let parameter = self.parameter;
        let on_change = self.on_change(call, args)?;
        if !on_change.reruns {
            call.refuse_given(&[parameter])?;
        }
        Ok(on_change.callback)
    }

    /// What opening or closing a container leads to: the engine follows it only for `"rerun"` and
    /// for a function.
    pub(crate) fn on_toggle(self, call: &Call, args: CallbackArgs) -> PyResult<OnChange> {
        let Self { parameter, given } = self;
        if given.is_callable() {
            return Ok(OnChange {
                callback: Some(Callback::new(given, args.read(call)?)),
                reruns: true,
            });
        }
        let mode = given.downcast_ref::<PyStr>().map(plain);
        match mode.as_deref() {
            Some(mode @ ("rerun" | "ignore")) => Ok(OnChange {
                callback: None,
                reruns: mode == "rerun",
            }),
            _ => call.invalid_item(parameter, &given, "'rerun', 'ignore' or a function"),
        }
    }
}

impl Call<'_> {
    /// What a click leads to, as `parameter` says: a callback, or one of the words `modes`.
    pub(crate) fn reaction(&self, parameter: &'static str, modes: &[&str]) -> PyResult<OnChange> {
        self.handler(parameter)
            .resolve(self, modes, self.callback_args())
    }

    /// The callback given as `parameter`, with `args` and `kwargs`.
    pub(crate) fn callback(&self, parameter: &'static str) -> PyResult<Option<Callback>> {
        let on_change = self.reaction(parameter, &["rerun", "ignore"])?;
        if !on_change.reruns {
            self.refuse_given(&[parameter])?;
        }
        Ok(on_change.callback)
    }

    /// What opening or closing a container leads to.
    pub(crate) fn followed(&self, parameter: &'static str) -> PyResult<OnChange> {
        self.handler(parameter)
            .on_toggle(self, self.callback_args())
    }

    fn handler(&self, parameter: &'static str) -> Handler {
        Handler {
            parameter,
            given: self.value(parameter),
        }
    }

    fn callback_args(&self) -> CallbackArgs {
        let given = |name| match self.entry.signature.position(name) {
            Some(_) => self.object(name),
            None => None,
        };
        CallbackArgs::new(given("args"), given("kwargs"))
    }
}
