//! Widgets that choose among options: by pointer, by keyboard, and what is heard of them.

use brooklet_page::view::View;
use brooklet_protocol::element::button_group::Amount;
use brooklet_protocol::element::selectbox::FilterMode;
use brooklet_protocol::element::{ButtonGroup, ButtonOption, Multiselect, Pagination};
use brooklet_protocol::layout::Scope;
use brooklet_protocol::widget::Widget;
use brooklet_protocol::{Element, WidgetId, WidgetValue};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlInputElement, InputEvent};

use crate::fixture::{Fixture, label, press};
use crate::keyboard::{selectbox, slider};

fn multiselect() -> Widget<Multiselect> {
    Widget {
        id: WidgetId::from("m"),
        label: label("Fruit"),
        reruns: true,
        props: Multiselect {
            options: ["apple", "banana", "cherry"].map(str::to_owned).to_vec(),
            default: vec![1],
            placeholder: "Choose options".to_owned(),
            filter: Some(FilterMode::Fuzzy),
            select_all: 1000,
            ..Multiselect::default()
        },
        ..Widget::default()
    }
}

fn texts(texts: &[&str]) -> WidgetValue {
    let texts = texts.iter().map(|text| (*text).to_owned());
    WidgetValue::Texts(texts.collect())
}

/// What a widget has reported last.
fn chosen(fixture: &Fixture, id: &str) -> WidgetValue {
    fixture.last(id).unwrap()
}

fn type_in(input: &HtmlInputElement, text: &str) {
    input.set_value(text);
    let event = InputEvent::new("input").unwrap();
    input.dispatch_event(&event).unwrap();
}

fn all(fixture: &Fixture, selector: &str) -> Vec<HtmlElement> {
    let found = fixture.context.root.query_selector_all(selector).unwrap();
    let nodes = (0..found.length()).filter_map(|place| found.get(place));
    nodes.map(JsCast::unchecked_into).collect()
}

fn lines(fixture: &Fixture) -> Vec<String> {
    let lines = all(fixture, "[role=option]");
    lines
        .iter()
        .filter_map(|line| line.text_content())
        .collect()
}

fn tags(fixture: &Fixture) -> Vec<String> {
    let tags = all(fixture, "[data-tag]");
    tags.iter()
        .filter_map(|tag| tag.get_attribute("aria-label"))
        .collect()
}

#[wasm_bindgen_test]
fn tags_come_and_go_by_pointer() {
    let fixture = Fixture::new();
    let _view = fixture.show(&Element::Multiselect(multiselect()));
    assert_eq!(tags(&fixture), ["banana"]);
    let input: HtmlInputElement = fixture.find("input[role=combobox][aria-label=Fruit]");
    assert_eq!(input.placeholder(), "");
    input.click();
    assert_eq!(lines(&fixture), ["Select all", "apple", "cherry"]);
    all(&fixture, "[role=option]")[2].click();
    assert_eq!(chosen(&fixture, "m"), texts(&["banana", "cherry"]));
    assert_eq!(lines(&fixture), ["apple"], "the list stays open");
    fixture
        .find::<HtmlElement>("[aria-label='Remove banana']")
        .click();
    assert_eq!(chosen(&fixture, "m"), texts(&["cherry"]));
    fixture
        .find::<HtmlElement>("[aria-label='Clear all']")
        .click();
    assert_eq!(chosen(&fixture, "m"), texts(&[]));
    assert_eq!(input.placeholder(), "Choose options");
    assert!(
        fixture
            .find::<HtmlElement>("[aria-label='Clear all']")
            .hidden()
    );
}

#[wasm_bindgen_test]
fn options_are_filtered_and_chosen_by_keyboard() {
    let fixture = Fixture::new();
    let _view = fixture.show(&Element::Multiselect(multiselect()));
    let input: HtmlInputElement = fixture.find("input");
    type_in(&input, "e");
    assert_eq!(lines(&fixture), ["Select 2 matches", "apple", "cherry"]);
    press(&input, "ArrowDown");
    press(&input, "Enter");
    assert_eq!(chosen(&fixture, "m"), texts(&["banana", "apple"]));
    assert_eq!(input.value(), "");
    type_in(&input, "q");
    assert_eq!(lines(&fixture), ["No results"]);
    press(&input, "Escape");
    assert_eq!(lines(&fixture), ["cherry"]);
    press(&input, "Escape");
    assert!(lines(&fixture).is_empty());
    assert_eq!(
        input.get_attribute("aria-expanded").as_deref(),
        Some("false")
    );
    press(&input, "Backspace");
    press(&input, "Backspace");
    assert_eq!(chosen(&fixture, "m"), texts(&[]));
    press(&input, "ArrowDown");
    press(&input, "Enter");
    let every = ["apple", "banana", "cherry"];
    assert_eq!(chosen(&fixture, "m"), texts(&every), "all at once");
}

