//! Elements on the page, a file each.

pub mod alert;
pub mod audio_input;
pub mod bidi_component;
pub mod button;
pub mod button_group;
pub mod camera_input;
mod chart;
pub mod chat_input;
pub mod checkbox;
mod civil;
pub mod code;
pub mod color_picker;
pub mod component;
pub mod data_frame;
pub mod download_button;
pub mod empty;
pub mod exception;
pub mod feedback;
pub mod festive;
pub mod file_uploader;
pub mod files;
pub mod graphviz_chart;
pub mod heading;
pub mod html;
pub mod iframe;
pub mod image;
pub mod json;
pub mod link_button;
pub mod markdown;
pub mod menu_button;
pub mod metric;
pub mod moment;
mod moment_format;
pub mod multiselect;
pub mod number_format;
pub mod number_input;
pub mod page_link;
pub mod pagination;
pub mod player;
pub mod plotly_chart;
pub mod progress;
pub mod radio;
pub mod selectbox;
pub mod skeleton;
pub mod slider;
pub mod space;
pub mod spinner;
pub mod table;
pub mod text;
pub mod text_area;
pub mod text_input;
pub mod toast;
pub mod vega_lite;

mod delay;
mod drop_down;
mod face;
mod field;
mod fullscreen;
mod hint;
pub mod object;
mod recorder;
mod rove;
mod shortcut;

use brooklet_protocol::Element;

use crate::view::{Context, View};

/// The styles of all elements.
pub const STYLES: &[&str] = &[
    alert::STYLE,
    button::STYLE,
    button_group::STYLE,
    audio_input::STYLE,
    bidi_component::STYLE,
    camera_input::STYLE,
    chart::STYLE,
    chat_input::STYLE,
    checkbox::STYLE,
    data_frame::STYLE,
    exception::STYLE,
    field::STYLE,
    drop_down::STYLE,
    color_picker::STYLE,
    feedback::STYLE,
    file_uploader::STYLE,
    files::STYLE,
    festive::STYLE,
    fullscreen::STYLE,
    heading::STYLE,
    object::STYLE,
    image::STYLE,
    json::STYLE,
    menu_button::STYLE,
    metric::STYLE,
    moment::STYLE,
    multiselect::STYLE,
    number_input::STYLE,
    page_link::STYLE,
    pagination::STYLE,
    player::STYLE,
    progress::STYLE,
    radio::STYLE,
    selectbox::STYLE,
    skeleton::STYLE,
    slider::STYLE,
    spinner::STYLE,
    table::STYLE,
    text::STYLE,
    text_area::STYLE,
    toast::STYLE,
];

/// A view for an element.
pub fn build(element: &Element, context: &Context) -> Box<dyn View> {
    match element {
        Element::Empty => empty::view(context),
        Element::Alert(element) => alert::view(element, context),
        Element::Button(element) => button::view(element, context),
        Element::ButtonGroup(element) => button_group::view(element, context),
        Element::AudioInput(element) => audio_input::view(element, context),
        Element::CameraInput(element) => camera_input::view(element, context),
        Element::ChatInput(element) => chat_input::view(element, context),
        Element::Checkbox(element) => checkbox::view(element, context),
        Element::Code(element) => code::view(element, context),
        Element::ColorPicker(element) => color_picker::view(element, context),
        Element::Component(element) => component::view(element, context),
        Element::BidiComponent(element) => bidi_component::view(element, context),
        Element::DataFrame(element) => data_frame::view(element, context),
        Element::DownloadButton(element) => download_button::view(element, context),
        Element::Exception(element) => exception::view(element, context),
        Element::Feedback(element) => feedback::view(element, context),
        Element::FileUploader(element) => file_uploader::view(element, context),
        Element::Festive(element) => festive::view(*element, context),
        Element::GraphvizChart(element) => graphviz_chart::view(element, context),
        Element::Heading(element) => heading::view(element, context),
        Element::Help(element) => object::view(element, context),
        Element::Html(element) => html::view(element, context),
        Element::Iframe(element) => iframe::view(element, context),
        Element::Images(element) => image::view(element, context),
        Element::Json(element) => json::view(element, context),
        Element::LinkButton(element) => link_button::view(element, context),
        Element::Markdown(element) => markdown::view(element, context),
        Element::MenuButton(element) => menu_button::view(element, context),
        Element::Metric(element) => metric::view(element, context),
        Element::Moment(element) => moment::view(element, context),
        Element::Multiselect(element) => multiselect::view(element, context),
        Element::NumberInput(element) => number_input::view(element, context),
        Element::PageLink(element) => page_link::view(element, context),
        Element::Pagination(element) => pagination::view(element, context),
        Element::Player(element) => player::view(element, context),
        Element::PlotlyChart(element) => plotly_chart::view(element, context),
        Element::Progress(element) => progress::view(element, context),
        Element::Radio(element) => radio::view(element, context),
        Element::Selectbox(element) => selectbox::view(element, context),
        Element::Skeleton(element) => skeleton::view(element, context),
        Element::Space => space::view(context),
        Element::Slider(element) => slider::view(element, context),
        Element::Spinner(element) => spinner::view(element, context),
        Element::Table(element) => table::view(element, context),
        Element::Text(element) => text::view(element, context),
        Element::Toast(element) => toast::view(element, context),
        Element::TextArea(element) => text_area::view(element, context),
        Element::TextInput(element) => text_input::view(element, context),
        Element::VegaLite(element) => vega_lite::view(element, context),
    }
}
