//! The data of a simple chart: which column goes to which axis, and several columns as one.

use std::collections::BTreeSet;

use brooklet_frame::{Column, DataType, Field, Frame, TextBuilder, Value};

/// What the columns are called that a chart adds. No column of a script has such a name.
pub(super) const INDEX: &str = "index -- streamlit-generated";
/// The values of several columns, one below the other.
pub(super) const VALUE: &str = "value -- streamlit-generated";
/// Of which column each of them is.
pub(super) const COLOR: &str = "color -- streamlit-generated";

/// What stands on the axis of the values where a script names no column for it.
pub(super) const NOTHING: &str = "nothing -- streamlit-generated";

/// What a script asks for, by names of columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Wanted {
    pub(super) x: Option<String>,
    pub(super) y: Option<Vec<String>>,
    /// A column that says the colour.
    pub(super) color: Option<String>,
    /// A column that says the size.
    pub(super) size: Option<String>,
    /// A column that says the order.
    pub(super) sort: Option<String>,
}

/// The data of a chart, and the columns for each of its channels.
#[derive(Debug, Clone)]
pub(super) struct Series {
    pub(super) frame: Frame,
    pub(super) x: String,
    pub(super) y: String,
    pub(super) color: Option<String>,
    pub(super) size: Option<String>,
    /// What the index is called, where it is on the axis.
    pub(super) index_title: Option<String>,
    /// The columns that are drawn, by name.
    pub(super) names: Vec<String>,
}

/// A name that no column has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unknown(pub(super) String);

/// Brings a table into the form that a chart draws; `None` if there is nothing to be drawn.
pub(super) fn series(frame: &Frame, wanted: &Wanted) -> Result<Option<Series>, Unknown> {
    let others = [&wanted.color, &wanted.size, &wanted.sort];
    for name in others.into_iter().chain([&wanted.x]).flatten() {
        find(frame, name)?;
    }
    let (named, is_melted) = drawn(frame, wanted);
    let mut names = named.clone();
    if is_melted {
        // What stands beside all of them is not drawn itself, but has its colour.
        let beside = [&wanted.x, &wanted.size, &wanted.sort];
        names.retain(|name| !beside.contains(&&Some(name.clone())));
    }
    let columns: Vec<&Field> = names
        .iter()
        .map(|name| find(frame, name))
        .collect::<Result<_, _>>()?;
    if columns.is_empty() && wanted.y.is_none() {
        return Ok(None);
    }
    let mut kept: Vec<Field> = Vec::new();
    let mut index_title = None;
    let x = if let Some(name) = &wanted.x {
        kept.push(flat(find(frame, name)?));
        name.clone()
    } else {
        let title = Some(frame.index.title(0)).filter(|title| !title.is_empty());
        index_title = Some(title.unwrap_or_else(|| "index".to_owned()));
        kept.push(Field::new(INDEX, index(frame)));
        INDEX.to_owned()
    };
    for name in others.into_iter().flatten() {
        if !names.contains(name) && !kept.iter().any(|field| field.title() == *name) {
            let field = flat(find(frame, name)?);
            let is_color = wanted.color.as_ref() == Some(name);
            let colors = painted(&field).filter(|_| is_color);
            kept.push(colors.unwrap_or(field));
        }
    }
    let (frame, y, color) = if columns.is_empty() {
        (Frame::of_columns(kept), NOTHING.to_owned(), None)
    } else if let ([column], false) = (columns.as_slice(), is_melted) {
        if kept[0].title() != names[0] {
            kept.push(flat(column));
        }
        let y = names[0].clone();
        (Frame::of_columns(kept), y, wanted.color.clone())
    } else {
        let color = Some(COLOR.to_owned());
        (melt(&kept, &columns), VALUE.to_owned(), color)
    };
    Ok(Some(Series {
        frame,
        x,
        y,
        color,
        size: wanted.size.clone(),
        index_title,
        names: named,
    }))
}

fn find<'a>(frame: &'a Frame, name: &str) -> Result<&'a Field, Unknown> {
    let found = frame.position(name);
    found
        .map(|position| &frame.columns[position])
        .ok_or_else(|| Unknown(name.to_owned()))
}

/// The columns that are drawn, each once: those that the script names, else all that have no other use.
/// Several are laid below each other, which is the second value.
fn drawn(frame: &Frame, wanted: &Wanted) -> (Vec<String>, bool) {
    let used = [&wanted.x, &wanted.color, &wanted.size];
    let is_used = |name: &String| used.iter().any(|used| used.as_ref() == Some(name));
    let mut names: Vec<String> = match &wanted.y {
        Some(named) => named.clone(),
        None => {
            let titles = frame.columns.iter().map(Field::title);
            titles.filter(|name| !is_used(name)).collect()
        }
    };
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
    let is_melted = names.len() > 1;
    (names, is_melted)
}

/// A column whose cells are colours in numbers, as colours of CSS.
fn painted(field: &Field) -> Option<Field> {
    let is_whole = match field.column.data_type() {
        DataType::List(items) if items.is_number() => items.is_integer(),
        _ => return None,
    };
    let mut texts = TextBuilder::default();
    for value in field.column.iter() {
        let Value::List(items) = value else {
            return None;
        };
        let parts: Vec<f64> = items.iter().filter_map(|item| item.as_f64()).collect();
        texts.push(Some(&css(&parts, is_whole)?));
    }
    Some(Field::new(field.title().as_str(), texts.finish()))
}

