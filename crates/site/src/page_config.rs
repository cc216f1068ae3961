//! What a script says of its page before it runs: literal arguments of `st.set_page_config`.

/// The title, icon and description of a built page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageConfig {
    /// The title of the browser's tab.
    pub title: String,
    /// An emoji, if one is named.
    pub icon: Option<String>,
    /// The first paragraph of the script's docstring.
    pub description: String,
}

impl PageConfig {
    /// Reads a script. What it works out at run time is not known here: `title` stands in for it.
    pub fn of(script: &str, title: &str) -> PageConfig {
        let arguments = script
            .split_once("set_page_config(")
            .map(|(_, rest)| arguments(rest))
            .unwrap_or_default();
        let find = |name: &str, place: usize| {
            let named = arguments
                .iter()
                .find(|(key, _)| key.as_deref() == Some(name));
            let placed = arguments.get(place).filter(|(key, _)| key.is_none());
            named.or(placed).and_then(|(_, value)| literal(value))
        };
        PageConfig {
            title: find("page_title", 0).unwrap_or_else(|| title.to_owned()),
            icon: find("page_icon", 1).filter(|icon| is_emoji(icon)),
            description: description(script),
        }
    }

    /// The address of the icon: a drawing of the emoji, or one that is empty.
    pub fn icon_address(&self) -> String {
        match &self.icon {
            Some(emoji) => format!(
                "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100'>\
                 <text y='.9em' font-size='90'>{emoji}</text></svg>"
            ),
            None => "data:,".to_owned(),
        }
    }
}

/// The arguments of a call, up to its closing bracket: name, if any, and source text.
fn arguments(call: &str) -> Vec<(Option<String>, String)> {
    let mut arguments = vec![String::new()];
    let mut depth = 0;
    let mut quote = None;
    for letter in call.chars() {
        match (quote, letter) {
            (Some(open), _) if open == letter => quote = None,
            (None, '"' | '\'') => quote = Some(letter),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') if depth == 0 => break,
            (None, ')' | ']' | '}') => depth -= 1,
            (None, ',') if depth == 0 => {
                arguments.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(argument) = arguments.last_mut() {
            argument.push(letter);
        }
    }
    let is_name = |text: &str| text.chars().all(|c| c.is_alphanumeric() || c == '_');
    let named = |argument: String| match argument.split_once('=') {
        Some((name, value)) if is_name(name.trim()) => {
            (Some(name.trim().to_owned()), value.trim().to_owned())
        }
        _ => (None, argument.trim().to_owned()),
    };
    arguments.into_iter().map(named).collect()
}

/// The text of a plain string; none where it would take Python to know it.
fn literal(source: &str) -> Option<String> {
    let quote = source
        .chars()
        .next()
        .filter(|letter| "\"'".contains(*letter))?;
    let inside = source.strip_prefix(quote)?.strip_suffix(quote)?;
    let is_plain = !inside.is_empty() && !inside.contains([quote, '\\', '\n']);
    is_plain.then(|| inside.to_owned())
}

fn is_emoji(text: &str) -> bool {
    !text.is_ascii() && text.chars().count() <= 8 && !text.contains(['/', '.', ' '])
}

fn description(script: &str) -> String {
    let inside = ["\"\"\"", "'''"].iter().find_map(|quotes| {
        let inside = script.trim_start().strip_prefix(quotes)?;
        inside.split_once(quotes).map(|(inside, _)| inside)
    });
    let paragraph = inside.unwrap_or_default().trim().split("\n\n").next();
    let words = paragraph.unwrap_or_default().split_whitespace();
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(script: &str) -> String {
        PageConfig::of(script, "else").title
    }

    #[test]
    fn a_literal_title_is_known() {
        for script in [
            "st.set_page_config(page_title='Tea (green), now')",
            "st.set_page_config(\n    layout=f(1, 2),\n    page_title=\"Tea (green), now\",\n)",
            "st.set_page_config('Tea (green), now')",
        ] {
            assert_eq!(title(script), "Tea (green), now", "{script}");
        }
    }

    #[test]
    fn what_takes_python_is_not() {
        for script in [
            "st.set_page_config(page_title=name)",
            "st.set_page_config(page_title='a' + b)",
            "st.set_page_config(page_title=f'{a}')",
            "st.set_page_config(layout='wide')",
            "st.set_page_config(",
            "st.title('x')",
        ] {
            assert_eq!(title(script), "else", "{script}");
        }
    }

    #[test]
    fn an_emoji_becomes_the_icon() {
        let icon = |source: &str| PageConfig::of(&format!("st.set_page_config({source})"), "").icon;
        assert_eq!(icon("'Tea', '🍵'").as_deref(), Some("🍵"));
        assert_eq!(icon("page_icon=\"🧑‍🍳\"").as_deref(), Some("🧑‍🍳"));
        assert_eq!(icon("page_icon='tea.png'"), None);
        assert_eq!(icon("page_icon=':tea:'"), None);
    }

    #[test]
    fn the_docstring_describes_the_app() {
        let of = |script: &str| PageConfig::of(script, "").description;
        assert_eq!(
            of("\"\"\"Sells tea\nby the cup.\n\nMore.\"\"\"\nimport x"),
            "Sells tea by the cup."
        );
        assert_eq!(of("import x"), "");
    }
}
