//! The small chart of a metric. It fills its place whatever the width.

use brooklet_protocol::element::{ChartKind, Metric};
use web_sys::{Document, Element, HtmlElement};

use crate::dom::{append, make_with, set};

const HEIGHT: f64 = 56.0;
const WIDTH: f64 = 100.0;
/// How much room is left above and below a line.
const MARGIN: f64 = 6.0;
/// How much room is left above bars, below those of negative numbers, and below others.
const BAR_MARGINS: [f64; 3] = [5.0, 5.0, 3.0];
/// How round the ends of bars are.
const ROUND: f64 = 2.5;

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
    let kind = match metric.chart_kind {
        ChartKind::Bar => "bar",
        _ => "line",
    };
    set(&picture, "data-kind", kind);
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
    if kind == ChartKind::Bar {
        return vec![("bk-metric-bar", bars(values))];
    }
    let (low, high) = ends(values);
    let down = |value: f64| {
        if low < high {
            MARGIN + (high - value) / (high - low) * (HEIGHT - 2.0 * MARGIN)
        } else {
            HEIGHT / 2.0
        }
    };
    let points: Vec<String> = numbers(values)
        .map(|(x, value)| format!("{x:.2} {:.2}", down(value)))
        .collect();
    let line = format!("M{}", points.join("L"));
    let mut paths = Vec::new();
    if kind == ChartKind::Area {
        // It lies between the line and zero, or the end of the picture that is nearer to zero.
        let ground = down(0_f64.max(low).min(high));
        paths.push(("bk-metric-area", format!("{line}V{ground:.2}H0z")));
    }
    paths.push(("bk-metric-line", line));
    paths
}

/// What is to be drawn, each with its place from left to right.
fn numbers(values: &[f64]) -> impl Iterator<Item = (f64, f64)> + '_ {
    let step = WIDTH / (values.len().max(2) - 1) as f64;
    let places = values.iter().enumerate();
    places
        .filter(|(_, value)| value.is_finite())
        .map(move |(place, value)| (step * place as f64, *value))
}

/// Bars that stand on zero.
fn bars(values: &[f64]) -> String {
    let (low, high) = ends(values);
    let (low, high) = (low.min(0.0), high.max(0.0));
    let [top, negative, positive] = BAR_MARGINS;
    let bottom = if low < 0.0 { negative } else { positive };
    let range = if high > low { high - low } else { 1.0 };
    let down = |value: f64| top + (high - value) / range * (HEIGHT - top - bottom);
    let bars = numbers(values).map(|(x, value)| {
        let (from, to) = (down(0.0), down(value));
        // Round ends reach beyond the line.
        let inset = (from - to).signum() * ROUND.min((from - to).abs() / 2.0);
        format!("M{x:.2} {:.2}V{:.2}", from - inset, to + inset)
    });
    bars.collect()
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
        assert_eq!(paths[0].1, "M0.00 25.50V7.50M100.00 30.50V48.50");
        let paths = super::paths(ChartKind::Bar, &[3.0, 9.0]);
        assert_eq!(paths[0].1, "M0.00 50.50V39.50M100.00 50.50V7.50");
    }

    #[test]
    fn what_is_no_number_is_left_out() {
        let paths = paths(ChartKind::Line, &[1.0, f64::NAN, 1.0]);
        assert_eq!(paths[0].1, "M0.00 28.00L100.00 28.00");
    }

    #[test]
    fn an_area_ends_at_zero() {
        let ground = |values: &[f64]| {
            let (_, path) = paths(ChartKind::Area, values).swap_remove(0);
            path.split_once('V').map(|(_, ground)| ground.to_owned())
        };
        assert_eq!(ground(&[1.0, 3.0]).as_deref(), Some("50.00H0z"));
        assert_eq!(ground(&[1.0, -3.0]).as_deref(), Some("17.00H0z"));
        assert_eq!(ground(&[-1.0, -3.0]).as_deref(), Some("6.00H0z"));
    }
}
