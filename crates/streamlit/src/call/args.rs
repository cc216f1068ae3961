//! Parameters declared once: from one block come the signature, a struct with a typed field for
//! each parameter, and how the arguments of a call become that struct.

mod recurring;

use std::marker::PhantomData;

use brooklet_protocol::widget::{Label, LabelVisibility};
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{PyObjectRef, PyResult};

use super::command::Call;
use crate::value::{dedent, text_of, to_string_lossy};
pub(crate) use recurring::{
    Alt, AnyHeight, AnySize, Bind, ContainerWidth, Disabled, Help, Icon, Key, MayWrap,
    PersistState, SizeArg, Stretch, StretchContent, StretchContentHeight, StretchHeight, TabIndex,
    Wrap,
};

/// A type that a parameter can have.
pub(crate) trait Argument: Sized {
    /// Reads what was given for a parameter, or its default.
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self>;

    /// The types and words that it can be, as documentation names them; none where that is for
    /// the parameter itself to say.
    fn kinds() -> Vec<&'static str>;

    /// What is said of a parameter of this type that says nothing itself.
    const DOC: &'static str = "";
}

/// Declares the parameters of a command.
///
/// A parameter has a type that implements [`Argument`], and a default as Python writes it, with
/// texts in double quotes. One without a type is known but cannot be used yet: giving it anything
/// but its default is refused. What stands behind `*` is given by name; `*name` and, as the last,
/// `**name` take what is left.
///
/// A `///` above a parameter says what it does, behind the stars of one that has them; where there
/// is none, what its type says of itself is shown.
///
/// `identity` says which parameters define a widget: `always` those that do although the script
/// gives a key, `unless_keyed` the others.
macro_rules! arguments {
    (
        $(#[$meta:meta])*
        $vis:vis struct $Name:ident {
            $( $(#[doc = $doc:literal])* $name:ident $(: $ty:ty)? $(= $default:tt)? , )*
            $( * $( $(#[doc = $rdoc:literal])* $rest:ident )? , $( $(#[doc = $kdoc:literal])* $kname:ident $(: $kty:ty)? $(= $kdefault:tt)? , )* )?
            $( ** $(#[doc = $ndoc:literal])* $named:ident , )?
        }
        $( identity { $(always: $($always:ident),+ $(,)?;)? $(unless_keyed: $($keyed:ident),+ $(,)?;)? } )?
    ) => {
        $(#[$meta])*
        #[derive(Debug)]
        #[allow(
            dead_code,
            clippy::struct_field_names,
            reason = "the names are those of Python, and some parameters change nothing"
        )]
        $vis struct $Name {
            $( $( $vis $name: $ty, )? )*
            $( $( $vis $rest: Vec<brooklet_python::vm::PyObjectRef>, )? $( $( $vis $kname: $kty, )? )* )?
            $( $vis $named: Vec<(String, brooklet_python::vm::PyObjectRef)>, )?
        }

        impl $Name {
            /// Its parameters, and what is said of them.
            $vis const SIGNATURE: $crate::call::parameters::Parameters =
                $crate::call::parameters::Parameters {
                    signature: concat!(
                        $( stringify!($name), $( "=", stringify!($default), )? ", ", )*
                        $( "*", $( stringify!($rest), )? ", ", $( stringify!($kname), $( "=", stringify!($kdefault), )? ", ", )* )?
                        $( "**", stringify!($named), )?
                    ),
                    docs: &[
                        $( $crate::call::args::parameter_doc!($name, [$($doc),*] $(, $ty)?), )*
                        $(
                            $( $crate::call::args::parameter_doc!("*" $rest, [$($rdoc),*]), )?
                            $( $crate::call::args::parameter_doc!($kname, [$($kdoc),*] $(, $kty)?), )*
                        )?
                        $( $crate::call::args::parameter_doc!("**" $named, [$($ndoc),*]), )?
                    ],
                };

            /// The arguments of a call.
            $vis fn read(call: &$crate::call::command::Call) -> brooklet_python::vm::PyResult<Self> {
                #[allow(unused_mut, unused_variables, reason = "there may be no parameters")]
                let mut given = $crate::call::args::Given::of(call);
                $( $crate::call::args::read_argument!(given, $name $(, $ty)?); )*
                $(
                    $( let $rest = given.rest(); )?
                    $( $crate::call::args::read_argument!(given, $kname $(, $kty)?); )*
                )?
                $( let $named = given.named(); )?
                Ok(Self {
                    $( $( $name: $crate::call::args::read_field!($name, $ty), )? )*
                    $( $( $rest, )? $( $( $kname: $crate::call::args::read_field!($kname, $kty), )? )* )?
                    $( $named, )?
                })
            }

            $(
                /// The identity of the widget that these arguments define.
                $vis fn identity<'k>(
                    &self,
                    call: &$crate::call::command::Call,
                    key: Option<&'k str>,
                ) -> brooklet_python::vm::PyResult<brooklet_session::Identity<'k>> {
                    // A name that is no parameter does not compile.
                    $( $( let _: &dyn std::fmt::Debug = &self.$always; )+ )?
                    $( $( let _: &dyn std::fmt::Debug = &self.$keyed; )+ )?
                    call.defined_by(
                        call.identity(key),
                        &[$( $( stringify!($always) ),+ )?],
                        &[$( $( stringify!($keyed) ),+ )?],
                    )
                }
            )?
        }
    };
}

/// What is said of a parameter.
macro_rules! parameter_doc {
    ($name:ident, [$($doc:literal),*], $ty:ty) => {
        $crate::call::parameters::ParameterDoc {
            name: stringify!($name),
            kinds: Some(<$ty as $crate::call::args::Argument>::kinds),
            text: $crate::call::parameters::own_or_standard(
                concat!($($doc),*),
                <$ty as $crate::call::args::Argument>::DOC,
            ),
        }
    };
    ($stars:literal $name:ident, [$($doc:literal),*]) => {
        $crate::call::parameters::ParameterDoc {
            name: concat!($stars, stringify!($name)),
            kinds: Some(Vec::new),
            text: concat!($($doc),*),
        }
    };
    ($name:ident, [$($doc:literal),*]) => {
        $crate::call::parameters::ParameterDoc {
            name: stringify!($name),
            kinds: None,
            text: concat!($($doc),*),
        }
    };
}

/// Reads one argument; without a type it is refused unless it is the default.
macro_rules! read_argument {
    ($given:ident, $name:ident, $ty:ty) => {
        let $name: $ty = $given.next(stringify!($name))?;
    };
    ($given:ident, $name:ident) => {
        $given.refuse(stringify!($name))?;
    };
}

/// The local of a parameter that has a type.
macro_rules! read_field {
    ($name:ident, $ty:ty) => {
        $name
    };
}

pub(crate) use {arguments, parameter_doc, read_argument, read_field};

/// The arguments of a call, taken one after the other.
pub(crate) struct Given<'a, 'c> {
    call: &'a Call<'c>,
    index: usize,
}

impl<'a, 'c> Given<'a, 'c> {
    /// Those of this call, from the first parameter on.
    pub(crate) fn of(call: &'a Call<'c>) -> Self {
        Self { call, index: 0 }
    }

    /// The next one.
    pub(crate) fn next<T: Argument>(&mut self, name: &'static str) -> PyResult<T> {
        let (name, value) = self.take(name);
        T::read(value, name, self.call)
    }

    /// Refuses the next one where it is given and not its default.
    pub(crate) fn refuse(&mut self, name: &'static str) -> PyResult<()> {
        let (name, _) = self.take(name);
        self.call.refuse_given(&[name])
    }

    /// What `*args` took.
    pub(crate) fn rest(&mut self) -> Vec<PyObjectRef> {
        self.index += 1;
        self.call.arguments.rest.clone()
    }

    /// What `**kwargs` took.
    pub(crate) fn named(&mut self) -> Vec<(String, PyObjectRef)> {
        self.index += 1;
        self.call.arguments.named.clone()
    }

    fn take(&mut self, name: &'static str) -> (&'static str, PyObjectRef) {
        let parameter = &self.call.entry.signature.parameters[self.index];
        debug_assert_eq!(
            parameter.name,
            name.trim_start_matches("r#"),
            "a command reads the arguments of its own signature"
        );
        self.index += 1;
        (parameter.name, self.call.value_at(self.index - 1))
    }
}

impl Argument for PyObjectRef {
    fn read(value: PyObjectRef, _parameter: &'static str, _call: &Call) -> PyResult<Self> {
        Ok(value)
    }

    fn kinds() -> Vec<&'static str> {
        Vec::new()
    }
}

/// `None`, or the other type.
impl<T: Argument> Argument for Option<T> {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        if call.vm.is_none(&value) {
            return Ok(None);
        }
        T::read(value, parameter, call).map(Some)
    }

    fn kinds() -> Vec<&'static str> {
        let mut kinds = T::kinds();
        if !kinds.is_empty() {
            kinds.push("None");
        }
        kinds
    }

    const DOC: &'static str = T::DOC;
}

/// An argument that is read when its turn among the checks comes.
#[derive(Debug)]
pub(crate) struct Deferred<T> {
    /// What was given, or the default.
    pub(crate) value: PyObjectRef,
    parameter: &'static str,
    kind: PhantomData<fn() -> T>,
}

impl<T: Argument> Deferred<T> {
    /// Reads it.
    pub(crate) fn get(&self, call: &Call) -> PyResult<T> {
        T::read(self.value.clone(), self.parameter, call)
    }
}

impl<T: Argument> Argument for Deferred<T> {
    fn read(value: PyObjectRef, parameter: &'static str, _call: &Call) -> PyResult<Self> {
        Ok(Self {
            value,
            parameter,
            kind: PhantomData,
        })
    }

    fn kinds() -> Vec<&'static str> {
        T::kinds()
    }

    const DOC: &'static str = T::DOC;
}

/// Truth, as Python has it.
impl Argument for bool {
    fn read(value: PyObjectRef, _parameter: &'static str, call: &Call) -> PyResult<Self> {
        value.is_true(call.vm)
    }

    fn kinds() -> Vec<&'static str> {
        vec!["bool"]
    }
}

