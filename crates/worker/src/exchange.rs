//! Requests of a program: answered while the stack is suspended, or with the worker blocked.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use brooklet_python::world::fetch::{Exchange, Failure, Head, News, Request};
use js_sys::futures::{JsFuture, spawn_local};
use js_sys::{ArrayBuffer, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    AbortController, ReadableStreamDefaultReader, RequestCredentials, RequestInit, RequestMode,
    Response, WorkerGlobalScope, XmlHttpRequest, XmlHttpRequestResponseType,
};

use crate::pause::Pause;

type Queue = Rc<RefCell<VecDeque<News>>>;

/// A request under way, and the news that nobody has asked for yet.
struct Fetch {
    queue: Queue,
    abort: Option<AbortController>,
}

impl Exchange for Fetch {
    fn news(&mut self) -> News {
        self.queue.borrow_mut().pop_front().unwrap_or(News::None)
    }
}

impl Drop for Fetch {
    fn drop(&mut self) {
        if let Some(abort) = &self.abort {
            abort.abort();
        }
    }
}

/// Sends a request. `pause` is woken when there is news of it.
pub(crate) fn start(
    request: Request,
    scope: &WorkerGlobalScope,
    pause: &Rc<Pause>,
) -> Box<dyn Exchange> {
    let queue = Queue::default();
    if !pause.can_suspend() {
        let answer = blocked(&request, scope);
        queue.borrow_mut().extend(answer);
        return Box::new(Fetch { queue, abort: None });
    }
    let abort = AbortController::new().ok();
    let teller = Teller {
        queue: Rc::clone(&queue),
        pause: Rc::clone(pause),
    };
    let scope = scope.clone();
    let under_way = abort.clone();
    spawn_local(async move {
        let last = match suspended(&request, &scope, under_way.as_ref(), &teller).await {
            Ok(()) => News::End,
            Err(error) => News::Failed(reason(&request, &scope, &error).await),
        };
        teller.tell(last);
    });
    Box::new(Fetch { queue, abort })
}

struct Teller {
    queue: Queue,
    pause: Rc<Pause>,
}

impl Teller {
    fn tell(&self, news: News) {
        self.queue.borrow_mut().push_back(news);
        self.pause.wake();
    }
}

async fn suspended(
    request: &Request,
    scope: &WorkerGlobalScope,
    abort: Option<&AbortController>,
    teller: &Teller,
) -> Result<(), JsValue> {
    let options = RequestInit::new();
    options.set_method(&request.method);
    if request.with_cookies {
        options.set_credentials(RequestCredentials::Include);
    }
    let headers = web_sys::Headers::new()?;
    for (name, value) in &request.headers {
        headers.append(name, value)?;
    }
    options.set_headers(&headers);
    if let Some(body) = &request.body {
        options.set_body(&Uint8Array::new_from_slice(body));
    }
    options.set_signal(abort.map(AbortController::signal).as_ref());
    let fetched = scope.fetch_with_str_and_init(&request.url, &options);
    let response: Response = JsFuture::from(fetched).await?.dyn_into()?;
    let mut lines = Vec::new();
    for entry in response.headers().entries() {
        let entry: js_sys::Array = entry?.unchecked_into();
        let text = |place| entry.get(place).as_string().unwrap_or_default();
        lines.push((text(0), text(1)));
    }
    teller.tell(News::Head(Head {
        status: response.status(),
        reason: response.status_text(),
        url: response.url(),
        is_redirected: response.redirected(),
        headers: lines,
    }));
    let Some(body) = response.body() else {
        return Ok(());
    };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    loop {
        let piece = JsFuture::from(reader.read()).await?;
        if Reflect::get(&piece, &"done".into())?.is_truthy() {
            return Ok(());
        }
        let value: Uint8Array = Reflect::get(&piece, &"value".into())?.unchecked_into();
        teller.tell(News::Piece(value.to_vec()));
    }
}

