//! What a page is called after its file.

use std::cmp::Ordering;

/// The number before the name of a file, and the name: `10_my_page.py` is `10` and `my_page`.
fn parts(file: &str) -> Option<(&str, &str)> {
    let stem = file.strip_suffix(".py")?;
    let end = stem
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(stem.len());
    let (number, rest) = stem.split_at(end);
    Some((number, rest.trim_start_matches(['_', ' ', '-'])))
}

/// The icon and the name of a page by its file.
pub(crate) fn icon_and_name(file: &str) -> (String, String) {
    let Some((number, rest)) = parts(file) else {
        return (String::new(), String::new());
    };
    let mut name = String::new();
    for character in rest.chars() {
        let character = if character == ' ' { '_' } else { character };
        if character != '_' || !name.ends_with('_') {
            name.push(character);
        }
    }
    if name.is_empty() {
        number.clone_into(&mut name);
    }
    let end = name
        .find(|c: char| c.is_ascii() || c.is_alphanumeric())
        .unwrap_or(name.len());
    let (icon, rest) = name.split_at(end);
    if rest.is_empty() {
        return (String::new(), name);
    }
    let rest = rest.trim_start_matches(['_', ' ', '-']);
    (icon.to_owned(), rest.to_owned())
}

/// Pages stand by the numbers of their files, then by name.
pub(crate) fn order(one: &str, other: &str) -> Ordering {
    let key = |file: &str| {
        let (number, name) = parts(file)
            .map(|(number, name)| (number.to_owned(), name.to_lowercase()))
            .unwrap_or_default();
        (number.parse::<f64>().unwrap_or(f64::INFINITY), name)
    };
    let (one, other) = (key(one), key(other));
    one.0.total_cmp(&other.0).then_with(|| one.1.cmp(&other.1))
}

/// A path for the address from a title.
pub(crate) fn path_of(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    let mut path = String::new();
    for character in words.join("_").to_lowercase().chars() {
        let is_awkward = "&#?/\\:*\"<>|'".contains(character);
        if !is_awkward && (character != '_' || !path.ends_with('_')) {
            path.push(character);
        }
    }
    path.trim_matches('_').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_emoji_are_no_part_of_a_name() {
        for (file, icon, name) in [
            ("my_page.py", "", "my_page"),
            ("01_Home page.py", "", "Home_page"),
            ("2 - plot.py", "", "plot"),
            ("3_📈_plots.py", "📈", "plots"),
            ("12.py", "", "12"),
            ("über.py", "", "über"),
        ] {
            let expected = (icon.to_owned(), name.to_owned());
            assert_eq!(icon_and_name(file), expected, "{file}");
        }
    }

    #[test]
    fn numbers_come_first() {
        let mut files = ["b.py", "10_a.py", "2_z.py", "A.py"];
        files.sort_by(|one, other| order(one, other));
        assert_eq!(files, ["2_z.py", "10_a.py", "A.py", "b.py"]);
    }

    #[test]
    fn a_title_makes_a_path() {
        assert_eq!(path_of("  What's new? & more "), "whats_new_more");
    }
}
