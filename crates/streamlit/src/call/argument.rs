//! Arguments as checked values: each check stands here once.

use brooklet_protocol::layout::Size;
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{PyObject, PyResult};

use crate::command::Call;
use crate::error::{ArgumentError, either, either_text, shown};
pub(crate) use crate::value::{
    as_i64, dedent, is_of, joined, number, own_number, repr_of, text_of, to_string_lossy, type_name,
};

/// Which words a width or height may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SizeKeyword {
    /// `"stretch"`.
    Stretch,
    /// `"stretch"` and `"content"`.
    StretchContent,
    /// `"stretch"`, `"content"` and `"auto"`.
    All,
}

impl Call<'_> {
    /// One of some words.
    pub(crate) fn one_of<T: Copy>(
        &self,
        value: &PyObject,
        name: &str,
        choices: &[(&str, T)],
    ) -> PyResult<T> {
        let word = value.downcast_ref::<PyStr>().map(to_string_lossy);
        match choices
            .iter()
            .find(|(known, _)| word.as_deref() == Some(*known))
        {
            Some((_, choice)) => Ok(*choice),
            None => {
                let known = choices.iter().map(|(known, _)| *known);
                self.invalid_value(name, &either_text(known))
            }
        }
    }

    /// What was given as `icon`: an emoji, `:material/name:` or `spinner`.
    pub(crate) fn icon_in(&self, given: &PyObject) -> PyResult<Option<String>> {
        if self.vm.is_none(given) {
            return Ok(None);
        }
        let Some(text) = given.downcast_ref::<PyStr>() else {
            return self.invalid_type("icon", "a str or None", given);
        };
        let icon = to_string_lossy(text).trim().to_owned();
        if icon.is_empty() {
            return Ok(None);
        }
        if icon == "spinner" {
            return Ok(Some(icon));
        }
        self.icon_of(&icon).map(Some)
    }

    /// A text that has to be an emoji or `:material/name:`.
    pub fn icon_of(&self, icon: &str) -> PyResult<String> {
        if is_icon(icon) {
            return Ok(icon.to_owned());
        }
        Err(self.error(bad_icon(icon)))
    }

    /// What was given as `key`: a text, or anything shown as text.
    pub(crate) fn key_of(&self, value: &PyObject) -> PyResult<Option<String>> {
        if self.vm.is_none(value) {
            return Ok(None);
        }
        let key = text_of(value, self.vm)?;
        if key.is_empty() {
            return self.invalid_value("key", "a text that is not empty");
        }
        self.check_key(&key)?;
        Ok(Some(key))
    }

    /// Refuses keys that belong to Streamlit.
    pub fn check_key(&self, key: &str) -> PyResult<()> {
        if key.starts_with("$$ID") {
            return Err(self.error(ArgumentError::ReservedKey {
                key: key.to_owned(),
            }));
        }
        Ok(())
    }

    /// What was given as the width or the height.
    pub(crate) fn size_of(
        &self,
        value: &PyObject,
        name: &'static str,
        words: SizeKeyword,
    ) -> PyResult<Size> {
        if let Some(word) = value.downcast_ref::<PyStr>() {
            match (to_string_lossy(word).as_str(), words) {
                ("stretch", _) => return Ok(Size::Stretch),
                ("content", SizeKeyword::StretchContent | SizeKeyword::All) => {
                    return Ok(Size::Content);
                }
                ("auto", SizeKeyword::All) => return Ok(Size::Auto),
                _ => {}
            }
        } else if let Some(pixels) = as_i64(value, self.vm).filter(|pixels| *pixels > 0) {
            return Ok(Size::Px(u32::try_from(pixels).unwrap_or(u32::MAX)));
        }
        let known: &[&str] = match words {
            SizeKeyword::Stretch => &["stretch"],
            SizeKeyword::StretchContent => &["stretch", "content"],
            SizeKeyword::All => &["stretch", "content", "auto"],
        };
        let mut allowed: Vec<String> = known.iter().map(|word| format!("'{word}'")).collect();
        allowed.push("a number of pixels above 0".to_owned());
        let (given, allowed) = (shown(value, self.vm), either(&allowed));
        Err(if name == "width" {
            self.error(ArgumentError::InvalidWidth { given, allowed })
        } else {
            self.error(ArgumentError::InvalidHeight { given, allowed })
        })
    }
}

/// Whether a text is an emoji or `:material/name:`.
pub fn is_icon(text: &str) -> bool {
    is_material_icon(text) || is_emoji(text)
}

/// Why a text is no icon.
fn bad_icon(icon: &str) -> ArgumentError {
    let given = icon.replace('`', "'");
    if icon.to_lowercase().starts_with(":material") {
        return ArgumentError::BadSymbol { given };
    }
    if icon.len() > 2 && icon.starts_with(':') && icon.ends_with(':') {
        return ArgumentError::IconShortcode { given };
    }
    if icon.contains("://") || icon.to_lowercase().starts_with("data:") || icon.starts_with("//") {
        let mut shown: String = given.chars().take(60).collect();
        if shown.len() < given.len() {
            shown.push('…');
        }
        return ArgumentError::IconAddress { given: shown };
    }
    ArgumentError::BadIcon { given }
}

fn is_material_icon(text: &str) -> bool {
    text.strip_prefix(":material/")
        .and_then(|rest| rest.strip_suffix(':'))
        .is_some_and(|name| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        })
}

/// Whether a text is one emoji: no letters or digits, and within the blocks that hold emoji. Flags,
/// keycaps and joined emoji count as one.
pub fn is_emoji(text: &str) -> bool {
    let mut has_picture = false;
    for character in text.chars() {
        match character as u32 {
            0x1F000..=0x1FAFF
            | 0x2190..=0x2BFF
            | 0x3030
            | 0x303D
            | 0x3297
            | 0x3299
            | 0xA9
            | 0xAE
            | 0x203C
            | 0x2049
            | 0x2122
            | 0x2139
            | 0x20E3 => has_picture = true,
            0x200D | 0xFE0F | 0xE0020..=0xE007F => {}
            0x23 | 0x2A | 0x30..=0x39 if text.contains('\u{20e3}') => {}
            _ => return false,
        }
    }
    has_picture && text.chars().count() <= 14
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_icon_is_one_emoji() {
        assert!(
            is_emoji("🔥") && is_emoji("❤️") && is_emoji("👩‍💻") && is_emoji("🇩🇪") && is_emoji("1️⃣")
        );
        assert!(!is_emoji("foo") && !is_emoji("") && !is_emoji("1"));
        assert!(is_material_icon(":material/thumb_up:") && !is_material_icon(":material/:"));
    }
}
