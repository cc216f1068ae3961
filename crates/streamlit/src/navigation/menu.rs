//! `st.navigation`.

use std::rc::Rc;

use brooklet_protocol::ToPage;
use brooklet_protocol::navigation::{Navigation, NavigationPage, NavigationPosition};
use brooklet_python::vm::builtins::{PyBool, PyDict};
use brooklet_python::vm::protocol::PyIter;
use brooklet_python::vm::{PyObjectRef, PyPayload, PyRef, PyResult, TryFromObject, VirtualMachine};

use super::name;
use super::page::{Page, Source, page_of, path_text};
use crate::argument::as_i64;
use crate::call::args::{Argument, arguments, words};
use crate::call::object::objects;
use crate::command::{Call, Command, Place};
use crate::error::{ArgumentError, PageError, PageName};
use crate::kernel::pages::KnownPage;
use crate::runtime::Runtime;

arguments! {
    /// The arguments of `st.navigation`.
    pub(crate) struct NavigationArgs {
        /// The pages: a list of `st.Page`, paths and functions, or a dict of such lists by the titles of
        /// sections.
        pages: Pages,
        *,
        position: NavigationPosition = "sidebar",
        /// Whether a long menu in the sidebar shows all pages, or how many it shows at first.
        expanded: Expanded = False,
    }
}

/// `st.navigation`.
pub(crate) const NAVIGATION: Command = Command {
    name: "navigation",
    place: Place::Module,
    signature: NavigationArgs::SIGNATURE,
    doc: "Say which pages the app has, and draw the menu. It returns the page that the reader wants, to be run by `.run()`.",
    run: |call| navigation(call, NavigationArgs::read(call)?),
};

words! {
    NavigationPosition ["Where the menu stands, if at all."] {
        "sidebar" => NavigationPosition::Sidebar,
        "hidden" => NavigationPosition::Hidden,
        "top" => NavigationPosition::Top,
    }
}

objects! {
    /// The pages of the app.
    Pages: "list", "dict";
}

type Section = (String, Vec<PyRef<Page>>);

fn navigation(call: &Call, args: NavigationArgs) -> PyResult {
    call.runtime.session().pages.borrow_mut().are_declared = true;
    let Pages(pages) = args.pages;
    let mut sections: Vec<Section> = Vec::new();
    if pages.downcast_ref::<PyDict>().is_some() {
        for (header, pages) in crate::query_params::pairs(&pages, call.vm)? {
            sections.push((header, convert(call, &pages)?));
        }
    } else {
        sections.push((String::new(), convert(call, &pages)?));
    }
    let menu = Navigation {
        position: args.position,
        expanded: args.expanded.all,
        visible_items: args.expanded.count,
        ..Navigation::default()
    };
    let page = choose(call.runtime, &sections, menu, call.vm)?;
    Ok(page.into())
}

/// Whether the menu shows all pages, or how many.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expanded {
    all: bool,
    count: Option<u32>,
}

impl Argument for Expanded {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        let counted = |all, count| Ok(Self { all, count });
        if value.downcast_ref::<PyBool>().is_some() {
            return counted(value.is_true(call.vm)?, None);
        }
        match as_i64(&value, call.vm) {
            None => call.invalid_type(parameter, "a bool or an int", &value),
            Some(count) if count < 0 => {
                let allowed = "True, False, or a number of pages from 0 on";
                call.invalid_item(parameter, &value, allowed)
            }
            Some(0) => counted(false, None),
            Some(count) => counted(false, u32::try_from(count).ok()),
        }
    }

    fn kinds() -> Vec<&'static str> {
        vec!["bool", "int"]
    }
}

/// The pages of a list of pages, paths and functions.
fn convert(call: &Call, pages: &PyObjectRef) -> PyResult<Vec<PyRef<Page>>> {
    let items = PyIter::try_from_object(call.vm, pages.clone())?;
    let mut converted = Vec::new();
    for item in items.iter::<PyObjectRef>(call.vm)? {
        let item = item?;
        if let Some(page) = page_of(&item) {
            converted.push(page);
            continue;
        }
        if path_text(&item, call.vm)?.is_none() && !item.is_callable() {
            let expected = "an st.Page, a path or a function";
            return call.invalid_type("an item of pages", expected, &item);
        }
        let make = call.vm.import("streamlit", 0)?.get_attr("Page", call.vm)?;
        let page = make.call((item,), call.vm)?;
        converted.extend(page_of(&page));
    }
    Ok(converted)
}

