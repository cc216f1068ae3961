//! What Streamlit adds to Markdown within a line: coloured and small text, badges, emoji, icons
//! and bare addresses. Pure: events of the parser in, the same events and these additions out.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{emoji, symbol};

/// A step of a text, in its order.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Item<'a> {
    /// What Markdown itself knows.
    Event(Event<'a>),
    /// A coloured or small text begins; its class.
    Open(String),
    /// It ends.
    Close,
    /// A Material symbol, by its name.
    Icon(String),
    /// An emoji, by a name that is not a common one.
    Emoji(String),
    /// A bare address.
    Address(String),
}

/// The steps of a text. Each `Open` has its `Close` within the same element.
pub(super) fn items(source: &str) -> Vec<Item<'_>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_FOOTNOTES;
    let mut pass = Pass::default();
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        pass.event(event, source, &range);
    }
    pass.finish_run();
    pass.give_up(0);
    pass.items
}

/// No name of a directive, emoji or icon is longer, in characters.
const LONGEST_NAME: usize = 80;

#[derive(Default)]
struct Pass<'a> {
    items: Vec<Item<'a>>,
    /// Directives without their end so far, innermost last.
    open: Vec<Pending>,
    /// How many elements of Markdown are open.
    depth: usize,
    /// How many of them take their text as it stands.
    literal: usize,
    /// How many of them are links.
    links: usize,
    /// The characters since the last event that is no text, and whether each was escaped.
    run: Vec<(char, bool)>,
}

struct Pending {
    /// The place of its `Open`.
    item: usize,
    /// What it says if it never ends.
    source: String,
    depth: usize,
    /// Brackets inside that are open.
    brackets: usize,
}

impl<'a> Pass<'a> {
    fn event(&mut self, event: Event<'a>, source: &str, range: &Range<usize>) {
        if let Event::Text(text) = &event
            && self.literal == 0
        {
            let follows_backslash = source[..range.start].ends_with('\\');
            self.run
                .extend(text.chars().enumerate().map(|(index, character)| {
                    let is_escaped =
                        index == 0 && follows_backslash && character.is_ascii_punctuation();
                    (character, is_escaped)
                }));
            return;
        }
        self.finish_run();
        match &event {
            Event::Start(tag) => {
                self.depth += 1;
                self.literal += usize::from(matches!(tag, Tag::CodeBlock(_) | Tag::Image { .. }));
                self.links += usize::from(matches!(tag, Tag::Link { .. }));
            }
            Event::End(tag) => {
                self.give_up(self.depth);
                self.depth -= 1;
                self.literal -= usize::from(matches!(tag, TagEnd::CodeBlock | TagEnd::Image));
                self.links -= usize::from(matches!(tag, TagEnd::Link));
            }
            _ => {}
        }
        self.items.push(Item::Event(event));
    }

    /// Makes text again of the directives at this depth or deeper that have no end.
    fn give_up(&mut self, depth: usize) {
        while let Some(pending) = self.open.pop_if(|pending| pending.depth >= depth) {
            self.items[pending.item] = Item::Event(Event::Text(pending.source.into()));
        }
    }

