//! The laws of the tree, on a model of a page: however a page came about, it looks as if drawn afresh.

use std::collections::BTreeSet;
use std::rc::Rc;

use brooklet_client::memory::{Content, Part};
use brooklet_client::{MemorySurface, Tree};
use brooklet_protocol::block::{Avatar, ChatMessage, Expander, ExpanderKind, Stack};
use brooklet_protocol::element::{Checkbox, Text};
use brooklet_protocol::widget::{Label, Widget};
use brooklet_protocol::{Block, Delta, DeltaPath, Element, Layout, Root, WidgetId};
use proptest::prelude::*;

/// A tree and the page it draws on.
struct Page {
    tree: Tree<MemorySurface>,
    surface: MemorySurface,
}

impl Page {
    fn new() -> Self {
        let surface = MemorySurface::default();
        Self {
            tree: Tree::new(surface.clone()),
            surface,
        }
    }

    fn draw(&mut self, items: &[Item]) {
        self.tree.begin_run(Vec::new());
        for (root, path) in [(Root::Main, 0), (Root::Sidebar, 1)] {
            let items: Vec<&Item> = items.iter().skip(path).step_by(2).collect();
            for delta in deltas(root, &items) {
                self.tree.apply(delta);
            }
        }
        self.tree.drop_parked();
    }

    fn finish(&mut self, items: &[Item]) {
        self.draw(items);
        self.tree.sweep();
    }

    /// The look of all, one a line, indented by depth.
    fn look(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for (_, root) in self.surface.roots() {
            lines.push("root".to_owned());
            root.visit(1, &mut |depth, part| {
                let stale = if part.is_stale() { " stale" } else { "" };
                let indent = "  ".repeat(depth);
                lines.push(format!("{indent}{}{stale}", look_of(part)));
            });
        }
        lines
    }

    fn main(&self) -> Vec<Rc<Part>> {
        let mut roots = self.surface.roots();
        let main = roots.find(|(root, _)| *root == Root::Main);
        let (_, main) = main.expect("there is one");
        main.children()
    }

    fn serial_of(&self, text: &str) -> u32 {
        let main = self.main();
        let found = main.iter().find(|child| look_of(child).contains(text));
        found.expect("it is on the page").serial()
    }
}

fn look_of(part: &Part) -> String {
    let key = part.key();
    match &*part.content() {
        Some(Content::Element(element)) => format!("{element:?} {key:?}"),
        Some(Content::Block(block)) => format!("{block:?} {key:?}"),
        None => String::new(),
    }
}

/// What a script draws at one place, one after the other.
type Item = Vec<Thing>;

#[derive(Debug, Clone)]
enum Thing {
    Text(u8),
    Check(u8),
    Box(bool, Vec<Item>),
    Fold(u8, Vec<Item>),
}

fn things() -> impl Strategy<Value = Vec<Item>> {
    let leaf = prop_oneof![
        (0..4_u8).prop_map(Thing::Text),
        (0..6_u8).prop_map(Thing::Check)
    ];
    let thing = leaf.prop_recursive(3, 24, 4, |thing| {
        let items = || prop::collection::vec(prop::collection::vec(thing.clone(), 1..3), 0..4);
        prop_oneof![
            (any::<bool>(), items()).prop_map(|(border, items)| Thing::Box(border, items)),
            (0..3_u8, items()).prop_map(|(label, items)| Thing::Fold(label, items)),
        ]
    });
    prop::collection::vec(prop::collection::vec(thing, 1..3), 0..7)
}

fn text(number: u8) -> Element {
    Element::Text(Text {
        body: format!("text {number}"),
        help: None,
    })
}

fn check(number: u8) -> Element {
    Element::Checkbox(Widget {
        id: WidgetId(format!("check {number}")),
        label: Label::default(),
        set_value: None,
        disabled: false,
        reruns: true,
        props: Checkbox {
            default: false,
            is_toggle: false,
        },
    })
}

fn fold(label: u8) -> Block {
    Block::Expander(Expander {
        id: None,
        label: format!("fold {label}"),
        expanded: None,
        icon: None,
        kind: ExpanderKind::Default,
        progress: None,
    })
}

