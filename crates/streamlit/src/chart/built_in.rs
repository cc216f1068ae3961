//! `st.line_chart`, `st.area_chart`, `st.bar_chart` and `st.scatter_chart`.

use brooklet_protocol::Element;
use brooklet_protocol::element::VegaLite;
use brooklet_python::vm::builtins::{PyBool, PyFloat, PyInt, PyList, PyStr, PyTuple};
use brooklet_python::vm::{PyObject, PyObjectRef, PyResult};

use super::series::{Series, Unknown, Wanted, series};
use super::spec::{self, Look, Mark, Sort, Stack};
use crate::argument::{number, plain, text_of};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::data::add_rows::growing;
use crate::data::chart_layout;
use crate::data::frame::{frame_of, give};
use crate::error::{DataError, shown};

/// `st.line_chart`.
pub(crate) const LINE: Command = Command {
    name: "line_chart",
    place: Place::Container("VegaChartsMixin"),
    signature: Parameters::undocumented(
        "data=None, *, x=None, y=None, x_label=None, y_label=None, color=None, width='stretch', height='content', use_container_width=None, alt=None",
    ),
    doc: "Draw the columns of a table as lines.",
    run: |call| growing(call, |call| chart(call, Mark::Line)),
};

/// `st.area_chart`.
pub(crate) const AREA: Command = Command {
    name: "area_chart",
    place: Place::Container("VegaChartsMixin"),
    signature: Parameters::undocumented(
        "data=None, *, x=None, y=None, x_label=None, y_label=None, color=None, stack=None, width='stretch', height='content', use_container_width=None, alt=None",
    ),
    doc: "Draw the columns of a table as areas, one on the other or side by side.",
    run: |call| growing(call, |call| chart(call, Mark::Area)),
};

/// `st.bar_chart`.
pub(crate) const BAR: Command = Command {
    name: "bar_chart",
    place: Place::Container("VegaChartsMixin"),
    signature: Parameters::undocumented(
        "data=None, *, x=None, y=None, x_label=None, y_label=None, color=None, horizontal=False, sort=True, stack=None, width='stretch', height='content', use_container_width=None, alt=None",
    ),
    doc: "Draw the columns of a table as bars.",
    run: |call| growing(call, |call| chart(call, Mark::Bar)),
};

/// `st.scatter_chart`.
pub(crate) const SCATTER: Command = Command {
    name: "scatter_chart",
    place: Place::Container("VegaChartsMixin"),
    signature: Parameters::undocumented(
        "data=None, *, x=None, y=None, x_label=None, y_label=None, color=None, size=None, width='stretch', height='content', use_container_width=None, alt=None",
    ),
    doc: "Draw the rows of a table as points.",
    run: |call| growing(call, |call| chart(call, Mark::Scatter)),
};

fn chart(call: &Call, mark: Mark) -> PyResult {
    let layout = chart_layout(call)?;
    let frame = frame_of(call, &call.value("data"))?.frame;
    let mut wanted = Wanted {
        x: column(call, "x")?,
        y: columns(call, "y")?,
        ..Wanted::default()
    };
    let mut look = Look {
        x_label: label(call, "x_label")?,
        y_label: label(call, "y_label")?,
        names_y: wanted.y.is_some(),
        ..Look::default()
    };
    let is_column = |name: &str| frame.position(name).is_some();
    colors(call, &mut wanted, &mut look, is_column)?;
    match mark {
        Mark::Bar => {
            look.horizontal = call.flag("horizontal")?;
            look.stack = stack(call)?;
            look.sort = sort(call)?;
            if let Some(Sort::By { name, .. }) = &look.sort {
                wanted.sort = Some(name.clone());
            }
        }
        Mark::Area => look.stack = stack(call)?,
        Mark::Scatter => {
            look.size = call.object("size").and_then(|size| number(&size));
            if look.size.is_none() {
                wanted.size = column(call, "size")?;
            }
        }
        Mark::Line => {}
    }
    let found = series(&frame, &wanted).map_err(|Unknown(name)| unknown(call, &name, &frame))?;
    check_colors(call, found.as_ref(), &look)?;
    let (spec, datasets) = match found {
        Some(found) => {
            let data = give(call, &found.frame);
            (
                spec::spec(mark, &found, &look),
                vec![("data".to_owned(), data)],
            )
        }
        None => (spec::empty(mark), Vec::new()),
    };
    let element = VegaLite {
        id: None,
        spec: spec.to_string(),
        datasets,
        uses_theme: true,
        selections: Vec::new(),
        alt: call.alt()?,
    };
    Ok(call.draw(Element::VegaLite(element), layout))
}

fn column(call: &Call, name: &str) -> PyResult<Option<String>> {
    let given = call.object(name);
    given.map(|given| text_of(&given, call.vm)).transpose()
}

fn label(call: &Call, name: &str) -> PyResult<Option<String>> {
    column(call, name)
}

/// The names in a list, or the one name.
fn columns(call: &Call, name: &str) -> PyResult<Option<Vec<String>>> {
    let Some(given) = call.object(name) else {
        return Ok(None);
    };
    let Some(items) = items(&given) else {
        return Ok(Some(vec![text_of(&given, call.vm)?]));
    };
    let names = items.iter().map(|name| text_of(name, call.vm));
    names.collect::<PyResult<_>>().map(Some)
}

fn items(value: &PyObject) -> Option<Vec<PyObjectRef>> {
    if let Some(list) = value.downcast_ref::<PyList>() {
        return Some(list.borrow_vec().to_vec());
    }
    value
        .downcast_ref::<PyTuple>()
        .map(|tuple| tuple.as_slice().to_vec())
}

