//! The server as a browser sees it.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::thread;

use brooklet_serve::{Answer, Handler, Mount, News, Request, Site, listen, serve};

fn start(handler: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> u16 {
    let (listener, _) = listen(Some(0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let handler: Handler = Arc::new(handler);
    thread::spawn(move || serve(&listener, &handler));
    port
}

fn start_here() -> u16 {
    // Tests run in the folder of their crate.
    let folder = std::env::current_dir().unwrap();
    let site = Site::new(vec![Mount::new("/", folder)]);
    start(move |request| site.answer(request))
}

fn ask(port: u16, request: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn a_file_comes_whole_and_with_its_type() {
    let answer = ask(start_here(), "GET /Cargo.toml HTTP/1.0\r\n\r\n");
    let content = std::fs::read_to_string("Cargo.toml");
    assert!(
        answer.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/plain"),
        "{answer}"
    );
    assert!(answer.ends_with(&content.unwrap()));
}

#[test]
fn an_unchanged_file_is_not_sent_again() {
    let port = start_here();
    let answer = ask(port, "GET /Cargo.toml HTTP/1.0\r\n\r\n");
    let tag = answer
        .lines()
        .find_map(|line| line.strip_prefix("ETag: "))
        .unwrap();
    let request = format!("GET /Cargo.toml HTTP/1.0\r\nIf-None-Match: {tag}\r\n\r\n");
    assert!(ask(port, &request).starts_with("HTTP/1.1 304 "));
}

#[test]
fn one_connection_carries_many_requests() {
    let requests = "HEAD /Cargo.toml HTTP/1.1\r\n\r\nGET /nothing HTTP/1.1\r\n\r\n\
                    GET /src HTTP/1.1\r\nConnection: close\r\n\r\n";
    let answer = ask(start_here(), requests);
    let statuses: Vec<&str> = answer
        .lines()
        .filter(|line| line.starts_with("HTTP/"))
        .collect();
    let expected = [
        "HTTP/1.1 200 OK",
        "HTTP/1.1 404 Not Found",
        "HTTP/1.1 302 Found",
    ];
    assert!(statuses.len() == 3, "{answer}");
    assert!(answer.contains("Location: src/\r\n"));
    assert!(
        statuses
            .iter()
            .zip(expected)
            .all(|(status, expected)| status.ends_with(expected))
    );
}

#[test]
fn only_reading_is_allowed() {
    assert!(ask(start_here(), "POST / HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 405 "));
}

#[test]
fn news_arrive_at_an_open_page() {
    let news = News::default();
    let source = news.clone();
    let port = start(move |_| Answer::News(source.subscribe()));
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.write_all(b"GET /news HTTP/1.1\r\n\r\n").unwrap();
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    assert!(lines.any(|line| line == ": hello"));
    news.publish("changed", "app.py");
    assert!(lines.any(|line| line == "data: app.py"));
}

#[test]
fn a_taken_port_is_said_to_be_taken() {
    let (listener, _) = listen(Some(0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let failure = listen(Some(port)).unwrap_err().to_string();
    assert!(
        failure.contains(&format!("port {port} is taken")),
        "{failure}"
    );
}
