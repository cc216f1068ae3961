//! Cells as text for other programs: CSV files, and what the clipboard takes.

use brooklet_frame::Value;
use serde_json::Value as Json;

use super::cell_value::json_of;
use super::value_text::{number_of, raw};

/// What a copy carries besides texts: the values as they are.
pub(super) const CELLS: &str = "application/x-brooklet-cells";

/// A table as CSV, with lines as RFC 4180 has them.
pub(super) fn csv(rows: impl Iterator<Item = Vec<String>>) -> String {
    // Programs that do not expect UTF-8 know it by this mark.
    let mut text = String::from("\u{feff}");
    for row in rows {
        for (index, cell) in row.iter().enumerate() {
            if index > 0 {
                text.push(',');
            }
            push_quoted(&mut text, cell);
        }
        text.push_str("\r\n");
    }
    text
}

fn push_quoted(text: &mut String, cell: &str) {
    if cell.contains([',', '"', '\n', '\r']) {
        text.push('"');
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(cell);
    }
}

/// A value as a copy takes it: what spreadsheets can read, and nothing of it is lost.
pub(super) fn copied(value: &Value) -> String {
    match (value, number_of(value)) {
        (Value::Bool(_), _) => raw(value).to_uppercase(),
        (Value::Duration { .. }, Some(seconds)) => seconds.to_string(),
        (Value::List(_), _) => list_text(value),
        _ => raw(value),
    }
}

/// The items of a list between commas, or as JSON where they could not be told apart so.
pub(super) fn list_text(value: &Value) -> String {
    let json = json_of(value);
    let mut items = json.as_array().into_iter().flatten();
    let is_plain = items.all(|item| match item {
        Json::String(text) => {
            !text.is_empty() && text.trim() == text && !text.contains([',', '"', '['])
        }
        item => item.is_number() || item.is_boolean(),
    });
    if is_plain {
        raw(value)
    } else {
        json.to_string()
    }
}

/// Cells between tabs, as spreadsheets take them.
pub(super) fn tsv(rows: &[Vec<String>]) -> String {
    let cell = |cell: &String| {
        if cell.contains(['\t', '\n', '\r', '"']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    let row = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join("\t");
    rows.iter().map(row).collect::<Vec<_>>().join("\n")
}

/// Cells as spreadsheets give them: between tabs, those with tabs or lines of their own in quotes.
pub(super) fn parse_tsv(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_suffix('\n').unwrap_or(text);
    let mut rows = vec![vec![String::new()]];
    let mut letters = text.chars().peekable();
    let mut is_quoted = false;
    while let Some(letter) = letters.next() {
        let row = rows.last_mut().expect("there is a row");
        let cell = row.last_mut().expect("there is a cell");
        match letter {
            '"' if is_quoted && letters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if is_quoted => is_quoted = false,
            letter if is_quoted => cell.push(letter),
            '"' if cell.is_empty() => is_quoted = true,
            '\t' => row.push(String::new()),
            '\n' => rows.push(vec![String::new()]),
            '\r' => {}
            letter => cell.push(letter),
        }
    }
    rows
}

/// Cells as an HTML table, as text processors take them.
pub(super) fn html(rows: &[Vec<String>]) -> String {
    let escape = |text: &str| {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
    };
    let row = |row: &Vec<String>| {
        let cells = row.iter().map(|cell| format!("<td>{}</td>", escape(cell)));
        format!("<tr>{}</tr>", cells.collect::<String>())
    };
    let rows: String = rows.iter().map(row).collect();
    format!("<table><tbody>{rows}</tbody></table>")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn cells_with_signs_are_quoted() {
        let rows = [row(&["a", "b"]), row(&["1,5", "say \"x\""])];
        assert_eq!(
            csv(rows.clone().into_iter()),
            "\u{feff}a,b\r\n\"1,5\",\"say \"\"x\"\"\"\r\n"
        );
        assert_eq!(tsv(&rows), "a\tb\n1,5\t\"say \"\"x\"\"\"");
    }

    #[test]
    fn what_is_copied_can_be_pasted() {
        let rows = [row(&["a", ""]), row(&["1\t2", "say \"x\"\nagain"])];
        assert_eq!(parse_tsv(&tsv(&rows)), rows);
        assert_eq!(parse_tsv("a\r\nb\r\n"), [row(&["a"]), row(&["b"])]);
        assert_eq!(parse_tsv(""), [row(&[""])]);
    }

    #[test]
    fn markup_is_escaped() {
        assert_eq!(
            html(&[row(&["<b>"])]),
            "<table><tbody><tr><td>&lt;b&gt;</td></tr></tbody></table>"
        );
    }
}
