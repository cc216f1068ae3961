//! Colours by the names that scripts have for them.

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
