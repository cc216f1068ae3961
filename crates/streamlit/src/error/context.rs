//! What can be wrong with what surrounds a script: secrets, options, the user, components.

use super::problem::problems;

problems! {
    /// What can be wrong with what surrounds a script.
    ContextError {
        /// A secret that there is not.
        NoSecret { key: String = "token" }
        KeyError by "# st.secrets['token'], where `secrets.toml` has no such line"
        => "st.secrets has no key '{key}'. Add it to `.streamlit/secrets.toml` of the app.";

        /// A secret that there is not, as an attribute.
        NoSecretAttribute { key: String = "token" }
        AttributeError by "st.secrets.token"
        => "st.secrets has no attribute '{key}'. Add it to `.streamlit/secrets.toml` of the app.";

        /// No secrets at all.
        NoSecrets { path: String = "/app/.streamlit/secrets.toml" }
        StreamlitSecretNotFoundError by "# st.secrets['token'] in an app without secrets"
        => "The app has no secrets: there is no file `{path}`. Add one with a line for each.";

        /// Secrets that are no TOML.
        BrokenSecrets {
            path: String = "/app/.streamlit/secrets.toml",
            why: String = "Expected '=' after a key in a key/value pair (at line 1, column 3)",
        }
        StreamlitSecretNotFoundError by "# st.secrets['token'], where `secrets.toml` is no TOML"
        => "The secrets in `{path}` are no TOML: {why}.";

        /// Secrets that a script would set.
        SecretsAreFixed { key: String = "token" }
        TypeError by "# st.secrets['database']['token'] = 1"
        => "The secret '{key}' cannot be set by a script. Write it into `.streamlit/secrets.toml` of the app.";

        /// A user that a script would change.
        UserIsFixed { key: String = "email" }
        StreamlitAPIException by "st.user.email = 'ada@example.org'"
        => "`st.user` cannot be changed, and so '{key}' cannot be set. Keep your own values in `st.session_state`.";

        /// Something that is not known of the user.
        NoUserAttribute { key: String = "name" }
        AttributeError by "st.user.name"
        => "st.user has no attribute '{key}'. Nobody can log in without a server; it has `email` and `is_logged_in`.";

        /// Something that is not known of the theme.
        NoThemeAttribute { key: String = "colour" }
        AttributeError by "st.context.theme.colour"
        => "st.context.theme has no attribute '{key}'. It has `type`.";

        /// Something that is not known of the browser.
        NoContextKey {
            key: String = "device",
            known: String = "cookies, headers, ip_address, is_embedded, locale, theme, timezone, timezone_offset, url",
        }
        KeyError by "st.context['device']"
        => "st.context has no key '{key}'. It has: {known}.";

        /// A name that the module does not have.
        NoSuchName {
            module: String = "streamlit",
            name: String = "magic_wand",
        }
        AttributeError by "st.magic_wand"
        => "module '{module}' has no attribute '{name}'.";

        /// An option that there is not, asked for.
        NoOption { key: String = "server.taste" }
        RuntimeError by "st.get_option('server.taste')"
        => "There is no option `{key}`.";

        /// An option that there is not, to be set.
        NoOptionToSet { key: String = "server.taste" }
        StreamlitAPIException by "st.set_option('server.taste', 1)"
        => "There is no option `{key}` to set.";

        /// An option that the app is built with.
        FixedOption { key: String = "server.port" }
        StreamlitAPIException by "st.set_option('server.port', 1)"
        => "The option `{key}` cannot be set by a script. Write it into `.streamlit/config.toml` of the app.";

        /// A login.
        NoLogin {}
        StreamlitAuthError by "st.login()"
        => "`st.login()` is not available in Brooklet: a page without a server cannot keep the secret that a login needs. Let the host of the page ask for the login, or show the app to everyone.";

        /// A kind of connection that there is not.
        NoConnectionKind { kind: String = "mongo" }
        StreamlitAPIException by "st.connection('notes', type='mongo')"
        => "There is no type of connection '{kind}'. It is 'sql', a class derived from `BaseConnection`, or the full name of one.";

        /// A connection that is none.
        NotAConnection { class: String = "<class 'int'>" }
        StreamlitAPIException by "st.connection('notes', type=int)"
        => "{class} is no type of connection. Derive it from `st.connections.BaseConnection`.";

        /// A connection for nobody.
        ConnectionScope {
            class: String = "Notes",
            scope: String = "'page'",
        }
        StreamlitValueError by "# a class of connections whose `scope()` returns 'page'"
        => "The class `{class}` of connections has the scope {scope}. Return 'global' or 'session'.";

        /// A database of which nothing is said.
        NoConnectionSettings { name: String = "notes" }
        StreamlitAPIException by "# st.connection('notes', type='sql')"
        => "Nothing says where the database of the connection '{name}' is. Give `url='sqlite:///notes.db'`, or write it into `.streamlit/secrets.toml` under `[connections.{name}]`.";

        /// A database that a tab cannot reach.
        UnreachableServer {
            name: String = "notes",
            kind: String = "snowflake",
        }
        StreamlitAPIException by "st.connection('notes', type='snowflake')"
        => "The connection '{name}' is to {kind}, which is reached by a socket, and a browser tab has none. Keep the data in a file of SQLite (`url='sqlite:///notes.db'`), or ask a web API before the database with `requests`.";

        /// Something that pandas would do with the rows of a query.
        QueryOption { name: String = "parse_dates" }
        StreamlitAPIException by "# st.connection('sql').query('select 1', parse_dates=['day'])"
        => "`query` has no `{name}`, which is for pandas to do. Convert the values in SQL or in the rows that it returns.";

        /// Something that a table of pandas has.
        NoFrameMethod { name: String = "groupby" }
        AttributeError by "# st.connection('sql').query('select 1').groupby"
        => "The table of a query has neither a column nor a method '{name}': it is not that of pandas. `.to_dict('records')` gives its rows, and SQL can group, sort and join.";

        /// A component of nothing.
        ComponentOfNothing {}
        StreamlitAPIException by "import streamlit.components.v1\nst.components.v1.declare_component('dial')"
        => "A component needs `path`, the folder of its page, or `url`, its address. Give one of them.";

        /// A component whose folder is not there.
        NoComponentFolder { folder: String = "/app/dial" }
        StreamlitAPIException by "import streamlit.components.v1\nst.components.v1.declare_component('dial', path='/app/dial')"
        => "The folder `{folder}` of the component is not there.";

        /// A component whose folder has no page.
        NoComponentPage { folder: String = "/app/dial" }
        StreamlitAPIException by "# a component whose folder is empty"
        => "The folder `{folder}` of the component has no `index.html`, which is its page.";

        /// An argument without a name.
        UnnamedArgument { given: String = "1" }
        MarshallComponentException by "import streamlit.components.v1\nst.components.v1.declare_component('dial', url='https://example.org')(1)"
        => "The component is given `{given}` without a name. Write `name={given}`.";

        /// Arguments that JSON does not have.
        ArgumentsNotJson { why: String = "Object of type set is not JSON serializable" }
        MarshallComponentException by "import streamlit.components.v1\nst.components.v1.declare_component('dial', url='https://example.org')(marks={1})"
        => "The arguments of the component cannot be written as JSON: {why}.";

        /// A text of a component that is none.
        ComponentText {
            parameter: String = "css",
            given: String = "int",
        }
        StreamlitInvalidParameterTypeError by "import streamlit.components.v2\nst.components.v2.component('dial', css=1)"
        => "`{parameter}` cannot be of the type `{given}`. It takes a str or None.";

        /// Files of a component that is no package.
        ComponentFile {
            name: String = "dial",
            parameter: String = "css",
            given: String = "dial.css",
        }
        StreamlitAPIException by "import streamlit.components.v2\nst.components.v2.component('dial', css='dial.css')"
        => "`{parameter}` of the component '{name}' is the path `{given}`, and a component of the app has no files. Give the text itself.";

        /// A callback for nothing.
        CallbackName { parameter: String = "on__change" }
        BidiComponentInvalidCallbackNameError by "import streamlit.components.v2\nst.components.v2.component('dial')(on__change=print)"
        => "The callback `{parameter}` names no event. Put the name between `on_` and `_change`, as in `on_turn_change`.";

        /// A default for something that the component does not keep.
        DefaultKey {
            key: String = "angle",
            known: String = "none",
        }
        BidiComponentInvalidDefaultKeyError by "import streamlit.components.v2\nst.components.v2.component('dial')(default={'angle': 1})"
        => "`default` has a value for `{key}`, which has no callback `on_{key}_change`. Those with one: {known}.";

        /// Data that JSON does not have.
        DataNotJson { why: String = "Object of type set is not JSON serializable" }
        BidiComponentUnserializableDataError by "import streamlit.components.v2\nst.components.v2.component('dial')(data={1})"
        => "`data` cannot be written as JSON: {why}.";

        /// A message that has no such part.
        NoMessagePart {
            key: String = "files",
            parameter: String = "accept_file",
        }
        AttributeError by "# st.chat_input().files"
        => "A chat message has `{key}` where `st.chat_input` is given `{parameter}`.";

        /// A message that has no such key.
        NoMessageKey { key: String = "picture" }
        KeyError by "# a message of st.chat_input(accept_file=True), asked for ['picture']"
        => "A chat message has no key '{key}'.";
    }
}

