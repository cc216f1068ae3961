//! `st.page_link`.

use brooklet_protocol::element::{IconPosition, PageLink};
use brooklet_protocol::layout::Extent;
use brooklet_protocol::{Element, Root};
use brooklet_python::vm::PyResult;
use brooklet_session::query;

use super::menu::not_found;
use super::page::{Source, is_url, page_of, path_text};
use super::switch_page::parameters;
use crate::argument::{Words, text_of};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::error::PageError;

/// `st.page_link`.
pub(crate) const PAGE_LINK: Command = Command {
    name: "page_link",
    place: Place::Container("ButtonMixin"),
    signature: Parameters::undocumented(
        "page, *, label=None, icon=None, icon_position='left', help=None, disabled=False, use_container_width=None, width='content', query_params=None",
    ),
    doc: "Draw a link to a page of the app, or to an address elsewhere.",
    run: page_link,
};

fn page_link(call: &Call) -> PyResult {
    let icon_positions = [("left", IconPosition::Left), ("right", IconPosition::Right)];
    let mut layout = call.layout(Words::StretchContent)?;
    if let Some(stretch) = call.object("use_container_width") {
        layout.width = if stretch.is_true(call.vm)? {
            Extent::Stretch
        } else {
            Extent::Content
        };
    }
    if call.runtime.root_of(call.target) == Root::Sidebar {
        layout.width = Extent::Stretch;
    }
    let given_label = match call.object("label") {
        Some(label) => Some(text_of(&label, call.vm)?),
        None => None,
    };
    let mut link = PageLink {
        label: given_label.clone().unwrap_or_default(),
        page: String::new(),
        is_external: false,
        is_current: false,
        query: query::print(&parameters(call, query::Parameters::new())?),
        icon: call.icon()?,
        icon_position: call.choice("icon_position", &icon_positions)?,
        help: call.help()?,
        disabled: call.flag("disabled")?,
    };
    let page = call.value("page");
    let describe = |title: &str, icon: &str, help: &str, link: &mut PageLink| {
        if given_label.is_none() {
            title.clone_into(&mut link.label);
        }
        if link.icon.is_none() && !icon.is_empty() {
            link.icon = Some(icon.to_owned());
        }
        if link.help.is_none() && !help.is_empty() {
            link.help = Some(help.to_owned());
        }
    };
    if let Some(page) = page_of(&page) {
        describe(&page.title, &page.icon, &page.help, &mut link);
        if let Source::External(url) = &page.source {
            link.page.clone_from(url);
            link.is_external = true;
        } else {
            link.page = page.path();
        }
    } else {
        let name = match path_text(&page, call.vm)? {
            Some(name) => name,
            None => text_of(&page, call.vm)?,
        };
        if is_url(&name) {
            if link.label.is_empty() {
                return Err(call.error(PageError::NoLabel { address: name }));
            }
            link.page = name;
            link.is_external = true;
        } else {
            let Some(known) = call.runtime.known_page(&name) else {
                return not_found(call, &name);
            };
            describe(&known.title, "", &known.help, &mut link);
            link.page = known.path;
        }
    }
    link.is_current =
        !link.is_external && link.page == call.runtime.session().pages.borrow().current;
    Ok(call.draw(Element::PageLink(link), layout))
}
