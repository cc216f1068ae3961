//! Text for the places of an HTML page, and addresses for its links.

use std::fmt::Write;

/// Text as it may stand in an element or in a quoted attribute.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// A relative path as an address; its slashes stay.
pub fn address(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            write!(address, "%{byte:02X}").expect("a String takes all that is written");
        }
    }
    address
}

/// Replaces each `{{NAME}}` of a template; a name that stays is a mistake of ours.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(start) = rest.find("{{") {
        let after = &rest[start + 2..];
        let value = after.split_once("}}").and_then(|(name, rest)| {
            Some((values.iter().find(|(known, _)| *known == name)?.1, rest))
        });
        filled.push_str(&rest[..start]);
        if let Some((value, after)) = value {
            filled.push_str(value);
            rest = after;
        } else {
            filled.push_str("{{");
            rest = after;
        }
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_becomes_markup() {
        assert_eq!(
            escape("<b a=\"1\">'&'"),
            "&lt;b a=&quot;1&quot;&gt;&#39;&amp;&#39;"
        );
    }

    #[test]
    fn an_address_survives_any_name() {
        assert_eq!(address("data/a b#é?.csv"), "data/a%20b%23%C3%A9%3F.csv");
    }

    #[test]
    fn values_are_not_filled_again() {
        assert_eq!(
            fill("<{{A}}|{{B}}|{{", &[("A", "{{B}}"), ("B", "b")]),
            "<{{B}}|b|{{"
        );
    }
}
