//! What one call says of a widget: who it is, what a change of it leads to.

use brooklet_protocol::WidgetId;

use crate::kernel::widget::Callback;

/// What one call says of a widget.
#[derive(Debug)]
pub(crate) struct Spec<'a> {
    /// Its identity.
    pub id: &'a WidgetId,
    /// The key that the script gives it.
    pub key: Option<&'a str>,
    /// What is called when the reader has changed it.
    pub callback: Option<Callback>,
    /// Whether the reader cannot change it.
    pub disabled: bool,
}

impl<'a> Spec<'a> {
    /// A container that the reader opens and closes.
    pub(crate) fn of_container(
        id: &'a WidgetId,
        key: Option<&'a str>,
        callback: Option<Callback>,
    ) -> Self {
        Self {
            id,
            key,
            callback,
            disabled: false,
        }
    }
}
