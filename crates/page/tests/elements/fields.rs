//! Radio buttons and fields in the DOM.

use brooklet_protocol::element::{Button, ButtonProps, Checkbox, Radio, TextArea, TextInput};
use brooklet_protocol::layout::Size;
use brooklet_protocol::widget::Widget;
use brooklet_protocol::{Element, WidgetId, WidgetValue};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

use crate::fixture::{Fixture, label};
use crate::keyboard::number;

fn radio() -> Widget<Radio> {
    Widget {
        id: WidgetId::from("r"),
        label: label("Cups"),
        set_value: None,
        reruns: true,
        disabled: false,
        props: Radio {
            options: vec!["one".to_owned(), "**two**".to_owned()],
            captions: vec![String::new(), "more".to_owned()],
            default: Some(0),
            horizontal: false,
        },
    }
}

#[wasm_bindgen_test]
fn a_radio_reports_the_option_chosen() {
    let fixture = Fixture::new();
    let mut view = fixture.show(&Element::Radio(radio()));
    let group: HtmlElement = fixture.find("[role=radiogroup]");
    assert_eq!(group.get_attribute("aria-label").as_deref(), Some("Cups"));
    let first: HtmlInputElement = fixture.find("input[value='0']");
    let second: HtmlInputElement = fixture.find("input[value='1']");
    assert!(first.checked() && second.get_attribute("aria-describedby").is_some());
    second.click();
    assert_eq!(
        fixture.last("r"),
        Some(WidgetValue::Text("**two**".to_owned()))
    );
    let other = Widget {
        set_value: Some(WidgetValue::None),
        ..radio()
    };
    assert!(fixture.update(&mut *view, &Element::Radio(other)));
    assert!(!first.checked() && !second.checked());
}

#[wasm_bindgen_test]
fn a_text_area_reports_at_blur_what_has_changed() {
    let fixture = Fixture::new();
    let area = Widget {
        id: WidgetId::from("t"),
        label: label("Notes"),
        set_value: None,
        disabled: false,
        reruns: true,
        props: TextArea {
            default: Some("a\nb".to_owned()),
            max_chars: Some(9),
            placeholder: String::new(),
            height: Size::Px(122),
        },
    };
    let _view = fixture.show(&Element::TextArea(area));
    let input: HtmlTextAreaElement = fixture.find("textarea");
    assert_eq!(input.value(), "a\nb");
    let frame: HtmlElement = fixture.find("[data-testid=stTextAreaRootElement]");
    assert_eq!(frame.style().get_property_value("height").unwrap(), "94px");
    let leave = || input.dispatch_event(&Event::new("blur").unwrap()).unwrap();
    leave();
    assert!(fixture.reported.borrow().is_empty());
    input.set_value("c");
    let typed: &HtmlElement = input.unchecked_ref();
    typed.dispatch_event(&Event::new("input").unwrap()).unwrap();
    let hint: HtmlElement = fixture.find("[data-testid=InputInstructions]");
    assert_eq!(
        hint.text_content().as_deref(),
        Some("Press Ctrl+Enter to apply • 1/9")
    );
    leave();
    assert_eq!(fixture.last("t"), Some(WidgetValue::Text("c".to_owned())));
}

fn text_input() -> Element {
    Element::TextInput(Widget {
        reruns: true,
        ..quiet(TextInput {
            default: None,
            is_password: false,
            max_chars: None,
            autocomplete: String::new(),
            placeholder: String::new(),
            icon: None,
        })
    })
}

fn text_area() -> Element {
    Element::TextArea(Widget {
        reruns: true,
        ..quiet(TextArea {
            default: None,
            max_chars: None,
            placeholder: String::new(),
            height: Size::Px(94),
        })
    })
}

fn number_input() -> Element {
    Element::NumberInput(Widget {
        reruns: true,
        ..quiet(number(None).props)
    })
}

/// Puts text into a field as typing does where no focus is told of: in a window that is not the active one.
fn write(field: &HtmlElement, text: &str) {
    if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(text);
    } else {
        field.unchecked_ref::<HtmlInputElement>().set_value(text);
    }
    tell(field, "input");
}

fn tell(field: &HtmlElement, event: &str) {
    field
        .dispatch_event(&Event::new(event).expect("an event"))
        .expect("a dispatch");
}

#[wasm_bindgen_test]
fn a_button_reports_what_was_typed_before_though_no_focus_was_lost() {
    for (element, value) in [
        (text_input(), WidgetValue::Text("7".to_owned())),
        (text_area(), WidgetValue::Text("7".to_owned())),
        (number_input(), WidgetValue::Int(7)),
    ] {
        let fixture = Fixture::new();
        let _view = fixture.show(&element);
        let _button = fixture.show(&Element::Button(Button {
            id: WidgetId::from("b"),
            props: ButtonProps::default(),
            is_form_submitter: false,
        }));
        write(&fixture.find("input, textarea"), "7");
        fixture.find::<HtmlElement>("label").click();
        assert!(fixture.reported.borrow().is_empty());
        fixture
            .find::<HtmlElement>("[data-testid=stButton] button")
            .click();
        assert_eq!(fixture.last("q"), Some(value));
        assert_eq!(fixture.last("b"), Some(WidgetValue::Trigger));
    }
}

#[wasm_bindgen_test]
fn what_a_password_manager_fills_in_is_reported() {
    let fixture = Fixture::new();
    let _view = fixture.show(&text_input());
    let input: HtmlElement = fixture.find("input");
    write(&input, "secret");
    assert!(fixture.reported.borrow().is_empty());
    tell(&input, "change");
    let secret = WidgetValue::Text("secret".to_owned());
    assert_eq!(fixture.last("q"), Some(secret));
}

/// A widget whose changes wait for the next run.
fn quiet<T>(props: T) -> Widget<T> {
    Widget {
        id: WidgetId::from("q"),
        label: label("Quiet"),
        set_value: None,
        disabled: false,
        reruns: false,
        props,
    }
}

#[wasm_bindgen_test]
fn a_change_that_is_ignored_is_kept_for_the_next_run() {
    let checkbox = Element::Checkbox(quiet(Checkbox {
        default: false,
        is_toggle: false,
    }));
    let line = Element::TextInput(quiet(TextInput {
        default: None,
        is_password: false,
        max_chars: None,
        autocomplete: String::new(),
        placeholder: String::new(),
        icon: None,
    }));
    let area = Element::TextArea(quiet(TextArea {
        default: None,
        max_chars: None,
        placeholder: String::new(),
        height: Size::Px(94),
    }));
    let number = Element::NumberInput(quiet(number(None).props));
    for (element, value) in [
        (checkbox, WidgetValue::Bool(true)),
        (line, WidgetValue::Text("7".to_owned())),
        (area, WidgetValue::Text("7".to_owned())),
        (number, WidgetValue::Int(7)),
    ] {
        let fixture = Fixture::new();
        let _view = fixture.show(&element);
        let field: HtmlElement = fixture.find("input, textarea");
        if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
            area.set_value("7");
        } else if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
            match input.type_().as_str() {
                "checkbox" => input.click(),
                _ => input.set_value("7"),
            }
        }
        field
            .dispatch_event(&Event::new("blur").expect("an event"))
            .expect("a dispatch");
        let held = fixture.context.widgets.get(&WidgetId::from("q"));
        assert_eq!(held, Some(value));
        assert!(fixture.reported.borrow().is_empty());
    }
}
