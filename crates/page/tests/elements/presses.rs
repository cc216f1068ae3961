//! Buttons and their kin: what a pointer or the keyboard reports, what is heard.

use std::cell::Cell;
use std::rc::Rc;

use brooklet_protocol::element::chat_input::SubmitMode;
use brooklet_protocol::element::file_uploader::Amount;
use brooklet_protocol::element::{ButtonProps, DownloadButton, LinkButton, MenuButton};
use brooklet_protocol::element::{ChatInput, ColorPicker, Feedback, FeedbackKind, FileUploader};
use brooklet_protocol::widget::{FileRecord, Label, Widget};
use brooklet_protocol::{Element, WidgetId, WidgetValue};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

use crate::fixture::{Fixture, label, press};

fn props(text: &str) -> ButtonProps {
    ButtonProps {
        label: text.to_owned(),
        ..ButtonProps::default()
    }
}

fn trigger_value(text: &str) -> WidgetValue {
    WidgetValue::TriggerValue(Box::new(WidgetValue::Text(text.to_owned())))
}

fn focused(fixture: &Fixture) -> String {
    let active = fixture.context.document.active_element().unwrap();
    active
        .get_attribute("aria-label")
        .or_else(|| active.text_content())
        .unwrap_or_default()
}

#[wasm_bindgen_test]
fn a_menu_is_walked_by_keyboard() {
    let fixture = Fixture::new();
    let menu = MenuButton {
        id: WidgetId::from("m"),
        props: props("Do"),
        options: ["Alpha", "**Beta**", "Gamma"].map(str::to_owned).to_vec(),
    };
    let mut view = fixture.show(&Element::MenuButton(menu));
    let button: HtmlElement = fixture.find("[data-testid=stMenuButtonButton]");
    assert_eq!(
        button.get_attribute("aria-haspopup").as_deref(),
        Some("menu")
    );
    press(&button, "ArrowDown");
    assert_eq!(
        button.get_attribute("aria-expanded").as_deref(),
        Some("true")
    );
    let list: HtmlElement = fixture.find("[role=menu]");
    assert_eq!(list.get_attribute("aria-label").as_deref(), Some("Do"));
    press(&list, "ArrowDown");
    assert_eq!(focused(&fixture), "Beta");
    press(&list, "g");
    assert_eq!(focused(&fixture), "Gamma");
    press(&list, "Escape");
    assert_eq!(
        button.get_attribute("aria-expanded").as_deref(),
        Some("false")
    );
    assert!(fixture.reported.borrow().is_empty());
    press(&button, "ArrowUp");
    press(&list, "Home");
    press(&list, "ArrowDown");
    press(&list, "Enter");
    assert_eq!(fixture.last("m"), Some(trigger_value("**Beta**")));
    view.dispose();
}

#[wasm_bindgen_test]
fn a_disabled_button_does_nothing() {
    let fixture = Fixture::new();
    let menu = MenuButton {
        id: WidgetId::from("m"),
        props: ButtonProps {
            disabled: true,
            ..props("Do")
        },
        options: vec!["a".to_owned()],
    };
    let _view = fixture.show(&Element::MenuButton(menu));
    let button: HtmlElement = fixture.find("[data-testid=stMenuButtonButton]");
    press(&button, "ArrowDown");
    let open = fixture.context.root.query_selector("[role=menu]").unwrap();
    assert!(open.is_none());
}

#[wasm_bindgen_test]
fn a_link_leads_away_and_runs_nothing() {
    let fixture = Fixture::new();
    let link = |url: &str| {
        Element::LinkButton(LinkButton {
            id: None,
            props: props("Go"),
            url: url.to_owned(),
        })
    };
    let mut view = fixture.show(&link("https://a.b/c"));
    let node: HtmlElement = fixture.find("[data-testid=stBaseLinkButton-secondary]");
    assert_eq!(node.get_attribute("href").as_deref(), Some("https://a.b/c"));
    assert_eq!(node.get_attribute("rel").as_deref(), Some("noreferrer"));
    assert!(view.update(&link("javascript:alert(1)")));
    let node: HtmlElement = fixture.find("[data-testid=stBaseLinkButton-secondary]");
    assert_eq!(node.get_attribute("href"), None);
}

