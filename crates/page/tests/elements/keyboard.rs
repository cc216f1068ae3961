//! Widgets by keyboard alone. What a browser does by itself (Enter on a button, Space on a checkbox)
//! is not tested here: that they are buttons and checkboxes is, among what is heard.

use brooklet_protocol::element::selectbox::FilterMode;
use brooklet_protocol::element::{NumberInput, Selectbox, Slider, SliderKind};
use brooklet_protocol::widget::Widget;
use brooklet_protocol::{Element, WidgetId, WidgetValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::fixture::{Fixture, label, press};

pub(crate) fn selectbox() -> Widget<Selectbox> {
    Widget {
        id: WidgetId::from("s"),
        label: label("Fruit"),
        set_value: None,
        disabled: false,
        reruns: true,
        props: Selectbox {
            options: ["apple", "banana", "cherry"].map(str::to_owned).to_vec(),
            default: Some(0),
            placeholder: String::new(),
            accept_new_options: false,
            filter: Some(FilterMode::Fuzzy),
            clearable: false,
            icon: None,
        },
    }
}

pub(crate) fn slider(thumbs: &[f64]) -> Widget<Slider> {
    Widget {
        id: WidgetId::from("r"),
        label: label("Range"),
        set_value: None,
        reruns: true,
        disabled: false,
        props: Slider {
            kind: SliderKind::Float,
            default: thumbs.to_vec(),
            min: 0.0,
            max: 10.0,
            step: 0.5,
            format: "%0.1f".to_owned(),
            options: Vec::new(),
        },
    }
}

pub(crate) fn number(default: Option<f64>) -> Widget<NumberInput> {
    Widget {
        id: WidgetId::from("n"),
        label: label("Number"),
        set_value: None,
        disabled: false,
        reruns: true,
        props: NumberInput {
            is_int: true,
            default,
            min: Some(0.0),
            max: Some(10.0),
            step: 4.0,
            format: Some("%d".to_owned()),
            placeholder: String::new(),
            icon: None,
        },
    }
}

fn text(value: &str) -> WidgetValue {
    WidgetValue::Text(value.to_owned())
}

#[wasm_bindgen_test]
fn arrows_open_a_list_and_enter_chooses() {
    let fixture = Fixture::new();
    let _view = fixture.show(&Element::Selectbox(selectbox()));
    let input: HtmlInputElement = fixture.find("input");
    press(&input, "ArrowDown");
    assert_eq!(
        input.get_attribute("aria-expanded").as_deref(),
        Some("true")
    );
    press(&input, "ArrowDown");
    press(&input, "Enter");
    assert_eq!(fixture.last("s"), Some(text("banana")));
    assert_eq!(input.value(), "banana");
    press(&input, "Enter");
    press(&input, "End");
    press(&input, "Enter");
    assert_eq!(fixture.last("s"), Some(text("cherry")));
    press(&input, "ArrowUp");
    press(&input, "Home");
    press(&input, "Enter");
    assert_eq!(fixture.last("s"), Some(text("apple")));
}

#[wasm_bindgen_test]
fn escape_closes_a_list_and_changes_nothing() {
    let fixture = Fixture::new();
    let _view = fixture.show(&Element::Selectbox(selectbox()));
    let input: HtmlInputElement = fixture.find("input");
    press(&input, "ArrowDown");
    press(&input, "End");
    press(&input, "Escape");
    assert!(
        fixture
            .context
            .root
            .query_selector("[role=listbox]")
            .unwrap()
            .is_none()
    );
    assert_eq!(input.value(), "apple");
    assert!(fixture.reported.borrow().is_empty());
}

#[wasm_bindgen_test]
fn an_open_list_follows_its_field() {
    let fixture = Fixture::new();
    let root = &fixture.context.root;
    let style = "position: relative; height: 20rem; overflow: auto; padding-top: 10rem";
    root.set_attribute("style", style).unwrap();
    let filler = fixture.context.document.create_element("div").unwrap();
    filler.set_attribute("style", "height: 60rem").unwrap();
    let view = fixture.show(&Element::Selectbox(selectbox()));
    root.append_child(&filler).unwrap();
    press(&fixture.find::<HtmlElement>("input"), "ArrowDown");
    let list: HtmlElement = fixture.find("[role=listbox]");
    let place = || list.style().css_text();
    let before = place();
    root.set_scroll_top(40);
    let scroll = web_sys::Event::new("scroll").unwrap();
    view.node().dispatch_event(&scroll).unwrap();
    assert_ne!(place(), before, "though a scroll event does not bubble");
}

#[wasm_bindgen_test]
fn space_opens_a_list_in_which_nobody_types() {
    let fixture = Fixture::new();
    let mut fixed = selectbox();
    fixed.filter = None;
    let _view = fixture.show(&Element::Selectbox(fixed));
    press(&fixture.find::<HtmlElement>("input"), " ");
    let _list: HtmlElement = fixture.find("[role=listbox]");
}

#[wasm_bindgen_test]
fn keys_move_the_thumbs_of_a_slider() {
    let fixture = Fixture::new();
    let _view = fixture.show(&Element::Slider(slider(&[2.0, 8.0])));
    let thumb = |place: &str| -> HtmlElement {
        fixture.find(&format!("[role=slider][aria-label$={place}]"))
    };
    let value = |place: &str| thumb(place).get_attribute("aria-valuetext").unwrap();
    for (key, expected) in [
        ("ArrowRight", "2.5"),
        ("ArrowUp", "3.0"),
        ("ArrowLeft", "2.5"),
        ("PageUp", "7.5"),
        ("PageDown", "2.5"),
        ("Home", "0.0"),
        ("End", "8.0"),
    ] {
        press(&thumb("start"), key);
        assert_eq!(value("start"), expected, "{key}");
    }
    press(&thumb("end"), "End");
    thumb("end").focus().unwrap();
    thumb("end").blur().unwrap();
    assert_eq!(
        fixture.last("r"),
        Some(WidgetValue::Floats(vec![8.0, 10.0]))
    );
}

#[wasm_bindgen_test]
fn arrows_step_a_number_within_its_bounds() {
    let fixture = Fixture::new();
    let _view = fixture.show(&Element::NumberInput(number(Some(5.0))));
    let input: HtmlInputElement = fixture.find("input");
    for (key, expected) in [
        ("ArrowUp", "9"),
        ("ArrowUp", "9"),
        ("ArrowDown", "5"),
        ("ArrowDown", "1"),
        ("ArrowDown", "1"),
    ] {
        press(&input, key);
        assert_eq!(input.value(), expected);
    }
    assert_eq!(fixture.last("n"), Some(WidgetValue::Int(1)));
}

// As in Streamlit 1.67.
#[wasm_bindgen_test]
fn there_is_no_step_from_no_number() {
    let fixture = Fixture::new();
    let _view = fixture.show(&Element::NumberInput(number(None)));
    let input: HtmlInputElement = fixture.find("input");
    press(&input, "ArrowUp");
    assert_eq!(input.value(), "");
    let off = fixture.context.root.query_selector_all("button:disabled");
    assert_eq!(off.unwrap().length(), 2);
}
