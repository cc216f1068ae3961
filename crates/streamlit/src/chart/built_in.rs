//! `st.line_chart`, `st.area_chart`, `st.bar_chart` and `st.scatter_chart`.

use brooklet_protocol::Element;
use brooklet_protocol::element::VegaLite;
use brooklet_python::vm::builtins::{PyBool, PyInt, PyList, PyStr, PyTuple};
use brooklet_python::vm::protocol::PyIter;
use brooklet_python::vm::{PyObject, PyObjectRef, PyResult, TryFromObject};

use super::series::{Series, Unknown, Wanted, css, series};
use super::spec::{self, Color, Look, Mark, Sort, Stack};
use crate::argument::{number, text_of, to_string_lossy};
use crate::call::args::{Alt, ContainerWidth, arguments};
use crate::call::object::objects;
use crate::command::{Call, Command, Place};
use crate::data::add_rows::growing;
use crate::data::frame::{frame_of, give};
use crate::data::{ChartHeight, ChartWidth, chart_layout};
use crate::error::{DataError, shown};

/// The arguments of a chart: those of all, and what it has beside them.
macro_rules! chart_arguments {
    ($(#[$doc:meta])* pub(crate) struct $name:ident { $($more:tt)* }) => {
        arguments! {
            $(#[$doc])*
            pub(crate) struct $name {
                data: Data = None,
                *,
                x: Option<XColumn> = None,
                y: Option<YColumns> = None,
                x_label: Option<AxisLabel> = None,
                y_label: Option<AxisLabel> = None,
                color: Option<Colors> = None,
                $($more)*
                width: ChartWidth = "stretch",
                height: ChartHeight = "content",
                use_container_width: ContainerWidth = None,
                alt: Alt = None,
            }
        }
    };
}

chart_arguments! {
    /// The arguments of `st.line_chart`.
    pub(crate) struct LineChart {}
}

chart_arguments! {
    /// The arguments of `st.area_chart`.
    pub(crate) struct AreaChart {
        stack: Option<StackMode> = None,
    }
}

chart_arguments! {
    /// The arguments of `st.bar_chart`.
    pub(crate) struct BarChart {
        /// Whether the bars lie on their side.
        horizontal: bool = False,
        /// In which order the bars stand: `True` by what is written below them, `False` as in the data, or
        /// by the column of this name, downwards with `-` before it.
        sort: PyObjectRef = True,
        stack: Option<StackMode> = None,
    }
}

chart_arguments! {
    /// The arguments of `st.scatter_chart`.
    pub(crate) struct ScatterChart {
        /// How large a point is: an area in CSS pixels, or the column that says it.
        size: Option<PyObjectRef> = None,
    }
}

objects! {
    /// The data of a chart.
    Data ["The numbers: anything that `st.dataframe` shows."]: "a table";
    /// The column along the one axis.
    XColumn ["The column that runs along the horizontal axis; `None` takes the index."]: "str";
    /// The columns along the other axis.
    YColumns ["The column or columns whose numbers are drawn; `None` takes all others."]: "str", "a list of them";
    /// What stands at an axis.
    AxisLabel ["What is written at the axis; `None` takes the name of the column, `''` nothing."]: "str";
    /// The colours of a chart.
    Colors ["A colour such as `'#ff0000'`, `'blue'` or `(255, 0, 0)`, a list with one for each column of `y`, or the name of a column whose values get a colour each."]: "str", "tuple", "list";
    /// How parts stand to each other.
    StackMode ["Whether the columns stand on each other, also as parts of one whole or around the middle; `'layered'` draws them over each other."]: "bool", "'normalize'", "'center'", "'layered'";
}

/// What all of these charts have in common.
struct Common {
    data: Data,
    x: Option<XColumn>,
    y: Option<YColumns>,
    x_label: Option<AxisLabel>,
    y_label: Option<AxisLabel>,
    color: Option<Colors>,
    size: (ChartWidth, ChartHeight, ContainerWidth),
    alt: Alt,
}

/// What these arguments have in common with those of the other charts.
macro_rules! common {
    ($args:ident) => {
        Common {
            data: $args.data,
            x: $args.x,
            y: $args.y,
            x_label: $args.x_label,
            y_label: $args.y_label,
            color: $args.color,
            size: ($args.width, $args.height, $args.use_container_width),
            alt: $args.alt,
        }
    };
}

/// `st.line_chart`.
pub(crate) const LINE: Command = Command {
    name: "line_chart",
    place: Place::Container("VegaChartsMixin"),
    signature: LineChart::SIGNATURE,
    doc: "Draw the columns of a table as lines.",
    run: |call| growing(call, |call| line(call, LineChart::read(call)?)),
};

/// `st.area_chart`.
pub(crate) const AREA: Command = Command {
    name: "area_chart",
    place: Place::Container("VegaChartsMixin"),
    signature: AreaChart::SIGNATURE,
    doc: "Draw the columns of a table as areas, one on the other or side by side.",
    run: |call| growing(call, |call| area(call, AreaChart::read(call)?)),
};

/// `st.bar_chart`.
pub(crate) const BAR: Command = Command {
    name: "bar_chart",
    place: Place::Container("VegaChartsMixin"),
    signature: BarChart::SIGNATURE,
    doc: "Draw the columns of a table as bars.",
    run: |call| growing(call, |call| bar(call, BarChart::read(call)?)),
};

/// `st.scatter_chart`.
pub(crate) const SCATTER: Command = Command {
    name: "scatter_chart",
    place: Place::Container("VegaChartsMixin"),
    signature: ScatterChart::SIGNATURE,
    doc: "Draw the rows of a table as points.",
    run: |call| growing(call, |call| scatter(call, ScatterChart::read(call)?)),
};

fn line(call: &Call, args: LineChart) -> PyResult {
    chart(call, Mark::Line, common!(args), |_, _| Ok(()))
}

fn area(call: &Call, args: AreaChart) -> PyResult {
    chart(call, Mark::Area, common!(args), |_, look| {
        look.stack = stack(call, args.stack)?;
        Ok(())
    })
}

fn bar(call: &Call, args: BarChart) -> PyResult {
    chart(call, Mark::Bar, common!(args), |wanted, look| {
        look.horizontal = args.horizontal;
        look.stack = stack(call, args.stack)?;
        look.sort = sort(call, &args.sort)?;
        if let Some(Sort::By { name, .. }) = &look.sort {
            wanted.sort = Some(name.clone());
        }
        Ok(())
    })
}

fn scatter(call: &Call, args: ScatterChart) -> PyResult {
    chart(call, Mark::Scatter, common!(args), |wanted, look| {
        let size = args.size.as_ref();
        let size = size.filter(|size| size.downcast_ref::<PyBool>().is_none());
        look.size = size.and_then(|size| number(size));
        if look.size.is_none()
            && let Some(given) = args.size
        {
            let Some(name) = given.downcast_ref::<PyStr>() else {
                return call.invalid_value("size", SIZES);
            };
            wanted.size = Some(to_string_lossy(name));
        }
        Ok(())
    })
}

/// Draws a chart; `more` reads what only this one has.
fn chart(
    call: &Call,
    mark: Mark,
    args: Common,
    more: impl FnOnce(&mut Wanted, &mut Look) -> PyResult<()>,
) -> PyResult {
    let (width, height, container) = args.size;
    let layout = chart_layout(call, &width, &height, container)?;
    let frame = frame_of(call, &args.data.0)?.frame;
    let mut wanted = Wanted {
        x: text(call, "x", args.x.map(|x| x.0))?,
        y: names(call, args.y)?,
        ..Wanted::default()
    };
    let mut look = Look {
        x_label: text(call, "x_label", args.x_label.map(|label| label.0))?,
        y_label: text(call, "y_label", args.y_label.map(|label| label.0))?,
        names_y: wanted.y.is_some(),
        ..Look::default()
    };
    let is_column = |name: &str| frame.position(name).is_some();
    let listed = colors(call, args.color, &mut wanted, &mut look, is_column)?;
    more(&mut wanted, &mut look)?;
    if wanted.size.as_deref().is_some_and(|name| !is_column(name)) {
        return call.invalid_value("size", SIZES);
    }
    let found = series(&frame, &wanted).map_err(|Unknown(name)| unknown(call, &name, &frame))?;
    check_colors(call, found.as_ref(), look.colors.len() + listed.len())?;
    look.colors.extend(each_color(call, &listed)?);
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
        theme_colors: spec::theme_colors(&spec, &look),
        spec: spec.to_string(),
        datasets,
        uses_theme: true,
        selections: Vec::new(),
        alt: args.alt.0,
    };
    Ok(call.draw(Element::VegaLite(element), layout))
}

/// What a parameter says that takes a text alone: a name of a column, or what stands at an axis.
fn text(call: &Call, parameter: &str, given: Option<PyObjectRef>) -> PyResult<Option<String>> {
    match given {
        Some(given) if given.downcast_ref::<PyStr>().is_none() => {
            call.invalid_type(parameter, "str or None", &given)
        }
        given => given.map(|given| text_of(&given, call.vm)).transpose(),
    }
}

/// The names in a list or another collection, or the one name.
fn names(call: &Call, given: Option<YColumns>) -> PyResult<Option<Vec<String>>> {
    let Some(YColumns(given)) = given else {
        return Ok(None);
    };
    let is_one = given.downcast_ref::<PyStr>().is_some();
    let Some(items) = PyIter::try_from_object(call.vm, given.clone())
        .ok()
        .filter(|_| !is_one)
    else {
        return Ok(Some(vec![text_of(&given, call.vm)?]));
    };
    let items = items.iter::<PyObjectRef>(call.vm)?;
    let names = items.map(|name| text_of(&*name?, call.vm));
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

/// The argument `color`: a column, a colour, or a colour for each column, which are what is returned.
fn colors(
    call: &Call,
    given: Option<Colors>,
    wanted: &mut Wanted,
    look: &mut Look,
    is_column: impl Fn(&str) -> bool,
) -> PyResult<Vec<PyObjectRef>> {
    let Some(Colors(given)) = given else {
        return Ok(Vec::new());
    };
    if let Some(text) = given.downcast_ref::<PyStr>() {
        let text = to_string_lossy(text);
        if is_column(&text) {
            wanted.color = Some(text);
        } else {
            look.colors = vec![color_of(call, &given)?];
        }
        return Ok(Vec::new());
    }
    let Some(parts) = items(&given) else {
        return refuse_color(call, &given);
    };
    let are_numbers = parts.iter().all(|part| number(part).is_some());
    if are_numbers && (parts.len() == 3 || parts.len() == 4) {
        look.colors = vec![color_of(call, &given)?];
        return Ok(Vec::new());
    }
    Ok(parts)
}

/// The colours of a list.
fn each_color(call: &Call, listed: &[PyObjectRef]) -> PyResult<Vec<Color>> {
    let invalid = |part: &PyObject| {
        call.error(DataError::InvalidColor {
            given: shown(part, call.vm),
        })
    };
    let colors = listed.iter();
    let colors = colors.map(|part| read_color(part).ok_or_else(|| invalid(part)));
    colors.collect()
}

/// What the argument `size` may be.
const SIZES: &str = "the name of a column, a number, or None";

/// The colours of the theme that have a name.
const NAMED: [&str; 9] = [
    "primary", "gray", "grey", "red", "orange", "yellow", "green", "blue", "violet",
];

fn color_of(call: &Call, given: &PyObject) -> PyResult<Color> {
    match read_color(given) {
        Some(color) => Ok(color),
        None => refuse_color(call, given),
    }
}

/// A colour of hexadecimal digits, of numbers of red, green and blue, or of the theme.
fn read_color(given: &PyObject) -> Option<Color> {
    if let Some(text) = given.downcast_ref::<PyStr>() {
        let text = to_string_lossy(text);
        if spec::is_color(&text) {
            return Some(Color::Css(text));
        }
        let is_named = NAMED.contains(&text.as_str());
        return is_named.then(|| Color::Theme(text.replace("grey", "gray")));
    }
    let parts = items(given)?;
    let whole = |part: &PyObjectRef| part.downcast_ref::<PyInt>().is_some();
    let is_whole = parts.iter().take(3).all(whole);
    let mut values: Vec<f64> = parts.iter().filter_map(|part| number(part)).collect();
    if parts.get(3).is_some_and(whole)
        && let Some(alpha) = values.get_mut(3)
    {
        *alpha /= 255.0;
    }
    css(&values, is_whole).map(Color::Css)
}

fn refuse_color<T>(call: &Call, given: &PyObject) -> PyResult<T> {
    Err(call.error(DataError::ChartColor {
        given: shown(given, call.vm),
    }))
}

/// Refuses lists of colours that do not fit the columns.
fn check_colors(call: &Call, series: Option<&Series>, colors: usize) -> PyResult<()> {
    let Some(series) = series else { return Ok(()) };
    let columns = series.names.len();
    if colors > 0 && colors != columns {
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

fn stack(call: &Call, given: Option<StackMode>) -> PyResult<Option<Stack>> {
    let Some(StackMode(given)) = given else {
        return Ok(None);
    };
    if given.downcast_ref::<PyBool>().is_some() {
        let is_on = given.is_true(call.vm)?;
        return Ok(Some(if is_on { Stack::On } else { Stack::Off }));
    }
    let word = given.downcast_ref::<PyStr>().map(to_string_lossy);
    match word.as_deref() {
        Some("normalize") => Ok(Some(Stack::Normalize)),
        Some("center") => Ok(Some(Stack::Center)),
        Some("layered") => Ok(Some(Stack::Layered)),
        _ => call.invalid_item(
            "stack",
            &given,
            "a bool, 'normalize', 'center', 'layered' or None",
        ),
    }
}

fn sort(call: &Call, given: &PyObjectRef) -> PyResult<Option<Sort>> {
    if given.downcast_ref::<PyBool>().is_some() {
        return Ok((!given.clone().is_true(call.vm)?).then_some(Sort::Given));
    }
    let Some(text) = given.downcast_ref::<PyStr>() else {
        return call.invalid_item(
            "sort",
            given,
            "a bool, or the name of a column, with '-' before it for the other way round",
        );
    };
    let text = to_string_lossy(text);
    let descending = text.starts_with('-');
    let name = text.strip_prefix('-').unwrap_or(&text).to_owned();
    Ok(Some(Sort::By { name, descending }))
}
