//! `st.balloons` and `st.snow`.

use brooklet_protocol::element::{Celebration, CelebrationKind};
use brooklet_protocol::{Element, Layout};
use brooklet_python::vm::PyObjectRef;

use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};

/// `st.balloons`.
pub(crate) const BALLOONS: Command = Command {
    name: "balloons",
    place: Place::Container("BalloonsMixin"),
    signature: Parameters::NONE,
    doc: "Let balloons rise over the page.",
    run: |call| Ok(draw(call, CelebrationKind::Balloons)),
};

/// `st.snow`.
pub(crate) const SNOW: Command = Command {
    name: "snow",
    place: Place::Container("SnowMixin"),
    signature: Parameters::NONE,
    doc: "Let snow fall over the page.",
    run: |call| Ok(draw(call, CelebrationKind::Snow)),
};

fn draw(call: &Call, kind: CelebrationKind) -> PyObjectRef {
    let run = call.runtime.session().run.number();
    let element = Element::Celebration(Celebration { kind, run });
    call.draw(element, Layout::default())
}
