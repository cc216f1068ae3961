//! The tree on the DOM.

use brooklet_protocol::{Block, Element, Layout, Root};
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, Node};

use crate::block::{self, BlockView};
use crate::dom::{FocusExt, append, clear, make_with, set};
use crate::element;
use crate::style::{apply_key, apply_layout};
use crate::view::{Context, View};
use brooklet_client::Surface;

/// The part of the page that an app has.
pub struct DomSurface {
    context: Context,
    roots: Roots,
}

/// The DOM elements that hold the parts of the page.
#[derive(Clone)]
pub struct Roots {
    /// The main column.
    pub main: HtmlElement,
    /// The inside of the sidebar.
    pub sidebar: HtmlElement,
    /// What floats over the page.
    pub event: HtmlElement,
    /// The strip at the lower edge.
    pub bottom: HtmlElement,
    /// The place above the main column.
    pub failure: HtmlElement,
}

/// An element or block in the DOM.
pub struct Part {
    frame: HtmlElement,
    view: PartView,
    layout: Layout,
    /// What is drawn, where a form may want it drawn again.
    element: Option<Element>,
}

enum PartView {
    Element(Box<dyn View>),
    Block(Box<dyn BlockView>),
}

impl Part {
    fn new(frame: HtmlElement, view: PartView, layout: &Layout) -> Self {
        let part = Self {
            frame,
            view,
            layout: layout.clone(),
            element: None,
        };
        part.apply_layout();
        part
    }

    fn update_layout(&mut self, layout: &Layout) {
        if self.layout != *layout {
            self.layout = layout.clone();
            self.apply_layout();
        }
    }

    fn remember(&mut self, element: &Element) {
        let is_held = self.layout.scope.form_id.is_some()
            && element.widget_id().is_some()
            && !matches!(element, Element::Button(_));
        self.element = is_held.then(|| element.clone());
    }

    fn apply_layout(&self) {
        apply_layout(&self.frame, &self.layout);
        let key_node = match &self.view {
            PartView::Element(_) => &self.frame,
            PartView::Block(view) => view.key_node(),
        };
        apply_key(key_node, self.layout.key.as_deref());
    }
}

impl DomSurface {
    /// A surface over these elements.
    pub fn new(context: Context, roots: Roots) -> Self {
        Self { context, roots }
    }
}

impl Surface for DomSurface {
    type Part = Part;
    type Parent = HtmlElement;

    fn root(&self, root: Root) -> HtmlElement {
        match root {
            Root::Main => self.roots.main.clone(),
            Root::Sidebar => self.roots.sidebar.clone(),
            Root::Event => self.roots.event.clone(),
            Root::Bottom => self.roots.bottom.clone(),
            Root::Failure => self.roots.failure.clone(),
        }
    }

    fn parent(&self, block: &Part) -> HtmlElement {
        match &block.view {
            PartView::Element(view) => view.node().clone(),
            PartView::Block(view) => view.body().clone(),
        }
    }

    fn element(&self, element: &Element, layout: &Layout) -> Part {
        let frame = make_with(
            &self.context.document,
            "div",
            "stElementContainer element-container",
            "stElementContainer",
        );
        set(&frame, "data-stale", "false");
        let view = element::build(element, &self.context);
        append(&frame, view.node());
        let mut part = Part::new(frame, PartView::Element(view), layout);
        part.remember(element);
        part
    }

    fn block(&self, block: &Block, layout: &Layout) -> Part {
        let view = block::build(block, &self.context);
        Part::new(view.frame().clone(), PartView::Block(view), layout)
    }

    fn update_element(&self, part: &mut Part, element: &Element, layout: &Layout) -> bool {
        let PartView::Element(view) = &mut part.view else {
            return false;
        };
        if !view.update(element) {
            return false;
        }
        part.update_layout(layout);
        part.remember(element);
        true
    }

    fn update_block(&self, part: &mut Part, block: &Block, layout: &Layout) -> bool {
        let PartView::Block(view) = &mut part.view else {
            return false;
        };
        if !view.update(block) {
            return false;
        }
        part.update_layout(layout);
        true
    }

    fn insert(&self, parent: &HtmlElement, part: &Part, after: Option<&Part>) {
        let before = match after {
            Some(after) => after.frame.next_sibling(),
            None => parent.first_child(),
        };
        if part.frame.is_connected() {
            carry(&self.context, parent, &part.frame, before.as_ref());
        } else {
            // It fails only where `before` is no child of the parent.
            let _ = parent.insert_before(&part.frame, before.as_ref());
        }
    }

    fn is_placed(
        &self,
        parent: &HtmlElement,
        part: &Part,
        after: Option<&Part>,
        before: Option<&Part>,
    ) -> bool {
        let precedes = |first: &Part, second: &Part| {
            let position = first.frame.compare_document_position(&second.frame);
            position & Node::DOCUMENT_POSITION_FOLLOWING != 0
        };
        part.frame.parent_node().as_ref() == Some(parent.as_ref())
            && after.is_none_or(|after| precedes(after, part))
            && before.is_none_or(|before| precedes(part, before))
    }

    fn set_stale(&self, part: &Part, stale: bool) {
        set(
            &part.frame,
            "data-stale",
            if stale { "true" } else { "false" },
        );
    }

    fn remount(&self, part: &mut Part, form: &str) {
        if part.layout.scope.form_id.as_deref() != Some(form) {
            return;
        }
        if let (PartView::Element(view), Some(element)) = (&mut part.view, &part.element) {
            let had_focus = has_focus(&self.context, view.node());
            view.dispose();
            // The old view is gone before its field is: it must not hear that the focus leaves.
            *view = element::build(element, &self.context);
            clear(&part.frame);
            append(&part.frame, view.node());
            if had_focus {
                focus_field(view.node());
            }
        }
    }

    fn remove(&self, part: Part) {
        match part.view {
            PartView::Element(mut view) => view.dispose(),
            PartView::Block(mut view) => view.dispose(),
        }
        clear(&part.frame);
        part.frame.remove();
    }
}

fn has_focus(context: &Context, node: &HtmlElement) -> bool {
    let active = context.document.active_element();
    active.is_some_and(|active| node.contains(Some(&active)))
}

/// Puts the focus into the field of a widget.
fn focus_field(node: &HtmlElement) {
    let field = node.query_selector("input, textarea, button, [tabindex]");
    if let Some(field) = field.ok().flatten()
        && let Ok(field) = field.dyn_into::<HtmlElement>()
    {
        field.take_focus();
    }
}

/// Moves a frame that is on the page, and keeps the focus in it.
fn carry(context: &Context, parent: &HtmlElement, frame: &HtmlElement, before: Option<&Node>) {
    let before_value = before.map_or(JsValue::NULL, |node| node.clone().into());
    let move_before = Reflect::get(parent, &"moveBefore".into())
        .ok()
        .and_then(|function| function.dyn_into::<Function>().ok());
    if move_before.is_some_and(|function| function.call2(parent, frame, &before_value).is_ok()) {
        return;
    }
    let focused = context
        .document
        .active_element()
        .filter(|focused| frame.contains(Some(focused)))
        .and_then(|focused| focused.dyn_into::<HtmlElement>().ok());
    // It fails only where `before` is no child of the parent.
    let _ = parent.insert_before(frame, before);
    if let Some(focused) = focused {
        focused.take_focus();
    }
}
