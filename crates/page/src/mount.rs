//! The door for JavaScript: `mount` and the app's handle.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

use crate::app;
use crate::lazy;
use crate::options::{self, Options};

/// A running app.
#[wasm_bindgen]
pub struct App {
    app: std::rc::Rc<app::App>,
}

#[wasm_bindgen]
impl App {
    /// Runs the script again.
    pub fn rerun(&self) {
        self.app.rerun();
    }

    /// Ends the run under way.
    pub fn stop(&self) {
        self.app.stop();
    }

    /// Writes a file of the app: text or bytes. It takes effect at the next run.
    #[wasm_bindgen(js_name = writeFile)]
    pub fn write_file(&self, path: &str, data: &JsValue) -> Result<(), JsValue> {
        let bytes = options::bytes(data)
            .ok_or_else(|| js_sys::TypeError::new("brooklet: a file is text or bytes"))?;
        self.app.write_file(path, bytes);
        Ok(())
    }

    /// Removes a file of the app.
    #[wasm_bindgen(js_name = removeFile)]
    pub fn remove_file(&self, path: &str) {
        self.app.remove_file(path);
    }

    /// Calls `listener` with `{type, detail}` at each event of this type: `state` or `console`.
    #[wasm_bindgen(js_name = addEventListener)]
    pub fn add_event_listener(&self, kind: &str, listener: js_sys::Function) {
        self.app.listen(kind, listener);
    }

    /// Ends what [`App::add_event_listener`] began.
    #[wasm_bindgen(js_name = removeEventListener)]
    pub fn remove_event_listener(&self, kind: &str, listener: &js_sys::Function) {
        self.app.unlisten(kind, listener);
    }

    /// Ends the app and empties its element.
    pub fn dispose(&self) {
        self.app.dispose();
    }
}

/// Puts an app into `root`; the promise resolves when its first run has ended.
#[wasm_bindgen]
pub async fn mount(root: HtmlElement, options: JsValue) -> Result<App, JsValue> {
    console_error_panic_hook::set_once();
    let plain = Options::read(&options)?;
    let spawn = options::function(&options, "spawn")
        .ok_or_else(|| js_sys::TypeError::new("brooklet: there is no way to start a worker"))?;
    if let Some(load) = options::function(&options, "load") {
        lazy::open(load);
    }
    let files = js_sys::Reflect::get(&options, &"files".into())?;
    let app = app::App::start(&root, plain, spawn)?;
    if let Some(started) = options::function(&options, "started") {
        started.call1(&JsValue::UNDEFINED, &App { app: app.clone() }.into())?;
    }
    let first_run = app.first_run();
    let files = JsFuture::from(js_sys::Promise::resolve(&files)).await;
    match files.and_then(|files| options::files(&files)) {
        Ok(files) => app.open(files),
        Err(error) => {
            app.refuse(&error);
            return Err(error);
        }
    }
    JsFuture::from(first_run).await?;
    Ok(App { app })
}
