//! Code as coloured pieces. No parser: what a word is, follows from its letters and its neighbours.

mod css;
mod languages;
mod markup;
mod words;

use languages::Grammar;

/// What a piece of code is; its class in the DOM is that of Prism, which Streamlit uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A word of the language.
    Keyword,
    /// What is defined or called here.
    Name,
    /// Brackets and separators.
    Punctuation,
    /// Operators, decorators and rules.
    Operator,
    /// A text.
    Text,
    /// A comment.
    Comment,
    /// A number.
    Number,
    /// True, false and nothing.
    Literal,
    /// A key, option or attribute of something.
    Property,
    /// A tag of HTML.
    Tag,
    /// Everything else.
    Plain,
}

impl Kind {
    /// The class of its element; plain code has none.
    pub fn class(self) -> Option<&'static str> {
        match self {
            Self::Keyword => Some("token keyword"),
            Self::Name => Some("token function"),
            Self::Punctuation => Some("token punctuation"),
            Self::Operator => Some("token operator"),
            Self::Text => Some("token string"),
            Self::Comment => Some("token comment"),
            Self::Number => Some("token number"),
            Self::Literal => Some("token boolean"),
            Self::Property => Some("token property"),
            Self::Tag => Some("token tag"),
            Self::Plain => None,
        }
    }
}

/// Whether the language has colours here.
pub fn is_known(language: &str) -> bool {
    languages::grammar(language).is_some()
}

/// The pieces of a code in their order: together they are the code.
pub fn pieces<'a>(language: &str, code: &'a str) -> Vec<(Kind, &'a str)> {
    let mut pieces = Pieces {
        code,
        ends: Vec::new(),
    };
    match languages::grammar(language) {
        Some(Grammar::Words(words)) => words::read(words, &mut pieces),
        Some(Grammar::Css) => css::read(&mut pieces),
        Some(Grammar::Markup) => markup::read(&mut pieces),
        None => pieces.take(code.len(), Kind::Plain),
    }
    pieces.done()
}

/// The pieces found so far of a code.
struct Pieces<'a> {
    code: &'a str,
    ends: Vec<(Kind, usize)>,
}

impl<'a> Pieces<'a> {
    /// How many bytes are done.
    fn place(&self) -> usize {
        self.ends.last().map_or(0, |(_, end)| *end)
    }

