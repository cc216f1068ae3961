//! The frame around the content, and what nests in it.

use brooklet_protocol::block::{Column, Expander, ExpanderKind, Gap, Stack, VerticalAlignment};
use brooklet_protocol::layout::Size;
use brooklet_protocol::message::{PageChange, SidebarState};
use brooklet_protocol::{Block, Delta, DeltaPath, Layout, Outcome, Root, ToEngine, ToPage};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::fixture::{Fixture, READY, at_main, delta, input, press, text};

#[wasm_bindgen_test]
fn the_frame_and_a_skeleton_stand_before_the_engine() {
    let fixture = Fixture::without_files("{}");
    for name in [
        "stApp",
        "stAppViewContainer",
        "stMain",
        "stMainBlockContainer",
        "stMainMenu",
    ] {
        assert!(fixture.by_id(name).is_some(), "{name}");
    }
    assert!(fixture.by_id("stSkeleton").is_some());
    assert!(fixture.by_id("stSidebar").is_none());
    let app = fixture.by_id("stApp").unwrap();
    let connection = app.get_attribute("data-test-connection-state");
    assert_eq!(connection.as_deref(), Some("CONNECTED"));
    assert_eq!(fixture.state(), "initial");
    fixture
        .worker()
        .say(r#"{"type": "progress", "loaded": 25, "total": 100}"#);
    let bar: HtmlElement = fixture.find("[role=progressbar]").unwrap();
    assert_eq!(bar.get_attribute("aria-valuenow").as_deref(), Some("25"));
}

fn fold() -> Block {
    Block::Expander(Expander {
        id: None,
        label: "Fold".into(),
        expanded: Some(true),
        icon: None,
        kind: ExpanderKind::Default,
        progress: None,
    })
}

fn keyed_block(indices: Vec<u32>, block: Block) -> Delta {
    Delta::Block {
        path: DeltaPath::new(Root::Main, indices),
        block,
        layout: Layout {
            key: Some("my key!é.x_y-z".into()),
            ..Layout::default()
        },
    }
}

/// A text in a box, one in a column, and one in a fold.
fn nested_texts() -> Vec<Delta> {
    let column = Block::Column(Column {
        weight: 0.5,
        vertical_alignment: VerticalAlignment::Top,
        border: false,
        gap: Gap::Small,
    });
    let boxed = Block::Vertical(Stack {
        border: true,
        ..Stack::default()
    });
    let row = Block::Horizontal(Stack {
        wrap: true,
        ..Stack::default()
    });
    let keyed = Delta::Element {
        path: DeltaPath::new(Root::Main, vec![2, 0]),
        element: text("in the fold"),
        layout: Layout {
            key: Some("k".into()),
            width: Size::Px(120),
            ..Layout::default()
        },
    };
    vec![
        keyed_block(vec![0], boxed),
        delta(Root::Main, vec![0, 0], text("in the box")),
        keyed_block(vec![1], row),
        keyed_block(vec![1, 0], column),
        delta(Root::Main, vec![1, 0, 0], text("in the column")),
        keyed_block(vec![2], fold()),
        keyed,
    ]
}

fn run_started(run: u32) -> ToPage {
    ToPage::RunStarted {
        run,
        fragment_ids: Vec::new(),
    }
}

#[wasm_bindgen_test]
fn blocks_nest_as_people_s_styles_expect() {
    let fixture = Fixture::opened();
    fixture
        .worker()
        .tell(&[run_started(1), ToPage::Deltas(nested_texts())]);
    let id = |name: &str| format!("[data-testid={name}]");
    let container = format!("{} > {}", id("stMainBlockContainer"), id("stVerticalBlock"));
    let wrapper = format!("{container} > {}", id("stLayoutWrapper"));
    let element = id("stElementContainer");
    let vertical = id("stVerticalBlock");
    for way in [
        format!("{wrapper} > {vertical}.st-key-my-key---x_y-z > {element}"),
        format!(
            "{wrapper} > {} > {} > {vertical} > {element}",
            id("stHorizontalBlock"),
            id("stColumn")
        ),
        format!(
            "{wrapper} > {} > details[open] > {} > {vertical} > {element}.st-key-k",
            id("stExpander"),
            id("stExpanderDetails")
        ),
    ] {
        assert!(fixture.find::<HtmlElement>(&way).is_some(), "{way}");
    }
    let keyed: HtmlElement = fixture.find(".st-key-k").unwrap();
    assert_eq!(keyed.offset_width(), 120);
    // What the reader folds stays folded in the next run.
    let details: web_sys::HtmlDetailsElement = fixture.find("details").unwrap();
    details.set_open(false);
    fixture.worker().tell(&[
        run_started(2),
        ToPage::Deltas(vec![keyed_block(vec![2], fold())]),
    ]);
    assert!(!details.open() && details.is_connected());
}

#[wasm_bindgen_test]
fn the_sidebar_is_there_while_it_has_content_and_folds() {
    let fixture = Fixture::opened();
    let worker = fixture.worker();
    worker.tell(&[
        ToPage::RunStarted {
            run: 1,
            fragment_ids: Vec::new(),
        },
        ToPage::Deltas(vec![delta(Root::Sidebar, vec![0], text("aside"))]),
    ]);
    let sidebar = fixture.by_id("stSidebar").unwrap();
    let way = "[data-testid=stSidebar] [data-testid=stSidebarContent] [data-testid=stSidebarUserContent] [data-testid=stText]";
    assert!(fixture.find::<HtmlElement>(way).is_some());
    let change = |collapsed| {
        ToPage::Page(PageChange {
            sidebar: Some(if collapsed {
                SidebarState::Collapsed
            } else {
                SidebarState::Expanded
            }),
            ..PageChange::default()
        })
    };
    worker.tell(&[change(false)]);
    let collapsed = || sidebar.get_attribute("data-collapsed").unwrap();
    let fold: HtmlElement = fixture
        .find("[data-testid=stSidebarCollapseButton] button")
        .unwrap();
    fold.click();
    assert_eq!(collapsed(), "true");
    let unfold = fixture.by_id("stExpandSidebarButton").unwrap();
    assert!(!unfold.hidden());
    unfold.click();
    assert_eq!(collapsed(), "false");
    let outcome = Outcome::Finished;
    worker.tell(&[
        ToPage::RunEnded { run: 1, outcome },
        ToPage::RunStarted {
            run: 2,
            fragment_ids: Vec::new(),
        },
        ToPage::Deltas(at_main(vec![text("a")])),
        ToPage::RunEnded {
            run: 2,
            outcome: Outcome::Finished,
        },
    ]);
    assert!(fixture.by_id("stSidebar").is_none());
}

#[wasm_bindgen_test]
fn the_menu_runs_clears_and_changes_the_theme() {
    let fixture = Fixture::with(
        r##"{"config": {"theme": {"base": "dark", "primaryColor": "#00f"}, "theme.textColor": "#0f0"}}"##,
    );
    fixture.worker().say(READY);
    fixture.worker().run(1, vec![text("a")]);
    let theme = || fixture.root.get_attribute("data-theme").unwrap();
    let property = |name: &str| fixture.root.style().get_property_value(name).unwrap();
    assert_eq!(theme(), "dark");
    assert_eq!(property("--bk-primary"), "#00f");
    assert_eq!(property("--bk-text"), "#0f0");
    let choose = |label: &str| {
        // A theme that was chosen leaves the menu open.
        if fixture.by_id("stMainMenuList").is_none() {
            fixture.by_id("stMainMenuButton").unwrap().click();
        }
        let items = fixture.root.query_selector_all("[role^=menuitem]").unwrap();
        let item = (0..items.length())
            .map(|index| items.get(index).unwrap().unchecked_into::<HtmlElement>())
            .find(|item| item.text_content().unwrap().starts_with(label))
            .unwrap();
        item.click();
    };
    choose("Light");
    assert_eq!(theme(), "light");
    assert_eq!(property("--bk-primary"), "");
    choose("System");
    assert_eq!(theme(), "dark");
    choose("Rerun");
    let heard = fixture.worker().heard();
    assert!(matches!(heard.last(), Some(ToEngine::Rerun(_))));
    choose("Clear cache");
    assert_eq!(fixture.worker().heard().pop(), Some(ToEngine::ClearCaches));
    choose("About");
    let about: web_sys::HtmlDialogElement = fixture.find("[data-testid=bkAbout]").unwrap();
    assert!(about.open());
}

// The widths are those of Streamlit 1.67.
#[wasm_bindgen_test]
fn the_sidebar_is_made_wider_and_stays_so() {
    let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    storage.remove_item("brooklet-sidebar-width").unwrap();
    let edge = || {
        let fixture = Fixture::opened();
        fixture.worker().tell(&[
            ToPage::RunStarted {
                run: 1,
                fragment_ids: Vec::new(),
            },
            ToPage::Deltas(vec![delta(Root::Sidebar, vec![0], text("aside"))]),
        ]);
        let edge = fixture.by_id("stSidebarResizeHandle").unwrap();
        (fixture, edge)
    };
    let (_bench, first) = edge();
    let width = |edge: &HtmlElement| edge.get_attribute("aria-valuenow").unwrap();
    assert_eq!(width(&first), "300");
    for (key, expected) in [
        ("ArrowRight", "310"),
        ("End", "600"),
        ("ArrowRight", "600"),
        ("Home", "200"),
        ("ArrowLeft", "200"),
        ("ArrowRight", "210"),
    ] {
        press(&first, key);
        assert_eq!(width(&first), expected, "{key}");
    }
    let (_bench, next) = edge();
    assert_eq!(width(&next), "210", "the next visit");
    let again = web_sys::Event::new("dblclick").unwrap();
    next.dispatch_event(&again).unwrap();
    assert_eq!(width(&next), "300");
}

#[wasm_bindgen_test]
fn the_first_link_leads_to_the_content() {
    let fixture = Fixture::opened();
    fixture.by_id("stSkipToContent").unwrap().click();
    let document = web_sys::window().unwrap().document().unwrap();
    let focused = document.active_element().unwrap();
    assert_eq!(focused.tag_name(), "MAIN");
}

#[wasm_bindgen_test]
fn the_menu_is_used_by_keyboard() {
    let fixture = Fixture::opened();
    let button = fixture.by_id("stMainMenuButton").unwrap();
    button.click();
    let document = web_sys::window().unwrap().document().unwrap();
    let focused = || -> HtmlElement { document.active_element().unwrap().unchecked_into() };
    let text = || focused().text_content().unwrap();
    assert_eq!(text(), "System");
    assert_eq!(
        focused().get_attribute("aria-checked").as_deref(),
        Some("true")
    );
    for (key, expected) in [
        ("ArrowRight", "Light"),
        ("ArrowDown", "Dark"),
        ("ArrowDown", "RerunR"),
        ("Home", "System"),
        ("ArrowUp", "Keep my session"),
        ("End", "Keep my session"),
        ("ArrowDown", "System"),
    ] {
        press(&focused(), key);
        assert_eq!(text(), expected, "{key}");
    }
    press(&focused(), "Escape");
    assert_eq!(focused(), button);
    assert!(fixture.by_id("stMainMenuList").is_none());
    assert_eq!(
        button.get_attribute("aria-expanded").as_deref(),
        Some("false")
    );
}

#[wasm_bindgen_test]
fn keys_act_on_the_app_that_has_the_focus() {
    let [one, two] = [Fixture::opened(), Fixture::opened()];
    for fixture in [&one, &two] {
        fixture.worker().run(1, vec![input("name")]);
    }
    let asked = |fixture: &Fixture| {
        let heard = fixture.worker().heard();
        heard
            .into_iter()
            .filter(|message| matches!(message, ToEngine::Rerun(_) | ToEngine::ClearCaches))
            .count()
    };
    press(&one.find::<HtmlInputElement>("input").unwrap(), "r");
    assert_eq!(asked(&one), 0, "a field takes the key");
    press(&one.by_id("stMainMenuButton").unwrap(), "r");
    press(&one.by_id("stMainMenuButton").unwrap(), "c");
    assert_eq!((asked(&one), asked(&two)), (2, 0));
    let body = web_sys::window()
        .unwrap()
        .document()
        .unwrap()
        .body()
        .unwrap();
    press(&body, "r");
    assert_eq!((asked(&one), asked(&two)), (3, 1));
}
