//! Colours by the names that scripts have for them.

/// How many colours of charts have a variable of their own.
const CATEGORIES: usize = 10;

/// The colour of the theme for one of several things that a chart tells apart.
pub(super) fn category(position: usize) -> String {
    format!("var(--bk-category-{})", position % CATEGORIES)
}

/// A colour of the theme by its name, or one of CSS.
pub(super) fn css_color(name: &str) -> String {
    match name {
        "red" | "orange" | "yellow" | "green" | "blue" | "violet" | "gray" | "primary" => {
            format!("var(--bk-{name})")
        }
        "grey" => "var(--bk-gray)".to_owned(),
        "auto" => "var(--bk-primary)".to_owned(),
        color => color.to_owned(),
    }
}

/// What a bubble is painted with.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Paint {
    pub(super) background: String,
    /// The colour of its text, where it is not that of the page.
    pub(super) text: Option<&'static str>,
}

/// A colour as the ground of a text.
pub(super) fn pale(color: &str) -> Paint {
    Paint {
        background: format!("color-mix(in srgb, {color} var(--bk-auto), var(--bk-background))"),
        text: None,
    }
}

/// The ground that a script names: a colour of the theme has one for texts, another is taken as it is.
pub(super) fn bubble_paint(name: &str) -> Paint {
    let background = match name {
        "red" | "orange" | "yellow" | "green" | "blue" | "violet" | "gray" => {
            format!("var(--bk-{name}-background)")
        }
        "grey" => "var(--bk-gray-background)".to_owned(),
        "primary" => {
            "color-mix(in srgb, var(--bk-primary) var(--bk-pale), var(--bk-background))".to_owned()
        }
        color => color.to_owned(),
    };
    let text = luminance(name).map(|luminance| if luminance > 0.4 { "#000" } else { "#fff" });
    Paint { background, text }
}

/// How bright a colour such as `#29b09d` is, from 0 to 1.
fn luminance(color: &str) -> Option<f64> {
    let digits = color.strip_prefix('#').filter(|digits| digits.is_ascii())?;
    let digits = match digits.len() {
        3 | 4 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        6 | 8 => digits.to_owned(),
        _ => return None,
    };
    let part = |at: usize| {
        let part = u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?;
        let part = f64::from(part) / 255.0;
        Some(if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        })
    };
    Some(0.2126 * part(0)? + 0.7152 * part(2)? + 0.0722 * part(4)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_can_be_read_on_any_ground() {
        assert_eq!(bubble_paint("#29b09d").text, Some("#fff"));
        assert_eq!(bubble_paint("#ffd16a").text, Some("#000"));
        assert_eq!(bubble_paint("#000").text, Some("#fff"));
        assert_eq!(bubble_paint("red").text, None);
        assert_eq!(bubble_paint("red").background, "var(--bk-red-background)");
        assert_eq!(bubble_paint("#tea").text, None);
    }
}
