//! `add_rows` of a table or a chart that was drawn before: it is drawn anew with more rows, at its place.

use brooklet_python::frozen;
use brooklet_python::vm::function::{FuncArgs, KwArgs};
use brooklet_python::vm::{PyObjectRef, PyResult};

use super::shape::{Table, table_of};
use crate::call::args::arguments;
use crate::command::{Call, Command, Place};
use crate::container::DeltaGenerator;
use crate::error::DataError;
use crate::kernel::python_source::PythonSource;
use crate::kernel::run::Growing;
use crate::target::Target;

const PYTHON: PythonSource = PythonSource {
    module: "streamlit.add_rows",
    code: frozen!("data/add_rows"),
};

arguments! {
    /// The arguments of `add_rows`.
    pub(crate) struct AddRows {
        /// The rows: anything that `st.dataframe` shows, with the columns of what was drawn.
        data: Option<PyObjectRef> = None,
        **
        /// The rows by the name of the data of the chart, in place of `data`.
        kwargs,
    }
}

/// `add_rows` of what a command has drawn.
pub(crate) const ADD_ROWS: Command = Command {
    name: "DeltaGenerator.add_rows",
    place: Place::Method,
    signature: AddRows::SIGNATURE,
    doc: "Add rows to a table or a chart that was drawn before.",
    run: |call| add_rows(call, AddRows::read(call)?),
};

/// Draws by a command whose first argument are data, and notes what it has drawn, so that rows can be
/// added to it.
pub(crate) fn growing(call: &Call, draw: fn(&Call) -> PyResult) -> PyResult {
    let drawn = draw(call)?;
    if let Some(place) = drawn.downcast_ref::<DeltaGenerator>()
        && let Target::Slot(path) = place.target()
    {
        let parameters = call.entry.signature.parameters.iter();
        let given = parameters.zip(&call.arguments.given).skip(1);
        let growing = Growing {
            command: call.entry.command.name,
            data: call.arguments.given.first().cloned().flatten(),
            others: given
                .filter_map(|(parameter, given)| Some((parameter.name.to_owned(), given.clone()?)))
                .collect(),
        };
        call.runtime
            .session()
            .run
            .growing
            .borrow_mut()
            .insert(path.clone(), growing);
    }
    Ok(drawn)
}

fn add_rows(call: &Call, args: AddRows) -> PyResult {
    let vm = call.vm;
    let by_name = args.kwargs.into_iter().next();
    let given = args.data.or_else(|| by_name.map(|(_, data)| data));
    let growing = match call.target {
        Target::Slot(path) => {
            let session = call.runtime.session();
            let growing = session.run.growing.borrow();
            growing.get(path).cloned()
        }
        _ => None,
    };
    let Some(growing) = growing else {
        return Err(call.error(DataError::NothingToGrow {}));
    };
    let Some(given) = given else {
        return Ok(vm.ctx.none());
    };
    let entry = call
        .table
        .entries
        .get(growing.command)
        .expect("a command that has drawn is in the table")
        .clone();
    let before = table_of(call, &growing.data.unwrap_or_else(|| vm.ctx.none()))?;
    let more = table_of(call, &given)?;
    let args = FuncArgs::from(vec![parts(call, &before), parts(call, &more)]);
    let joined = call.runtime.call_python(PYTHON, "joined", args, vm)?;
    let args = FuncArgs::new(vec![joined], growing.others.into_iter().collect::<KwArgs>());
    entry.call(call.runtime, call.table, call.target, call.kind, args, vm)
}

/// A table in the terms of `add_rows.py`: names, columns, index.
fn parts(call: &Call, table: &Table) -> PyObjectRef {
    let vm = call.vm;
    let list = |items: Vec<PyObjectRef>| -> PyObjectRef { vm.ctx.new_list(items).into() };
    let names = table.names.iter().map(|name| {
        let labels = name.iter().map(|label| match label {
            brooklet_frame::Label::Int(number) => vm.ctx.new_int(*number).into(),
            brooklet_frame::Label::Text(text) => vm.ctx.new_str(text.as_str()).into(),
        });
        let mut labels: Vec<PyObjectRef> = labels.collect();
        match labels.pop() {
            Some(only) if labels.is_empty() => only,
            last => {
                labels.extend(last);
                vm.ctx.new_tuple(labels).into()
            }
        }
    });
    let columns = table.columns.iter().map(|values| list(values.clone()));
    let index = table.index.iter().map(|values| list(values.clone()));
    vm.ctx
        .new_tuple(vec![
            list(names.collect()),
            list(columns.collect()),
            list(index.collect()),
            vm.ctx.new_int(table.rows).into(),
        ])
        .into()
}
