//! Key combinations in their normal form.

use crate::error::WidgetError;

const MODIFIERS: &[(&str, &str)] = &[
    ("shift", "shift"),
    ("ctrl", "ctrl"),
    ("control", "ctrl"),
    ("mod", "ctrl"),
    ("meta", "cmd"),
    ("command", "cmd"),
    ("cmd", "cmd"),
    ("option", "alt"),
    ("alt", "alt"),
];

const NORMAL_ORDER: [&str; 4] = ["ctrl", "cmd", "alt", "shift"];

const KEYS: &[(&str, &str)] = &[
    ("return", "enter"),
    ("spacebar", "space"),
    ("esc", "escape"),
    ("del", "delete"),
    ("arrowleft", "left"),
    ("arrowright", "right"),
    ("arrowup", "up"),
    ("arrowdown", "down"),
];

const NAMED: &[&str] = &[
    "enter",
    "space",
    "tab",
    "escape",
    "backspace",
    "delete",
    "home",
    "end",
    "pageup",
    "pagedown",
    "left",
    "right",
    "up",
    "down",
];

/// A combination as the page knows it: modifiers first, `ctrl+shift+k`.
pub(super) fn normal(shortcut: &str) -> Result<String, WidgetError> {
    let given = || shortcut.to_owned();
    let mut modifiers = Vec::new();
    let mut key = None;
    let tokens = shortcut.split('+').map(str::trim);
    let tokens: Vec<String> = tokens
        .filter(|token| !token.is_empty())
        .map(str::to_lowercase)
        .collect();
    if tokens.is_empty() {
        return Err(WidgetError::EmptyShortcut {});
    }
    for token in &tokens {
        if let Some(modifier) = translated(MODIFIERS, token) {
            modifiers.push(modifier);
            continue;
        }
        if key.is_some() {
            return Err(WidgetError::TwoKeysInShortcut { given: given() });
        }
        let name = translated(KEYS, token).unwrap_or(token);
        if !is_key(name) {
            return Err(WidgetError::UnknownKey { given: given() });
        }
        if matches!(name, "c" | "r") {
            return Err(WidgetError::ReservedShortcut { given: given() });
        }
        key = Some(name);
    }
    let Some(key) = key else {
        return Err(WidgetError::OnlyModifiers { given: given() });
    };
    let parts = NORMAL_ORDER
        .into_iter()
        .filter(|name| modifiers.contains(name))
        .chain([key]);
    Ok(parts.collect::<Vec<&str>>().join("+"))
}

/// What browsers and systems keep for themselves after Ctrl or Cmd.
const TAKEN_AFTER_COMMAND: &[&str] = &[
    "l",
    "n",
    "pagedown",
    "pageup",
    "shift+n",
    "shift+t",
    "shift+tab",
    "shift+w",
    "t",
    "tab",
    "w",
];

/// Whether browser or system are likely to take a combination before the page sees it.
pub(super) fn is_taken(normal: &str) -> bool {
    let command = ["ctrl+", "cmd+"];
    match command.iter().find_map(|keys| normal.strip_prefix(keys)) {
        Some(rest) => TAKEN_AFTER_COMMAND.contains(&rest),
        None => matches!(normal, "alt+f4" | "f11"),
    }
}

fn translated(table: &[(&'static str, &'static str)], token: &str) -> Option<&'static str> {
    let entry = table.iter().find(|(alias, _)| *alias == token)?;
    Some(entry.1)
}

fn is_key(name: &str) -> bool {
    let mut characters = name.chars();
    let is_character = matches!((characters.next(), characters.next()),
        (Some(character), None) if character.is_alphanumeric());
    let is_function_key = name
        .strip_prefix('f')
        .is_some_and(|digits| !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()));
    is_character || is_function_key || NAMED.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn combinations_have_one_form() {
        for (given, expected) in [
            ("Ctrl+K", "ctrl+k"),
            ("shift + mod + Return", "ctrl+shift+enter"),
            ("option+command+ArrowUp", "cmd+alt+up"),
            ("control+ctrl+F12", "ctrl+f12"),
            ("7", "7"),
            ("é", "é"),
        ] {
            assert_eq!(normal(given).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn what_is_none_is_refused_with_its_reason() {
        for (given, reason) in [
            ("", "EmptyShortcut"),
            (" + ", "EmptyShortcut"),
            ("ctrl", "OnlyModifiers"),
            ("a+b", "TwoKeysInShortcut"),
            ("ctrl+c", "ReservedShortcut"),
            ("R", "ReservedShortcut"),
            ("ctrl+foo", "UnknownKey"),
            ("!", "UnknownKey"),
        ] {
            let problem = format!("{:?}", normal(given).unwrap_err());
            assert!(problem.starts_with(reason), "{given}: {problem}");
        }
    }
}
