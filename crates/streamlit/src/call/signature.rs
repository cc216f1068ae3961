//! A command's parameters, read from the signature as Python writes it.

use crate::error::{ArgumentError, python_error};
use brooklet_python::vm::builtins::PyBaseExceptionRef;
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};
use std::fmt;

/// The parameters of a command, in order.
#[derive(Debug, Clone)]
pub struct Signature {
    /// The parameters.
    pub parameters: Vec<Parameter>,
}

/// One parameter.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// How it can be given.
    pub kind: Kind,
    /// What it is when it is not given; required if `None`.
    pub default: Option<Default>,
}

/// How a parameter can be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// By its place or its name.
    Positional,
    /// By its name.
    KeywordOnly,
    /// Takes all further places.
    VarArgs,
    /// Takes all further names.
    KwArgs,
}

/// A default value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Default {
    /// `None`.
    None,
    /// `True` or `False`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A text.
    Text(&'static str),
    /// The type `str`.
    Str,
    /// A tuple of texts, which may be empty, as it is written between the brackets.
    Texts(&'static str),
    /// A `timedelta` of so many seconds.
    Seconds(u32),
}

/// The arguments of one call by the place of their parameter; `None` where not given.
#[derive(Debug, Clone)]
pub struct Arguments {
    /// What was given.
    pub given: Vec<Option<PyObjectRef>>,
    /// What the parameter of kind [`Kind::VarArgs`] took.
    pub rest: Vec<PyObjectRef>,
    /// What the parameter of kind [`Kind::KwArgs`] took.
    pub named: Vec<(String, PyObjectRef)>,
}

impl Signature {
    /// Reads a signature such as `label, key=None, *, disabled=False`.
    ///
    /// # Panics
    /// If a default is none of [`Default`]: the signatures are constants of this crate, and a test
    /// reads them all.
    pub fn parse(text: &'static str) -> Self {
        let mut parameters = Vec::new();
        let mut kind = Kind::Positional;
        for part in parts(text) {
            if part == "*" {
                kind = Kind::KeywordOnly;
            } else if let Some(name) = part.strip_prefix("**") {
                parameters.push(Parameter {
                    name,
                    kind: Kind::KwArgs,
                    default: None,
                });
            } else if let Some(name) = part.strip_prefix('*') {
                parameters.push(Parameter {
                    name,
                    kind: Kind::VarArgs,
                    default: None,
                });
                kind = Kind::KeywordOnly;
            } else if let Some((name, default)) = part.split_once('=') {
                let default = Some(Default::parse(default));
                let name = name.trim_start_matches("r#");
                parameters.push(Parameter {
                    name,
                    kind,
                    default,
                });
            } else {
                parameters.push(Parameter {
                    name: part,
                    kind,
                    default: None,
                });
            }
        }
        Self { parameters }
    }

    /// The place of a parameter.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.parameters
            .iter()
            .position(|parameter| parameter.name == name)
    }

    /// Sorts the arguments of a call to their parameters, or says as Python does what is wrong
    /// with them. `function` is the qualified name; `is_method` counts `self` in.
    pub fn bind(
        &self,
        args: FuncArgs,
        function: &str,
        is_method: bool,
        vm: &VirtualMachine,
    ) -> PyResult<Arguments> {
        let mut bound = Arguments {
            given: vec![None; self.parameters.len()],
            rest: Vec::new(),
            named: Vec::new(),
        };
        let places = self
            .parameters
            .iter()
            .filter(|p| p.kind == Kind::Positional)
            .count();
        let takes_rest = self.parameters.iter().any(|p| p.kind == Kind::VarArgs);
        let takes_names = self.parameters.iter().any(|p| p.kind == Kind::KwArgs);
        let count = args.args.len();
        if count > places && !takes_rest {
            return Err(self.too_many(count, function, is_method, vm));
        }
        for (index, value) in args.args.into_iter().enumerate() {
            if index < places {
                bound.given[index] = Some(value);
            } else {
                bound.rest.push(value);
            }
        }
        for (name, value) in args.kwargs {
            let name = name.to_string();
            let index = self.position(&name).filter(|index| {
                !matches!(self.parameters[*index].kind, Kind::VarArgs | Kind::KwArgs)
            });
            let Some(index) = index else {
                if takes_names {
                    bound.named.push((name, value));
                    continue;
                }
                return Err(python_error(
                    &ArgumentError::UnknownName {
                        function: function.to_owned(),
                        name,
                    },
                    vm,
                ));
            };
            if bound.given[index].replace(value).is_some() {
                return Err(python_error(
                    &ArgumentError::GivenTwice {
                        function: function.to_owned(),
                        name,
                    },
                    vm,
                ));
            }
        }
        self.check_required(&bound, function, vm)?;
        Ok(bound)
    }

    fn check_required(
        &self,
        bound: &Arguments,
        function: &str,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let missing: Vec<String> = self
            .parameters
            .iter()
            .zip(&bound.given)
            .filter(|(parameter, value)| {
                let takes_more = matches!(parameter.kind, Kind::VarArgs | Kind::KwArgs);
                value.is_none() && parameter.default.is_none() && !takes_more
            })
            .map(|(parameter, _)| format!("'{}'", parameter.name))
            .collect();
        let Some((last, others)) = missing.split_last() else {
            return Ok(());
        };
        let names = match others {
            [] => last.clone(),
            [one] => format!("{one} and {last}"),
            many => format!("{}, and {last}", many.join(", ")),
        };
        let function = function.to_owned();
        Err(python_error(
            &ArgumentError::NotGiven { function, names },
            vm,
        ))
    }

    fn too_many(
        &self,
        count: usize,
        function: &str,
        is_method: bool,
        vm: &VirtualMachine,
    ) -> PyBaseExceptionRef {
        let own = usize::from(is_method);
        let places = || {
            self.parameters
                .iter()
                .filter(|p| p.kind == Kind::Positional)
        };
        let most = places().count() + own;
        let least = places().filter(|p| p.default.is_none()).count() + own;
        let plural = |number: usize| if number == 1 { "" } else { "s" };
        let takes = if least == most {
            format!("{most} positional argument{}", plural(most))
        } else {
            format!("from {least} to {most} positional arguments")
        };
        let given = count + own;
        let were = if given == 1 { "was" } else { "were" };
        let problem = ArgumentError::TooMany {
            function: function.to_owned(),
            takes,
            given: format!("{given} {were}"),
        };
        python_error(&problem, vm)
    }
}

