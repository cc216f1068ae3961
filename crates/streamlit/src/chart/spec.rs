//! The Vega-Lite specification of a simple chart.

use brooklet_frame::{DataType, Frame, Value as Cell};
use serde_json::{Map, Value, json};

use super::series::{COLOR, INDEX, NOTHING, Series, VALUE};

/// What a chart is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Line,
    Area,
    Bar,
    Scatter,
}

/// A colour that a script says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Color {
    /// As CSS has it.
    Css(String),
    /// Of the theme, by its name: the page has a value for it.
    Theme(String),
}

impl Color {
    /// What stands in the specification for it.
    fn text(&self) -> &str {
        match self {
            Self::Css(text) | Self::Theme(text) => text,
        }
    }
}

/// What a script says beside the columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Look {
    pub(super) x_label: Option<String>,
    pub(super) y_label: Option<String>,
    /// One for each column that is drawn.
    pub(super) colors: Vec<Color>,
    /// The size of points, where it is no column.
    pub(super) size: Option<f64>,
    /// Whether the script has named the columns that are drawn.
    pub(super) names_y: bool,
    pub(super) horizontal: bool,
    /// How values at one place are put together, as Vega-Lite has it.
    pub(super) stack: Option<Stack>,
    /// The order of the bars; as the axis has it if `None`.
    pub(super) sort: Option<Sort>,
}

/// How values at one place are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stack {
    On,
    Off,
    Normalize,
    Center,
    Layered,
}

/// The order of bars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sort {
    /// As the rows stand.
    Given,
    /// By a column.
    By { name: String, descending: bool },
}

/// The specification.
pub(super) fn spec(mark: Mark, series: &Series, look: &Look) -> Value {
    let encoding = encoding(mark, series, look);
    let pan = |views: Option<&str>| {
        let mut param = json!({"name": "pan", "select": {"type": "interval", "encodings": ["x", "y"]}, "bind": "scales"});
        if let Some(views) = views {
            param["views"] = json!([views]);
        }
        param
    };
    let mut spec = match mark {
        Mark::Line => json!({
            "layer": [
                {"mark": {"type": "line"}, "encoding": encoding, "name": "lines"},
                {"mark": {"type": "point", "opacity": 0}, "encoding": encoding, "name": "points"},
                {
                    "mark": {"type": "point", "filled": true, "size": 65},
                    "encoding": encoding,
                    "transform": [{"filter": {"param": "nearest", "empty": false}}],
                },
            ],
            "config": {"legend": {"symbolType": "stroke"}},
            "usermeta": {"brooklet": "lines"},
            "params": [
                {
                    "name": "nearest",
                    "select": {"type": "point", "clear": "mouseleave", "fields": [escape(&series.x)], "nearest": true, "on": "mousemove"},
                    "views": ["points"],
                },
                pan(Some("lines")),
            ],
        }),
        mark => {
            let name = match mark {
                Mark::Area => "area",
                Mark::Bar => "bar",
                _ => "circle",
            };
            json!({"mark": {"type": name}, "encoding": encoding, "params": [pan(None)]})
        }
    };
    spec["data"] = json!({"name": "data"});
    spec["autosize"] = json!({"type": "fit", "contains": "padding"});
    spec
}

/// The specification of a chart without data.
pub(super) fn empty(mark: Mark) -> Value {
    let name = match mark {
        Mark::Line => "line",
        Mark::Area => "area",
        Mark::Bar => "bar",
        Mark::Scatter => "circle",
    };
    let axis = |grid: bool| json!({"axis": {"grid": grid}, "field": "none", "title": "", "type": "quantitative"});
    let mut values = axis(true);
    if mark == Mark::Area {
        // Areas on each other would begin at zero.
        values["stack"] = json!(false);
    }
    json!({
        "data": {"values": []},
        "mark": {"type": name},
        "encoding": {"x": axis(false), "y": values},
        "autosize": {"type": "fit", "contains": "padding"},
    })
}

