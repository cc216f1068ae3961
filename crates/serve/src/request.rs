//! What a browser asks for.

use std::io::{self, BufRead};

/// The longest head of a request that is read, in bytes.
const LONGEST_HEAD: usize = 32 * 1024;

/// A request, as far as a server of files looks at it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `HEAD`, …
    pub method: String,
    /// The path, percent-decoded, beginning with `/`.
    pub path: String,
    /// What follows `?`, as it was sent.
    pub query: String,
    /// The `If-None-Match` header, empty if there is none.
    pub known_tag: String,
    /// Whether the browser wants the connection closed after the answer.
    pub last: bool,
}

impl Request {
    /// Reads the next request of a connection; `None` when the browser has hung up.
    pub(crate) fn read(reader: &mut impl BufRead) -> io::Result<Option<Request>> {
        let mut head = Vec::new();
        loop {
            let line = head.len();
            if reader.read_until(b'\n', &mut head)? == 0 {
                return Ok(None);
            }
            if head.len() > LONGEST_HEAD {
                return Err(io::Error::new(
                    io::ErrorKind::InvalidData,
                    "the head is too long",
                ));
            }
            let is_blank = head[line..].iter().all(u8::is_ascii_whitespace);
            if is_blank && line > 0 {
                break;
            }
            if is_blank {
                head.clear();
            }
        }
        let head = String::from_utf8_lossy(&head);
        Request::parse(&head)
            .map(Some)
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "this is not HTTP"))
    }

    fn parse(head: &str) -> Option<Request> {
        let mut lines = head.lines();
        let mut words = lines.next()?.split(' ');
        let method = words.next()?.to_owned();
        let target = words.next()?;
        let version = words.next()?;
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let path = decode(path)?;
        if !path.starts_with('/') || !version.starts_with("HTTP/1.") {
            return None;
        }
        let mut request = Request {
            method,
            path,
            query: query.to_owned(),
            known_tag: String::new(),
            last: version == "HTTP/1.0",
        };
        for (name, value) in lines.filter_map(|line| line.split_once(':')) {
            match name.to_ascii_lowercase().as_str() {
                "if-none-match" => value.trim().clone_into(&mut request.known_tag),
                "connection" => request.last |= value.trim().eq_ignore_ascii_case("close"),
                _ => {}
            }
        }
        Some(request)
    }
}

/// Undoes percent-encoding; `None` if what comes out is not UTF-8.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(decoded) if byte == b'%' => {
                bytes.push(decoded);
                rest = &after[2..];
            }
            _ => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Request> {
        Request::read(&mut text.as_bytes()).unwrap()
    }

    #[test]
    fn path_and_query_are_told_apart() {
        let request = read("GET /a%20b/%C3%A9.py?x=%31 HTTP/1.1\r\nHost: here\r\n\r\n").unwrap();
        assert_eq!(
            (request.path.as_str(), request.query.as_str()),
            ("/a b/é.py", "x=%31")
        );
        assert!(!request.last);
    }

    #[test]
    fn headers_are_read_in_any_case() {
        let request =
            read("GET / HTTP/1.1\r\nIF-NONE-MATCH: \"7\"\r\nconnection: Close\r\n\r\n").unwrap();
        assert_eq!(request.known_tag, "\"7\"");
        assert!(request.last);
    }

    #[test]
    fn a_hang_up_is_no_request() {
        assert_eq!(read(""), None);
        assert_eq!(read("GET / HTTP/1.1\r\nHost:"), None);
    }

    #[test]
    fn what_is_not_http_is_refused() {
        assert!(Request::read(&mut "hello\n\n".as_bytes()).is_err());
        assert!(Request::read(&mut "GET x HTTP/1.1\n\n".as_bytes()).is_err());
        assert!(Request::read(&mut "GET /%ff HTTP/1.1\n\n".as_bytes()).is_err());
        let endless = "x".repeat(LONGEST_HEAD + 2) + "\n\n";
        assert!(Request::read(&mut endless.as_bytes()).is_err());
    }

    #[test]
    fn a_lone_percent_sign_stands_for_itself() {
        assert_eq!(decode("/100%"), Some("/100%".to_owned()));
        assert_eq!(decode("/%zz"), Some("/%zz".to_owned()));
    }
}
