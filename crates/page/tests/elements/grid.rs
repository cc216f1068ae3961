//! Grids: what is in the document, what keys and the pointer do.

use brooklet_frame::{Column, Field, Frame};
use brooklet_page::media::MediaBytes;
use brooklet_page::view::View;
use brooklet_protocol::element::{DataFrame, SelectionMode};
use brooklet_protocol::{Element, MediaId, WidgetId, WidgetValue};
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, KeyboardEvent, KeyboardEventInit};

use crate::fixture::{Fixture, press};

fn grid(rows: usize, selection: &[SelectionMode]) -> (Fixture, Box<dyn View>) {
    let numbers = (0..rows as i64).rev().map(Some);
    let names: Vec<String> = (0..rows).map(|row| format!("n{row}")).collect();
    let frame = Frame::of_columns(vec![
        Field::new("number", Column::of_ints(numbers)),
        Field::new(
            "name",
            Column::of_texts(names.iter().map(|name| Some(name.as_str()))),
        ),
        Field::new(
            "gap",
            Column::of_bools((0..rows).map(|row| (row > 0).then_some(true))),
        ),
    ]);
    let fixture = Fixture::new();
    let id = MediaId("table".to_owned());
    let buffer = Uint8Array::new_from_slice(&frame.encode()).buffer();
    let bytes = MediaBytes::of(&buffer).unwrap();
    fixture.context.media.take(id.clone(), bytes);
    fixture.context.media.name(id.clone());
    let element = Element::DataFrame(DataFrame {
        id: (!selection.is_empty()).then(|| WidgetId::from("grid")),
        frame: id,
        config: r#"[["gap", {"type_config": {"type": "text"}}]]"#.to_owned(),
        column_order: None,
        hide_index: true,
        selection: selection.to_vec(),
        default: None,
        set_value: None,
        row_height: None,
        placeholder: Some("none".to_owned()),
        alt: Some("People".to_owned()),
        buttons: Vec::new(),
        editing: None,
    });
    let mut view = fixture.show(&element);
    let scroll: HtmlElement = fixture.find(".bk-grid-scroll");
    scroll
        .set_attribute(
            "style",
            "display: block; width: 400px; height: 200px; overflow: auto",
        )
        .unwrap();
    // The size of its place is known now.
    let Element::DataFrame(mut again) = element else {
        unreachable!()
    };
    again.row_height = Some(35);
    assert!(view.update(&Element::DataFrame(again)));
    (fixture, view)
}

fn texts(fixture: &Fixture, selector: &str) -> Vec<String> {
    let nodes = fixture.context.root.query_selector_all(selector).unwrap();
    (0..nodes.length())
        .map(|place| nodes.get(place).unwrap().text_content().unwrap_or_default())
        .collect()
}

fn press_with(target: &HtmlElement, key: &str, ctrl: bool, shift: bool) {
    let options = KeyboardEventInit::new();
    options.set_key(key);
    options.set_ctrl_key(ctrl);
    options.set_shift_key(shift);
    options.set_bubbles(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &options).unwrap();
    target.dispatch_event(&event).unwrap();
}

#[wasm_bindgen_test]
fn only_visible_rows_are_in_the_document() {
    let (fixture, _view) = grid(100_000, &[]);
    let table: HtmlElement = fixture.find("[data-testid=stDataFrame] table[role=grid]");
    assert_eq!(
        table.get_attribute("aria-rowcount").as_deref(),
        Some("100001")
    );
    assert_eq!(table.get_attribute("aria-label").as_deref(), Some("People"));
    let rows = texts(&fixture, "tbody tr");
    assert!((4..12).contains(&rows.len()), "{} rows", rows.len());
    assert_eq!(texts(&fixture, "thead th"), ["number", "name", "gap"]);
    let first: HtmlElement = fixture.find("[data-testid='glide-cell-2-0']");
    assert_eq!(first.get_attribute("data-missing").as_deref(), Some("none"));
}

