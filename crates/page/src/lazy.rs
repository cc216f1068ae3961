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
/// Menus of columns, and values in their charts.
pub const COLUMN_MENU: &str = "lazy/column_menu.js";
/// Where files of the reader are stored.
pub const UPLOADS: &str = "lazy/uploads.js";

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
    fetch(
        file,
        Box::new(|loaded| {
            if loaded.is_ok() {
                then();
            }
        }),
    );
}

/// Calls the function `name` of a script, which is fetched for it, and hands over what comes of its
/// promise.
pub fn ask(file: &'static str, name: &'static str, arguments: Vec<JsValue>, then: Done) {
    let call = move |loaded: Result<(), JsValue>| {
        let asked = loaded.and_then(|()| call(file, name, &arguments).ok_or(JsValue::UNDEFINED));
        match asked {
            Ok(promise) => await_promise(promise.unchecked_into(), then),
            Err(error) => then(Err(error)),
        }
    };
    fetch(file, Box::new(call));
}

/// What is done when something is there, or is not to be had.
pub type Done<T = JsValue> = Box<dyn FnOnce(Result<T, JsValue>)>;

fn fetch(file: &'static str, then: Done<()>) {
    let load = SCRIPTS.with_borrow(|scripts| match scripts.loaded.get(file) {
        Some(_) => None,
        None => Some(scripts.load.clone()),
    });
    let Some(load) = load else {
        return then(Ok(()));
    };
    let asked = load.ok_or(JsValue::UNDEFINED);
    let asked = asked.and_then(|load| load.call1(&JsValue::UNDEFINED, &file.into()));
    match asked {
        Ok(promise) => {
            let keep = move |module: Result<JsValue, JsValue>| {
                then(module.map(|module| {
                    SCRIPTS.with_borrow_mut(|scripts| scripts.loaded.insert(file, module));
                }));
            };
            await_promise(promise.unchecked_into(), Box::new(keep));
        }
        Err(error) => then(Err(error)),
    }
}

fn await_promise(promise: Promise, then: Done) {
    spawn_local(async move { then(JsFuture::from(promise).await) });
}
