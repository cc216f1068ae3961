//! `st.Page`: a page of the app.

use std::cell::Cell;
use std::rc::Rc;

use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{
    self as rustpython_vm, AsObject, Py, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    pyclass,
};

use super::name;
use crate::argument::{clean, plain, text_of, type_name};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::error::PageError;
use crate::kernel::pages::KnownPage;
use crate::runtime::Runtime;

/// `st.Page`.
pub(crate) const PAGE: Command = Command {
    name: "Page",
    place: Place::Module,
    signature: Parameters::undocumented(
        "page, *, title=None, icon=None, url_path=None, default=False, visibility='visible', help=None",
    ),
    doc: "Describe a page of the app: a script, a function, or an address elsewhere, with its title and icon.",
    run: |call| Ok(make(call)?.into_pyobject(call.vm)),
};

/// What runs when a page does.
#[derive(Debug, Clone)]
pub(crate) enum Source {
    /// The script at this path.
    Script(String),
    /// A function.
    Function(PyObjectRef),
    /// Another address.
    External(String),
}

/// A page of the app.
#[pyclass(name = "Page", module = "streamlit.navigation.page")]
#[derive(Debug, PyPayload)]
pub(crate) struct Page {
    runtime: Rc<Runtime>,
    pub(crate) source: Source,
    pub(crate) title: String,
    pub(crate) icon: String,
    pub(crate) help: String,
    pub(crate) own_path: String,
    pub(crate) is_default: Cell<bool>,
    pub(crate) is_hidden: bool,
    pub(crate) can_run: Cell<bool>,
}

