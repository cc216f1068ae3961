//! Input widgets.

pub(crate) mod button;
pub(crate) mod button_group;
pub(crate) mod capture;
pub(crate) mod chat_input;
pub(crate) mod checkbox;
pub(crate) mod color_picker;
pub(crate) mod download_button;
mod face;
pub(crate) mod feedback;
mod file_types;
pub(crate) mod file_uploader;
pub(crate) mod link_button;
pub(crate) mod menu_button;
pub(crate) mod multiselect;
pub(crate) mod number;
pub(crate) mod number_input;
mod options;
pub(crate) mod pagination;
pub(crate) mod radio;
pub(crate) mod select_slider;
pub(crate) mod selectbox;
mod shortcut;
pub(crate) mod slider;
pub(crate) mod text_area;
pub(crate) mod text_input;
