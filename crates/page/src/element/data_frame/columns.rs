//! The columns of a grid: where they come from, what they are called, how they look.

use brooklet_frame::{DataType, Frame, Value};
use brooklet_protocol::element::DataFrame;

use super::config::{ColumnConfig, Configs, TypeConfig};

/// Where a column's values come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// A level of the index.
    Index(usize),
    /// A column of the table.
    Column(usize),
}

/// How values look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    Checkbox,
    Date,
    Time,
    Datetime,
    List,
    Json,
    Link,
    Image,
    Audio,
    Video,
    Button,
    Markdown,
    Progress,
    LineChart,
    AreaChart,
    BarChart,
}

/// How the reader changes a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Editor {
    Text,
    Number,
    Checkbox,
    Select,
    Multi,
    List,
    Date,
    Time,
    Datetime,
}

/// A column as the grid shows it.
#[derive(Debug, Clone)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "they do not exclude each other"
)]
pub(super) struct GridColumn {
    pub(super) source: Source,
    /// What the script calls it.
    pub(super) name: String,
    /// What stands above it.
    pub(super) title: String,
    /// The labels of the levels above it, the outermost first, where its name has several.
    pub(super) groups: Vec<String>,
    pub(super) kind: Kind,
    /// `left`, `center` or `right`.
    pub(super) align: &'static str,
    /// In CSS pixels.
    pub(super) width: f64,
    /// Whether the reader has said how wide it is: what is left over goes to the others.
    pub(super) is_resized: bool,
    pub(super) is_pinned: bool,
    pub(super) is_hidden: bool,
    pub(super) help: Option<String>,
    pub(super) details: TypeConfig,
    /// The type of its values.
    pub(super) data_type: DataType,
    /// How its cells are edited, if they can be.
    pub(super) editor: Option<Editor>,
    /// Whether each of its cells needs a value.
    pub(super) is_required: bool,
    /// What its cell in a new row holds.
    pub(super) default: serde_json::Value,
}

impl GridColumn {
    /// What changes of its cells are called.
    pub(super) fn edit_name(&self) -> &str {
        match self.source {
            Source::Index(_) => "_index",
            Source::Column(_) => &self.name,
        }
    }

    /// The value in a row of the table.
    pub(super) fn value<'a>(&self, frame: &'a Frame, row: usize) -> Value<'a> {
        match self.source {
            Source::Index(level) => frame.index.value(level, row),
            Source::Column(position) => frame
                .columns
                .get(position)
                .map_or(Value::Null, |field| field.column.value(row)),
        }
    }

    /// What stands above it, all levels in one text.
    pub(super) fn full_title(&self) -> String {
        let mut labels = self.groups.clone();
        labels.push(self.title.clone());
        labels.join(" / ")
    }

    /// What its kind is called, by the script or by itself.
    pub(super) fn kind_name(&self) -> &str {
        self.details.kind.as_deref().unwrap_or(match self.kind {
            Kind::Number if matches!(self.data_type, DataType::Duration { .. }) => "duration",
            Kind::Number => "number",
            Kind::Checkbox => "checkbox",
            Kind::Date => "date",
            Kind::Time => "time",
            Kind::Datetime => "datetime",
            Kind::List => "list",
            Kind::Json => "object",
            _ => "text",
        })
    }

    pub(super) fn is_index(&self) -> bool {
        matches!(self.source, Source::Index(_))
    }
}

/// All columns in the order in which they are shown; hidden ones too.
pub(super) fn columns(element: &DataFrame, frame: &Frame) -> Vec<GridColumn> {
    let configs = Configs::read(&element.config);
    let mut columns: Vec<GridColumn> = (0..frame.index.depth())
        .filter(|_| !frame.columns.is_empty() || frame.rows > 0)
        .map(|level| index_column(element, frame, &configs, level))
        .collect();
    let named = |position: usize| {
        let name = frame.columns[position].title();
        let config = configs.of_column(frame.index.depth() + position, &name);
        let labels = frame.columns[position].name.iter();
        let mut groups: Vec<String> = labels.map(ToString::to_string).collect();
        let own = groups.pop();
        let is_named = config.label.is_some();
        let mut made = column(
            element,
            Source::Column(position),
            name,
            data_type(frame, position),
            config,
        );
        if let (false, false, Some(own)) = (groups.is_empty(), is_named, own) {
            made.title = own;
        }
        made.groups = groups;
        made
    };
    match element
        .column_order
        .as_ref()
        .filter(|order| !order.is_empty())
    {
        None => columns.extend((0..frame.columns.len()).map(named)),
        Some(order) => {
            let mut rest: Vec<usize> = (0..frame.columns.len()).collect();
            for name in order {
                let has_name = |at: &usize| frame.columns[*at].title() == *name;
                // What is named again is shown again.
                let found = match rest.iter().position(has_name) {
                    Some(found) => Some(rest.remove(found)),
                    None => (0..frame.columns.len()).find(has_name),
                };
                columns.extend(found.map(named));
            }
        }
    }
    columns
}