#[wasm_bindgen_test]
fn a_run_in_between_does_not_move_the_line_that_is_chosen_next() {
    let fixture = Fixture::new();
    let element = Element::Multiselect(multiselect());
    let mut view = fixture.show(&element);
    let input: HtmlInputElement = fixture.find("input");
    type_in(&input, "e");
    press(&input, "ArrowDown");
    press(&input, "ArrowDown");
    assert!(fixture.update(&mut *view, &element));
    press(&input, "Enter");
    assert_eq!(chosen(&fixture, "m"), texts(&["banana", "cherry"]));
    // A run that brings other options: the line that moved is followed.
    press(&input, "ArrowDown");
    let mut longer = multiselect();
    longer.options.insert(0, "apricot".to_owned());
    longer.default = vec![2];
    assert!(fixture.update(&mut *view, &Element::Multiselect(longer)));
    press(&input, "Enter");
    let every = ["banana", "cherry", "apple"];
    assert_eq!(chosen(&fixture, "m"), texts(&every));
}

#[wasm_bindgen_test]
fn tags_are_walked_and_removed_by_keyboard() {
    let fixture = Fixture::new();
    let mut three = multiselect();
    three.default = vec![0, 1, 2];
    let _view = fixture.show(&Element::Multiselect(three));
    let focused = || fixture.context.document.active_element().unwrap();
    let name = || focused().get_attribute("aria-label").unwrap();
    let key = |key| press(focused().unchecked_ref(), key);
    fixture.find::<HtmlElement>("input").focus().unwrap();
    key("ArrowLeft");
    assert_eq!(name(), "cherry");
    key("ArrowLeft");
    assert_eq!(name(), "banana");
    key("Delete");
    assert_eq!(chosen(&fixture, "m"), texts(&["apple", "cherry"]));
    assert_eq!(name(), "cherry");
    key("Backspace");
    assert_eq!(name(), "Fruit", "after the last tag comes the field");
    key("ArrowLeft");
    key("Home");
    key("ArrowRight");
    assert_eq!(name(), "Fruit");
}

#[wasm_bindgen_test]
fn new_options_are_added_and_too_many_are_not() {
    let fixture = Fixture::new();
    let mut open = multiselect();
    open.accept_new_options = true;
    open.max_selections = Some(2);
    let _view = fixture.show(&Element::Multiselect(open));
    let input: HtmlInputElement = fixture.find("input");
    type_in(&input, "kiwi");
    assert_eq!(lines(&fixture), ["Add: kiwi"]);
    press(&input, "Enter");
    assert_eq!(chosen(&fixture, "m"), texts(&["banana", "kiwi"]));
    let refusal = "You can only select up to 2 options. Remove an option first.";
    assert_eq!(lines(&fixture), [refusal]);
    press(&input, "Enter");
    assert_eq!(fixture.reported.borrow().len(), 1);
}

#[wasm_bindgen_test]
fn what_the_script_says_of_a_multiselect_is_shown() {
    let fixture = Fixture::new();
    let mut view = fixture.show(&Element::Multiselect(multiselect()));
    let set = Widget {
        set_value: Some(texts(&["cherry"])),
        disabled: true,
        ..multiselect()
    };
    assert!(fixture.update(&mut *view, &Element::Multiselect(set)));
    assert_eq!(tags(&fixture), ["cherry"]);
    assert!(fixture.find::<HtmlInputElement>("input").disabled());
    fixture.find::<HtmlElement>(".bk-tags-frame").click();
    assert!(all(&fixture, "[role=listbox], [data-tag] button").is_empty());
    let other = Widget {
        id: WidgetId::from("other"),
        ..multiselect()
    };
    assert!(
        !fixture.update(&mut *view, &Element::Multiselect(other)),
        "a new widget"
    );
    assert!(fixture.reported.borrow().is_empty());
}

