//! Small charts in cells.

use web_sys::{Document, Element};

use super::color::css_color;
use super::columns::{GridColumn, Kind};
use crate::dom::{NodeExt, set};

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
        picture.add(&shape);
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

/// From below to above in a chart.
struct Scale {
    floor: f64,
    top: f64,
    /// Where zero stands, or the end of the chart that is nearest to it.
    zero: f64,
    has_zero: bool,
}

impl Scale {
    /// None if there are no values, or if they are all on the wrong side of a bound.
    fn of(values: &[f64], bounds: (Option<f64>, Option<f64>)) -> Option<Self> {
        let there = || values.iter().copied().filter(|value| value.is_finite());
        let least = there().reduce(f64::min)?;
        let most = there().reduce(f64::max)?;
        let is_beyond =
            bounds.0.is_some_and(|low| least < low) || bounds.1.is_some_and(|high| most > high);
        // A flat line stands on zero or hangs from it.
        let (least, most) = if least < most {
            (least, most)
        } else {
            (least.min(0.0), most.max(0.0))
        };
        let (low, high) = (bounds.0.unwrap_or(least), bounds.1.unwrap_or(most));
        if low > high {
            return None;
        }
        // Values of which some are out of bounds fill all of the room, as in Streamlit.
        let (floor, top) = if is_beyond {
            (least, most)
        } else {
            (low, high)
        };
        Some(Self {
            floor,
            top,
            zero: down(0.0_f64.clamp(low, high), low, high),
            has_zero: low <= 0.0 && high >= 0.0,
        })
    }
}

fn down(value: f64, floor: f64, top: f64) -> f64 {
    let range = if top > floor { top - floor } else { 1.0 };
    HEIGHT - (value - floor) / range * HEIGHT
}

fn paths(
    kind: Kind,
    values: &[f64],
    bounds: (Option<f64>, Option<f64>),
) -> Vec<(&'static str, String)> {
    let Some(scale) = Scale::of(values, bounds) else {
        return Vec::new();
    };
    let zero = scale.zero;
    let there = values.iter().copied().enumerate();
    let there = there.filter(|(_, value)| value.is_finite());
    let there = there.map(|(place, value)| (place as f64, down(value, scale.floor, scale.top)));
    let mut paths = Vec::new();
    if scale.has_zero {
        paths.push(("bk-spark-zero", format!("M0 {zero:.2}H{WIDTH}")));
    }
    if kind == Kind::BarChart {
        let step = (WIDTH + GAP) / values.len() as f64;
        let width = step - GAP;
        let bars = there.map(|(place, y)| {
            let left = step * place;
            format!("M{left:.2} {zero:.2}V{y:.2}h{width:.2}V{zero:.2}z")
        });
        paths.push(("bk-spark-fill", bars.collect()));
        return paths;
    }
    let step = WIDTH / (values.len().max(2) - 1) as f64;
    let points: Vec<(f64, f64)> = there.map(|(place, y)| (step * place, y)).collect();
    let line = smooth(&points);
    if kind == Kind::AreaChart {
        let area = format!("{line}V{zero:.2}H{:.2}z", points[0].0);
        paths.push(("bk-spark-area", area));
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
        let line = |values: &[f64]| paths(Kind::LineChart, values, (Some(1.0), Some(11.0)));
        let within = "M0.00 24.00Q50.00 0.00 100.00 14.40".to_owned();
        assert_eq!(line(&[1.0, 11.0, 5.0]), [("bk-spark-line", within)]);
        let beyond = "M0.00 24.00Q50.00 0.00 100.00 12.00".to_owned();
        assert_eq!(line(&[-20.0, 20.0, 0.0]), [("bk-spark-line", beyond)]);
        assert!(paths(Kind::LineChart, &[f64::NAN], (None, None)).is_empty());
        assert!(paths(Kind::LineChart, &[-3.0, -1.0], (Some(0.0), None)).is_empty());
    }

    #[test]
    fn an_area_ends_at_zero() {
        for (values, bounds, end) in [
            ([1.0, 3.0], (None, None), "V24.00H0.00z"),
            ([-1.0, 3.0], (None, None), "V18.00H0.00z"),
            ([-3.0, -1.0], (None, None), "V0.00H0.00z"),
            ([1.0, 2.0], (Some(-2.0), Some(4.0)), "V16.00H0.00z"),
        ] {
            let found = paths(Kind::AreaChart, &values, bounds);
            let (_, area) = found
                .iter()
                .find(|(class, _)| *class == "bk-spark-area")
                .expect("an area");
            assert!(area.ends_with(end), "{area}");
        }
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
        let within = (Some(2.0), Some(6.0));
        for (value, bounds, y) in [
            (4.0, (None, None), "0.00"),
            (-2.0, (None, None), "24.00"),
            (0.0, (None, None), "24.00"),
            (4.0, within, "12.00"),
            (8.0, within, "0.00"),
        ] {
            let found = paths(Kind::LineChart, &[value, value], bounds);
            let line = found.last().map(|(_, line)| line.as_str());
            assert_eq!(line, Some(&*format!("M0.00 {y}L100.00 {y}")));
        }
    }

    #[test]
    fn bars_stand_on_zero_or_on_the_least_of_them() {
        let least = paths(Kind::BarChart, &[1.0, 3.0], (None, None));
        assert_eq!(
            least[0].1,
            "M0.00 24.00V24.00h49.25V24.00zM50.75 24.00V0.00h49.25V24.00z"
        );
        let paths = paths(Kind::BarChart, &[1.0, -1.0], (None, None));
        assert_eq!(paths[0], ("bk-spark-zero", "M0 12.00H100".to_owned()));
        assert_eq!(
            paths[1].1,
            "M0.00 12.00V0.00h49.25V12.00zM50.75 12.00V24.00h49.25V12.00z"
        );
    }
}
