//! What stands at one place of the page, and what is done to a part of the tree.

use std::collections::{BTreeMap, BTreeSet};

use brooklet_protocol::{Block, Layout, WidgetId};

use super::surface::Surface;

/// The run under way, or the last one.
#[derive(Default)]
pub(super) struct Run {
    pub(super) number: u32,
    /// The fragments that it is for; none if it is for the whole script.
    pub(super) fragments: Vec<String>,
}

impl Run {
    /// Whether it draws what belongs to this fragment, `inside` of one that it draws.
    pub(super) fn draws(&self, fragment: Option<&String>, inside: bool) -> bool {
        inside
            || self.fragments.is_empty()
            || fragment.is_some_and(|id| self.fragments.contains(id))
    }
}

pub(super) type Children<P> = Vec<Option<Node<P>>>;

pub(super) struct Node<P> {
    pub(super) part: P,
    pub(super) content: Content<P>,
    pub(super) run: u32,
    pub(super) fragment: Option<String>,
    pub(super) is_stale: bool,
    /// Whether it is complete as soon as something is drawn elsewhere: a message of a chat. What it had
    /// in an earlier run would otherwise stand below what it has now while an answer is worked out.
    pub(super) is_message: bool,
}

pub(super) enum Content<P> {
    Leaf(Option<WidgetId>),
    Branch(Option<WidgetId>, Option<Name>, Children<P>),
}

/// What a block is recognized by where it is drawn again at another place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Name {
    Key(String),
    Title(String),
}

impl Name {
    pub(super) fn of(block: &Block, layout: &Layout) -> Option<Self> {
        let key = layout.key.clone().map(Self::Key);
        key.or_else(|| block.title().map(Self::Title))
    }
}

/// What something else has taken the place of. A widget keeps its part, and with it focus and caret,
/// where the script draws it again a few deltas later at another place; a block with a name keeps what
/// is open in it.
pub(super) struct Parked<P> {
    pub(super) widgets: BTreeMap<WidgetId, P>,
    pub(super) blocks: Children<P>,
    pub(super) rest: Vec<P>,
}

impl<P> Node<P> {
    pub(super) fn touch(&mut self, surface: &impl Surface<Part = P>, run: u32, layout: &Layout) {
        self.run = run;
        self.fragment.clone_from(&layout.scope.fragment_id);
        self.set_stale(surface, false);
    }

    pub(super) fn set_stale(&mut self, surface: &impl Surface<Part = P>, is_stale: bool) {
        if self.is_stale != is_stale {
            self.is_stale = is_stale;
            surface.set_stale(&self.part, is_stale);
        }
    }
}

pub(super) fn park<S: Surface>(surface: &S, parked: &mut Parked<S::Part>, node: Node<S::Part>) {
    match node.content {
        Content::Leaf(Some(id)) => {
            if node.is_stale {
                surface.set_stale(&node.part, false);
            }
            parked.rest.extend(parked.widgets.insert(id, node.part));
        }
        Content::Leaf(None) => surface.remove(node.part),
        Content::Branch(_, None, children) => {
            for child in children.into_iter().flatten() {
                park(surface, parked, child);
            }
            parked.rest.push(node.part);
        }
        Content::Branch(_, Some(_), _) => parked.blocks.push(Some(node)),
    }
}

/// Says of all nodes which run has drawn them last.
pub(super) fn age<P>(children: &mut Children<P>, run: u32) {
    for node in children.iter_mut().flatten() {
        node.run = run;
        if let Content::Branch(_, _, inner) = &mut node.content {
            age(inner, run);
        }
    }
}

/// Takes the first node that `is_it` out of a tree, wherever it stands there.
pub(super) fn extract<P>(
    children: &mut Children<P>,
    is_it: &impl Fn(&Node<P>) -> bool,
) -> Option<Node<P>> {
    for slot in children {
        if slot.as_ref().is_some_and(is_it) {
            return slot.take();
        }
        if let Some(node) = slot
            && let Content::Branch(_, _, inner) = &mut node.content
            && let Some(found) = extract(inner, is_it)
        {
            return Some(found);
        }
    }
    None
}

pub(super) fn remove<S: Surface>(surface: &S, node: Node<S::Part>) {
    if let Content::Branch(_, _, children) = node.content {
        for child in children.into_iter().rev().flatten() {
            remove(surface, child);
        }
    }
    surface.remove(node.part);
}

pub(super) fn sweep<S: Surface>(
    surface: &S,
    children: &mut Children<S::Part>,
    run: &Run,
    inside: bool,
) {
    // From the end, where what was drawn last goes without all that is before it being moved.
    for slot in children.iter_mut().rev() {
        let Some(node) = slot else { continue };
        let is_drawn = run.draws(node.fragment.as_ref(), inside);
        if is_drawn && node.run != run.number {
            if let Some(node) = slot.take() {
                remove(surface, node);
            }
        } else if let Content::Branch(_, _, children) = &mut node.content {
            let inside = is_drawn && !run.fragments.is_empty();
            sweep(surface, children, run, inside);
        }
    }
    while matches!(children.last(), Some(None)) {
        children.pop();
    }
}

/// Removes what this run has not drawn of the message that `left` is in, unless `path` is in it too.
pub(super) fn close_message<S: Surface>(
    surface: &S,
    children: &mut Children<S::Part>,
    run: &Run,
    left: &[u32],
    path: &[u32],
) {
    let mut children = children;
    for (depth, index) in left.iter().enumerate() {
        let Some(Some(node)) = children.get_mut(*index as usize) else {
            return;
        };
        let Content::Branch(_, _, inner) = &mut node.content else {
            return;
        };
        if node.is_message && !path.starts_with(&left[..=depth]) {
            return sweep(surface, inner, run, false);
        }
        children = inner;
    }
}

pub(super) fn mark<S: Surface>(
    surface: &S,
    children: &mut Children<S::Part>,
    run: &Run,
    inside: bool,
) {
    for node in children.iter_mut().flatten() {
        let is_drawn = run.draws(node.fragment.as_ref(), inside);
        let is_stale = is_drawn && node.run != run.number;
        match &mut node.content {
            Content::Leaf(_) => node.set_stale(surface, is_stale),
            Content::Branch(_, _, children) => {
                mark(
                    surface,
                    children,
                    run,
                    is_drawn && !run.fragments.is_empty(),
                );
            }
        }
    }
}

pub(super) fn unmark<S: Surface>(surface: &S, children: &mut Children<S::Part>) {
    for node in children.iter_mut().flatten() {
        match &mut node.content {
            Content::Leaf(_) => node.set_stale(surface, false),
            Content::Branch(_, _, children) => unmark(surface, children),
        }
    }
}

pub(super) fn remount<S: Surface>(surface: &S, children: &mut Children<S::Part>, form: &str) {
    for node in children.iter_mut().flatten() {
        match &mut node.content {
            Content::Leaf(_) => surface.remount(&mut node.part, form),
            Content::Branch(_, _, children) => remount(surface, children, form),
        }
    }
}

pub(super) fn collect_ids<P>(children: &Children<P>, ids: &mut BTreeSet<WidgetId>) {
    for node in children.iter().flatten() {
        match &node.content {
            Content::Leaf(id) => ids.extend(id.clone()),
            Content::Branch(id, _, children) => {
                ids.extend(id.clone());
                collect_ids(children, ids);
            }
        }
    }
}
