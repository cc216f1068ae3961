//! Arrows and signs typed as letters, and addresses that stand bare in a text.

const SIGNS: [(&str, char); 7] = [
    ("<->", '↔'),
    ("<-", '←'),
    ("->", '→'),
    ("--", '—'),
    (">=", '≥'),
    ("<=", '≤'),
    ("~=", '≈'),
];

/// Puts signs for what stands alone between white space: `a -> b` becomes `a → b`. The white space
/// after a sign does not also stand before the next of its kind.
pub(super) fn signs(text: &str) -> String {
    let mut text = text.to_owned();
    for (letters, sign) in SIGNS {
        if text.contains(letters) {
            text = with_sign(&text, letters, sign);
        }
    }
    text
}

fn with_sign(text: &str, letters: &str, sign: char) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    let mut may_begin = true;
    while let Some(character) = rest.chars().next() {
        let after = rest
            .strip_prefix(letters)
            .filter(|after| may_begin && after.chars().next().is_none_or(char::is_whitespace));
        if let Some(after) = after {
            result.push(sign);
            let space = after.chars().next();
            result.extend(space);
            rest = &after[space.map_or(0, char::len_utf8)..];
            may_begin = false;
            continue;
        }
        result.push(character);
        rest = &rest[character.len_utf8()..];
        may_begin = character.is_whitespace();
    }
    result
}

/// The length in bytes of the address at the beginning of `text`, without the marks that end a
/// sentence; 0 where there is none.
pub(super) fn address_length(text: &str) -> usize {
    let Some(start) = ["https://", "http://", "www."]
        .into_iter()
        .find(|start| text.starts_with(start))
    else {
        return 0;
    };
    let end = text
        .find(|c: char| c.is_whitespace() || c == '<')
        .unwrap_or(text.len());
    let mut address = &text[..end];
    loop {
        let count = |wanted| address.chars().filter(|c| *c == wanted).count();
        let is_cut = address.ends_with(['?', '!', '.', ',', ':', '*', '_', '~', '\'', '"', ';'])
            || (address.ends_with(')') && count(')') > count('('));
        if !is_cut {
            break;
        }
        address = &address[..address.len() - 1];
    }
    let has_host = address
        .get(start.len()..)
        .is_some_and(|host| host.starts_with(char::is_alphanumeric));
    if has_host { address.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::{address_length, signs};

    #[test]
    fn signs_stand_alone() {
        assert_eq!(
            signs("a->b a -> b <- c <-> d >= e <= f ~= g -- h --- i x--y (->) ->. a>=b"),
            "a->b a → b ← c ↔ d ≥ e ≤ f ≈ g — h --- i x--y (->) ->. a>=b"
        );
        assert_eq!(signs("-> a ->"), "→ a →");
        assert_eq!(signs("z -> -> w"), "z → -> w");
    }

    #[test]
    fn an_address_ends_before_the_sentence_does() {
        let address = |text: &'static str| &text[..address_length(text)];
        assert_eq!(address("https://x.y/z?q=1, b"), "https://x.y/z?q=1");
        assert_eq!(address("http://a.b) c"), "http://a.b");
        assert_eq!(address("http://a.b/c_(d)."), "http://a.b/c_(d)");
        assert_eq!(address("www.a.com"), "www.a.com");
        assert_eq!(address("http:// x"), "");
        assert_eq!(address("ftp://q.w"), "");
    }
}
