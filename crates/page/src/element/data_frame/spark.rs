//! Small charts in cells.

use web_sys::{Document, Element};

use super::color::css_color;
use super::columns::{GridColumn, Kind};
use crate::dom::set;

const WIDTH: f64 = 100.0;
const HEIGHT: f64 = 24.0;
const MARGIN: f64 = 1.5;

/// A chart of these numbers. It fills its cell whatever the width.
pub(super) fn draw(document: &Document, values: &[f64], column: &GridColumn) -> Element {
    let make = |tag| {
        document
            .create_element_ns(Some("http://www.w3.org/2000/svg"), tag)
            .expect("a constant name")
    };
    let picture = make("svg");
    set(&picture, "class", "bk-grid-chart");
    set(&picture, "viewBox", &format!("0 0 {WIDTH} {HEIGHT}"));
    set(&picture, "preserveAspectRatio", "none");
    set(&picture, "role", "img");
    let listed: Vec<String> = values.iter().map(f64::to_string).collect();
    set(&picture, "aria-label", &listed.join(", "));
    if let Some(color) = column
        .details
        .color
        .as_ref()
        .and_then(|color| color.as_str())
    {
        let color = match color {
            "auto" => trend(values),
            "auto-inverse" => trend(&values.iter().map(|value| -value).collect::<Vec<_>>()),
            color => css_color(color),
        };
        set(&picture, "style", &format!("--bk-spark: {color}"));
    }
    let bounds = (column.details.y_min, column.details.y_max);
    for (class, path) in paths(column.kind, values, bounds) {
        let shape = make("path");
        set(&shape, "class", class);
        set(&shape, "d", &path);
        let _ = picture.append_child(&shape);
    }
    picture
}

/// Green for what ends higher than it begins, red for what ends lower.
fn trend(values: &[f64]) -> String {
    let name = match (values.first(), values.last()) {
        (Some(first), Some(last)) if last < first => "red",
        _ => "green",
    };
    css_color(name)
}

fn paths(
    kind: Kind,
    values: &[f64],
    bounds: (Option<f64>, Option<f64>),
) -> Vec<(&'static str, String)> {
    let there = || {
        values
            .iter()
            .copied()
            .enumerate()
            .filter(|(_, value)| value.is_finite())
    };
    if there().next().is_none() {
        return Vec::new();
    }
    let least = there()
        .map(|(_, value)| value)
        .fold(f64::INFINITY, f64::min);
    let most = there()
        .map(|(_, value)| value)
        .fold(f64::NEG_INFINITY, f64::max);
    let (mut low, mut high) = (bounds.0.unwrap_or(least), bounds.1.unwrap_or(most));
    if kind == Kind::BarChart {
        low = low.min(0.0);
        high = high.max(0.0);
    }
    let range = if high > low { high - low } else { 1.0 };
    let down = |value: f64| {
        let part = (high - value.clamp(low, high)) / range;
        MARGIN + part * (HEIGHT - 2.0 * MARGIN)
    };
    if kind == Kind::BarChart {
        let step = WIDTH / values.len() as f64;
        let bars = there().map(|(place, value)| {
            let left = step * (place as f64 + 0.1);
            let (from, to) = (down(0.0_f64.clamp(low, high)), down(value));
            format!("M{left:.2} {from:.2}V{to:.2}h{:.2}V{from:.2}z", step * 0.8)
        });
        return vec![("bk-spark-fill", bars.collect())];
    }
    let step = WIDTH / (values.len().max(2) - 1) as f64;
    let points: Vec<String> = there()
        .map(|(place, value)| format!("{:.2} {:.2}", step * place as f64, down(value)))
        .collect();
    let line = format!("M{}", points.join("L"));
    let mut paths = Vec::new();
    if kind == Kind::AreaChart {
        paths.push(("bk-spark-area", format!("{line}V{HEIGHT}H0z")));
    }
    paths.push(("bk-spark-line", line));
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_stays_within_its_bounds() {
        let paths = paths(Kind::LineChart, &[0.0, 20.0, 5.0], (Some(0.0), Some(10.0)));
        assert_eq!(paths[0].1, "M0.00 22.50L50.00 1.50L100.00 12.00");
        assert!(super::paths(Kind::LineChart, &[f64::NAN], (None, None)).is_empty());
    }

    #[test]
    fn bars_stand_on_zero() {
        let paths = paths(Kind::BarChart, &[1.0, -1.0], (None, None));
        assert_eq!(
            paths[0].1,
            "M5.00 12.00V1.50h40.00V12.00zM55.00 12.00V22.50h40.00V12.00z"
        );
    }
}
