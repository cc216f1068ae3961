//! The command as a person at a terminal meets it.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// A folder that is gone after the test.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Place {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(&folder).unwrap();
        Place(folder)
    }

    /// A place with a runtime that is one in name only, and an app.
    fn with_app(name: &str) -> Place {
        let place = Place::new(name);
        for file in [
            "brooklet.js",
            "page.js",
            "page_bg.wasm",
            "worker.js",
            "engine.js",
            "engine_bg.wasm",
            "stdlib.wasm",
            "shell.css",
            "fonts/source-sans.woff2",
            "package.json",
            "README.md",
        ] {
            place.write(&format!("pkg/{file}"), file);
        }
        place.write("tea/app.py", "import streamlit as st\n");
        place.write("tea/pages/two words.py", "");
        place.write("tea/data.csv", "a,b\n1,2\n");
        place.write("tea/.hidden", "");
        place.write("tea/__pycache__/app.pyc", "");
        place.write("tea/.venv/pyvenv.cfg", "");
        place.write("tea/.streamlit/config.toml", "[theme]\nbase = \"dark\"\n");
        place
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap()
    }

    /// The names of what a folder holds, in order.
    fn names(&self, path: &str) -> Vec<String> {
        let entries = self.0.join(path).read_dir().unwrap().flatten();
        let mut names: Vec<_> = entries
            .map(|entry| entry.file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_brooklet"));
        command
            .current_dir(&self.0)
            .args(arguments)
            .env("BROOKLET_PKG", self.0.join("pkg"));
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments)
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    fn succeed(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    fn fail(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(
            !output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stdout)
        );
        String::from_utf8(output.stderr).unwrap()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

/// A server that ends with the test.
struct Server {
    child: Child,
    port: u16,
}

impl Server {
    fn start(place: &Place) -> Server {
        let mut command = place.command(&["run", "tea/app.py", "--port", "0", "--no-open"]);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let (_, rest) = line.split_once("http://localhost:").unwrap();
        let port = rest.split_once('/').unwrap().0.parse().unwrap();
        Server { child, port }
    }

    fn get(&self, path: &str) -> String {
        let mut answer = String::new();
        self.ask(path).read_to_string(&mut answer).unwrap();
        answer
    }

    fn ask(&self, path: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nConnection: close\r\n\r\n").unwrap();
        stream
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

#[test]
fn new_makes_an_app_that_build_takes() {
    let place = Place::with_app("new");
    place.succeed(&["new", "tea-time"]);
    assert_eq!(
        place.names("tea-time"),
        [".streamlit", "README.md", "app.py"]
    );
    assert!(place.read("tea-time/README.md").starts_with("# tea-time\n"));
    place.succeed(&["build", "tea-time/app.py", "-o", "out"]);
    assert!(
        place
            .read("out/index.html")
            .contains("<title>tea-time</title>")
    );
}

#[test]
fn new_leaves_what_is_there_alone() {
    let place = Place::with_app("new-twice");
    assert!(place.fail(&["new", "tea"]).contains("tea is already there"));
}

#[test]
fn build_makes_a_folder_of_hashed_files() {
    let place = Place::with_app("build");
    place.succeed(&["build", "tea/app.py", "-o", "out"]);
    let names = place.names("out");
    let [_, _, app, _, pkg, _] = names.as_slice() else {
        panic!("{names:?}")
    };
    assert!(
        app.starts_with("app-") && pkg.starts_with("pkg-"),
        "{names:?}"
    );
    assert_eq!(
        place.names(&format!("out/{app}")),
        ["app.py", "data.csv", "pages"]
    );
    assert!(
        !place
            .names(&format!("out/{pkg}"))
            .contains(&"package.json".to_owned())
    );
    let page = place.read("out/index.html");
    assert!(page.contains(&format!("src=\"{app}/app.py\"")), "{page}");
    assert!(
        page.contains("files=\"data.csv pages/two%20words.py\""),
        "{page}"
    );
    assert!(page.contains("&quot;base&quot;:&quot;dark&quot;"), "{page}");
    assert!(!page.contains("=\"/"), "an address is not relative: {page}");
    let worker = place.read("out/sw.js");
    assert!(
        worker.contains(&format!("\"{app}/pages/two%20words.py\"")),
        "{worker}"
    );
    assert!(
        worker.contains(&format!("\"{pkg}/fonts/source-sans.woff2\"")),
        "{worker}"
    );
}

#[test]
fn a_build_replaces_an_earlier_one_and_nothing_else() {
    let place = Place::with_app("rebuild");
    place.succeed(&["build", "tea/app.py", "-o", "out"]);
    place.write("out/CNAME", "tea.example");
    let before = place.names("out");
    place.write("tea/data.csv", "other");
    place.succeed(&["build", "tea/app.py", "-o", "out"]);
    let after = place.names("out");
    assert_eq!(before.len(), after.len());
    assert_eq!(
        before.iter().filter(|name| !after.contains(name)).count(),
        1,
        "{before:?} {after:?}"
    );
    assert_eq!(place.read("out/CNAME"), "tea.example");
}

#[test]
fn compressed_copies_go_with_an_earlier_build() {
    let place = Place::with_app("compress");
    let long = "# a long comment, again and again\n".repeat(200);
    place.write("tea/app.py", &long);
    let said = place.succeed(&["build", "tea/app.py", "-o", "out", "--compress"]);
    assert!(said.contains("with brotli"), "{said}");
    let names = place.names("out");
    assert!(names.contains(&"sw.js.br".to_owned()), "{names:?}");
    let app = names.iter().find(|name| name.starts_with("app-")).unwrap();
    let files = place.names(&format!("out/{app}"));
    assert!(files.contains(&"app.py.gz".to_owned()), "{files:?}");
    place.succeed(&["build", "tea/app.py", "-o", "out"]);
    let names = place.names("out");
    assert!(!names.contains(&"sw.js.br".to_owned()), "{names:?}");
}

#[test]
fn a_single_file_holds_all_and_replaces_only_its_like() {
    let place = Place::with_app("single");
    for _ in 0..2 {
        place.succeed(&["build", "tea/app.py", "--single-file", "-o", "tea/tea.html"]);
    }
    let page = place.read("tea/tea.html");
    for carried in [
        "data-pkg=\"engine_bg.wasm\"",
        "data-app=\"pages/two words.py\"",
    ] {
        assert!(page.contains(carried), "{carried}");
    }
    assert!(!page.contains("data-app=\"tea.html\"") && !page.contains("{{"));
    place.write("letter.html", "dear");
    let refusal = place.fail(&["build", "tea/app.py", "--single-file", "-o", "letter.html"]);
    assert!(refusal.contains("not an earlier build"), "{refusal}");
}

#[test]
fn a_build_in_the_apps_folder_does_not_eat_itself() {
    let place = Place::with_app("build-inside");
    for output in ["tea/dist", "tea/dist", "tea/other"] {
        place.succeed(&["build", "tea/app.py", "-o", output]);
        let names = place.names(output);
        let app = names.iter().find(|name| name.starts_with("app-"));
        assert_eq!(
            place.names(&format!("{output}/{}", app.unwrap())),
            ["app.py", "data.csv", "pages"]
        );
    }
}

#[test]
fn build_refuses_what_it_would_destroy() {
    let place = Place::with_app("build-over");
    place.write("full/letter.txt", "dear");
    assert!(
        place
            .fail(&["build", "tea/app.py", "-o", "full"])
            .contains("full is not empty")
    );
    assert!(
        place
            .fail(&["build", "tea/app.py", "-o", "tea"])
            .contains("the app's own folder")
    );
    assert!(
        place
            .fail(&["build", "tea/app.py", "-o", "tea/app.py"])
            .contains("cannot make")
    );
    assert_eq!(place.read("full/letter.txt"), "dear");
}

#[test]
fn secrets_are_not_published() {
    let place = Place::with_app("secrets");
    place.write("tea/.streamlit/secrets.toml", "password = \"sesame\"\n");
    let said = place.succeed(&["build", "tea/app.py", "-o", "out"]);
    assert!(said.contains("secrets.toml was left out"), "{said}");
    assert!(!place.read("out/index.html").contains("sesame"));
}

#[test]
fn a_wrong_script_is_called_wrong() {
    let place = Place::with_app("wrong-script");
    place.write("tea/notes.txt", "");
    fs::write(place.0.join("tea/latin.py"), [b'#', 0xe9]).unwrap();
    for command in ["run", "build"] {
        assert!(
            place
                .fail(&[command, "none.py"])
                .contains("there is no script none.py")
        );
        assert!(
            place
                .fail(&[command, "tea/notes.txt"])
                .contains("does not end in .py")
        );
        assert!(
            place
                .fail(&[command, "tea"])
                .contains("tea is a folder; name the script in it")
        );
        assert!(
            place
                .fail(&[command, "tea/latin.py"])
                .contains("is not UTF-8")
        );
    }
}

#[test]
fn wrong_options_are_told_with_their_place() {
    let place = Place::with_app("wrong-options");
    place.write("tea/.streamlit/config.toml", "[theme\n");
    let complaint = place.fail(&["build", "tea/app.py", "-o", "out"]);
    assert!(
        complaint.contains("config.toml is not TOML") && complaint.contains("line 1"),
        "{complaint}"
    );
}

#[test]
fn a_missing_runtime_is_told_with_the_way_out() {
    let place = Place::with_app("no-runtime");
    let complaint = place.fail(&["build", "tea/app.py", "--pkg", "tea"]);
    assert!(
        complaint.contains("--pkg names tea") && complaint.contains("brooklet.js is missing"),
        "{complaint}"
    );
}

#[test]
fn a_taken_port_is_told() {
    let place = Place::with_app("taken-port");
    let server = Server::start(&place);
    let port = server.port.to_string();
    let complaint = place.fail(&["run", "tea/app.py", "--no-open", "--port", &port]);
    assert!(
        complaint.contains(&format!("port {port} is taken")),
        "{complaint}"
    );
}

#[test]
fn run_shows_the_app() {
    let place = Place::with_app("run");
    let server = Server::start(&place);
    assert!(server.get("/").contains("<title>tea</title>"));
    assert!(server.get("/_brooklet/live.js").contains("text/javascript"));
    assert!(
        server
            .get("/_brooklet/pkg/engine_bg.wasm")
            .contains("application/wasm")
    );
    assert!(
        server
            .get("/_brooklet/app/pages/two%20words.py")
            .starts_with("HTTP/1.1 200")
    );
    let description = server.get("/_brooklet/app.json");
    assert!(
        description.contains("\"_brooklet/app/pages/two%20words.py\""),
        "{description}"
    );
    assert!(description.contains("\"base\":\"dark\""), "{description}");
}

#[test]
fn run_keeps_to_the_app() {
    let place = Place::with_app("run-private");
    let server = Server::start(&place);
    for path in [
        "/_brooklet/app/.hidden",
        "/_brooklet/app/../pkg/page.js",
        "/_brooklet/app/%2e%2e/pkg/page.js",
        "/_brooklet/pkg/../tea/app.py",
        "/tea/app.py",
    ] {
        assert!(server.get(path).starts_with("HTTP/1.1 404"), "{path}");
    }
}

#[test]
fn run_tells_of_changed_and_removed_files() {
    let place = Place::with_app("run-changes");
    let server = Server::start(&place);
    let mut lines = BufReader::new(server.ask("/_brooklet/news"))
        .lines()
        .map_while(Result::ok);
    assert!(lines.any(|line| line == ": hello"));
    place.write("tea/app.py", "import streamlit as st\nst.title('new')\n");
    let told = lines.find(|line| line.starts_with("data: ")).unwrap();
    assert!(
        told.contains("[\"app.py\",\"_brooklet/app/app.py\"]"),
        "{told}"
    );
    fs::remove_file(place.0.join("tea/data.csv")).unwrap();
    let told = lines.find(|line| line.starts_with("data: ")).unwrap();
    assert!(told.contains("\"removed\":[\"data.csv\"]"), "{told}");
    place.write("tea/.streamlit/config.toml", "[theme]\nbase = \"light\"\n");
    assert!(lines.any(|line| line == "event: settings"));
}
