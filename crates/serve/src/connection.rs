//! One connection: requests in, answers out, until the browser hangs up.

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, UNIX_EPOCH};

use crate::news::Subscription;
use crate::{Answer, Handler, Request, content_type};

/// How long an idle connection is kept.
const IDLE: Duration = Duration::from_mins(1);

/// How often a quiet line of news shows that it is alive.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// Answers the requests of one connection.
pub(crate) fn converse(stream: &TcpStream, handler: &Handler) {
    // A browser that goes away in the middle is an ordinary end.
    drop(talk(stream, handler));
}

fn talk(stream: &TcpStream, handler: &Handler) -> io::Result<()> {
    stream.set_read_timeout(Some(IDLE))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    loop {
        let request = match Request::read(&mut reader) {
            Ok(Some(request)) => request,
            Ok(None) => return Ok(()),
            Err(failure) if failure.kind() == io::ErrorKind::InvalidData => {
                return plain(stream, "400 Bad Request", "This is not a request.\n", "");
            }
            Err(failure) => return Err(failure),
        };
        if request.method != "GET" && request.method != "HEAD" {
            // A body may follow that nobody reads.
            let text = "This server only gives.\n";
            return plain(
                stream,
                "405 Method Not Allowed",
                text,
                "Allow: GET, HEAD\r\nConnection: close\r\n",
            );
        }
        reply(stream, &request, handler(&request))?;
        if request.last {
            return Ok(());
        }
    }
}

fn reply(stream: &TcpStream, request: &Request, answer: Answer) -> io::Result<()> {
    match answer {
        Answer::File(path) => file(stream, request, &path),
        Answer::Bytes { kind, bytes } => {
            head(
                stream,
                "200 OK",
                kind,
                bytes.len() as u64,
                "Cache-Control: no-cache\r\n",
            )?;
            if request.method == "HEAD" {
                Ok(())
            } else {
                (&*stream).write_all(&bytes)
            }
        }
        Answer::Elsewhere(place) => {
            let place = place.replace(['\r', '\n'], "");
            plain(stream, "302 Found", "", &format!("Location: {place}\r\n"))
        }
        Answer::News(subscription) => tell(stream, &subscription),
        Answer::NotFound => not_found(stream, request),
    }
}

/// Sends a file, or a word that it has not changed since the browser got it.
fn file(mut stream: &TcpStream, request: &Request, path: &Path) -> io::Result<()> {
    let opened = File::open(path).and_then(|file| file.metadata().map(|facts| (file, facts)));
    let (mut file, facts) = match opened {
        Ok((file, facts)) if facts.is_file() => (file, facts),
        _ => return not_found(stream, request),
    };
    let age = facts
        .modified()?
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let tag = format!("\"{:x}-{:x}\"", age.as_nanos(), facts.len());
    // Kept by the browser, but asked about each time: never stale, seldom sent twice.
    let caching = format!("Cache-Control: no-cache\r\nETag: {tag}\r\n");
    if request.known_tag == tag {
        let answer = format!("HTTP/1.1 304 Not Modified\r\n{caching}\r\n");
        return stream.write_all(answer.as_bytes());
    }
    head(stream, "200 OK", content_type(path), facts.len(), &caching)?;
    if request.method == "GET" {
        // Not more than was promised, should the file grow meanwhile.
        io::copy(&mut (&mut file).take(facts.len()), &mut stream)?;
    }
    Ok(())
}

/// Sends news until the page is gone.
fn tell(mut stream: &TcpStream, subscription: &Subscription) -> io::Result<()> {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\
                Connection: close\r\n\r\n: hello\n\n";
    stream.write_all(head.as_bytes())?;
    loop {
        match subscription.news.recv_timeout(HEARTBEAT) {
            Ok(message) => stream.write_all(message.as_bytes())?,
            Err(RecvTimeoutError::Timeout) => stream.write_all(b":\n\n")?,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
    }
}

fn not_found(stream: &TcpStream, request: &Request) -> io::Result<()> {
    let text = if request.method == "HEAD" {
        ""
    } else {
        "There is no such file.\n"
    };
    plain(stream, "404 Not Found", text, "Cache-Control: no-store\r\n")
}

fn plain(mut stream: &TcpStream, status: &str, text: &str, headers: &str) -> io::Result<()> {
    head(
        stream,
        status,
        "text/plain; charset=utf-8",
        text.len() as u64,
        headers,
    )?;
    stream.write_all(text.as_bytes())
}

fn head(
    mut stream: &TcpStream,
    status: &str,
    kind: &str,
    length: u64,
    headers: &str,
) -> io::Result<()> {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{headers}\r\n"
    );
    stream.write_all(head.as_bytes())
}
