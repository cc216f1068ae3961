//! The elements and blocks on the page by their delta paths, whatever they are drawn on.

mod dom;

pub use dom::{DomSurface, Roots};

use std::collections::{BTreeMap, BTreeSet};

use brooklet_protocol::{Block, Delta, Element, Layout, Root, WidgetId};

/// What a tree is drawn on: the DOM, or a model of it in a test.
pub trait Surface {
    /// An element or a block as it is drawn.
    type Part;
    /// What holds the parts of one level.
    type Holder: Clone;

    /// What holds the outermost parts of a root.
    fn root(&self, root: Root) -> Self::Holder;
    /// What holds the children of a block.
    fn holder(&self, block: &Self::Part) -> Self::Holder;
    /// Draws an element. It stands nowhere yet.
    fn element(&self, element: &Element, layout: &Layout) -> Self::Part;
    /// Draws a block. It stands nowhere yet.
    fn block(&self, block: &Block, layout: &Layout) -> Self::Part;
    /// Brings an element up to date where that is possible, and says whether it was.
    fn update_element(&self, part: &mut Self::Part, element: &Element, layout: &Layout) -> bool;
    /// Brings a block up to date where that is possible, and says whether it was.
    fn update_block(&self, part: &mut Self::Part, block: &Block, layout: &Layout) -> bool;
    /// Puts a part behind another one, or at the beginning.
    fn insert(&self, holder: &Self::Holder, part: &Self::Part, after: Option<&Self::Part>);
    /// Whether a part stands in a holder, somewhere behind `after` and somewhere before `before`.
    fn stands(
        &self,
        holder: &Self::Holder,
        part: &Self::Part,
        after: Option<&Self::Part>,
        before: Option<&Self::Part>,
    ) -> bool;
    /// Dims an element that the run under way has not drawn yet, or ends that.
    fn set_stale(&self, part: &Self::Part, stale: bool);
    /// Draws a widget of a form anew, which has gone back to its defaults.
    fn renew(&self, part: &mut Self::Part, form: &str);
    /// Takes a part away for good.
    fn remove(&self, part: Self::Part);
}

/// The content of the page.
pub struct Tree<S: Surface> {
    surface: S,
    roots: Vec<(Root, Children<S::Part>)>,
    parked: Parked<S::Part>,
    run: Run,
}

/// The run under way, or the last one.
#[derive(Default)]
struct Run {
    number: u32,
    /// The fragments that it is for; none if it is for the whole script.
    fragments: Vec<String>,
}

impl Run {
    /// Whether it draws what belongs to this fragment, `inside` of one that it draws.
    fn draws(&self, fragment: Option<&String>, inside: bool) -> bool {
        inside
            || self.fragments.is_empty()
            || fragment.is_some_and(|id| self.fragments.contains(id))
    }
}

type Children<P> = Vec<Option<Node<P>>>;

struct Node<P> {
    part: P,
    content: Content<P>,
    run: u32,
    fragment: Option<String>,
    is_stale: bool,
}

enum Content<P> {
    Leaf(Option<WidgetId>),
    Branch(Option<WidgetId>, Option<Name>, Children<P>),
}

/// What a block is recognized by where it is drawn again at another place.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Name {
    Key(String),
    Title(String),
}

impl Name {
    fn of(block: &Block, layout: &Layout) -> Option<Self> {
        let key = layout.key.clone().map(Self::Key);
        key.or_else(|| block.title().map(Self::Title))
    }
}

/// What something else has taken the place of. A widget keeps its part, and with it focus and caret,
/// where the script draws it again a few deltas later at another place; a block with a name keeps what
/// is open in it.
struct Parked<P> {
    widgets: BTreeMap<WidgetId, P>,
    blocks: Children<P>,
    rest: Vec<P>,
}

impl<S: Surface> Tree<S> {
    /// An empty page.
    pub fn new(surface: S) -> Self {
        let roots = [Root::Main, Root::Sidebar, Root::Event, Root::Bottom];
        Self {
            surface,
            roots: roots.map(|root| (root, Vec::new())).into(),
            parked: Parked {
                widgets: BTreeMap::new(),
                blocks: Vec::new(),
                rest: Vec::new(),
            },
            run: Run::default(),
        }
    }

    /// A run begins, of some fragments or of the whole script: what it does not draw becomes old.
    pub fn begin_run(&mut self, fragments: Vec<String>) {
        self.run = Run {
            number: self.run.number.wrapping_add(1),
            fragments,
        };
    }

    /// Applies a change. One whose path leads through something else than blocks is left out.
    pub fn apply(&mut self, delta: Delta) {
        let path = delta.path();
        let Some((last, way)) = path.indices.split_last() else {
            return;
        };
        let Some((children, holder)) = level(&self.surface, &mut self.roots, path.root, way) else {
            return;
        };
        let index = *last as usize;
        if children.len() <= index {
            children.resize_with(index + 1, || None);
        }
        let mut place = Place {
            surface: &self.surface,
            parked: &mut self.parked,
            children,
            holder,
            index,
            run: self.run.number,
        };
        match delta {
            Delta::Element {
                element, layout, ..
            } => place.put_element(&element, &layout),
            Delta::Block { block, layout, .. } => place.put_block(&block, &layout),
        }
    }

