//! What draws an element: made once, brought up to date with each run.

use std::cell::RefCell;
use std::rc::Rc;

use brooklet_client::Widgets;
use brooklet_protocol::Element;
use brooklet_protocol::widget::{Widget, WidgetValue};
use web_sys::HtmlElement;

use crate::media::Media;
use crate::uploads::Uploads;

/// What every view may use.
#[derive(Clone)]
pub struct Context {
    /// The document that the app is part of.
    pub document: web_sys::Document,
    /// The element that holds the whole app; what floats (lists, tooltips) is put into it.
    pub root: HtmlElement,
    /// The values of the widgets, and the way to report a change.
    pub widgets: Rc<Widgets>,
    /// The bytes that the script has given.
    pub media: Rc<Media>,
    /// The files that the reader has handed over.
    pub uploads: Rc<Uploads>,
    /// Ends the run under way.
    pub stop: Rc<dyn Fn()>,
}

impl Context {
    /// Takes over a value that the reader has set in a widget, and reports it if the script is to
    /// run for it. The widget may be drawn anew meanwhile.
    pub fn commit<T>(&self, shown: &RefCell<Widget<T>>, value: WidgetValue) {
        let (id, reruns) = {
            let shown = shown.borrow();
            (shown.id.clone(), shown.reruns)
        };
        self.widgets.commit(&id, value, reruns);
    }
}

/// An element on the page.
pub trait View {
    /// The DOM element; it stays the same for the life of the view.
    fn node(&self) -> &HtmlElement;

    /// Takes over another version of the element and says whether that was possible. It is not
    /// where the element is of another kind or another widget; then a new view is built.
    fn update(&mut self, element: &Element) -> bool;

    /// Called before the view leaves the page, to let go of what lies outside of its node.
    fn dispose(&mut self) {}
}
