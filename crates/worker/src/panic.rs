//! A panic ends this instance; the page hears why before it does.

use std::panic::PanicHookInfo;

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::JsValue;

/// Makes a panic post `{type: "fatal", reason: "panic", message}`, after the console has it.
pub(crate) fn report_to(post: Function) {
    // A hook has to be `Send` and `Sync`, which a JavaScript value is where there are no threads.
    std::panic::set_hook(Box::new(move |info: &PanicHookInfo<'_>| {
        console_error_panic_hook::hook(info);
        let _ = post.call1(&JsValue::NULL, &message(info));
    }));
}

fn message(info: &PanicHookInfo<'_>) -> JsValue {
    let object = Object::new();
    for (name, value) in [
        ("type", "fatal"),
        ("reason", "panic"),
        ("message", &info.to_string()),
    ] {
        // An object of ours takes every field.
        let _ = Reflect::set(&object, &name.into(), &value.into());
    }
    object.into()
}
