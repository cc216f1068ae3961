//! The page as a reader sees it, kept in memory.

use std::collections::BTreeMap;
use std::fmt::Write;

use brooklet_protocol::element::Selectbox;
use brooklet_protocol::{Block, Delta, DeltaPath, Element, Root};

/// What the deltas have made, by root and indices.
#[derive(Debug, Default)]
pub struct Page {
    nodes: BTreeMap<(u8, Vec<u32>), Node>,
    run: u32,
    /// The fragments that the run is for.
    fragments: Vec<String>,
}

#[derive(Debug)]
struct Node {
    content: Content,
    run: u32,
    fragment: Option<String>,
}

#[derive(Debug)]
enum Content {
    Element(Box<Element>),
    Block(Block),
}

impl Page {
    /// A run begins: what it does not draw is old.
    pub(crate) fn begin_run(&mut self, fragments: Vec<String>) {
        self.fragments = fragments;
        self.run += 1;
    }

    /// Applies a change.
    pub(crate) fn apply(&mut self, delta: Delta) {
        let key = key(delta.path());
        let (Delta::Element { layout, .. } | Delta::Block { layout, .. }) = &delta;
        let fragment = layout.scope.fragment_id.clone();
        let (content, keeps_children) = match delta {
            Delta::Element { element, .. } => (Content::Element(Box::new(element)), false),
            Delta::Block { block, .. } => {
                let same = matches!(self.nodes.get(&key), Some(Node { content: Content::Block(old), .. })
                    if std::mem::discriminant(old) == std::mem::discriminant(&block));
                (Content::Block(block), same)
            }
        };
        if !keeps_children {
            let (root, path) = &key;
            let inside: Vec<_> = self
                .nodes
                .range((*root, path.clone())..)
                .take_while(|((other, inner), _)| other == root && inner.starts_with(path))
                .map(|(key, _)| key.clone())
                .collect();
            for key in inside {
                self.nodes.remove(&key);
            }
        }
        self.nodes.insert(
            key,
            Node {
                content,
                run: self.run,
                fragment,
            },
        );
    }

    /// Removes what the last run did not draw.
    pub(crate) fn sweep(&mut self) {
        let run = self.run;
        let fragments = &self.fragments;
        let mut inside: Option<(u8, Vec<u32>)> = None;
        // Parents come before their children.
        self.nodes.retain(|(root, path), node| {
            let is_inside = inside
                .as_ref()
                .is_some_and(|(around, block)| around == root && path.starts_with(block));
            let is_of_run = node
                .fragment
                .as_ref()
                .is_some_and(|id| fragments.contains(id));
            if is_of_run && !is_inside {
                inside = Some((*root, path.clone()));
            }
            let is_touched = fragments.is_empty() || is_inside || is_of_run;
            node.run == run || !is_touched
        });
    }

    /// All elements in page order.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.nodes.values().filter_map(|node| match &node.content {
            Content::Element(element) => Some(&**element),
            Content::Block(_) => None,
        })
    }

    /// All blocks in page order.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.nodes.values().filter_map(|node| match &node.content {
            Content::Element(_) => None,
            Content::Block(block) => Some(block),
        })
    }

    /// A line for each element and block, blocks with their content set in. Places that are empty
    /// are left out.
    pub fn outline(&self) -> String {
        let mut text = String::new();
        for ((root, path), node) in &self.nodes {
            let line = match &node.content {
                Content::Element(element) => describe(element),
                Content::Block(block) => Some(describe_block(block)),
            };
            let Some(line) = line else { continue };
            let root = if *root == 1 { "sidebar " } else { "" };
            let depth = path.len().saturating_sub(1);
            writeln!(text, "{}{root}{line}", "  ".repeat(depth)).expect("a String takes all");
        }
        text
    }
}

fn key(path: &DeltaPath) -> (u8, Vec<u32>) {
    let root = match path.root {
        Root::Main => 0,
        Root::Sidebar => 1,
        Root::Bottom => 2,
        Root::Event => 3,
    };
    (root, path.indices.clone())
}

fn describe_block(block: &Block) -> String {
    match block {
        Block::Vertical(stack) => {
            format!("container{}", if stack.border { " border" } else { "" })
        }
        Block::Horizontal(_) => "row".to_owned(),
        Block::Transparent => "part".to_owned(),
        Block::Form { id, border, .. } => {
            format!("form {id:?}{}", if *border { " border" } else { "" })
        }
        Block::Column(column) => format!("column {:.2}", column.weight),
        Block::Expander(expander) => {
            let state = match (expander.progress, expander.expanded) {
                (Some(progress), _) => format!("{progress:?}").to_lowercase(),
                (None, Some(true)) => "open".to_owned(),
                (None, _) => "closed".to_owned(),
            };
            format!("expander {:?} {state}", expander.label)
        }
        Block::Tabs(tabs) => format!("tabs {} open {}", tabs.labels.join(", "), tabs.open),
        Block::Tab => "tab".to_owned(),
        Block::Popover(popover) => format!("popover {:?}", popover.label),
        Block::Dialog(dialog) => format!("dialog {:?}", dialog.title),
        Block::ChatMessage(message) => format!("chat message of {}", message.name),
        Block::Grid(_) => "grid".to_owned(),
        Block::GridCell(_) => "cell".to_owned(),
    }
}

