//! What a screen reader hears: the role, name and value of every widget.

use brooklet_protocol::Element;
use brooklet_protocol::WidgetId;
use brooklet_protocol::element::{
    Button, ButtonProps, Checkbox, Heading, HeadingLevel, Progress, Spinner,
};
use brooklet_protocol::widget::{Label, Widget};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::fixture::{Fixture, press};
use crate::keyboard::{number, selectbox, slider};

/// The attributes of the element that `selector` finds after `element` is drawn.
fn attributes(element: &Element, selector: &str, names: &[&str]) -> Vec<Option<String>> {
    let fixture = Fixture::new();
    let _view = fixture.show(element);
    let node: HtmlElement = fixture.find(selector);
    names.iter().map(|name| node.get_attribute(name)).collect()
}

fn is_exposed(element: &Element, selector: &str, wanted: &[(&str, &str)]) {
    let names: Vec<&str> = wanted.iter().map(|(name, _)| *name).collect();
    let found = attributes(element, selector, &names);
    let wanted: Vec<Option<String>> = wanted
        .iter()
        .map(|(_, value)| Some((*value).to_owned()))
        .collect();
    assert_eq!(found, wanted, "{names:?} of {selector}");
}

fn checkbox(is_toggle: bool) -> Element {
    Element::Checkbox(Widget {
        id: WidgetId::from("c"),
        label: Label {
            text: "**Really** sure :material/help:".to_owned(),
            help: Some("h".to_owned()),
            ..Label::default()
        },
        set_value: None,
        disabled: false,
        reruns: true,
        props: Checkbox {
            default: true,
            is_toggle,
        },
    })
}

#[wasm_bindgen_test]
fn names_are_heard_without_their_markup() {
    let name = [("aria-label", "Really sure help icon")];
    is_exposed(&checkbox(false), "input[type=checkbox]", &name);
    is_exposed(&checkbox(true), "input[role=switch]", &name);
    is_exposed(
        &checkbox(false),
        "button",
        &[("aria-label", "Help for Really sure help icon")],
    );
}

#[wasm_bindgen_test]
fn a_slider_has_a_name_a_value_and_bounds() {
    let one = Element::Slider(slider(&[2.0]));
    is_exposed(
        &one,
        "[role=slider]",
        &[
            ("aria-label", "Range"),
            ("aria-valuenow", "2"),
            ("aria-valuetext", "2.0"),
            ("aria-valuemin", "0"),
            ("aria-valuemax", "10"),
            ("tabindex", "0"),
        ],
    );
    let two = Element::Slider(slider(&[2.0, 8.0]));
    is_exposed(
        &two,
        "[role=slider]",
        &[("aria-label", "Range — start"), ("aria-valuemax", "8")],
    );
    let off = Element::Slider(Widget {
        disabled: true,
        ..slider(&[2.0])
    });
    is_exposed(
        &off,
        "[role=slider]",
        &[("aria-disabled", "true"), ("tabindex", "-1")],
    );
}

#[wasm_bindgen_test]
fn a_number_is_a_spin_button() {
    is_exposed(
        &Element::NumberInput(number(Some(5.0))),
        "input",
        &[
            ("role", "spinbutton"),
            ("aria-label", "Number"),
            ("aria-valuenow", "5"),
            ("aria-valuemin", "0"),
            ("aria-valuemax", "10"),
        ],
    );
}

#[wasm_bindgen_test]
fn a_list_tells_which_option_is_chosen_and_which_is_at_hand() {
    let fixture = Fixture::new();
    let _view = fixture.show(&Element::Selectbox(selectbox()));
    let input: HtmlElement = fixture.find("input[role=combobox][aria-label=Fruit]");
    press(&input, "ArrowDown");
    press(&input, "ArrowDown");
    let list: HtmlElement = fixture.find("[role=listbox]");
    assert_eq!(input.get_attribute("aria-controls"), Some(list.id()));
    let chosen: HtmlElement = fixture.find("[role=option][aria-selected=true]");
    assert_eq!(chosen.text_content().as_deref(), Some("apple"));
    let at_hand = input.get_attribute("aria-activedescendant").unwrap();
    let at_hand: HtmlElement = fixture.find(&format!("#{at_hand}"));
    assert_eq!(at_hand.text_content().as_deref(), Some("banana"));
}

#[wasm_bindgen_test]
fn a_button_is_one_and_its_shortcut_is_heard() {
    let button = Element::Button(Button {
        id: WidgetId::from("b"),
        props: ButtonProps {
            label: "Go".to_owned(),
            icon: Some(":material/home:".to_owned()),
            shortcut: Some("ctrl+k".to_owned()),
            ..ButtonProps::default()
        },
        is_form_submitter: false,
    });
    is_exposed(
        &button,
        "button",
        &[("type", "button"), ("aria-keyshortcuts", "control+k")],
    );
    is_exposed(
        &button,
        "[data-testid=stIconMaterial]",
        &[("aria-hidden", "true")],
    );
}

#[wasm_bindgen_test]
fn a_heading_is_named_by_its_text_alone() {
    let fixture = Fixture::new();
    let heading = Heading {
        body: "Title".to_owned(),
        level: HeadingLevel::Title,
        anchor: None,
        hide_anchor: false,
        help: Some("h".to_owned()),
        divider: None,
        icon: None,
    };
    let _view = fixture.show(&Element::Heading(heading));
    let heading: HtmlElement = fixture.find("h1");
    let named_by = heading.get_attribute("aria-labelledby").unwrap();
    let name: HtmlElement = fixture.find(&format!("#{named_by}"));
    assert_eq!(name.text_content().as_deref(), Some("Title"));
}

#[wasm_bindgen_test]
fn progress_and_waiting_are_heard() {
    let progress = Element::Progress(Progress {
        percent: 40,
        text: Some("**Half** way".to_owned()),
    });
    is_exposed(
        &progress,
        "[role=progressbar]",
        &[("aria-label", "Half way"), ("aria-valuenow", "40")],
    );
    let spinner = Element::Spinner(Spinner {
        text: "Wait".to_owned(),
        show_time: true,
    });
    let fixture = Fixture::new();
    let _view = fixture.show(&spinner);
    let status: HtmlElement = fixture.find("[role=status]");
    assert_eq!(
        status.text_content().as_deref(),
        Some("Wait"),
        "not the clock"
    );
}
