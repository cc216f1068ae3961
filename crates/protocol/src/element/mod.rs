//! Elements: what stands on a page and holds no other element. One file each.

use serde::{Deserialize, Serialize};

pub mod alert;
pub mod button;
pub mod button_group;
pub mod capture;
pub mod chart;
pub mod chat_input;
pub mod checkbox;
pub mod code;
pub mod color_picker;
pub mod component;
pub mod data_frame;
pub mod exception;
pub mod feedback;
pub mod festive;
pub mod file_uploader;
pub mod heading;
pub mod help;
pub mod html;
pub mod iframe;
pub mod image;
pub mod json;
pub mod markdown;
pub mod metric;
pub mod moment;
pub mod multiselect;
pub mod number_input;
pub mod page_link;
pub mod pagination;
pub mod player;
pub mod progress;
pub mod radio;
pub mod selectbox;
pub mod skeleton;
pub mod slider;
pub mod spinner;
pub mod table;
pub mod text;
pub mod text_area;
pub mod text_input;
pub mod toast;

pub use alert::{Alert, AlertKind};
pub use button::{
    Button, ButtonFace, ButtonKind, DownloadButton, IconPosition, LinkButton, MenuButton,
};
pub use button_group::{ButtonGroup, ButtonGroupLook, ButtonOption};
pub use capture::{AudioInput, CameraInput};
pub use chart::{GraphvizChart, PlotlyChart, VegaLite};
pub use chat_input::ChatInput;
pub use checkbox::Checkbox;
pub use code::Code;
pub use color_picker::ColorPicker;
pub use component::{BidiComponent, Component};
pub use data_frame::{DataFrame, SelectionMode};
pub use exception::Exception;
pub use feedback::{Feedback, FeedbackKind};
pub use festive::{Festive, Flying};
pub use file_uploader::FileUploader;
pub use heading::{Heading, HeadingLevel};
pub use help::Help;
pub use html::Html;
pub use iframe::{FrameContent, Iframe};
pub use image::{Images, Picture};
pub use json::Json;
pub use markdown::{Markdown, MarkdownKind};
pub use metric::{ChartKind, Direction, Metric};
pub use moment::{Moment, MomentKind};
pub use multiselect::Multiselect;
pub use number_input::NumberInput;
pub use page_link::PageLink;
pub use pagination::Pagination;
pub use player::{Player, PlayerKind};
pub use progress::Progress;
pub use radio::Radio;
pub use selectbox::Selectbox;
pub use skeleton::Skeleton;
pub use slider::{Slider, SliderKind};
pub use spinner::Spinner;
pub use table::{Table, TableBorder};
pub use text::Text;
pub use text_area::TextArea;
pub use text_input::TextInput;
pub use toast::Toast;

use crate::{WidgetId, WidgetValue};

/// An element of the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(
    missing_docs,
    reason = "each variant is described on the type that it holds"
)]
pub enum Element {
    /// Nothing: a place kept free.
    Empty,
    Alert(Alert),
    Button(Button),
    ButtonGroup(ButtonGroup),
    AudioInput(AudioInput),
    CameraInput(CameraInput),
    ChatInput(ChatInput),
    Checkbox(Checkbox),
    Code(Code),
    ColorPicker(ColorPicker),
    Component(Component),
    BidiComponent(BidiComponent),
    DataFrame(DataFrame),
    DownloadButton(DownloadButton),
    Exception(Exception),
    Feedback(Feedback),
    Festive(Festive),
    FileUploader(FileUploader),
    GraphvizChart(GraphvizChart),
    Heading(Heading),
    Help(Help),
    Html(Html),
    Iframe(Iframe),
    Images(Images),
    Json(Json),
    LinkButton(LinkButton),
    Markdown(Markdown),
    MenuButton(MenuButton),
    Metric(Metric),
    Moment(Moment),
    Multiselect(Multiselect),
    NumberInput(NumberInput),
    PageLink(PageLink),
    Pagination(Pagination),
    Player(Player),
    PlotlyChart(PlotlyChart),
    Progress(Progress),
    Radio(Radio),
    Selectbox(Selectbox),
    Skeleton(Skeleton),
    Slider(Slider),
    /// `st.space`: as wide or high as its layout says.
    Space,
    Spinner(Spinner),
    Table(Table),
    Text(Text),
    TextArea(TextArea),
    TextInput(TextInput),
    Toast(Toast),
    VegaLite(VegaLite),
}

impl Element {
    /// The widget's identity, if this is a widget.
    pub fn widget_id(&self) -> Option<&WidgetId> {
        match self {
            Self::Button(element) => Some(&element.id),
            Self::ButtonGroup(element) => Some(&element.id),
            Self::AudioInput(element) => Some(&element.id),
            Self::CameraInput(element) => Some(&element.id),
            Self::ChatInput(element) => Some(&element.id),
            Self::Checkbox(element) => Some(&element.id),
            Self::ColorPicker(element) => Some(&element.id),
            Self::Component(element) => Some(&element.id),
            Self::BidiComponent(element) => Some(&element.id),
            Self::DataFrame(element) => element.id.as_ref(),
            Self::DownloadButton(element) => Some(&element.id),
            Self::Feedback(element) => Some(&element.id),
            Self::FileUploader(element) => Some(&element.id),
            Self::LinkButton(element) => element.id.as_ref(),
            Self::MenuButton(element) => Some(&element.id),
            Self::Moment(element) => Some(&element.id),
            Self::Multiselect(element) => Some(&element.id),
            Self::NumberInput(element) => Some(&element.id),
            Self::Pagination(element) => Some(&element.id),
            Self::PlotlyChart(element) => element.id.as_ref(),
            Self::Radio(element) => Some(&element.id),
            Self::Selectbox(element) => Some(&element.id),
            Self::Slider(element) => Some(&element.id),
            Self::TextArea(element) => Some(&element.id),
            Self::TextInput(element) => Some(&element.id),
            Self::VegaLite(element) => element.id.as_ref(),
            Self::Empty
            | Self::Alert(_)
            | Self::Code(_)
            | Self::Exception(_)
            | Self::Festive(_)
            | Self::GraphvizChart(_)
            | Self::Heading(_)
            | Self::Help(_)
            | Self::Html(_)
            | Self::Iframe(_)
            | Self::Images(_)
            | Self::Json(_)
            | Self::Markdown(_)
            | Self::Metric(_)
            | Self::PageLink(_)
            | Self::Player(_)
            | Self::Progress(_)
            | Self::Skeleton(_)
            | Self::Space
            | Self::Spinner(_)
            | Self::Table(_)
            | Self::Text(_)
            | Self::Toast(_) => None,
        }
    }

    /// The value that the script sets now, if this is a widget and it sets one.
    pub fn script_value(&self) -> Option<WidgetValue> {
        match self {
            Self::ButtonGroup(element) => element.script_value(),
            Self::Checkbox(element) => element.script_value(),
            Self::ColorPicker(element) => element.script_value(),
            Self::DataFrame(element) => element.script_value(),
            Self::Feedback(element) => element.script_value(),
            Self::Moment(element) => element.script_value(),
            Self::Multiselect(element) => element.script_value(),
            Self::NumberInput(element) => element.script_value(),
            Self::Pagination(element) => element.script_value(),
            Self::Radio(element) => element.script_value(),
            Self::Selectbox(element) => element.script_value(),
            Self::Slider(element) => element.script_value(),
            Self::TextArea(element) => element.script_value(),
            Self::TextInput(element) => element.script_value(),
            _ => None,
        }
    }
}
