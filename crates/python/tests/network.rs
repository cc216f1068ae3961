//! Programs make requests; servers answer as recorded.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod harness;

use brooklet_python::world::fetch::{Failure, Head, News};
use harness::{Fixture, run};

fn head(url: &str, status: u16, headers: &[(&str, &str)]) -> News {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    News::Head(Head {
        status,
        reason: String::new(),
        url: url.to_owned(),
        is_redirected: false,
        headers: headers.iter().map(owned).collect(),
    })
}

fn piece(text: &str) -> News {
    News::Piece(text.as_bytes().to_vec())
}

/// What a script prints on a network where `https://api.test` answers.
fn online(script: &str) -> (String, Fixture) {
    const JSON: &[(&str, &str)] = &[
        ("content-type", "application/json"),
        ("content-encoding", "gzip"),
        ("content-length", "5"),
    ];
    let fixture = Fixture::new();
    let mut answers = fixture.world.answers.borrow_mut();
    let mut answer = |url: &str, news: Vec<News>| answers.insert(url.to_owned(), news);
    let json = "https://api.test/json";
    let whole = vec![
        head(json, 200, JSON),
        piece("{\"a\": "),
        piece("[1, \"ä\"]}"),
        News::End,
    ];
    answer(json, whole.clone());
    answer("https://api.test/json?q=a+b&n=1&n=2", whole);
    let text = "https://api.test/text";
    let html: &[_] = &[
        ("content-type", "text/html; charset=latin-1"),
        ("link", "<x?2>; rel=next"),
    ];
    let pieces = ["one\ntw", "o\n", "\nthree"].map(piece);
    answer(
        text,
        [
            vec![head(text, 200, html)],
            pieces.to_vec(),
            vec![News::End],
        ]
        .concat(),
    );
    let gone = "https://api.test/gone";
    answer(gone, vec![head(gone, 404, &[]), piece("no"), News::End]);
    answer("https://api.test/late", Vec::new());
    let half = "https://api.test/half";
    answer(
        half,
        vec![
            head(half, 200, &[]),
            piece("ha"),
            News::Failed(Failure::Unreachable),
        ],
    );
    answer(
        "https://api.test/moved",
        vec![head(json, 200, JSON), piece("1"), News::End],
    );
    let origin = "https://app.test".to_owned();
    answer(
        "https://shut.test/",
        vec![News::Failed(Failure::Refused { origin })],
    );
    drop(answers);
    let printed = fixture.run(script);
    (printed, fixture)
}

