//! The table of commands. Adding one is its file and its line here.

use crate::command::Command;
use crate::{
    cache, chart, chat, components, connections, context, data, flow, input, layout, media,
    navigation, status, text, write,
};

/// All commands, by category in the order of Streamlit's API reference.
pub const ALL: &[&Command] = &[
    &write::any::WRITE,
    &write::write_stream::WRITE_STREAM,
    &text::heading::TITLE,
    &text::heading::HEADER,
    &text::heading::SUBHEADER,
    &text::markdown::MARKDOWN,
    &text::markdown::CAPTION,
    &text::markdown::DIVIDER,
    &text::markdown::BADGE,
    &text::markdown::LATEX,
    &text::code::CODE,
    &text::html::HTML,
    &write::echo::ECHO,
    &write::help::HELP,
    &text::text::TEXT,
    &write::json::JSON,
    &data::data_frame::DATAFRAME,
    &data::add_rows::ADD_ROWS,
    &data::data_editor::DATA_EDITOR,
    &data::metric::METRIC,
    &data::table::TABLE,
    &chart::built_in::AREA,
    &chart::built_in::BAR,
    &chart::built_in::LINE,
    &chart::built_in::SCATTER,
    &chart::vega_lite::ALTAIR,
    &chart::vega_lite::VEGA_LITE,
    &chart::plotly::PLOTLY,
    &chart::graphviz::GRAPHVIZ,
    &chart::bokeh::BOKEH,
    &chart::echarts::ECHARTS,
    &chart::map::MAP,
    &chart::mermaid::MERMAID,
    &chart::pydeck::PYDECK,
    &chart::pyplot::PYPLOT,
    &media::image::IMAGE,
    &media::logo::LOGO,
    &media::pdf::PDF,
    &media::audio::AUDIO,
    &media::video::VIDEO,
    &media::iframe::IFRAME,
    &media::iframe::COMPONENT_HTML,
    &media::iframe::COMPONENT_IFRAME,
    &components::v1::INSTANCE,
    &components::v2::BIDI,
    &components::v2::VALUE,
    &input::button::BUTTON,
    &input::download_button::DOWNLOAD_BUTTON,
    &input::color_picker::COLOR_PICKER,
    &input::feedback::FEEDBACK,
    &input::file_uploader::FILE_UPLOADER,
    &input::link_button::LINK_BUTTON,
    &input::menu_button::MENU_BUTTON,
    &input::capture::AUDIO_INPUT,
    &input::capture::CAMERA_INPUT,
    &input::chat_input::CHAT_INPUT,
    &input::checkbox::CHECKBOX,
    &input::checkbox::TOGGLE,
    &input::multiselect::MULTISELECT,
    &input::number_input::NUMBER_INPUT,
    &input::date_input::DATE_INPUT,
    &input::datetime_input::DATETIME_INPUT,
    &input::time_input::TIME_INPUT,
    &input::pagination::PAGINATION,
    &input::button_group::PILLS,
    &input::radio::RADIO,
    &input::button_group::SEGMENTED_CONTROL,
    &input::select_slider::SELECT_SLIDER,
    &input::selectbox::SELECTBOX,
    &input::slider::SLIDER,
    &input::text_area::TEXT_AREA,
    &input::text_input::TEXT_INPUT,
    &layout::columns::COLUMNS,
    &layout::container::CONTAINER,
    &layout::dialog::DIALOG,
    &layout::dialog::EXPERIMENTAL,
    &layout::empty::EMPTY,
    &layout::expander::EXPANDER,
    &layout::grid::GRID,
    &layout::grid::CELL,
    &layout::popover::POPOVER,
    &layout::skeleton::SKELETON,
    &layout::space::SPACE,
    &layout::status::STATUS,
    &layout::status::UPDATE,
    &layout::tabs::TABS,
    &status::alert::ERROR,
    &status::alert::WARNING,
    &status::alert::INFO,
    &status::alert::SUCCESS,
    &status::exception::EXCEPTION,
    &chat::message::CHAT_MESSAGE,
    &status::progress::PROGRESS,
    &status::spinner::SPINNER,
    &status::toast::TOAST,
    &status::celebration::BALLOONS,
    &status::celebration::SNOW,
    &flow::page_config::SET_PAGE_CONFIG,
    &navigation::menu::NAVIGATION,
    &navigation::page::PAGE,
    &navigation::page_link::PAGE_LINK,
    &navigation::switch_page::SWITCH_PAGE,
    &connections::connection::CONNECTION,
    &context::login::LOGIN,
    &context::login::LOGOUT,
    &context::option::GET,
    &context::option::SET,
    &flow::form::FORM,
    &flow::form::SUBMIT_BUTTON,
    &flow::fragment::FRAGMENT,
    &flow::fragment::EXPERIMENTAL,
    &flow::query::GET,
    &flow::query::SET,
    &cache::decorator::DATA,
    &cache::decorator::RESOURCE,
    &cache::decorator::MEMO,
    &cache::decorator::SINGLETON,
    &cache::decorator::CACHE,
    &flow::rerun::RERUN,
    &flow::rerun::EXPERIMENTAL,
    &flow::stop::STOP,
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::call::documentation::Described;
    use crate::call::parameters::Parameters;
    use crate::signature::Signature;

    #[test]
    fn every_signature_can_be_read() {
        for command in ALL {
            assert!(
                !command.doc.is_empty(),
                "{} has no documentation",
                command.name
            );
            Signature::parse(command.signature.signature);
        }
    }

    /// `UPDATE_EXPECT=1` writes the file anew.
    #[test]
    fn the_playground_knows_all_commands() {
        let known = ALL.iter().map(|command| {
            let parameters = command.signature.described();
            let parameters: Vec<_> = parameters
                .into_iter()
                .map(|Described { name, kind, text }| serde_json::json!([name, kind, text]))
                .collect();
            serde_json::json!({
                "name": command.name,
                "signature": Signature::parse(command.signature.signature).to_string(),
                "doc": command.doc,
                "parameters": parameters,
            })
            .to_string()
        });
        let known: Vec<String> = known.collect();
        let file = expect_test::expect_file!["../../../www/playground/commands.json"];
        file.assert_eq(&format!("[\n{}\n]\n", known.join(",\n")));
    }

    /// What is said of a parameter is a sentence; only of those that cannot be used nothing is said.
    #[test]
    fn every_parameter_is_documented() {
        for command in ALL {
            let Parameters { signature, docs } = command.signature;
            let parameters = Signature::parse(signature).parameters;
            let names: Vec<&str> = parameters.iter().map(|parameter| parameter.name).collect();
            let documented: Vec<&str> = docs
                .iter()
                .map(|doc| doc.name.trim_start_matches("r#").trim_start_matches('*'))
                .collect();
            assert_eq!(documented, names, "{}", command.name);
            for doc in docs.iter().filter(|doc| doc.kinds.is_some()) {
                let (name, parameter, text) = (command.name, doc.name, doc.text);
                assert!(text.ends_with('.'), "{name}: {parameter}: {text}");
            }
        }
    }

    #[test]
    fn no_name_stands_twice() {
        let names: BTreeSet<&str> = ALL.iter().map(|command| command.name).collect();
        assert_eq!(names.len(), ALL.len());
    }
}
