//! `st.page_link`.

use brooklet_protocol::element::{IconPosition, PageLink};
use brooklet_protocol::layout::Extent;
use brooklet_protocol::{Element, Root};
use brooklet_python::vm::PyResult;
use brooklet_session::query;

use super::menu::not_found;
use super::page::{Source, is_url, page_of, path_text};
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
        layout.width = Extent::Stretch;
    }
    let given_label = args.label.map(|label| label.0);
    let query = parameters(call, args.query_params, query::Parameters::new())?;
    let mut link = PageLink {
        label: given_label.clone().unwrap_or_default(),
        page: String::new(),
        is_external: false,
        is_current: false,
        query: query::print(&query),
        icon: args.icon.0,
        icon_position: args.icon_position,
        help: args.help.0,
        disabled: args.disabled.0,
    };
    let PageArg(page) = args.page;
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
