//! `st.login` and `st.logout`.

use crate::call::parameters::Parameters;
use crate::command::{Command, Place};
use crate::error::ContextError;

/// `st.login`.
pub(crate) const LOGIN: Command = Command {
    name: "login",
    place: Place::Module,
    signature: Parameters::undocumented("provider=None"),
    doc: "Refuse to log in. A page without a server cannot keep the secret that a login needs.",
    run: |call| Err(call.error(ContextError::NoLogin {})),
};

/// `st.logout`. Nobody is logged in, so there is nothing to do.
pub(crate) const LOGOUT: Command = Command {
    name: "logout",
    place: Place::Module,
    signature: Parameters::undocumented(""),
    doc: "Do nothing: nobody is logged in to a page without a server.",
    run: |call| Ok(call.vm.ctx.none()),
};