#[test]
fn requests_gets_and_sends() {
    let (printed, fixture) = online(
        r"
import requests
r = requests.get('https://api.test/json', headers={'X-Key': 'k'}, timeout=5)
print(r, r.ok, bool(r), r.status_code, r.reason, r.json(), r.encoding, r.headers['Content-Type'], dict(r.headers), r.url)
print(requests.get('https://api.test/json', params={'q': 'a b', 'n': [1, 2], 'none': None}).url)
for method in ('post', 'put', 'patch', 'delete', 'head', 'options'): print(getattr(requests, method)('https://api.test/json').request.method, end=' ')
r = requests.post('https://api.test/json', json={'x': 1}, auth=('me', 'pass')); print(r.request.body, r.request.headers)
requests.post('https://api.test/json', data={'x': 'ö', 'y': [1, 2]})
requests.post('https://api.test/json', data='raw', headers={'Content-Type': 'text/plain'})
requests.post('https://api.test/json', files={'f': ('a.txt', b'bytes', 'text/plain')}, data={'k': 'v'})
with requests.Session() as s:
    s.headers.update({'A': '1'}); s.params = {'q': 'a b'}; s.auth = ('u', 'p')
    r = s.get('https://api.test/json', params={'n': [1, 2]}, headers={'B': '2'}); print(r.request.headers['A'], r.request.headers['B'], r.url)
r = requests.get('https://api.test/text'); print(repr(r.text), r.encoding, r.links, r.content, [*r.iter_lines()], r.elapsed.total_seconds() >= 0)
",
    );
    expect_test::expect![[r#"
        <Response [200]> True True 200 OK {'a': [1, 'ä']} utf-8 application/json {'content-type': 'application/json'} https://api.test/json
        https://api.test/json
        POST PUT PATCH DELETE HEAD OPTIONS b'{"x": 1}' {'User-Agent': 'python-requests/2.32.5', 'Accept-Encoding': 'gzip, deflate', 'Accept': '*/*', 'Connection': 'keep-alive', 'Content-Type': 'application/json', 'Content-Length': '8', 'Authorization': 'Basic bWU6cGFzcw=='}
        1 2 https://api.test/json
        'one\ntwo\n\nthree' latin-1 {'next': {'url': 'x?2', 'rel': 'next'}} b'one\ntwo\n\nthree' [b'one', b'two', b'', b'three'] True
    "#]].assert_eq(&printed);
    let asked = fixture.world.asked.borrow();
    let asked: Vec<String> = asked
        .iter()
        .map(|request| {
            let body = request.body.as_deref().map(String::from_utf8_lossy);
            format!(
                "{} {} {:?} {body:?}",
                request.method, request.url, request.headers
            )
        })
        .collect();
    let (file, rest): (Vec<&String>, Vec<&String>) =
        asked.iter().partition(|line| line.contains("multipart"));
    assert!(file[0].contains(
        r#"name=\"f\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nbytes\r\n"#
    ));
    let rest: Vec<&str> = rest.into_iter().map(String::as_str).collect();
    expect_test::expect![[r#"
        GET https://api.test/json [("Accept", "*/*"), ("X-Key", "k")] None
        GET https://api.test/json?q=a+b&n=1&n=2 [("Accept", "*/*")] None
        POST https://api.test/json [("Accept", "*/*")] None
        PUT https://api.test/json [("Accept", "*/*")] None
        PATCH https://api.test/json [("Accept", "*/*")] None
        DELETE https://api.test/json [("Accept", "*/*")] None
        HEAD https://api.test/json [("Accept", "*/*")] None
        OPTIONS https://api.test/json [("Accept", "*/*")] None
        POST https://api.test/json [("Accept", "*/*"), ("Content-Type", "application/json"), ("Authorization", "Basic bWU6cGFzcw==")] Some("{\"x\": 1}")
        POST https://api.test/json [("Accept", "*/*"), ("Content-Type", "application/x-www-form-urlencoded")] Some("x=%C3%B6&y=1&y=2")
        POST https://api.test/json [("Accept", "*/*"), ("Content-Type", "text/plain")] Some("raw")
        GET https://api.test/json?q=a+b&n=1&n=2 [("Accept", "*/*"), ("A", "1"), ("B", "2"), ("Authorization", "Basic dTpw")] None
        GET https://api.test/text [("Accept", "*/*")] None
    "#]].assert_eq(&(rest.join("\n") + "\n"));
}

#[test]
fn requests_reads_while_the_answer_comes() {
    let (printed, _) = online(
        r"
import requests
with requests.get('https://api.test/text', stream=True) as r: print([*r.iter_lines()])
with requests.get('https://api.test/text', stream=True) as r: print([*r.iter_content(4)], r.raw.read())
with requests.get('https://api.test/text', stream=True) as r: print([*r.iter_content(None, decode_unicode=True)])
with requests.get('https://api.test/text', stream=True) as r: print([*r.iter_lines(decode_unicode=True)], r.status_code == requests.codes.ok)
",
    );
    expect_test::expect![[r#"
        [b'one', b'two', b'', b'three']
        [b'one\n', b'two\n', b'\nthr', b'ee'] b''
        ['one\ntw', 'o\n', '\nthree']
        ['one', 'two', '', 'three'] True
    "#]]
    .assert_eq(&printed);
}

#[test]
fn requests_tells_what_went_wrong() {
    let (printed, _) = online(
        r"
import requests
from requests.exceptions import *
for wrong in (lambda: requests.get('https://api.test/gone').raise_for_status(), lambda: requests.get('https://shut.test/'),
              lambda: requests.get('https://none.test/'), lambda: requests.get('https://api.test/late', timeout=3),
              lambda: requests.get('https://api.test/half'), lambda: requests.get('none'), lambda: requests.get('ftp://x'),
              lambda: requests.get('https://api.test/text').json(), lambda: requests.get('https://api.test/moved', allow_redirects=False),
              lambda: requests.get('https://api.test/json', cookies={'a': 'b'}), lambda: requests.get('http://'),
              lambda: requests.get('https://api.test/json', headers={'a': 1}), lambda: requests.post('https://api.test/json', json=float('nan'))):
    try: print(wrong())
    except RequestException as error: print(type(error).__name__, [base.__name__ for base in type(error).__bases__], error)
print(requests.get('https://api.test/moved').url, requests.get('https://api.test/gone').ok)
",
    );
    expect_test::expect![[r#"
        HTTPError ['RequestException'] 404 Client Error: Not Found for url: https://api.test/gone
        ConnectionError ['RequestException'] https://shut.test/: the server answers, but does not let pages of https://app.test read its answer (CORS): it would have to send the header "Access-Control-Allow-Origin". Use an address that is meant for browsers, put the data beside the app, or ask through a server of yours that adds the header. A request with headers of its own, or with another method than GET, HEAD and POST, must be allowed by the server even before it is made
        ConnectionError ['RequestException'] https://none.test/: the server cannot be reached: no such name, no server there, or the connection broke
        ReadTimeout ['Timeout'] https://api.test/late: Read timed out. (read timeout=3)
        ChunkedEncodingError ['RequestException'] the server cannot be reached: no such name, no server there, or the connection broke
        MissingSchema ['RequestException', 'ValueError'] Invalid URL 'none': No scheme supplied. Perhaps you meant https://none?
        InvalidSchema ['RequestException', 'ValueError'] No connection adapters were found for 'ftp://x'
        JSONDecodeError ['InvalidJSONError', 'JSONDecodeError'] Expecting value: line 1 column 1 (char 0)
        TooManyRedirects ['RequestException'] the server sent the browser on to another address, which it follows by itself: a page cannot ask it to stop there
        InvalidHeader ['RequestException', 'ValueError'] a page cannot choose the cookies of a request: the browser keeps them. Send a token in a header such as Authorization instead
        InvalidURL ['RequestException', 'ValueError'] Invalid URL 'http://': No host supplied
        InvalidHeader ['RequestException', 'ValueError'] Header part (1) from ('a', 1) must be of type str or bytes, not <class 'int'>
        InvalidJSONError ['RequestException'] Out of range float values are not JSON compliant: nan
        https://api.test/json False
    "#]].assert_eq(&printed);
}

#[test]
fn urllib_and_http_make_requests() {
    let (printed, fixture) = online(
        r"
import http.client, json, urllib.error, urllib.parse, urllib.request
with urllib.request.urlopen('https://api.test/json', timeout=5) as r: print(r.status, r.reason, r.headers['content-type'], json.load(r), r.geturl())
r = urllib.request.urlopen('https://api.test/text'); print(r.readline(), r.read(3), [*r], r.info().get_content_charset())
request = urllib.request.Request('https://api.test/json', data=urllib.parse.urlencode({'x': 1}).encode(), headers={'X-Key': 'k'}, method='PUT')
print(len(urllib.request.urlopen(request).read()), urllib.request.urlopen('https://api.test/moved').url)
for wrong in ('https://api.test/gone', 'https://shut.test/', 'https://none.test/'):
    try: urllib.request.urlopen(wrong)
    except urllib.error.URLError as error: print(type(error).__name__, error)
try: urllib.request.urlopen('https://api.test/late', timeout=2)
except TimeoutError as error: print(repr(error))
print(urllib.request.urlretrieve('https://api.test/json', 'kept.json')[0], open('kept.json').read())
c = http.client.HTTPSConnection('api.test'); c.request('POST', '/json', body=iter([b'a', b'b']), headers={'A': 'b'}); r = c.getresponse()
print(r.status, r.getheader('content-type'), r.read(4), r.read(), r.isclosed()); c.close()
c = http.client.HTTPConnection('none.test', 8080)
try: c.request('GET', '/')
except ConnectionError as error: print(error)
",
    );
    expect_test::expect![[r#"
        200 OK application/json {'a': [1, 'ä']} https://api.test/json
        b'one\n' b'two' [b'\n', b'\n', b'three'] latin-1
        16 https://api.test/json
        HTTPError HTTP Error 404: Not Found
        URLError <urlopen error the server answers, but does not let pages of https://app.test read its answer (CORS): it would have to send the header "Access-Control-Allow-Origin". Use an address that is meant for browsers, put the data beside the app, or ask through a server of yours that adds the header. A request with headers of its own, or with another method than GET, HEAD and POST, must be allowed by the server even before it is made>
        URLError <urlopen error the server cannot be reached: no such name, no server there, or the connection broke>
        TimeoutError('timed out')
        kept.json {"a": [1, "ä"]}
        200 application/json b'{"a"' b': [1, "\xc3\xa4"]}' True
        the server cannot be reached: no such name, no server there, or the connection broke
    "#]].assert_eq(&printed);
    let asked = fixture.world.asked.borrow();
    let bodies: Vec<String> = asked
        .iter()
        .filter(|request| request.body.is_some() || request.url.contains("8080"))
        .map(|request| format!("{request:?}"))
        .collect();
    expect_test::expect![[r#"
        Request { method: "PUT", url: "https://api.test/json", headers: [("Content-Type", "application/x-www-form-urlencoded"), ("X-Key", "k")], body: Some([120, 61, 49]), with_cookies: false, timeout: None }
        Request { method: "POST", url: "https://api.test/json", headers: [("A", "b")], body: Some([97, 98]), with_cookies: false, timeout: None }
        Request { method: "GET", url: "http://none.test:8080/", headers: [], body: None, with_cookies: false, timeout: None }"#]].assert_eq(&bodies.join("\n"));
}

#[test]
fn coroutines_wait_for_answers() {
    let (printed, _) = online(
        r"
import asyncio
from pyodide.http import pyfetch, open_url
async def get(url): r = await pyfetch(url); return r.status, r.ok, await r.text()
async def main(): print(await asyncio.gather(get('https://api.test/text'), get('https://api.test/gone')), await (await pyfetch('https://api.test/json', method='POST', body='x')).json())
asyncio.run(main()); print(open_url('https://api.test/json').read())
",
    );
    expect_test::expect![[r#"
        [(200, True, 'one\ntwo\n\nthree'), (404, False, 'no')] {'a': [1, 'ä']}
        {"a": [1, "ä"]}
    "#]]
    .assert_eq(&printed);
}

#[test]
fn a_world_without_network_says_so() {
    assert_eq!(
        run("
import requests
try: requests.get('https://none.test/')
except requests.ConnectionError as error: print(error)"),
        "https://none.test/: the server cannot be reached: no such name, no server there, or the connection broke\n"
    );
}
