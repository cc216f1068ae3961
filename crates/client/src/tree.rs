//! The elements and blocks on the page by their delta paths, whatever they are drawn on.

mod node;
mod surface;

pub use surface::Surface;

use std::collections::{BTreeMap, BTreeSet};

use brooklet_protocol::{Block, Delta, DeltaPath, Element, Layout, Root, WidgetId};

use node::{
    Children, Content, Name, Node, Parked, Run, age, close_message, collect_ids, extract, mark,
    park, remount, remove, sweep, unmark,
};

/// The content of the page.
pub struct Tree<S: Surface> {
    surface: S,
    roots: Vec<(Root, Children<S::Part>)>,
    parked: Parked<S::Part>,
    run: Run,
    /// Where this run has drawn last.
    last: Option<DeltaPath>,
}

impl<S: Surface> Tree<S> {
    /// An empty page.
    pub fn new(surface: S) -> Self {
        let roots = [
            Root::Failure,
            Root::Main,
            Root::Sidebar,
            Root::Event,
            Root::Bottom,
        ];
        Self {
            surface,
            roots: roots.map(|root| (root, Vec::new())).into(),
            parked: Parked {
                widgets: BTreeMap::new(),
                blocks: Vec::new(),
                rest: Vec::new(),
            },
            run: Run::default(),
            last: None,
        }
    }

    /// A run begins, of some fragments or of the whole script: what it does not draw becomes old.
    pub fn begin_run(&mut self, fragments: Vec<String>) {
        self.run = Run {
            number: self.run.number.wrapping_add(1),
            fragments,
        };
        self.last = None;
    }

    /// Applies a change. One whose path leads through something else than blocks is left out.
    pub fn apply(&mut self, delta: Delta) {
        let path = delta.path();
        if let Some(left) = self.last.replace(path.clone())
            && left.root == path.root
            && let Some((_, children)) = self.roots.iter_mut().find(|(root, _)| *root == path.root)
        {
            let (left, path) = (&left.indices, &path.indices);
            close_message(&self.surface, children, &self.run, left, path);
        }
        let Some((last, way)) = path.indices.split_last() else {
            return;
        };
        let Some((children, parent)) = level(&self.surface, &mut self.roots, path.root, way) else {
            return;
        };
        let index = *last as usize;
        if children.len() <= index {
            children.resize_with(index + 1, || None);
        }
        let mut slot = Slot {
            surface: &self.surface,
            parked: &mut self.parked,
            children,
            parent,
            index,
            run: self.run.number,
        };
        match delta {
            Delta::Element {
                element, layout, ..
            } => slot.put_element(&element, &layout),
            Delta::Block { block, layout, .. } => slot.put_block(&block, &layout),
        }
    }

    /// Lets go of what was replaced and not drawn again. Called where no delta waits, so that the
    /// reader never sees an element in two places.
    pub fn drop_parked(&mut self) {
        let widgets = std::mem::take(&mut self.parked.widgets).into_values();
        let rest = self.parked.rest.drain(..);
        widgets
            .chain(rest)
            .for_each(|part| self.surface.remove(part));
        for node in self.parked.blocks.drain(..).flatten() {
            remove(&self.surface, node);
        }
    }

    /// Removes what the last run did not draw.
    pub fn sweep(&mut self) {
        self.drop_parked();
        for (_, children) in &mut self.roots {
            sweep(&self.surface, children, &self.run, false);
        }
    }

    /// Marks what the run under way has not drawn yet.
    pub fn mark_stale(&mut self) {
        for (_, children) in &mut self.roots {
            mark(&self.surface, children, &self.run, false);
        }
    }

    /// Takes the marks away.
    pub fn unmark_stale(&mut self) {
        for (_, children) in &mut self.roots {
            unmark(&self.surface, children);
        }
    }

    /// Draws the widgets of a form anew.
    pub fn remount(&mut self, form: &str) {
        for (_, children) in &mut self.roots {
            remount(&self.surface, children, form);
        }
    }

    /// Whether a root has content.
    pub fn has_content(&self, root: Root) -> bool {
        let mut roots = self.roots.iter().filter(|(known, _)| *known == root);
        roots.any(|(_, children)| children.iter().any(Option::is_some))
    }

    /// The widgets on the page.
    pub fn widget_ids(&self) -> BTreeSet<WidgetId> {
        let mut ids = BTreeSet::new();
        for (_, children) in &self.roots {
            collect_ids(children, &mut ids);
        }
        ids
    }

    /// Empties the page.
    pub fn clear(&mut self) {
        self.drop_parked();
        for (_, children) in &mut self.roots {
            for node in children.drain(..).flatten() {
                remove(&self.surface, node);
            }
        }
    }
}

/// Where a delta goes: an index among the children of one parent.
struct Slot<'a, S: Surface> {
    surface: &'a S,
    parked: &'a mut Parked<S::Part>,
    children: &'a mut Children<S::Part>,
    parent: S::Parent,
    index: usize,
    run: u32,
}

