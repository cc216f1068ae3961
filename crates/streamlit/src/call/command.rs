//! What a command is, and one call of it.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use brooklet_python::vm::builtins::PyTypeRef;
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};
use indexmap::IndexMap;

use super::parameters::Parameters;
use super::signature::{Arguments, Signature};
use crate::kernel::app::App;
use crate::kernel::container_kind::ContainerKind;
use crate::kernel::target::Target;

/// A name that a script can call.
#[derive(Debug)]
pub struct Command {
    /// The name after `st.`.
    pub name: &'static str,
    /// Where it can be called.
    pub place: Place,
    /// Its parameters.
    pub signature: Parameters,
    /// The first lines of its documentation, shown by `help` above the parameters.
    pub doc: &'static str,
    /// Carries it out.
    pub run: fn(&Call) -> PyResult,
}

/// Where a command can be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// As `st.name` and as a method of every container; in error texts it is a method of the
    /// class named here.
    Container(&'static str),
    /// As `st.name` alone.
    Module,
    /// As a method of one class of containers; the command's name is `Class.method`.
    Method,
}

/// A command with its signature read, ready to be called.
#[derive(Debug)]
pub struct Entry {
    /// The command.
    pub command: &'static Command,
    /// Its parameters.
    pub signature: Signature,
    /// Its name in error texts.
    pub qualified_name: String,
}

impl Entry {
    /// Reads the command's signature.
    pub fn new(command: &'static Command) -> Self {
        let qualified_name = match command.place {
            Place::Container(owner) => format!("{owner}.{}", command.name),
            Place::Module | Place::Method => command.name.to_owned(),
        };
        Self {
            command,
            signature: Signature::parse(command.signature.signature),
            qualified_name,
        }
    }

    /// Calls the command.
    pub(crate) fn call(
        &self,
        runtime: &Rc<App>,
        table: &Rc<Table>,
        target: &Target,
        kind: &Rc<dyn ContainerKind>,
        args: FuncArgs,
        vm: &VirtualMachine,
    ) -> PyResult {
        let is_method = self.command.place != Place::Module;
        let arguments = self
            .signature
            .bind(args, &self.qualified_name, is_method, vm)?;
        runtime.checkpoint(vm)?;
        runtime.check_amount(vm)?;
        if matches!(target, Target::Bottom) {
            runtime.check_bottom(vm)?;
        }
        if is_method {
            runtime.check_place(target, vm)?;
        }
        (self.command.run)(&Call {
            vm,
            runtime,
            table,
            target,
            kind,
            entry: self,
            arguments,
        })
    }
}

/// The commands by name, in the order of the table they were handed in with.
#[derive(Debug)]
pub struct Table {
    /// The commands.
    pub entries: IndexMap<&'static str, Rc<Entry>>,
    /// The classes of containers that can do more than hold elements, made when they are first
    /// used.
    pub(super) classes: RefCell<IndexMap<&'static str, PyTypeRef>>,
}

impl Table {
    /// The table of these commands.
    pub fn new(commands: &[&'static Command]) -> Self {
        let entries = commands
            .iter()
            .map(|command| (command.name, Rc::new(Entry::new(command))));
        Self {
            entries: entries.collect(),
            classes: RefCell::default(),
        }
    }
}

/// One call of a command.
pub struct Call<'a> {
    /// The Python that calls.
    pub vm: &'a VirtualMachine,
    /// The app.
    pub runtime: &'a Rc<App>,
    /// All commands.
    pub table: &'a Rc<Table>,
    /// Where it writes to.
    pub target: &'a Target,
    /// What the container is that it is called on.
    pub(crate) kind: &'a Rc<dyn ContainerKind>,
    /// The command.
    pub entry: &'a Entry,
    /// The arguments.
    pub arguments: Arguments,
}

impl Call<'_> {
    /// The form that this command writes into.
    pub(crate) fn form_id(&self) -> Option<String> {
        self.runtime.form_of(self.target)
    }

    /// The state of the container that this command is a method of.
    ///
    /// # Panics
    /// If it is a method of another class: the table makes each a method of its own class alone.
    pub(crate) fn container_state<K: ContainerKind>(&self) -> &K {
        let kind: &dyn Any = &**self.kind;
        kind.downcast_ref()
            .expect("a method is called on containers of its class")
    }

    /// What was given for a parameter.
    ///
    /// # Panics
    /// If the command has no such parameter: the names are constants beside the signature.
    pub fn given(&self, name: &str) -> Option<&PyObjectRef> {
        self.arguments.given[self.place(name)].as_ref()
    }

    /// What was given for a parameter, or its default.
    pub fn value(&self, name: &str) -> PyObjectRef {
        self.value_at(self.place(name))
    }

    /// What was given for the parameter at an index, or its default.
    pub(crate) fn value_at(&self, index: usize) -> PyObjectRef {
        match (
            &self.arguments.given[index],
            self.entry.signature.parameters[index].default,
        ) {
            (Some(value), _) => value.clone(),
            (None, Some(default)) => default.value(self.vm),
            (None, None) => self.vm.ctx.none(),
        }
    }

    fn place(&self, name: &str) -> usize {
        self.entry
            .signature
            .position(name)
            .expect("a command asks for parameters of its own signature")
    }
}
