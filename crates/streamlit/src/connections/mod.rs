//! What an app asks for data: `st.connection` and `streamlit.connections`.

pub(crate) mod connection;