    fn finish_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        let mut plain = String::new();
        let mut place = 0;
        while let Some((character, is_escaped)) = run.get(place) {
            let length = if *is_escaped {
                0
            } else {
                self.special(&run, place, &mut plain)
            };
            if length == 0 {
                plain.push(*character);
            }
            place += length.max(1);
        }
        self.push_text(&mut plain);
    }

    /// Takes what begins at `place` and is more than a character; its length, or 0.
    fn special(&mut self, run: &[(char, bool)], place: usize, plain: &mut String) -> usize {
        match run[place].0 {
            ':' => {
                let rest = unescaped(&run[place..run.len().min(place + LONGEST_NAME)]);
                self.directive(&rest, plain)
                    .or_else(|| self.icon(&rest, plain))
                    .or_else(|| self.emoji(&rest, plain))
                    .unwrap_or(0)
            }
            '[' => {
                if let Some(pending) = self.innermost() {
                    pending.brackets += 1;
                }
                0
            }
            ']' => self.bracket_ends(plain),
            'h' | 'w' if self.links == 0 && is_address(&run[place..]) => {
                self.address(run, place, plain)
            }
            '@' if self.links == 0 => self.mail(run, place, plain),
            _ => 0,
        }
    }

    fn address(&mut self, run: &[(char, bool)], place: usize, plain: &mut String) -> usize {
        let before = place.checked_sub(1).map(|before| run[before].0);
        if before.is_some_and(|c| !c.is_whitespace() && !"*_~([".contains(c)) {
            return 0;
        }
        let mut rest = unescaped(&run[place..]);
        if self.innermost().is_some() {
            rest.truncate(rest.find(']').unwrap_or(rest.len()));
        }
        rest.truncate(symbol::address_length(&rest));
        let characters = rest.chars().count();
        if characters > 0 {
            self.push_text(plain);
            self.items.push(Item::Address(rest));
        }
        characters
    }

    /// The directive that a bracket in the text at hand may belong to.
    fn innermost(&mut self) -> Option<&mut Pending> {
        let depth = self.depth;
        self.open
            .last_mut()
            .filter(|pending| pending.depth == depth)
    }

    fn bracket_ends(&mut self, plain: &mut String) -> usize {
        match self.innermost() {
            None => 0,
            Some(pending) if pending.brackets > 0 => {
                pending.brackets -= 1;
                0
            }
            Some(_) => {
                self.open.pop();
                self.push_text(plain);
                self.items.push(Item::Close);
                1
            }
        }
    }

    /// `:red[`
    fn directive(&mut self, rest: &str, plain: &mut String) -> Option<usize> {
        let name = rest[1..].split_once('[')?.0;
        let class = class(name)?;
        self.push_text(plain);
        self.open.push(Pending {
            item: self.items.len(),
            source: format!(":{name}["),
            depth: self.depth,
            brackets: 0,
        });
        self.items.push(Item::Open(class));
        Some(name.len() + 2)
    }

    /// `:material/home:`
    fn icon(&mut self, rest: &str, plain: &mut String) -> Option<usize> {
        let name = rest.strip_prefix(":material/")?.split_once(':')?.0;
        if !is_icon(name) {
            return None;
        }
        self.push_text(plain);
        self.items.push(Item::Icon(name.to_owned()));
        Some(name.len() + ":material/:".len())
    }

    /// `:rocket:`, unless its second colon begins something else.
    fn emoji(&mut self, rest: &str, plain: &mut String) -> Option<usize> {
        let (name, after) = rest[1..].split_once(':')?;
        if begins_name(after) {
            return None;
        }
        // An icon as it was written once.
        let icon = name.strip_prefix("material_").filter(|icon| is_icon(icon));
        if let Some(icon) = icon {
            self.push_text(plain);
            self.items.push(Item::Icon(icon.to_owned()));
        } else if let Some(emoji) = emoji::named(name) {
            plain.push_str(emoji);
        } else {
            let is_letter = |c: char| c.is_ascii_alphanumeric() || "_+-".contains(c);
            let is_short = name.len() < 2 && !name.starts_with(|c: char| c.is_ascii_lowercase());
            if is_short || !name.chars().all(is_letter) {
                return None;
            }
            self.push_text(plain);
            self.items.push(Item::Emoji(name.to_owned()));
        }
        Some(name.len() + 2)
    }

    /// `name@place.org`
    fn mail(&mut self, run: &[(char, bool)], place: usize, plain: &mut String) -> usize {
        let is_name = |c: char| c.is_ascii_alphanumeric() || "._-+".contains(c);
        let name = plain.trim_end_matches(is_name).len();
        let rest = unescaped(&run[place + 1..]);
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && !"-._".contains(c))
            .unwrap_or(rest.len());
        let host = rest[..end].trim_end_matches('.');
        if name == plain.len() || !host.contains('.') || host.ends_with(['-', '_']) {
            return 0;
        }
        let address = format!("{}@{host}", plain.split_off(name));
        self.push_text(plain);
        self.items.push(Item::Address(address));
        host.len() + 1
    }

    fn push_text(&mut self, plain: &mut String) {
        if !plain.is_empty() {
            let text = symbol::signs(plain);
            self.items.push(Item::Event(Event::Text(text.into())));
            plain.clear();
        }
    }
}

/// Whether a text may be the name of an icon.
fn is_icon(name: &str) -> bool {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    !name.is_empty() && name.chars().all(is_name)
}

/// Whether what follows a colon is a name without another colon behind it: then the colon belongs to the
/// name. Picture characters can be part of names, other signs cannot.
fn begins_name(text: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || c > '\u{ffff}';
    let rest = text.trim_start_matches(|c: char| is_name(c) || c == '-' || c == '_');
    text.starts_with(is_name) && !rest.starts_with(':')
}

/// Whether it begins as an address does.
fn is_address(run: &[(char, bool)]) -> bool {
    ["http", "www."].into_iter().any(|start| {
        run.len() > start.len()
            && start
                .chars()
                .zip(run)
                .all(|(wanted, (character, _))| wanted == *character)
    })
}

/// The characters up to the next escaped one.
fn unescaped(run: &[(char, bool)]) -> String {
    run.iter()
        .take_while(|(_, is_escaped)| !is_escaped)
        .map(|(character, _)| *character)
        .collect()
}