fn encoding(mark: Mark, series: &Series, look: &Look) -> Value {
    let mut encoding = Map::new();
    let first = place_axis(mark, series, look);
    let second = value_axis(mark, series, look);
    if mark == Mark::Bar
        && look.stack == Some(Stack::Off)
        && let Some(color) = &series.color
    {
        let channel = if look.horizontal {
            "yOffset"
        } else {
            "xOffset"
        };
        encoding.insert(channel.to_owned(), json!({"field": escape(color)}));
    }
    let (x, y) = if look.horizontal {
        (second, first)
    } else {
        (first, second)
    };
    encoding.insert("x".to_owned(), x);
    encoding.insert("y".to_owned(), y);
    if let Some(color) = color(series, look) {
        encoding.insert("color".to_owned(), color);
    }
    // What may lie below another shows through.
    if series.color.is_some() && (mark == Mark::Area || look.stack == Some(Stack::Layered)) {
        encoding.insert("opacity".to_owned(), json!({"value": 0.7}));
    }
    if mark == Mark::Scatter {
        encoding.insert("size".to_owned(), size(series, look));
    }
    encoding.insert("tooltip".to_owned(), tooltip(series));
    Value::Object(encoding)
}

/// What an axis is called: as the script says, else by its column where that has been named.
fn title(given: Option<&String>, name: &str, is_named: bool) -> Value {
    let own = if is_named { name } else { "" };
    json!(given.map_or(own, String::as_str))
}

/// The axis along which the values stand.
fn place_axis(mark: Mark, series: &Series, look: &Look) -> Value {
    let mut axis = axis(&series.frame, &series.x, false);
    // Labels go with the columns, whichever way the bars lie.
    let is_named = series.index_title.is_none();
    axis["title"] = title(look.x_label.as_ref(), &series.x, is_named);
    if mark == Mark::Bar && kind_of(&series.frame, &series.x) != "temporal" {
        axis["type"] = json!("ordinal");
    }
    if let Some(sort) = &look.sort {
        axis["sort"] = match sort {
            Sort::Given => Value::Null,
            Sort::By { name, descending } => {
                let order = if *descending {
                    "descending"
                } else {
                    "ascending"
                };
                json!({"field": escape(name), "order": order})
            }
        };
    }
    axis
}

/// The axis of the values.
fn value_axis(mark: Mark, series: &Series, look: &Look) -> Value {
    let mut axis = axis(&series.frame, &series.y, true);
    let is_named = look.names_y && ![VALUE, NOTHING].contains(&series.y.as_str());
    axis["title"] = title(look.y_label.as_ref(), &series.y, is_named);
    let stack = match (mark, look.stack) {
        (_, Some(Stack::On)) => Some(json!(true)),
        (_, Some(Stack::Off | Stack::Layered)) | (Mark::Area, None) => Some(json!(false)),
        (_, Some(Stack::Normalize)) => Some(json!("normalize")),
        (_, Some(Stack::Center)) => Some(json!("center")),
        (_, None) => None,
    };
    if let Some(stack) = stack {
        axis["stack"] = stack;
    }
    axis
}

fn axis(frame: &Frame, name: &str, has_grid: bool) -> Value {
    let mut axis = json!({"grid": has_grid});
    if is_integer(frame, name) {
        axis["tickMinStep"] = json!(1);
    }
    json!({"axis": axis, "field": escape(name), "scale": {}, "type": kind_of(frame, name)})
}

fn legend() -> Value {
    json!({"titlePadding": 5, "offset": 5, "orient": "bottom"})
}

fn color(series: &Series, look: &Look) -> Option<Value> {
    let Some(name) = &series.color else {
        return Some(json!({"value": look.colors.first()?.text()}));
    };
    let mut channel =
        json!({"field": escape(name), "legend": legend(), "type": kind_of(&series.frame, name)});
    if name == COLOR {
        channel["title"] = json!(" ");
        channel["type"] = json!("nominal");
        if !look.colors.is_empty() {
            channel["scale"] = json!({"domain": series.names, "range": range(look)});
        }
    } else if let Some(colors) = colors_in(&series.frame, name) {
        // The column holds the colours themselves.
        channel["scale"] = json!({"domain": colors, "range": colors});
        channel["legend"] = Value::Null;
        channel["type"] = json!("nominal");
    } else if !look.colors.is_empty() {
        channel["scale"] = json!({"range": range(look)});
    }
    Some(channel)
}

