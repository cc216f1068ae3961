//! Widgets whose value the address of the page says.

use brooklet_protocol::WidgetId;

use super::{State, Widget};

impl<V: Clone, W: Widget<V> + Clone> State<V, W> {
    /// Whether the address says what a widget holds: one of which neither the page nor the runs
    /// before know anything, or one whose value the reader has left by going back or forth.
    pub fn takes_address(&self, id: &WidgetId) -> bool {
        self.takes_present_address(id) || self.value(id).is_none()
    }

    /// Whether the reader has gone back or forth to an address that says what a widget holds.
    pub fn takes_present_address(&self, id: &WidgetId) -> bool {
        self.of_address.contains(id)
    }

    /// A widget, if it is known.
    pub fn widget(&self, id: &WidgetId) -> Option<&W> {
        self.widgets.get(id)
    }
}
