//! `st.set_page_config`.

use brooklet_protocol::message::{MenuItems, PageChange, SidebarState};
use brooklet_protocol::{Icon, ToPage};
use brooklet_python::vm::builtins::{PyDict, PyStr};
use brooklet_python::vm::{PyObjectRef, PyResult};

use crate::argument::{as_i64, dedent, text_of, to_string_lossy};
use crate::call::args::{Argument, arguments, words};
use crate::call::object::objects;
use crate::command::{Call, Command, Place};
use crate::error::ArgumentError;

arguments! {
    /// The arguments of `st.set_page_config`.
    pub(crate) struct PageConfig {
        /// The title of the browser's tab.
        page_title: Option<String> = None,
        /// Its icon: an emoji, a name such as `':material/home:'`, an image, or `'random'`.
        page_icon: Option<PageIcon> = None,
        layout: Option<Width> = None,
        /// How the sidebar begins: open where there is room, open, closed, or open for good; a number
        /// is its width in CSS pixels.
        initial_sidebar_state: Sidebar = None,
        /// What stands in the menu under the keys `'Get help'`, `'Report a bug'` (addresses, or `None`
        /// to take them out) and `'About'` (a text, as Markdown).
        menu_items: Option<Menu> = None,
    }
}

/// `st.set_page_config`.
pub(crate) const SET_PAGE_CONFIG: Command = Command {
    name: "set_page_config",
    place: Place::Module,
    signature: PageConfig::SIGNATURE,
    doc: "Set what belongs to the page as a whole: title and icon of the tab, width, sidebar, menu. Later calls add to earlier ones.",
    run: |call| set_page_config(call, PageConfig::read(call)?),
};

/// What stands for an emoji of any kind.
const RANDOM: [&str; 12] = [
    "🔥", "🎉", "🚀", "✨", "🌈", "🎈", "🐙", "🍕", "💡", "🌵", "🦄", "🎨",
];

objects! {
    /// The icon of the page.
    PageIcon: "str", "an image";
    /// What stands in the menu.
    Menu: "dict";
}

/// Whether the page is wide.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Width(bool);

words! {
    Width ["Whether the app stands in a column in the middle or takes the whole width of the tab."] {
        "centered" => Width(false),
        "wide" => Width(true),
    }
}

fn set_page_config(call: &Call, args: PageConfig) -> PyResult {
    let change = PageChange {
        title: args.page_title,
        icon: icon(call, args.page_icon)?,
        wide: args.layout.map(|width| width.0),
        sidebar: args.initial_sidebar_state.state,
        sidebar_width: args.initial_sidebar_state.width,
        menu: menu_items(call, args.menu_items)?,
        ..PageChange::default()
    };
    call.runtime.send(ToPage::Page(change));
    Ok(call.vm.ctx.none())
}

fn icon(call: &Call, given: Option<PageIcon>) -> PyResult<Option<Icon>> {
    let Some(PageIcon(icon)) = given else {
        return Ok(None);
    };
    let text = text_of(&icon, call.vm)?;
    if text == "random" {
        let mut byte = [0];
        call.runtime.world.random(&mut byte);
        let emoji = RANDOM[usize::from(byte[0]) % RANDOM.len()];
        return Ok(Some(Icon::Text(emoji.to_owned())));
    }
    match call.sign(&icon) {
        Ok(sign) => Ok(Some(sign)),
        // A text may be an address beside the app, or the short name of an emoji.
        Err(_) if icon.downcast_ref::<PyStr>().is_some() && !text.starts_with(":material") => {
            Ok(Some(Icon::Text(text)))
        }
        Err(error) => Err(error),
    }
}

/// How the sidebar begins, and its width in pixels.
#[derive(Debug)]
pub(crate) struct Sidebar {
    state: Option<SidebarState>,
    width: Option<u32>,
}

impl Argument for Sidebar {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        let word = value.downcast_ref::<PyStr>().map(to_string_lossy);
        let state = match word.as_deref() {
            Some("auto") => Some(SidebarState::Auto),
            Some("expanded") => Some(SidebarState::Expanded),
            Some("collapsed") => Some(SidebarState::Collapsed),
            Some("locked") => Some(SidebarState::Locked),
            None if call.vm.is_none(&value) => None,
            _ => {
                let pixels = as_i64(&value, call.vm).filter(|pixels| *pixels > 0);
                let Some(pixels) = pixels.and_then(|pixels| u32::try_from(pixels).ok()) else {
                    let allowed =
                        "'auto', 'expanded', 'collapsed', 'locked' or a width in pixels above 0";
                    return call.invalid_item(parameter, &value, allowed);
                };
                return Ok(Self {
                    state: Some(SidebarState::Auto),
                    width: Some(pixels),
                });
            }
        };
        Ok(Self { state, width: None })
    }

    fn kinds() -> Vec<&'static str> {
        vec![
            "'auto'",
            "'expanded'",
            "'collapsed'",
            "'locked'",
            "int",
            "None",
        ]
    }
}

fn menu_items(call: &Call, given: Option<Menu>) -> PyResult<Option<MenuItems>> {
    let Some(Menu(items)) = given else {
        return Ok(None);
    };
    let Some(items) = items.downcast_ref::<PyDict>() else {
        return Err(call.type_error("menu_items", "a dict", &items));
    };
    let mut menu = MenuItems::default();
    for (name, value) in items {
        let key = text_of(&name, call.vm)?.to_lowercase();
        let text = text(call, &value)?;
        match key.trim() {
            "get help" => menu.help = url(call, text)?,
            "report a bug" => menu.report = url(call, text)?,
            "about" => menu.about = text.map(|text| dedent(&text)),
            _ => {
                let allowed = "'Get help', 'Report a bug' or 'About'";
                return call.invalid_item("a key of menu_items", &name, allowed);
            }
        }
    }
    Ok(Some(menu))
}

fn text(call: &Call, value: &PyObjectRef) -> PyResult<Option<String>> {
    if call.vm.is_none(value) {
        return Ok(None);
    }
    text_of(value, call.vm).map(Some)
}

fn url(call: &Call, url: Option<String>) -> PyResult<Option<String>> {
    let Some(url) = url else { return Ok(None) };
    let is_one = ["http://", "https://", "mailto:"]
        .iter()
        .any(|start| url.len() > start.len() && url.starts_with(start));
    if is_one {
        return Ok(Some(url));
    }
    Err(call.error(ArgumentError::BadAddress {
        given: url,
        allowed: "`http://`, `https://` or `mailto:`",
    }))
}
