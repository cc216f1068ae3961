//! Elements on the page, a file each.

mod button_content;
mod chart;
mod chart_data;
mod civil;
mod decimals;
mod delay;
mod drop_down;
pub mod empty;
mod field;
pub mod files;
mod fullscreen;
mod hint;
mod leaving;
mod moment_format;
pub mod number_format;
mod recorder;
mod roving_tabindex;
mod shortcut;
pub mod space;
mod tags;

use brooklet_protocol::Element;

use crate::view::{Context, View};

/// All elements: the module of each view, which element it shows, and whether it has a style.
macro_rules! elements {
    ($($module:ident: $element:ident $(, $style:ident)?;)*) => {
        $(pub mod $module;)*

        /// The styles of the parts that elements share, then of all elements.
        pub const STYLES: &[&str] = &[
            chart::STYLE,
            field::STYLE,
            drop_down::STYLE,
            files::STYLE,
            fullscreen::STYLE,
            $($($module::$style,)?)*
        ];

        /// A view for an element.
        pub fn build(element: &Element, context: &Context) -> Box<dyn View> {
            match element {
                Element::Empty => empty::view(context),
                Element::Space => space::view(context),
                $(Element::$element(element) => $module::view(element, context),)*
            }
        }
    };
}

elements! {
    alert: Alert, STYLE;
    audio_input: AudioInput, STYLE;
    bidi_component: BidiComponent, STYLE;
    button: Button, STYLE;
    button_group: ButtonGroup, STYLE;
    camera_input: CameraInput, STYLE;
    celebration: Celebration, STYLE;
    chat_input: ChatInput, STYLE;
    checkbox: Checkbox, STYLE;
    code: Code;
    color_picker: ColorPicker, STYLE;
    component: Component;
    data_frame: DataFrame, STYLE;
    date_time_field: DateTimeField, STYLE;
    download_button: DownloadButton;
    exception: Exception, STYLE;
    feedback: Feedback, STYLE;
    file_uploader: FileUploader, STYLE;
    graphviz_chart: GraphvizChart;
    heading: Heading, STYLE;
    help: Help, STYLE;
    html: Html;
    iframe: Iframe;
    image: Images, STYLE;
    json: Json, STYLE;
    library_chart: LibraryChart;
    link_button: LinkButton;
    markdown: Markdown;
    menu_button: MenuButton, STYLE;
    metric: Metric, STYLE;
    multiselect: Multiselect, STYLE;
    number_input: NumberInput, STYLE;
    page_link: PageLink, STYLE;
    pagination: Pagination, STYLE;
    player: Player, STYLE;
    plotly_chart: PlotlyChart;
    progress: Progress, STYLE;
    radio: Radio, STYLE;
    selectbox: Selectbox, STYLE;
    skeleton: Skeleton, STYLE;
    slider: Slider, STYLE;
    spinner: Spinner, STYLE;
    table: Table, STYLE;
    text: Text, STYLE;
    text_area: TextArea, STYLE;
    text_input: TextInput;
    toast: Toast, STYLE;
    vega_lite: VegaLite;
}
