//! `st.pagination` on the page.

use std::cell::RefCell;
use std::rc::Rc;

use brooklet_protocol::element::Pagination;
use brooklet_protocol::widget::Widget;
use brooklet_protocol::{Element, WidgetValue};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::dom::{FocusExt, Listener, append, clear, listen, make_with, set, set_optional};
use crate::text::icon;
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("pagination.css");

/// The width of a place with the gap behind it, in CSS pixels.
const PLACE: f64 = 36.0;

struct PaginationView {
    node: HtmlElement,
    view_state: Rc<ViewState>,
    _listeners: Vec<Listener>,
}

struct ViewState {
    node: HtmlElement,
    bar: HtmlElement,
    shown: RefCell<Widget<Pagination>>,
    context: Context,
}

/// What stands in the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Page(i64),
    Gap,
}

/// A view for it.
pub fn view(element: &Widget<Pagination>, context: &Context) -> Box<dyn View> {
    let document = &context.document;
    let node = make_with(document, "div", "stPagination", "stPagination");
    let bar = make_with(document, "div", "bk-pages", "");
    set(&bar, "role", "navigation");
    set(&bar, "aria-label", "Pagination");
    append(&node, &bar);
    let view_state = Rc::new(ViewState {
        node: node.clone(),
        bar,
        shown: RefCell::new(element.clone()),
        context: context.clone(),
    });
    let pressed = view_state.clone();
    let click = listen(&view_state.bar, "click", move |event| {
        let page = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .and_then(|target| target.closest("[data-page]").ok().flatten())
            .and_then(|button| button.get_attribute("data-page")?.parse().ok());
        if let Some(page) = page {
            pressed.go(page);
        }
    });
    let mut listeners = vec![click];
    if let Some(window) = web_sys::window() {
        let fitted = view_state.clone();
        listeners.push(listen(&window, "resize", move |_| fitted.paint()));
    }
    let view = PaginationView {
        node,
        view_state,
        _listeners: listeners,
    };
    view.take(element);
    let fitted = Rc::downgrade(&view.view_state);
    // How many places there are can be told only when it stands on the page.
    gloo::timers::callback::Timeout::new(0, move || {
        if let Some(view_state) = fitted.upgrade() {
            view_state.paint();
        }
    })
    .forget();
    Box::new(view)
}

impl ViewState {
    fn go(&self, page: i64) {
        let stays = {
            let shown = self.shown.borrow();
            shown.disabled || page == self.present(&shown)
        };
        if stays {
            return;
        }
        self.context.commit(&self.shown, WidgetValue::Int(page));
        self.paint();
    }

    /// The page that the reader is on.
    fn present(&self, element: &Widget<Pagination>) -> i64 {
        match self.context.widgets.get(&element.id) {
            Some(WidgetValue::Int(page)) if (1..=element.pages).contains(&page) => page,
            _ => element.default,
        }
    }

    /// How many places fit beside the arrows.
    fn room(&self) -> i64 {
        let around = self
            .node
            .parent_element()
            .and_then(|frame| frame.parent_element());
        let width = around.map_or(0.0, |around| around.get_bounding_client_rect().width());
        if width <= 0.0 {
            return i64::MAX;
        }
        (((width + 4.0) / PLACE) as i64 - 2).max(1)
    }

