//! Code on the page: coloured, with numbers where wanted, and a button that copies it.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

use super::highlight::{is_known, pieces};
use crate::dom::{Listener, NodeExt, append, clear, listen, make_with, set, svg, unset};
use crate::lazy;

/// The style.
pub const STYLE: &str = include_str!("code.css");

const COPY: &str = "M16 1H4a2 2 0 0 0-2 2v14h2V3h12zm3 4H8a2 2 0 0 0-2 2v14c0 1.1.9 2 2 2h11a2 2 0 0 0 2-2V7a2 2 0 0 0-2-2m0 16H8V7h11z";

const COPY_SELECTOR: &str = ".bk-code-tools";

/// How long the button says that the code was copied.
const THANKS_MS: u32 = 2000;

/// Fills `holder`, which stays the element of the code.
pub fn fill(holder: &HtmlElement, document: &Document, body: &str, look: Look) {
    set(
        holder,
        "data-wrap",
        if look.wrap_lines { "true" } else { "false" },
    );
    let block = make_with(document, "pre", "", "");
    set(&block, "tabindex", "0");
    let code = make_with(document, "code", "", "");
    if let Some(language) = look.language {
        code.set_class_name(&format!("language-{language}"));
    }
    let language = look.language.unwrap_or_default();
    let parts = pieces(language, body);
    let parts = parts.iter().map(|(kind, text)| (kind.class(), *text));
    write(&code, document, parts, look.line_numbers);
    append(&block, &code);
    append(holder, &block);
    if !is_known(language) && !UNCOLOURED.contains(&language) {
        let code = code.clone();
        lazy::when(lazy::CODE, move || recolour(&code));
    }
    let tools = make_with(document, "div", "bk-code-tools", "stElementToolbarButton");
    let button = make_with(document, "button", "", "stBaseButton-elementToolbar");
    set(&button, "type", "button");
    set(&button, "aria-label", "Copy to clipboard");
    append(&button, &svg(document, COPY, ""));
    append(&tools, &button);
    append(holder, &tools);
}

/// Names of what has no colours.
const UNCOLOURED: [&str; 4] = ["", "None", "text", "plaintext"];

/// Gives a code its colours by the script that knows all languages.
fn recolour(code: &HtmlElement) {
    let Some(document) = code.owner_document() else {
        return;
    };
    let has_numbers = matches!(code.query_selector(".linenumber"), Ok(Some(_)));
    let language = code.class_name().replacen("language-", "", 1);
    let arguments = [language.into(), text_of(code).into()];
    let Some(found) = lazy::call(lazy::CODE, "pieces", &arguments) else {
        return;
    };
    let parts: Vec<(String, String)> = serde_wasm_bindgen::from_value(found).unwrap_or_default();
    clear(code);
    let parts = parts.iter().map(|(class, text)| {
        let class = Some(class.as_str()).filter(|class| !class.is_empty());
        (class, text.as_str())
    });
    write(code, &document, parts, has_numbers);
}

fn write<'a>(
    code: &HtmlElement,
    document: &Document,
    parts: impl Iterator<Item = (Option<&'a str>, &'a str)>,
    has_numbers: bool,
) {
    let mut line = Line::begin(document, code, has_numbers, 1);
    for (class, text) in parts {
        for (index, part) in text.split_inclusive('\n').enumerate() {
            if index > 0 || line.is_over {
                line = Line::begin(document, code, has_numbers, line.number + 1);
            }
            line.add(document, class, part);
        }
    }
}

/// How a code looks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look<'a> {
    /// The language to colour.
    pub language: Option<&'a str>,
    /// Whether lines are numbered.
    pub line_numbers: bool,
    /// Whether long lines are wrapped.
    pub wrap_lines: bool,
}

/// The line that is being written.
struct Line {
    holder: HtmlElement,
    number: usize,
    is_over: bool,
}

impl Line {
    /// Lines that are numbered have an element each.
    fn begin(document: &Document, code: &HtmlElement, is_numbered: bool, number: usize) -> Self {
        let holder = if is_numbered {
            let line = make_with(document, "span", "bk-code-line", "");
            let mark = make_with(document, "span", "comment linenumber", "");
            mark.set_text_content(Some(&number.to_string()));
            append(&line, &mark);
            append(code, &line);
            let text = make_with(document, "span", "", "");
            append(&line, &text);
            text
        } else {
            code.clone()
        };
        Self {
            holder,
            number,
            is_over: false,
        }
    }

    fn add(&mut self, document: &Document, class: Option<&str>, text: &str) {
        self.is_over = text.ends_with('\n');
        match class {
            None => {
                self.holder.add(&document.create_text_node(text));
            }
            Some(class) => {
                let piece = make_with(document, "span", class, "");
                piece.set_text_content(Some(text));
                append(&self.holder, &piece);
            }
        }
    }
}

/// Copies a code when its button is pressed, anywhere below `root`.
pub fn copies(root: &HtmlElement) -> Listener {
    listen(root, "click", |event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let tools = target.and_then(|target| target.closest(COPY_SELECTOR).ok().flatten());
        let Some(tools) = tools else { return };
        let code = tools
            .previous_element_sibling()
            .map(|block| text_of(&block));
        let (Some(code), Some(window)) = (code, web_sys::window()) else {
            return;
        };
        // A page that may not write to the clipboard leaves it as it is.
        let _ = window.navigator().clipboard().write_text(&code);
        set(&tools, "data-copied", "");
        Timeout::new(THANKS_MS, move || unset(&tools, "data-copied")).forget();
    })
}

/// The text of a code without the numbers of its lines.
fn text_of(block: &Element) -> String {
    let Ok(Ok(copy)) = block
        .clone_node_with_deep(true)
        .map(JsCast::dyn_into::<Element>)
    else {
        return String::new();
    };
    while let Ok(Some(number)) = copy.query_selector(".linenumber") {
        number.remove();
    }
    copy.text_content().unwrap_or_default()
}
