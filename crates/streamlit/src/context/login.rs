//! `st.login` and `st.logout`.

use crate::command::{Command, Place};

/// `st.login`.
pub(crate) const LOGIN: Command = Command {
    name: "login",
    place: Place::Module,
    signature: "provider=None",
    doc: "Initiate the login flow for the given provider.",
    run: |call| {
        let text = "`st.login()` is not available in Brooklet: a page without a server cannot keep the secret that a login needs. Let the host of the page ask for the login, or show the app to everyone.";
        Err(call.error("StreamlitAuthError", text))
    },
};

/// `st.logout`. Nobody is logged in, so there is nothing to do.
pub(crate) const LOGOUT: Command = Command {
    name: "logout",
    place: Place::Module,
    signature: "",
    doc: "Logout the current user.",
    run: |call| Ok(call.vm.ctx.none()),
};
