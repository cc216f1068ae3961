//! What can be wrong with a widget: its key, its value, its options.

use super::problem::problems;

problems! {
    /// What can be wrong with a widget.
    WidgetError {
        /// Two widgets that nothing tells apart.
        SameElementTwice { command: &'static str = "button" }
        StreamlitDuplicateElementId by "st.button('Save')\nst.button('Save')"
        => "Two calls of `st.{command}` on this page have the same arguments, and nothing tells them apart. Give each a `key`.";

        /// A key used twice.
        KeyTaken { key: String = "save" }
        StreamlitDuplicateElementKey by "st.button('Save', key='save')\nst.checkbox('Save', key='save')"
        => "The key `{key}` is used twice on this page. Give each element a key of its own.";

        /// A value that would stand where the page has its own.
        BoundToEmbedding { key: String = "embed" }
        StreamlitAPIException by "st.checkbox('Embed', key='embed', bind='query-params')"
        => "The value of an element with the key `{key}` cannot stand in the address, where `{key}` says how the app is embedded. Choose another key.";

        /// A secret that would stand in the address.
        BoundPassword {}
        StreamlitIncompatibleParametersError by "st.text_input('Password', type='password', key='password', bind='query-params')"
        => "`bind='query-params'` would write what is typed into the address, where everybody can read it, and `type='password'` is there to hide it. Leave one of the two out.";

        /// What the address says, and the widget cannot hold; the console is told.
        UnfitAddress {
            key: String = "speed",
            given: String = "999",
            command: &'static str = "number_input",
        }
        notice by "# the browser's console, at st.number_input('Speed', 0, 300, key='speed', bind='query-params') under an address that ends in `?speed=999`"
        => "The address says `{key}={given}`, which `st.{command}` with this key cannot hold. It begins with its default.";

        /// A combination of keys that browsers have; the console is told.
        TakenShortcut { given: String = "Ctrl+T" }
        notice by "# the browser's console, at st.button('Open', shortcut='Ctrl+T')"
        => "The shortcut `{given}` belongs to most browsers or systems, and the page may never hear of it. Another one is safer.";

        /// A value that no script can set.
        ReadOnlyValue { key: String = "save" }
        StreamlitValueAssignmentNotAllowedError by "st.session_state.save = True\nst.button('Save', key='save')"
        => "`st.session_state['{key}']` was set by the script, but belongs to an element whose value only the reader sets. Keep your own value under another key.";

        /// A value set too late.
        SetTooLate { key: String = "name" }
        StreamlitWidgetAlreadyInstantiatedError by "st.text_input('Name', key='name')\nst.session_state.name = 'Ada'"
        => "`st.session_state['{key}']` is set below the widget with this key, which has its value for this run already. Set it above the widget, or in a callback.";

        /// A widget in a function that is remembered.
        InCachedFunction {}
        CachedWidgetWarning by "@st.cache_data\ndef ask():\n    st.button('Go')\n\nask()"
        => "A cached function draws a widget. The function does not run again as long as its result is remembered, so it would not notice what the reader does.\n\nDraw the widget outside of the function, and give it the value as an argument.";

        /// A word for a callback that this widget does not know.
        NoSuchMode {
            parameter: String = "on_click",
            word: String = "rerun",
        }
        StreamlitAPIException by "st.button('Go', on_click='rerun')"
        => "`{parameter}` cannot be `'{word}'` here. Give it a function, or leave it out.";

        /// A callback where only the form has one.
        CallbackInForm { command: &'static str = "checkbox" }
        StreamlitInvalidFormCallbackError by "with st.form('order'):\n    st.checkbox('Gift', on_change=print)"
        => "`st.{command}` stands in a form and cannot have a callback, since its value waits for the form. Give the callback to `st.form_submit_button`.";

        /// A default that is none of the options.
        DefaultNotAnOption { given: String = "'d'" }
        StreamlitDefaultNotInOptionsError by "st.multiselect('Letters', ['a', 'b'], default=['d'])"
        => "The default `{given}` is none of the `options`. Take defaults from the options.";

        /// Options that cannot be told apart.
        Incomparable { kind: String = "Odd" }
        StreamlitAPIException by "class Odd:\n    def __eq__(self, other):\n        raise ValueError\n\nst.selectbox('Odd', [Odd(), Odd()])"
        => "Options of the type `{kind}` cannot be compared by `==`. Offer texts or numbers, such as the positions in a list of yours.";

        /// Several defaults where one is chosen.
        SeveralDefaults { command: &'static str = "pills" }
        StreamlitAPIException by "st.pills('Letters', ['a', 'b'], default=['a', 'b'])"
        => "`st.{command}` has several values in `default`, but `selection_mode='single'` lets one be chosen. Give one, or take `selection_mode='multi'`.";

        /// A choice of several that must not be empty.
        RequiredWithMulti {}
        StreamlitIncompatibleParametersError by "st.pills('Letters', ['a', 'b'], required=True, selection_mode='multi')"
        => "`required=True` goes with `selection_mode='single'` alone, not with `'multi'`. Leave one of the two out.";

        /// No typing where typing adds options.
        UnfilteredNewOptions {}
        StreamlitIncompatibleParametersError by "st.selectbox('Letters', ['a'], accept_new_options=True, filter_mode=None)"
        => "`accept_new_options=True` needs a field to type in, which `filter_mode=None` takes away. Set `filter_mode` to 'fuzzy', 'contains' or 'prefix'.";

        /// More values than may be chosen.
        TooManyChosen {
            count: usize = 2_usize,
            most: u32 = 1_u32,
        }
        StreamlitSelectionCountExceedsMaxError by "st.multiselect('Letters', ['a', 'b'], default=['a', 'b'], max_selections=1)"
        => "{count} options are chosen, but `max_selections` allows {most}. Shorten `default`, or what the script has put into `st.session_state`.";

        /// Two options that look the same.
        SameLabels {}
        StreamlitAPIException by "st.menu_button('Menu', ['a', 'A'], format_func=str.upper)"
        => "Two options look the same after `format_func`, and a menu is told apart by its labels. Let each come out different.";

        /// A label that is no text.
        LabelNotText { kind: String = "int" }
        TypeError by "st.selectbox('SizeArg', [1, 2], format_func=abs)"
        => "`format_func` gave a value of the type `{kind}` for an option. Let it return a str.";

        /// A colour that is not in hexadecimal digits.
        BadColor { given: String = "'red'" }
        StreamlitAPIException by "st.color_picker('Colour', 'red')"
        => "`value` is `{given}`, which is no colour. Write `#` and three or six hexadecimal digits, as in `'#00ffaa'`.";

        /// A combination of no keys.
        EmptyShortcut {}
        StreamlitAPIException by "st.button('Go', shortcut='')"
        => "`shortcut` is empty. Name a key, as in `'K'` or `'Ctrl+K'`.";

        /// A combination of several keys.
        TwoKeysInShortcut { given: String = "A+B" }
        StreamlitAPIException by "st.button('Go', shortcut='A+B')"
        => "The shortcut `{given}` names more than one key. Besides Ctrl, Cmd, Alt and Shift it can have a single one.";

        /// A key that there is not.
        UnknownKey { given: String = "Ctrl+Foo" }
        StreamlitAPIException by "st.button('Go', shortcut='Ctrl+Foo')"
        => "The shortcut `{given}` names a key that is not known. Use a letter, a digit, F1 to F12, or a name such as Enter, Space, Tab, Escape or Up.";

        /// A key that the page has for itself.
        ReservedShortcut { given: String = "Ctrl+C" }
        StreamlitAPIException by "st.button('Go', shortcut='Ctrl+C')"
        => "The shortcut `{given}` uses C or R, which the page keeps for itself. Choose another key.";

        /// Modifiers alone.
        OnlyModifiers { given: String = "Ctrl" }
        StreamlitAPIException by "st.button('Go', shortcut='Ctrl')"
        => "The shortcut `{given}` lacks a key to press with it. Add one, as in `'Ctrl+K'`.";

        /// Bounds in the wrong order.
        MinAboveMax {
            min: String = "2",
            max: String = "1",
        }
        StreamlitInvalidMinMaxError by "st.number_input('Count', min_value=2, max_value=1)"
        => "`min_value` is {min} and above `max_value`, which is {max}. Swap them.";

        /// Bounds that leave one value.
        MinIsMax { both: String = "1" }
        StreamlitInvalidMinMaxError by "st.slider('Count', 1, 1)"
        => "`min_value` and `max_value` are both {both}, which leaves nothing to choose. Set them apart.";

        /// A value below its bounds.
        BelowMin {
            value: String = "0",
            min: String = "1",
        }
        StreamlitValueBelowMinError by "st.number_input('Count', value=0, min_value=1)"
        => "`value` is {value}, but `min_value` is {min}. Raise the one or lower the other.";

        /// A value above its bounds.
        AboveMax {
            value: String = "2",
            max: String = "1",
        }
        StreamlitValueAboveMaxError by "st.number_input('Count', value=2, max_value=1)"
        => "`value` is {value}, but `max_value` is {max}. Lower the one or raise the other.";

        /// A number that a browser does not hold.
        NumberTooLarge {
            parameter: String = "value",
            given: String = "9007199254740992",
            limit: &'static str = "2 ** 53 - 1",
        }
        StreamlitJSNumberBoundsError by "st.number_input('Count', value=2 ** 53)"
        => "`{parameter}` is {given}, which a browser cannot hold exactly. Stay between -({limit}) and {limit}.";

        /// No number.
        NotANumber {
            parameter: String = "value",
            given: String = "'x'",
        }
        StreamlitJSNumberBoundsError by "# a widget's number is replaced by something else"
        => "`{parameter}` is `{given}`, which is no number. Give an int or a float.";

        /// Numbers of two types.
        MixedNumbers { types: String = "`value` is of the type float, `step` is of the type int" }
        StreamlitMixedNumericTypesError by "st.number_input('Count', value=1.0, step=1)"
        => "The numbers are of two types: {types}. Make all of them int or all of them float.";

        /// Bounds, step and value that do not go together.
        MixedSlider {
            min: String = "int",
            max: String = "float",
            step: String = "int",
        }
        StreamlitInvalidParameterTypeError by "st.slider('Count', 0, 1.0, 0)"
        => "The types do not go together: {min} for `min_value`, {max} for `max_value`, {step} for `step`. Make them all numbers of one type, or all dates or times of one type.";

        /// A text where a slider has a number.
        NotConvertible { given: String = "'x'" }
        ValueError by "st.session_state.count = 'x'\nst.slider('Count', 0, 9, key='count')"
        => "The slider cannot stand at `{given}`, which is no number. Put an int or a float into `st.session_state`.";

        /// A number of characters that no field can have.
        MaxChars { given: String = "-1" }
        ValueError by "st.text_input('Name', max_chars=-1)"
        => "`max_chars` cannot be `{given}`. It takes None or an int from 0 on.";

        /// A format for numbers that shows something else.
        BadNumberFormat { format: String = "%q" }
        StreamlitInvalidNumberFormatError by "st.number_input('Count', format='%q')"
        => "`format` is `{format}`, which shows no number. Use one of `%d`, `%i`, `%u`, `%f`, `%e` or `%g`, with digits as in `%0.2f`.";

        /// A format for whole numbers in a field of others, or the other way round.
        UnfitNumberFormat {
            format: String = "%d",
            kind: &'static str = "float",
        }
        notice by "st.number_input('Count', value=1.5, format='%d')"
        => "The number field below holds a value of the type {kind}, which its format `{format}` does not suit. It is shown as {kind} all the same.";

        /// A value that is none of the options of a slider.
        NotAnOption { given: String = "'c'" }
        ValueError by "st.select_slider('Letters', ['a', 'b'], value='c')"
        => "`value` is `{given}`, which is none of the `options`. Take it from them.";

        /// A range of another number of ends than two.
        RangeOfTwo { count: usize = 3_usize }
        ValueError by "st.select_slider('Letters', ['a', 'b', 'c'], value=['a', 'b', 'c'])"
        => "`value` has {count} items. A range has two, its first and its last option.";

        /// A range with one end in the session state.
        ShortRange {}
        IndexError by "st.session_state.range = ('a',)\nst.select_slider('Letters', ['a', 'b'], value=['a', 'b'], key='range')"
        => "The value of this range in `st.session_state` has fewer than two items. Give its first and its last option.";

        /// A wrong number of pages.
        PageCount { given: String = "0" }
        StreamlitAPIException by "st.pagination(0)"
        => "`num_pages` cannot be `{given}`. It takes an int above 0.";

        /// A wrong number of pages to show.
        VisiblePages { given: String = "-1" }
        StreamlitAPIException by "st.pagination(5, max_visible_pages=-1)"
        => "`max_visible_pages` cannot be `{given}`. It takes None or an int from 0 on.";

        /// Data that a button cannot hand out.
        NoDownloadData { kind: String = "int" }
        StreamlitAPIException by "st.download_button('Save', 1)"
        => "`data` is of the type `{kind}`, which holds no bytes. Give a str, bytes, an open file, or a function that returns one of them.";

        /// A function that could not make its file.
        DownloadFailed { why: String = "division by zero" }
        StreamlitAPIException by "# a reader clicks st.download_button('Save', lambda: 1 / 0)"
        => "The function in `data` made no file, because it raised: {why}.";

        /// A function that made something else.
        DownloadOfOtherType { kind: String = "int" }
        StreamlitAPIException by "# a reader clicks st.download_button('Save', lambda: 1)"
        => "The function in `data` returned a value of the type `{kind}`, which holds no bytes. Return a str, bytes or an open file.";

        /// The name of a file with a character that ends it.
        NulInFileName {}
        StreamlitAPIException by "# a reader uploads a file whose name has a NUL character"
        => "The name of the uploaded file has a NUL character in it. Rename the file.";

        /// A file of another type.
        FileType {
            ending: String = ".exe",
            allowed: String = "'.png' or '.jpg'",
        }
        StreamlitAPIException by "# a reader hands a.exe to st.file_uploader('Picture', type=['png', 'jpg'])"
        => "Files that end in `{ending}` are not taken here. Choose one that ends in {allowed}.";

        /// A file that cannot be read any more.
        UploadUnreadable { why: String = "the file has changed" }
        OSError by "# a reader changes a file on disk after handing it over"
        => "The uploaded file cannot be read: {why}.";
    }
}
