//! `st.iframe`, `st.components.v1.html` and `st.components.v1.iframe`.

use brooklet_protocol::element::{FrameContent, Iframe};
use brooklet_protocol::layout::Extent;
use brooklet_protocol::{Element, Layout, MediaSource};
use brooklet_python::vm::PyResult;

use super::source::is_address;
use crate::argument::{Words, text_of, whole};
use crate::call::args::{Argument, TabIndex};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::error::MediaError;

/// `st.iframe`.
pub(crate) const IFRAME: Command = Command {
    name: "iframe",
    place: Place::Container("IframeMixin"),
    signature: Parameters::undocumented(
        "src, *, width='stretch', height='content', tab_index=None, alt=None",
    ),
    doc: "Show another page within this one: an address, a file of the app, or HTML as text.",
    run: iframe,
};

/// `st.components.v1.html`.
pub(crate) const COMPONENT_HTML: Command = Command {
    name: "_html",
    place: Place::Container("IframeMixin"),
    signature: Parameters::undocumented(
        "html, width=None, height=None, scrolling=False, *, tab_index=None",
    ),
    doc: "Show HTML in a frame of its own.",
    run: |call| {
        let html = text_of(&call.value("html"), call.vm)?;
        component(call, FrameContent::Html(html))
    },
};

/// `st.components.v1.iframe`.
pub(crate) const COMPONENT_IFRAME: Command = Command {
    name: "_iframe",
    place: Place::Container("IframeMixin"),
    signature: Parameters::undocumented(
        "src, width=None, height=None, scrolling=False, *, tab_index=None",
    ),
    doc: "Show the page of an address in a frame.",
    run: |call| {
        let src = text_of(&call.value("src"), call.vm)?;
        component(call, FrameContent::Source(MediaSource::Address(src)))
    },
};

/// How high the page of another site is by itself.
const HEIGHT: u32 = 400;

/// How high a component is by itself.
const COMPONENT_HEIGHT: u32 = 150;

fn iframe(call: &Call) -> PyResult {
    let width = call.width(Words::StretchContent)?;
    let height = call.height(Words::StretchContent)?;
    let content = content(call)?;
    let is_html = matches!(content, FrameContent::Html(_));
    let layout = Layout {
        width: match width {
            Extent::Content if !is_html => Extent::Stretch,
            width => width,
        },
        height: match height {
            Extent::Content if is_html => Extent::Px(COMPONENT_HEIGHT),
            Extent::Content => Extent::Px(HEIGHT),
            height => height,
        },
        ..Layout::default()
    };
    let iframe = Iframe {
        content,
        scrolling: true,
        tab_index: tab_index(call)?,
        alt: call.alt()?,
    };
    Ok(call.draw(Element::Iframe(iframe), layout))
}

fn content(call: &Call) -> PyResult<FrameContent> {
    let vm = call.vm;
    let given = call.value("src");
    let text = text_of(&given, vm)?;
    if !call.is_path(&given)? {
        let is_source = is_address(&text) || text.starts_with('/');
        return Ok(if is_source {
            FrameContent::Source(MediaSource::Address(text))
        } else {
            FrameContent::Html(text)
        });
    }
    let unreadable = |_| call.error(MediaError::Unreadable { name: text.clone() });
    let bytes = call.file_bytes(&text).map_err(unreadable)?;
    let ending = text.rsplit('.').next().unwrap_or_default();
    if ["html", "htm", "xhtml"].contains(&ending.to_ascii_lowercase().as_str()) {
        return Ok(FrameContent::Html(
            String::from_utf8_lossy(&bytes).into_owned(),
        ));
    }
    let guess = vm.import("mimetypes", 0)?.get_attr("guess_type", vm)?;
    let mime = guess.call((vm.ctx.new_str(text),), vm)?.get_item(&0, vm)?;
    let mime = if vm.is_none(&mime) {
        crate::bytes::BINARY.to_owned()
    } else {
        text_of(&mime, vm)?
    };
    Ok(FrameContent::Source(call.give(&mime, &bytes)))
}

fn component(call: &Call, content: FrameContent) -> PyResult {
    let pixels = |name| call.object(name).and_then(|value| whole(&value, call.vm));
    let extent = |pixels: i64| Extent::Px(u32::try_from(pixels).unwrap_or_default());
    let layout = Layout {
        width: pixels("width").map_or(Extent::Stretch, extent),
        height: pixels("height").map_or(Extent::Px(COMPONENT_HEIGHT), extent),
        ..Layout::default()
    };
    let iframe = Iframe {
        content,
        scrolling: call.flag("scrolling")?,
        tab_index: tab_index(call)?,
        alt: None,
    };
    Ok(call.draw(Element::Iframe(iframe), layout))
}

/// A place in the order of the Tab key.
pub(crate) fn tab_index(call: &Call) -> PyResult<Option<i32>> {
    TabIndex::read(call.value("tab_index"), "tab_index", call).map(|index| index.0)
}