fn data_type(frame: &Frame, position: usize) -> &DataType {
    match frame.columns[position].column.data_type() {
        DataType::Categorical { values, .. } => values,
        data_type => data_type,
    }
}

fn index_column(element: &DataFrame, frame: &Frame, configs: &Configs, level: usize) -> GridColumn {
    let data_type = match &frame.index {
        brooklet_frame::Index::Range { .. } => &DataType::Int64,
        brooklet_frame::Index::Levels(levels) => levels[level].column.data_type(),
    };
    let title = frame.index.title(level);
    let config = configs.of_index(&title);
    let is_hidden = config.hidden.unwrap_or(element.hide_index);
    let mut column = column(element, Source::Index(level), title, data_type, config);
    if matches!(frame.index, brooklet_frame::Index::Range { .. }) {
        column.editor = None;
        column.is_required = false;
    }
    column.is_hidden = is_hidden;
    column.is_pinned = true;
    column
}

fn column(
    element: &DataFrame,
    source: Source,
    name: String,
    data_type: &DataType,
    mut config: ColumnConfig,
) -> GridColumn {
    let can_edit = element.editing.is_some_and(|editing| !editing.disabled);
    let said = config.type_config.kind.as_deref().and_then(kind_named);
    let kind = said.unwrap_or_else(|| kind_of(data_type));
    if kind == Kind::Progress && data_type.is_integer() {
        // Whole numbers are percents, where nothing else is said.
        let details = &mut config.type_config;
        details.max_value.get_or_insert_with(|| 100.into());
        details.format.get_or_insert_with(|| "%d%%".to_owned());
    }
    let format = config.type_config.format.as_deref();
    let has_words = match format.filter(|format| !format.is_empty()) {
        Some(format) => format == "duration",
        None => matches!(data_type, DataType::Duration { .. }),
    };
    let align = match config.alignment.as_deref() {
        Some("left") => "left",
        Some("center") => "center",
        Some("right") => "right",
        _ => match kind {
            Kind::Number if !has_words => "right",
            Kind::Checkbox | Kind::Image | Kind::Audio | Kind::Video | Kind::Button => "center",
            _ => "left",
        },
    };
    GridColumn {
        source,
        title: config.label.clone().unwrap_or_else(|| name.clone()),
        name,
        kind,
        align,
        width: config.width_px().unwrap_or(0.0),
        is_resized: false,
        is_pinned: config.pinned == Some(true),
        is_hidden: config.hidden == Some(true),
        help: config.help.clone().filter(|help| !help.is_empty()),
        groups: Vec::new(),
        editor: editor_of(kind, data_type, &config)
            .filter(|_| can_edit && config.disabled != Some(true)),
        is_required: config.required == Some(true),
        default: config.default.unwrap_or_default(),
        data_type: data_type.clone(),
        details: config.type_config,
    }
}

/// How values of a kind are edited: what is drawn or counted for the reader is not.
fn editor_of(kind: Kind, data_type: &DataType, config: &ColumnConfig) -> Option<Editor> {
    let said = config.type_config.kind.as_deref();
    Some(match (said, kind) {
        (Some("selectbox"), _) => Editor::Select,
        (Some("multiselect"), _) => Editor::Multi,
        (None, Kind::Text) if !matches!(data_type, DataType::Text | DataType::Null) => {
            return None;
        }
        (_, Kind::Text | Kind::Link | Kind::Markdown) => Editor::Text,
        (_, Kind::Number) => Editor::Number,
        (_, Kind::Checkbox) => Editor::Checkbox,
        (_, Kind::List) => Editor::List,
        (_, Kind::Date) => Editor::Date,
        (_, Kind::Time) => Editor::Time,
        (_, Kind::Datetime) => Editor::Datetime,
        _ => return None,
    })
}