#[wasm_bindgen_test]
fn keys_move_through_all_rows() {
    let (fixture, _view) = grid(1000, &[]);
    let table: HtmlElement = fixture.find("table");
    press(&table, "ArrowDown");
    let at = || -> String {
        let table: HtmlElement = fixture.find("table");
        let id = table
            .get_attribute("aria-activedescendant")
            .unwrap_or_default();
        let cell = fixture.context.document.get_element_by_id(&id);
        cell.and_then(|cell| cell.text_content())
            .unwrap_or_default()
    };
    assert_eq!(at(), "999");
    press(&table, "ArrowRight");
    press(&table, "ArrowDown");
    assert_eq!(at(), "n1");
    press_with(&table, "End", true, false);
    press(&table, "ArrowLeft");
    assert_eq!(at(), "n999");
    press_with(&table, "Home", true, false);
    assert_eq!(at(), "999");
    press(&table, "ArrowUp");
    assert_eq!(at(), "number");
}

#[wasm_bindgen_test]
fn the_head_sorts() {
    let (fixture, _view) = grid(50, &[]);
    let table: HtmlElement = fixture.find("table");
    press(&table, "ArrowDown");
    press(&table, "ArrowUp");
    let first = || texts(&fixture, "tbody tr:first-child td")[0].clone();
    assert_eq!(first(), "49");
    press(&table, "Enter");
    assert_eq!(first(), "0");
    let head: HtmlElement = fixture.find("th[aria-sort]");
    assert_eq!(
        head.get_attribute("aria-sort").as_deref(),
        Some("ascending")
    );
    press(&table, "Enter");
    assert_eq!(first(), "49");
    press(&table, "Enter");
    assert!(
        fixture
            .context
            .root
            .query_selector("th[aria-sort]")
            .unwrap()
            .is_none()
    );
}

#[wasm_bindgen_test]
fn rows_are_selected_by_their_place_in_the_table() {
    let (fixture, _view) = grid(50, &[SelectionMode::MultiRow]);
    let table: HtmlElement = fixture.find("table");
    press(&table, "ArrowDown");
    press(&table, "ArrowUp");
    press(&table, "Enter");
    press(&table, "ArrowDown");
    press(&table, " ");
    let said = r#"{"selection":{"rows":[49],"columns":[],"cells":[]}}"#;
    assert_eq!(
        fixture.last("grid"),
        Some(WidgetValue::Json(said.to_owned()))
    );
    let row: HtmlElement = fixture.find("tbody tr[aria-selected=true]");
    assert_eq!(row.get_attribute("aria-rowindex").as_deref(), Some("2"));
}

#[wasm_bindgen_test]
fn ranges_of_cells_are_selected_with_shift() {
    let (fixture, _view) = grid(50, &[SelectionMode::MultiCell]);
    let table: HtmlElement = fixture.find("table");
    press(&table, "ArrowDown");
    press_with(&table, "ArrowRight", false, true);
    let said = r#"{"selection":{"rows":[],"columns":[],"cells":[[0,"number"],[0,"name"]]}}"#;
    assert_eq!(
        fixture.last("grid"),
        Some(WidgetValue::Json(said.to_owned()))
    );
}

#[wasm_bindgen_test]
fn a_search_shows_what_it_finds() {
    let (fixture, _view) = grid(500, &[]);
    let table: HtmlElement = fixture.find("table");
    press_with(&table, "f", true, false);
    let field: web_sys::HtmlInputElement = fixture.find("[role=search] input");
    field.set_value("N499");
    field
        .dispatch_event(&web_sys::Event::new("input").unwrap())
        .unwrap();
    assert_eq!(texts(&fixture, ".bk-grid-found"), ["1 of 1"]);
    let hit: HtmlElement = fixture.find("td[data-found=current]");
    assert_eq!(hit.text_content().as_deref(), Some("n499"));
    press(field.unchecked_ref(), "Escape");
    assert!(fixture.find::<HtmlElement>("[role=search]").hidden());
}

#[wasm_bindgen_test]
fn an_empty_table_says_so() {
    let (fixture, _view) = grid(0, &[]);
    let cell: HtmlElement = fixture.find("tbody td");
    assert_eq!(cell.get_attribute("data-missing").as_deref(), Some("empty"));
}
