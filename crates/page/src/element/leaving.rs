//! When what is typed is committed: as the reader leaves the field, however the browser tells of that.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};

use crate::dom::{Listener, listen, listen_below};

/// Calls `commit` as the reader leaves `input`, which is a part of `node`.
///
/// Most often the focus goes. Nothing is heard of the focus in a window that is not the active one (a list
/// of downloads has come down over it, another program drives the browser), nor where a password manager
/// fills a field in: the end of a change, or a click beside the field, says there that the text stands.
pub(super) fn listeners(
    node: &HtmlElement,
    input: &HtmlElement,
    commit: &Rc<dyn Fn()>,
) -> Vec<Listener> {
    let has_focus = Rc::new(Cell::new(false));
    let beside: Rc<RefCell<Option<Listener>>> = Rc::default();
    let focus = {
        let has_focus = has_focus.clone();
        listen(input, "focus", move |_| has_focus.set(true))
    };
    let blur = {
        let (has_focus, beside, commit) = (has_focus.clone(), beside.clone(), commit.clone());
        listen(input, "blur", move |_| {
            has_focus.set(false);
            beside.take();
            commit();
        })
    };
    let change = {
        let commit = commit.clone();
        listen(input, "change", move |_| {
            if !has_focus.get() {
                commit();
            }
        })
    };
    let typing = {
        let (node, commit) = (node.clone(), commit.clone());
        listen(input, "input", move |_| {
            let mut beside = beside.borrow_mut();
            if beside.is_none() {
                *beside = at_click_beside(&[&node], commit.clone());
            }
        })
    };
    vec![focus, blur, change, typing]
}

/// Calls `commit` before anything else hears of a click outside of all `nodes`, until the value is dropped.
pub(super) fn at_click_beside(nodes: &[&HtmlElement], commit: Rc<dyn Fn()>) -> Option<Listener> {
    let document = nodes.first()?.owner_document()?;
    let nodes: Vec<HtmlElement> = nodes.iter().map(|&node| node.clone()).collect();
    Some(listen_below(&document, "click", move |event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Node>().ok());
        if !nodes.iter().any(|node| node.contains(target.as_ref())) {
            commit();
        }
    }))
}