#[wasm_bindgen_test]
fn choices_in_a_form_wait() {
    let fixture = Fixture::new();
    let widgets = &fixture.context.widgets;
    widgets.set_form("f", false, true);
    for id in ["m", "g"] {
        let scope = Scope {
            form_id: Some("f".to_owned()),
            ..Scope::default()
        };
        widgets.register(&WidgetId::from(id), &scope);
    }
    let _view = fixture.show(&Element::Multiselect(multiselect()));
    let _group = fixture.show(&Element::ButtonGroup(group(Amount::Several)));
    fixture
        .find::<HtmlElement>("[aria-label='Remove banana']")
        .click();
    fixture.find::<HtmlElement>("[data-variant]").click();
    assert!(tags(&fixture).is_empty());
    assert!(fixture.reported.borrow().is_empty());
    widgets.trigger(&WidgetId::from("m"));
    assert_eq!(chosen(&fixture, "g"), texts(&["A"]));
}

fn group(amount: Amount) -> Widget<ButtonGroup> {
    let option = |text: &str, icon: Option<&str>, content: &str| ButtonOption {
        name: text.to_owned(),
        icon: icon.map(str::to_owned),
        content: content.to_owned(),
    };
    Widget {
        id: WidgetId::from("g"),
        label: label("Size"),
        reruns: true,
        props: ButtonGroup {
            options: vec![
                option("A", None, "A"),
                option(":material/add: B", Some(":material/add:"), "B"),
                option("🔥", Some("🔥"), ""),
            ],
            amount,
            ..ButtonGroup::default()
        },
        ..Widget::default()
    }
}

fn states(fixture: &Fixture, attribute: &str) -> Vec<bool> {
    let buttons = all(fixture, "[data-variant]");
    let is_on = |button: &HtmlElement| button.get_attribute(attribute).as_deref() == Some("true");
    buttons.iter().map(is_on).collect()
}

#[wasm_bindgen_test]
fn one_of_a_group_is_chosen_and_taken_back() {
    let fixture = Fixture::new();
    let _view = fixture.show(&Element::ButtonGroup(group(Amount::One)));
    let _radios: HtmlElement = fixture.find("[role=radiogroup][aria-label=Size]");
    let buttons = all(&fixture, "[role=radio]");
    buttons[0].click();
    buttons[1].click();
    assert_eq!(chosen(&fixture, "g"), texts(&[":material/add: B"]));
    assert_eq!(states(&fixture, "aria-checked"), [false, true, false]);
    buttons[1].click();
    assert_eq!(chosen(&fixture, "g"), texts(&[]));
    let name = buttons[2].query_selector(".bk-hidden").unwrap().unwrap();
    let name = name.text_content();
    assert_eq!(name.as_deref(), Some("🔥"), "an icon alone has a name");
}

#[wasm_bindgen_test]
fn a_choice_that_is_required_stays() {
    let fixture = Fixture::new();
    let _view = fixture.show(&Element::ButtonGroup(group(Amount::ExactlyOne)));
    let buttons = all(&fixture, "[role=radio]");
    buttons[0].click();
    buttons[0].click();
    assert_eq!(fixture.reported.borrow().len(), 1);
    assert_eq!(states(&fixture, "aria-checked"), [true, false, false]);
}

#[wasm_bindgen_test]
fn a_group_is_walked_by_keyboard() {
    let fixture = Fixture::new();
    let mut view = fixture.show(&Element::ButtonGroup(group(Amount::Several)));
    let buttons = all(&fixture, "[role=toolbar] > button");
    let stops = || -> Vec<i32> { buttons.iter().map(HtmlElement::tab_index).collect() };
    assert_eq!(stops(), [0, -1, -1]);
    buttons[0].focus().unwrap();
    for (key, expected) in [
        ("ArrowRight", 1),
        ("End", 2),
        ("ArrowRight", 0),
        ("ArrowLeft", 2),
    ] {
        let active = fixture.context.document.active_element().unwrap();
        press(active.unchecked_ref(), key);
        assert_eq!(
            stops().iter().position(|stop| *stop == 0),
            Some(expected),
            "{key}"
        );
    }
    buttons[2].click();
    buttons[0].click();
    assert_eq!(chosen(&fixture, "g"), texts(&["🔥", "A"]));
    assert_eq!(states(&fixture, "aria-pressed"), [true, false, true]);
    let set = Widget {
        set_value: Some(texts(&["A"])),
        disabled: true,
        ..group(Amount::Several)
    };
    assert!(fixture.update(&mut *view, &Element::ButtonGroup(set)));
    assert_eq!(states(&fixture, "data-selected"), [true, false, false]);
    buttons[1].click();
    assert_eq!(fixture.reported.borrow().len(), 2);
}

