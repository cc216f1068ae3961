//! `st.Page`: a page of the app.

use std::cell::Cell;
use std::rc::Rc;

use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{
    self as rustpython_vm, AsObject, Py, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    pyclass,
};

use super::name;
use crate::argument::{dedent, text_of, to_string_lossy, type_name};
use crate::call::args::{Argument, arguments};
use crate::call::object::objects;
use crate::command::{Call, Command, Place};
use crate::error::{PageError, shown};
use crate::kernel::pages::KnownPage;
use crate::runtime::Runtime;

arguments! {
    /// The arguments of `st.Page`.
    pub(crate) struct PageArgs {
        /// What runs: the path of a script beside the app, a function without arguments, or an address
        /// elsewhere that the menu leads to.
        page: PageSource,
        *,
        /// Its title in the menu and in the tab; by default it follows from the name of the file or
        /// function.
        title: Option<String> = None,
        /// What stands before the title: one emoji, or `':material/name:'`.
        icon: Option<String> = None,
        /// Its path in the address; by default it follows from the name of the file or function.
        url_path: Option<String> = None,
        /// Whether it is the page that the app begins with.
        default: bool = False,
        visibility: Hidden = "visible",
        /// A text that is shown where the reader points at it in the menu.
        help: Option<String> = None,
    }
}

/// `st.Page`.
pub(crate) const PAGE: Command = Command {
    name: "Page",
    place: Place::Module,
    signature: PageArgs::SIGNATURE,
    doc: "Describe a page of the app: a script, a function, or an address elsewhere, with its title and icon.",
    run: |call| Ok(make(call, PageArgs::read(call)?)?.into_pyobject(call.vm)),
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
        return Ok(Some(to_string_lossy(text)));
    }
    if value.has_attr("__fspath__", vm)? {
        let path = vm.call_method(value, "__fspath__", ())?;
        return Ok(Some(text_of(&path, vm)?));
    }
    Ok(None)
}

objects! {
    /// What runs when a page does.
    PageSource: "str", "a path", "a function";
}

/// Whether a page is left out of the menu.
#[derive(Debug)]
pub(crate) struct Hidden(bool);

impl Argument for Hidden {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        match text_of(&value, call.vm)?.as_str() {
            "visible" => Ok(Self(false)),
            "hidden" => Ok(Self(true)),
            _ => call.invalid_item(parameter, &value, "'visible' or 'hidden'"),
        }
    }

    fn kinds() -> Vec<&'static str> {
        vec!["'visible'", "'hidden'"]
    }

    const DOC: &'static str = "Whether the menu shows it; a hidden page can still be gone to.";
}

fn make(call: &Call, args: PageArgs) -> PyResult<Page> {
    let PageSource(page) = args.page;
    let Found {
        source,
        icon: inferred_icon,
        name: inferred,
    } = found(call, page, args.title.as_deref(), args.default)?;
    let title = args
        .title
        .filter(|title| !title.is_empty())
        .unwrap_or_else(|| inferred.replace('_', " "));
    if title.trim().is_empty() {
        let given = shown(call.vm.ctx.new_str(title).as_object(), call.vm);
        return Err(call.error(PageError::EmptyTitle { given }));
    }
    let icon = match args.icon.as_deref() {
        None => inferred_icon,
        Some("") => String::new(),
        Some(icon) => {
            let icon: PyObjectRef = call.vm.ctx.new_str(icon).into();
            call.icon_in(&icon)?.unwrap_or_default()
        }
    };
    let own_path = match args.url_path {
        None => inferred,
        Some(path) => checked_path(call, &path, &source, args.default)?,
    };
    Ok(Page {
        runtime: call.runtime.clone(),
        source,
        title,
        icon,
        help: args.help.map(|help| dedent(&help)).unwrap_or_default(),
        own_path,
        is_default: Cell::new(args.default),
        is_hidden: args.visibility.0,
        can_run: Cell::new(false),
    })
}

/// What runs, and what its name says of the page.
struct Found {
    source: Source,
    icon: String,
    name: String,
}

/// Finds what was given for a page.
fn found(call: &Call, page: PyObjectRef, title: Option<&str>, is_default: bool) -> PyResult<Found> {
    let url = page
        .downcast_ref::<PyStr>()
        .map(to_string_lossy)
        .filter(|text| is_url(text));
    if let Some(url) = url {
        let Some(title) = title.filter(|title| !title.trim().is_empty()) else {
            return Err(call.error(PageError::UntitledAddress { address: url }));
        };
        if is_default {
            return Err(call.error(PageError::DefaultAddress { address: url }));
        }
        return Ok(Found {
            source: Source::External(url),
            icon: String::new(),
            name: name::path_of(title),
        });
    }
    if let Some(path) = path_text(&page, call.vm)? {
        let full = call.runtime.resolve_path(&path);
        let file = full.rsplit('/').next().unwrap_or_default();
        if !call.runtime.is_script(&full) {
            return Err(call.error(PageError::NoScript {
                file: file.to_owned(),
            }));
        }
        let (icon, name) = name::icon_and_name(file);
        let source = Source::Script(full);
        return Ok(Found { source, icon, name });
    }
    let name = match call.vm.get_attribute_opt(&page, "__name__")? {
        Some(name) => text_of(&name, call.vm)?,
        None if title.is_none() => {
            let kind = type_name(&page);
            return Err(call.error(PageError::UntitledObject { kind }));
        }
        None => String::new(),
    };
    Ok(Found {
        source: Source::Function(page),
        icon: String::new(),
        name,
    })
}

/// The path in the address that was given for a page.
fn checked_path(call: &Call, path: &str, source: &Source, is_default: bool) -> PyResult<String> {
    let path = path.trim().trim_matches('/').trim().to_owned();
    let is_external = matches!(source, Source::External(_));
    if path.is_empty() && (is_external || !is_default) {
        return Err(call.error(PageError::EmptyPath {}));
    }
    if path.contains('/') {
        return Err(call.error(PageError::NestedPath { path }));
    }
    Ok(path)
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