fn element_delta(path: DeltaPath, element: Element) -> Delta {
    Delta::Element {
        path,
        element,
        layout: Layout::default(),
    }
}

/// The deltas of a run. A widget that was drawn in it before is left out, as the engine sees to it.
fn deltas(root: Root, items: &[&Item]) -> Vec<Delta> {
    let mut deltas = Vec::new();
    let mut met = BTreeSet::new();
    for (index, item) in items.iter().enumerate() {
        let path = DeltaPath::new(root, vec![index as u32]);
        draw(item, &path, &mut met, &mut deltas);
    }
    deltas
}

fn draw(item: &Item, path: &DeltaPath, met: &mut BTreeSet<u8>, deltas: &mut Vec<Delta>) {
    for thing in item {
        let (block, items) = match thing {
            Thing::Text(number) => {
                deltas.push(element_delta(path.clone(), text(*number)));
                continue;
            }
            Thing::Check(number) => {
                // The two roots have widgets of their own.
                let own = *number * 2 + u8::from(path.root == Root::Sidebar);
                if met.insert(own) {
                    deltas.push(element_delta(path.clone(), check(own)));
                }
                continue;
            }
            Thing::Box(border, items) => {
                let stack = Stack {
                    border: *border,
                    ..Stack::default()
                };
                (Block::Vertical(stack), items)
            }
            Thing::Fold(label, items) => (fold(*label), items),
        };
        deltas.push(Delta::Block {
            path: path.clone(),
            block,
            layout: Layout::default(),
        });
        for (index, item) in items.iter().enumerate() {
            draw(item, &path.child(index as u32), met, deltas);
        }
    }
}

proptest! {
    #[test]
    fn after_any_runs_the_page_looks_as_if_drawn_afresh(runs in prop::collection::vec((things(), 0..3_u8), 1..5)) {
        let mut page = Page::new();
        for (items, end) in &runs {
            page.draw(items);
            match end {
                0 => page.tree.mark_stale(),
                1 => page.tree.unmark_stale(),
                _ => page.tree.sweep(),
            }
        }
        let (last, _) = runs.last().expect("there is one");
        page.finish(last);
        let mut fresh = Page::new();
        fresh.finish(last);
        prop_assert_eq!(page.look(), fresh.look());
        prop_assert_eq!(page.tree.widget_ids(), fresh.tree.widget_ids());
    }

    #[test]
    fn the_same_run_again_makes_and_moves_nothing(items in things()) {
        let once: Vec<Item> = items.into_iter().map(|item| item.into_iter().take(1).collect()).collect();
        let once = once.iter().filter(|item| matches!(item[..], [Thing::Text(_) | Thing::Check(_)])).cloned().collect::<Vec<_>>();
        let mut page = Page::new();
        page.finish(&once);
        let made = page.surface.made();
        page.finish(&once);
        prop_assert_eq!(page.surface.made(), made);
        prop_assert_eq!(page.surface.moved(), 0);
    }
}

/// Items for the main column alone.
fn main(things: Vec<Thing>) -> Vec<Item> {
    let sidebar = Item::new();
    things
        .into_iter()
        .flat_map(|thing| [vec![thing], sidebar.clone()])
        .collect()
}

#[test]
fn a_widget_below_a_new_element_stays_the_same_part_in_its_place() {
    let mut page = Page::new();
    page.finish(&main(vec![
        Thing::Text(0),
        Thing::Check(1),
        Thing::Check(2),
    ]));
    let before = [page.serial_of("check 2"), page.serial_of("check 4")];
    page.finish(&main(vec![
        Thing::Text(0),
        Thing::Text(1),
        Thing::Check(1),
        Thing::Check(2),
    ]));
    let grown = [page.serial_of("check 2"), page.serial_of("check 4")];
    assert_eq!(before, grown);
    page.finish(&main(vec![
        Thing::Text(0),
        Thing::Check(1),
        Thing::Check(2),
    ]));
    let shrunk = [page.serial_of("check 2"), page.serial_of("check 4")];
    assert_eq!(before, shrunk);
    assert_eq!(page.surface.moved(), 0);
}

