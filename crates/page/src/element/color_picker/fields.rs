//! The fields below the palette in which a colour is typed: hex, RGB or HSL.

use std::cell::{Cell, RefCell};

use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement, HtmlInputElement};

use super::hue::Color;
use crate::dom::{FocusExt, append, clear, make_with, set, svg};

const UP_AND_DOWN: &str = "M12 4 18 10H6zM12 20 6 14h12z";

/// The ways to write a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Hex,
    Rgb,
    Hsl,
}

impl Format {
    fn next(self) -> Self {
        match self {
            Self::Hex => Self::Rgb,
            Self::Rgb => Self::Hsl,
            Self::Hsl => Self::Hex,
        }
    }

    /// A field for each.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Hex => &["hex"],
            Self::Rgb => &["r", "g", "b"],
            Self::Hsl => &["h", "s", "l"],
        }
    }

    fn texts(self, color: Color) -> Vec<String> {
        match self {
            Self::Hex => vec![color.text().to_uppercase()],
            Self::Rgb => color.rgb().map(|part| part.to_string()).into(),
            Self::Hsl => {
                let [hue, saturation, lightness] = color.hsl();
                vec![
                    format!("{hue:.0}"),
                    format!("{:.0}%", saturation * 100.0),
                    format!("{:.0}%", lightness * 100.0),
                ]
            }
        }
    }

    fn read(self, texts: &[String]) -> Option<Color> {
        let text = match self {
            Self::Hex => texts.first()?.clone(),
            Self::Rgb => format!("rgb({})", texts.join(",")),
            Self::Hsl => format!("hsl({})", texts.join(",")),
        };
        Color::read(&text).or_else(|| Color::read(&format!("#{text}")))
    }
}

/// Fields, and the button that changes what they hold.
pub(super) struct Fields {
    pub(super) node: HtmlElement,
    pub(super) button: HtmlElement,
    document: Document,
    row: HtmlElement,
    format: Cell<Format>,
    inputs: RefCell<Vec<HtmlInputElement>>,
}

impl Fields {
    pub(super) fn new(document: &Document) -> Self {
        let node = make_with(document, "div", "bk-palette-fields", "");
        let row = make_with(document, "div", "bk-palette-row", "");
        let button = make_with(document, "button", "bk-palette-format", "");
        set(&button, "type", "button");
        set(&button, "aria-label", "Change color format");
        append(&button, &svg(document, UP_AND_DOWN, "bk-icon"));
        append(&node, &row);
        append(&node, &button);
        let fields = Self {
            node,
            button,
            document: document.clone(),
            row,
            format: Cell::new(Format::Hex),
            inputs: RefCell::default(),
        };
        fields.build();
        fields
    }

    fn build(&self) {
        clear(&self.row);
        let inputs = self.format.get().names().iter().map(|name| {
            let column = make_with(&self.document, "label", "bk-palette-field", "");
            let input = make_with(&self.document, "input", "", "");
            set(&input, "spellcheck", "false");
            set(&input, "aria-label", name);
            let word = make_with(&self.document, "span", "", "");
            word.set_text_content(Some(&name.to_uppercase()));
            append(&column, &input);
            append(&column, &word);
            append(&self.row, &column);
            input.unchecked_into()
        });
        self.inputs.replace(inputs.collect());
    }

    /// Goes on to the next way to write a colour.
    pub(super) fn change_format(&self, color: Color) {
        self.format.set(self.format.get().next());
        self.build();
        self.show(color);
    }

    /// Writes a colour into the fields.
    pub(super) fn show(&self, color: Color) {
        let texts = self.format.get().texts(color);
        for (input, text) in self.inputs.borrow().iter().zip(texts) {
            input.set_value(&text);
        }
    }

    /// The colour that stands in the fields, if it is one.
    pub(super) fn read(&self) -> Option<Color> {
        let inputs = self.inputs.borrow();
        let texts: Vec<String> = inputs.iter().map(HtmlInputElement::value).collect();
        self.format.get().read(&texts)
    }

    /// Puts the focus into the first field.
    pub(super) fn focus(&self) {
        if let Some(input) = self.inputs.borrow().first() {
            input.take_focus();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Color, Format};

    #[test]
    fn a_colour_is_written_and_read_in_three_ways() {
        let color = Color::read("#336699").unwrap();
        for (format, texts) in [
            (Format::Hex, vec!["#336699"]),
            (Format::Rgb, vec!["51", "102", "153"]),
            (Format::Hsl, vec!["210", "50%", "40%"]),
        ] {
            assert_eq!(format.texts(color), texts);
            let texts: Vec<String> = texts.into_iter().map(str::to_owned).collect();
            assert_eq!(format.read(&texts).unwrap().text(), "#336699");
        }
        assert_eq!(
            Format::Rgb.read(&["1".into(), String::new(), "3".into()]),
            None
        );
    }
}