#[wasm_bindgen_test]
fn a_download_that_is_promised_waits_and_says_what_went_wrong() {
    let fixture = Fixture::new();
    let button = DownloadButton {
        id: WidgetId::from("d"),
        props: props("Get"),
        content: None,
        file_name: String::new(),
        reruns: false,
    };
    let _view = fixture.show(&Element::DownloadButton(button));
    let node: HtmlElement = fixture.find("button");
    node.click();
    let waiting: HtmlElement = fixture.find("button");
    assert!(waiting.has_attribute("disabled"));
    let _: HtmlElement = fixture.find("[data-testid=stSpinnerIcon]");
    fixture
        .context
        .media
        .keep_promise(&WidgetId::from("d"), Err("no file".to_owned()));
    let words: HtmlElement = fixture.find("[data-testid=stDownloadButtonError]");
    assert_eq!(words.text_content().as_deref(), Some("no file"));
    assert!(
        !fixture
            .find::<HtmlElement>("button")
            .has_attribute("disabled")
    );
    assert!(
        fixture.reported.borrow().is_empty(),
        "this one runs nothing"
    );
}

#[wasm_bindgen_test]
fn a_rating_is_walked_given_and_taken_back() {
    let fixture = Fixture::new();
    let feedback = Widget {
        id: WidgetId::from("f"),
        set_value: None,
        disabled: false,
        reruns: true,
        label: Label::default(),
        props: Feedback {
            kind: FeedbackKind::Stars,
            default: Some(0),
        },
    };
    let _view = fixture.show(&Element::Feedback(feedback));
    let mark =
        |place: usize| fixture.find::<HtmlElement>(&format!("[role=radio]:nth-child({place})"));
    assert_eq!(mark(1).get_attribute("tabindex").as_deref(), Some("0"));
    mark(1).focus().unwrap();
    press(&mark(1), "ArrowRight");
    assert_eq!(focused(&fixture), "2 out of 5 stars");
    mark(3).click();
    assert_eq!(fixture.last("f"), Some(WidgetValue::Int(2)));
    assert_eq!(
        mark(3).get_attribute("aria-checked").as_deref(),
        Some("true")
    );
    assert_eq!(
        mark(2).get_attribute("data-testid").as_deref(),
        Some("stFeedbackButtonActive")
    );
    mark(3).click();
    assert_eq!(fixture.last("f"), Some(WidgetValue::None));
    assert_eq!(
        mark(1).get_attribute("data-testid").as_deref(),
        Some("stFeedbackButton")
    );
}

#[wasm_bindgen_test]
fn thumbs_up_is_one_and_comes_first() {
    let fixture = Fixture::new();
    let feedback = Widget {
        id: WidgetId::from("f"),
        set_value: None,
        disabled: false,
        reruns: true,
        label: Label::default(),
        props: Feedback {
            kind: FeedbackKind::Thumbs,
            default: Some(0),
        },
    };
    let _view = fixture.show(&Element::Feedback(feedback));
    let mark = |name: &str| fixture.find::<HtmlElement>(&format!("[aria-label='{name}']"));
    let is_chosen = |name: &str| mark(name).get_attribute("aria-checked");
    assert_eq!(is_chosen("Thumbs down").as_deref(), Some("true"));
    fixture.find::<HtmlElement>("[role=radio]").click();
    assert_eq!(fixture.last("f"), Some(WidgetValue::Int(1)));
    assert_eq!(is_chosen("Thumbs up").as_deref(), Some("true"));
}

#[wasm_bindgen_test]
fn a_colour_is_chosen_by_keyboard_and_reported_once() {
    let fixture = Fixture::new();
    let picker = Widget {
        id: WidgetId::from("c"),
        label: label("Ink"),
        set_value: None,
        disabled: false,
        reruns: true,
        props: ColorPicker {
            default: "#ff0000".to_owned(),
        },
    };
    let mut view = fixture.show(&Element::ColorPicker(picker));
    let button: HtmlElement = fixture.find("[aria-haspopup=dialog]");
    assert_eq!(
        button.get_attribute("aria-label").as_deref(),
        Some("Ink color picker")
    );
    button.click();
    let area: HtmlElement = fixture.find("[role=slider]");
    press(&area, "ArrowDown");
    press(&area, "ArrowLeft");
    assert!(fixture.reported.borrow().is_empty(), "not before it closes");
    press(&area, "Escape");
    let panel: HtmlElement = fixture.context.root.clone();
    assert!(
        panel
            .query_selector("[data-testid=stColorPickerPopover]")
            .unwrap()
            .is_none()
    );
    assert_eq!(
        fixture.last("c"),
        Some(WidgetValue::Text("#fa0505".to_owned()))
    );
    button.click();
    let hex: HtmlInputElement = fixture.find("[aria-label=hex]");
    hex.set_value("#0f0");
    let typed = Event::new("input").unwrap();
    typed.init_event_with_bubbles("input", true);
    hex.dispatch_event(&typed).unwrap();
    press(&hex, "Enter");
    assert_eq!(
        fixture.last("c"),
        Some(WidgetValue::Text("#00ff00".to_owned()))
    );
    assert_eq!(fixture.reported.borrow().len(), 2);
    view.dispose();
}