/// As Python writes it.
impl fmt::Display for Signature {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut is_by_name = false;
        for (index, parameter) in self.parameters.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            let name = parameter.name;
            match parameter.kind {
                Kind::KeywordOnly if !is_by_name => write!(formatter, "{comma}*, {name}")?,
                Kind::VarArgs => write!(formatter, "{comma}*{name}")?,
                Kind::KwArgs => write!(formatter, "{comma}**{name}")?,
                Kind::Positional | Kind::KeywordOnly => write!(formatter, "{comma}{name}")?,
            }
            is_by_name |= matches!(parameter.kind, Kind::KeywordOnly | Kind::VarArgs);
            if let Some(default) = parameter.default {
                write!(formatter, "={default}")?;
            }
        }
        Ok(())
    }
}

/// As Python writes it.
impl fmt::Display for Default {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => formatter.write_str("None"),
            Self::Bool(true) => formatter.write_str("True"),
            Self::Bool(false) => formatter.write_str("False"),
            Self::Int(number) => write!(formatter, "{number}"),
            Self::Text(text) => write!(formatter, "'{text}'"),
            Self::Str => formatter.write_str("str"),
            Self::Texts(inside) => {
                let texts: Vec<String> = texts(inside).map(|text| format!("'{text}'")).collect();
                write!(formatter, "({})", texts.join(", "))
            }
            Self::Seconds(seconds) => write!(formatter, "datetime.timedelta(seconds={seconds})"),
        }
    }
}

impl Default {
    fn parse(text: &'static str) -> Self {
        match text {
            "None" => Self::None,
            "True" => Self::Bool(true),
            "False" => Self::Bool(false),
            "str" => Self::Str,
            _ => Self::parse_literal(text),
        }
    }

    fn parse_literal(text: &'static str) -> Self {
        const CONSTANT: &str = "a default of a constant signature";
        let within = |start: &str, end: &str| text.strip_prefix(start)?.strip_suffix(end);
        if let Some(text) = within("'", "'").or_else(|| within("\"", "\"")) {
            return Self::Text(text);
        }
        // As it is written in a declaration, and as Python shows it.
        match within("(timedelta(seconds = ", "))")
            .or_else(|| within("datetime.timedelta(seconds=", ")"))
        {
            Some(seconds) => Self::Seconds(seconds.parse().expect(CONSTANT)),
            None => match within("(", ")") {
                Some(inside) => Self::Texts(inside),
                None => Self::Int(text.parse().expect(CONSTANT)),
            },
        }
    }

    /// The default as a Python value.
    pub fn value(self, vm: &VirtualMachine) -> PyObjectRef {
        match self {
            Self::None => vm.ctx.none(),
            Self::Bool(flag) => vm.ctx.new_bool(flag).into(),
            Self::Int(number) => vm.ctx.new_int(number).into(),
            Self::Text(text) => vm.ctx.new_str(text).into(),
            Self::Str => vm.ctx.types.str_type.to_owned().into(),
            Self::Texts(inside) => {
                let texts = texts(inside).map(|text| vm.ctx.new_str(text).into());
                vm.ctx.new_tuple(texts.collect()).into()
            }
            Self::Seconds(seconds) => timedelta(seconds, vm).unwrap_or_else(|_| vm.ctx.none()),
        }
    }
}

/// The parts of a signature between its commas; those in brackets are of a default.
fn parts(text: &'static str) -> impl Iterator<Item = &'static str> {
    let mut depth = 0_u32;
    let between = text.split(move |letter: char| {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        letter == ',' && depth == 0
    });
    between.map(str::trim).filter(|part| !part.is_empty())
}

/// The texts of a tuple, from what is written between its brackets.
fn texts(inside: &'static str) -> impl Iterator<Item = &'static str> {
    let texts = inside.split(',').map(str::trim);
    texts
        .map(|text| text.trim_matches(['"', '\'']))
        .filter(|text| !text.is_empty())
}

fn timedelta(seconds: u32, vm: &VirtualMachine) -> PyResult {
    let timedelta = vm.import("datetime", 0)?.get_attr("timedelta", vm)?;
    timedelta.call((0, seconds), vm)
}