fn kind_named(name: &str) -> Option<Kind> {
    Some(match name {
        "text" | "selectbox" => Kind::Text,
        "number" => Kind::Number,
        "checkbox" => Kind::Checkbox,
        "date" => Kind::Date,
        "time" => Kind::Time,
        "datetime" => Kind::Datetime,
        "list" | "multiselect" => Kind::List,
        "json" => Kind::Json,
        "link" => Kind::Link,
        "image" => Kind::Image,
        "audio" => Kind::Audio,
        "video" => Kind::Video,
        "button" => Kind::Button,
        "markdown" => Kind::Markdown,
        "progress" => Kind::Progress,
        "line_chart" => Kind::LineChart,
        "area_chart" => Kind::AreaChart,
        "bar_chart" => Kind::BarChart,
        _ => return None,
    })
}

fn kind_of(data_type: &DataType) -> Kind {
    match data_type {
        DataType::Bool => Kind::Checkbox,
        DataType::Date => Kind::Date,
        DataType::Time => Kind::Time,
        DataType::Timestamp { .. } => Kind::Datetime,
        DataType::List(_) => Kind::List,
        DataType::Json => Kind::Json,
        DataType::Duration { .. } => Kind::Number,
        data_type if data_type.is_number() => Kind::Number,
        _ => Kind::Text,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use brooklet_frame::{Column, Field};
    use brooklet_protocol::MediaId;

    use super::*;

    pub(in super::super) fn element(config: &str, order: Option<&[&str]>) -> DataFrame {
        DataFrame {
            id: None,
            frame: MediaId(String::new()),
            config: config.to_owned(),
            column_order: order.map(|names| names.iter().map(|name| (*name).to_owned()).collect()),
            hide_index: true,
            selection: Vec::new(),
            default: None,
            set_value: None,
            row_height: None,
            placeholder: None,
            alt: None,
            buttons: Vec::new(),
            editing: None,
        }
    }

    fn frame() -> Frame {
        Frame::of_columns(vec![
            Field::new("a", Column::of_ints([Some(1)])),
            Field::new("b", Column::of_texts([Some("x")])),
            Field::new("c", Column::of_bools([Some(true)])),
        ])
    }

    fn shown(element: &DataFrame) -> Vec<String> {
        let columns = columns(element, &frame());
        let shown = columns.iter().filter(|column| !column.is_hidden);
        shown.map(|column| column.title.clone()).collect()
    }

    #[test]
    fn columns_stand_in_the_order_of_the_script() {
        assert_eq!(shown(&element("[]", None)), ["a", "b", "c"]);
        assert_eq!(shown(&element("[]", Some(&["c", "a", "z"]))), ["c", "a"]);
        assert_eq!(shown(&element("[]", Some(&[]))), ["a", "b", "c"]);
        let twice = Some(&["b", "c", "b"][..]);
        assert_eq!(shown(&element("[]", twice)), ["b", "c", "b"]);
    }

    #[test]
    fn a_configuration_hides_names_and_shows() {
        let config = r#"[["a", {"label": "A"}], ["b", {"hidden": true}], ["_index", {"hidden": false, "label": "row"}]]"#;
        assert_eq!(shown(&element(config, None)), ["row", "A", "c"]);
    }

    #[test]
    fn whole_numbers_of_a_bar_are_percents() {
        let of = |config: &str| {
            let config = format!(r#"[["a", {{"type_config": {{"type": "progress"{config}}}}}]]"#);
            let details = columns(&element(&config, None), &frame()).remove(1).details;
            (details.bounds(), details.format)
        };
        assert_eq!(of(""), ((0.0, 100.0), Some("%d%%".to_owned())));
        let said = of(r#", "max_value": 5, "format": "%d""#);
        assert_eq!(said, ((0.0, 5.0), Some("%d".to_owned())));
    }

    #[test]
    fn the_look_follows_the_type() {
        let columns = columns(
            &element(r#"[["b", {"type_config": {"type": "link"}}]]"#, None),
            &frame(),
        );
        let kinds: Vec<Kind> = columns.iter().map(|column| column.kind).collect();
        assert_eq!(
            kinds,
            [Kind::Number, Kind::Number, Kind::Link, Kind::Checkbox]
        );
        assert_eq!(columns[1].align, "right");
    }
}
