//! What can be wrong with containers, forms and dialogs, and with what stands in them.

use super::problem::problems;

problems! {
    /// What can be wrong with containers.
    LayoutError {
        /// Columns that cannot be.
        ColumnSpec { given: String = "0" }
        StreamlitInvalidColumnSpecError by "st.columns(0)"
        => "`spec` cannot be `{given}`. It takes the number of columns, or a list with the share of each; all have to be above 0.";

        /// A vertical container in one line.
        WrapNeedsHorizontal {}
        StreamlitIncompatibleParametersError by "st.container(wrap=False)"
        => "`wrap=False` keeps a row in one line, but this container is no row. Add `horizontal=True`, or leave `wrap` out.";

        /// A grid in one line without a number of columns.
        WrapNeedsColumns {}
        StreamlitIncompatibleParametersError by "st.grid('auto', wrap=False)"
        => "`wrap=False` needs to know how many columns the grid has, and `columns='auto'` does not say. Give a number, as in `st.grid(3, wrap=False)`.";

        /// Gaps that are no pair.
        GapPair { count: usize = 3_usize }
        StreamlitValueError by "st.grid(2, gap=(1, 2, 3))"
        => "`gap` has {count} items. It takes one gap, or a pair of the gap between rows and that between columns.";

        /// A dialog in a dialog.
        NestedDialog {}
        StreamlitInvalidLayoutContextError by "@st.dialog('Inner')\ndef inner():\n    pass\n\n@st.dialog('Outer')\ndef outer():\n    inner()\n\nouter()"
        => "A dialog is opened inside another dialog. Close the first one by `st.rerun()`, and open the other in the next run.";

        /// Two dialogs at once.
        SecondDialog {}
        StreamlitInvalidLayoutContextError by "@st.dialog('Hello')\ndef hello():\n    pass\n\nhello()\nhello()"
        => "This run has opened a dialog already, and a page shows one at a time. Call the functions of dialogs from different runs, such as under a button each.";

        /// A form in a form.
        NestedForm {}
        StreamlitInvalidLayoutContextError by "with st.form('outer'):\n    st.form('inner')"
        => "A form is made inside another form. Put them beside each other.";

        /// A submit button without a form.
        SubmitOutsideForm {}
        StreamlitInvalidLayoutContextError by "st.form_submit_button('Send')"
        => "`st.form_submit_button` stands outside of any form. Put it into a `with st.form(…)`.";

        /// A button in a form.
        ButtonInForm { command: &'static str = "button" }
        StreamlitInvalidLayoutContextError by "with st.form('order'):\n    st.button('Send')"
        => "`st.{command}` cannot stand in a form. Use `st.form_submit_button`, which sends it.";

        /// Something else in a form.
        NotInForm { command: &'static str = "chat_input" }
        StreamlitInvalidLayoutContextError by "with st.form('order'):\n    st.chat_input()"
        => "`st.{command}` cannot stand in a form. Move it out of the form.";

        /// The strip at the lower edge, somewhere else.
        BottomElsewhere { place: &'static str = "`st.sidebar`" }
        StreamlitInvalidLayoutContextError by "with st.sidebar:\n    st.bottom.write('Hello')"
        => "`st.bottom` is written to inside {place}. It belongs to the main part of the page: write to it from there.";

        /// Several elements for one place.
        OneElementPlace { count: usize = 2_usize }
        StreamlitAPIException by "st.empty().write('one', 'two')"
        => "{count} values are written to a place that holds one element. Write one of them, or make the place by `st.container()`.";

        /// HTML in one line.
        HtmlInOneLine {}
        StreamlitIncompatibleParametersError by "st.markdown('<b>Hello</b>', unsafe_allow_html=True, wrap=False)"
        => "`wrap=False` cuts a text off at the end of its line, which cannot be done to HTML. Leave out `wrap`, or `unsafe_allow_html`.";

        /// A page without end.
        TooManyElements { most: u64 = 100_000_u64 }
        StreamlitAPIException by "while True:\n    st.text('again')"
        => "This run has drawn {most} elements and was stopped, because a page with more cannot be used. Is there a loop without end? To replace an element again and again, write to `st.empty()`.";

        /// A stream that gives no items.
        NoStream { kind: String = "str" }
        StreamlitInvalidParameterTypeError by "st.write_stream('Hello')"
        => "`stream` cannot be of the type `{kind}`. It takes a generator or something else that gives piece by piece; show whole values by `st.write`.";

        /// A stream that cannot be gone through.
        NotIterable { kind: String = "int" }
        StreamlitAPIException by "st.write_stream(1)"
        => "`stream` is of the type `{kind}`, which cannot be gone through. Give a generator, a function that is one, or anything that a `for` goes through.";

        /// A piece of a stream in a form that its library did not use to have.
        UnknownChunk { name: String = "ChatCompletionChunk" }
        StreamlitAPIException by "# st.write_stream meets a piece whose library has changed it"
        => "A piece of the stream looks like `{name}`, but lacks the fields that are read of it. Its library may be newer than this: give the texts themselves.";

        /// Values within each other without end.
        Circular {}
        ValueError by "endless = []\nendless.append(endless)\nst.json(endless)"
        => "The value holds itself, or is nested too deep to be shown. Show a part of it.";

        /// Keys that JSON does not have.
        KeysLeftOut {}
        notice by "st.json({(1, 2): 'pair'})"
        => "Some keys of the value below are of a type that JSON does not have, and are left out.";
    }
}
