//! Files that the reader has handed over: the page sends handles, their bytes are read here.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use brooklet_python::world::Upload;
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, FileReaderSync};

/// How much is read at a time, so that no file is in memory twice.
const CHUNK: f64 = 8e6;

/// The files by id.
#[derive(Debug, Default)]
pub(crate) struct Uploads {
    files: RefCell<BTreeMap<String, Blob>>,
}

impl Uploads {
    /// Takes a file, or lets go of it.
    pub(crate) fn set(&self, id: String, file: Option<Blob>) {
        let mut files = self.files.borrow_mut();
        match file {
            Some(file) => files.insert(id, file),
            None => files.remove(&id),
        };
    }

    /// A file.
    pub(crate) fn get(&self, id: &str) -> Option<Rc<dyn Upload>> {
        let file = self.files.borrow().get(id).cloned()?;
        Some(Rc::new(Handle(file)))
    }
}

#[derive(Debug)]
struct Handle(Blob);

impl Upload for Handle {
    fn read(&self) -> Result<Vec<u8>, String> {
        read(&self.0).map_err(|error| {
            let text = error.dyn_ref::<js_sys::Error>().map(js_sys::Error::message);
            text.map_or_else(|| "the file cannot be read".to_owned(), String::from)
        })
    }
}

fn read(blob: &Blob) -> Result<Vec<u8>, JsValue> {
    let reader = FileReaderSync::new()?;
    let size = blob.size();
    let mut bytes = vec![0; size as usize];
    let mut begin = 0.0;
    while begin < size {
        let end = (begin + CHUNK).min(size);
        let part = blob.slice_with_f64_and_f64(begin, end)?;
        let buffer: ArrayBuffer = reader.read_as_array_buffer(&part)?;
        Uint8Array::new(&buffer).copy_to(&mut bytes[begin as usize..end as usize]);
        begin = end;
    }
    Ok(bytes)
}
