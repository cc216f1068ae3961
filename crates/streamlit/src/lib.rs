//! Every public name of Streamlit that a script can say.
