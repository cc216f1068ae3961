//! SQLite as a wasm file of its own, instantiated when a program first calls it.

use std::cell::{OnceCell, RefCell};
use std::fmt;
use std::rc::Rc;

use brooklet_python::world::sql::{Host, Library};
use js_sys::{DataView, Function, Object, Reflect, Uint8Array, WebAssembly};
use wasm_bindgen::prelude::*;

use crate::pause::Pause;

/// Messages lie in the library's memory as their size and their content.
const SIZE_BYTES: u32 = 4;

/// An instance of `sqlite.wasm`.
pub(crate) struct SideLibrary {
    bridge: Rc<Bridge>,
    /// The library inside of the instance.
    library: JsValue,
    // The instance calls it for as long as this lives.
    _answer: Closure<dyn Fn(u32) -> u32>,
}

/// What calls and calls back have in common.
struct Bridge {
    exports: OnceCell<Exports>,
    host: RefCell<Option<Rc<dyn Host>>>,
    pause: Rc<Pause>,
}

struct Exports {
    memory: WebAssembly::Memory,
    allocate: Function,
    release: Function,
    call: Function,
}

impl fmt::Debug for SideLibrary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SideLibrary")
            .finish_non_exhaustive()
    }
}

impl SideLibrary {
    /// Compiles and instantiates it, which takes some milliseconds.
    pub(crate) fn new(wasm: &[u8], pause: &Rc<Pause>) -> Result<Self, JsValue> {
        let module = WebAssembly::Module::new(&Uint8Array::from(wasm))?;
        let bridge = Rc::new(Bridge {
            exports: OnceCell::new(),
            host: RefCell::default(),
            pause: Rc::clone(pause),
        });
        let caller = Rc::clone(&bridge);
        let answer: Closure<dyn Fn(u32) -> u32> =
            Closure::new(move |request| caller.answer(request));
        let host = Object::new();
        Reflect::set(&host, &"answer".into(), answer.as_ref())?;
        let imports = Object::new();
        Reflect::set(&imports, &"host".into(), &host)?;
        let instance = WebAssembly::Instance::new(&module, &imports)?;
        let exports = Exports::of(&instance)?;
        let open: Function = export(&instance, "open_library")?;
        let library = open.call0(&JsValue::NULL)?;
        // Set here and nowhere else; nothing is answered before.
        let _ = bridge.exports.set(exports);
        Ok(Self {
            bridge,
            library,
            _answer: answer,
        })
    }
}

impl Library for SideLibrary {
    fn call(&self, request: &[u8], host: &Rc<dyn Host>) -> Vec<u8> {
        let outer = self.bridge.host.replace(Some(Rc::clone(host)));
        let answer = self.bridge.exports.get().and_then(|exports| {
            let request = exports.put(request)?;
            let answer = exports
                .call
                .call2(&JsValue::NULL, &self.library, &request.into());
            exports.take(answer.ok()?.as_f64()? as u32)
        });
        self.bridge.host.replace(outer);
        answer.unwrap_or_default()
    }
}

impl Bridge {
    /// Answers the library. Its stack cannot be suspended meanwhile.
    fn answer(&self, request: u32) -> u32 {
        let host = self.host.borrow().clone();
        let answer = self.exports.get().and_then(|exports| {
            let request = exports.content(request)?;
            let host = host?;
            let answer = self.pause.without_suspension(|| host.answer(&request));
            exports.put(&answer)
        });
        answer.unwrap_or(0)
    }
}

impl Exports {
    fn of(instance: &WebAssembly::Instance) -> Result<Self, JsValue> {
        Ok(Self {
            memory: export(instance, "memory")?,
            allocate: export(instance, "allocate")?,
            release: export(instance, "release")?,
            call: export(instance, "call")?,
        })
    }

    /// Puts a message into the library's memory.
    fn put(&self, content: &[u8]) -> Option<u32> {
        let size = JsValue::from_f64(content.len() as f64);
        let message = self.allocate.call1(&JsValue::NULL, &size).ok()?.as_f64()? as u32;
        if message == 0 {
            return None;
        }
        // The buffer is another one after the memory has grown.
        let place = Uint8Array::new_with_byte_offset_and_length(
            &self.memory.buffer(),
            message + SIZE_BYTES,
            content.len() as u32,
        );
        place.copy_from(content);
        Some(message)
    }

    /// The content of a message.
    fn content(&self, message: u32) -> Option<Vec<u8>> {
        if message == 0 {
            return None;
        }
        let buffer = self.memory.buffer();
        let size = DataView::new(
            &buffer.clone().unchecked_into(),
            message as usize,
            SIZE_BYTES as usize,
        );
        let size = size.get_uint32_endian(0, true);
        let place =
            Uint8Array::new_with_byte_offset_and_length(&buffer, message + SIZE_BYTES, size);
        Some(place.to_vec())
    }

    /// Takes a message out of the library's memory.
    fn take(&self, message: u32) -> Option<Vec<u8>> {
        let content = self.content(message)?;
        // What is not freed is lost for the library only.
        let _ = self.release.call1(&JsValue::NULL, &message.into());
        Some(content)
    }
}

fn export<T: JsCast>(instance: &WebAssembly::Instance, name: &str) -> Result<T, JsValue> {
    Reflect::get(&instance.exports(), &name.into())?.dyn_into()
}
