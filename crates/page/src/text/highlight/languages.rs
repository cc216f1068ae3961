//! The languages that are coloured: a table of words and signs.

/// How a code is read.
pub(super) enum Grammar {
    /// Words, signs, texts and comments.
    Words(&'static Words),
    /// Rules of style.
    Css,
    /// Tags.
    Markup,
}

/// What makes up a language. Lists of words are separated by blanks.
pub(super) struct Words {
    names: &'static str,
    pub(super) keywords: &'static str,
    /// True, false and nothing.
    pub(super) literals: &'static str,
    /// Names that are known without a definition.
    pub(super) known: &'static str,
    /// Keywords before a name that is defined.
    pub(super) definers: &'static str,
    /// What begins a comment up to the end of the line.
    pub(super) comments: &'static [&'static str],
    pub(super) block_comment: Option<(&'static str, &'static str)>,
    /// What encloses a text, and whether it may span lines; longer ones first.
    pub(super) quotes: &'static [(&'static str, bool)],
    /// Letters that may stand right before a quote.
    pub(super) prefixes: &'static str,
    /// What else sets words apart.
    pub(super) traits: &'static [Trait],
}

/// A habit of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trait {
    /// Capital and small letters are the same.
    Caseless,
    /// A name before `(` is a function.
    Calls,
    /// `@name` stands before what it changes.
    Decorators,
    /// `name!` is a macro, `'name` a lifetime.
    Rust,
    /// `$name` is a variable, `-name` an option.
    Shell,
    /// A text before `:` is a key.
    Json,
    /// A word before `:` at the begin of a line is a key.
    Yaml,
    /// A word before `=` is a key, a line in brackets a heading.
    Toml,
}

/// The grammar of a language, by any of its names.
pub(super) fn grammar(name: &str) -> Option<Grammar> {
    let name = name.to_ascii_lowercase();
    match name.as_str() {
        "css" | "scss" | "less" => Some(Grammar::Css),
        "html" | "xml" | "svg" | "markup" => Some(Grammar::Markup),
        _ => LANGUAGES
            .iter()
            .find(|words| words.names.split(' ').any(|known| known == name))
            .map(Grammar::Words),
    }
}

const NONE: Words = Words {
    names: "",
    keywords: "",
    literals: "true false",
    known: "",
    definers: "",
    comments: &["//"],
    block_comment: Some(("/*", "*/")),
    quotes: &[("\"", false), ("'", false)],
    prefixes: "",
    traits: &[Trait::Calls],
};

const LANGUAGES: [Words; 11] = [
    Words {
        names: "python py python3",
        keywords: "and as assert async await break class continue def del elif else except exec finally for from global if import in is lambda match nonlocal not or pass print raise return try type while with yield",
        literals: "True False None",
        definers: "def class",
        comments: &["#"],
        block_comment: None,
        quotes: &[("\"\"\"", true), ("'''", true), ("\"", false), ("'", false)],
        prefixes: "fFrRbBuU",
        traits: &[Trait::Decorators],
        ..NONE
    },
    Words {
        names: "javascript js jsx mjs typescript ts tsx",
        keywords: "abstract any as async await break case catch class const continue debugger declare default delete do else enum export extends finally for from function get if implements import in instanceof interface keyof let namespace never new null number of private protected public readonly return set static string super switch this throw try type typeof undefined unknown var void while with yield boolean",
        definers: "class function interface enum",
        quotes: &[("\"", false), ("'", false), ("`", true)],
        ..NONE
    },
    Words {
        names: "json json5 geojson",
        keywords: "null",
        quotes: &[("\"", false)],
        traits: &[Trait::Json],
        ..NONE
    },
    Words {
        names: "bash sh shell zsh console",
        keywords: "case do done elif else esac fi for function if in select then until while",
        known: "alias awk bash break cargo cat cd chmod chown cp curl cut declare docker echo env eval exec exit export find git grep head jq kill ln local ls make mkdir mv npm pip printf pwd python read return rm sed set shift sleep sort source ssh streamlit sudo tail tar test touch tr trap uniq unset wc wget xargs",
        comments: &["#"],
        block_comment: None,
        quotes: &[("\"", true), ("'", true)],
        traits: &[Trait::Shell],
        ..NONE
    },
    Words {
        names: "sql sqlite postgresql mysql plsql",
        keywords: "add all alter and any as asc begin between by case check column commit constraint create cross database default delete desc distinct drop else end exists explain foreign from full group having if ilike in index inner insert into is join key left like limit natural not null offset on or order outer over partition primary references replace returning right rollback select set table then top transaction truncate union unique update using values view when where window with",
        comments: &["--"],
        traits: &[Trait::Caseless, Trait::Calls],
        ..NONE
    },
    Words {
        names: "rust rs",
        keywords: "as async await bool break char const continue crate dyn else enum extern f32 f64 fn for i128 i16 i32 i64 i8 if impl in isize let loop match mod move mut pub ref return self static str struct super trait type u128 u16 u32 u64 u8 union unsafe use usize where while",
        known: "Self String Vec Option Some None Result Ok Err Box Rc Arc",
        definers: "fn struct enum trait mod type union",
        quotes: &[("\"", true)],
        prefixes: "br",
        traits: &[Trait::Calls, Trait::Rust],
        ..NONE
    },
    Words {
        names: "yaml yml",
        literals: "true false null yes no on off",
        comments: &["#"],
        block_comment: None,
        traits: &[Trait::Yaml],
        ..NONE
    },
    Words {
        names: "toml ini conf properties",
        comments: &["#", ";"],
        block_comment: None,
        quotes: &[("\"\"\"", true), ("'''", true), ("\"", false), ("'", false)],
        traits: &[Trait::Toml],
        ..NONE
    },
    Words {
        names: "c cpp c++ h hpp arduino",
        keywords: "alignas auto bool break case catch char class const constexpr continue default delete do double else enum explicit extern float for friend goto if inline int long mutable namespace new noexcept nullptr operator private protected public register return short signed sizeof static struct switch template this throw try typedef typename union unsigned using virtual void volatile while",
        definers: "class struct enum namespace union",
        ..NONE
    },
    Words {
        names: "java kotlin csharp c# cs scala swift dart php",
        keywords: "abstract assert async await boolean break byte case catch char class const continue data def default do double echo else enum extends final finally float for foreach fun func function if implements import in instanceof int interface internal is let lock long namespace native new null object override package private protected public readonly record return sealed short static string struct super switch this throw throws trait transient try typeof val var void volatile when while with yield",
        definers: "class interface enum record struct fun func function def",
        quotes: &[("\"\"\"", true), ("\"", false), ("'", false)],
        traits: &[Trait::Calls, Trait::Decorators],
        ..NONE
    },
    Words {
        names: "go golang",
        keywords: "break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var bool byte error float32 float64 int int32 int64 rune string uint",
        literals: "true false nil iota",
        definers: "func type",
        quotes: &[("\"", false), ("'", false), ("`", true)],
        ..NONE
    },
];
