//! `st.pagination`.

use brooklet_protocol::element::Pagination;
use brooklet_protocol::widget::{Label, Widget};
use brooklet_protocol::{Element, WidgetValue};
use brooklet_python::vm::builtins::{PyBool, PyInt};
use brooklet_python::vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::argument::as_i64;
use crate::call::args::{Argument, Bind, Disabled, Key, PersistState, StretchContent, arguments};
use crate::command::{Call, Command, Place};
use crate::error::{WidgetError, shown};
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, Handler};
use crate::widget::spec::Spec;
use crate::widget::{Addressed, Deserializer};

arguments! {
    /// The arguments of `st.pagination`.
    pub(crate) struct PaginationArgs {
        /// How many pages there are.
        num_pages: Pages,
        *,
        /// The page at first, from 1 on.
        default: DefaultPage = 1,
        /// How many numbers stand side by side before some are left out; `None` shows all.
        max_visible_pages: MaxVisible = 7,
        width: StretchContent = "content",
        key: Key = None,
        on_change: Handler = "rerun",
        args: CallbackArgs = None,
        kwargs: CallbackKwargs = None,
        disabled: Disabled = False,
        bind: Bind = None,
        persist_state: PersistState = None,
    }
    identity {
        unless_keyed: num_pages, default, max_visible_pages, width;
    }
}

/// `st.pagination`.
pub(crate) const PAGINATION: Command = Command {
    name: "pagination",
    place: Place::Container("PaginationMixin"),
    signature: PaginationArgs::SIGNATURE,
    doc: "Draw the numbers of pages to go to. It returns the number of the page that is chosen, from 1 on.",
    run: |call| pagination(call, PaginationArgs::read(call)?),
};

fn pagination(call: &Call, args: PaginationArgs) -> PyResult {
    let vm = call.vm;
    let key = args.key.get();
    let id = args.identity(call, key)?.finish();
    let on_change = args.on_change.resolve(call)?;
    let pages = args.num_pages.0;
    let DefaultPage(default) = args.default;
    if !(1..=pages).contains(&default) {
        let given = vm.ctx.new_int(default);
        return call.out_of_range("default", given.as_object(), "1", &pages.to_string());
    }
    let spec = Spec {
        id: &id,
        key,
        callback: on_change.callback,
        disabled: args.disabled.0,
    };
    let page = Page { pages, default };
    let registered = call.register_widget(spec, page, || vm.ctx.new_int(default).into())?;
    let mut value = registered.value;
    let page = number(&value, vm).filter(|page| (1..=pages).contains(page));
    if page.is_none() {
        value = vm.ctx.new_int(default).into();
        call.replace_value(&id, key, value.clone());
    }
    let is_set = page.is_none() || registered.set_by_script;
    let element = Widget {
        id,
        set_value: is_set.then(|| WidgetValue::Int(page.unwrap_or(default))),
        disabled: args.disabled.0,
        reruns: on_change.reruns,
        label: Label::default(),
        props: Pagination {
            pages,
            default,
            most_shown: args.max_visible_pages.0,
        },
    };
    call.draw(Element::Pagination(element), args.width.layout_of(key));
    Ok(value)
}

/// How many pages there are: at least one.
#[derive(Debug)]
pub(crate) struct Pages(i64);

impl Argument for Pages {
    fn read(value: PyObjectRef, _parameter: &'static str, call: &Call) -> PyResult<Self> {
        match number(&value, call.vm).filter(|pages| *pages >= 1) {
            Some(pages) => Ok(Self(pages)),
            None => Err(call.error(WidgetError::PageCount {
                given: shown(&value, call.vm),
            })),
        }
    }

    fn kinds() -> Vec<&'static str> {
        vec!["int"]
    }
}

/// The page at first.
#[derive(Debug)]
pub(crate) struct DefaultPage(i64);

impl Argument for DefaultPage {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        match number(&value, call.vm) {
            Some(page) => Ok(Self(page)),
            None => call.invalid_type(parameter, "an int", &value),
        }
    }

    fn kinds() -> Vec<&'static str> {
        vec!["int"]
    }
}

/// How many numbers stand side by side; nothing sets no limit.
#[derive(Debug)]
pub(crate) struct MaxVisible(Option<i64>);

impl Argument for MaxVisible {
    fn read(value: PyObjectRef, _parameter: &'static str, call: &Call) -> PyResult<Self> {
        if call.vm.is_none(&value) {
            return Ok(Self(None));
        }
        match number(&value, call.vm).filter(|most| *most >= 0) {
            Some(most) => Ok(Self(Some(most))),
            None => Err(call.error(WidgetError::VisiblePages {
                given: shown(&value, call.vm),
            })),
        }
    }

    fn kinds() -> Vec<&'static str> {
        vec!["int", "None"]
    }
}

/// A whole number that is no truth value.
fn number(value: &PyObject, vm: &VirtualMachine) -> Option<i64> {
    value.downcast_ref::<PyInt>()?;
    if value.downcast_ref::<PyBool>().is_some() {
        return None;
    }
    as_i64(value, vm)
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

    fn addressed(&self) -> Option<&dyn Addressed> {
        Some(self)
    }
}

impl Addressed for Page {
    fn held(&self, value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<WidgetValue> {
        Ok(number(value, vm).map_or(WidgetValue::Default, WidgetValue::Int))
    }

    fn of_address(&self, texts: &[String], _vm: &VirtualMachine) -> PyResult<Option<WidgetValue>> {
        let page = texts.last().and_then(|text| text.parse().ok());
        let page = page.filter(|page| (1..=self.pages).contains(page));
        Ok(page.map(WidgetValue::Int))
    }
}
