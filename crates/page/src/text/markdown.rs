//! Markdown as DOM nodes. HTML in a text is shown as text unless the script asks for more.

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, Node};

use super::directive::{Item, items};
use super::footnotes::Footnotes;
use super::{anchor, code, html, icon, later};
use crate::address::{is_harmless, is_harmless_source};
use crate::dom::{NodeExt, append, make, set};

/// The style.
pub const STYLE: &str = include_str!("markdown.css");

/// Blocks of Markdown.
pub fn block(document: &Document, source: &str) -> Vec<Node> {
    let holder = make(document, "div");
    let mut writer = Writer::new(document, &holder, false);
    writer.write(source);
    if writer.is_unfinished {
        later::fill(&holder);
    }
    let children = holder.child_nodes();
    (0..children.length())
        .filter_map(|place| children.item(place))
        .collect()
}

/// Blocks of Markdown in which HTML is drawn as well, as far as it is harmless.
pub fn block_with_html(document: &Document, source: &str) -> Vec<Node> {
    let holder = make(document, "div");
    let mut writer = Writer::new(document, &holder, false);
    writer.html = Some(Vec::new());
    writer.write(&source.replace(PLACES, ""));
    // A piece of HTML may open what another one closes: all of it is read as one.
    let mut text = holder.inner_html();
    for (number, piece) in writer.html.take().into_iter().flatten().enumerate() {
        text = text.replacen(&place_of(number), &piece, 1);
    }
    let nodes = html::clean(document, &text);
    for node in &nodes {
        if let Some(element) = node.dyn_ref() {
            later::fill(element);
        }
    }
    nodes
}

/// What encloses the number of a piece of HTML: characters that stand for nothing.
const PLACES: [char; 2] = ['\u{f8fe}', '\u{f8ff}'];

/// Markdown within a line into `parent`. What would make a block, such as `# ` or `1. `, is text.
pub fn inline(document: &Document, parent: &Element, source: &str) {
    let (guard, source) = guarded(source);
    let mut writer = Writer::new(document, parent, true);
    writer.guard = Some(guard);
    writer.write(&source);
    if writer.is_unfinished {
        later::fill(parent);
    }
}

/// What a reader hears of Markdown within a line.
pub fn plain(source: &str) -> String {
    let (guard, source) = guarded(source);
    let words = items(&source).into_iter().map(|item| match item {
        Item::Event(Event::Text(text) | Event::Code(text) | Event::InlineHtml(text)) => {
            text.replace(guard, "")
        }
        Item::Event(Event::SoftBreak | Event::HardBreak) => " ".to_owned(),
        Item::Event(Event::InlineMath(formula) | Event::DisplayMath(formula)) => {
            formula.replace(guard, "")
        }
        Item::Icon(name) => icon::name(&name),
        Item::Emoji(name) => name,
        Item::Address(address) => address,
        _ => String::new(),
    });
    words.collect()
}

/// Lines that none of which makes a block, and the mark that is before each.
fn guarded(source: &str) -> (char, String) {
    let guard = GUARDS
        .into_iter()
        .find(|guard| !source.contains(*guard))
        .unwrap_or(GUARDS[0]);
    let lines: Vec<String> = source
        .lines()
        .map(|line| format!("{guard}{}", line.trim_start()))
        .collect();
    (guard, lines.join("\n"))
}

/// Rare marks of punctuation. Before a line, one keeps it from being read as a block, and changes
/// nothing of what Markdown finds within the line.
const GUARDS: [char; 3] = ['\u{2e4f}', '\u{2e3a}', '\u{203b}'];

struct Writer<'a> {
    document: &'a Document,
    /// The elements that are open, innermost last; unwrapped ones are not among them.
    open: Vec<Element>,
    is_inline: bool,
    /// What is to be left out of the text.
    guard: Option<char>,
    alignments: Vec<Alignment>,
    cell: usize,
    in_head: bool,
    /// The text of the picture under way.
    picture: Option<String>,
    /// The language of the code under way.
    language: Option<String>,
    /// The pieces of HTML so far, where HTML is to be drawn.
    html: Option<Vec<String>>,
    footnotes: Footnotes,
    /// Whether something waits for a script.
    is_unfinished: bool,
}

impl<'a> Writer<'a> {
    fn new(document: &'a Document, parent: &Element, is_inline: bool) -> Self {
        Self {
            document,
            open: vec![parent.clone()],
            is_inline,
            guard: None,
            alignments: Vec::new(),
            cell: 0,
            in_head: false,
            picture: None,
            language: None,
            html: None,
            footnotes: Footnotes::default(),
            is_unfinished: false,
        }
    }

