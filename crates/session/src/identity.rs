//! The identity of a widget, computed from what defines it.

use brooklet_protocol::WidgetId;

/// Gathers what defines a widget and makes its id of it.
///
/// Two widgets are the same if their kind, page, form and defining parameters are. A widget with a
/// `key` is defined by the key and by the few parameters which decide whether its present value
/// can stand (rules 77–84; which parameters these are was observed in Streamlit 1.67).
#[derive(Debug, Clone)]
pub struct Identity<'a> {
    key: Option<&'a str>,
    hash: u128,
}

const FNV_OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const FNV_PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

impl<'a> Identity<'a> {
    /// Begins with the kind of widget, the page it is on, and its key.
    pub fn new(kind: &str, page: &str, key: Option<&'a str>) -> Self {
        let mut identity = Self {
            key,
            hash: FNV_OFFSET,
        };
        identity.absorb("kind", kind);
        identity.absorb("page", page);
        if let Some(key) = key {
            identity.absorb("key", key);
        }
        identity
    }

    /// A parameter that defines the widget in any case.
    #[must_use]
    pub fn always(mut self, name: &str, value: &str) -> Self {
        self.absorb(name, value);
        self
    }

    /// A parameter that defines the widget only while it has no key.
    #[must_use]
    pub fn unless_keyed(mut self, name: &str, value: &str) -> Self {
        if self.key.is_none() {
            self.absorb(name, value);
        }
        self
    }

    /// The id.
    pub fn finish(self) -> WidgetId {
        WidgetId(format!(
            "$$ID-{:032x}-{}",
            self.hash,
            self.key.unwrap_or("None")
        ))
    }

    /// The key that an id says, if the widget has one.
    pub fn key_of(id: &WidgetId) -> Option<&str> {
        let (_, rest) = id.as_str().strip_prefix("$$ID-")?.split_once('-')?;
        (rest != "None").then_some(rest)
    }

    /// Name and value enter with their lengths, so that no two lists of parameters run together.
    fn absorb(&mut self, name: &str, value: &str) {
        for text in [name, value] {
            let length = (text.len() as u64).to_le_bytes();
            for byte in length.iter().chain(text.as_bytes()) {
                self.hash = (self.hash ^ u128::from(*byte)).wrapping_mul(FNV_PRIME);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slider(label: &str, max: &str, key: Option<&str>) -> WidgetId {
        Identity::new("slider", "app.py", key)
            .unless_keyed("label", label)
            .always("max", max)
            .finish()
    }

    #[test]
    fn every_parameter_defines_a_widget_without_a_key() {
        assert_eq!(slider("a", "1", None), slider("a", "1", None));
        assert_ne!(slider("a", "1", None), slider("b", "1", None));
        assert_ne!(slider("a", "1", None), slider("a", "2", None));
    }

    #[test]
    fn a_key_stands_for_the_label() {
        assert_eq!(slider("a", "1", Some("k")), slider("b", "1", Some("k")));
        assert_ne!(slider("a", "1", Some("k")), slider("a", "2", Some("k")));
        assert_ne!(slider("a", "1", Some("k")), slider("a", "1", Some("l")));
    }

    #[test]
    fn parameters_do_not_run_together() {
        assert_ne!(
            Identity::new("t", "", None).always("a", "bc").finish(),
            Identity::new("t", "", None).always("ab", "c").finish(),
        );
    }

    #[test]
    fn the_key_can_be_read_off_the_id() {
        let keyed = slider("a", "1", Some("my-key"));
        assert!(keyed.as_str().ends_with("-my-key"));
        assert_eq!(Identity::key_of(&keyed), Some("my-key"));
        let other = slider("a", "1", None);
        assert!(other.as_str().ends_with("-None"));
        assert_eq!(Identity::key_of(&other), None);
    }
}
