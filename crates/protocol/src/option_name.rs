//! What the options of a widget are known by: their texts, and where several have the same text, from
//! the second on the text with a number, which nobody sees.

use std::collections::HashMap;

/// What stands between text and number: no letter of any writing.
const MARK: char = '\u{FFFF}';

/// The names of options with these texts, and whether some have the same text.
pub fn names(texts: Vec<String>) -> (Vec<String>, bool) {
    let mut counts: HashMap<String, usize> = HashMap::with_capacity(texts.len());
    let mut has_twins = false;
    let mut names = Vec::with_capacity(texts.len());
    for text in texts {
        if let Some(count) = counts.get_mut(&text) {
            *count += 1;
            has_twins = true;
            names.push(format!("{text}{MARK}{count}"));
        } else {
            counts.insert(text.clone(), 1);
            names.push(text);
        }
    }
    (names, has_twins)
}

/// The text that an option of this name is shown as.
pub fn text(name: &str) -> &str {
    name.split(MARK).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_of_equal_text_have_different_names() {
        let texts = ["a", "b", "a", "a"].map(str::to_owned).to_vec();
        let (found, has_twins) = names(texts.clone());
        assert!(has_twins);
        assert_eq!(found[..2], texts[..2]);
        assert_ne!(found[2], found[3]);
        let shown: Vec<&str> = found.iter().map(|name| text(name)).collect();
        assert_eq!(shown, texts);
    }
}
