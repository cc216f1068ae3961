//! The page as a reader sees it, as lines of text.

use std::fmt::Write;

use brooklet_client::MemorySurface;
use brooklet_client::memory::Content;
use brooklet_protocol::{Block, Element, Root, option_name};

/// A line for each element and block, blocks with their content set in. Places that are empty are left
/// out.
pub(crate) fn outline(page: &MemorySurface) -> String {
    let mut text = String::new();
    page.visit(|root, depth, content| {
        let line = match content {
            Content::Element(element) => describe(element),
            Content::Block(block) => Some(describe_block(block)),
        };
        let Some(line) = line else { return };
        let root = if root == Root::Sidebar {
            "sidebar "
        } else {
            ""
        };
        writeln!(text, "{}{root}{line}", "  ".repeat(depth)).expect("a String takes all");
    });
    text
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
    describe_button(element)
        .or_else(|| describe_field(element))
        .or_else(|| describe_shown(element))
        .or_else(|| {
            let label = element.label()?;
            Some(format!("{} {label:?}", element.kind().replace('_', " ")))
        })
}

fn describe_button(element: &Element) -> Option<String> {
    Some(match element {
        Element::Button(button) => format!("button {:?}", button.props.label),
        Element::ButtonGroup(group) => {
            let options: Vec<&str> = group
                .options
                .iter()
                .map(|o| option_name::text(&o.name))
                .collect();
            format!("group {:?} of {}", group.label.text, options.join(", "))
        }
        Element::DownloadButton(button) => {
            format!(
                "download {:?} of {:?}",
                button.props.label, button.file_name
            )
        }
        Element::LinkButton(button) => format!("link {:?} to {}", button.props.label, button.url),
        Element::MenuButton(button) => {
            format!(
                "menu {:?} of {}",
                button.props.label,
                button.options.join(", ")
            )
        }
        _ => return None,
    })
}

fn describe_field(element: &Element) -> Option<String> {
    Some(match element {
        Element::AudioInput(field) => format!("audio {:?}", field.label.text),
        Element::CameraInput(field) => format!("camera {:?}", field.label.text),
        Element::ChatInput(field) => format!("chat {:?}", field.placeholder),
        Element::Component(component) => {
            format!("component {:?} with {}", component.name, component.args)
        }
        Element::BidiComponent(component) => {
            format!("component {:?} with {}", component.name, component.data)
        }
        Element::ColorPicker(field) => format!("color {:?}", field.label.text),
        Element::Feedback(field) => format!("feedback {:?}", field.kind).to_lowercase(),
        Element::FileUploader(field) => format!("files {:?}", field.label.text),
        Element::Multiselect(input) => {
            format!(
                "multiselect {:?} of {}",
                input.label.text,
                input.options.join(", ")
            )
        }
        Element::DateTimeField(input) => format!("{:?} {:?}", input.kind, input.label.text),
        Element::Pagination(pages) => format!("pages: {}", pages.pages),
        Element::Selectbox(input) => {
            format!(
                "selectbox {:?} of {}",
                input.label.text,
                input.options.join(", ")
            )
        }
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
        Element::Radio(input) => {
            format!(
                "radio {:?} of {}",
                input.label.text,
                input.options.join(", ")
            )
        }
        _ => return None,
    })
}

/// What is only looked at.
fn describe_shown(element: &Element) -> Option<String> {
    Some(match element {
        Element::Alert(alert) => format!("{:?}: {}", alert.kind, alert.body).to_lowercase(),
        Element::Code(code) => format!("code: {}", code.body),
        Element::DataFrame(grid) => format!("grid {}", grid.config),
        Element::Exception(error) => format!("exception: {}: {}", error.type_name, error.message),
        Element::Celebration(celebration) => format!("{:?}", celebration.kind).to_lowercase(),
        Element::Toast(toast) => format!("toast: {}", toast.body),
        Element::Heading(heading) => {
            format!("{:?}: {}", heading.level, heading.body).to_lowercase()
        }
        Element::GraphvizChart(chart) => format!("graph {}", chart.source),
        Element::LibraryChart(chart) => format!("{:?} {}", chart.library, chart.source),
        Element::PlotlyChart(chart) => format!("plotly {}", chart.figure),
        Element::VegaLite(chart) => format!("chart {}", chart.spec),
        Element::Json(json) => format!("json: {}", json.body),
        Element::Markdown(markdown) => format!("markdown: {}", markdown.body),
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
        Element::Skeleton(_) => "skeleton".to_owned(),
        Element::Space => "space".to_owned(),
        Element::Spinner(spinner) => format!("spinner: {}", spinner.text),
        Element::Text(text) => format!("text: {}", text.body),
        // Other widgets are known by their labels, and nothing is where nothing is.
        _ => return None,
    })
}
