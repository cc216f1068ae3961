//! The query parameters of the page's address.

use indexmap::IndexMap;

/// What one parameter holds: a text that the script has set, or the texts of the address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parameter {
    /// One text.
    One(String),
    /// Any number of texts, as a key that stands repeatedly.
    Many(Vec<String>),
}

impl Parameter {
    /// All its texts.
    pub fn all(&self) -> &[String] {
        match self {
            Self::One(text) => std::slice::from_ref(text),
            Self::Many(texts) => texts,
        }
    }

    /// The text that counts where one is asked for: the last.
    pub fn last(&self) -> &str {
        self.all().last().map_or("", String::as_str)
    }
}

/// The parameters in the order of the address.
pub type Parameters = IndexMap<String, Parameter>;

/// Whether a key belongs to embedding, and not to the script.
pub fn is_of_embedding(key: &str) -> bool {
    matches!(key.to_lowercase().as_str(), "embed" | "embed_options")
}

/// Reads a query string without its `?`.
pub fn parse(query: &str) -> Parameters {
    let mut parameters: Parameters = IndexMap::new();
    for field in query.split('&').filter(|field| !field.is_empty()) {
        let (key, value) = field.split_once('=').unwrap_or((field, ""));
        let value = unescape(value);
        match parameters.get_mut(&unescape(key)) {
            Some(Parameter::Many(values)) => values.push(value),
            _ => {
                parameters.insert(unescape(key), Parameter::Many(vec![value]));
            }
        }
    }
    parameters
}

/// Writes parameters as a query string without `?`.
pub fn print(parameters: &Parameters) -> String {
    let mut query = String::new();
    for (key, parameter) in parameters {
        for value in parameter.all() {
            if !query.is_empty() {
                query.push('&');
            }
            escape(key, &mut query);
            query.push('=');
            escape(value, &mut query);
        }
    }
    query
}

fn escape(text: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'.' | b'-' | b'~' => {
                out.push(char::from(byte));
            }
            b' ' => out.push('+'),
            byte => {
                out.push('%');
                out.push(char::from(HEX[usize::from(byte >> 4)]));
                out.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
}

fn unescape(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut place = 0;
    while let Some(byte) = bytes.get(place) {
        let hex = text
            .get(place + 1..place + 3)
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (byte, hex) {
            (b'%', Some(byte)) => {
                out.push(byte);
                place += 3;
                continue;
            }
            (b'+', _) => out.push(b' '),
            (byte, _) => out.push(*byte),
        }
        place += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rule_330_a_repeated_key_has_all_its_values_and_the_last_counts() {
        let parameters = parse("a=1&b=%C3%A4+c&a=2&empty=&bare");
        assert_eq!(parameters["a"].all(), ["1", "2"]);
        assert_eq!(parameters["a"].last(), "2");
        assert_eq!(parameters["b"].last(), "ä c");
        assert_eq!(parameters["empty"].last(), "");
        assert_eq!(parameters["bare"].last(), "");
    }

    #[test]
    fn broken_escapes_stand_for_themselves() {
        assert_eq!(parse("a=100%&b=%zz")["a"].last(), "100%");
        assert_eq!(parse("b=%ä")["b"].last(), "%ä");
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_the_same(pairs in prop::collection::vec(("[a-z%&=+ ä]{1,4}", prop::collection::vec(".{0,5}", 1..3)), 0..5)) {
            let mut parameters = Parameters::new();
            for (key, values) in pairs {
                parameters.insert(key, Parameter::Many(values));
            }
            prop_assert_eq!(parse(&print(&parameters)), parameters);
        }
    }
}
