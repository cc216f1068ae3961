//! What is drawn, and what a reader's click or text reports.

use brooklet_page::text::markdown;
use brooklet_protocol::element::{
    Button, ButtonKind, ButtonProps, Checkbox, NumberInput, TextInput,
};
use brooklet_protocol::widget::Widget;
use brooklet_protocol::{Element, WidgetId, WidgetValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::fixture::{Fixture, label, press};

fn text_input() -> Widget<TextInput> {
    Widget {
        id: WidgetId::from("t"),
        label: label("Name"),
        set_value: None,
        disabled: false,
        reruns: true,
        props: TextInput {
            default: Some("a".to_owned()),
            is_password: false,
            max_chars: None,
            autocomplete: String::new(),
            placeholder: String::new(),
            icon: None,
        },
    }
}

#[wasm_bindgen_test]
fn a_click_on_a_button_is_a_trigger_each_time() {
    let fixture = Fixture::new();
    let button = Button {
        id: WidgetId::from("b"),
        props: ButtonProps {
            label: "Go".to_owned(),
            kind: ButtonKind::Primary,
            ..ButtonProps::default()
        },
        is_form_submitter: false,
    };
    let _view = fixture.show(&Element::Button(button));
    let node: HtmlElement = fixture.find("button[data-testid=stBaseButton-primary]");
    node.click();
    node.click();
    assert_eq!(fixture.reported.borrow().len(), 2);
    assert_eq!(fixture.last("b"), Some(WidgetValue::Trigger));
    assert!(
        fixture.context.widgets.states().is_empty(),
        "a click is not kept"
    );
}

#[wasm_bindgen_test]
fn a_checkbox_reports_and_keeps_its_state() {
    let fixture = Fixture::new();
    let checkbox = Widget {
        id: WidgetId::from("c"),
        label: label("Sure"),
        set_value: None,
        disabled: false,
        reruns: true,
        props: Checkbox {
            default: true,
            is_toggle: true,
        },
    };
    let _view = fixture.show(&Element::Checkbox(checkbox));
    let input: HtmlInputElement = fixture.find("input[role=switch]");
    assert!(input.checked());
    input.click();
    assert_eq!(fixture.last("c"), Some(WidgetValue::Bool(false)));
}

#[wasm_bindgen_test]
fn a_text_is_reported_at_enter_and_only_if_it_changed() {
    let fixture = Fixture::new();
    let _view = fixture.show(&Element::TextInput(text_input()));
    let input: HtmlInputElement = fixture.find("input");
    press(&input, "Enter");
    assert!(fixture.reported.borrow().is_empty());
    input.set_value("b");
    press(&input, "Enter");
    assert_eq!(fixture.last("t"), Some(WidgetValue::Text("b".to_owned())));
    press(&input, "Enter");
    assert_eq!(fixture.reported.borrow().len(), 1);
}

#[wasm_bindgen_test]
fn a_value_set_by_the_script_replaces_the_text_in_place() {
    let fixture = Fixture::new();
    let mut view = fixture.show(&Element::TextInput(text_input()));
    let input: HtmlInputElement = fixture.find("input");
    let changed = Widget {
        set_value: Some(WidgetValue::Text("script".to_owned())),
        ..text_input()
    };
    assert!(fixture.update(&mut *view, &Element::TextInput(changed)));
    assert_eq!(input.value(), "script");
    let other = Widget {
        id: WidgetId::from("u"),
        ..text_input()
    };
    assert!(
        !fixture.update(&mut *view, &Element::TextInput(other)),
        "another widget needs another view"
    );
}

#[wasm_bindgen_test]
fn a_number_beyond_its_bounds_is_refused_in_words() {
    let fixture = Fixture::new();
    let number = Widget {
        id: WidgetId::from("n"),
        label: label("N"),
        set_value: None,
        disabled: false,
        reruns: true,
        props: NumberInput {
            is_int: true,
            default: Some(5.0),
            min: Some(0.0),
            max: Some(10.0),
            step: 1.0,
            format: Some("%d".to_owned()),
            placeholder: String::new(),
            icon: None,
        },
    };
    let _view = fixture.show(&Element::NumberInput(number));
    let input: HtmlInputElement = fixture.find("input");
    input.set_value("99");
    press(&input, "Enter");
    assert!(fixture.reported.borrow().is_empty());
    let hint: HtmlElement = fixture.find("[data-testid=InputInstructions]");
    assert_eq!(
        hint.text_content().as_deref(),
        Some("Value must be between 0 and 10.")
    );
    press(&input, "ArrowUp");
    assert_eq!(fixture.last("n"), Some(WidgetValue::Int(6)));
}

#[wasm_bindgen_test]
fn html_in_markdown_stays_text() {
    let fixture = Fixture::new();
    let source = "a <img src=x onerror=alert(1)> **b** [c](javascript:alert(1))\n\n<script>alert(1)</script>";
    for node in markdown::block(&fixture.context.document, source) {
        fixture.context.root.append_child(&node).unwrap();
    }
    let root = &fixture.context.root;
    assert!(root.query_selector("img, script").unwrap().is_none());
    assert!(root.query_selector("a[href]").unwrap().is_none());
    assert!(root.query_selector("strong").unwrap().is_some());
    assert!(
        root.text_content()
            .unwrap()
            .contains("<script>alert(1)</script>")
    );
}

#[wasm_bindgen_test]
fn tables_have_a_head_and_a_body() {
    let fixture = Fixture::new();
    for node in markdown::block(
        &fixture.context.document,
        "| a | b |\n|---|--:|\n| 1 | 2 |\n| 3 | 4 |\n",
    ) {
        fixture.context.root.append_child(&node).unwrap();
    }
    let root = &fixture.context.root;
    assert_eq!(
        root.query_selector_all("thead > tr > th").unwrap().length(),
        2
    );
    assert_eq!(
        root.query_selector_all("tbody > tr > td").unwrap().length(),
        4
    );
}
