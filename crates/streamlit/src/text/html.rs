//! `st.html`.

use brooklet_protocol::{Element, element};
use brooklet_python::vm::{PyObjectRef, PyResult};

use crate::argument::{dedent, text_of};
use crate::call::args::{StretchContent, arguments};
use crate::command::{Call, Command, Place};

arguments! {
    /// The arguments of `st.html`.
    pub(crate) struct Html {
        /// HTML as a str, the path of a file of the app that holds it or a style sheet, or an object with
        /// a method `_repr_html_`.
        body: PyObjectRef,
        *,
        width: StretchContent = "stretch",
        /// Whether scripts in it run in the page of the reader. Leave it at `False` for what others wrote.
        unsafe_allow_javascript: bool = False,
    }
}

/// `st.html`.
pub(crate) const HTML: Command = Command {
    name: "html",
    place: Place::Container("HtmlMixin"),
    signature: Html::SIGNATURE,
    doc: "Show HTML as part of the page, without what could run scripts.",
    run: |call| html(call, &Html::read(call)?),
};

fn html(call: &Call, args: &Html) -> PyResult {
    let vm = call.vm;
    let given = &args.body;
    let body = if given.has_attr("_repr_html_", vm)? {
        text_of(&*vm.call_method(given, "_repr_html_", ())?, vm)?
    } else if call.is_path(given)? {
        let text = text_of(&*vm.call_method(given, "read_text", ("utf-8",))?, vm)?;
        let ending = text_of(&*given.get_attr("suffix", vm)?, vm)?;
        if ending.eq_ignore_ascii_case(".css") {
            format!("<style>{text}</style>")
        } else {
            text
        }
    } else {
        dedent(&text_of(given, vm)?)
    };
    if body.is_empty() {
        return Err(call.missing("body", "HTML that is not empty"));
    }
    let html = element::Html {
        body,
        runs_scripts: args.unsafe_allow_javascript,
    };
    Ok(call.draw(Element::Html(html), args.width.layout()))
}