    fn write(&mut self, source: &str) {
        for item in items(source) {
            match item {
                Item::Event(event) => self.event(event),
                Item::Open(class) => self.push("span").set_class_name(&class),
                Item::Close => drop(self.open.pop()),
                Item::Icon(name) => {
                    let icon = icon::symbol_in_text(self.document, &name);
                    append(self.top(), &icon);
                }
                Item::Emoji(name) => {
                    append(self.top(), &later::emoji(self.document, &name));
                    self.is_unfinished = true;
                }
                Item::Address(address) => {
                    let target = if address.starts_with("www.") {
                        format!("http://{address}")
                    } else if !address.contains("://") {
                        format!("mailto:{address}")
                    } else {
                        address.clone()
                    };
                    self.start_link(&target);
                    self.text(&address);
                    self.open.pop();
                }
            }
        }
        self.footnotes.finish(self.document, self.top());
    }

    fn event(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Html(piece) | Event::InlineHtml(piece) if self.html.is_some() => {
                let pieces = self.html.get_or_insert_default();
                pieces.push(piece.into_string());
                let place = place_of(pieces.len() - 1);
                self.text(&place);
            }
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Code(text) => {
                let code = make(self.document, "code");
                code.set_text_content(Some(&self.unguarded(&text)));
                append(self.top(), &code);
            }
            Event::SoftBreak => self.text("\n"),
            Event::HardBreak => append(self.top(), &make(self.document, "br")),
            Event::Rule if !self.is_inline => append(self.top(), &make(self.document, "hr")),
            Event::TaskListMarker(done) => {
                let mark = make(self.document, "input");
                set(&mark, "type", "checkbox");
                set(&mark, "disabled", "");
                if done {
                    set(&mark, "checked", "");
                }
                append(self.top(), &mark);
                self.top().set_class_name("task-list-item");
                self.text(" ");
            }
            Event::InlineMath(formula) if formula.contains('\n') => {
                self.text(&format!("${formula}$"));
            }
            Event::InlineMath(formula) => self.formula(&formula, false),
            Event::DisplayMath(formula) => {
                // Only what stands on lines of its own is set apart.
                let first_line = formula.split('\n').next().unwrap_or_default();
                let is_display = !self.is_inline && first_line.trim().len() < formula.trim().len();
                self.formula(&formula, is_display && first_line.trim().is_empty());
            }
            Event::FootnoteReference(label) if !self.is_inline => {
                let mark = self.footnotes.refer(self.document, &label);
                append(self.top(), &mark);
            }
            Event::Rule | Event::FootnoteReference(_) => {}
        }
    }

    fn formula(&mut self, formula: &str, is_display: bool) {
        let formula = self.unguarded(formula);
        let node = later::formula(self.document, formula.trim(), is_display);
        append(self.top(), &node);
        self.is_unfinished = true;
    }

    fn unguarded(&self, text: &str) -> String {
        match self.guard {
            Some(guard) => text.replace(guard, ""),
            None => text.to_owned(),
        }
    }

    fn top(&self) -> &Element {
        self.open.last().expect("the parent is never closed")
    }

    fn text(&mut self, text: &str) {
        let text = self.unguarded(text);
        if let Some(picture) = &mut self.picture {
            picture.push_str(&text);
            return;
        }
        let node = self.document.create_text_node(&text);
        self.top().add(&node);
    }

    fn push(&mut self, tag: &str) -> HtmlElement {
        let node = make(self.document, tag);
        append(self.top(), &node);
        self.open.push(node.clone().into());
        node
    }

    fn start(&mut self, tag: Tag) {
        if self.is_inline && is_block(&tag) {
            return;
        }
        match tag {
            Tag::Paragraph => drop(self.push("p")),
            Tag::Heading { level, .. } => {
                let row = self.push("div");
                row.set_class_name("bk-heading-row");
                set(&row, "data-testid", "stHeadingWithActionElements");
                self.push(heading(level));
                self.push("span");
            }
            Tag::FootnoteDefinition(label) => {
                let note = self.footnotes.define(self.document, &label);
                self.open.push(note.into());
            }
            Tag::BlockQuote(_) => drop(self.push("blockquote")),
            Tag::CodeBlock(kind) => self.start_code(&kind),
            Tag::List(Some(start)) => set(&self.push("ol"), "start", &start.to_string()),
            Tag::List(None) => drop(self.push("ul")),
            Tag::Item => drop(self.push("li")),
            Tag::Table(alignments) => {
                self.alignments = alignments;
                self.push("table");
            }
            Tag::TableHead => {
                self.in_head = true;
                self.push("thead");
                self.start_row();
            }
            Tag::TableRow => self.start_row(),
            Tag::TableCell => self.start_cell(),
            Tag::Emphasis => drop(self.push("em")),
            Tag::Strong => drop(self.push("strong")),
            Tag::Strikethrough => drop(self.push("del")),
            Tag::Link {
                dest_url, title, ..
            } => {
                self.start_link(&dest_url);
                set_title(self.top(), &title);
            }
            Tag::Image {
                dest_url, title, ..
            } => {
                let picture = self.push("img");
                set_title(&picture, &title);
                if is_harmless_source(&dest_url) {
                    set(&picture, "src", &dest_url);
                }
                self.picture = Some(String::new());
            }
            _ => {}
        }
    }

    fn start_code(&mut self, kind: &CodeBlockKind) {
        set(&self.push("div"), "data-testid", "stMarkdownPre");
        let block = self.push("div");
        block.set_class_name("stCode bk-code");
        set(&block, "data-testid", "stCode");
        if let CodeBlockKind::Fenced(language) = kind {
            // The first word names the language.
            let language = language.split_whitespace().next();
            self.language = language.map(str::to_owned);
        }
    }

    fn start_row(&mut self) {
        self.cell = 0;
        self.push("tr");
    }

    fn start_cell(&mut self) {
        let cell = self.push(if self.in_head { "th" } else { "td" });
        let alignment = match self.alignments.get(self.cell) {
            Some(Alignment::Left) => "left",
            Some(Alignment::Center) => "center",
            Some(Alignment::Right) => "right",
            _ => "",
        };
        if !alignment.is_empty() {
            set(&cell, "align", alignment);
        }
        self.cell += 1;
    }

    fn start_link(&mut self, address: &str) {
        let link = self.push("a");
        if !is_harmless(address) {
            return;
        }
        set(&link, "href", address);
        if !address.starts_with('#') {
            set(&link, "target", "_blank");
            set(&link, "rel", "noopener noreferrer");
        }
    }

    fn end_heading(&mut self) {
        let text = self.top();
        let heading: HtmlElement = self.open[self.open.len() - 2].clone().unchecked_into();
        let name = anchor::slug(&text.text_content().unwrap_or_default());
        let actions = anchor::actions(self.document, &heading, text);
        anchor::name(&heading, &name);
        anchor::link(self.document, &actions, &name);
    }

    fn end(&mut self, tag: TagEnd) {
        let levels = match tag {
            TagEnd::Image => {
                let text = self.picture.take().unwrap_or_default();
                set(self.top(), "alt", &text);
                1
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => 1,
            _ if self.is_inline => 0,
            TagEnd::CodeBlock => {
                let language = self.language.take();
                let block: HtmlElement = self.top().clone().unchecked_into();
                let text = block.text_content().unwrap_or_default();
                block.set_text_content(None);
                let look = code::Look {
                    language: language.as_deref(),
                    ..code::Look::default()
                };
                code::fill(
                    &block,
                    self.document,
                    text.strip_suffix('\n').unwrap_or(&text),
                    look,
                );
                2
            }
            TagEnd::TableHead => {
                self.in_head = false;
                2
            }
            TagEnd::Table if self.top().tag_name() == "TBODY" => 2,
            TagEnd::Heading(_) => {
                self.end_heading();
                3
            }
            TagEnd::Paragraph => {
                unwrap_display(self.top());
                1
            }
            TagEnd::FootnoteDefinition
            | TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::Table
            | TagEnd::TableRow
            | TagEnd::TableCell => 1,
            _ => 0,
        };
        self.open.truncate(self.open.len() - levels);
        if tag == TagEnd::TableHead && !self.is_inline {
            self.push("tbody");
        }
    }
}