    fn paint(&self) {
        let document = &self.context.document;
        let shown = self.shown.borrow();
        let page = self.present(&shown);
        let most = match shown.most_shown {
            Some(most) => most.min(self.room()),
            None => self.room().min(100),
        };
        let focused = document
            .active_element()
            .filter(|active| self.bar.contains(Some(active)))
            .and_then(|active| active.get_attribute("aria-label"));
        clear(&self.bar);
        let button = |name: &str, test_id: &str, target: i64| {
            let button = make_with(document, "button", "", test_id);
            set(&button, "type", "button");
            set(&button, "aria-label", name);
            set(&button, "data-page", &target.to_string());
            let is_off = shown.disabled || !(1..=shown.pages).contains(&target);
            set_optional(&button, "disabled", is_off.then_some(""));
            append(&self.bar, &button);
            button
        };
        let step = |name: &str, test_id: &str, sign: &str, target: i64| {
            let step = button(name, test_id, target);
            step.set_class_name("bk-pages-step");
            append(&step, &icon::icon(document, sign));
        };
        let back = ":material/chevron_left:";
        step("Previous page", "stPaginationPrev", back, page - 1);
        for mark in marks(page, shown.pages, most) {
            match mark {
                Mark::Page(number) => {
                    let is_present = number == page;
                    let test_id = if is_present {
                        "stPaginationPageActive"
                    } else {
                        "stPaginationPage"
                    };
                    let button = button(&format!("Page {number}"), test_id, number);
                    set_optional(&button, "aria-current", is_present.then_some("page"));
                    button.set_text_content(Some(&number.to_string()));
                }
                Mark::Gap => {
                    let gap = make_with(document, "span", "", "stPaginationEllipsis");
                    set(&gap, "aria-hidden", "true");
                    gap.set_text_content(Some("…"));
                    append(&self.bar, &gap);
                }
            }
        }
        let on = ":material/chevron_right:";
        step("Next page", "stPaginationNext", on, page + 1);
        if let Some(name) = focused {
            let again = self.bar.query_selector(&format!("[aria-label='{name}']"));
            if let Some(button) = again.ok().flatten() {
                button.unchecked_into::<HtmlElement>().take_focus();
            }
        }
    }
}

/// The numbers to be shown in so many places: the ends always, and what surrounds the present page.
fn marks(page: i64, pages: i64, places: i64) -> Vec<Mark> {
    let run = |from: i64, to: i64| (from..=to).map(Mark::Page);
    if places == 0 {
        return Vec::new();
    }
    if pages <= places {
        return run(1, pages).collect();
    }
    if places < 3 {
        return vec![Mark::Page(page)];
    }
    let (first, last) = (run(1, 1), run(pages, pages));
    let gap = || std::iter::once(Mark::Gap);
    if places < 5 {
        let first = if page == pages { 1 } else { page };
        return run(first, first).chain(gap()).chain(last).collect();
    }
    if page <= 3 {
        return run(1, places - 2).chain(gap()).chain(last).collect();
    }
    if page >= pages - 2 {
        let end = run(pages - places + 3, pages);
        return first.chain(gap()).chain(end).collect();
    }
    let width = places - 4;
    let from = (page - (width - 1) / 2).clamp(2, pages - width);
    let middle = run(from, from + width - 1);
    let begin = first.chain(gap()).chain(middle);
    begin.chain(gap()).chain(last).collect()
}

impl PaginationView {
    fn take(&self, element: &Widget<Pagination>) {
        self.view_state.shown.replace(element.clone());
        self.view_state.paint();
    }
}

impl View for PaginationView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Pagination(element) = element else {
            return false;
        };
        let is_same = self.view_state.shown.borrow().id == element.id;
        if is_same {
            self.take(element);
        }
        is_same
    }
}

#[cfg(test)]
mod tests {
    use super::{Mark, marks};

    // As in Streamlit 1.67.
    #[test]
    fn the_ends_and_the_neighbours_are_shown() {
        for (places, page, expected) in [
            (0, 1, ""),
            (1, 5, "5"),
            (2, 5, "5"),
            (3, 1, "1 … 12"),
            (4, 11, "11 … 12"),
            (3, 12, "1 … 12"),
            (5, 3, "1 2 3 … 12"),
            (5, 4, "1 … 4 … 12"),
            (5, 10, "1 … 10 11 12"),
            (6, 4, "1 … 4 5 … 12"),
            (7, 3, "1 2 3 4 5 … 12"),
            (7, 8, "1 … 7 8 9 … 12"),
            (8, 8, "1 … 7 8 9 10 … 12"),
            (11, 4, "1 … 2 3 4 5 6 7 8 … 12"),
            (11, 9, "1 … 5 6 7 8 9 10 11 … 12"),
            (12, 9, "1 2 3 4 5 6 7 8 9 10 11 12"),
        ] {
            let words: Vec<String> = marks(page, 12, places)
                .into_iter()
                .map(|mark| match mark {
                    Mark::Page(page) => page.to_string(),
                    Mark::Gap => "…".to_owned(),
                })
                .collect();
            assert_eq!(words.join(" "), expected, "{page} in {places} places");
        }
    }
}
