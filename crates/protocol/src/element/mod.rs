//! Elements: what stands on a page and holds no other element. One file each.

use serde::{Deserialize, Serialize};

pub mod data_editor;

pub use data_editor::{Editing, NumRows};

use crate::widget::{Tracked, Widget};
use crate::{WidgetId, WidgetValue};

/// All elements: the module, what the element is, and what else it is described with. A variant holds
/// that, or with `as widget` a [`Widget`] of that. What is [`Tracked`] otherwise is so `as tracked`.
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
            $($element(elements!(@content $element $($role)?)),)*
        }

        impl Element {
            /// What kind of element it is, by the name of its module.
            pub fn kind(&self) -> &'static str {
                match self {
                    Self::Empty => "empty",
                    Self::Space => "space",
                    $(Self::$element(_) => stringify!($module),)*
                }
            }

            fn tracked(&self) -> Option<&dyn Tracked> {
                match self {
                    Self::Empty | Self::Space => None,
                    $(Self::$element(element) => elements!(@tracked element $($role)?),)*
                }
            }
        }
    };
    (@tracked $element:ident) => {{
        // It has no role.
        let _ = $element;
        None
    }};
    (@tracked $element:ident $role:ident) => {
        Some($element)
    };
    (@content $element:ident widget) => {
        Widget<$element>
    };
    (@content $element:ident $($role:ident)?) => {
        $element
    };
}

elements! {
    alert: Alert { AlertKind },
    audio_input: AudioInput as widget,
    bidi_component: BidiComponent as tracked,
    button: Button as tracked { ButtonProps, ButtonKind, IconPosition },
    button_group: ButtonGroup as widget { ButtonGroupLook, ButtonOption },
    camera_input: CameraInput as widget,
    celebration: Celebration { CelebrationKind },
    chat_input: ChatInput as tracked,
    checkbox: Checkbox as widget,
    code: Code,
    color_picker: ColorPicker as widget,
    component: Component as tracked,
    data_frame: DataFrame as tracked { SelectionMode },
    date_time_field: DateTimeField as widget { DateTimeKind },
    download_button: DownloadButton as tracked,
    exception: Exception,
    feedback: Feedback as widget { FeedbackKind },
    file_uploader: FileUploader as widget,
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
    multiselect: Multiselect as widget,
    number_input: NumberInput as widget,
    page_link: PageLink,
    pagination: Pagination as widget,
    player: Player { PlayerKind },
    plotly_chart: PlotlyChart as tracked,
    progress: Progress,
    radio: Radio as widget,
    selectbox: Selectbox as widget,
    skeleton: Skeleton,
    slider: Slider as widget { SliderKind },
    spinner: Spinner,
    table: Table { TableBorder },
    text: Text,
    text_area: TextArea as widget,
    text_input: TextInput as widget,
    toast: Toast,
    vega_lite: VegaLite as tracked,
}

impl Element {
    /// The widget's identity, if this is a widget.
    pub fn widget_id(&self) -> Option<&WidgetId> {
        self.tracked()?.widget_id()
    }

    /// What a reader knows it by, if this is a widget.
    pub fn label(&self) -> Option<&str> {
        self.tracked()?.label()
    }

    /// The value that the script sets now, if this is a widget and it sets one.
    pub fn script_value(&self) -> Option<WidgetValue> {
        self.tracked()?.script_value()
    }
}
