//! The options of section `theme` as custom properties and marks of the app's element. Pure: what
//! follows from what was found by setting one option after another in Streamlit 1.67.

use std::collections::BTreeMap;

/// Options of section `theme` by their names in it, such as `primaryColor` or `dark.textColor`.
#[derive(Debug, Default)]
pub(super) struct Options(BTreeMap<String, String>);

/// What the options come to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Custom properties.
    pub(super) properties: Vec<(String, String)>,
    /// Attributes that rules of the sheet depend on.
    pub(super) marks: Vec<(&'static str, &'static str)>,
}

/// The two base themes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme {
    Light,
    Dark,
}

impl Scheme {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        [Self::Light, Self::Dark]
            .into_iter()
            .find(|scheme| scheme.name() == name)
    }
}

/// Options, and the custom property that each sets.
const PLAIN: [(&str, &str); 15] = [
    ("primaryColor", "primary"),
    ("backgroundColor", "background"),
    ("secondaryBackgroundColor", "secondary-background"),
    ("textColor", "text"),
    ("linkColor", "link"),
    ("borderColor", "border"),
    ("codeTextColor", "code-text"),
    ("codeBackgroundColor", "code-background"),
    ("codeFontSize", "code-size"),
    ("sidebar.primaryColor", "sidebar-primary"),
    ("sidebar.backgroundColor", "sidebar-background"),
    ("sidebar.secondaryBackgroundColor", "sidebar-field"),
    ("sidebar.textColor", "sidebar-text"),
    ("sidebar.borderColor", "sidebar-border"),
    ("sidebar.codeBackgroundColor", "sidebar-code"),
];

/// Options whose values name fonts.
const FONTS: [(&str, &str); 3] = [
    ("font", "font"),
    ("headingFont", "heading-font"),
    ("codeFont", "code-font"),
];

/// Options whose values are radii.
const RADII: [(&str, &str); 2] = [("baseRadius", "radius"), ("buttonRadius", "button-radius")];

/// The colours of which texts, backgrounds and lines have their own shades.
const COLORS: [&str; 7] = ["red", "orange", "yellow", "blue", "green", "violet", "gray"];

/// With one of these set, borders and code follow the surface instead of the base theme.
const SURFACE: [&str; 3] = [
    "primaryColor",
    "backgroundColor",
    "secondaryBackgroundColor",
];

impl Options {
    /// The options of section `theme` among all, by dotted names with values as JSON.
    pub(super) fn of(config: &BTreeMap<String, String>) -> Self {
        let plain = |value: &String| match serde_json::from_str(value).ok()? {
            serde_json::Value::String(text) => Some(text).filter(|text| !text.is_empty()),
            serde_json::Value::Null => None,
            other => Some(other.to_string()),
        };
        let options = config.iter().filter_map(|(name, value)| {
            Some((name.strip_prefix("theme.")?.to_owned(), plain(value)?))
        });
        Self(options.collect())
    }

    /// The base theme that they ask for. Options without one change the light theme, except those
    /// that stand in a section of their own for each theme.
    pub(super) fn base(&self) -> Option<Scheme> {
        let named = self.0.get("base").and_then(|base| Scheme::named(base));
        named.or_else(|| {
            let is_for_both =
                |name: &String| !name.starts_with("light.") && !name.starts_with("dark.");
            self.0.keys().any(is_for_both).then_some(Scheme::Light)
        })
    }

    /// What they come to over a base theme.
    pub(super) fn look(&self, scheme: Scheme) -> Look {
        let option = |name: &str| {
            let own = format!("{}.{name}", scheme.name());
            self.0.get(&own).or_else(|| self.0.get(name)).cloned()
        };
        let background = option("backgroundColor");
        let palette = match background.as_deref().and_then(is_dark) {
            Some(true) => Scheme::Dark,
            Some(false) => Scheme::Light,
            None => scheme,
        };
        let mut look = Look::default();
        let mut add = |name: &str, value: String| {
            look.properties.push((format!("--bk-{name}"), value));
        };
        if background.is_some() || option("secondaryBackgroundColor").is_some() {
            add(
                "sidebar-background",
                "var(--bk-secondary-background)".to_owned(),
            );
            add("sidebar-field", "var(--bk-background)".to_owned());
        }
        if !self.0.is_empty() {
            add("progress", "var(--bk-primary)".to_owned());
        }
        if option("linkUnderline").as_deref() == Some("false") {
            add("link-line", "none".to_owned());
        }
        for color in COLORS {
            shades(color, palette, &option, &mut add);
        }
        for (options, meaning) in [
            (PLAIN.as_slice(), str::to_owned as fn(&str) -> String),
            (&FONTS, family),
            (&RADII, radius),
        ] {
            for (name, property) in options {
                if let Some(value) = option(name) {
                    add(property, meaning(&value));
                }
            }
        }
        look.marks.push(("data-palette", palette.name()));
        look.marks.extend(marks(&option));
        look
    }
}

/// What the options say that is no property of style.
fn marks(option: &impl Fn(&str) -> Option<String>) -> Vec<(&'static str, &'static str)> {
    let is_own = |part: &str| {
        SURFACE
            .iter()
            .any(|name| option(&format!("{part}{name}")).is_some())
    };
    let is = |name: &str, value: &str| option(name).as_deref() == Some(value);
    let marks = [
        ("data-surface", "own", is_own("")),
        ("data-sidebar-surface", "own", is_own("sidebar.")),
        (
            "data-widget-border",
            "none",
            is("showWidgetBorder", "false"),
        ),
        (
            "data-sidebar-border",
            "shown",
            is("showSidebarBorder", "true"),
        ),
    ];
    let set = marks.into_iter().filter(|(_, _, is_set)| *is_set);
    set.map(|(mark, value, _)| (mark, value)).collect()
}

