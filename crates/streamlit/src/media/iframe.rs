//! `st.iframe`, `st.components.v1.html` and `st.components.v1.iframe`.

use brooklet_protocol::element::{FrameContent, Iframe};
use brooklet_protocol::layout::Size;
use brooklet_protocol::{Element, Layout, MediaSource};
use brooklet_python::vm::{PyObjectRef, PyResult};

use super::source::is_address;
use crate::argument::{as_i64, text_of};
use crate::call::args::{
    Alt, Argument, Deferred, StretchContent, StretchContentHeight, TabIndex, Text, arguments,
};
use crate::command::{Call, Command, Place};
use crate::error::MediaError;

arguments! {
    /// The arguments of `st.iframe`.
    pub(crate) struct IframeArgs {
        /// The address of a page, the `pathlib.Path` of a file of the app, or HTML as a str.
        src: PyObjectRef,
        *,
        width: StretchContent = "stretch",
        height: StretchContentHeight = "content",
        tab_index: Deferred<TabIndex> = None,
        alt: Alt = None,
    }
}

arguments! {
    /// The arguments of `st.components.v1.html`.
    pub(crate) struct ComponentHtml {
        /// The HTML. It cannot reach the page of the app around it.
        html: Text,
        /// How wide the frame is, in CSS pixels; `None` fills the container.
        width: Pixels = None,
        /// How high the frame is, in CSS pixels; `None` is 150.
        height: Pixels = None,
        /// Whether what does not fit can be scrolled to.
        scrolling: bool = False,
        *,
        tab_index: TabIndex = None,
    }
}

arguments! {
    /// The arguments of `st.components.v1.iframe`.
    pub(crate) struct ComponentIframe {
        /// The address of the page.
        src: Text,
        /// How wide the frame is, in CSS pixels; `None` fills the container.
        width: Pixels = None,
        /// How high the frame is, in CSS pixels; `None` is 150.
        height: Pixels = None,
        /// Whether what does not fit can be scrolled to.
        scrolling: bool = False,
        *,
        tab_index: TabIndex = None,
    }
}

/// A number of pixels; anything else is none.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pixels(Option<Size>);

impl Argument for Pixels {
    fn read(value: PyObjectRef, _parameter: &'static str, call: &Call) -> PyResult<Self> {
        let pixels = as_i64(&value, call.vm);
        Ok(Self(pixels.map(|pixels| {
            Size::Px(u32::try_from(pixels).unwrap_or_default())
        })))
    }

    fn kinds() -> Vec<&'static str> {
        vec!["int", "None"]
    }
}

/// `st.iframe`.
pub(crate) const IFRAME: Command = Command {
    name: "iframe",
    place: Place::Container("IframeMixin"),
    signature: IframeArgs::SIGNATURE,
    doc: "Show another page within this one: an address, a file of the app, or HTML as text.",
    run: |call| iframe(call, IframeArgs::read(call)?),
};

/// `st.components.v1.html`.
pub(crate) const COMPONENT_HTML: Command = Command {
    name: "_html",
    place: Place::Container("IframeMixin"),
    signature: ComponentHtml::SIGNATURE,
    doc: "Show HTML in a frame of its own.",
    run: |call| {
        let args = ComponentHtml::read(call)?;
        let frame = Iframe {
            content: FrameContent::Html(args.html.0),
            scrolling: args.scrolling,
            tab_index: args.tab_index.0,
            alt: None,
        };
        Ok(component(call, frame, args.width, args.height))
    },
};

/// `st.components.v1.iframe`.
pub(crate) const COMPONENT_IFRAME: Command = Command {
    name: "_iframe",
    place: Place::Container("IframeMixin"),
    signature: ComponentIframe::SIGNATURE,
    doc: "Show the page of an address in a frame.",
    run: |call| {
        let args = ComponentIframe::read(call)?;
        let frame = Iframe {
            content: FrameContent::Source(MediaSource::Address(args.src.0)),
            scrolling: args.scrolling,
            tab_index: args.tab_index.0,
            alt: None,
        };
        Ok(component(call, frame, args.width, args.height))
    },
};

/// How high the page of another site is by itself.
const HEIGHT: u32 = 400;

/// How high a component is by itself.
const COMPONENT_HEIGHT: u32 = 150;

fn iframe(call: &Call, args: IframeArgs) -> PyResult {
    let content = content(call, &args.src)?;
    let is_html = matches!(content, FrameContent::Html(_));
    let layout = Layout {
        width: match args.width.0 {
            Size::Content if !is_html => Size::Stretch,
            width => width,
        },
        height: match args.height.0 {
            Size::Content if is_html => Size::Px(COMPONENT_HEIGHT),
            Size::Content => Size::Px(HEIGHT),
            height => height,
        },
        ..Layout::default()
    };
    let iframe = Iframe {
        content,
        scrolling: true,
        tab_index: args.tab_index.get(call)?.0,
        alt: args.alt.0,
    };
    Ok(call.draw(Element::Iframe(iframe), layout))
}

fn content(call: &Call, given: &PyObjectRef) -> PyResult<FrameContent> {
    let vm = call.vm;
    let text = text_of(given, vm)?;
    if !call.is_path(given)? {
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

fn component(call: &Call, frame: Iframe, width: Pixels, height: Pixels) -> PyObjectRef {
    let layout = Layout {
        width: width.0.unwrap_or(Size::Stretch),
        height: height.0.unwrap_or(Size::Px(COMPONENT_HEIGHT)),
        ..Layout::default()
    };
    call.draw(Element::Iframe(frame), layout)
}
