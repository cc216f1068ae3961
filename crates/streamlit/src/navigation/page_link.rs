//! `st.page_link`.

use brooklet_protocol::element::{IconPosition, PageLink};
use brooklet_protocol::layout::Size;
use brooklet_protocol::{Element, Root};
use brooklet_python::vm::{PyObjectRef, PyResult};
use brooklet_session::query;

use super::menu::not_found;
use super::page::{is_url, page_of, path_text};
use super::switch_page::{PageArg, QueryArg, parameters};
use crate::argument::text_of;
use crate::call::args::{ContainerWidth, Disabled, Help, Icon, StretchContent, Text, arguments};
use crate::command::{Call, Command, Place};
use crate::error::PageError;

arguments! {
    /// The arguments of `st.page_link`.
    pub(crate) struct PageLinkArgs {
        page: PageArg,
        *,
        /// What stands on the link, as Markdown on one line; by default the title of the page.
        label: Option<Text> = None,
        icon: Icon = None,
        icon_position: IconPosition = "left",
        help: Help = None,
        disabled: Disabled = False,
        use_container_width: ContainerWidth = None,
        width: StretchContent = "content",
        query_params: Option<QueryArg> = None,
    }
}

/// `st.page_link`.
pub(crate) const PAGE_LINK: Command = Command {
    name: "page_link",
    place: Place::Container("ButtonMixin"),
    signature: PageLinkArgs::SIGNATURE,
    doc: "Draw a link to a page of the app, or to an address elsewhere.",
    run: |call| page_link(call, PageLinkArgs::read(call)?),
};

fn page_link(call: &Call, args: PageLinkArgs) -> PyResult {
    let mut layout = args.width.layout();
    if let Some(width) = args.use_container_width.extent() {
        layout.width = width;
    }
    if call.runtime.root_of(call.target) == Root::Sidebar {
        layout.width = Size::Stretch;
    }
    let query = parameters(call, args.query_params, query::Parameters::new())?;
    let label = args.label.map(|label| label.0);
    let end = destination(call, &args.page.0, label.as_deref())?;
    let is_current = !end.is_external && end.page == call.runtime.session().pages.borrow().current;
    let own = |text: String| Some(text).filter(|text| !text.is_empty());
    let link = PageLink {
        label: label.unwrap_or(end.title),
        page: end.page,
        is_external: end.is_external,
        is_current,
        query: query::print(&query),
        icon: args.icon.0.or_else(|| own(end.icon)),
        icon_position: args.icon_position,
        help: args.help.0.or_else(|| own(end.help)),
        disabled: args.disabled.0,
    };
    Ok(call.draw(Element::PageLink(link), layout))
}

/// Where a link leads, and what the page there says of itself.
struct Destination {
    page: String,
    is_external: bool,
    title: String,
    icon: String,
    help: String,
}

fn destination(call: &Call, page: &PyObjectRef, label: Option<&str>) -> PyResult<Destination> {
    if let Some(page) = page_of(page) {
        let external = page.external();
        return Ok(Destination {
            is_external: external.is_some(),
            page: external.unwrap_or_else(|| page.path()),
            title: page.title.clone(),
            icon: page.icon.clone(),
            help: page.help.clone(),
        });
    }
    let name = match path_text(page, call.vm)? {
        Some(name) => name,
        None => text_of(page, call.vm)?,
    };
    if is_url(&name) {
        if label.is_none_or(str::is_empty) {
            return Err(call.error(PageError::NoLabel { address: name }));
        }
        return Ok(Destination {
            page: name,
            is_external: true,
            title: String::new(),
            icon: String::new(),
            help: String::new(),
        });
    }
    let Some(known) = call.runtime.known_page(&name) else {
        return not_found(call, &name);
    };
    Ok(Destination {
        page: known.path,
        is_external: false,
        title: known.title,
        icon: String::new(),
        help: known.help,
    })
}
