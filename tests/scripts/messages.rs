//! The page of messages tells the truth: each script on it leads to the message beside it.

use std::cell::RefCell;

use brooklet_protocol::Element;
use brooklet_tests::App;

use crate::said::app;

const PAGE: &str = include_str!("../../crates/streamlit/messages.md");

/// A message with the script that leads to it.
struct Message<'a> {
    name: &'a str,
    script: &'a str,
    /// The type of the exception, or that it is a notice.
    raises: &'a str,
    text: String,
}

impl<'a> Message<'a> {
    fn parse(section: &'a str) -> Self {
        let (name, rest) = section.split_once("\n\n```python\n").expect("a script");
        let (script, rest) = rest.split_once("\n```\n").expect("its end");
        let (raises, quoted) = rest.split_once("\n\n").expect("a type");
        let lines = quoted.trim_end().lines();
        let lines = lines.map(|line| line.trim_start_matches('>').trim_start_matches(' '));
        Self {
            name,
            script,
            raises,
            text: lines.collect::<Vec<_>>().join("\n"),
        }
    }

    /// A comment says what leads to it: an act of the reader, or another app.
    fn is_acted(&self) -> bool {
        self.script.starts_with('#')
    }

    /// What the script tells instead; nothing where it tells this.
    fn difference(&self) -> Option<String> {
        let app = app(self.script);
        let told = told(&app);
        let (wanted_type, wanted) = (self.raises, self.text.as_str());
        let is_told = told.iter().any(|(kind, text)| {
            let is_kind = match wanted_type {
                "a notice on the page" => kind == "notice",
                wanted_type => kind.rsplit('.').next() == Some(wanted_type),
            };
            // Python itself shows the words of a `KeyError` in quotes.
            let text = match kind.as_str() {
                "KeyError" => text.trim_matches('"'),
                _ => text,
            };
            is_kind && text == wanted
        });
        (!is_told).then(|| {
            let name = self.name;
            format!("{name}\n  wanted {wanted_type}: {wanted:?}\n  told {told:?}\n")
        })
    }
}

/// The exceptions and notices of a page, types and texts.
fn told(app: &App) -> Vec<(String, String)> {
    let found: RefCell<Vec<(String, String)>> = RefCell::default();
    let note = |kind: &str, text: &str| {
        found.borrow_mut().push((kind.to_owned(), text.to_owned()));
    };
    app.element(|element| {
        match element {
            Element::Exception(error) => note(&error.type_name, &error.message),
            Element::Alert(alert) => note("notice", &alert.body),
            _ => {}
        }
        None::<()>
    });
    found.into_inner()
}

#[track_caller]
fn all_are_told(of: &str) {
    let sections = PAGE.split("\n## ").skip(1).map(Message::parse);
    let messages: Vec<Message> = sections
        .filter(|message| message.name.starts_with(of))
        .collect();
    assert!(!messages.is_empty(), "the page has messages of {of}");
    let run = messages.iter().filter(|message| !message.is_acted());
    let differences: Vec<String> = run.filter_map(Message::difference).collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn messages_of_arguments_are_told() {
    all_are_told("ArgumentError::");
}

#[test]
fn messages_of_widgets_are_told() {
    all_are_told("WidgetError::");
}

#[test]
fn messages_of_layouts_are_told() {
    all_are_told("LayoutError::");
}

#[test]
fn messages_of_runs_are_told() {
    all_are_told("FlowError::");
}

#[test]
fn messages_of_pages_are_told() {
    all_are_told("PageError::");
}

#[test]
fn messages_of_media_are_told() {
    all_are_told("MediaError::");
}

#[test]
fn messages_of_data_are_told() {
    all_are_told("DataError::");
}

#[test]
fn messages_of_caches_are_told() {
    all_are_told("CacheError::");
}

#[test]
fn messages_of_the_app_and_its_reader_are_told() {
    all_are_told("ContextError::");
}
