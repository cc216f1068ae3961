//! The elements and blocks on the page, by their delta paths.

use std::collections::BTreeSet;

use brooklet_protocol::{Block, Delta, DeltaPath, Element, Layout, Root, WidgetId};
use web_sys::HtmlElement;

use crate::block::{self, BlockView};
use crate::dom::{append, clear, make_with, set, unset};
use crate::element;
use crate::style::apply_layout;
use crate::view::{Context, View};

/// The content of the page.
pub struct Tree {
    context: Context,
    main: Vec<Option<Node>>,
    sidebar: Vec<Option<Node>>,
    bottom: Vec<Option<Node>>,
    roots: Roots,
    run: u32,
}

/// The DOM elements that hold the parts of the page.
#[derive(Clone)]
pub struct Roots {
    /// The main column.
    pub main: HtmlElement,
    /// The inside of the sidebar.
    pub sidebar: HtmlElement,
    /// The strip at the lower edge.
    pub bottom: HtmlElement,
}

struct Node {
    frame: HtmlElement,
    content: Content,
    run: u32,
}

enum Content {
    Leaf {
        view: Box<dyn View>,
        id: Option<WidgetId>,
    },
    Branch {
        view: BlockView,
        children: Vec<Option<Node>>,
    },
}

impl Tree {
    /// An empty page.
    pub fn new(context: Context, roots: Roots) -> Self {
        Self {
            context,
            main: Vec::new(),
            sidebar: Vec::new(),
            bottom: Vec::new(),
            roots,
            run: 0,
        }
    }

    /// A run begins: what it does not draw becomes old.
    pub fn begin_run(&mut self) {
        self.run = self.run.wrapping_add(1);
    }

    /// Applies a change.
    pub fn apply(&mut self, delta: Delta) {
        let run = self.run;
        let context = self.context.clone();
        let (children, holder, index) = self.slot(delta.path());
        let Some(index) = index else { return };
        while children.len() <= index {
            children.push(None);
        }
        match delta {
            Delta::Element {
                element, layout, ..
            } => {
                put_element(children, index, &holder, &element, &layout, run, &context);
            }
            Delta::Block { block, layout, .. } => {
                put_block(children, index, &holder, &block, &layout, run, &context);
            }
        }
    }

    /// Removes what the last run did not draw.
    pub fn sweep(&mut self) {
        let run = self.run;
        for children in [&mut self.main, &mut self.sidebar, &mut self.bottom] {
            sweep(children, run);
        }
    }

    /// Marks what the run under way has not drawn yet.
    pub fn mark_stale(&mut self) {
        let run = self.run;
        for children in [&self.main, &self.sidebar, &self.bottom] {
            mark_stale(children, run);
        }
    }

    /// Takes the marks away.
    pub fn unmark_stale(&mut self) {
        for children in [&self.main, &self.sidebar, &self.bottom] {
            unmark(children);
        }
    }

    /// Whether the sidebar has content.
    pub fn has_sidebar(&self) -> bool {
        self.sidebar.iter().any(Option::is_some)
    }

    /// The widgets on the page.
    pub fn widget_ids(&self) -> BTreeSet<WidgetId> {
        let mut ids = BTreeSet::new();
        for children in [&self.main, &self.sidebar, &self.bottom] {
            collect_ids(children, &mut ids);
        }
        ids
    }

    /// Empties the page.
    pub fn clear(&mut self) {
        for children in [&mut self.main, &mut self.sidebar, &mut self.bottom] {
            children.drain(..).flatten().for_each(remove);
        }
    }

    /// The children among which a path ends, the DOM element that holds them, and the place. The
    /// place is missing where the script has replaced the block that the path leads through.
    fn slot(&mut self, path: &DeltaPath) -> (&mut Vec<Option<Node>>, HtmlElement, Option<usize>) {
        let (mut children, mut holder) = match path.root {
            Root::Main | Root::Event => (&mut self.main, self.roots.main.clone()),
            Root::Sidebar => (&mut self.sidebar, self.roots.sidebar.clone()),
            Root::Bottom => (&mut self.bottom, self.roots.bottom.clone()),
        };
        let Some((last, way)) = path.indices.split_last() else {
            return (children, holder, None);
        };
        for index in way {
            let index = *index as usize;
            let is_branch = matches!(
                children.get(index),
                Some(Some(Node {
                    content: Content::Branch { .. },
                    ..
                }))
            );
            if !is_branch {
                return (children, holder, None);
            }
            let Some(Some(Node {
                content:
                    Content::Branch {
                        view,
                        children: inner,
                    },
                ..
            })) = children.get_mut(index)
            else {
                unreachable!("it was a branch a moment ago");
            };
            holder = view.body.clone();
            children = inner;
        }
        (children, holder, Some(*last as usize))
    }
}

