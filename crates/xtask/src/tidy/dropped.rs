//! Results that are dropped: whoever writes `let _ =` says why.

use super::File;
use super::rust_text;

/// How many lines above a comment may stand.
const REACH: usize = 3;

/// Finds results that are dropped without a comment on the line or just above. Tests may.
pub(crate) fn check(files: &[File]) -> Vec<String> {
    files
        .iter()
        .filter(|file| file.is_rust() && !format!("/{}", file.path).contains("/tests/"))
        .flat_map(check_file)
        .collect()
}

fn check_file(file: &File) -> Vec<String> {
    let Some(written) = file.text.as_deref() else {
        return Vec::new();
    };
    let source = rust_text::without_texts(written);
    let tokens = rust_text::tokens(&source);
    let written: Vec<&str> = written.lines().collect();
    tokens
        .windows(3)
        .filter(|three| three[0].text == "let" && three[1].text == "_" && three[2].text == "=")
        .map(|three| three[0].line)
        .filter(|&line| {
            let above = &written[line.saturating_sub(REACH + 1)..line];
            !above.iter().any(|text| text.contains("//"))
        })
        .map(|line| {
            let path = &file.path;
            format!("{path}:{line} drops a result; a comment above says why it may")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> usize {
        check(&[File {
            path: "crates/a/src/b.rs".to_owned(),
            text: Some(text.to_owned()),
            bytes: 0,
        }])
        .len()
    }

    #[test]
    fn a_result_that_is_dropped_needs_a_reason() {
        assert_eq!(problems("fn f() {\n    let _ = g();\n}\n"), 1);
        assert_eq!(
            problems("fn f() {\n    // It does not fail.\n    let _ = g();\n}\n"),
            0
        );
        assert_eq!(
            problems("// Far above.\n\n\n\n\nfn f() {\n    let _ = g();\n}\n"),
            1
        );
        assert_eq!(problems("fn f() {\n    let _unused = g();\n}\n"), 0);
    }
}
