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