fn range(look: &Look) -> Vec<&str> {
    look.colors.iter().map(Color::text).collect()
}

/// Where colours of the theme stand in the specification, as JSON pointers, and their names. Texts of the
/// data that stand beside them are no colours, whatever they say.
pub(super) fn theme_colors(spec: &Value, look: &Look) -> Vec<(String, String)> {
    let layers = spec["layer"].as_array().map_or(0, Vec::len);
    let mut channels = vec!["/encoding/color".to_owned()];
    channels.extend((0..layers).map(|layer| format!("/layer/{layer}/encoding/color")));
    let mut found = Vec::new();
    for channel in channels {
        for (index, color) in look.colors.iter().enumerate() {
            let Color::Theme(name) = color else { continue };
            let single = (index == 0).then(|| format!("{channel}/value"));
            let places = single
                .into_iter()
                .chain([format!("{channel}/scale/range/{index}")]);
            let is_there = |place: &String| spec.pointer(place).is_some_and(|there| there == name);
            found.extend(places.filter(is_there).map(|place| (place, name.clone())));
        }
    }
    found
}

/// The different values of a column if all are colours of CSS, of hexadecimal digits or of numbers.
fn colors_in(frame: &Frame, name: &str) -> Option<Vec<String>> {
    let column = &frame.columns[frame.position(name)?].column;
    let mut colors: Vec<String> = Vec::new();
    for value in column.iter() {
        let Cell::Text(text) = value else { return None };
        if !is_color(text) {
            return None;
        }
        if !colors.iter().any(|known| known == text) {
            colors.push(text.to_owned());
        }
    }
    (!colors.is_empty()).then_some(colors)
}

/// Whether a text is a colour of CSS, of hexadecimal digits or of numbers.
pub(super) fn is_color(text: &str) -> bool {
    let digits = text.strip_prefix('#').unwrap_or("");
    let is_hex = matches!(digits.len(), 3 | 4 | 6 | 8)
        && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex || text.starts_with("rgb(") || text.starts_with("rgba(")
}

fn size(series: &Series, look: &Look) -> Value {
    match &series.size {
        Some(name) => json!({
            "field": escape(name),
            "legend": {"titlePadding": 0.5, "offset": 5, "orient": "bottom"},
            "title": name,
            "type": kind_of(&series.frame, name),
        }),
        None => json!({"value": look.size.unwrap_or(100.0)}),
    }
}

fn tooltip(series: &Series) -> Value {
    let mut names: Vec<&String> = vec![&series.x, &series.y];
    for name in [&series.color, &series.size].into_iter().flatten() {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let entry = |name: &&String| {
        let mut entry = json!({"field": escape(name), "type": kind_of(&series.frame, name)});
        let title = match name.as_str() {
            INDEX => series.index_title.clone(),
            VALUE => Some("value".to_owned()),
            COLOR => Some("color".to_owned()),
            name if escape(name) != name => Some(name.to_owned()),
            _ => None,
        };
        if let Some(title) = title {
            entry["title"] = json!(title);
        }
        entry
    };
    names.iter().map(entry).collect()
}

/// A name in which no sign means a part of a nested value.
fn escape(name: &str) -> String {
    let mut escaped = String::with_capacity(name.len());
    for sign in name.chars() {
        if matches!(sign, '.' | '[' | ']' | '\\' | ':') {
            escaped.push('\\');
        }
        escaped.push(sign);
    }
    escaped
}

fn data_type<'a>(frame: &'a Frame, name: &str) -> &'a DataType {
    let found = frame.position(name);
    found.map_or(&DataType::Null, |position| {
        frame.columns[position].column.data_type()
    })
}

