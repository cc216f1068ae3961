//! `st.cache_data` and `st.cache_resource`: functions whose results are remembered.

mod arguments;
mod cached;
mod content;
pub(crate) mod decorator;
pub(crate) mod function;
mod function_key;
mod hashing;
mod results;
mod waiting;