/// Why a request had no answer. The browser keeps it to itself, so another one is made, whose
/// answer nobody reads: where that comes, the server is there and only does not let us read.
async fn reason(request: &Request, scope: &WorkerGlobalScope, error: &JsValue) -> Failure {
    if let Some(failure) = plain_reason(request, scope, error) {
        return failure;
    }
    let origin = scope.origin();
    if request.url.starts_with(&format!("{origin}/")) {
        return Failure::Unreachable;
    }
    let options = RequestInit::new();
    options.set_method("HEAD");
    options.set_mode(RequestMode::NoCors);
    options.set_credentials(RequestCredentials::Omit);
    let probe = scope.fetch_with_str_and_init(&request.url, &options);
    match JsFuture::from(probe).await {
        Ok(_) => Failure::Refused { origin },
        Err(_) => Failure::Unreachable,
    }
}

/// What can be said without another request.
fn plain_reason(request: &Request, scope: &WorkerGlobalScope, error: &JsValue) -> Option<Failure> {
    let name = Reflect::get(error, &"name".into()).ok();
    let name = name.and_then(|name| name.as_string()).unwrap_or_default();
    let message = Reflect::get(error, &"message".into()).ok();
    let message = message.and_then(|message| message.as_string());
    if name == "TimeoutError" {
        return Some(Failure::TimedOut);
    }
    // What the network has to say is "Failed to fetch" and the like; all else speaks of the request.
    let speaks_of_it = ["method", "header", "body", "URL", "Invalid"];
    if let Some(message) = message
        .filter(|message| speaks_of_it.iter().any(|word| message.contains(word)))
        .filter(|_| name != "NetworkError")
    {
        return Some(Failure::Impossible(message));
    }
    if !scope.navigator().on_line() && !is_local(&request.url) {
        return Some(Failure::Offline);
    }
    let is_plain = request.url.starts_with("http:") && !is_local(&request.url);
    (is_plain && scope.location().protocol() == "https:").then_some(Failure::Insecure)
}

/// Whether an address leads to this machine, which has no need of the network.
fn is_local(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    ["localhost", "127.0.0.1", "[::1]"]
        .iter()
        .any(|host| rest.starts_with(host))
}

fn blocked(request: &Request, scope: &WorkerGlobalScope) -> Vec<News> {
    match sent(request) {
        Ok((head, body)) => vec![News::Head(head), News::Piece(body), News::End],
        Err(error) => {
            let failure = plain_reason(request, scope, &error);
            let unknown = || Failure::UnreachableOrRefused {
                origin: scope.origin(),
            };
            vec![News::Failed(failure.unwrap_or_else(unknown))]
        }
    }
}

fn sent(request: &Request) -> Result<(Head, Vec<u8>), JsValue> {
    let exchange = XmlHttpRequest::new()?;
    exchange.open_with_async(&request.method, &request.url, false)?;
    exchange.set_response_type(XmlHttpRequestResponseType::Arraybuffer);
    exchange.set_with_credentials(request.with_cookies);
    if let Some(timeout) = request.timeout {
        exchange.set_timeout(timeout.as_millis().clamp(1, 1 << 31) as u32);
    }
    for (name, value) in &request.headers {
        exchange.set_request_header(name, value)?;
    }
    match &request.body {
        Some(body) => {
            let body = Uint8Array::new_from_slice(body);
            exchange.send_with_opt_buffer_source(Some(&body))?;
        }
        None => exchange.send()?,
    }
    let lines = exchange.get_all_response_headers()?;
    let lines = lines
        .lines()
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()));
    let head = Head {
        status: exchange.status()?,
        reason: exchange.status_text()?,
        is_redirected: exchange.response_url() != request.url,
        url: exchange.response_url(),
        headers: lines.collect(),
    };
    let body = exchange.response()?;
    let body = body
        .dyn_ref::<ArrayBuffer>()
        .map(|body| Uint8Array::new(body));
    Ok((head, body.map(|body| body.to_vec()).unwrap_or_default()))
}
