//! Wrong arguments: the type of the exception and its words are Streamlit's.

use brooklet_tests::App;

use crate::assertions::tells;

fn raises(call: &str, expected: &str) {
    let app = App::new(&format!("import streamlit as st\n{call}\n"));
    tells(&app.outline(), expected);
}

#[test]
fn missing_and_surplus_arguments_are_type_errors() {
    raises("st.button()", "TypeError | 'label'");
    raises("st.button('a', bogus=1)", "TypeError | 'bogus'");
    raises(
        "st.button('a','k','h','c','d','e','f')",
        "TypeError: ButtonMixin.button() takes from 2 to 7 positional arguments but 8 were given",
    );
    raises(
        "st.empty(5)",
        "TypeError: EmptyMixin.empty() takes 1 positional argument but 2 were given",
    );
    raises(
        "st.stop(1)",
        "TypeError: stop() takes 0 positional arguments but 1 was given",
    );
}

#[test]
fn words_outside_the_list_are_refused() {
    raises(
        "st.button('a', type='x')",
        "StreamlitValueError | `type` | 'primary' | 'secondary' | 'tertiary'",
    );
    raises(
        "st.checkbox('a', label_visibility='x')",
        "StreamlitValueError | `label_visibility` | 'visible' | 'hidden' | 'collapsed'",
    );
    raises(
        "st.columns(2, vertical_alignment='x')",
        "StreamlitValueError | `vertical_alignment` | `'x'` | 'top' | 'center'",
    );
    raises(
        "st.header('a', divider='pink')",
        "StreamlitValueError | `divider` | 'red' | 'orange' | 'yellow'",
    );
}

#[test]
fn widths_are_checked() {
    raises(
        "st.button('a', width='foo')",
        "StreamlitInvalidWidthError | `width` | `'foo'` | 'stretch' | 'content'",
    );
    raises(
        "st.error('a', width='content')",
        "StreamlitInvalidWidthError | `width` | `'content'` | 'stretch'",
    );
    raises(
        "st.markdown('a', width=1.5)",
        "StreamlitInvalidWidthError | `width` | `1.5` | 'stretch' | 'content'",
    );
}

#[test]
fn sliders_check_their_numbers() {
    raises(
        "st.slider('a', 5, 5)",
        "StreamlitInvalidMinMaxError | `min_value` | `max_value` | 5",
    );
    raises(
        "st.slider('a', 0, 1.0)",
        "StreamlitInvalidParameterTypeError | `min_value` | `max_value` | `step`",
    );
    raises(
        "st.slider('a', 0, 2**60)",
        "StreamlitJSNumberBoundsError | `max_value` | 1152921504606846976 | 2",
    );
    raises(
        "st.slider('a', 0, 10, step=0)",
        "StreamlitValueError | `step`",
    );
}

#[test]
fn number_inputs_check_their_numbers() {
    raises(
        "st.number_input('n', 1, 10, 20)",
        "StreamlitValueAboveMaxError | `value` | `max_value` | 20 | 10",
    );
    raises(
        "st.number_input('n', 1, 10.0)",
        "StreamlitMixedNumericTypesError | `value` | `min_value` | `max_value`",
    );
    raises(
        "st.number_input('n', value=1, format='foo')",
        "StreamlitInvalidNumberFormatError | `foo`",
    );
}

#[test]
fn selectboxes_check_their_index() {
    raises(
        "st.selectbox('s', ['a', 'b'], 5)",
        "StreamlitValueOutOfRangeError | `index` | `5` | 0 | 1",
    );
    raises(
        "st.selectbox('s', ['a', 'b'], 'a')",
        "StreamlitInvalidParameterTypeError | `index` | `str`",
    );
}

#[test]
fn progress_checks_its_value() {
    raises(
        "st.progress(101)",
        "StreamlitValueOutOfRangeError | `value` | `101` | 100",
    );
    raises(
        "st.progress(1.5)",
        "StreamlitValueOutOfRangeError | `value` | `1.5` | 0.0 | 1.0",
    );
}

#[test]
fn icons_are_one_emoji() {
    raises(
        "st.button('a', icon='foo')",
        "StreamlitAPIException | `foo`",
    );
}
