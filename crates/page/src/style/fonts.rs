//! The fonts of the package. A browser loads each only when a text needs it.

/// A file in the folder `fonts` of the package, and the texts that it is for.
struct Font {
    family: &'static str,
    file: &'static str,
    style: &'static str,
    weights: &'static str,
    /// What to show until it is there: `swap` another font, `block` nothing.
    display: &'static str,
    characters: &'static str,
}

const LATIN: &str = "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD";
const LATIN_EXTENDED: &str = "U+0100-0130,U+0132-0151,U+0154-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF";
const VIETNAMESE: &str = "U+0300-0301,U+0303,U+0309,U+0323,U+1EA0-1EF1";
const CYRILLIC: &str = "U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116";
const GREEK: &str = "U+0370-0377,U+037A-037F,U+0384-038A,U+038C,U+038E-03A1,U+03A3-03FF";

const FONTS: [Font; 9] = [
    text("Source Sans", "source-sans", "normal", LATIN),
    text("Source Sans", "source-sans-italic", "italic", LATIN),
    text(
        "Source Sans",
        "source-sans-extended",
        "normal",
        LATIN_EXTENDED,
    ),
    text(
        "Source Sans",
        "source-sans-vietnamese",
        "normal",
        VIETNAMESE,
    ),
    text("Source Sans", "source-sans-cyrillic", "normal", CYRILLIC),
    text("Source Sans", "source-sans-greek", "normal", GREEK),
    text("Source Code Pro", "source-code", "normal", LATIN),
    text("Source Code Pro", "source-code-italic", "italic", LATIN),
    // Names of icons are no text to read meanwhile.
    Font {
        family: "Material Symbols Rounded",
        file: "material-symbols",
        style: "normal",
        weights: "400",
        display: "block",
        characters: "U+0000-00FF",
    },
];

const fn text(
    family: &'static str,
    file: &'static str,
    style: &'static str,
    characters: &'static str,
) -> Font {
    Font {
        family,
        file,
        style,
        weights: "200 900",
        display: "swap",
        characters,
    }
}

/// The rules that make the fonts known; `address` tells where a file of the package is.
pub fn rules(address: impl Fn(&str) -> String) -> String {
    let rules = FONTS.iter().map(|font| {
        let Font {
            family,
            file,
            style,
            weights,
            display,
            characters,
        } = font;
        // The metrics of the original's copy of the font, on which its lines stand.
        let metrics = if *family == "Source Sans" {
            ";ascent-override:100%;descent-override:32.6%;line-gap-override:0%"
        } else {
            ""
        };
        let address = address(&format!("fonts/{file}.woff2"));
        format!(
            "@font-face{{font-family:\"{family}\";src:url(\"{address}\") format(\"woff2\");font-style:{style};font-weight:{weights};font-display:{display};unicode-range:{characters}{metrics}}}"
        )
    });
    rules.collect()
}
