//! `st.space`.

use brooklet_protocol::layout::Size;
use brooklet_protocol::{Element, Layout};
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{PyObjectRef, PyResult};

use crate::argument::{as_i64, to_string_lossy};
use crate::call::args::{Argument, arguments};
use crate::command::{Call, Command, Place};

arguments! {
    /// The arguments of `st.space`.
    pub(crate) struct SpaceArgs {
        /// How much room: `'xxsmall'`, `'xsmall'`, `'small'`, `'medium'`, `'large'`, `'xlarge'`,
        /// `'xxlarge'`, CSS pixels, or `'stretch'` for all that is left.
        size: Room = "small",
    }
}

/// `st.space`.
pub(crate) const SPACE: Command = Command {
    name: "space",
    place: Place::Container("SpaceMixin"),
    signature: SpaceArgs::SIGNATURE,
    doc: "Leave room, downwards or in a row sideways.",
    run: |call| {
        let Room(size) = SpaceArgs::read(call)?.size;
        let layout = Layout {
            width: size,
            height: size,
            ..Layout::default()
        };
        Ok(call.draw(Element::Space, layout))
    },
};

/// How much room is left.
#[derive(Debug)]
pub(crate) struct Room(Size);

impl Argument for Room {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        let word = value.downcast_ref::<PyStr>().map(to_string_lossy);
        let size = match word.as_deref() {
            Some("stretch") => Some(Size::Stretch),
            Some("xxsmall") => Some(Size::CentiRem(25)),
            Some("xsmall") => Some(Size::CentiRem(50)),
            Some("small") => Some(Size::CentiRem(75)),
            Some("medium") => Some(Size::CentiRem(250)),
            Some("large") => Some(Size::CentiRem(425)),
            Some("xlarge") => Some(Size::CentiRem(600)),
            Some("xxlarge") => Some(Size::CentiRem(800)),
            Some(_) => None,
            None => as_i64(&value, call.vm)
                .filter(|pixels| *pixels > 0)
                .map(|pixels| Size::Px(u32::try_from(pixels).unwrap_or(u32::MAX))),
        };
        match size {
            Some(size) => Ok(Self(size)),
            None => call.invalid_item(
                parameter,
                &value,
                "'stretch', a number of pixels above 0, or a word from 'xxsmall' over 'medium' to 'xxlarge'",
            ),
        }
    }

    fn kinds() -> Vec<&'static str> {
        vec!["str", "int"]
    }
}
