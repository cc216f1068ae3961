//! All that can be said, with examples.

use super::problem::Example;
use super::{argument, cache, context, data, flow, layout, media, page, widget};

/// An example of each problem.
pub fn catalogue() -> Vec<Example> {
    [
        argument::ArgumentError::examples(),
        widget::WidgetError::examples(),
        layout::LayoutError::examples(),
        flow::FlowError::examples(),
        page::PageError::examples(),
        media::MediaError::examples(),
        data::DataError::examples(),
        cache::CacheError::examples(),
        context::ContextError::examples(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use expect_test::expect_file;

    use super::catalogue;

    #[test]
    fn messages_stand_side_by_side() {
        let mut page = "# Messages\n\nWhat a script is told when something is wrong with it, each with a script that leads to it.\n".to_owned();
        for example in catalogue() {
            let raises = match example.raises {
                "notice" => "a notice on the page",
                raises => raises,
            };
            write!(
                page,
                "\n## {}\n\n```python\n{}\n```\n{raises}\n\n{}\n",
                example.name,
                example.trigger,
                quoted(&example.message),
            )
            .expect("a text can be written to");
        }
        expect_file!["../../messages.md"].assert_eq(&page);
    }

    fn quoted(message: &str) -> String {
        let lines: Vec<String> = message
            .lines()
            .map(|line| format!("> {line}").trim_end().to_owned())
            .collect();
        lines.join("\n")
    }

    #[test]
    fn each_message_is_a_sentence_of_our_own_voice() {
        for example in catalogue() {
            let (name, message) = (example.name, example.message);
            assert!(message.ends_with(['.', '`']), "{name}: {message}");
            for word in ["Please", "please", "Invalid", "invalid", "docs.", "github"] {
                assert!(!message.contains(word), "{name}: {message}");
            }
        }
    }
}
