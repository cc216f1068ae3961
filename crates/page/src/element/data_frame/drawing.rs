//! What stands in a cell.

use std::borrow::Cow;

use brooklet_frame::Value;
use web_sys::{Document, HtmlElement, Node};

use super::color::{bubble_paint, category, css_color, pale};
use super::columns::{GridColumn, Kind};
use super::spark;
use super::value_text::{bubbles, can_be_read, number_of, raw, shown, truth_of};
use crate::address::{is_harmless, is_harmless_source};
use crate::dom::{StyleExt, append, clear, make, make_with, set, set_optional, unset};
use crate::text::{icon, markdown};

/// Draws a value into its cell.
pub(super) fn draw(
    document: &Document,
    cell: &HtmlElement,
    value: &Value,
    column: &GridColumn,
    placeholder: &str,
) {
    let is_empty = matches!(value, Value::Text("")) && !can_be_empty(column);
    if value.is_null() || is_empty {
        clear(cell);
        unset(cell, "data-invalid");
        // It is no text of the cell: neither a copy nor a search finds it.
        match column.kind {
            Kind::Checkbox
            | Kind::Button
            | Kind::Progress
            | Kind::LineChart
            | Kind::AreaChart
            | Kind::BarChart => unset(cell, "data-missing"),
            _ => set(cell, "data-missing", placeholder),
        }
        return;
    }
    unset(cell, "data-missing");
    let is_invalid = !can_be_read(value, column.kind);
    set_optional(cell, "data-invalid", is_invalid.then_some(""));
    if is_invalid {
        return write(cell, &raw(value));
    }
    if is_text(column.kind) {
        return write(cell, &shown(value, column));
    }
    clear(cell);
    match column.kind {
        Kind::Checkbox => checkbox(document, cell, value),
        Kind::List => list(document, cell, value, column),
        Kind::Link => link(document, cell, value, column),
        Kind::Image => image(document, cell, value),
        Kind::Audio => append(cell, &icon::symbol_in_text(document, "audio_file")),
        Kind::Video => append(cell, &icon::symbol_in_text(document, "video_file")),
        Kind::Button => button(document, cell, value, column),
        Kind::Progress => progress(document, cell, value, column),
        Kind::LineChart | Kind::AreaChart | Kind::BarChart => {
            append(cell, &spark::draw(document, &numbers(value), column));
        }
        _ => cell.set_text_content(Some(&shown(value, column))),
    }
}

/// Whether a text without letters is a value of a column.
fn can_be_empty(column: &GridColumn) -> bool {
    match column.kind {
        Kind::Number | Kind::Progress | Kind::Date | Kind::Time | Kind::Datetime => false,
        _ => !column.details.is_choice() || column.details.label_of("").is_some(),
    }
}

/// Puts a text into a cell in place of all that stood there. Where that is a text, it stays and says
/// something else, which is done sooner.
fn write(cell: &HtmlElement, text: &str) {
    let text = &*one_line(text);
    match cell.first_child() {
        Some(node) if node.node_type() == Node::TEXT_NODE && node.next_sibling().is_none() => {
            node.set_node_value(Some(text));
        }
        _ => cell.set_text_content(Some(text)),
    }
}

/// A text of several lines on one, with all of its blanks.
fn one_line(text: &str) -> Cow<'_, str> {
    let breaks = ['\n', '\r', '\t'];
    if text.contains(breaks) {
        text.replace("\r\n", " ").replace(breaks, " ").into()
    } else {
        text.into()
    }
}

/// Whether values are drawn as nothing but text.
fn is_text(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Text
            | Kind::Number
            | Kind::Date
            | Kind::Time
            | Kind::Datetime
            | Kind::Json
            | Kind::Markdown
    )
}

/// The numbers of a list, or of a text such as `[1, 2]` or `1, 2`.
fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::List(items) => items.iter().filter_map(|item| item.as_f64()).collect(),
        Value::Text(text) | Value::Json(text) => text
            .trim_matches(['[', ']', ' '])
            .split(',')
            .filter_map(|part| part.trim().parse().ok())
            .collect(),
        value => value.as_f64().into_iter().collect(),
    }
}

fn checkbox(document: &Document, cell: &HtmlElement, value: &Value) {
    let is_on = truth_of(value) == Some(true);
    let mark = make_with(document, "span", "bk-grid-check", "");
    set(&mark, "data-on", if is_on { "true" } else { "false" });
    let words = make_with(document, "span", "bk-grid-words", "");
    words.set_text_content(Some(if is_on { "true" } else { "false" }));
    append(&mark, &words);
    append(cell, &mark);
}

