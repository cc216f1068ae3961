//! Fetching a file in the middle of a run: with the stack suspended, or with the worker blocked.

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    RequestCache, RequestInit, Response, WorkerGlobalScope, XmlHttpRequest,
    XmlHttpRequestResponseType,
};

use crate::pause::Pause;

/// Why a file did not come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure(pub(crate) String);

/// The bytes at an address.
pub(crate) fn get(url: &str, pause: &Pause) -> Result<Vec<u8>, Failure> {
    let body = if pause.can_suspend() {
        suspended(url, pause)
    } else {
        blocked(url)
    };
    let body = body.map_err(|error| Failure(format!("{url}: {}", in_words(&error))))?;
    Ok(Uint8Array::new(&body).to_vec())
}

/// What breaks off is asked for once more, past the cache of the browser, which may be what broke it off.
fn suspended(url: &str, pause: &Pause) -> Result<JsValue, JsValue> {
    let asked = |cache| download(url, cache, pause);
    let (status, body) = asked(RequestCache::Default).or_else(|_| asked(RequestCache::NoStore))?;
    check(status)?;
    Ok(body)
}

/// What a server answers: the status, and the body.
fn download(url: &str, cache: RequestCache, pause: &Pause) -> Result<(u16, JsValue), JsValue> {
    let scope: WorkerGlobalScope = js_sys::global().unchecked_into();
    let options = RequestInit::new();
    options.set_cache(cache);
    let asked = scope.fetch_with_str_and_init(url, &options);
    let response: Response = pause.until(&asked)?.dyn_into()?;
    let body = pause.until(&response.array_buffer()?)?;
    Ok((response.status(), body))
}

fn blocked(url: &str) -> Result<JsValue, JsValue> {
    let request = XmlHttpRequest::new()?;
    request.open_with_async("GET", url, false)?;
    request.set_response_type(XmlHttpRequestResponseType::Arraybuffer);
    request.send()?;
    check(request.status()?)?;
    Ok(request.response()?.dyn_into::<ArrayBuffer>()?.into())
}

fn check(status: u16) -> Result<(), JsValue> {
    if (200..300).contains(&status) {
        Ok(())
    } else {
        Err(JsValue::from_str(&format!("the server answered {status}")))
    }
}

/// An error of the browser in its own words.
pub(crate) fn in_words(error: &JsValue) -> String {
    let error = error
        .dyn_ref::<js_sys::Error>()
        .map_or_else(|| error.as_string(), |error| Some(error.message().into()));
    error.unwrap_or_else(|| "the browser does not say why".to_owned())
}
