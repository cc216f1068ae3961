//! `st.camera_input` and `st.audio_input`.

use brooklet_protocol::Element;
use brooklet_protocol::element::{AudioInput, CameraInput};
use brooklet_protocol::widget::Widget;
use brooklet_python::vm::PyResult;
use brooklet_python::vm::builtins::PyStr;

use super::file_uploader::Files;
use crate::argument::{Words, plain};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::widget::on_change::OnChange;

/// `st.camera_input`.
pub(crate) const CAMERA_INPUT: Command = Command {
    name: "camera_input",
    place: Place::Container("CameraInputMixin"),
    signature: Parameters::undocumented(
        "label, key=None, help=None, on_change='rerun', args=None, kwargs=None, *, disabled=False, label_visibility='visible', resolution=None, width='stretch'",
    ),
    doc: "Take a picture with the camera of the device. It returns the picture as a file, and the browser asks the reader for leave first.",
    run: camera_input,
};

/// `st.audio_input`.
pub(crate) const AUDIO_INPUT: Command = Command {
    name: "audio_input",
    place: Place::Container("AudioInputMixin"),
    signature: Parameters::undocumented(
        "label, *, sample_rate=16000, key=None, help=None, on_change='rerun', args=None, kwargs=None, disabled=False, label_visibility='visible', width='stretch'",
    ),
    doc: "Record sound with the microphone of the device. It returns the recording as a WAV file, and the browser asks the reader for leave first.",
    run: audio_input,
};

const RESOLUTIONS: [(&str, (u32, u32)); 3] = [
    ("480p", (640, 480)),
    ("720p", (1280, 720)),
    ("1080p", (1920, 1080)),
];

fn camera_input(call: &Call) -> PyResult {
    let reaction = call.reaction("on_change", &["rerun", "ignore"])?;
    let resolution = resolution(call)?;
    let (label, disabled, reruns) = (
        call.widget_label()?,
        call.flag("disabled")?,
        reaction.reruns,
    );
    capture(call, reaction, "resolution", |id| {
        Element::CameraInput(Widget {
            id,
            label,
            disabled,
            reruns,
            set_value: None,
            props: CameraInput { resolution },
        })
    })
}

fn audio_input(call: &Call) -> PyResult {
    let reaction = call.reaction("on_change", &["rerun", "ignore"])?;
    let sample_rate = call.sample_rate("sample_rate")?;
    let (label, disabled, reruns) = (
        call.widget_label()?,
        call.flag("disabled")?,
        reaction.reruns,
    );
    capture(call, reaction, "sample_rate", |id| {
        Element::AudioInput(Widget {
            id,
            label,
            disabled,
            reruns,
            set_value: None,
            props: AudioInput { sample_rate },
        })
    })
}

fn capture(
    call: &Call,
    reaction: OnChange,
    own: &str,
    element: impl FnOnce(brooklet_protocol::WidgetId) -> Element,
) -> PyResult {
    let key = call.key()?;
    let key = key.as_deref();
    let shared = ["label", "help", "width", own];
    let id = call.defined_by(call.identity(key), &[], &shared)?.finish();
    let layout = call.widget_layout(Words::Stretch, key)?;
    let file = Files {
        runtime: call.runtime.clone(),
        is_list: false,
    };
    let none = || call.vm.ctx.none();
    let registered = call.register(&id, key, file, reaction.callback, none)?;
    call.runtime.draw(call.target, element(id), layout);
    Ok(registered.value)
}

fn resolution(call: &Call) -> PyResult<Option<(u32, u32)>> {
    let Some(given) = call.object("resolution") else {
        return Ok(None);
    };
    let word = given.downcast_ref::<PyStr>().map(plain);
    let known = RESOLUTIONS
        .iter()
        .find(|(name, _)| word.as_deref() == Some(*name));
    match known {
        Some((_, size)) => Ok(Some(*size)),
        None => call.invalid_value("resolution", "'480p', '720p', '1080p' or None"),
    }
}
