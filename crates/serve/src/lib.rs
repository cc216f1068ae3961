//! A folder over HTTP on localhost, and a line to push news to its pages.
//!
//! ```no_run
//! use brooklet_serve::{Mount, Site, listen};
//!
//! let site = Site::new(vec![Mount::new("/", "www"), Mount::new("/pkg/", "pkg")]);
//! let (listener, address) = listen(None)?;
//! println!("{address}");
//! let handler: brooklet_serve::Handler = std::sync::Arc::new(move |request| site.answer(request));
//! brooklet_serve::serve(&listener, &handler);
//! # Ok::<(), brooklet_serve::ListenError>(())
//! ```

mod answer;
mod connection;
mod kind;
mod news;
mod request;
mod site;

use std::fmt;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::thread;

pub use answer::Answer;
pub use kind::content_type;
pub use news::{News, Subscription};
pub use request::Request;
pub use site::{Mount, Site};

/// Turns a request into an answer; called from many threads.
pub type Handler = Arc<dyn Fn(&Request) -> Answer + Send + Sync>;

/// The port that is tried first, as Streamlit's own server does.
pub const USUAL_PORT: u16 = 8501;

/// How many ports after the usual one are tried when it is taken.
const ALTERNATIVES: u16 = 50;

/// Why no port could be listened on.
#[derive(Debug)]
pub struct ListenError {
    port: u16,
    source: std::io::Error,
}

impl fmt::Display for ListenError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let port = self.port;
        match self.source.kind() {
            std::io::ErrorKind::AddrInUse => {
                write!(
                    formatter,
                    "port {port} is taken by another program; choose another port"
                )
            }
            std::io::ErrorKind::PermissionDenied => {
                write!(
                    formatter,
                    "port {port} is not open to ordinary programs; choose one above 1023"
                )
            }
            _ => write!(formatter, "cannot listen on port {port}: {}", self.source),
        }
    }
}

impl std::error::Error for ListenError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// Listens on this port of localhost, or on the first free one from [`USUAL_PORT`] up; also gives
/// the address to open.
///
/// A given port that is taken is an error. Port 0 means any free one.
pub fn listen(port: Option<u16>) -> Result<(TcpListener, String), ListenError> {
    let candidates = match port {
        Some(port) => port..=port,
        None => USUAL_PORT..=USUAL_PORT + ALTERNATIVES,
    };
    let last = *candidates.end();
    for port in candidates {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => {
                let port = listener.local_addr().map_or(port, |address| address.port());
                return Ok((listener, format!("http://localhost:{port}/")));
            }
            Err(source) if port == last => return Err(ListenError { port, source }),
            Err(_) => {}
        }
    }
    unreachable!("the last candidate returns")
}

/// Answers requests until the program ends.
pub fn serve(listener: &TcpListener, handler: &Handler) {
    for stream in listener.incoming().flatten() {
        let handler = Arc::clone(handler);
        thread::spawn(move || connection::converse(&stream, &handler));
    }
}
