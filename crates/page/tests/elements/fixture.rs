//! A page with one element, played by a test.

use std::cell::RefCell;
use std::rc::Rc;

use brooklet_client::Widgets;
use brooklet_page::element::build;
use brooklet_page::media::Media;
use brooklet_page::uploads::Uploads;
use brooklet_page::view::{Context, View};
use brooklet_protocol::widget::Label;
use brooklet_protocol::{Element, WidgetId, WidgetStates, WidgetValue};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, KeyboardEventInit};

/// A page with one element, and the states it has reported.
pub(crate) struct Fixture {
    pub(crate) context: Context,
    pub(crate) reported: Rc<RefCell<Vec<WidgetStates>>>,
}

impl Fixture {
    pub(crate) fn new() -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let root: HtmlElement = document.create_element("div").unwrap().unchecked_into();
        document.body().unwrap().append_child(&root).unwrap();
        let reported: Rc<RefCell<Vec<WidgetStates>>> = Rc::default();
        let sink = reported.clone();
        let widgets = Rc::new(Widgets::new(Box::new(move |change| {
            sink.borrow_mut().push(change.states);
        })));
        Self {
            context: Context {
                document,
                root,
                widgets,
                media: Rc::new(Media::new(Box::new(|_| {}))),
                uploads: Rc::new(Uploads::new(Box::new(|_| {}))),
                stop: Rc::new(|| {}),
            },
            reported,
        }
    }

    pub(crate) fn show(&self, element: &Element) -> Box<dyn View> {
        self.take_note(element);
        let view = build(element, &self.context);
        self.context.root.append_child(view.node()).unwrap();
        view
    }

    /// Shows another version of the element, as the script draws it again.
    pub(crate) fn update(&self, view: &mut dyn View, element: &Element) -> bool {
        self.take_note(element);
        view.update(element)
    }

    fn take_note(&self, element: &Element) {
        if let (Some(id), Some(value)) = (element.widget_id(), element.script_value()) {
            self.context.widgets.apply_script_value(id, value);
        }
    }

    pub(crate) fn find<T: JsCast>(&self, selector: &str) -> T {
        self.context
            .root
            .query_selector(selector)
            .unwrap()
            .unwrap()
            .unchecked_into()
    }

    pub(crate) fn last(&self, id: &str) -> Option<WidgetValue> {
        self.reported
            .borrow()
            .last()
            .and_then(|states| states.get(&WidgetId::from(id)).cloned())
    }
}

pub(crate) fn label(text: &str) -> Label {
    Label {
        text: text.to_owned(),
        ..Label::default()
    }
}

pub(crate) fn press(target: &HtmlElement, key: &str) {
    let options = KeyboardEventInit::new();
    options.set_key(key);
    options.set_bubbles(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &options).unwrap();
    target.dispatch_event(&event).unwrap();
}