    /// What is not done yet.
    fn rest(&self) -> &'a str {
        &self.code[self.place()..]
    }

    /// The next `length` bytes are of this kind.
    fn take(&mut self, length: usize, kind: Kind) {
        let end = self.place() + length;
        match self.ends.last_mut() {
            Some((last, known)) if *last == kind && kind != Kind::Punctuation => *known = end,
            _ if length > 0 => self.ends.push((kind, end)),
            _ => {}
        }
    }

    /// The next character is of this kind.
    fn take_one(&mut self, kind: Kind) {
        self.take(self.rest().chars().next().map_or(0, char::len_utf8), kind);
    }

    /// The characters that belong to a run, in bytes.
    fn run(&self, belongs: impl Fn(char) -> bool) -> usize {
        let rest = self.rest();
        rest.find(|character| !belongs(character))
            .unwrap_or(rest.len())
    }

    /// The bytes up to the end of what ends with `end`, or up to the end of everything.
    fn through(&self, from: usize, end: &str) -> usize {
        let rest = self.rest();
        let found = rest.get(from..).and_then(|inside| inside.find(end));
        found.map_or(rest.len(), |place| from + place + end.len())
    }

    fn done(self) -> Vec<(Kind, &'a str)> {
        let mut begin = 0;
        let mut pieces = Vec::with_capacity(self.ends.len());
        for (kind, end) in self.ends {
            pieces.push((kind, &self.code[begin..end]));
            begin = end;
        }
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces in short: `K[def]`.
    fn short(language: &str, code: &str) -> String {
        pieces(language, code)
            .into_iter()
            .map(|(kind, text)| match kind {
                Kind::Plain => text.to_owned(),
                Kind::Tag => format!("G[{text}]"),
                Kind::Property => format!("Y[{text}]"),
                kind => format!("{}[{text}]", &format!("{kind:?}")[..1]),
            })
            .collect()
    }

    // The colours are those that Streamlit 1.67 shows for these lines.
    #[test]
    fn python() {
        for (code, expected) in [
            ("import os", "K[import] os"),
            ("@property\nx", "O[@property]\nx"),
            (
                "async def f(): await x",
                "K[async] K[def] N[f]P[(]P[)]P[:] K[await] x",
            ),
            ("class A(B): pass", "K[class] N[A]P[(]BP[)]P[:] K[pass]"),
            ("f'a' + r\"\\\"", "T[f'a'] O[+] T[r\"\\\"]"),
            (
                "f\"a {x + 1}{{b}}\" y",
                "T[f\"a ]P[{]x O[+] N[1]P[}]T[{{b}}\"] y",
            ),
            ("rf'{a!r:>3}'", "T[rf']P[{]aO[!]rP[:]O[>]N[3]P[}]T[']"),
            ("\"\"\"a\n'b'\"\"\" # c", "T[\"\"\"a\n'b'\"\"\"] C[# c]"),
            ("0xff + 1_000 * 1e-5", "N[0xff] O[+] N[1_000] O[*] N[1e-5]"),
            ("x is not None", "x K[is] K[not] L[None]"),
        ] {
            assert_eq!(short("python", code), expected);
        }
    }

    #[test]
    fn programs() {
        for (language, code, expected) in [
            (
                "javascript",
                "const x = g(`a`) // c",
                "K[const] x O[=] N[g]P[(]T[`a`]P[)] C[// c]",
            ),
            (
                "js",
                "`a ${b(1)} c`",
                "T[`a ]P[${]N[b]P[(]N[1]P[)]P[}]T[ c`]",
            ),
            ("rust", "#[derive(Debug)] x", "Y[#[derive(Debug)]] x"),
            (
                "rust",
                "fn f<'a>(x: &'a str) { p!('x') }",
                "K[fn] N[f]O[<]L['a]O[>]P[(]xP[:] O[&]L['a] K[str]P[)] P[{] Y[p!]P[(]T['x']P[)] P[}]",
            ),
            (
                "sql",
                "select count(*) from t where b = 'x' -- all",
                "K[select] N[count]P[(]O[*]P[)] K[from] t K[where] b O[=] T['x'] C[-- all]",
            ),
            (
                "bash",
                "for f in $x; do grep -v \"$f\" # c",
                "K[for] f K[in] Y[$x]P[;] K[do] N[grep] Y[-v] T[\"$f\"] C[# c]",
            ),
        ] {
            assert_eq!(short(language, code), expected);
        }
    }

    #[test]
    fn data() {
        for (language, code, expected) in [
            (
                "json",
                r#"{"a": [1, null], "b": "t"}"#,
                r#"P[{]Y["a"]O[:] P[[]N[1]P[,] K[null]P[]]P[,] Y["b"]O[:] T["t"]P[}]"#,
            ),
            (
                "yaml",
                "# c\nkey: value\nl:\n  - 1",
                "C[# c]\nO[key]P[:] value\nO[l]P[:]\n  P[-] N[1]",
            ),
            (
                "toml",
                "[a.b]\nkey-x = \"v\"\nb = true",
                "P[[]N[a.b]P[]]\nY[key-x] P[=] T[\"v\"]\nY[b] P[=] L[true]",
            ),
        ] {
            assert_eq!(short(language, code), expected);
        }
    }

    #[test]
    fn pages() {
        assert_eq!(
            short("html", "<!-- c --><a id=\"x\">t &amp;</a>"),
            "C[<!-- c -->]G[<a id=\"x\">]t O[&amp;]G[</a>]"
        );
        assert_eq!(
            short("css", "a, .b { color: #fff; margin: 1px } /* c */"),
            "N[a, .b ]P[{] Y[color]P[:] #fffP[;] Y[margin]P[:] N[1]px P[}] C[/* c */]"
        );
        assert_eq!(
            short("css", "@media (x) { a { b: c } }"),
            "O[@media (x) ]P[{] N[a ]P[{] Y[b]P[:] c P[}] P[}]"
        );
    }

    #[test]
    fn an_unknown_language_is_plain() {
        assert_eq!(short("nosuch", "def x"), "def x");
    }
}
