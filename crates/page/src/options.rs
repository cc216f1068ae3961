//! What `mount` is given, checked once.

use std::collections::BTreeMap;

use brooklet_client::EngineKind;
use brooklet_protocol::Manifest;
use brooklet_protocol::manifest::FileBytes;
use js_sys::{Function, Object, Reflect, Uint8Array};
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsValue};

use crate::style::{Choice, Theme};

/// The options that are plain data.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Options {
    /// The script to run.
    #[serde(default = "app_py")]
    pub entrypoint: String,
    /// Options by section.
    #[serde(default)]
    pub config: BTreeMap<String, serde_json::Value>,
    /// Secrets.
    #[serde(default)]
    pub secrets: serde_json::Value,
    /// Names the app's storage.
    #[serde(default)]
    pub app_id: String,
    /// The address of the folder of this package.
    pub base: String,
    /// The addresses of its files where the page carries them in itself.
    #[serde(default)]
    pub assets: BTreeMap<String, String>,
    /// The engine that is loaded ahead: `plain` or `data`.
    #[serde(default)]
    pub engine: String,
    /// Whether the package has the engine with data.
    #[serde(default)]
    pub has_data: bool,
    /// `false` forces the fallback for browsers that cannot suspend WebAssembly.
    #[serde(default)]
    pub jspi: Option<bool>,
}

fn app_py() -> String {
    "app.py".to_owned()
}

impl Options {
    /// Reads the plain options.
    pub fn read(options: &JsValue) -> Result<Self, JsValue> {
        let plain = Object::assign(&Object::new(), options.unchecked_ref());
        for name in ["files", "load", "spawn", "started", "requirements"] {
            Reflect::delete_property(&plain, &name.into())?;
        }
        serde_wasm_bindgen::from_value(plain.into()).map_err(|error| {
            js_sys::TypeError::new(&format!("brooklet: bad options: {error}")).into()
        })
    }

    /// The engine of the first worker.
    pub fn first_engine(&self) -> EngineKind {
        if self.has_data && self.engine == EngineKind::Data.name() {
            EngineKind::Data
        } else {
            EngineKind::Plain
        }
    }

    /// The address of a file of this package.
    pub fn address(&self, file: &str) -> String {
        match self.assets.get(file) {
            Some(address) => address.clone(),
            None => format!("{}{file}", self.base),
        }
    }

    /// The configuration by dotted names, values as JSON.
    pub fn flat_config(&self) -> BTreeMap<String, String> {
        let mut config = BTreeMap::new();
        for (section, value) in &self.config {
            flatten(section, value, &mut config);
        }
        config
    }

    /// Whether errors come with ways to find out more: by themselves only where apps are developed.
    pub fn shows_error_links(&self) -> bool {
        let section = self.config.get("client");
        let wish = section.and_then(|section| section.get("showErrorLinks"));
        match wish.and_then(serde_json::Value::as_bool) {
            Some(wish) => wish,
            None => web_sys::window()
                .and_then(|window| window.location().hostname().ok())
                .is_some_and(|host| host == "localhost" || host == "127.0.0.1"),
        }
    }

    /// What the app's storage is called: as it says, or by the address of its page.
    pub fn storage_name(&self) -> String {
        if self.app_id.is_empty() {
            page_address()
        } else {
            self.app_id.clone()
        }
    }

    /// When a tab goes on with its session.
    pub fn restore_session(&self) -> Option<&serde_json::Value> {
        self.config.get("client")?.get("restoreSession")
    }

    /// The manifest of the app with these files.
    pub fn manifest(&self, files: BTreeMap<String, Vec<u8>>) -> Manifest {
        let secrets = if self.secrets.is_null() {
            String::new()
        } else {
            self.secrets.to_string()
        };
        let window = web_sys::window();
        Manifest {
            entrypoint: self.entrypoint.clone(),
            files: files
                .into_iter()
                .map(|(path, bytes)| (path, FileBytes(bytes)))
                .collect(),
            config: self.flat_config(),
            secrets,
            app_id: self.storage_name(),
            utc_offset_secs: -(js_sys::Date::new_0().get_timezone_offset() as i32) * 60,
            time_zone: time_zone(),
            locale: window
                .and_then(|window| window.navigator().language())
                .unwrap_or_default(),
            url: page_address(),
            color_scheme: color_scheme().to_owned(),
            query: crate::location::query(),
            page: crate::location::page(),
            offers_data: self.has_data,
            restored: None,
        }
    }
}

/// The address of the page without query and fragment.
fn page_address() -> String {
    let location = web_sys::window().map(|window| window.location());
    let part = |read: fn(&web_sys::Location) -> Result<String, JsValue>| {
        location
            .as_ref()
            .and_then(|location| read(location).ok())
            .unwrap_or_default()
    };
    format!(
        "{}{}",
        part(web_sys::Location::origin),
        part(web_sys::Location::pathname)
    )
}

fn flatten(name: &str, value: &serde_json::Value, config: &mut BTreeMap<String, String>) {
    match value {
        serde_json::Value::Object(inner) => {
            for (key, value) in inner {
                flatten(&format!("{name}.{key}"), value, config);
            }
        }
        value => {
            config.insert(name.to_owned(), value.to_string());
        }
    }
}

/// `light` or `dark`, as the reader sees the page.
fn color_scheme() -> &'static str {
    let choice = match Theme::chosen() {
        Choice::Light => Some(false),
        Choice::Dark => Some(true),
        Choice::System => None,
    };
    let is_dark = choice.or_else(|| {
        let window = web_sys::window()?;
        let query = window.match_media("(prefers-color-scheme: dark)").ok()??;
        Some(query.matches())
    });
    if is_dark == Some(true) {
        "dark"
    } else {
        "light"
    }
}

fn time_zone() -> String {
    let format = js_sys::Intl::DateTimeFormat::default();
    Reflect::get(&format.resolved_options(), &"timeZone".into())
        .ok()
        .and_then(|zone| zone.as_string())
        .unwrap_or_default()
}

/// A function among the options.
pub fn function(options: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(options, &name.into()).ok()?.dyn_into().ok()
}

/// The bytes of a file given as text or bytes.
pub fn bytes(value: &JsValue) -> Option<Vec<u8>> {
    if let Some(text) = value.as_string() {
        return Some(text.into_bytes());
    }
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
}

/// The files of the options, by path.
pub fn files(object: &JsValue) -> Result<BTreeMap<String, Vec<u8>>, JsValue> {
    let mut files = BTreeMap::new();
    if object.is_undefined() {
        return Ok(files);
    }
    for entry in Object::entries(object.unchecked_ref()) {
        let entry: js_sys::Array = entry.unchecked_into();
        let path = entry.get(0).as_string().unwrap_or_default();
        let content = bytes(&entry.get(1)).ok_or_else(|| {
            js_sys::TypeError::new(&format!(
                "brooklet: the file {path} is neither text nor bytes"
            ))
        })?;
        files.insert(path, content);
    }
    Ok(files)
}
