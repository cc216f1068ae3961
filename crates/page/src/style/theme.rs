//! The theme of an app: what its configuration asks for, and what the reader chooses.

use std::collections::BTreeMap;
use std::rc::Rc;

use web_sys::{HtmlElement, MediaQueryList, Storage};

use crate::dom::{Listener, listen, set, set_optional};

/// Where the reader's choice is kept.
const STORED_AS: &str = "brooklet-theme";

/// Options of section `theme`, and the custom property that each sets.
const PROPERTIES: &[(&str, &str)] = &[
    ("primaryColor", "--bk-primary"),
    ("backgroundColor", "--bk-background"),
    ("secondaryBackgroundColor", "--bk-secondary-background"),
    ("textColor", "--bk-text"),
    ("linkColor", "--bk-link"),
    ("borderColor", "--bk-border"),
    ("codeTextColor", "--bk-code-text"),
    ("codeBackgroundColor", "--bk-code-background"),
    ("redColor", "--bk-red"),
    ("redTextColor", "--bk-red-text"),
    ("redBackgroundColor", "--bk-red-background"),
    ("orangeColor", "--bk-orange"),
    ("orangeTextColor", "--bk-orange-text"),
    ("orangeBackgroundColor", "--bk-orange-background"),
    ("yellowColor", "--bk-yellow"),
    ("yellowTextColor", "--bk-yellow-text"),
    ("yellowBackgroundColor", "--bk-yellow-background"),
    ("blueColor", "--bk-blue"),
    ("blueTextColor", "--bk-blue-text"),
    ("blueBackgroundColor", "--bk-blue-background"),
    ("greenColor", "--bk-green"),
    ("greenTextColor", "--bk-green-text"),
    ("greenBackgroundColor", "--bk-green-background"),
    ("violetColor", "--bk-violet"),
    ("violetTextColor", "--bk-violet-text"),
    ("violetBackgroundColor", "--bk-violet-background"),
    ("grayColor", "--bk-gray"),
    ("grayTextColor", "--bk-gray-text"),
    ("grayBackgroundColor", "--bk-gray-background"),
    ("sidebar.backgroundColor", "--bk-sidebar-background"),
    ("sidebar.secondaryBackgroundColor", "--bk-sidebar-field"),
];

/// The custom properties that hold fonts.
const FONTS: &[(&str, &str)] = &[("font", "--bk-font"), ("codeFont", "--bk-code-font")];

/// What the reader chooses in the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The light theme.
    Light,
    /// The dark theme.
    Dark,
    /// The theme of the app, or else of the system.
    System,
}

impl Choice {
    fn name(self) -> Option<&'static str> {
        match self {
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
            Self::System => None,
        }
    }
}

/// The theme of one app.
pub struct Theme {
    root: HtmlElement,
    /// The base theme that the configuration names.
    base: Option<&'static str>,
    /// Custom properties that the configuration sets.
    properties: Vec<(&'static str, String)>,
    system: Option<MediaQueryList>,
}

impl Theme {
    /// Gives `root` the theme of the configuration, or the one that the reader has chosen before,
    /// and follows the system from then on until the listener is dropped.
    pub fn apply(
        root: &HtmlElement,
        config: &BTreeMap<String, String>,
    ) -> (Rc<Self>, Option<Listener>) {
        let option = |name: &str| {
            let value: String = serde_json::from_str(config.get(&format!("theme.{name}"))?).ok()?;
            (!value.is_empty()).then_some(value)
        };
        let colors = PROPERTIES
            .iter()
            .filter_map(|(name, property)| Some((*property, option(name)?)));
        let fonts = FONTS
            .iter()
            .filter_map(|(name, property)| Some((*property, family(&option(name)?))));
        let radius = option("baseRadius").map(|radius| ("--bk-radius", radius_of(&radius)));
        let base = match option("base").as_deref() {
            Some("light") => Some("light"),
            Some("dark") => Some("dark"),
            _ => None,
        };
        let theme = Rc::new(Self {
            root: root.clone(),
            base,
            properties: colors.chain(fonts).chain(radius).collect(),
            system: system(),
        });
        theme.paint(stored());
        let listener = theme.system.as_ref().map(|system| {
            let theme = theme.clone();
            listen(system, "change", move |_| theme.paint(stored()))
        });
        (theme, listener)
    }

    /// Takes over what the reader chooses, for the next visit too.
    pub fn choose(&self, choice: Choice) {
        if let Some(storage) = storage() {
            // A browser that keeps nothing forgets the choice with the page.
            let _ = match choice.name() {
                Some(name) => storage.set_item(STORED_AS, name),
                None => storage.remove_item(STORED_AS),
            };
        }
        self.paint(choice);
    }

    fn paint(&self, choice: Choice) {
        let is_own = choice == Choice::System;
        for (property, value) in &self.properties {
            let style = self.root.style();
            // A value that is none for this property leaves it as it is.
            let _ = if is_own {
                style.set_property(property, value)
            } else {
                style.remove_property(property).map(drop)
            };
        }
        let is_dark = self.system.as_ref().is_some_and(MediaQueryList::matches);
        let name = choice
            .name()
            .or(self.base)
            .unwrap_or(if is_dark { "dark" } else { "light" });
        set(&self.root, "data-theme", name);
    }

    /// Takes the theme off the element.
    pub fn remove(&self) {
        for (property, _) in &self.properties {
            let _ = self.root.style().remove_property(property);
        }
        set_optional(&self.root, "data-theme", None);
    }
}

/// The family of fonts that a name means.
fn family(name: &str) -> String {
    match name {
        "sans-serif" | "sans serif" => "\"Source Sans\", sans-serif".to_owned(),
        "serif" => "\"Source Serif 4\", \"Source Serif Pro\", Georgia, serif".to_owned(),
        "monospace" => "\"Source Code Pro\", monospace".to_owned(),
        other => other.to_owned(),
    }
}

/// The radius of corners that a name or a length means; a plain number is in pixels.
fn radius_of(name: &str) -> String {
    match name {
        "none" => "0".to_owned(),
        "small" => "0.35rem".to_owned(),
        "medium" => "0.5rem".to_owned(),
        "large" => "1rem".to_owned(),
        "full" => "1.4rem".to_owned(),
        number if number.parse::<f64>().is_ok() => format!("{number}px"),
        length => length.to_owned(),
    }
}

fn system() -> Option<MediaQueryList> {
    web_sys::window()?
        .match_media("(prefers-color-scheme: dark)")
        .ok()?
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn stored() -> Choice {
    let stored = storage().and_then(|storage| storage.get_item(STORED_AS).ok()?);
    match stored.as_deref() {
        Some("light") => Choice::Light,
        Some("dark") => Choice::Dark,
        _ => Choice::System,
    }
}

#[cfg(test)]
mod tests {
    use super::{family, radius_of};

    #[test]
    fn names_of_fonts_become_families() {
        assert_eq!(family("monospace"), "\"Source Code Pro\", monospace");
        assert_eq!(family("Inter, sans-serif"), "Inter, sans-serif");
    }

    #[test]
    fn a_radius_is_a_name_a_number_or_a_length() {
        assert_eq!(radius_of("none"), "0");
        assert_eq!(radius_of("12"), "12px");
        assert_eq!(radius_of("1.5rem"), "1.5rem");
    }
}
