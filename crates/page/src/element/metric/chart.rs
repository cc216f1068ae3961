//! The small chart of a metric. It fills its place whatever the width.

use brooklet_protocol::element::{ChartKind, Metric};
use web_sys::{Document, Element, HtmlElement};

use crate::dom::{append, make_with, set};

const HEIGHT: f64 = 56.0;
const WIDTH: f64 = 100.0;
/// How much room is left above and below a line.
const MARGIN: f64 = 6.0;
/// How much room is left beside the first and the last bar, and how round their ends are.
const SIDE: f64 = 3.0;
const ROUND: f64 = 2.0;

/// The chart.
pub(super) fn draw(document: &Document, metric: &Metric) -> HtmlElement {
    let holder = make_with(document, "div", "bk-metric-chart", "stMetricChart");
    set(&holder, "role", "img");
    set(&holder, "aria-label", &heard(&metric.chart));
    let make = |tag| {
        document
            .create_element_ns(Some("http://www.w3.org/2000/svg"), tag)
            .expect("a constant name")
    };
    let picture: Element = make("svg");
    set(&picture, "viewBox", &format!("0 0 {WIDTH} {HEIGHT}"));
    set(&picture, "preserveAspectRatio", "none");
    for (class, path) in paths(metric.chart_kind, &metric.chart) {
        let shape = make("path");
        set(&shape, "class", class);
        set(&shape, "d", &path);
        append(&picture, &shape);
    }
    append(&holder, &picture);
    holder
}

fn heard(values: &[f64]) -> String {
    let (low, high) = ends(values);
    let (Some(first), Some(last)) = (values.first(), values.last()) else {
        return String::new();
    };
    format!(
        "Chart of {} values from {first} to {last}, lowest {low}, highest {high}",
        values.len()
    )
}

fn ends(values: &[f64]) -> (f64, f64) {
    values
        .iter()
        .filter(|value| value.is_finite())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(*value), high.max(*value))
        })
}

/// The shapes of a chart with their classes.
fn paths(kind: ChartKind, values: &[f64]) -> Vec<(&'static str, String)> {
    let (mut low, mut high) = ends(values);
    if kind == ChartKind::Bar {
        (low, high) = (low.min(0.0), high.max(0.0));
    }
    let range = if high > low { high - low } else { 1.0 };
    let down = |value: f64| MARGIN + (high - value) / range * (HEIGHT - 2.0 * MARGIN);
    let there = || {
        values
            .iter()
            .enumerate()
            .filter(|(_, value)| value.is_finite())
    };
    if kind == ChartKind::Bar {
        let step = (WIDTH - 2.0 * SIDE) / (values.len().max(2) - 1) as f64;
        let bars = there().map(|(place, value)| {
            let from = down(0.0);
            let to = down(*value);
            let end = to + (from - to).signum() * ROUND.min((from - to).abs());
            format!("M{:.2} {from:.2}V{end:.2}", SIDE + step * place as f64)
        });
        return vec![("bk-metric-bar", bars.collect())];
    }
    let step = WIDTH / (values.len().max(2) - 1) as f64;
    let points: Vec<String> = there()
        .map(|(place, value)| format!("{:.2} {:.2}", step * place as f64, down(*value)))
        .collect();
    let line = format!("M{}", points.join("L"));
    let mut paths = Vec::new();
    if kind == ChartKind::Area {
        paths.push(("bk-metric-area", format!("{line}V{}H0z", HEIGHT - MARGIN)));
    }
    paths.push(("bk-metric-line", line));
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_goes_from_edge_to_edge() {
        let paths = paths(ChartKind::Line, &[1.0, 3.0, 2.0]);
        assert_eq!(
            paths,
            [(
                "bk-metric-line",
                "M0.00 50.00L50.00 6.00L100.00 28.00".to_owned()
            )]
        );
    }

    #[test]
    fn bars_stand_on_zero() {
        let paths = paths(ChartKind::Bar, &[1.0, -1.0]);
        assert_eq!(paths[0].1, "M3.00 28.00V8.00M97.00 28.00V48.00");
    }

    #[test]
    fn what_is_no_number_is_left_out() {
        let paths = paths(ChartKind::Line, &[1.0, f64::NAN, 1.0]);
        assert_eq!(paths[0].1, "M0.00 6.00L100.00 6.00");
    }
}
