//! `st.experimental_get_query_params` and `st.experimental_set_query_params`, which came before
//! `st.query_params`.

use brooklet_python::vm::{PyObjectRef, PyResult};
use brooklet_session::query;

use crate::call::args::arguments;
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::query_params::enter;

/// `st.experimental_get_query_params`.
pub(crate) const GET: Command = Command {
    name: "experimental_get_query_params",
    place: Place::Module,
    signature: Parameters::NONE,
    doc: "Return the query parameters of the address, each with the list of its values.",
    run: get,
};

arguments! {
    /// The arguments of `st.experimental_set_query_params`.
    pub(crate) struct SetArgs {
        **
        /// The parameters: each a value, or a list of values.
        query_params,
    }
}

/// `st.experimental_set_query_params`.
pub(crate) const SET: Command = Command {
    name: "experimental_set_query_params",
    place: Place::Module,
    signature: SetArgs::SIGNATURE,
    doc: "Replace the query parameters of the address.",
    run: |call| set(call, SetArgs::read(call)?.query_params),
};

fn get(call: &Call) -> PyResult {
    let dict = call.vm.ctx.new_dict();
    for (key, parameter) in &*call.runtime.session().query.borrow() {
        if query::is_of_embedding(key) {
            continue;
        }
        let values = parameter.all().iter();
        let values = values.map(|value| call.vm.ctx.new_str(value.as_str()).into());
        let values = call.vm.ctx.new_list(values.collect());
        dict.set_item(key.as_str(), values.into(), call.vm)?;
    }
    Ok(dict.into())
}

fn set(call: &Call, given: Vec<(String, PyObjectRef)>) -> PyResult {
    let mut parameters = call.runtime.embedding();
    for (key, value) in given {
        enter(call.runtime, &mut parameters, &key, value, call.vm)?;
    }
    call.runtime.change_query(parameters);
    Ok(call.vm.ctx.none())
}
