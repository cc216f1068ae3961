//! `st.space`.

use brooklet_protocol::layout::Extent;
use brooklet_protocol::{Element, Layout};
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{PyObjectRef, PyResult};

use crate::argument::{plain, whole};
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
pub(crate) struct Room(Extent);

impl Argument for Room {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        let word = value.downcast_ref::<PyStr>().map(plain);
        let size = match word.as_deref() {
            Some("stretch") => Some(Extent::Stretch),
            Some("xxsmall") => Some(Extent::CentiRem(25)),
            Some("xsmall") => Some(Extent::CentiRem(50)),
            Some("small") => Some(Extent::CentiRem(75)),
            Some("medium") => Some(Extent::CentiRem(250)),
            Some("large") => Some(Extent::CentiRem(425)),
            Some("xlarge") => Some(Extent::CentiRem(600)),
            Some("xxlarge") => Some(Extent::CentiRem(800)),
            Some(_) => None,
            None => whole(&value, call.vm)
                .filter(|pixels| *pixels > 0)
                .map(|pixels| Extent::Px(u32::try_from(pixels).unwrap_or(u32::MAX))),
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
