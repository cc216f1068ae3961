//! Elements: what stands on a page and holds no other element. One file each.

use serde::{Deserialize, Serialize};

pub mod data_editor;

pub use data_editor::{Editing, NumRows};

use crate::widget::Tracked;
use crate::{WidgetId, WidgetValue};

/// All elements: the module, what it holds (`as tracked` where that is [`Tracked`]), and what else it
/// is described with.
macro_rules! elements {
    ($($module:ident: $element:ident $(as $role:ident)? $({ $($part:ident),* })?,)*) => {
        $(
            pub mod $module;
            pub use $module::{$element $(, $($part),*)?};
        )*

        /// An element of the page.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[allow(
            missing_docs,
            reason = "each variant is described on the type that it holds"
        )]
        pub enum Element {
            /// Nothing: a place kept free.
            Empty,
            /// `st.space`: as wide or high as its layout says.
            Space,
            $($element($element),)*
        }

        impl Element {
            fn tracked(&self) -> Option<&dyn Tracked> {
                match self {
                    Self::Empty | Self::Space => None,
                    $(Self::$element(element) => elements!(@tracked element $($role)?),)*
                }
            }
        }
    };
    (@tracked $element:ident) => {{
        let _ = $element;
        None
    }};
    (@tracked $element:ident tracked) => {
        Some($element)
    };
}

elements! {
    alert: Alert { AlertKind },
    audio_input: AudioInput as tracked,
    bidi_component: BidiComponent as tracked,
    button: Button as tracked { ButtonFace, ButtonKind, IconPosition },
    button_group: ButtonGroup as tracked { ButtonGroupLook, ButtonOption },
    camera_input: CameraInput as tracked,
    chat_input: ChatInput as tracked,
    checkbox: Checkbox as tracked,
    code: Code,
    color_picker: ColorPicker as tracked,
    component: Component as tracked,
    data_frame: DataFrame as tracked { SelectionMode },
    download_button: DownloadButton as tracked,
    exception: Exception,
    feedback: Feedback as tracked { FeedbackKind },
    festive: Festive { Flying },
    file_uploader: FileUploader as tracked,
    graphviz_chart: GraphvizChart,
    heading: Heading { HeadingLevel },
    help: Help,
    html: Html,
    iframe: Iframe { FrameContent },
    image: Images { Picture },
    json: Json,
    library_chart: LibraryChart as tracked { Library },
    link_button: LinkButton as tracked,
    markdown: Markdown { MarkdownKind },
    menu_button: MenuButton as tracked,
    metric: Metric { ChartKind, Direction },
    moment: Moment as tracked { MomentKind },
    multiselect: Multiselect as tracked,
    number_input: NumberInput as tracked,
    page_link: PageLink,
    pagination: Pagination as tracked,
    player: Player { PlayerKind },
    plotly_chart: PlotlyChart as tracked,
    progress: Progress,
    radio: Radio as tracked,
    selectbox: Selectbox as tracked,
    skeleton: Skeleton,
    slider: Slider as tracked { SliderKind },
    spinner: Spinner,
    table: Table { TableBorder },
    text: Text,
    text_area: TextArea as tracked,
    text_input: TextInput as tracked,
    toast: Toast,
    vega_lite: VegaLite as tracked,
}

impl Element {
    /// The widget's identity, if this is a widget.
    pub fn widget_id(&self) -> Option<&WidgetId> {
        self.tracked()?.widget_id()
    }

    /// The value that the script sets now, if this is a widget and it sets one.
    pub fn script_value(&self) -> Option<WidgetValue> {
        self.tracked()?.script_value()
    }
}
