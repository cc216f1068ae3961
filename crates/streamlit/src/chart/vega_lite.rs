//! `st.vega_lite_chart` and `st.altair_chart`.

use brooklet_protocol::element::VegaLite;
use brooklet_protocol::{Element, MediaId};
use brooklet_python::vm::builtins::{PyDict, PyDictRef, PyStr};
use brooklet_python::vm::protocol::PyIter;
use brooklet_python::vm::{PyObject, PyObjectRef, PyResult, TryFromObject, VirtualMachine};
use serde_json::{Value, json};

use super::library::PYTHON;
use super::selection::{Selection, follow};
use crate::argument::{text_of, to_string_lossy, type_name};
use crate::call::args::{Alt, Argument, ContainerWidth, Deferred, Key, arguments};
use crate::call::object::objects;
use crate::command::{Call, Command, Place};
use crate::data::add_rows::growing;
use crate::data::frame::{frame_of, give};
use crate::data::{ChartHeight, ChartWidth, chart_layout};
use crate::error::{DataError, either_text};
use crate::widget::on_change::{OnChange, SelectHandler};

arguments! {
    /// The arguments of `st.vega_lite_chart`.
    pub(crate) struct VegaLiteChart {
        /// The data: anything that `st.dataframe` shows. A dict that stands alone is the specification.
        data: Option<PyObjectRef> = None,
        /// The specification: a dict, or JSON as a str.
        spec: Option<PyObjectRef> = None,
        *,
        width: ChartWidth = None,
        height: ChartHeight = "content",
        use_container_width: ContainerWidth = None,
        theme: Deferred<Theme> = "streamlit",
        key: Key = None,
        on_select: SelectHandler = "ignore",
        selection_mode: Option<Selections> = None,
        alt: Alt = None,
    }
}

arguments! {
    /// The arguments of `st.altair_chart`.
    pub(crate) struct AltairChart {
        /// The chart.
        altair_chart: PyObjectRef,
        *,
        width: ChartWidth = None,
        height: ChartHeight = "content",
        use_container_width: ContainerWidth = None,
        theme: Deferred<Theme> = "streamlit",
        key: Key = None,
        on_select: SelectHandler = "ignore",
        selection_mode: Option<Selections> = None,
        alt: Alt = None,
    }
}

objects! {
    /// The selections of a chart that the script hears of.
    Selections ["The names of the selections of the chart that count; `None` means all."]: "str", "a list of them";
}

/// How both of them are drawn.
struct Drawn {
    size: (ChartWidth, ChartHeight, ContainerWidth),
    theme: Deferred<Theme>,
    key: Key,
    on_select: SelectHandler,
    selection_mode: Option<Selections>,
    alt: Alt,
}

/// What is drawn by these arguments.
macro_rules! drawn {
    ($args:ident) => {
        Drawn {
            size: ($args.width, $args.height, $args.use_container_width),
            theme: $args.theme,
            key: $args.key,
            on_select: $args.on_select,
            selection_mode: $args.selection_mode,
            alt: $args.alt,
        }
    };
}

/// `st.vega_lite_chart`.
pub(crate) const VEGA_LITE: Command = Command {
    name: "vega_lite_chart",
    place: Place::Container("VegaChartsMixin"),
    signature: VegaLiteChart::SIGNATURE,
    doc: "Draw what a specification of Vega-Lite says, with the data of its own or those given.",
    run: |call| growing(call, |call| vega_lite(call, VegaLiteChart::read(call)?)),
};

/// `st.altair_chart`.
pub(crate) const ALTAIR: Command = Command {
    name: "altair_chart",
    place: Place::Container("VegaChartsMixin"),
    signature: AltairChart::SIGNATURE,
    doc: "Draw a chart that was made with Altair.",
    run: |call| {
        let args = AltairChart::read(call)?;
        draw(call, None, &args.altair_chart, drawn!(args))
    },
};

fn vega_lite(call: &Call, args: VegaLiteChart) -> PyResult {
    let Some(spec) = args.spec else {
        // The specification may be the only argument.
        return match args.data {
            Some(spec) if is_spec(&spec, call.vm)? => draw(call, None, &spec, drawn!(args)),
            _ => Err(call.error(DataError::NoSpecification {})),
        };
    };
    if !spec.clone().is_true(call.vm)? {
        return Err(call.error(DataError::NoSpecification {}));
    }
    draw(call, args.data, &spec, drawn!(args))
}

fn is_spec(value: &PyObject, vm: &VirtualMachine) -> PyResult<bool> {
    Ok(value.downcast_ref::<PyDict>().is_some() || value.has_attr("to_dict", vm)?)
}

fn draw(call: &Call, data: Option<PyObjectRef>, given: &PyObject, drawn: Drawn) -> PyResult {
    let key = drawn.key.get();
    let (width, height, container) = drawn.size;
    let mut layout = chart_layout(call, &width, &height, container)?;
    layout.key = key.map(str::to_owned);
    let mut datasets = Vec::new();
    let mut spec = match given.downcast_ref::<PyStr>() {
        Some(text) => read_json(call, &to_string_lossy(text))?,
        None => {
            let dict = dict_of(call, given)?;
            let (spec, found) = specification(call, &dict)?;
            datasets = found;
            spec
        }
    };
    if let Some(data) = data {
        let frame = frame_of(call, &data)?.frame;
        datasets.push(("data".to_owned(), give(call, &frame)));
        spec["data"] = json!({"name": "data"});
    }
    if spec.get("autosize").is_none() {
        spec["autosize"] = json!({"type": "fit", "contains": "padding"});
    }
    let followed = drawn.on_select.resolve(call)?;
    let names = selections(call, &spec, &followed, drawn.selection_mode)?;
    let mut element = VegaLite {
        id: None,
        spec: spec.to_string(),
        theme_colors: Vec::new(),
        datasets,
        uses_theme: drawn.theme.get(call)?.0,
        selections: names,
        alt: drawn.alt.0,
    };
    if !followed.reruns {
        return Ok(call.draw(Element::VegaLite(element), layout));
    }
    let id = call
        .identity(key)
        .unless_keyed("spec", &element.spec)
        .unless_keyed("data", &media_names(&element.datasets))
        .finish();
    element.id = Some(id.clone());
    let selection = Selection {
        function: "vega_lite",
        names: element.selections.join("\n"),
    };
    let drawn = (Element::VegaLite(element), layout);
    follow(call, &id, followed, selection, drawn)
}

