//! The sidebar: shown while it has content, folded away by the reader, over the page on phones.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use brooklet_protocol::message::SidebarState;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, MediaQueryList};

use super::edge::Edge;
use crate::dom::{ClassExt, FocusExt, Listener, NodeExt, append, listen, make_with, set, svg};
use crate::view::Context;

/// The style.
pub(super) const STYLE: &str = include_str!("sidebar.css");

const FOLD: &str = "M17.59 18 19 16.59 14.42 12 19 7.41 17.59 6l-6 6zM11 18l1.41-1.41L7.83 12l4.58-4.59L11 6l-6 6z";
const UNFOLD: &str =
    "M6.41 6 5 7.41 9.58 12 5 16.59 6.41 18l6-6zM13 6l-1.41 1.41L16.17 12l-4.58 4.59L13 18l6-6z";

/// Below this width the sidebar begins folded and lies over the page.
const NARROW: &str = "(max-width: 768px)";

pub(super) struct Sidebar {
    node: HtmlElement,
    view: RefCell<Option<HtmlElement>>,
    pub(super) expand: HtmlElement,
    pub(super) body: HtmlElement,
    pub(super) top: HtmlElement,
    state: Rc<State>,
    edge: Edge,
    /// What the script has wished for last.
    begun: Cell<Option<SidebarState>>,
    _listeners: Vec<Listener>,
}

struct State {
    node: HtmlElement,
    expand: HtmlElement,
    collapsed: Cell<bool>,
    /// Whether it is folded because the window is narrow, and by nobody's choice.
    follows_window: Cell<bool>,
    has_content: Cell<bool>,
}

impl State {
    fn paint(&self) {
        let collapsed = self.collapsed.get();
        set(
            &self.node,
            "data-collapsed",
            if collapsed { "true" } else { "false" },
        );
        self.expand
            .set_hidden(!(collapsed && self.has_content.get()));
    }

    /// Folds and unfolds it by its buttons, by a choice in it, and with the window.
    fn listen(self: &Rc<Self>, fold: &HtmlElement, content: &HtmlElement) -> Vec<Listener> {
        // The button that was pressed vanishes: the focus goes on to the one that undoes it.
        let switch = |to: bool, next: &HtmlElement| {
            let (state, next) = (self.clone(), next.clone());
            move |_| {
                state.follows_window.set(false);
                state.collapsed.set(to);
                state.paint();
                next.take_focus();
            }
        };
        let mut listeners = vec![
            listen(fold, "click", switch(true, &self.expand)),
            listen(&self.expand, "click", switch(false, fold)),
            folds_after_choice(content, self),
        ];
        listeners.extend(follows_window(self));
        listeners
    }
}

impl Sidebar {
    pub(super) fn new(context: &Context) -> Self {
        let document = &context.document;
        let node = make_with(document, "section", "stSidebar bk-sidebar", "stSidebar");
        set(&node, "aria-label", "Sidebar");
        let content = make_with(document, "div", "bk-sidebar-content", "stSidebarContent");
        let top = make_with(document, "div", "bk-sidebar-top", "stSidebarHeader");
        let fold_place = make_with(document, "div", "", "stSidebarCollapseButton");
        let fold = button(
            context,
            "stBaseButton-headerNoPadding",
            "Collapse sidebar",
            FOLD,
        );
        let user = make_with(document, "div", "bk-sidebar-user", "stSidebarUserContent");
        let body = make_with(
            document,
            "div",
            "stVerticalBlock bk-vertical",
            "stVerticalBlock",
        );
        append(&fold_place, &fold);
        append(&top, &fold_place);
        append(&user, &body);
        append(&content, &top);
        append(&content, &user);
        append(&node, &content);
        let edge = Edge::new(context, &node);
        let expand = button(context, "stExpandSidebarButton", "Expand sidebar", UNFOLD);
        expand.add_class("bk-sidebar-expand");
        let state = Rc::new(State {
            node: node.clone(),
            expand: expand.clone(),
            collapsed: Cell::new(is_narrow()),
            follows_window: Cell::new(true),
            has_content: Cell::new(false),
        });
        state.paint();
        set(&fold, "aria-expanded", "true");
        set(&expand, "aria-expanded", "false");
        let listeners = state.listen(&fold, &content);
        Self {
            node,
            view: RefCell::default(),
            expand,
            body,
            top,
            state,
            edge,
            begun: Cell::new(None),
            _listeners: listeners,
        }
    }

    /// Puts the menu of the pages before the content.
    pub(super) fn lead_with(&self, menu: &HtmlElement) {
        if let Some(user) = self.body.parent_element()
            && let Some(content) = user.parent_element()
        {
            content.add_before(menu, Some(&user));
        }
    }

    /// Where the sidebar stands while it has content.
    pub(super) fn stand_in(&self, view: &HtmlElement) {
        self.view.replace(Some(view.clone()));
    }

    /// Takes over how the script wants the sidebar to begin, where it is another wish than before.
    pub(super) fn begin(&self, state: Option<SidebarState>, width: Option<u32>) {
        if let Some(width) = width {
            self.edge.begin(f64::from(width));
        }
        if state.is_none() || self.begun.replace(state) == state {
            return;
        }
        let locked = state == Some(SidebarState::Locked);
        self.node.set_class("bk-locked", locked);
        let is_auto = matches!(state, Some(SidebarState::Auto) | None);
        self.state.follows_window.set(is_auto);
        let collapsed = match state {
            Some(SidebarState::Collapsed) => true,
            Some(SidebarState::Expanded | SidebarState::Locked) => false,
            Some(SidebarState::Auto) | None => is_narrow(),
        };
        self.state.collapsed.set(collapsed);
        self.state.paint();
    }

    /// Puts the sidebar on the page, or takes it away: without content there is none.
    pub(super) fn show(&self, shown: bool) {
        if self.state.has_content.get() == shown {
            return;
        }
        if !shown {
            self.node.remove();
        } else if let Some(view) = &*self.view.borrow() {
            view.add_before(&self.node, view.first_child().as_ref());
        }
        self.state.has_content.set(shown);
        self.state.paint();
    }
}

/// Folds a sidebar that lies over the page when the reader has chosen another page in it.
fn folds_after_choice(content: &HtmlElement, state: &Rc<State>) -> Listener {
    let state = state.clone();
    listen(content, "click", move |event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let is_link = target.is_some_and(|target| matches!(target.closest("a[href]"), Ok(Some(_))));
        // A link within the app keeps the browser where it is.
        if is_link && event.default_prevented() && is_narrow() {
            state.collapsed.set(true);
            state.paint();
            state.expand.take_focus();
        }
    })
}

/// Folds or unfolds it when the window becomes narrow or wide, until somebody chooses.
fn follows_window(state: &Rc<State>) -> Option<Listener> {
    let query = narrow_windows()?;
    let state = state.clone();
    Some(listen(&query, "change", move |_| {
        if state.follows_window.get() {
            state.collapsed.set(is_narrow());
            state.paint();
        }
    }))
}

/// Whether the window is so narrow that the sidebar lies over the page.
fn is_narrow() -> bool {
    narrow_windows().is_some_and(|query| query.matches())
}

fn narrow_windows() -> Option<MediaQueryList> {
    web_sys::window()?.match_media(NARROW).ok()?
}

fn button(context: &Context, test_id: &str, label: &str, path: &str) -> HtmlElement {
    let button = make_with(&context.document, "button", "bk-sidebar-button", test_id);
    set(&button, "type", "button");
    set(&button, "aria-label", label);
    append(&button, &svg(&context.document, path, "bk-icon"));
    button
}
