//! How long functions are.

use super::File;
use super::offenders::{Finding, Rule};
use super::rust_text::{self, Token};

/// Lines of code that a function may have without a reason; blank lines and comments are not counted.
const MOST_LINES: usize = 60;

/// Begins a comment in a long function, or above it, that says why it is long.
const REASON: &str = "// Long: ";

/// Finds the functions that are too long.
pub(crate) fn check(files: &[File]) -> Vec<Finding> {
    files
        .iter()
        .filter(|file| file.is_rust())
        .flat_map(check_file)
        .collect()
}

fn check_file(file: &File) -> Vec<Finding> {
    let Some(written) = file.text.as_deref() else {
        return Vec::new();
    };
    let source = rust_text::without_texts(written);
    let tokens = rust_text::tokens(&source);
    let written: Vec<&str> = written.lines().collect();
    let mut findings = Vec::new();
    for (index, pair) in tokens.windows(2).enumerate() {
        if pair[0].text != "fn"
            || !pair[1]
                .text
                .starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
        {
            continue;
        }
        let Some((first, last)) = body(&tokens, index + 2) else {
            continue;
        };
        let lines = code_lines(&tokens, first, last);
        if lines > MOST_LINES && !has_reason(&written, pair[0].line, tokens[last].line) {
            let place = format!("{}::{}", file.path, pair[1].text);
            let line = pair[0].line;
            let text = format!(
                "{place} (line {line}) has {lines} lines of code; {MOST_LINES} is the limit without a reason"
            );
            findings.push(Finding {
                rule: Rule::LongFunction,
                place,
                text,
            });
        }
    }
    findings
}

/// The braces around the body of a function whose name ends before `start`; none if it has no body.
fn body(tokens: &[Token<'_>], start: usize) -> Option<(usize, usize)> {
    let mut open = 0;
    for (index, token) in tokens.iter().enumerate().skip(start) {
        match token.text {
            "(" | "[" => open += 1,
            ")" | "]" => open -= 1,
            ";" if open == 0 => return None,
            "{" if open == 0 => return Some((index, rust_text::block_end(tokens, index) - 1)),
            _ => {}
        }
    }
    None
}

/// Lines between two braces with code on them; a text of several lines counts as those it begins and ends on.
fn code_lines(tokens: &[Token<'_>], first: usize, last: usize) -> usize {
    let inside = tokens[first..=last].iter().map(|token| token.line);
    let between = inside.filter(|line| *line > tokens[first].line && *line < tokens[last].line);
    let mut lines: Vec<usize> = between.collect();
    lines.dedup();
    lines.len()
}

/// Whether a lint's exception or a comment says why, between the end of what stands above and the end of the body.
fn has_reason(written: &[&str], start: usize, end: usize) -> bool {
    let above = written[..start - 1].iter().rev().take_while(|line| {
        let line = line.trim();
        !line.is_empty() && line != "}" && line != "{"
    });
    let inside = written[start - 1..end].iter();
    let mut lint = String::new();
    for line in above {
        if line.trim_start().starts_with(REASON) {
            return true;
        }
        lint.insert_str(0, line);
    }
    let is_excepted = lint.contains("clippy::too_many_lines") && lint.contains("reason = ");
    is_excepted
        || inside
            .into_iter()
            .any(|line| line.trim_start().starts_with(REASON))
}

#[cfg(test)]
mod tests {
    use super::super::file;
    use super::*;

    fn places(text: &str) -> Vec<String> {
        let findings = check(&[file("a.rs", text)]);
        findings.into_iter().map(|found| found.place).collect()
    }

    fn function(above: &str, lines: usize) -> String {
        format!(
            "{above}fn f(a: [u8; 2]) -> u8 {{\n{}}}\n",
            "    g();\n".repeat(lines)
        )
    }

    #[test]
    fn a_long_function_is_found() {
        assert!(places(&function("", MOST_LINES)).is_empty());
        assert_eq!(places(&function("", MOST_LINES + 1)), ["a.rs::f"]);
    }

    #[test]
    fn only_code_counts() {
        let padded = function("", MOST_LINES).replacen("g();", "g();\n\n    // Why.", 9);
        assert!(places(&padded).is_empty());
        assert!(places("trait T { fn f(); }\ntype F = fn(u8) -> u8;").is_empty());
    }

    #[test]
    fn a_reason_excuses() {
        let lint = "#[allow(\n    clippy::too_many_lines,\n    reason = \"a table\"\n)]\n";
        assert!(places(&function(lint, 99)).is_empty());
        assert!(places(&function("// Long: it is a table.\n", 99)).is_empty());
        assert_eq!(
            places(&function("#[allow(clippy::too_many_lines)]\n", 99)).len(),
            1
        );
    }

    #[test]
    fn a_reason_is_for_one_function() {
        let two = format!(
            "{}{}",
            function("// Long: it is a table.\n", 99),
            function("", 99)
        );
        assert_eq!(places(&two).len(), 1);
    }
}