fn media_names(datasets: &[(String, MediaId)]) -> String {
    let names: Vec<&str> = datasets.iter().map(|(_, id)| id.0.as_str()).collect();
    names.join(" ")
}

fn read_json(call: &Call, text: &str) -> PyResult<Value> {
    serde_json::from_str(text).map_err(|error| {
        let why = error.to_string();
        call.error(DataError::SpecificationNotJson { why })
    })
}

/// What a chart says of itself as a dict.
fn dict_of(call: &Call, given: &PyObject) -> PyResult<PyDictRef> {
    let vm = call.vm;
    if let Ok(dict) = given.to_owned().downcast::<PyDict>() {
        return Ok(dict);
    }
    if given.has_attr("to_dict", vm)? {
        let dict = call
            .runtime
            .call_python(PYTHON, "to_dict", (given.to_owned(),), vm)?;
        if let Ok(dict) = dict.downcast::<PyDict>() {
            return Ok(dict);
        }
    }
    Err(call.error(DataError::NoChart {
        kind: type_name(given),
    }))
}

/// A specification as JSON, and the tables that stand in it by name.
fn specification(call: &Call, dict: &PyDictRef) -> PyResult<(Value, Vec<(String, MediaId)>)> {
    let vm = call.vm;
    let copy: PyObjectRef = vm.call_method(dict.as_ref(), "copy", ())?;
    let mut tables = Vec::new();
    if let Ok(copy_dict) = copy.clone().downcast::<PyDict>()
        && let Some(data) = copy_dict.get_item_opt("data", vm)?
        && !is_json_data(&data, vm)
        && !vm.is_none(&data)
    {
        let frame = frame_of(call, &data)?.frame;
        tables.push(("data".to_owned(), give(call, &frame)));
        let named = vm.ctx.new_dict();
        named.set_item("name", vm.ctx.new_str("data").into(), vm)?;
        copy_dict.set_item("data", named.into(), vm)?;
    }
    let text = call.runtime.call_python(PYTHON, "dumps", (copy,), vm)?;
    let text = text_of(&text, vm)?;
    Ok((read_json(call, &text)?, tables))
}

/// Whether data is said in Vega-Lite's own way: an address, values, or a name.
fn is_json_data(data: &PyObject, vm: &VirtualMachine) -> bool {
    let Some(dict) = data.downcast_ref::<PyDict>() else {
        return false;
    };
    ["url", "values", "name", "sequence", "graticule", "sphere"]
        .iter()
        .any(|key| dict.contains_key(*key, vm))
}

/// Whether a chart has the colours and fonts of the app.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Theme(pub(crate) bool);

impl Argument for Theme {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        if call.vm.is_none(&value) {
            return Ok(Self(false));
        }
        match value
            .downcast_ref::<PyStr>()
            .map(to_string_lossy)
            .as_deref()
        {
            Some("streamlit") => Ok(Self(true)),
            _ => call.invalid_item(parameter, &value, "'streamlit' or None"),
        }
    }

    fn kinds() -> Vec<&'static str> {
        vec!["'streamlit'", "None"]
    }

    const DOC: &'static str =
        "Whether colours and fonts are those of the app, or those of the chart itself.";
}

/// The names of the selections that the script hears of: all that the chart has, unless it names some.
fn selections(
    call: &Call,
    spec: &Value,
    followed: &OnChange,
    given: Option<Selections>,
) -> PyResult<Vec<String>> {
    if !followed.reruns {
        return Ok(Vec::new());
    }
    let mut known = Vec::new();
    collect_selections(spec, &mut known);
    // In the order of their names, whichever the script says first.
    known.sort();
    known.dedup();
    if known.is_empty() {
        return Err(call.error(DataError::NothingToSelect {}));
    }
    let Some(Selections(given)) = given else {
        return Ok(known);
    };
    let mut wanted: Vec<String> = match given.downcast_ref::<PyStr>() {
        Some(name) => vec![to_string_lossy(name)],
        None => {
            let names = PyIter::try_from_object(call.vm, given)?;
            let names = names.iter::<PyObjectRef>(call.vm)?;
            names
                .map(|name| text_of(&*name?, call.vm))
                .collect::<PyResult<_>>()?
        }
    };
    wanted.sort();
    match wanted.iter().find(|name| !known.contains(name)) {
        Some(name) => Err(call.error(DataError::UnknownSelection {
            name: name.clone(),
            known: either_text(known.iter().map(String::as_str)),
        })),
        None => Ok(wanted),
    }
}

/// The names of the selections of a specification, and of those that it is made of.
fn collect_selections(spec: &Value, known: &mut Vec<String>) {
    let all = |name: &str| {
        spec.get(name)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
    };
    let names = all("params")
        .filter(|param| param.get("select").is_some())
        .filter_map(|param| param.get("name")?.as_str());
    known.extend(names.map(str::to_owned));
    let parts = ["layer", "concat", "hconcat", "vconcat"];
    for part in parts.into_iter().flat_map(all).chain(spec.get("spec")) {
        collect_selections(part, known);
    }
}
