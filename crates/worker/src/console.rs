//! Printed text as lines, for the page and for the console of the browser.

use brooklet_protocol::message::ConsoleLevel;
use brooklet_python::world::Stream;
use wasm_bindgen::JsValue;

/// The begun line of each stream.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    out: String,
    err: String,
}

impl Lines {
    /// Takes printed text and gives the lines that it completes, as one text.
    pub(crate) fn add(&mut self, stream: Stream, text: &str) -> Option<String> {
        let begun = match stream {
            Stream::Out => &mut self.out,
            Stream::Err => &mut self.err,
        };
        begun.push_str(text);
        let end = begun.rfind('\n')?;
        let rest = begun.split_off(end + 1);
        let mut lines = std::mem::replace(begun, rest);
        lines.truncate(end);
        Some(lines)
    }

    /// The begun lines, which are taken as they are.
    pub(crate) fn take(&mut self) -> impl Iterator<Item = (Stream, String)> + use<> {
        [
            (Stream::Out, std::mem::take(&mut self.out)),
            (Stream::Err, std::mem::take(&mut self.err)),
        ]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
    }
}

/// How serious what a stream carries is.
pub(crate) fn level(stream: Stream) -> ConsoleLevel {
    match stream {
        Stream::Out => ConsoleLevel::Log,
        Stream::Err => ConsoleLevel::Error,
    }
}

/// Shows a text on the console of the browser.
pub(crate) fn show(stream: Stream, text: &str) {
    let text = JsValue::from_str(text);
    match stream {
        Stream::Out => web_sys::console::log_1(&text),
        Stream::Err => web_sys::console::error_1(&text),
    }
}