/// A colour and what follows from it: a text darker or lighter by 15 percent, a faint background.
fn shades(
    color: &str,
    palette: Scheme,
    option: &impl Fn(&str) -> Option<String>,
    add: &mut impl FnMut(&str, String),
) {
    let (shift, share) = match palette {
        Scheme::Light => ("- 15", "10%"),
        Scheme::Dark => ("+ 15", "20%"),
    };
    let base = option(&format!("{color}Color"));
    let text = option(&format!("{color}TextColor")).or_else(|| {
        let base = base.as_ref()?;
        Some(format!("hsl(from {base} h s calc(l {shift}))"))
    });
    let background = option(&format!("{color}BackgroundColor")).or_else(|| {
        let base = base.as_ref()?;
        Some(format!("color-mix(in srgb, {base} {share}, transparent)"))
    });
    for (name, value) in [
        (color.to_owned(), base),
        (format!("{color}-text"), text),
        (format!("{color}-background"), background),
    ] {
        if let Some(value) = value {
            add(&name, value);
        }
    }
}

/// Whether a colour in hexadecimal digits is dark.
fn is_dark(color: &str) -> Option<bool> {
    let digits = color.strip_prefix('#')?;
    let width = match digits.len() {
        3 | 4 => 1,
        6 | 8 => 2,
        _ => return None,
    };
    let part = |place: usize| {
        let part = digits.get(place * width..(place + 1) * width)?;
        let part = u32::from_str_radix(part, 16).ok()?;
        Some(if width == 1 { part * 17 } else { part })
    };
    let brightness = 299 * part(0)? + 587 * part(1)? + 114 * part(2)?;
    Some(brightness < 128_000)
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
fn radius(name: &str) -> String {
    match name {
        "none" => "0px".to_owned(),
        "small" => "0.35rem".to_owned(),
        "medium" => "0.5rem".to_owned(),
        "large" => "1rem".to_owned(),
        "full" => "1.4rem".to_owned(),
        number if number.parse::<f64>().is_ok() => format!("{number}px"),
        length => length.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(pairs: &[(&str, &str)]) -> Options {
        let config = pairs.iter().map(|(name, value)| {
            let value = serde_json::Value::from(*value).to_string();
            (format!("theme.{name}"), value)
        });
        Options::of(&config.collect())
    }

    fn property(pairs: &[(&str, &str)], scheme: Scheme, name: &str) -> Option<String> {
        let properties = options(pairs).look(scheme).properties;
        let value = properties
            .into_iter()
            .rev()
            .find(|(known, _)| known == name);
        value.map(|(_, value)| value)
    }

    #[test]
    fn options_without_a_base_change_the_light_theme() {
        assert_eq!(options(&[]).base(), None);
        assert_eq!(options(&[("base", "dark")]).base(), Some(Scheme::Dark));
        assert_eq!(
            options(&[("primaryColor", "#080")]).base(),
            Some(Scheme::Light)
        );
        assert_eq!(options(&[("dark.textColor", "#fff")]).base(), None);
    }

    #[test]
    fn a_section_for_one_theme_counts_in_it_only() {
        let pairs = [("dark.textColor", "#fff")];
        assert_eq!(property(&pairs, Scheme::Light, "--bk-text"), None);
        assert_eq!(
            property(&pairs, Scheme::Dark, "--bk-text").as_deref(),
            Some("#fff")
        );
    }

    #[test]
    fn a_surface_of_its_own_has_its_own_borders_and_fields() {
        let pairs = [("backgroundColor", "#fed")];
        assert_eq!(
            property(&pairs, Scheme::Light, "--bk-sidebar-field").as_deref(),
            Some("var(--bk-background)")
        );
        let marks = options(&pairs).look(Scheme::Light).marks;
        assert!(marks.contains(&("data-surface", "own")));
        let marks = options(&[("textColor", "#204")]).look(Scheme::Light).marks;
        assert_eq!(marks, [("data-palette", "light")]);
    }

    #[test]
    fn the_palette_follows_the_background() {
        for (color, palette) in [
            ("#101030", "dark"),
            ("#111", "dark"),
            ("#ffeedd", "light"),
            ("navy", "light"),
        ] {
            let look = options(&[("backgroundColor", color)]).look(Scheme::Light);
            assert_eq!(look.marks[0], ("data-palette", palette), "{color}");
        }
    }

    #[test]
    fn a_colour_brings_its_text_and_background() {
        let pairs = [("blueColor", "#000088"), ("base", "light")];
        assert_eq!(
            property(&pairs, Scheme::Light, "--bk-blue-text").as_deref(),
            Some("hsl(from #000088 h s calc(l - 15))")
        );
        assert_eq!(
            property(&pairs, Scheme::Dark, "--bk-blue-background").as_deref(),
            Some("color-mix(in srgb, #000088 20%, transparent)")
        );
    }

    #[test]
    fn names_of_fonts_become_families() {
        assert_eq!(family("monospace"), "\"Source Code Pro\", monospace");
        assert_eq!(family("Inter, sans-serif"), "Inter, sans-serif");
    }

    #[test]
    fn a_radius_is_a_name_a_number_or_a_length() {
        assert_eq!(radius("none"), "0px");
        assert_eq!(radius("12"), "12px");
        assert_eq!(radius("1.5rem"), "1.5rem");
    }
}
