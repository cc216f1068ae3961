//! A page in memory: what a reader would see, for tests and programs without a browser.

use std::cell::{Cell, Ref, RefCell};
use std::mem::discriminant;
use std::rc::{Rc, Weak};

use brooklet_protocol::{Block, Element, Layout, Root};

use crate::Surface;

/// A page in memory. A clone is the same page.
#[derive(Clone, Default)]
pub struct MemorySurface(Rc<Page>);

#[derive(Default)]
struct Page {
    roots: [Rc<Part>; ROOTS.len()],
    made: Cell<u32>,
    moved: Cell<u32>,
}

const ROOTS: [Root; 5] = [
    Root::Failure,
    Root::Main,
    Root::Sidebar,
    Root::Bottom,
    Root::Event,
];

/// An element or a block as it is drawn, or a root that holds some.
#[derive(Default)]
pub struct Part {
    serial: u32,
    content: RefCell<Option<Content>>,
    key: RefCell<Option<String>>,
    is_stale: Cell<bool>,
    parent: RefCell<Weak<Part>>,
    children: RefCell<Vec<Rc<Part>>>,
}

/// What a part shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// An element.
    Element(Box<Element>),
    /// A block.
    Block(Block),
}

impl MemorySurface {
    /// The roots in the order in which a reader meets them, and what each holds.
    pub fn roots(&self) -> impl Iterator<Item = (Root, &Rc<Part>)> {
        ROOTS.into_iter().zip(&self.0.roots)
    }

    /// Calls `visit` with each element and block in page order, its root and its depth.
    pub fn visit(&self, mut visit: impl FnMut(Root, usize, &Content)) {
        for (root, part) in self.roots() {
            part.visit(0, &mut |depth, part| {
                if let Some(content) = &*part.content() {
                    visit(root, depth, content);
                }
            });
        }
    }

    /// How many parts were made.
    pub fn made(&self) -> u32 {
        self.0.made.get()
    }

    /// How often a part that was on the page went to another place.
    pub fn moved(&self) -> u32 {
        self.0.moved.get()
    }

    fn make(&self, content: Content, layout: &Layout) -> Rc<Part> {
        self.0.made.set(self.0.made.get() + 1);
        Rc::new(Part {
            serial: self.0.made.get(),
            content: RefCell::new(Some(content)),
            key: RefCell::new(layout.key.clone()),
            ..Part::default()
        })
    }
}

impl Part {
    /// Counts the parts from 1 as they are made: the same number is the same part.
    pub fn serial(&self) -> u32 {
        self.serial
    }

    /// What it shows; nothing for a root.
    pub fn content(&self) -> Ref<'_, Option<Content>> {
        self.content.borrow()
    }

    /// The key that the script gave.
    pub fn key(&self) -> Option<String> {
        self.key.borrow().clone()
    }

    /// Whether it is dimmed.
    pub fn is_stale(&self) -> bool {
        self.is_stale.get()
    }

    /// What it holds.
    pub fn children(&self) -> Vec<Rc<Part>> {
        self.children.borrow().clone()
    }

    /// Calls `visit` with all that it holds, in page order, and the depth of each.
    pub fn visit(&self, depth: usize, visit: &mut impl FnMut(usize, &Part)) {
        for child in &*self.children.borrow() {
            visit(depth, child);
            child.visit(depth + 1, visit);
        }
    }

    fn index_of(&self, child: &Rc<Part>) -> Option<usize> {
        let children = self.children.borrow();
        // From the end: that is where a script draws.
        children.iter().rposition(|known| Rc::ptr_eq(known, child))
    }

    fn leave(self: &Rc<Self>) {
        let parent = self.parent.take().upgrade();
        if let Some(parent) = parent
            && let Some(index) = parent.index_of(self)
        {
            parent.children.borrow_mut().remove(index);
        }
    }

    fn update(&self, content: Content, layout: &Layout) -> bool {
        let is_same_kind = match (&*self.content.borrow(), &content) {
            (Some(Content::Element(old)), Content::Element(new)) => {
                discriminant(&**old) == discriminant(&**new)
            }
            (Some(Content::Block(old)), Content::Block(new)) => {
                // As the views do: what has a title is bound to it.
                discriminant(old) == discriminant(new) && old.title() == new.title()
            }
            _ => false,
        };
        if is_same_kind {
            self.content.replace(Some(content));
            self.key.replace(layout.key.clone());
        }
        is_same_kind
    }
}

impl Surface for MemorySurface {
    type Part = Rc<Part>;
    type Parent = Rc<Part>;

    fn root(&self, root: Root) -> Rc<Part> {
        let index = ROOTS.iter().position(|known| *known == root);
        self.0.roots[index.unwrap_or_default()].clone()
    }

    fn parent(&self, block: &Rc<Part>) -> Rc<Part> {
        block.clone()
    }

    fn element(&self, element: &Element, layout: &Layout) -> Rc<Part> {
        self.make(Content::Element(Box::new(element.clone())), layout)
    }

    fn block(&self, block: &Block, layout: &Layout) -> Rc<Part> {
        self.make(Content::Block(block.clone()), layout)
    }

    fn update_element(&self, part: &mut Rc<Part>, element: &Element, layout: &Layout) -> bool {
        part.update(Content::Element(Box::new(element.clone())), layout)
    }

    fn update_block(&self, part: &mut Rc<Part>, block: &Block, layout: &Layout) -> bool {
        part.update(Content::Block(block.clone()), layout)
    }

    fn insert(&self, parent: &Rc<Part>, part: &Rc<Part>, after: Option<&Rc<Part>>) {
        if part.parent.borrow().upgrade().is_some() {
            self.0.moved.set(self.0.moved.get() + 1);
        }
        part.leave();
        let after = after.and_then(|after| parent.index_of(after));
        let index = after.map_or(0, |index| index + 1);
        parent.children.borrow_mut().insert(index, part.clone());
        part.parent.replace(Rc::downgrade(parent));
    }

    fn is_placed(
        &self,
        parent: &Rc<Part>,
        part: &Rc<Part>,
        after: Option<&Rc<Part>>,
        before: Option<&Rc<Part>>,
    ) -> bool {
        if part.parent.borrow().as_ptr() != Rc::as_ptr(parent) {
            return false;
        }
        let Some(index) = parent.index_of(part) else {
            return false;
        };
        let at = |other| parent.index_of(other);
        after.is_none_or(|after| at(after).is_some_and(|after| after < index))
            && before.is_none_or(|before| at(before).is_some_and(|before| index < before))
    }

    fn set_stale(&self, part: &Rc<Part>, stale: bool) {
        part.is_stale.set(stale);
    }

    // What it shows is the element, which has not changed.
    fn remount(&self, _part: &mut Rc<Part>, _form: &str) {}

    fn remove(&self, part: Rc<Part>) {
        part.leave();
    }
}
