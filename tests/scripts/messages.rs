//! The page of messages tells the truth: each script on it leads to the message beside it.

use std::cell::RefCell;

use brooklet_protocol::Element;
use brooklet_tests::App;

use crate::assertions::app;

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

    /// What the script tells instead; nothing where it tells this. It runs in an app that has run
    /// others before, and in one of its own where they have left something behind.
    fn difference(&self, used: &mut App) -> Option<String> {
        used.edit(&format!("import streamlit as st\n{}\n", self.script));
        if self.is_among(&told(used)) {
            return None;
        }
        let told = told(&app(self.script));
        let (name, raises, text) = (self.name, self.raises, self.text.as_str());
        (!self.is_among(&told))
            .then(|| format!("{name}\n  wanted {raises}: {text:?}\n  told {told:?}\n"))
    }

    fn is_among(&self, told: &[(String, String)]) -> bool {
        told.iter().any(|(kind, text)| {
            let is_kind = match self.raises {
                "a notice on the page" => kind == "notice",
                raises => kind.rsplit('.').next() == Some(raises),
            };
            // Python itself shows the words of a `KeyError` in quotes.
            let text = match kind.as_str() {
                "KeyError" => text.trim_matches('"'),
                _ => text,
            };
            is_kind && text == self.text
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
    let mut used = app("");
    let run = messages.iter().filter(|message| !message.is_acted());
    let differences: Vec<String> = run
        .filter_map(|message| message.difference(&mut used))
        .collect();
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