/// Finds the page that the reader wants, and draws the menu.
fn choose(
    runtime: &Rc<Runtime>,
    sections: &[Section],
    mut menu: Navigation,
    vm: &VirtualMachine,
) -> PyResult<PyRef<Page>> {
    let fail = |problem| Err(runtime.error(problem, vm));
    let all: Vec<(&String, &PyRef<Page>)> = sections
        .iter()
        .flat_map(|(header, pages)| pages.iter().map(move |page| (header, page)))
        .collect();
    if all.is_empty() {
        let problem = ArgumentError::Missing {
            parameter: "pages".to_owned(),
            wanted: "at least one `st.Page`".to_owned(),
        };
        return Err(runtime.error(problem, vm));
    }
    let is_external = |page: &PyRef<Page>| matches!(page.source, Source::External(_));
    let defaults = all.iter().filter(|(_, page)| page.is_default.get()).count();
    if defaults > 1 {
        return fail(PageError::TwoDefaults {});
    }
    if defaults == 0 {
        let Some((_, first)) = all.iter().find(|(_, page)| !is_external(page)) else {
            return fail(PageError::OnlyAddresses {});
        };
        first.is_default.set(true);
    }
    for (place, (_, page)) in all.iter().enumerate() {
        let mut others = all[..place].iter();
        if let Some((_, other)) = others.find(|(_, other)| other.own_path == page.own_path) {
            return fail(same_path(runtime, other, page));
        }
    }
    let wanted = runtime.session().pages.borrow().wanted.clone();
    let is_wanted = |page: &PyRef<Page>| page.path() == wanted || page.own_path == wanted;
    let place = all
        .iter()
        .position(|(_, page)| is_wanted(page) && !is_external(page));
    let first = all.iter().position(|(_, page)| page.is_default.get());
    let current = place.or(first).unwrap_or_default();
    let page = all[current].1.clone();
    page.can_run.set(true);
    menu.current = u32::try_from(current).unwrap_or_default();
    menu.pages = all
        .iter()
        .map(|(header, page)| entry(header, page))
        .collect();
    let internal = all.iter().filter(|(_, page)| !is_external(page));
    let known = internal.map(|(_, page)| page.known()).collect();
    let session = runtime.session();
    session.pages.borrow_mut().enter(page.path(), known);
    if place.is_none() {
        runtime.send(ToPage::PageNotFound { path: wanted });
    }
    runtime.send(ToPage::Navigation(menu));
    Ok(page)
}

fn entry(section: &str, page: &PyRef<Page>) -> NavigationPage {
    NavigationPage {
        path: page.path(),
        title: page.title.clone(),
        icon: page.icon.clone(),
        section: section.to_owned(),
        is_hidden: page.is_hidden,
        external_url: match &page.source {
            Source::External(url) => Some(url.clone()),
            Source::Script(_) | Source::Function(_) => None,
        },
        help: page.help.clone(),
    }
}

/// Says which two pages would have the same path.
fn same_path(runtime: &Runtime, first: &Page, second: &Page) -> PageError {
    let name = |page: &Page| match &page.source {
        Source::External(url) => PageName::Address(url.clone()),
        Source::Script(path) => {
            let folder = runtime.resolve_path("");
            let path = path.strip_prefix(&folder).unwrap_or(path);
            PageName::Script(path.trim_start_matches('/').to_owned())
        }
        Source::Function(_) => PageName::Function(page.title.clone()),
    };
    PageError::SamePath {
        path: second.own_path.clone(),
        first: name(first),
        second: name(second),
    }
}

impl Runtime {
    /// Runs the page that the reader wants, where the app has a folder `pages` and its script does not
    /// list its pages itself. Otherwise there is nothing to do here, and `false` is returned.
    pub fn run_pages_folder(self: &Rc<Self>, vm: &VirtualMachine) -> PyResult<bool> {
        if self.session().pages.borrow().are_declared {
            return Ok(false);
        }
        let folder = self.resolve_path("pages");
        let mut files = self.names(&folder);
        files.retain(|file| {
            let stem = file.strip_suffix(".py");
            stem.is_some_and(|stem| stem != "__init__" && !stem.starts_with('.'))
        });
        if files.is_empty() {
            return Ok(false);
        }
        self.session().pages.borrow_mut().are_files = true;
        files.sort_by(|one, other| name::order(one, other));
        let main = Page::of_script(self, &self.main_script(), true).into_ref(&vm.ctx);
        let mut pages = vec![main];
        pages.extend(files.iter().map(|file| {
            Page::of_script(self, &format!("{folder}/{file}"), false).into_ref(&vm.ctx)
        }));
        let menu = Navigation {
            position: if self.option("client.showSidebarNavigation").as_deref() == Some("false") {
                NavigationPosition::Hidden
            } else {
                NavigationPosition::Sidebar
            },
            ..Navigation::default()
        };
        let page = choose(self, &[(String::new(), pages)], menu, vm)?;
        page.can_run.set(false);
        page.carry_out(vm)?;
        Ok(true)
    }

    /// The page listed for a path that the script names.
    pub(crate) fn known_page(&self, path: &str) -> Option<KnownPage> {
        let script = self.resolve_path(path);
        let session = self.session();
        let pages = session.pages.borrow();
        let mut known = pages.known.iter();
        known
            .find(|page| page.script.as_ref() == Some(&script))
            .cloned()
    }
}

/// Says that a page which the script names is none.
pub(super) fn not_found<T>(call: &Call, page: &str) -> PyResult<T> {
    let session = call.runtime.session();
    let pages = session.pages.borrow();
    let page = page.to_owned();
    if pages.are_declared || !pages.are_files {
        return Err(call.error(PageError::NotDeclared { page }));
    }
    let script = call.runtime.main_script();
    let folder = script.rsplit('/').nth(1).unwrap_or_default().to_owned();
    Err(call.error(PageError::NotInFolder { page, folder }))
}