#[test]
fn a_widget_that_goes_into_a_container_stays_the_same_part() {
    let mut page = Page::new();
    page.finish(&main(vec![Thing::Check(1)]));
    let before = page.serial_of("check 2");
    page.finish(&main(vec![Thing::Box(true, vec![vec![Thing::Check(1)]])]));
    assert_eq!(page.main()[0].children()[0].serial(), before);
}

#[test]
fn a_block_with_a_label_stays_the_same_part_when_it_is_shifted() {
    let mut page = Page::new();
    let folds = || [1, 2].map(|label| Thing::Fold(label, vec![vec![Thing::Check(label)]]));
    page.finish(&main(folds().into()));
    let before = [page.serial_of("fold 1"), page.serial_of("fold 2")];
    let [first, second] = folds();
    page.finish(&main(vec![Thing::Text(1), first, second]));
    assert_eq!([page.serial_of("fold 1"), page.serial_of("fold 2")], before);
    page.finish(&main(folds().into()));
    assert_eq!([page.serial_of("fold 1"), page.serial_of("fold 2")], before);
    let [first, _] = folds();
    page.finish(&main(vec![Thing::Box(true, vec![vec![first]])]));
    assert_eq!(page.main()[0].children()[0].serial(), before[0]);
}

#[test]
fn a_block_of_another_label_is_another_one() {
    let mut page = Page::new();
    page.finish(&main(vec![Thing::Fold(1, vec![vec![Thing::Check(1)]])]));
    let before = page.serial_of("fold 1");
    page.finish(&main(vec![Thing::Fold(2, vec![vec![Thing::Check(1)]])]));
    assert_ne!(page.serial_of("fold 2"), before);
}

#[test]
fn a_block_keeps_its_children_until_the_run_ends() {
    let mut page = Page::new();
    let full = Thing::Box(true, vec![vec![Thing::Text(1)], vec![Thing::Text(2)]]);
    page.finish(&main(vec![full]));
    page.draw(&main(vec![Thing::Box(true, vec![vec![Thing::Text(3)]])]));
    page.tree.mark_stale();
    let look = page.look().join("\n");
    assert!(look.contains("text 3") && look.contains("text 2"));
    assert_eq!(look.matches("stale").count(), 1);
    page.tree.sweep();
    assert!(!page.look().join("\n").contains("text 2"));
}

#[test]
fn a_message_is_complete_when_something_is_drawn_elsewhere() {
    let message = |index, texts: &[u8]| {
        let path = DeltaPath::new(Root::Main, vec![index]);
        let block = Block::ChatMessage(ChatMessage {
            name: "assistant".to_owned(),
            avatar: Avatar::Assistant,
        });
        let open = Delta::Block {
            path: path.clone(),
            block,
            layout: Layout::default(),
        };
        let texts = texts.iter().enumerate();
        let texts =
            texts.map(|(place, number)| element_delta(path.child(place as u32), text(*number)));
        [open].into_iter().chain(texts).collect::<Vec<_>>()
    };
    let mut page = Page::new();
    page.tree.begin_run(Vec::new());
    // The first place was a spinner's while the answer was worked out.
    for delta in message(0, &[0, 1]) {
        page.tree.apply(delta);
    }
    page.tree.sweep();
    page.tree.begin_run(Vec::new());
    for delta in message(0, &[1]) {
        page.tree.apply(delta);
    }
    assert_eq!(page.look().join("\n").matches("text 1").count(), 2);
    for delta in message(1, &[2]) {
        page.tree.apply(delta);
    }
    assert_eq!(page.look().join("\n").matches("text 1").count(), 1);
    // It can go on all the same.
    let path = DeltaPath::new(Root::Main, vec![0, 1]);
    page.tree.apply(element_delta(path, text(3)));
    assert!(page.look().join("\n").contains("text 3"));
}

#[test]
fn a_path_through_an_element_is_left_out() {
    let mut page = Page::new();
    page.finish(&main(vec![Thing::Text(1)]));
    let look = page.look();
    let path = DeltaPath::new(Root::Main, vec![0, 0]);
    page.tree.apply(element_delta(path, text(2)));
    let path = DeltaPath::new(Root::Main, Vec::new());
    page.tree.apply(element_delta(path, text(2)));
    assert_eq!(page.look(), look);
}
