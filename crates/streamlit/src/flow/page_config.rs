//! `st.set_page_config`.

use brooklet_protocol::message::{MenuItems, PageChange, SidebarState};
use brooklet_protocol::{Sign, ToPage};
use brooklet_python::vm::builtins::{PyDict, PyStr};
use brooklet_python::vm::{PyObjectRef, PyResult};

use crate::argument::{clean, plain, text_of, whole};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::error::ArgumentError;

/// `st.set_page_config`.
pub(crate) const SET_PAGE_CONFIG: Command = Command {
    name: "set_page_config",
    place: Place::Module,
    signature: Parameters::undocumented(
        "page_title=None, page_icon=None, layout=None, initial_sidebar_state=None, menu_items=None",
    ),
    doc: "Set what belongs to the page as a whole: title and icon of the tab, width, sidebar, menu. Later calls add to earlier ones.",
    run: set_page_config,
};

/// What stands for an emoji of any kind.
const RANDOM: [&str; 12] = [
    "🔥", "🎉", "🚀", "✨", "🌈", "🎈", "🐙", "🍕", "💡", "🌵", "🦄", "🎨",
];

fn set_page_config(call: &Call) -> PyResult {
    let title = call.text("page_title")?;
    let icon = icon(call)?;
    let wide = match call.object("layout") {
        Some(_) => Some(call.choice("layout", &[("centered", false), ("wide", true)])?),
        None => None,
    };
    let (sidebar, sidebar_width) = sidebar(call)?;
    let change = PageChange {
        title,
        icon,
        wide,
        sidebar,
        sidebar_width,
        menu: menu_items(call)?,
        ..PageChange::default()
    };
    call.runtime.send(ToPage::Page(change));
    Ok(call.vm.ctx.none())
}

fn icon(call: &Call) -> PyResult<Option<Sign>> {
    let Some(icon) = call.object("page_icon") else {
        return Ok(None);
    };
    let text = text_of(&icon, call.vm)?;
    if text == "random" {
        let mut byte = [0];
        call.runtime.world.random(&mut byte);
        let emoji = RANDOM[usize::from(byte[0]) % RANDOM.len()];
        return Ok(Some(Sign::Text(emoji.to_owned())));
    }
    match call.sign(&icon) {
        Ok(sign) => Ok(Some(sign)),
        // A text may be an address beside the app, or the short name of an emoji.
        Err(_) if icon.downcast_ref::<PyStr>().is_some() && !text.starts_with(":material") => {
            Ok(Some(Sign::Text(text)))
        }
        Err(error) => Err(error),
    }
}

fn sidebar(call: &Call) -> PyResult<(Option<SidebarState>, Option<u32>)> {
    let Some(value) = call.object("initial_sidebar_state") else {
        return Ok((None, None));
    };
    let word = value.downcast_ref::<PyStr>().map(plain);
    let state = match word.as_deref() {
        Some("auto") => SidebarState::Auto,
        Some("expanded") => SidebarState::Expanded,
        Some("collapsed") => SidebarState::Collapsed,
        Some("locked") => SidebarState::Locked,
        _ => {
            let pixels = whole(&value, call.vm).filter(|pixels| *pixels > 0);
            let Some(pixels) = pixels.and_then(|pixels| u32::try_from(pixels).ok()) else {
                let allowed =
                    "'auto', 'expanded', 'collapsed', 'locked' or a width in pixels above 0";
                return call.invalid_value("initial_sidebar_state", allowed);
            };
            return Ok((Some(SidebarState::Auto), Some(pixels)));
        }
    };
    Ok((Some(state), None))
}

fn menu_items(call: &Call) -> PyResult<Option<MenuItems>> {
    let Some(items) = call.object("menu_items") else {
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
            "about" => menu.about = text.map(|text| clean(&text)),
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