fn describe(element: &Element) -> Option<String> {
    Some(match element {
        Element::Empty => return None,
        Element::Alert(alert) => format!("{:?}: {}", alert.kind, alert.body).to_lowercase(),
        Element::Button(button) => format!("button {:?}", button.face.label),
        Element::AudioInput(field) => format!("audio {:?}", field.label.text),
        Element::CameraInput(field) => format!("camera {:?}", field.label.text),
        Element::ChatInput(field) => format!("chat {:?}", field.placeholder),
        Element::ButtonGroup(group) => {
            let options: Vec<&str> = group.options.iter().map(|o| o.text.as_str()).collect();
            format!("group {:?} of {}", group.label.text, options.join(", "))
        }
        Element::Checkbox(box_) => format!("checkbox {:?}", box_.label.text),
        Element::Code(code) => format!("code: {}", code.body),
        Element::Component(component) => {
            format!("component {:?} with {}", component.name, component.args)
        }
        Element::BidiComponent(component) => {
            format!("component {:?} with {}", component.name, component.data)
        }
        Element::ColorPicker(field) => format!("color {:?}", field.label.text),
        Element::DownloadButton(button) => {
            format!("download {:?} of {:?}", button.face.label, button.file_name)
        }
        Element::Exception(error) => format!("exception: {}: {}", error.type_name, error.message),
        Element::Feedback(field) => format!("feedback {:?}", field.kind).to_lowercase(),
        Element::FileUploader(field) => format!("files {:?}", field.label.text),
        Element::Festive(festive) => format!("{:?}", festive.flying).to_lowercase(),
        Element::Toast(toast) => format!("toast: {}", toast.body),
        Element::Heading(heading) => {
            format!("{:?}: {}", heading.level, heading.body).to_lowercase()
        }
        Element::Json(json) => format!("json: {}", json.body),
        Element::LinkButton(button) => format!("link {:?} to {}", button.face.label, button.url),
        Element::Markdown(markdown) => format!("markdown: {}", markdown.body),
        Element::MenuButton(button) => {
            format!(
                "menu {:?} of {}",
                button.face.label,
                button.options.join(", ")
            )
        }
        Element::Multiselect(input) => {
            format!(
                "multiselect {:?} of {}",
                input.label.text,
                input.options.join(", ")
            )
        }
        Element::Moment(input) => format!("{:?} {:?}", input.kind, input.label.text),
        Element::NumberInput(input) => format!("number input {:?}", input.label.text),
        Element::Pagination(pages) => format!("pages: {}", pages.pages),
        Element::PageLink(link) => format!("page link {:?} to {:?}", link.label, link.page),
        Element::Help(help) => format!(
            "help {:?} {} {:?} {:?}",
            help.name, help.type_name, help.value, help.doc
        ),
        Element::Html(html) => format!("html: {}", html.body),
        Element::Iframe(frame) => format!("iframe: {:?}", frame.content),
        Element::Images(images) => format!("images: {}", images.images.len()),
        Element::Metric(metric) => format!(
            "metric {:?} {} {:?} {} {:?}",
            metric.label.text, metric.value, metric.delta, metric.color, metric.direction
        ),
        Element::Player(player) => format!("{:?}", player.kind),
        Element::Table(table) => format!("table {:?} {:?}", table.header, table.rows),
        Element::Progress(progress) => format!("progress: {}", progress.percent),
        Element::Selectbox(Selectbox { label, options, .. }) => {
            format!("selectbox {:?} of {}", label.text, options.join(", "))
        }
        Element::Skeleton(_) => "skeleton".to_owned(),
        Element::Space => "space".to_owned(),
        Element::Slider(slider) if !slider.options.is_empty() => {
            format!(
                "slider {:?} over {}",
                slider.label.text,
                slider.options.join(", ")
            )
        }
        Element::Slider(slider) => {
            format!(
                "slider {:?} from {} to {}",
                slider.label.text, slider.min, slider.max
            )
        }
        Element::Spinner(spinner) => format!("spinner: {}", spinner.text),
        Element::Text(text) => format!("text: {}", text.body),
        Element::Radio(input) => {
            format!(
                "radio {:?} of {}",
                input.label.text,
                input.options.join(", ")
            )
        }
        Element::TextArea(input) => format!("text area {:?}", input.label.text),
        Element::TextInput(input) => format!("text input {:?}", input.label.text),
    })
}