/// The argument `color`: a column, a colour, or a colour for each column.
fn colors(
    call: &Call,
    wanted: &mut Wanted,
    look: &mut Look,
    is_column: impl Fn(&str) -> bool,
) -> PyResult<()> {
    let Some(given) = call.object("color") else {
        return Ok(());
    };
    if let Some(text) = given.downcast_ref::<PyStr>() {
        let text = plain(text);
        if is_column(&text) {
            wanted.color = Some(text);
        } else {
            look.colors = vec![color_of(call, &given)?];
        }
        return Ok(());
    }
    let Some(parts) = items(&given) else {
        return refuse_color(call, &given);
    };
    let are_numbers = parts.iter().all(|part| number(part).is_some());
    if are_numbers && (parts.len() == 3 || parts.len() == 4) {
        look.colors = vec![color_of(call, &given)?];
        return Ok(());
    }
    look.colors = parts
        .iter()
        .map(|part| color_of(call, part))
        .collect::<PyResult<_>>()?;
    Ok(())
}

/// The colours of the theme that have a name.
const NAMED: [&str; 9] = [
    "primary", "gray", "grey", "red", "orange", "yellow", "green", "blue", "violet",
];

/// A colour as CSS has it: hexadecimal digits, a name of the theme, or numbers of red, green and blue.
fn color_of(call: &Call, given: &PyObject) -> PyResult<String> {
    if let Some(text) = given.downcast_ref::<PyStr>() {
        let text = plain(text);
        let digits = text.strip_prefix('#').unwrap_or("");
        let is_hex = matches!(digits.len(), 3 | 4 | 6 | 8)
            && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let is_function = text.starts_with("rgb(") || text.starts_with("rgba(");
        if is_hex || is_function || NAMED.contains(&text.as_str()) {
            return Ok(text);
        }
        return refuse_color(call, given);
    }
    let Some(parts) = items(given) else {
        return refuse_color(call, given);
    };
    let is_whole = parts
        .iter()
        .take(3)
        .all(|part| part.downcast_ref::<PyInt>().is_some());
    let values: Vec<f64> = parts.iter().filter_map(|part| number(part)).collect();
    let [red, green, blue, rest @ ..] = values.as_slice() else {
        return refuse_color(call, given);
    };
    let channel = |value: &f64| if is_whole { *value } else { value * 255.0 }.round();
    let [red, green, blue] = [red, green, blue].map(channel);
    Ok(match (rest.first(), parts.get(3)) {
        (Some(alpha), Some(part)) => {
            let is_part = part.downcast_ref::<PyFloat>().is_some();
            let alpha = if is_part { *alpha } else { alpha / 255.0 };
            format!("rgba({red}, {green}, {blue}, {alpha})")
        }
        _ => format!("rgb({red}, {green}, {blue})"),
    })
}

fn refuse_color<T>(call: &Call, given: &PyObject) -> PyResult<T> {
    Err(call.error(DataError::ChartColor {
        given: shown(given, call.vm),
    }))
}

/// Refuses lists of colours that do not fit the columns.
fn check_colors(call: &Call, series: Option<&Series>, look: &Look) -> PyResult<()> {
    let Some(series) = series else { return Ok(()) };
    let (colors, columns) = (look.colors.len(), series.names.len());
    if colors == 0 || series.color.as_deref() != Some(super::series::COLOR) && colors == 1 {
        return Ok(());
    }
    if colors != columns && columns > 1 {
        return Err(call.error(DataError::ColorCount {
            colors,
            columns,
            names: series.names.join(", "),
        }));
    }
    Ok(())
}

fn unknown(
    call: &Call,
    name: &str,
    frame: &brooklet_frame::Frame,
) -> brooklet_python::vm::builtins::PyBaseExceptionRef {
    let names: Vec<String> = frame
        .columns
        .iter()
        .map(brooklet_frame::Field::title)
        .collect();
    call.error(DataError::UnknownColumn {
        name: name.to_owned(),
        known: names.join(", "),
    })
}

fn stack(call: &Call) -> PyResult<Option<Stack>> {
    let Some(given) = call.object("stack") else {
        return Ok(None);
    };
    if given.downcast_ref::<PyBool>().is_some() {
        let is_on = call.flag("stack")?;
        return Ok(Some(if is_on { Stack::On } else { Stack::Off }));
    }
    let word = given.downcast_ref::<PyStr>().map(plain);
    match word.as_deref() {
        Some("normalize") => Ok(Some(Stack::Normalize)),
        Some("center") => Ok(Some(Stack::Center)),
        Some("layered") => Ok(Some(Stack::Layered)),
        _ => call.invalid_value("stack", "a bool, 'normalize', 'center', 'layered' or None"),
    }
}

fn sort(call: &Call) -> PyResult<Option<Sort>> {
    let given = call.value("sort");
    if given.downcast_ref::<PyBool>().is_some() {
        return Ok((!call.flag("sort")?).then_some(Sort::Given));
    }
    let Some(text) = given.downcast_ref::<PyStr>() else {
        return call.invalid_value(
            "sort",
            "a bool, or the name of a column, with '-' before it for the other way round",
        );
    };
    let text = plain(text);
    let descending = text.starts_with('-');
    let name = text.strip_prefix('-').unwrap_or(&text).to_owned();
    Ok(Some(Sort::By { name, descending }))
}