/// The class of a directive, by its name.
fn class(name: &str) -> Option<String> {
    if name == "small" {
        return Some("bk-small".to_owned());
    }
    let (color, kind) = name.split_once('-').unwrap_or((name, ""));
    let color = match color {
        "red" | "orange" | "yellow" | "green" | "blue" | "violet" | "gray" | "rainbow"
        | "primary" => color,
        "grey" => "gray",
        _ => return None,
    };
    match kind {
        "" => Some(format!("stMarkdownColoredText bk-ink-{color}")),
        "background" => Some(format!(
            "stMarkdownColoredBackground bk-paper bk-paper-{color}"
        )),
        "badge" => Some(format!(
            "stMarkdownBadge bk-badge bk-ink-{color} bk-paper-{color}"
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text in short: directives as `<class>…</>`, icons and addresses marked.
    fn short(source: &str) -> String {
        items(source)
            .iter()
            .map(|item| match item {
                Item::Event(Event::Text(text)) => text.to_string(),
                Item::Event(Event::Code(text)) => format!("`{text}`"),
                Item::Event(Event::SoftBreak) => "\n".to_owned(),
                Item::Event(Event::Start(Tag::Strong) | Event::End(TagEnd::Strong)) => {
                    "**".to_owned()
                }
                Item::Event(_) => String::new(),
                Item::Open(class) => {
                    let own = class
                        .strip_prefix("stMarkdown")
                        .and_then(|class| class.split_once(' '));
                    format!("<{}>", own.map_or(class.as_str(), |(_, own)| own))
                }
                Item::Close => "</>".to_owned(),
                Item::Icon(name) => format!("<icon {name}>"),
                Item::Emoji(name) => format!(":{name}:"),
                Item::Address(address) => format!("<{address}>"),
            })
            .collect()
    }

    #[test]
    fn colours_nest_and_hold_markdown() {
        assert_eq!(short(":red[a **b** c]"), "<bk-ink-red>a **b** c</>");
        assert_eq!(
            short(":blue[x :green[y] z]"),
            "<bk-ink-blue>x <bk-ink-green>y</> z</>"
        );
        assert_eq!(short(":small[x [y] z]"), "<bk-small>x [y] z</>");
        assert_eq!(short(":grey[a\nb]"), "<bk-ink-gray>a\nb</>");
        assert_eq!(
            short(":violet-badge[v]"),
            "<bk-badge bk-ink-violet bk-paper-violet>v</>"
        );
    }

    #[test]
    fn what_is_no_directive_stays_text() {
        for source in [
            ":red[un",
            ":nope[q]",
            ":red-text[q]",
            "`:red[x]`",
            "10:30:20",
            ":nothing:",
        ] {
            assert_eq!(short(source), source);
        }
        assert_eq!(short("\\:red[x]"), ":red[x]");
        assert_eq!(short("**:red[a** b]"), "**:red[a** b]");
    }

    #[test]
    fn names_become_emoji_and_icons() {
        assert_eq!(short("(:smile:) x:smile: :smile:."), "(😄) x😄 😄.");
        assert_eq!(short("a:smile:b"), "a:smile:b");
        assert_eq!(short(":smile::rocket: :+1::-1:"), "😄🚀 👍👎");
        assert_eq!(short(":red[:smile::rocket:]"), "<bk-ink-red>😄🚀</>");
        assert_eq!(
            short(":red[:smile:]:blue[:100:%]"),
            "<bk-ink-red>😄</><bk-ink-blue>💯%</>"
        );
        assert_eq!(short("🚀:smile: :smile:❤"), "🚀😄 😄❤");
        assert_eq!(
            short(":smile:🚀 :green[:tada:x]"),
            ":smile:🚀 <bk-ink-green>:tada:x</>"
        );
        assert_eq!(short(":rocket:rocket: :rocket::x:y"), "🚀rocket: 🚀:x:y");
        assert_eq!(short(":material_home: a"), "<icon home> a");
        assert_eq!(
            short(":orange-badge[:material/star: v]"),
            "<bk-badge bk-ink-orange bk-paper-orange><icon star> v</>"
        );
    }

    #[test]
    fn bare_addresses_are_found_outside_of_links_and_code() {
        assert_eq!(short("(http://a.b), c"), "(<http://a.b>), c");
        assert_eq!(short(":red[http://a.b]"), "<bk-ink-red><http://a.b></>");
        assert_eq!(short("`http://a.b`"), "`http://a.b`");
        assert_eq!(short("[http://a.b](http://c.d)"), "http://a.b");
        assert_eq!(short("to a.b@c.de."), "to <a.b@c.de>.");
        assert_eq!(short("a@b @c"), "a@b @c");
    }
}
