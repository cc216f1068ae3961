//! `st.expander` and `st.status` on the page.

use std::cell::RefCell;
use std::rc::Rc;

use brooklet_protocol::block::{Expander, ExpanderKind, Progress};
use brooklet_protocol::{Block, WidgetId, WidgetValue};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDetailsElement, HtmlElement, Node};

use super::{BlockView, vertical, wrapper};
use crate::dom::{Listener, NodeExt, append, clear, listen, make_with, set, svg};
use crate::text::{icon, markdown};
use crate::view::Context;

/// The style.
pub(super) const STYLE: &str = include_str!("expander.css");

const CHEVRON: &str = "M7.41 8.59 12 13.17l4.59-4.58L18 10l-6 6-6-6z";

/// A box to fold and unfold. What the reader has folded stays so until the script says otherwise.
struct ExpanderView {
    frame: HtmlElement,
    details: HtmlDetailsElement,
    title: HtmlElement,
    body: HtmlElement,
    kind: ExpanderKind,
    shown: Option<Expander>,
    id: Rc<RefCell<Option<WidgetId>>>,
    context: Context,
    _fold: Listener,
}

/// A folded box.
pub(super) fn view(expander: &Expander, context: &Context) -> Box<dyn BlockView> {
    let make = |tag, class, test_id| make_with(&context.document, tag, class, test_id);
    let frame = wrapper(context);
    let node = make("div", "stExpander bk-expander", "stExpander");
    let look = match expander.kind {
        ExpanderKind::Default => "default",
        ExpanderKind::Compact => "compact",
        ExpanderKind::Step => "step",
    };
    set(&node, "data-kind", look);
    let details: HtmlDetailsElement = make("details", "", "").unchecked_into();
    let title = make("summary", "", "");
    let inner = make("div", "bk-expander-details", "stExpanderDetails");
    let body = vertical(context);
    append(&inner, &body);
    append(&details, &title);
    append(&details, &inner);
    if expander.kind == ExpanderKind::Step {
        let line = make("div", "bk-step-line", "stExpanderStepConnector");
        append(&node, &line);
    }
    append(&node, &details);
    append(&frame, &node);
    let id: Rc<RefCell<Option<WidgetId>>> = Rc::default();
    let fold = {
        let (details, id, widgets) = (details.clone(), id.clone(), context.widgets.clone());
        listen(&title, "click", move |event| {
            // A link in the label leads elsewhere.
            let target = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok());
            if target.is_some_and(|target| matches!(target.closest("a"), Ok(Some(_)))) {
                return;
            }
            event.prevent_default();
            let open = !details.open();
            details.set_open(open);
            if let Some(id) = &*id.borrow() {
                widgets.set(id, WidgetValue::Bool(open));
            }
        })
    };
    Box::new(ExpanderView {
        frame,
        details,
        title,
        body,
        kind: expander.kind,
        shown: None,
        id,
        context: context.clone(),
        _fold: fold,
    })
}

impl ExpanderView {
    fn paint(&self, expander: &Expander) {
        let document = &self.context.document;
        clear(&self.title);
        let chevron = svg(document, CHEVRON, "bk-chevron");
        let sign = self.sign(expander);
        let text = make_with(document, "div", "bk-inline", "stMarkdownContainer");
        let paragraph = make_with(document, "p", "", "");
        markdown::inline(document, &paragraph, &expander.label);
        append(&text, &paragraph);
        let parts: Vec<Node> = match self.kind {
            ExpanderKind::Default => {
                let first = sign.map_or_else(|| chevron.into(), Into::into);
                vec![first, text.into()]
            }
            ExpanderKind::Compact => {
                let sign = sign.map(Node::from);
                sign.into_iter()
                    .chain([text.into(), chevron.into()])
                    .collect()
            }
            ExpanderKind::Step => {
                let place = make_with(document, "span", "bk-step-sign", "stExpanderStepIcon");
                if let Some(sign) = sign {
                    append(&place, &sign);
                }
                append(&place, &chevron);
                vec![place.into(), text.into()]
            }
        };
        for part in &parts {
            self.title.add(part);
        }
        if let Some(progress) = expander.progress {
            let word = match progress {
                Progress::Running => "running",
                Progress::Complete => "complete",
                Progress::Error => "error",
            };
            set(&self.title, "data-progress", word);
            if self.kind == ExpanderKind::Step {
                let heard = make_with(document, "span", "bk-hidden", "");
                heard.set_text_content(Some(&format!("— {word}")));
                append(&self.title, &heard);
            }
        }
    }

    /// The picture before the label.
    fn sign(&self, expander: &Expander) -> Option<HtmlElement> {
        let document = &self.context.document;
        let is_step = self.kind == ExpanderKind::Step;
        let named = |name: &str, test_id: &str| {
            let sign = icon::icon(document, name);
            set(&sign, "data-testid", test_id);
            Some(sign)
        };
        match (expander.progress, &expander.icon) {
            (Some(Progress::Running), _) => {
                let wheel = make_with(document, "i", "bk-spinner-wheel", "stExpanderIconSpinner");
                set(&wheel, "aria-hidden", "true");
                Some(wheel)
            }
            (Some(Progress::Complete), _) if is_step => {
                named(":material/check_circle:", "stIconMaterial")
            }
            (Some(Progress::Complete), _) => named(":material/check:", "stExpanderIconCheck"),
            (Some(Progress::Error), _) => named(":material/error:", "stExpanderIconError"),
            (None, Some(sign)) => named(sign, "stExpanderIcon"),
            (None, None) if is_step => named(":material/circle:", "stIconMaterial"),
            (None, None) => None,
        }
    }
}

impl BlockView for ExpanderView {
    fn frame(&self) -> &HtmlElement {
        &self.frame
    }

    fn body(&self) -> &HtmlElement {
        &self.body
    }

    fn update(&mut self, block: &Block) -> bool {
        let Block::Expander(expander) = block else {
            return false;
        };
        if expander.kind != self.kind {
            return false;
        }
        let title = self
            .shown
            .clone()
            .map(|shown| Block::Expander(shown).title());
        if title.is_some_and(|title| title != block.title()) {
            return false;
        }
        let look = |expander: &Expander| {
            let Expander {
                label,
                icon,
                progress,
                ..
            } = expander;
            (label.clone(), icon.clone(), *progress)
        };
        let known = self.shown.as_ref();
        if known.map(look) != Some(look(expander)) {
            self.paint(expander);
        }
        if let Some(expanded) = expander.expanded
            && known.and_then(|known| known.expanded) != Some(expanded)
        {
            self.details.set_open(expanded);
        }
        self.id.replace(expander.id.clone());
        let expanded = expander.expanded.or(known.and_then(|known| known.expanded));
        self.shown = Some(Expander {
            expanded,
            ..expander.clone()
        });
        true
    }
}
