//! What all buttons share: how they look, and what a click is to the script.

use brooklet_protocol::element::{ButtonFace, ButtonKind, IconPosition};
use brooklet_protocol::layout::Extent;
use brooklet_protocol::{Layout, WidgetValue};
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};
use brooklet_session::Identity;

use super::shortcut;
use crate::argument::{Words, plain, text_of};
use crate::command::Call;
use crate::widget::Deserializer;

const KINDS: &[(&str, ButtonKind)] = &[
    ("primary", ButtonKind::Primary),
    ("secondary", ButtonKind::Secondary),
    ("tertiary", ButtonKind::Tertiary),
];

const ICON_POSITIONS: &[(&str, IconPosition)] =
    &[("left", IconPosition::Left), ("right", IconPosition::Right)];

impl Call<'_> {
    /// The look of a button; parameters that this one does not have keep their defaults.
    pub(crate) fn button_face(&self) -> PyResult<ButtonFace> {
        let kind = self.choice("type", KINDS)?;
        let has = |name| self.entry.signature.position(name).is_some();
        let icon_position = if has("icon_position") && self.object("icon_position").is_some() {
            self.choice("icon_position", ICON_POSITIONS)?
        } else {
            IconPosition::Left
        };
        Ok(ButtonFace {
            label: self.button_label()?,
            shortcut: if has("shortcut") {
                self.shortcut()?
            } else {
                None
            },
            icon: self.icon()?,
            help: self.help()?,
            disabled: self.flag("disabled")?,
            wrap: match self.object("wrap") {
                Some(wrap) => Some(wrap.is_true(self.vm)?),
                None => None,
            },
            kind,
            icon_position,
        })
    }

    /// A button without a label shows nothing.
    fn button_label(&self) -> PyResult<String> {
        match self.object("label") {
            Some(label) => text_of(&label, self.vm),
            None => Ok(String::new()),
        }
    }

    fn shortcut(&self) -> PyResult<Option<String>> {
        let Some(given) = self.object("shortcut") else {
            return Ok(None);
        };
        let Some(text) = given.downcast_ref::<PyStr>() else {
            return self.invalid_type("shortcut", "a str or None", &given);
        };
        shortcut::normal(&plain(text))
            .map(Some)
            .map_err(|problem| self.error(problem))
    }

    /// Enters the look into the identity of a button without a key, and what else defines it.
    pub(crate) fn identity_of_face<'k>(
        &self,
        key: Option<&'k str>,
        face: &ButtonFace,
        more: &[&str],
    ) -> PyResult<Identity<'k>> {
        let shared = [
            "label",
            "help",
            "type",
            "icon",
            "icon_position",
            "use_container_width",
            "width",
        ];
        let names: Vec<&str> = shared
            .into_iter()
            .filter(|name| self.entry.signature.position(name).is_some())
            .chain(more.iter().copied())
            .collect();
        let identity = self.defined_by(self.identity(key), &[], &names)?;
        Ok(identity.unless_keyed("shortcut", face.shortcut.as_deref().unwrap_or_default()))
    }

    /// `use_container_width` is the older way to say how wide a button is, and wins.
    pub(crate) fn button_layout(&self, key: Option<&str>) -> PyResult<Layout> {
        let given = self.entry.signature.position("use_container_width");
        let Some(stretch) = given.and_then(|_| self.object("use_container_width")) else {
            return self.widget_layout(Words::StretchContent, key);
        };
        let width = if stretch.is_true(self.vm)? {
            Extent::Stretch
        } else {
            Extent::Content
        };
        Ok(Layout {
            width,
            key: key.map(str::to_owned),
            ..Layout::default()
        })
    }
}

/// `True` in the run of the click.
#[derive(Debug)]
pub(crate) struct Click;

impl Deserializer for Click {
    fn deserialize(
        &self,
        value: &WidgetValue,
        _former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        Ok(vm.ctx.new_bool(*value == WidgetValue::Trigger).into())
    }

    fn idle_value(&self, vm: &VirtualMachine) -> Option<PyObjectRef> {
        Some(vm.ctx.new_bool(false).into())
    }
}
