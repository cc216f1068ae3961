//! Scripts of the package that are fetched when a text first needs them: formulas, colours for rare
//! languages, the names of all emoji. What waits for one is drawn plain, and anew once it is there.

use std::cell::RefCell;
use std::collections::BTreeMap;

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Formulas.
pub const MATH: &str = "lazy/math.js";
/// Colours of code.
pub const CODE: &str = "lazy/code.js";
/// Charts of Vega-Lite.
pub const CHARTS: &str = "lazy/charts.js";
/// Charts of Plotly.
pub const PLOTLY: &str = "lazy/plotly.js";
/// Graphs in the language of Graphviz.
pub const GRAPHVIZ: &str = "lazy/graphviz.js";
/// Diagrams of Mermaid.
pub const MERMAID: &str = "lazy/mermaid.js";
/// Charts of `ECharts`.
pub const ECHARTS: &str = "lazy/echarts.js";
/// Charts of Bokeh.
pub const BOKEH: &str = "lazy/bokeh.js";
/// Maps of deck.gl.
pub const DECK: &str = "lazy/deck.js";
/// Names of emoji.
pub const EMOJI: &str = "lazy/emoji.js";

#[derive(Default)]
struct Scripts {
    /// Fetches a script by its file name.
    load: Option<Function>,
    loaded: BTreeMap<&'static str, JsValue>,
}

thread_local! {
    // All apps of a page share the package, as they share this module.
    static SCRIPTS: RefCell<Scripts> = RefCell::default();
}

/// Says how scripts are fetched.
pub fn open(load: Function) {
    SCRIPTS.with_borrow_mut(|scripts| scripts.load = Some(load));
}

/// Calls the function `name` of a script, if it is there.
pub fn call(file: &'static str, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let module = SCRIPTS.with_borrow(|scripts| scripts.loaded.get(file).cloned())?;
    let function: Function = Reflect::get(&module, &name.into()).ok()?.dyn_into().ok()?;
    function
        .apply(&JsValue::UNDEFINED, &arguments.iter().collect::<Array>())
        .ok()
}

/// Calls `then` when a script is there: at once, or after it has been fetched. A script that cannot
/// be fetched leaves everything as it is.
pub fn when(file: &'static str, then: impl FnOnce() + 'static) {
    if SCRIPTS.with_borrow(|scripts| scripts.loaded.contains_key(file)) {
        return then();
    }
    let load = SCRIPTS.with_borrow(|scripts| scripts.load.clone());
    let asked = load.and_then(|load| load.call1(&JsValue::UNDEFINED, &file.into()).ok());
    let Some(promise) = asked.and_then(|asked| asked.dyn_into::<Promise>().ok()) else {
        return;
    };
    spawn_local(async move {
        if let Ok(module) = JsFuture::from(promise).await {
            SCRIPTS.with_borrow_mut(|scripts| scripts.loaded.insert(file, module));
            then();
        }
    });
}
