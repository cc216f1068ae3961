//! What can be wrong with an argument, whichever command it is of.

use super::problem::problems;

problems! {
    /// What can be wrong with an argument.
    ArgumentError {
        /// A value that the parameter does not take.
        InvalidValue {
            parameter: String = "duration",
            given: String = "'forever'",
            allowed: String = "'short', 'long', 'infinite' or a number of seconds above 0",
        }
        StreamlitValueError by "st.toast('Saved', duration='forever')"
        => "`{parameter}` cannot be `{given}`. It takes {allowed}.";

        /// A value of another type.
        InvalidType {
            parameter: String = "spec",
            given: String = "dict",
            expected: String = "an int or a list of numbers",
        }
        StreamlitInvalidParameterTypeError by "st.columns({})"
        => "`{parameter}` cannot be of the type `{given}`. It takes {expected}.";

        /// A value of another type, where Python itself would refuse it.
        WrongType {
            parameter: String = "max_entries",
            given: String = "str",
            expected: String = "an int or None",
        }
        TypeError by "st.cache_data(max_entries='many')"
        => "`{parameter}` cannot be of the type `{given}`. It takes {expected}.";

        /// A number outside of a range.
        OutOfRange {
            parameter: String = "value",
            given: String = "101",
            least: String = "0",
            most: String = "100",
        }
        StreamlitValueOutOfRangeError by "st.progress(101)"
        => "`{parameter}` is `{given}`, outside of its range from {least} to {most}.";

        /// A width that there is not.
        InvalidWidth {
            given: String = "'wide'",
            allowed: String = "'stretch' or a number of pixels above 0",
        }
        StreamlitInvalidWidthError by "st.info('Hello', width='wide')"
        => "`width` cannot be `{given}`. It takes {allowed}.";

        /// A height that there is not.
        InvalidHeight {
            given: String = "-1",
            allowed: String = "'stretch', 'content' or a number of pixels above 0",
        }
        StreamlitInvalidHeightError by "st.container(height=-1)"
        => "`height` cannot be `{given}`. It takes {allowed}.";

        /// An argument that has to be there.
        Missing {
            parameter: String = "options",
            wanted: String = "at least one option",
        }
        StreamlitMissingRequiredParameterError by "st.select_slider('SizeArg', [])"
        => "`{parameter}` is missing. Give {wanted}.";

        /// An argument that does nothing in a tab.
        NotHere {
            command: &'static str = "text_input",
            parameter: String = "live",
        }
        StreamlitAPIException by "st.text_input('Name', live=True)"
        => "`{parameter}` of `st.{command}` is not available in Brooklet yet. Leave it out to run this app here.";

        /// A key that looks like one of ours.
        ReservedKey { key: String = "$$ID-1" }
        StreamlitAPIException by "st.session_state['$$ID-1'] = 1"
        => "The key `{key}` begins with `$$ID`, which is kept for elements without a key. Choose another beginning.";

        /// A symbol that is not written as one.
        BadSymbol { given: String = ":material/:" }
        StreamlitAPIException by "st.info('Hello', icon=':material/:')"
        => "`{given}` names no Material symbol. Write its name between `:material/` and `:`, as in `:material/thumb_up:`.";

        /// The short name of an emoji.
        IconShortcode { given: String = ":fire:" }
        StreamlitAPIException by "st.info('Hello', icon=':fire:')"
        => "`{given}` is the short name of an emoji, which an icon cannot be. Use the emoji itself, or a symbol such as `:material/thumb_up:`.";

        /// The address of a picture.
        IconAddress { given: String = "https://example.org/a.png" }
        StreamlitAPIException by "st.info('Hello', icon='https://example.org/a.png')"
        => "The icon `{given}` is an address, and icons cannot be pictures. Use one emoji, or a symbol such as `:material/thumb_up:`.";

        /// Any other text.
        BadIcon { given: String = "fire" }
        StreamlitAPIException by "st.info('Hello', icon='fire')"
        => "`{given}` is no icon. Use one emoji, or a symbol such as `:material/thumb_up:`.";

        /// A text that is no span of time.
        BadTimeSpan {
            parameter: &'static str = "ttl",
            given: String = "'soon'",
        }
        StreamlitBadTimeStringError by "st.cache_data(ttl='soon')"
        => "`{parameter}` is `{given}`, which is no span of time. Write it as `'1d2h34m'` or `'2 days'`, or as a number of seconds.";

        /// An address that a link cannot have.
        BadAddress {
            given: String = "example.org",
            allowed: &'static str = "`http://` or `https://`",
        }
        StreamlitInvalidURLError by "st.logo('🎈', link='example.org')"
        => "The link `{given}` leads nowhere. Let it begin with {allowed}.";

        /// More arguments than parameters.
        TooMany {
            function: String = "EmptyMixin.empty",
            takes: String = "1 positional argument",
            given: String = "2 were",
        }
        TypeError by "st.empty(1)"
        => "{function}() takes {takes} but {given} given.";

        /// A name that is no parameter.
        UnknownName {
            function: String = "TextMixin.text",
            name: String = "colour",
        }
        TypeError by "st.text('Hello', colour='red')"
        => "{function}() has no parameter '{name}'.";

        /// A parameter given by position and by name.
        GivenTwice {
            function: String = "TextMixin.text",
            name: String = "body",
        }
        TypeError by "st.text('Hello', body='again')"
        => "{function}() is given its argument '{name}' twice.";

        /// Parameters that have no default.
        NotGiven {
            function: String = "TextMixin.text",
            names: String = "'body'",
        }
        TypeError by "st.text()"
        => "{function}() is missing what it cannot do without: {names}.";
    }
}

impl ArgumentError {
    /// The problem of this name that a source in Python raises with these facts, if it is one with
    /// an argument.
    pub(super) fn of_python(name: &str, facts: &[String]) -> Option<Self> {
        match (name, facts) {
            ("InvalidType", [parameter, expected, given]) => Some(Self::InvalidType {
                parameter: parameter.clone(),
                expected: expected.clone(),
                given: given.clone(),
            }),
            _ => None,
        }
    }
}

/// Words as a sentence lists them: `'a', 'b' or 'c'`.
pub(crate) fn either(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// The same, of texts that a script writes in quotes.
pub(crate) fn either_text<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let quoted = words.into_iter().map(|word| format!("'{word}'"));
    either(&quoted.collect::<Vec<String>>())
}
