//! `st.login` and `st.logout`.

use brooklet_python::vm::PyObjectRef;

use crate::call::args::arguments;
use crate::call::parameters::Parameters;
use crate::command::{Command, Place};
use crate::error::ContextError;

arguments! {
    /// The arguments of `st.login`.
    pub(crate) struct Login {
        /// The name of a provider of logins; none can be used here.
        provider: PyObjectRef = None,
    }
}

/// `st.login`.
pub(crate) const LOGIN: Command = Command {
    name: "login",
    place: Place::Module,
    signature: Login::SIGNATURE,
    doc: "Refuse to log in. A page without a server cannot keep the secret that a login needs.",
    run: |call| {
        Login::read(call)?;
        Err(call.error(ContextError::NoLogin {}))
    },
};

/// `st.logout`. Nobody is logged in, so there is nothing to do.
pub(crate) const LOGOUT: Command = Command {
    name: "logout",
    place: Place::Module,
    signature: Parameters::NONE,
    doc: "Do nothing: nobody is logged in to a page without a server.",
    run: |call| Ok(call.vm.ctx.none()),
};