impl<S: Surface> Slot<'_, S> {
    fn put_element(&mut self, element: &Element, layout: &Layout) {
        let id = element.widget_id();
        if let Some(node) = &mut self.children[self.index]
            && matches!(&node.content, Content::Leaf(known) if known.as_ref() == id)
            && self.surface.update_element(&mut node.part, element, layout)
        {
            return node.touch(self.surface, self.run, layout);
        }
        let moved = id.and_then(|id| self.take(id));
        self.park();
        let part = moved.and_then(|mut part| {
            if self.surface.update_element(&mut part, element, layout) {
                return Some(part);
            }
            self.surface.remove(part);
            None
        });
        let part = part.unwrap_or_else(|| self.surface.element(element, layout));
        self.fill(part, Content::Leaf(id.cloned()), layout, false);
    }

    fn put_block(&mut self, block: &Block, layout: &Layout) {
        let (id, name) = (block.widget_id(), Name::of(block, layout));
        if self.update_block(block, layout, |known| *known == name) {
            return;
        }
        let moved = name.as_ref().and_then(|name| self.take_block(name));
        let has_key = |name: &Option<Name>| matches!(name, Some(Name::Key(_)));
        // Whether a block may bear another title is known to its view.
        if moved.is_none()
            && self.update_block(block, layout, |known| !has_key(known) && !has_key(&name))
        {
            return;
        }
        self.park();
        let (part, children) = moved
            .and_then(|(mut part, children)| {
                if self.surface.update_block(&mut part, block, layout) {
                    return Some((part, children));
                }
                children
                    .into_iter()
                    .flatten()
                    .for_each(|child| remove(self.surface, child));
                self.surface.remove(part);
                None
            })
            .unwrap_or_else(|| (self.surface.block(block, layout), Vec::new()));
        let is_message = matches!(block, Block::ChatMessage(_));
        let content = Content::Branch(id.cloned(), name, children);
        self.fill(part, content, layout, is_message);
    }

    /// Brings the block that stands here up to date, if its name will do, and says whether it did.
    fn update_block(
        &mut self,
        block: &Block,
        layout: &Layout,
        will_do: impl Fn(&Option<Name>) -> bool,
    ) -> bool {
        let Some(node) = &mut self.children[self.index] else {
            return false;
        };
        let Content::Branch(id, name, _) = &mut node.content else {
            return false;
        };
        if !will_do(name) || !self.surface.update_block(&mut node.part, block, layout) {
            return false;
        }
        *id = block.widget_id().cloned();
        *name = Name::of(block, layout);
        node.is_message = matches!(block, Block::ChatMessage(_));
        node.touch(self.surface, self.run, layout);
        true
    }

    /// The block of a name that stood elsewhere, with what is in it.
    fn take_block(&mut self, name: &Name) -> Option<(S::Part, Children<S::Part>)> {
        let node = self.take_node(
            |node| matches!(&node.content, Content::Branch(_, Some(known), _) if known == name),
        )?;
        match node.content {
            Content::Branch(_, _, mut children) => {
                // What was in it before it was replaced in this run has not been drawn anew.
                age(&mut children, self.run.wrapping_sub(1));
                Some((node.part, children))
            }
            Content::Leaf(_) => None,
        }
    }

    /// The part of a widget that stood elsewhere: it was replaced a moment ago, or it stands further
    /// down from an earlier run.
    fn take(&mut self, id: &WidgetId) -> Option<S::Part> {
        if let Some(part) = self.parked.widgets.remove(id) {
            return Some(part);
        }
        let node = self
            .take_node(|node| matches!(&node.content, Content::Leaf(Some(known)) if known == id))?;
        if node.is_stale {
            self.surface.set_stale(&node.part, false);
        }
        Some(node.part)
    }

    /// A node that was replaced a moment ago, or one from an earlier run further down.
    fn take_node(&mut self, is_it: impl Fn(&Node<S::Part>) -> bool) -> Option<Node<S::Part>> {
        if let Some(node) = extract(&mut self.parked.blocks, &is_it) {
            return Some(node);
        }
        let run = self.run;
        let mut below = self.children[self.index + 1..].iter_mut();
        below
            .find(|place| {
                let node = place.as_ref();
                node.is_some_and(|node| node.run != run && is_it(node))
            })?
            .take()
    }

    /// Makes the place free.
    fn park(&mut self) {
        if let Some(node) = self.children[self.index].take() {
            park(self.surface, self.parked, node);
        }
    }

    fn fill(
        &mut self,
        part: S::Part,
        content: Content<S::Part>,
        layout: &Layout,
        is_message: bool,
    ) {
        let (above, below) = self.children.split_at(self.index);
        let after = above.iter().rev().flatten().next().map(|node| &node.part);
        let before = below.iter().flatten().next().map(|node| &node.part);
        if !self.surface.is_placed(&self.parent, &part, after, before) {
            self.surface.insert(&self.parent, &part, after);
        }
        self.children[self.index] = Some(Node {
            part,
            content,
            run: self.run,
            fragment: layout.scope.fragment_id.clone(),
            is_stale: false,
            is_message,
        });
    }
}

/// The children of the block that a way leads to, and what holds them.
fn level<'a, S: Surface>(
    surface: &S,
    roots: &'a mut [(Root, Children<S::Part>)],
    root: Root,
    way: &[u32],
) -> Option<(&'a mut Children<S::Part>, S::Parent)> {
    let (_, mut children) = roots
        .iter_mut()
        .find(|(known, _)| *known == root)
        .map(|pair| (pair.0, &mut pair.1))?;
    let mut parent = surface.root(root);
    for index in way {
        let node = children.get_mut(*index as usize)?.as_mut()?;
        let Content::Branch(_, _, inner) = &mut node.content else {
            return None;
        };
        parent = surface.parent(&node.part);
        children = inner;
    }
    Some((children, parent))
}