    /// Lets go of what was replaced and not drawn again. Called where no delta waits, so that the
    /// reader never sees an element in two places.
    pub fn settle(&mut self) {
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
        self.settle();
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
    pub fn renew(&mut self, form: &str) {
        for (_, children) in &mut self.roots {
            renew(&self.surface, children, form);
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
        self.settle();
        for (_, children) in &mut self.roots {
            for node in children.drain(..).flatten() {
                remove(&self.surface, node);
            }
        }
    }
}

/// The place that a delta is for.
struct Place<'a, S: Surface> {
    surface: &'a S,
    parked: &'a mut Parked<S::Part>,
    children: &'a mut Children<S::Part>,
    holder: S::Holder,
    index: usize,
    run: u32,
}

impl<S: Surface> Place<'_, S> {
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
        self.fill(part, Content::Leaf(id.cloned()), layout);
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
        self.fill(part, Content::Branch(id.cloned(), name, children), layout);
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

    fn fill(&mut self, part: S::Part, content: Content<S::Part>, layout: &Layout) {
        let (above, below) = self.children.split_at(self.index);
        let after = above.iter().rev().flatten().next().map(|node| &node.part);
        let before = below.iter().flatten().next().map(|node| &node.part);
        if !self.surface.stands(&self.holder, &part, after, before) {
            self.surface.insert(&self.holder, &part, after);
        }
        self.children[self.index] = Some(Node {
            part,
            content,
            run: self.run,
            fragment: layout.scope.fragment_id.clone(),
            is_stale: false,
        });
    }
}

impl<P> Node<P> {
    fn touch(&mut self, surface: &impl Surface<Part = P>, run: u32, layout: &Layout) {
        self.run = run;
        self.fragment.clone_from(&layout.scope.fragment_id);
        self.set_stale(surface, false);
    }

    fn set_stale(&mut self, surface: &impl Surface<Part = P>, is_stale: bool) {
        if self.is_stale != is_stale {
            self.is_stale = is_stale;
            surface.set_stale(&self.part, is_stale);
        }
    }
}

/// The children of the block that a way leads to, and what holds them.
fn level<'a, S: Surface>(
    surface: &S,
    roots: &'a mut [(Root, Children<S::Part>)],
    root: Root,
    way: &[u32],
) -> Option<(&'a mut Children<S::Part>, S::Holder)> {
    let (_, mut children) = roots
        .iter_mut()
        .find(|(known, _)| *known == root)
        .map(|pair| (pair.0, &mut pair.1))?;
    let mut holder = surface.root(root);
    for index in way {
        let node = children.get_mut(*index as usize)?.as_mut()?;
        let Content::Branch(_, _, inner) = &mut node.content else {
            return None;
        };
        holder = surface.holder(&node.part);
        children = inner;
    }
    Some((children, holder))
}

fn park<S: Surface>(surface: &S, parked: &mut Parked<S::Part>, node: Node<S::Part>) {
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
fn age<P>(children: &mut Children<P>, run: u32) {
    for node in children.iter_mut().flatten() {
        node.run = run;
        if let Content::Branch(_, _, inner) = &mut node.content {
            age(inner, run);
        }
    }
}

/// Takes the first node that `is_it` out of a tree, wherever it stands there.
fn extract<P>(children: &mut Children<P>, is_it: &impl Fn(&Node<P>) -> bool) -> Option<Node<P>> {
    for place in children {
        if place.as_ref().is_some_and(is_it) {
            return place.take();
        }
        if let Some(node) = place
            && let Content::Branch(_, _, inner) = &mut node.content
            && let Some(found) = extract(inner, is_it)
        {
            return Some(found);
        }
    }
    None
}

fn remove<S: Surface>(surface: &S, node: Node<S::Part>) {
    if let Content::Branch(_, _, children) = node.content {
        for child in children.into_iter().flatten() {
            remove(surface, child);
        }
    }
    surface.remove(node.part);
}

fn sweep<S: Surface>(surface: &S, children: &mut Children<S::Part>, run: &Run, inside: bool) {
    for place in children.iter_mut() {
        let Some(node) = place else { continue };
        let is_drawn = run.draws(node.fragment.as_ref(), inside);
        if is_drawn && node.run != run.number {
            if let Some(node) = place.take() {
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

fn mark<S: Surface>(surface: &S, children: &mut Children<S::Part>, run: &Run, inside: bool) {
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

fn unmark<S: Surface>(surface: &S, children: &mut Children<S::Part>) {
    for node in children.iter_mut().flatten() {
        match &mut node.content {
            Content::Leaf(_) => node.set_stale(surface, false),
            Content::Branch(_, _, children) => unmark(surface, children),
        }
    }
}

fn renew<S: Surface>(surface: &S, children: &mut Children<S::Part>, form: &str) {
    for node in children.iter_mut().flatten() {
        match &mut node.content {
            Content::Leaf(_) => surface.renew(&mut node.part, form),
            Content::Branch(_, _, children) => renew(surface, children, form),
        }
    }
}

fn collect_ids<P>(children: &Children<P>, ids: &mut BTreeSet<WidgetId>) {
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
