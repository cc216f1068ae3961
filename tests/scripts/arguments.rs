//! Wrong arguments: the type of the exception and its words are Streamlit's.

use brooklet_tests::App;

fn raises(call: &str, expected: &str) {
    let app = App::new(&format!("import streamlit as st\n{call}\n"));
    assert_eq!(app.outline(), format!("exception: {expected}\n"), "{call}");
}

#[test]
fn missing_and_surplus_arguments_are_type_errors() {
    raises(
        "st.button()",
        "TypeError: ButtonMixin.button() missing 1 required positional argument: 'label'",
    );
    raises(
        "st.button('a', bogus=1)",
        "TypeError: ButtonMixin.button() got an unexpected keyword argument 'bogus'",
    );
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
        "streamlit.errors.StreamlitValueError: Invalid `type` value. Supported values: 'primary', 'secondary', 'tertiary'.",
    );
    raises(
        "st.checkbox('a', label_visibility='x')",
        "streamlit.errors.StreamlitValueError: Invalid `label_visibility` value. Supported values: 'visible', 'hidden', 'collapsed'.",
    );
    raises(
        "st.columns(2, vertical_alignment='x')",
        "streamlit.errors.StreamlitValueError: Invalid `vertical_alignment` value. Supported values: 'top', 'center', 'bottom'. Got 'x'.",
    );
    raises(
        "st.header('a', divider='pink')",
        "streamlit.errors.StreamlitValueError: Invalid `divider` value. Supported values: True, 'red', 'orange', 'yellow', 'blue', 'green', 'violet', 'gray', 'grey', 'rainbow'.",
    );
}

#[test]
fn widths_are_checked() {
    raises(
        "st.button('a', width='foo')",
        "streamlit.errors.StreamlitInvalidWidthError: Invalid width value: 'foo'. Width must be either a positive integer (pixels), 'stretch', or 'content'.",
    );
    raises(
        "st.error('a', width='content')",
        "streamlit.errors.StreamlitInvalidWidthError: Invalid width value: 'content'. Width must be either a positive integer (pixels) or 'stretch'.",
    );
    raises(
        "st.markdown('a', width=1.5)",
        "streamlit.errors.StreamlitInvalidWidthError: Invalid width value: 1.5. Width must be either a positive integer (pixels), 'stretch', or 'content'.",
    );
}

#[test]
fn sliders_check_their_numbers() {
    raises(
        "st.slider('a', 5, 5)",
        "streamlit.errors.StreamlitInvalidMinMaxError: The `min_value` and `max_value` parameters are both set to 5. They must not be equal.",
    );
    raises(
        "st.slider('a', 0, 1.0)",
        "streamlit.errors.StreamlitInvalidParameterTypeError: Invalid `value` type. Expected one of: matching numeric types, matching date/time types. Provided type: min_value=int, max_value=float, step=int.",
    );
    raises(
        "st.slider('a', 0, 2**60)",
        "streamlit.errors.StreamlitJSNumberBoundsError: `max_value` (1152921504606846976) must be <= (1 << 53) - 1",
    );
    raises(
        "st.slider('a', 0, 10, step=0)",
        "streamlit.errors.StreamlitValueError: Invalid `step` value. Supported values: a number. Zero is not allowed.",
    );
}

#[test]
fn number_inputs_check_their_numbers() {
    raises(
        "st.number_input('n', 1, 10, 20)",
        "streamlit.errors.StreamlitValueAboveMaxError: The `value` 20 is greater than the `max_value` 10.",
    );
    raises(
        "st.number_input('n', 1, 10.0)",
        "streamlit.errors.StreamlitMixedNumericTypesError: All numerical arguments must be of the same type.\n`value` has str type.\n`min_value` has int type.\n`max_value` has float type.",
    );
    raises(
        "st.number_input('n', value=1, format='foo')",
        "streamlit.errors.StreamlitInvalidNumberFormatError: Format string for `st.number_input` contains invalid characters: foo",
    );
}

#[test]
fn selectboxes_check_their_index() {
    raises(
        "st.selectbox('s', ['a', 'b'], 5)",
        "streamlit.errors.StreamlitValueOutOfRangeError: The `index` parameter, set to 5, is outside the required range [0, 1].",
    );
    raises(
        "st.selectbox('s', ['a', 'b'], 'a')",
        "streamlit.errors.StreamlitInvalidParameterTypeError: Invalid `index` type. Expected one of: int, None. Provided type: str.",
    );
}

#[test]
fn progress_checks_its_value() {
    raises(
        "st.progress(101)",
        "streamlit.errors.StreamlitValueOutOfRangeError: The `value` parameter, set to 101, is outside the required range [0, 100].",
    );
    raises(
        "st.progress(1.5)",
        "streamlit.errors.StreamlitValueOutOfRangeError: The `value` parameter, set to 1.5, is outside the required range [0.0, 1.0].",
    );
}

#[test]
fn icons_are_one_emoji() {
    raises(
        "st.button('a', icon='foo')",
        "streamlit.errors.StreamlitAPIException: The value \"foo\" is not a valid icon. Please use a single emoji or a Material icon shortcode like `:material\u{200b}/thumb_up:`.",
    );
}
