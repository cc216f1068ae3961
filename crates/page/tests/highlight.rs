//! A law of coloured code, on any text.

#![cfg(not(target_arch = "wasm32"))]

use brooklet_page::text::highlight::pieces;
use proptest::prelude::*;

const LANGUAGES: [&str; 14] = [
    "python", "js", "rust", "json", "yaml", "toml", "bash", "sql", "css", "html", "c", "java",
    "go", "",
];

proptest! {
    #[test]
    fn no_character_is_lost(code in "\\PC*|[a-z1 <>/'\"{}()\\[\\]:;#@!.=$&\\\\`\n-]{0,80}") {
        for language in LANGUAGES {
            let parts = pieces(language, &code);
            let all: String = parts.iter().map(|(_, text)| *text).collect();
            prop_assert_eq!(&all, &code);
            prop_assert!(parts.iter().all(|(_, text)| !text.is_empty()));
        }
    }
}
