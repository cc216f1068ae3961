//! What is asked of the network, and what comes back.

use std::time::Duration;

/// What is asked of a server.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// The method, such as `GET`.
    pub method: String,
    /// The whole address.
    pub url: String,
    /// Names and values, in the order in which they were given.
    pub headers: Vec<(String, String)>,
    /// What is sent.
    pub body: Option<Vec<u8>>,
    /// Whether the browser sends its cookies to other origins, too.
    pub with_cookies: bool,
    /// How long one who cannot be interrupted should wait.
    pub timeout: Option<Duration>,
}

/// How an answer begins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// The status, such as 200.
    pub status: u16,
    /// The words beside it; empty where the protocol has none.
    pub reason: String,
    /// The address that answered, after all redirections.
    pub url: String,
    /// Whether it is another one than that asked.
    pub is_redirected: bool,
    /// Names, in lower case, and values: those that the browser shows.
    pub headers: Vec<(String, String)>,
}

/// What an exchange has to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// Nothing yet. The world's sleep ends when there is something.
    None,
    /// The answer begins.
    Head(Head),
    /// A piece of the answer.
    Piece(Vec<u8>),
    /// The answer is complete.
    End,
    /// There is no answer, or its rest did not come.
    Failed(Failure),
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The machine has no connection.
    #[error("there is no connection to the network")]
    Offline,
    /// The server is there, but pages of this origin may not read what it says.
    #[error(
        "the server answers, but does not let pages of {origin} read its answer (CORS): it would have to send the header \"Access-Control-Allow-Origin\". Use an address that is meant for browsers, put the data beside the app, or ask through a server of yours that adds the header. A request with headers of its own, or with another method than GET, HEAD and POST, must be allowed by the server even before it is made"
    )]
    Refused {
        /// The origin of the page.
        origin: String,
    },
    /// No server is there, or the connection broke.
    #[error("the server cannot be reached: no such name, no server there, or the connection broke")]
    Unreachable,
    /// One of the two, where the browser does not say which.
    #[error(
        "the server cannot be reached, or it does not let pages of {origin} read its answer (CORS): it would have to send the header \"Access-Control-Allow-Origin\""
    )]
    UnreachableOrRefused {
        /// The origin of the page.
        origin: String,
    },
    /// A page that came over an encrypted connection may not use plain ones.
    #[error("a page that came by https may not ask by http; use the address with https")]
    Insecure,
    /// It took longer than [`Request::timeout`].
    #[error("timed out")]
    TimedOut,
    /// The browser does not make such a request, for the reason given.
    #[error("the browser does not make this request: {0}")]
    Impossible(String),
}

/// A request under way. To drop it ends it.
pub trait Exchange {
    /// What is new. Pieces that have come are not kept after they are given.
    fn news(&mut self) -> News;
}

/// The network of a world that has none.
pub(super) struct NoNetwork;

impl Exchange for NoNetwork {
    fn news(&mut self) -> News {
        News::Failed(Failure::Offline)
    }
}
