//! `st.pagination`.

use brooklet_protocol::element::Pagination;
use brooklet_protocol::widget::{Label, Widget};
use brooklet_protocol::{Element, WidgetValue};
use brooklet_python::vm::builtins::{PyBool, PyInt};
use brooklet_python::vm::{PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::argument::{Words, whole};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::error::{WidgetError, shown};
use crate::widget::Deserializer;

/// `st.pagination`.
pub(crate) const PAGINATION: Command = Command {
    name: "pagination",
    place: Place::Container("PaginationMixin"),
    signature: Parameters::undocumented(
        "num_pages, *, default=1, max_visible_pages=7, width='content', key=None, on_change='rerun', args=None, kwargs=None, disabled=False, bind=None, persist_state=None",
    ),
    doc: "Draw the numbers of pages to go to. It returns the number of the page that is chosen, from 1 on.",
    run: pagination,
};

fn pagination(call: &Call) -> PyResult {
    call.refuse_given(&["bind"])?;
    let vm = call.vm;
    let key = call.key()?;
    let key = key.as_deref();
    let reaction = call.reaction("on_change", &["rerun", "ignore"])?;
    let pages = pages(call)?;
    let default = default(call, pages)?;
    let most_shown = most_shown(call)?;
    let id = call
        .defined_by(
            call.identity(key),
            &[],
            &["num_pages", "default", "max_visible_pages", "width"],
        )?
        .finish();
    let mut element = Widget {
        id: id.clone(),
        set_value: None,
        disabled: call.flag("disabled")?,
        reruns: reaction.reruns,
        label: Label::default(),
        props: Pagination {
            pages,
            default,
            most_shown,
        },
    };
    let layout = call.widget_layout(Words::StretchContent, key)?;
    let page = Page { pages, default };
    let first = || vm.ctx.new_int(default).into();
    let registered = call.register(&id, key, page, reaction.callback, first)?;
    let mut value = registered.value;
    let page = number(&value, vm).filter(|page| (1..=pages).contains(page));
    if page.is_none() {
        value = vm.ctx.new_int(default).into();
        call.replace_value(&id, key, value.clone());
    }
    if page.is_none() || registered.set_by_script {
        element.set_value = Some(WidgetValue::Int(page.unwrap_or(default)));
    }
    call.runtime
        .draw(call.target, Element::Pagination(element), layout);
    Ok(value)
}

/// A whole number that is no truth value.
fn number(value: &PyObject, vm: &VirtualMachine) -> Option<i64> {
    value.downcast_ref::<PyInt>()?;
    if value.downcast_ref::<PyBool>().is_some() {
        return None;
    }
    whole(value, vm)
}

fn pages(call: &Call) -> PyResult<i64> {
    let given = call.value("num_pages");
    if let Some(pages) = number(&given, call.vm).filter(|pages| *pages >= 1) {
        return Ok(pages);
    }
    Err(call.error(WidgetError::PageCount {
        given: shown(&given, call.vm),
    }))
}

fn default(call: &Call, pages: i64) -> PyResult<i64> {
    let given = call.value("default");
    let Some(default) = number(&given, call.vm) else {
        return call.invalid_type("default", "an int", &given);
    };
    if (1..=pages).contains(&default) {
        return Ok(default);
    }
    call.out_of_range("default", &given, "1", &pages.to_string())
}

fn most_shown(call: &Call) -> PyResult<Option<i64>> {
    let Some(given) = call.object("max_visible_pages") else {
        return Ok(None);
    };
    if let Some(most) = number(&given, call.vm).filter(|most| *most >= 0) {
        return Ok(Some(most));
    }
    Err(call.error(WidgetError::VisiblePages {
        given: shown(&given, call.vm),
    }))
}

/// The number of a page there is.
#[derive(Debug)]
struct Page {
    pages: i64,
    default: i64,
}

impl Deserializer for Page {
    fn deserialize(
        &self,
        value: &WidgetValue,
        _former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let page = match value {
            WidgetValue::Int(page) if (1..=self.pages).contains(page) => *page,
            _ => self.default,
        };
        Ok(vm.ctx.new_int(page).into())
    }
}
