//! What can be wrong with runs, fragments, the session state and the query parameters.

use super::problem::problems;

problems! {
    /// What can be wrong with runs and what lives between them.
    FlowError {
        /// A fragment called as a scope is.
        ReservedFragmentKey { key: String = "app" }
        StreamlitAPIException by "@st.fragment(key='app')\ndef part():\n    pass"
        => "A fragment cannot have the key `{key}`, which is a scope of `st.rerun`. Choose another.";

        /// A fragment run again in the middle of a run.
        FragmentOutsideCallback { key: String = "part" }
        StreamlitAPIException by "st.rerun(scope='part')"
        => "`st.rerun` is asked for the fragment `{key}` in the middle of a run, which would break the run off. Ask for it in a callback, or use `scope='app'` or `scope='fragment'`.";

        /// A fragment that there is not.
        UnknownFragment { key: String = "part" }
        StreamlitAPIException by "# a callback says st.rerun(scope='part'), and no fragment is called so"
        => "No fragment with the key `{key}` has been drawn. Give the key that stands in `@st.fragment(key=…)`.";

        /// The running fragment, where none runs by itself.
        NoFragmentRuns {}
        StreamlitInvalidLayoutContextError by "st.rerun(scope='fragment')"
        => "`scope='fragment'` is asked for while the whole script runs. It can be used when a fragment runs again by itself.";

        /// Something written outside by a fragment that had not done so before.
        OutsideFragment {}
        StreamlitInvalidLayoutContextError by "# a fragment that runs again writes to a container outside of it for the first time"
        => "A fragment runs by itself and writes to a container outside of it, where nothing was reserved for it when the whole script ran.\n\nWrite to the container in each run of the fragment, if only `outside.empty()`, or make the container in the fragment.";

        /// A key that is not in the session state.
        NoSuchKey { key: String = "count" }
        KeyError by "st.session_state['count']"
        => "st.session_state has no key '{key}'. Set it before it is read: `st.session_state.setdefault('{key}', …)`.";

        /// An attribute that is not in the session state.
        NoSuchAttribute { key: String = "count" }
        AttributeError by "st.session_state.count"
        => "st.session_state has no attribute '{key}'. Set it before it is read: `st.session_state.setdefault('{key}', …)`.";

        /// A value that pickle does not take.
        Unpicklable {
            key: String = "tick",
            kind: String = "<class 'function'>",
        }
        UnserializableSessionStateError by "# st.session_state.tick = lambda: 1, with runner.enforceSerializableSessionState"
        => "`st.session_state['{key}']` holds a value of the type `{kind}`, which `pickle` cannot write. The option `runner.enforceSerializableSessionState` asks for values that it can.";

        /// A dictionary as a query parameter.
        QueryOfDict { key: String = "filter" }
        StreamlitQueryParamDictValueError by "st.query_params.filter = {'a': 1}"
        => "The query parameter `{key}` cannot be a dictionary. Give it a text or a list of texts.";

        /// A query parameter that is the page's own.
        QueryOfEmbedding { key: String = "embed" }
        StreamlitAPIException by "st.query_params.embed = 'true'"
        => "The query parameter `{key}` says how the app is embedded, and a script cannot set it.";

        /// A query parameter that a widget writes.
        QueryOfWidget { key: String = "speed" }
        StreamlitAPIException by "st.number_input('Speed', key='speed', bind='query-params')\nst.query_params.speed = 3"
        => "The query parameter `{key}` belongs to the element with this key, which writes its value there. Set `st.session_state['{key}']` instead.";

        /// Query parameters that are no pairs.
        QueryPair {
            index: usize = 0_usize,
            count: usize = 1_usize,
        }
        ValueError by "st.query_params.from_dict([('a',)])"
        => "Item {index} of the query parameters has {count} parts. Each has two, a name and a value.";

        /// A query parameter that there is not.
        NoSuchParameter { key: String = "page" }
        KeyError by "st.query_params['page']"
        => "st.query_params has no key '{key}'. Ask with `st.query_params.get('{key}')` where it may be missing.";

        /// A query parameter that there is not, as an attribute.
        NoSuchParameterAttribute { key: String = "page" }
        AttributeError by "st.query_params.page"
        => "st.query_params has no attribute '{key}'. Ask with `st.query_params.get('{key}')` where it may be missing.";
    }
}