fn list(document: &Document, cell: &HtmlElement, value: &Value, column: &GridColumn) {
    for (index, (label, color)) in bubbles(value, column).into_iter().enumerate() {
        if index > 0 {
            let comma = make_with(document, "span", "bk-grid-words", "");
            comma.set_text_content(Some(","));
            append(cell, &comma);
        }
        let bubble = make_with(document, "span", "bk-grid-bubble", "");
        bubble.set_text_content(Some(&label));
        if let Some(color) = color {
            let paint = match color.as_str() {
                "auto" => pale(&category(column.details.position_of_label(&label))),
                color => bubble_paint(color),
            };
            let style = bubble.style();
            style.put("background", &paint.background);
            if let Some(text) = paint.text {
                style.put("color", text);
            }
            set(&bubble, "data-colored", "");
        }
        append(cell, &bubble);
    }
}

fn link(document: &Document, cell: &HtmlElement, value: &Value, column: &GridColumn) {
    let address = raw(value);
    let text = shown(value, column);
    if !is_harmless(&address) {
        cell.set_text_content(Some(&text));
        return;
    }
    let anchor = make_with(document, "a", "bk-grid-link", "");
    set(&anchor, "href", &address);
    set(&anchor, "target", "_blank");
    set(&anchor, "rel", "noopener noreferrer");
    set(&anchor, "tabindex", "-1");
    match icon::material(&text) {
        Some(_) => {
            let words = make_with(document, "span", "bk-grid-words", "");
            words.set_text_content(Some(&address));
            append(&anchor, &words);
            append(&anchor, &icon::icon(document, &text));
            set(&anchor, "data-icon", "");
        }
        None => anchor.set_text_content(Some(&text)),
    }
    append(cell, &anchor);
}

fn image(document: &Document, cell: &HtmlElement, value: &Value) {
    let address = match value {
        Value::List(items) => items
            .iter()
            .next()
            .map(|item| raw(&item))
            .unwrap_or_default(),
        value => raw(value),
    };
    if !is_harmless_source(&address) {
        return;
    }
    let picture = make_with(document, "img", "bk-grid-image", "");
    set(&picture, "src", &address);
    set(&picture, "alt", "");
    set(&picture, "loading", "lazy");
    append(cell, &picture);
}

fn button(document: &Document, cell: &HtmlElement, value: &Value, column: &GridColumn) {
    let face = make_with(document, "span", "bk-grid-button", "");
    let kind = column.details.button_type.as_deref().unwrap_or("secondary");
    set(&face, "data-kind", kind);
    match value {
        Value::List(items) if items.len() > 1 => face.set_text_content(Some("⋮")),
        Value::List(items) => {
            let label = items.iter().next().map(|item| raw(&item));
            markdown::inline(document, &face, &label.unwrap_or_default());
        }
        value => markdown::inline(document, &face, &raw(value)),
    }
    append(cell, &face);
}

/// Green for the upper half of a scale, red for the lower one.
fn half(part: f64) -> String {
    css_color(if part > 0.5 { "green" } else { "red" })
}

fn progress(document: &Document, cell: &HtmlElement, value: &Value, column: &GridColumn) {
    let (low, high) = column.details.bounds();
    let number = number_of(value).unwrap_or(low);
    if number.is_infinite() {
        return;
    }
    let whole = if high > low {
        (number - low) / (high - low)
    } else {
        0.0
    };
    let part = whole.clamp(0.0, 1.0);
    let track = make_with(document, "span", "bk-grid-track", "");
    let bar = make(document, "span");
    bar.style().put("width", &format!("{:.2}%", part * 100.0));
    if let Some(color) = column
        .details
        .color
        .as_ref()
        .and_then(|color| color.as_str())
    {
        let color = match color {
            "auto" => half(part),
            "auto-inverse" if part > 0.5 => half(0.0),
            "auto-inverse" => half(1.0),
            color => css_color(color),
        };
        bar.style().put("background", &color);
    }
    append(&track, &bar);
    let words = make_with(document, "span", "bk-grid-amount", "");
    let text = |value: &Value, part: f64| match &column.details.format {
        Some(_) => shown(value, column),
        None => crate::element::number_format::format("percent", part),
    };
    words.set_text_content(Some(&text(value, whole)));
    // All bars of a column are as long as the text for a full one leaves room for.
    set(&words, "data-full", &text(&Value::Float(high), 1.0));
    let holder = make_with(document, "span", "bk-grid-progress", "");
    append(&holder, &track);
    append(&holder, &words);
    append(cell, &holder);
}
