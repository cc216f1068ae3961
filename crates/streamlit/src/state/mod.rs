//! `st.session_state` and `st.query_params`.

mod handover;
pub(crate) mod mapping;
pub(crate) mod query_params;
pub(crate) mod session_state;
pub(crate) mod snapshot;
