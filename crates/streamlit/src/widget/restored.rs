//! What the page holds for a widget that this engine draws for the first time: the value of a session
//! that goes on, as far as it fits.

use brooklet_protocol::{WidgetId, WidgetValue};
use brooklet_python::vm::{PyObjectRef, PyResult};
use brooklet_session::Unread;

use crate::command::Call;
use crate::kernel::widget::WidgetMetadata;

impl Call<'_> {
    /// Reads what the page holds for the widget, if nobody has. A value that does not fit any more gives
    /// way to the default, and of several those that fit stay; says whether the page is to be told.
    pub(super) fn read_page_value(
        &self,
        id: &WidgetId,
        key: Option<&str>,
        metadata: &WidgetMetadata,
        first: &PyObjectRef,
    ) -> PyResult<bool> {
        let session = self.runtime.session();
        let Some(sent) = session.with_state(|state| state.sent(id)) else {
            return Ok(false);
        };
        let unread = Unread {
            id: id.clone(),
            widget: metadata.clone(),
            sent,
            former: None,
        };
        session.read_sent(&unread, self.vm)?;
        let name = key.map_or_else(
            || format!("`st.{}`", self.entry.command.name),
            str::to_owned,
        );
        session.restored.borrow_mut().note_read(id, &name);
        let (Some(addressed), Some(value)) = (
            metadata.addressed(),
            session.with_state(|state| state.value(id)),
        ) else {
            return Ok(false);
        };
        let held = addressed.held(&value, self.vm)?;
        let fits = match (&unread.sent, &held) {
            (WidgetValue::Text(sent), WidgetValue::Text(held)) => sent == held,
            (WidgetValue::Texts(sent), WidgetValue::Texts(held)) => sent.len() <= held.len(),
            (WidgetValue::Text(_), WidgetValue::None) => false,
            (WidgetValue::Texts(sent), WidgetValue::None) => sent.is_empty(),
            _ => true,
        };
        if fits {
            return Ok(false);
        }
        session.restored.borrow_mut().note_dropped(id);
        if held == WidgetValue::None {
            session.with_state(|state| state.accept(id, first.clone()));
        }
        Ok(true)
    }
}