impl ContextError {
    /// The problem of this name, which a source in Python raises with these facts.
    ///
    /// # Panics
    /// If there is none: the names are constants of this crate.
    pub(crate) fn of_python(name: &str, facts: Vec<String>) -> Self {
        let mut facts = facts.into_iter();
        let mut fact = || facts.next().unwrap_or_default();
        match name {
            "NoSecret" => Self::NoSecret { key: fact() },
            "NoSecretAttribute" => Self::NoSecretAttribute { key: fact() },
            "NoSecrets" => Self::NoSecrets { path: fact() },
            "BrokenSecrets" => Self::BrokenSecrets {
                path: fact(),
                why: fact(),
            },
            "SecretsAreFixed" => Self::SecretsAreFixed { key: fact() },
            "UserIsFixed" => Self::UserIsFixed { key: fact() },
            "NoUserAttribute" => Self::NoUserAttribute { key: fact() },
            "NoThemeAttribute" => Self::NoThemeAttribute { key: fact() },
            "NoContextKey" => Self::NoContextKey {
                key: fact(),
                known: fact(),
            },
            "ComponentOfNothing" => Self::ComponentOfNothing {},
            "NoComponentFolder" => Self::NoComponentFolder { folder: fact() },
            "NoComponentPage" => Self::NoComponentPage { folder: fact() },
            "UnnamedArgument" => Self::UnnamedArgument { given: fact() },
            "ArgumentsNotJson" => Self::ArgumentsNotJson { why: fact() },
            "ComponentText" => Self::ComponentText {
                parameter: fact(),
                given: fact(),
            },
            "ComponentFile" => Self::ComponentFile {
                name: fact(),
                parameter: fact(),
                given: fact(),
            },
            "CallbackName" => Self::CallbackName { parameter: fact() },
            "DefaultKey" => Self::DefaultKey {
                key: fact(),
                known: fact(),
            },
            "DataNotJson" => Self::DataNotJson { why: fact() },
            "NoMessagePart" => Self::NoMessagePart {
                key: fact(),
                parameter: fact(),
            },
            "NoConnectionKind" => Self::NoConnectionKind { kind: fact() },
            "NotAConnection" => Self::NotAConnection { class: fact() },
            "ConnectionScope" => Self::ConnectionScope {
                class: fact(),
                scope: fact(),
            },
            "NoConnectionSettings" => Self::NoConnectionSettings { name: fact() },
            "UnreachableServer" => Self::UnreachableServer {
                name: fact(),
                kind: fact(),
            },
            "QueryOption" => Self::QueryOption { name: fact() },
            "NoFrameMethod" => Self::NoFrameMethod { name: fact() },
            "NoMessageKey" => Self::NoMessageKey { key: fact() },
            _ => unreachable!("the sources in Python name problems of this list"),
        }
    }
}
