//! `st.plotly_chart`.

use brooklet_protocol::Element;
use brooklet_protocol::element::PlotlyChart;
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::protocol::PyIter;
use brooklet_python::vm::{PyObjectRef, PyResult, TryFromObject};

use super::library::PYTHON;
use super::selection::{Selection, follow};
use super::vega_lite::Theme;
use crate::argument::{text_of, to_string_lossy};
use crate::call::args::{Alt, ContainerWidth, Deferred, Key, StretchContent, arguments};
use crate::command::{Call, Command, Place};
use crate::data::{ChartHeight, sized_layout};
use crate::widget::on_change::SelectHandler;

arguments! {
    /// The arguments of `st.plotly_chart`.
    pub(crate) struct Plotly {
        /// A figure of Plotly, a dict that says one, or its data alone.
        figure_or_data: PyObjectRef,
        use_container_width: ContainerWidth = None,
        *,
        width: Deferred<StretchContent> = "stretch",
        height: ChartHeight = "content",
        theme: Deferred<Theme> = "streamlit",
        key: Key = None,
        on_select: SelectHandler = "ignore",
        /// How the reader can select: `'points'`, `'box'`, `'lasso'`, or a list of them; an empty one
        /// means all.
        selection_mode: PyObjectRef = ("points", "box", "lasso"),
        /// Options for Plotly, a dict, such as `{'displayModeBar': False}`.
        config: Option<PyObjectRef> = None,
        alt: Alt = None,
    }
}

/// `st.plotly_chart`.
pub(crate) const PLOTLY: Command = Command {
    name: "plotly_chart",
    place: Place::Container("PlotlyMixin"),
    signature: Plotly::SIGNATURE,
    doc: "Draw a figure of Plotly, which the reader can move and zoom.",
    run: |call| plotly(call, Plotly::read(call)?),
};

const MODES: [&str; 3] = ["points", "box", "lasso"];

fn plotly(call: &Call, args: Plotly) -> PyResult {
    let vm = call.vm;
    let key = args.key.get();
    let mut layout = sized_layout(call, &args.width, &args.height, args.use_container_width)?;
    layout.key = key.map(str::to_owned);
    let followed = args.on_select.resolve(call)?;
    let part = |name: &str, value: PyObjectRef| -> PyResult<String> {
        let text = call.runtime.call_python(PYTHON, name, (value,), vm)?;
        text_of(&text, vm)
    };
    let config = match args.config {
        Some(config) => part("config", config)?,
        None => "{}".to_owned(),
    };
    let mut element = PlotlyChart {
        id: None,
        figure: part("figure", args.figure_or_data)?,
        config,
        uses_theme: args.theme.get(call)?.0,
        selections: Vec::new(),
        alt: args.alt.0,
    };
    if !followed.reruns {
        if let Some(key) = key {
            call.claim_key(key)?;
        }
        return Ok(call.draw(Element::PlotlyChart(element), layout));
    }
    element.selections = modes(call, args.selection_mode)?;
    let id = call
        .identity(key)
        .unless_keyed("figure", &element.figure)
        .unless_keyed("selections", &element.selections.join(" "))
        .finish();
    element.id = Some(id.clone());
    let selection = Selection {
        function: "plotly",
        names: String::new(),
    };
    let drawn = (Element::PlotlyChart(element), layout);
    follow(call, &id, followed, selection, drawn)
}

fn modes(call: &Call, given: PyObjectRef) -> PyResult<Vec<String>> {
    let words = match given.downcast_ref::<PyStr>() {
        Some(word) => vec![to_string_lossy(word)],
        None => {
            let words = PyIter::try_from_object(call.vm, given)?;
            let words = words.iter::<PyObjectRef>(call.vm)?;
            words
                .map(|word| text_of(&*word?, call.vm))
                .collect::<PyResult<Vec<_>>>()?
        }
    };
    if words.is_empty() {
        return Ok(MODES.map(str::to_owned).to_vec());
    }
    if words.iter().all(|word| MODES.contains(&word.as_str())) {
        return Ok(words);
    }
    call.invalid_value(
        "selection_mode",
        "'points', 'box', 'lasso', or a list of them",
    )
}