/// Red, green, blue and maybe the opacity as CSS has them. Numbers that are not whole are parts of one.
pub(super) fn css(parts: &[f64], is_whole: bool) -> Option<String> {
    let [red, green, blue, rest @ ..] = parts else {
        return None;
    };
    // A list with one number that is not whole has none that are, in a column.
    let is_whole = is_whole || [red, green, blue].into_iter().any(|part| *part > 1.0);
    let channel = |value: &f64| if is_whole { *value } else { value * 255.0 }.floor();
    let [red, green, blue] = [red, green, blue].map(channel);
    match rest {
        [] => Some(format!("rgb({red}, {green}, {blue})")),
        [alpha] if *alpha <= 1.0 => Some(format!("rgba({red}, {green}, {blue}, {alpha})")),
        [alpha] => Some(format!("rgba({red}, {green}, {blue}, {})", alpha / 255.0)),
        _ => None,
    }
}

/// A column under its name in one text.
fn flat(field: &Field) -> Field {
    Field::new(field.title().as_str(), field.column.clone())
}

fn index(frame: &Frame) -> Column {
    match &frame.index {
        brooklet_frame::Index::Levels(levels) if levels.len() == 1 => levels[0].column.clone(),
        brooklet_frame::Index::Range { start, step, .. } => {
            Column::of_ints((0..frame.rows as i64).map(|row| Some(start + row * step)))
        }
        brooklet_frame::Index::Levels(levels) => {
            let mut texts = TextBuilder::default();
            for row in 0..frame.rows {
                let labels = levels.iter().map(|level| text(&level.column.value(row)));
                texts.push(Some(&labels.collect::<Vec<_>>().join(", ")));
            }
            texts.finish()
        }
    }
}

/// Several columns one below the other, the others repeated beside them.
fn melt(kept: &[Field], columns: &[&Field]) -> Frame {
    let mut fields: Vec<Field> = kept
        .iter()
        .map(|field| {
            Field::new(
                field.title().as_str(),
                repeated(&field.column, columns.len()),
            )
        })
        .collect();
    let mut names = TextBuilder::default();
    for column in columns {
        let name = column.title();
        for _ in 0..column.column.len() {
            names.push(Some(&name));
        }
    }
    fields.push(Field::new(COLOR, names.finish()));
    fields.push(Field::new(VALUE, joined(columns)));
    Frame::of_columns(fields)
}

fn joined(columns: &[&Field]) -> Column {
    let values = || columns.iter().flat_map(|field| field.column.iter());
    let are =
        |test: fn(&DataType) -> bool| columns.iter().all(|field| test(field.column.data_type()));
    if are(DataType::is_integer) && !columns.iter().any(|field| field.column.has_nulls()) {
        return Column::of_ints(values().map(|value| match value {
            Value::Int(number) => Some(number),
            value => value.as_f64().map(|number| number as i64),
        }));
    }
    if are(|data_type| *data_type == DataType::Null) {
        return Column::nulls(values().count());
    }
    if are(|data_type| {
        data_type.is_number() || matches!(data_type, DataType::Bool | DataType::Null)
    }) {
        return Column::of_floats(values().map(|value| value.as_f64()));
    }
    let mut texts = TextBuilder::default();
    for value in values() {
        let shown = (!value.is_null()).then(|| text(&value));
        texts.push(shown.as_deref());
    }
    texts.finish()
}

/// A column several times, one below the other.
fn repeated(column: &Column, times: usize) -> Column {
    let values = || (0..times).flat_map(|_| column.iter());
    let ticks = |value: Value| match value {
        Value::Timestamp { ticks, .. } | Value::Duration { ticks, .. } | Value::Time(ticks) => {
            Some(ticks)
        }
        _ => None,
    };
    match column.data_type() {
        data_type if data_type.is_integer() => Column::of_ints(values().map(|value| match value {
            Value::Int(number) => Some(number),
            value => value.as_f64().map(|number| number as i64),
        })),
        data_type if data_type.is_number() => {
            Column::of_floats(values().map(|value| value.as_f64()))
        }
        DataType::Date => {
            let days = values().map(|value| match value {
                Value::Date(days) => Some(days),
                _ => None,
            });
            Column::of_i32(DataType::Date, days)
                .unwrap_or_else(|| Column::nulls(column.len() * times))
        }
        data_type @ (DataType::Timestamp { .. } | DataType::Duration { .. } | DataType::Time) => {
            let made = Column::of_i64(data_type.clone(), values().map(ticks));
            made.unwrap_or_else(|| Column::nulls(column.len() * times))
        }
        _ => {
            let mut texts = TextBuilder::default();
            for value in values() {
                let shown = (!value.is_null()).then(|| text(&value));
                texts.push(shown.as_deref());
            }
            texts.finish()
        }
    }
}

/// A category as a table writes it; moments have columns of their own.
fn text(value: &Value) -> String {
    crate::data::cell_text(value, &|_, _| 0)
}
