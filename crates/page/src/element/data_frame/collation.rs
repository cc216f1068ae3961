//! The order of texts in the reader's language, which the browser knows.

use std::collections::HashMap;

use js_sys::{Array, Function, Intl, JsString, Object, Reflect};
use wasm_bindgen::JsValue;

/// Ranks texts in their order: those of the same rank stand as high as each other.
pub(super) fn rank(texts: &[&str]) -> Vec<u32> {
    let collator = Intl::Collator::new(&Array::new(), &Object::new());
    let compare = collator.compare();
    let sorted: Array = texts.iter().map(|text| JsString::from(*text)).collect();
    // The browser calls its own function: nothing crosses while it sorts.
    if let Ok(sort) = Reflect::get(&sorted, &"sort".into()) {
        let sort: Function = sort.into();
        let _ = sort.call1(&sorted, &compare);
    }
    let mut ranks: HashMap<String, u32> = HashMap::with_capacity(texts.len());
    let mut before: Option<JsValue> = None;
    let mut rank = 0;
    for text in sorted.iter() {
        let is_same = before.is_some_and(|before| {
            let order = compare.call2(&JsValue::UNDEFINED, &before, &text);
            order.is_ok_and(|order| order.as_f64() == Some(0.0))
        });
        rank += u32::from(!is_same);
        ranks.insert(text.as_string().unwrap_or_default(), rank);
        before = Some(text);
    }
    let rank = |text: &&str| ranks.get(*text).copied().unwrap_or(u32::MAX);
    texts.iter().map(rank).collect()
}