fn put_element(
    children: &mut [Option<Node>],
    index: usize,
    holder: &HtmlElement,
    element: &Element,
    layout: &Layout,
    run: u32,
    context: &Context,
) {
    if let Some(node) = &mut children[index]
        && let Content::Leaf { view, id } = &mut node.content
        && id.as_ref() == element.widget_id()
        && view.update(element)
    {
        node.run = run;
        unset(&node.frame, "data-stale");
        apply_layout(&node.frame, layout);
        return;
    }
    if let Some(old) = children[index].take() {
        remove(old);
    }
    let frame = make_with(
        &context.document,
        "div",
        "stElementContainer element-container",
        "stElementContainer",
    );
    let view = element::build(element, context);
    append(&frame, view.node());
    apply_layout(&frame, layout);
    insert(holder, &frame, children, index);
    let id = element.widget_id().cloned();
    children[index] = Some(Node {
        frame,
        content: Content::Leaf { view, id },
        run,
    });
}

fn put_block(
    children: &mut [Option<Node>],
    index: usize,
    holder: &HtmlElement,
    block: &Block,
    layout: &Layout,
    run: u32,
    context: &Context,
) {
    if let Some(node) = &mut children[index]
        && let Content::Branch { view, .. } = &mut node.content
        && view.update(block)
    {
        node.run = run;
        unset(&node.frame, "data-stale");
        apply_layout(&node.frame, layout);
        return;
    }
    if let Some(old) = children[index].take() {
        remove(old);
    }
    let view = block::build(block, context);
    let frame = view.frame.clone();
    apply_layout(&frame, layout);
    insert(holder, &frame, children, index);
    children[index] = Some(Node {
        frame,
        content: Content::Branch {
            view,
            children: Vec::new(),
        },
        run,
    });
}

/// Puts a frame before the next one that is there.
fn insert(holder: &HtmlElement, frame: &HtmlElement, children: &[Option<Node>], index: usize) {
    let next = children[index + 1..].iter().flatten().next();
    // It fails only where `next` is no child of the holder.
    let _ = holder.insert_before(frame, next.map(|node| node.frame.as_ref()));
}

fn remove(mut node: Node) {
    match &mut node.content {
        Content::Leaf { view, .. } => view.dispose(),
        Content::Branch { children, .. } => children.drain(..).flatten().for_each(remove),
    }
    clear(&node.frame);
    node.frame.remove();
}

fn sweep(children: &mut Vec<Option<Node>>, run: u32) {
    for child in children.iter_mut() {
        if child.as_ref().is_some_and(|node| node.run != run)
            && let Some(node) = child.take()
        {
            remove(node);
        } else if let Some(Node {
            content: Content::Branch { children, .. },
            ..
        }) = child
        {
            sweep(children, run);
        }
    }
    while matches!(children.last(), Some(None)) {
        children.pop();
    }
}

fn mark_stale(children: &[Option<Node>], run: u32) {
    for node in children.iter().flatten() {
        if node.run != run {
            set(&node.frame, "data-stale", "true");
        } else if let Content::Branch { children, .. } = &node.content {
            mark_stale(children, run);
        }
    }
}

fn unmark(children: &[Option<Node>]) {
    for node in children.iter().flatten() {
        unset(&node.frame, "data-stale");
        if let Content::Branch { children, .. } = &node.content {
            unmark(children);
        }
    }
}

fn collect_ids(children: &[Option<Node>], ids: &mut BTreeSet<WidgetId>) {
    for node in children.iter().flatten() {
        match &node.content {
            Content::Leaf { id, .. } => ids.extend(id.clone()),
            Content::Branch { children, .. } => collect_ids(children, ids),
        }
    }
}