fn is_integer(frame: &Frame, name: &str) -> bool {
    data_type(frame, name).is_integer()
}

/// How Vega-Lite calls what a column measures. One without any value measures nothing.
fn kind_of(frame: &Frame, name: &str) -> &'static str {
    if frame.position(name).is_none() {
        return "quantitative";
    }
    match data_type(frame, name) {
        DataType::Date | DataType::Timestamp { .. } | DataType::Time => "temporal",
        data_type if data_type.is_number() => "quantitative",
        DataType::Duration { .. } => "quantitative",
        _ => "nominal",
    }
}

#[cfg(test)]
mod tests {
    use brooklet_frame::{Column, Field};

    use super::super::series::{Unknown, Wanted, series};
    use super::*;

    fn frame() -> Frame {
        Frame::of_columns(vec![
            Field::new("a", Column::of_ints([Some(1), Some(2)])),
            Field::new("b.c", Column::of_floats([Some(3.0), Some(4.5)])),
            Field::new("n", Column::of_texts([Some("x"), Some("y")])),
        ])
    }

    fn wanted(x: Option<&str>, y: &[&str]) -> Wanted {
        Wanted {
            x: x.map(str::to_owned),
            y: Some(y.iter().map(|name| (*name).to_owned()).collect()),
            ..Wanted::default()
        }
    }

    #[test]
    fn several_columns_become_one_with_colours() {
        let series = series(&frame(), &wanted(None, &["a", "b.c"]))
            .expect("known names")
            .expect("data");
        assert_eq!(series.frame.rows, 4);
        let look = Look {
            colors: vec![Color::Css("#f00".into()), Color::Theme("blue".into())],
            ..Look::default()
        };
        let spec = spec(Mark::Bar, &series, &look);
        assert_eq!(spec["encoding"]["y"]["field"], VALUE);
        assert_eq!(spec["encoding"]["x"]["type"], "ordinal");
        assert_eq!(
            spec["encoding"]["color"]["scale"]["domain"],
            json!(["a", "b.c"])
        );
        assert_eq!(spec["encoding"]["color"]["title"], " ");
        let places = theme_colors(&spec, &look);
        assert_eq!(
            places,
            [("/encoding/color/scale/range/1".into(), "blue".into())]
        );
    }

    #[test]
    fn axes_are_named_after_the_columns_that_were_named() {
        let series = series(&frame(), &wanted(Some("n"), &["b.c"]))
            .expect("known names")
            .expect("data");
        let look = Look {
            names_y: true,
            horizontal: true,
            ..Look::default()
        };
        let spec = spec(Mark::Bar, &series, &look);
        assert_eq!(spec["encoding"]["x"]["title"], "b.c");
        assert_eq!(spec["encoding"]["x"]["field"], "b\\.c");
        assert_eq!(spec["encoding"]["y"]["title"], "n");
        assert_eq!(spec["encoding"].get("color"), None);
    }

    #[test]
    fn an_unknown_column_is_told() {
        let unknown = series(&frame(), &wanted(Some("z"), &["a"])).expect_err("no such column");
        assert_eq!(unknown, Unknown("z".to_owned()));
    }

    #[test]
    fn a_column_of_colours_is_taken_as_it_is() {
        let frame = Frame::of_columns(vec![
            Field::new("v", Column::of_ints([Some(1), Some(2)])),
            Field::new("c", Column::of_texts([Some("#f00"), Some("#00ff00")])),
        ]);
        let wanted = Wanted {
            color: Some("c".into()),
            ..wanted(None, &["v"])
        };
        let series = series(&frame, &wanted).expect("known names").expect("data");
        let spec = spec(Mark::Scatter, &series, &Look::default());
        assert_eq!(
            spec["encoding"]["color"]["scale"]["range"],
            json!(["#f00", "#00ff00"])
        );
        assert_eq!(spec["encoding"]["size"], json!({"value": 100.0}));
    }
}
