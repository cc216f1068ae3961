//! `st.html`.

use brooklet_protocol::Element;
use brooklet_protocol::element::Html;
use brooklet_python::vm::PyResult;

use crate::argument::{Words, clean, text_of};
use crate::command::{Call, Command, Place};

/// `st.html`.
pub(crate) const HTML: Command = Command {
    name: "html",
    place: Place::Container("HtmlMixin"),
    signature: "body, *, width='stretch', unsafe_allow_javascript=False",
    doc: "Insert HTML into your app.",
    run: html,
};

fn html(call: &Call) -> PyResult {
    let vm = call.vm;
    let given = call.value("body");
    let body = if given.has_attr("_repr_html_", vm)? {
        text_of(&*vm.call_method(&given, "_repr_html_", ())?, vm)?
    } else if call.is_path(&given)? {
        let text = text_of(&*vm.call_method(&given, "read_text", ("utf-8",))?, vm)?;
        let ending = text_of(&*given.get_attr("suffix", vm)?, vm)?;
        if ending.eq_ignore_ascii_case(".css") {
            format!("<style>{text}</style>")
        } else {
            text
        }
    } else {
        clean(&text_of(&given, vm)?)
    };
    if body.is_empty() {
        let text = "The `body` parameter is required.";
        return Err(call.error("StreamlitMissingRequiredParameterError", text));
    }
    let html = Html {
        body,
        runs_scripts: call.flag("unsafe_allow_javascript")?,
    };
    let layout = call.layout(Words::StretchContent)?;
    Ok(call.draw(Element::Html(html), layout))
}