pub(crate) fn is_url(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// The text of a path: a `str` or a `pathlib.Path`.
pub(crate) fn path_text(value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<Option<String>> {
    if let Some(text) = value.downcast_ref::<PyStr>() {
        return Ok(Some(plain(text)));
    }
    if value.has_attr("__fspath__", vm)? {
        let path = vm.call_method(value, "__fspath__", ())?;
        return Ok(Some(text_of(&path, vm)?));
    }
    Ok(None)
}

fn make(call: &Call) -> PyResult<Page> {
    let is_hidden = match text_of(&call.value("visibility"), call.vm)?.as_str() {
        "visible" => false,
        "hidden" => true,
        _ => return call.invalid_value("visibility", "'visible' or 'hidden'"),
    };
    let page = call.value("page");
    let title = call.text("title")?;
    let is_default = call.flag("default")?;
    let help = call
        .text("help")?
        .map(|help| clean(&help))
        .unwrap_or_default();
    let url = page
        .downcast_ref::<PyStr>()
        .map(plain)
        .filter(|text| is_url(text));
    let (source, inferred_icon, inferred) = match (url, path_text(&page, call.vm)?) {
        (Some(url), _) => {
            let Some(title) = title.as_deref().filter(|title| !title.trim().is_empty()) else {
                return Err(call.error(PageError::UntitledAddress { address: url }));
            };
            if is_default {
                return Err(call.error(PageError::DefaultAddress { address: url }));
            }
            (Source::External(url), String::new(), name::path_of(title))
        }
        (None, Some(path)) => {
            let full = call.runtime.resolve_path(&path);
            let file = full.rsplit('/').next().unwrap_or_default();
            if !call.runtime.is_script(&full) {
                return Err(call.error(PageError::NoScript {
                    file: file.to_owned(),
                }));
            }
            let (icon, name) = name::icon_and_name(file);
            (Source::Script(full), icon, name)
        }
        (None, None) => {
            let name = match call.vm.get_attribute_opt(&page, "__name__")? {
                Some(name) => text_of(&name, call.vm)?,
                None if title.is_none() => {
                    let kind = type_name(&page);
                    return Err(call.error(PageError::UntitledObject { kind }));
                }
                None => String::new(),
            };
            (Source::Function(page), String::new(), name)
        }
    };
    let title = title
        .filter(|title| !title.is_empty())
        .unwrap_or_else(|| inferred.replace('_', " "));
    if title.trim().is_empty() {
        let given = format!("{title:?}");
        return Err(call.error(PageError::EmptyTitle { given }));
    }
    let icon = match call.text("icon")?.as_deref() {
        None => inferred_icon,
        Some("") => String::new(),
        Some(_) => call.icon()?.unwrap_or_default(),
    };
    let own_path = match call.text("url_path")? {
        None => inferred,
        Some(path) => {
            let path = path.trim().trim_matches('/').trim().to_owned();
            let is_external = matches!(source, Source::External(_));
            if path.is_empty() && (is_external || !is_default) {
                return Err(call.error(PageError::EmptyPath {}));
            }
            if path.contains('/') {
                return Err(call.error(PageError::NestedPath { path }));
            }
            path
        }
    };
    Ok(Page {
        runtime: call.runtime.clone(),
        source,
        title,
        icon,
        help,
        own_path,
        is_default: Cell::new(is_default),
        is_hidden,
        can_run: Cell::new(false),
    })
}

impl Page {
    /// The page of a script, as those of the folder `pages` are.
    pub(crate) fn of_script(runtime: &Rc<Runtime>, path: &str, is_default: bool) -> Self {
        let file = path.rsplit('/').next().unwrap_or_default();
        let (icon, name) = name::icon_and_name(file);
        Self {
            runtime: runtime.clone(),
            source: Source::Script(path.to_owned()),
            title: name.replace('_', " "),
            icon,
            help: String::new(),
            own_path: name,
            is_default: Cell::new(is_default),
            is_hidden: false,
            can_run: Cell::new(false),
        }
    }

    /// Its path in the address.
    pub(crate) fn path(&self) -> String {
        if self.is_default.get() {
            String::new()
        } else {
            self.own_path.clone()
        }
    }

    /// The address outside of the app that it is.
    pub(crate) fn external(&self) -> Option<String> {
        match &self.source {
            Source::External(url) => Some(url.clone()),
            Source::Script(_) | Source::Function(_) => None,
        }
    }

    /// What the runtime keeps of it.
    pub(crate) fn known(&self) -> KnownPage {
        KnownPage {
            path: self.path(),
            script: match &self.source {
                Source::Script(path) => Some(path.clone()),
                Source::Function(_) | Source::External(_) => None,
            },
            title: self.title.clone(),
            help: self.help.clone(),
        }
    }

    /// Runs the page.
    pub(crate) fn carry_out(&self, vm: &VirtualMachine) -> PyResult<()> {
        let before = self
            .runtime
            .session()
            .run
            .enter_page(format!("/{}", self.own_path));
        let result = match &self.source {
            Source::Script(path) => self.runtime.run_script(path, vm),
            Source::Function(function) => function.call((), vm).map(drop),
            Source::External(_) => Ok(()),
        };
        self.runtime.session().run.enter_page(before);
        result
    }
}

#[pyclass(flags(HAS_DICT))]
impl Page {
    #[pygetset]
    fn title(zelf: &Py<Self>) -> String {
        zelf.title.clone()
    }

    #[pygetset]
    fn icon(zelf: &Py<Self>) -> String {
        zelf.icon.clone()
    }

    #[pygetset]
    fn help(zelf: &Py<Self>) -> String {
        zelf.help.clone()
    }

    #[pygetset]
    fn url_path(zelf: &Py<Self>) -> String {
        zelf.path()
    }

    #[pygetset]
    fn visibility(zelf: &Py<Self>) -> &'static str {
        if zelf.is_hidden { "hidden" } else { "visible" }
    }

    #[pygetset]
    fn is_external(zelf: &Py<Self>) -> bool {
        matches!(zelf.source, Source::External(_))
    }

    #[pygetset]
    fn external_url(zelf: &Py<Self>) -> Option<String> {
        zelf.external()
    }

    /// Runs the page that `st.navigation` has returned.
    #[pymethod]
    fn run(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
        if !zelf.can_run.replace(false) {
            return Err(zelf.runtime.error(PageError::NotChosen {}, vm));
        }
        zelf.carry_out(vm)
    }
}

/// The page that an object is.
pub(crate) fn page_of(object: &PyObjectRef) -> Option<PyRef<Page>> {
    object.as_object().to_owned().downcast::<Page>().ok()
}