fn chat() -> ChatInput {
    ChatInput {
        id: WidgetId::from("c"),
        placeholder: "Say".to_owned(),
        max_chars: Some(9),
        files: None,
        types: Vec::new(),
        max_megabytes: 200,
        speech: None,
        disabled: false,
        mode: SubmitMode::Submit,
        set_value: None,
    }
}

#[wasm_bindgen_test]
fn enter_sends_a_message_and_empties_the_field() {
    let fixture = Fixture::new();
    let mut view = fixture.show(&Element::ChatInput(chat()));
    let text: HtmlTextAreaElement = fixture.find("textarea");
    assert_eq!(text.get_attribute("aria-label").as_deref(), Some("Say"));
    let send: HtmlElement = fixture.find("[data-testid=stChatInputSubmitButton]");
    assert!(send.has_attribute("disabled"));
    press(&text, "Enter");
    assert!(
        fixture.reported.borrow().is_empty(),
        "nothing is no message"
    );
    text.set_value("hello");
    text.dispatch_event(&Event::new("input").unwrap()).unwrap();
    assert!(!send.has_attribute("disabled"));
    let count: HtmlElement = fixture.find("[data-testid=InputInstructions]");
    assert_eq!(count.text_content().as_deref(), Some("5/9"));
    press(&text, "Enter");
    let message = WidgetValue::Message {
        text: "hello".to_owned(),
        files: Vec::new(),
        speech: None,
    };
    assert_eq!(
        fixture.last("c"),
        Some(WidgetValue::TriggerValue(Box::new(message)))
    );
    assert_eq!(text.value(), "");
    let written = ChatInput {
        set_value: Some("draft".to_owned()),
        ..chat()
    };
    assert!(view.update(&Element::ChatInput(written)));
    assert_eq!(text.value(), "draft");
}

#[wasm_bindgen_test]
fn a_field_shows_its_files_and_lets_them_go() {
    let fixture = Fixture::new();
    let file = |id: &str| FileRecord {
        id: id.to_owned(),
        name: format!("{id}.csv"),
        mime: "text/csv".to_owned(),
        size: 4,
    };
    let id = WidgetId::from("u");
    let held = WidgetValue::Files(vec![file("a"), file("b")]);
    fixture.context.widgets.apply_script_value(&id, held);
    let field = Widget {
        id,
        label: label("Data"),
        disabled: false,
        reruns: true,
        set_value: None,
        props: FileUploader {
            types: vec![".csv".to_owned()],
            amount: Amount::Many,
            max_megabytes: 200,
        },
    };
    let _view = fixture.show(&Element::FileUploader(field));
    let chip: HtmlElement = fixture.find("[data-testid=stFileChip]");
    assert_eq!(
        chip.get_attribute("aria-label").as_deref(),
        Some("a.csv, 4.0B")
    );
    fixture
        .find::<HtmlElement>("[aria-label='Remove a.csv']")
        .click();
    assert_eq!(fixture.last("u"), Some(WidgetValue::Files(vec![file("b")])));
    fixture
        .find::<HtmlElement>("[aria-label='Remove b.csv']")
        .click();
    assert_eq!(fixture.last("u"), Some(WidgetValue::Files(Vec::new())));
    let words: HtmlElement = fixture.find("[data-testid=stFileUploaderDropzoneInstructions]");
    assert_eq!(
        words.text_content().as_deref(),
        Some("200MB per file • CSV")
    );
    let input: HtmlInputElement = fixture
        .find::<HtmlElement>("[data-testid=stFileUploaderDropzoneInput]")
        .unchecked_into();
    assert!(input.multiple());
    assert_eq!(input.accept(), "application/streamlit,.csv");
}

#[wasm_bindgen_test]
fn the_keys_of_a_link_click_on_it() {
    let fixture = Fixture::new();
    let link = LinkButton {
        id: None,
        props: ButtonProps {
            shortcut: Some("f2".to_owned()),
            ..props("Read")
        },
        url: "https://example.org/".to_owned(),
    };
    let _view = fixture.show(&Element::LinkButton(link));
    let clicks = Rc::new(Cell::new(0));
    let count = clicks.clone();
    let stay = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        event.prevent_default();
        count.set(count.get() + 1);
    });
    fixture
        .context
        .root
        .add_event_listener_with_callback("click", stay.as_ref().unchecked_ref())
        .unwrap();
    press(&fixture.context.document.body().unwrap(), "F2");
    assert_eq!(clicks.get(), 1, "a click follows the link");
}
