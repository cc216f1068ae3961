//! Small charts in cells.

use web_sys::{Document, Element};

use super::color::css_color;
use super::columns::{GridColumn, Kind};
use crate::dom::set;

const WIDTH: f64 = 100.0;
const HEIGHT: f64 = 24.0;
/// Between two bars.
const GAP: f64 = 1.5;

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
    if low >= high {
        // A flat line stands on zero or hangs from it.
        (low, high) = (low.min(0.0), high.max(0.0));
    }
    let range = if high > low { high - low } else { 1.0 };
    let up = |value: f64| (value.clamp(low, high) - low) / range * HEIGHT;
    let down = |value: f64| HEIGHT - up(value);
    let mut paths = Vec::new();
    if low <= 0.0 && high >= 0.0 {
        paths.push(("bk-spark-zero", format!("M0 {:.2}H{WIDTH}", down(0.0))));
    }
    if kind == Kind::BarChart {
        let step = (WIDTH + GAP) / values.len() as f64;
        let bars = there().map(|(place, value)| {
            let left = step * place as f64;
            let (from, to, width) = (down(0.0_f64.clamp(low, high)), down(value), step - GAP);
            format!("M{left:.2} {from:.2}V{to:.2}h{width:.2}V{from:.2}z")
        });
        paths.push(("bk-spark-fill", bars.collect()));
        return paths;
    }
    let step = WIDTH / (values.len().max(2) - 1) as f64;
    let points: Vec<(f64, f64)> = there()
        .map(|(place, value)| (step * place as f64, down(value)))
        .collect();
    let line = smooth(&points);
    if kind == Kind::AreaChart {
        paths.push(("bk-spark-area", format!("{line}V{HEIGHT}H0z")));
    }
    paths.push(("bk-spark-line", line));
    paths
}

/// A line from the first point to the last one that bends at those between them: from the middle of
/// one stretch to the middle of the next.
fn smooth(points: &[(f64, f64)]) -> String {
    let Some(((x, y), rest)) = points.split_first() else {
        return String::new();
    };
    let mut line = format!("M{x:.2} {y:.2}");
    let Some(((last_x, last_y), between)) = rest.split_last() else {
        return line;
    };
    let Some((bend, before)) = between.split_last() else {
        return format!("{line}L{last_x:.2} {last_y:.2}");
    };
    let bends = before.iter().zip(&between[1..]);
    let bends = bends.map(|((x, y), (next_x, next_y))| {
        let (middle_x, middle_y) = (f64::midpoint(*x, *next_x), f64::midpoint(*y, *next_y));
        format!("Q{x:.2} {y:.2} {middle_x:.2} {middle_y:.2}")
    });
    line.extend(bends);
    let (x, y) = bend;
    format!("{line}Q{x:.2} {y:.2} {last_x:.2} {last_y:.2}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_stays_within_its_bounds() {
        let found = paths(Kind::LineChart, &[1.0, 20.0, 5.0], (Some(1.0), Some(11.0)));
        let line = "M0.00 24.00Q50.00 0.00 100.00 14.40".to_owned();
        assert_eq!(found, [("bk-spark-line", line)]);
        assert!(paths(Kind::LineChart, &[f64::NAN], (None, None)).is_empty());
    }

    #[test]
    fn a_line_bends_at_each_point() {
        let points = [(0.0, 0.0), (2.0, 4.0), (4.0, 0.0), (6.0, 4.0)];
        let line = "M0.00 0.00Q2.00 4.00 3.00 2.00Q4.00 0.00 6.00 4.00";
        assert_eq!(smooth(&points), line);
        assert_eq!(smooth(&points[..2]), "M0.00 0.00L2.00 4.00");
        assert_eq!(smooth(&points[..1]), "M0.00 0.00");
    }

    #[test]
    fn a_flat_line_is_as_far_from_zero_as_it_can_be() {
        for (value, y) in [(4.0, "0.00"), (-2.0, "24.00"), (0.0, "24.00")] {
            let found = paths(Kind::LineChart, &[value, value], (None, None));
            let line = found.last().map(|(_, line)| line.as_str());
            assert_eq!(line, Some(&*format!("M0.00 {y}L100.00 {y}")));
        }
    }

    #[test]
    fn bars_stand_on_zero() {
        let paths = paths(Kind::BarChart, &[1.0, -1.0], (None, None));
        assert_eq!(paths[0], ("bk-spark-zero", "M0 12.00H100".to_owned()));
        assert_eq!(
            paths[1].1,
            "M0.00 12.00V0.00h49.25V12.00zM50.75 12.00V24.00h49.25V12.00z"
        );
    }
}