/// A text, and nothing else.
impl Argument for String {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        match value.downcast_ref::<PyStr>() {
            Some(text) => Ok(to_string_lossy(text)),
            None => Err(call.type_error(parameter, "a str", &value)),
        }
    }

    fn kinds() -> Vec<&'static str> {
        vec!["str"]
    }
}

/// Anything, as `str` shows it.
#[derive(Debug, Clone)]
pub(crate) struct Text(pub(crate) String);

impl Argument for Text {
    fn read(value: PyObjectRef, _parameter: &'static str, call: &Call) -> PyResult<Self> {
        text_of(&value, call.vm).map(Self)
    }

    fn kinds() -> Vec<&'static str> {
        vec!["str"]
    }
}

impl Text {
    /// This text as the label of a widget.
    pub(crate) fn with(self, visibility: LabelVisibility, help: Help) -> Label {
        Label {
            text: self.0,
            visibility,
            help: help.0,
        }
    }
}

/// Anything, as `str` shows it, without the indentation common to its lines and the white space
/// around.
#[derive(Debug, Clone)]
pub(crate) struct Dedented(pub(crate) String);

impl Argument for Dedented {
    fn read(value: PyObjectRef, _parameter: &'static str, call: &Call) -> PyResult<Self> {
        Ok(Self(dedent(&text_of(&value, call.vm)?)))
    }

    fn kinds() -> Vec<&'static str> {
        vec!["str"]
    }
}

/// Makes enums one of some words each.
macro_rules! words {
    ($($Type:ty $([$doc:literal])? { $($word:literal => $value:expr),+ $(,)? })+) => {
        $(
            impl $crate::call::args::Argument for $Type {
                fn read(
                    value: brooklet_python::vm::PyObjectRef,
                    parameter: &'static str,
                    call: &$crate::call::command::Call,
                ) -> brooklet_python::vm::PyResult<Self> {
                    call.one_of(&value, parameter, &[$(($word, $value)),+])
                }

                fn kinds() -> Vec<&'static str> {
                    vec![$(concat!("'", $word, "'")),+]
                }

                $( const DOC: &'static str = $doc; )?
            }
        )+
    };
}

pub(crate) use words;
