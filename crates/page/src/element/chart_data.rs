//! The data of a chart, shown as a grid in its place.

use std::cell::RefCell;
use std::rc::Rc;

use brooklet_protocol::element::DataFrame;
use brooklet_protocol::{Element, MediaId};
use web_sys::HtmlElement;

use super::data_frame;
use super::fullscreen::Fullscreen;
use crate::dom::{
    FocusExt, Listener, NodeExt, append, clear, listen, make, set, set_optional, svg,
};
use crate::view::{Context, View};

const TABLE: &str = "M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2m0 2v3h14V5zm0 5v3h4v-3zm6 0v3h8v-3zm-6 5v4h4v-4zm6 0v4h8v-4z";
const CHART: &str = "M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2m0 2v14h14V5zm2 5h2v7H7zm4-3h2v10h-2zm4 6h2v4h-2z";

/// A button that shows the data of a chart, and the grid while it is there.
pub(super) struct ChartData {
    parts: Rc<Parts>,
    _click: Listener,
}

struct Parts {
    context: Context,
    /// The frame around the chart.
    frame: HtmlElement,
    button: HtmlElement,
    data: RefCell<Option<MediaId>>,
    grid: RefCell<Option<(HtmlElement, Box<dyn View>)>>,
}

impl ChartData {
    /// A button in the toolbar of a chart.
    pub(super) fn of(frame: &Fullscreen, context: &Context) -> Self {
        let button = frame.tool("Show data", TABLE);
        let parts = Rc::new(Parts {
            context: context.clone(),
            frame: frame.node.clone(),
            button: button.clone(),
            data: RefCell::default(),
            grid: RefCell::default(),
        });
        let click = {
            let parts = parts.clone();
            listen(&button, "click", move |_| parts.toggle())
        };
        Self {
            parts,
            _click: click,
        }
    }

    /// Takes over the table; without one there is nothing to show.
    pub(super) fn set(&self, data: Option<&MediaId>) {
        let place = self.parts.button.parent_element();
        if let Some(place) = place {
            set_optional(&place, "hidden", data.is_none().then_some(""));
        }
        self.parts.data.replace(data.cloned());
        if let (Some((_, grid)), Some(element)) =
            (&mut *self.parts.grid.borrow_mut(), self.parts.element())
        {
            grid.update(&Element::DataFrame(element));
        }
    }

    /// Ends it.
    pub(super) fn dispose(&mut self) {
        if let Some((_, mut grid)) = self.parts.grid.take() {
            grid.dispose();
        }
    }
}

impl Parts {
    fn element(&self) -> Option<DataFrame> {
        Some(DataFrame {
            id: None,
            frame: self.data.borrow().clone()?,
            config: "[]".to_owned(),
            column_order: None,
            hide_index: false,
            selection: Vec::new(),
            default: None,
            set_value: None,
            row_height: None,
            placeholder: None,
            alt: None,
            buttons: Vec::new(),
            editing: None,
        })
    }

    /// Shows the grid instead of the chart, or the chart again.
    fn toggle(&self) {
        let Some(chart) = self
            .frame
            .query_selector(":scope > .bk-chart")
            .ok()
            .flatten()
        else {
            return;
        };
        let grid = self.grid.take();
        let (label, path, toolbar) = if let Some((holder, mut grid)) = grid {
            grid.dispose();
            holder.remove();
            set_optional(&chart, "hidden", None);
            ("Show data", TABLE, self.frame.first_element_child())
        } else {
            let Some(element) = self.element() else {
                return;
            };
            let holder = make(&self.context.document, "div");
            set(&holder, "data-height", "scroll");
            set(&holder, "data-width", "stretch");
            let height = format!("--bk-height: {}px", chart.client_height());
            set(&holder, "style", &height);
            let grid = data_frame::view(&element, &self.context);
            append(&holder, grid.node());
            append(&self.frame, &holder);
            set(&chart, "hidden", "");
            let toolbar = grid.node().first_element_child();
            self.grid.replace(Some((holder, grid)));
            ("Show chart", CHART, toolbar)
        };
        // The same button stands above whichever of the two is to be seen.
        if let (Some(toolbar), Some(place)) = (toolbar, self.button.parent_element()) {
            toolbar.add_before(&place, toolbar.first_child().as_ref());
        }
        set(&self.button, "aria-label", label);
        clear(&self.button);
        append(&self.button, &svg(&self.context.document, path, ""));
        self.button.take_focus();
    }
}