fn pages() -> Widget<Pagination> {
    Widget {
        id: WidgetId::from("p"),
        reruns: true,
        props: Pagination {
            pages: 12,
            default: 1,
            most_shown: Some(7),
        },
        ..Widget::default()
    }
}

#[wasm_bindgen_test]
fn pages_are_turned() {
    let fixture = Fixture::new();
    let mut view = fixture.show(&Element::Pagination(pages()));
    let present = || fixture.find::<HtmlElement>("[aria-current=page]");
    let step = |name: &str| fixture.find::<HtmlElement>(&format!("[aria-label='{name} page']"));
    assert!(step("Previous").has_attribute("disabled"));
    step("Next").focus().unwrap();
    step("Next").click();
    assert_eq!(fixture.last("p"), Some(WidgetValue::Int(2)));
    let active = fixture.context.document.active_element();
    assert_eq!(
        active.as_ref(),
        Some(step("Next").as_ref()),
        "the focus stays"
    );
    fixture
        .find::<HtmlElement>("[aria-label='Page 12']")
        .click();
    assert_eq!(present().text_content().as_deref(), Some("12"));
    assert!(step("Next").has_attribute("disabled"));
    let set = Widget {
        set_value: Some(WidgetValue::Int(5)),
        disabled: true,
        ..pages()
    };
    assert!(fixture.update(&mut *view, &Element::Pagination(set)));
    assert_eq!(present().text_content().as_deref(), Some("5"));
    step("Next").click();
    assert_eq!(fixture.reported.borrow().len(), 2);
}

#[wasm_bindgen_test]
fn a_slider_over_options_says_and_reports_them() {
    let fixture = Fixture::new();
    let options = ["low", "mid", "high"].map(str::to_owned).to_vec();
    let mut element = slider(&[0.0, 2.0]);
    element.options = options;
    element.max = 2.0;
    element.step = 1.0;
    let _view = fixture.show(&Element::Slider(element));
    let thumbs = all(&fixture, "[role=slider]");
    press(&thumbs[0], "ArrowRight");
    let heard = thumbs[0].get_attribute("aria-valuetext");
    assert_eq!(heard.as_deref(), Some("mid"));
    thumbs[0].focus().unwrap();
    thumbs[0].blur().unwrap();
    assert_eq!(chosen(&fixture, "r"), texts(&["mid", "high"]));
    let ends = fixture.find::<HtmlElement>("[data-testid=stSliderTickBar]");
    assert_eq!(ends.text_content().as_deref(), Some("lowhigh"));
}

#[wasm_bindgen_test]
fn a_choice_that_is_ignored_is_kept_but_not_reported() {
    let fixture = Fixture::new();
    let quiet = Widget {
        reruns: false,
        ..selectbox()
    };
    let _view = fixture.show(&Element::Selectbox(quiet));
    let input: HtmlInputElement = fixture.find("input");
    press(&input, "ArrowDown");
    press(&input, "ArrowDown");
    press(&input, "Enter");
    assert_eq!(input.value(), "banana");
    assert!(fixture.reported.borrow().is_empty());
    let held = fixture.context.widgets.get(&WidgetId::from("s"));
    assert_eq!(held, Some(WidgetValue::Text("banana".to_owned())));
}

/// Of 100,000 options only those are drawn that can be seen, whatever is typed.
#[wasm_bindgen_test]
fn long_lists_open_and_are_filtered_without_drawing_all() {
    let options: Vec<String> = (0..100_000).map(|n| format!("Option {n:05}")).collect();
    let select = Element::Selectbox({
        let mut base = selectbox();
        base.options.clone_from(&options);
        base
    });
    let many = Element::Multiselect({
        let mut base = multiselect();
        base.options = options;
        base
    });
    for element in [select, many] {
        let fixture = Fixture::new();
        let _view: Box<dyn View> = fixture.show(&element);
        let input: HtmlInputElement = fixture.find("input");
        input.click();
        assert!((8..20).contains(&lines(&fixture).len()));
        for typed in ["9", "99", "999"] {
            type_in(&input, typed);
        }
        assert!(lines(&fixture).contains(&"Option 99900".to_owned()));
        // The styles of the page are not here.
        let list: HtmlElement = fixture.find("[role=listbox]");
        list.style().set_property("overflow", "auto").unwrap();
        press(&input, "End");
        let found = lines(&fixture);
        assert!((8..20).contains(&found.len()) && !found.contains(&"Option 99900".to_owned()));
    }
}
