//! The menu of the pages, in the sidebar or in the strip at the upper edge.

use std::cell::{Cell, RefCell};

use brooklet_protocol::navigation::{Navigation, NavigationPage, NavigationPosition};
use web_sys::HtmlElement;

use crate::dom::{Listener, append, clear, listen, make_with, set, set_optional, svg};
use crate::location;
use crate::text::help::Help;
use crate::text::icon;
use crate::view::Context;

/// The style.
pub(super) const STYLE: &str = include_str!("navigation.css");

const DOWN: &str = "M7.41 8.59 12 13.17l4.59-4.58L18 10l-6 6-6-6z";

/// How many entries a sidebar shows before it asks whether to show more.
const FEW: usize = 12;

pub(super) struct Menu {
    /// In the sidebar.
    pub(super) side: HtmlElement,
    /// In the strip at the upper edge.
    pub(super) top: HtmlElement,
    context: Context,
    shown: RefCell<Navigation>,
    shows_all: Cell<bool>,
    listeners: RefCell<Vec<Listener>>,
    helps: RefCell<Vec<Help>>,
}

impl Menu {
    pub(super) fn new(context: &Context) -> Self {
        let make = |class, test_id| make_with(&context.document, "nav", class, test_id);
        let side = make("bk-nav", "stSidebarNav");
        let top = make("rc-overflow bk-top-nav", "stTopNav");
        for node in [&side, &top] {
            set(node, "aria-label", "Page navigation");
            node.set_hidden(true);
        }
        Self {
            side,
            top,
            context: context.clone(),
            shown: RefCell::default(),
            shows_all: Cell::default(),
            listeners: RefCell::default(),
            helps: RefCell::default(),
        }
    }

    /// Whether the sidebar has a menu to show.
    pub(super) fn is_in_sidebar(&self) -> bool {
        !self.side.hidden()
    }

    pub(super) fn show(&self, navigation: &Navigation) {
        if *self.shown.borrow() == *navigation {
            return;
        }
        self.shown.replace(navigation.clone());
        self.paint();
    }

    fn paint(&self) {
        let navigation = self.shown.borrow().clone();
        let pages: Vec<&NavigationPage> = navigation
            .pages
            .iter()
            .filter(|page| !page.is_hidden)
            .collect();
        // One page alone needs no menu.
        let is_worth = pages.len() > 1;
        self.listeners.borrow_mut().clear();
        self.helps.borrow_mut().clear();
        for (node, position) in [
            (&self.side, NavigationPosition::Sidebar),
            (&self.top, NavigationPosition::Top),
        ] {
            let is_here = is_worth && navigation.position == position;
            node.set_hidden(!is_here);
            clear(node);
            if is_here {
                self.fill(node, &navigation, &pages, position);
            }
        }
    }

    fn fill(
        &self,
        node: &HtmlElement,
        navigation: &Navigation,
        pages: &[&NavigationPage],
        position: NavigationPosition,
    ) {
        let document = &self.context.document;
        let is_side = position == NavigationPosition::Sidebar;
        let few = navigation.visible_items.map_or(FEW, |count| count as usize);
        // Two more entries than a few take no more place than the button that unfolds them.
        let folds = is_side && !navigation.expanded && pages.len() > few + 1;
        let count = if folds && !self.shows_all.get() {
            few
        } else {
            pages.len()
        };
        let test_id = if is_side { "stSidebarNavItems" } else { "" };
        let list = make_with(document, "ul", "bk-nav-items", test_id);
        let mut holder = list.clone();
        let mut section = "";
        for page in &pages[..count] {
            if page.section != section {
                section = &page.section;
                holder = if is_side {
                    let header = make_with(document, "li", "bk-nav-section", "stNavSectionHeader");
                    header.set_text_content(Some(section));
                    append(&list, &header);
                    list.clone()
                } else {
                    self.section(&list, section)
                };
            }
            append(&holder, &self.entry(navigation, page, is_side));
        }
        append(node, &list);
        if folds {
            append(node, &self.fold(pages.len() - few));
        }
        if is_side {
            let line = make_with(document, "div", "bk-nav-separator", "stSidebarNavSeparator");
            append(node, &line);
        }
    }

    /// A list of the strip that unfolds below the name of its section.
    fn section(&self, list: &HtmlElement, name: &str) -> HtmlElement {
        let document = &self.context.document;
        let item = make_with(document, "li", "", "");
        let details = make_with(document, "details", "bk-top-section", "stTopNavSection");
        // One of them is open at a time.
        set(&details, "name", "bk-top-section");
        let summary = make_with(document, "summary", "bk-nav-link", "");
        summary.set_text_content(Some(name));
        append(&summary, &svg(document, DOWN, "bk-icon"));
        let inner = make_with(document, "ul", "bk-nav-items", "stTopNavPopover");
        append(&details, &summary);
        append(&details, &inner);
        append(&item, &details);
        append(list, &item);
        inner
    }

    fn entry(&self, navigation: &Navigation, page: &NavigationPage, is_side: bool) -> HtmlElement {
        let document = &self.context.document;
        let item = make_with(document, "li", "", "");
        let test_id = if is_side {
            "stSidebarNavLink"
        } else {
            "stTopNavLink"
        };
        let link = make_with(document, "a", "bk-nav-link", test_id);
        let external = page.external_url.as_deref();
        let address = location::of_link(external.unwrap_or(&page.path), "", external.is_some());
        set(&link, "href", &address);
        let current = navigation.pages.get(navigation.current as usize);
        let is_current = current == Some(page);
        set_optional(&link, "aria-current", is_current.then_some("page"));
        if external.is_some() {
            set(&link, "target", "_blank");
            set(&link, "rel", "noreferrer");
        }
        if !page.icon.is_empty() {
            append(&link, &icon::icon(document, &page.icon));
        }
        let text = make_with(document, "span", "bk-nav-text", "");
        text.set_text_content(Some(&page.title));
        append(&link, &text);
        append(&item, &link);
        if !page.help.is_empty() {
            let help = Help::on(&link, &page.help, &self.context);
            self.helps.borrow_mut().push(help);
        }
        if external.is_none() {
            let (widgets, path) = (self.context.widgets.clone(), page.path.clone());
            let click = listen(&link, "click", move |event| {
                if location::is_for_this_tab(&event) {
                    event.prevent_default();
                    widgets.go(&path, "");
                }
            });
            self.listeners.borrow_mut().push(click);
        }
        item
    }

    /// The button that shows all entries, or fewer.
    fn fold(&self, more: usize) -> HtmlElement {
        let document = &self.context.document;
        let button = make_with(document, "button", "bk-nav-fold", "stSidebarNavViewButton");
        set(&button, "type", "button");
        let shows_all = self.shows_all.get();
        set(
            &button,
            "aria-expanded",
            if shows_all { "true" } else { "false" },
        );
        let text = if shows_all {
            "View less".to_owned()
        } else {
            format!("View {more} more")
        };
        button.set_text_content(Some(&text));
        button
    }

    /// Folds or unfolds the entries when the reader clicks its button.
    pub(super) fn fold_at_click(self: &std::rc::Rc<Self>) -> Listener {
        let this = std::rc::Rc::downgrade(self);
        listen(&self.side, "click", move |event| {
            use wasm_bindgen::JsCast;
            let is_fold = event
                .target()
                .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
                .is_some_and(|target| target.class_list().contains("bk-nav-fold"));
            if let Some(menu) = this.upgrade().filter(|_| is_fold) {
                menu.shows_all.set(!menu.shows_all.get());
                menu.paint();
            }
        })
    }
}