/// Takes the paragraph away from around a formula that stands by itself.
fn unwrap_display(paragraph: &Element) {
    if let (1, Some(only)) = (
        paragraph.child_nodes().length(),
        paragraph.first_element_child(),
    ) && only.get_attribute("data-later").as_deref() == Some("display")
    {
        // A paragraph off the page stays where it is.
        let _ = paragraph.replace_with_with_node_1(&only);
    }
}

/// What stands for the piece of HTML of this number.
fn place_of(number: usize) -> String {
    format!("{}{number}{}", PLACES[0], PLACES[1])
}

fn set_title(node: &Element, title: &str) {
    if !title.is_empty() {
        set(node, "title", title);
    }
}

fn is_block(tag: &Tag) -> bool {
    !matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

fn heading(level: HeadingLevel) -> &'static str {
    match level {
        HeadingLevel::H1 => "h1",
        HeadingLevel::H2 => "h2",
        HeadingLevel::H3 => "h3",
        HeadingLevel::H4 => "h4",
        HeadingLevel::H5 => "h5",
        HeadingLevel::H6 => "h6",
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_name_is_heard_without_its_markup() {
        for (source, heard) in [
            ("Name", "Name"),
            ("**Bold** :red[x] `c` [l](http://a.b)", "Bold x c l"),
            (
                ":material/arrow_back: Back :rocket:",
                "arrow back icon Back 🚀",
            ),
            ("1. First", "1. First"),
            ("a\nb", "a b"),
        ] {
            assert_eq!(plain(source), heard);
        }
    }
}
