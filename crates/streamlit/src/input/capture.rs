//! `st.camera_input` and `st.audio_input`.

use brooklet_protocol::element::{AudioInput, CameraInput};
use brooklet_protocol::widget::{LabelVisibility, Widget};
use brooklet_protocol::{Element, Layout};
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{PyObjectRef, PyResult};

use super::file_uploader::Files;
use crate::argument::{as_i64, to_string_lossy};
use crate::call::args::{Argument, Disabled, Help, Key, Stretch, Text, arguments};
use crate::command::{Call, Command, Place};
use crate::error::either;
use crate::widget::Callback;
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, Handler};
use crate::widget::spec::Spec;

arguments! {
    /// The arguments of `st.camera_input`.
    pub(crate) struct CameraArgs {
        /// What is asked for, as Markdown on one line.
        label: Text,
        key: Key = None,
        help: Help = None,
        on_change: Handler = "rerun",
        args: CallbackArgs = None,
        kwargs: CallbackKwargs = None,
        *,
        disabled: Disabled = False,
        label_visibility: LabelVisibility = "visible",
        /// How many lines of pixels the camera is asked for; by default as many as it likes.
        resolution: Resolution = None,
        width: Stretch = "stretch",
    }
    identity {
        unless_keyed: label, help, width, resolution;
    }
}

/// `st.camera_input`.
pub(crate) const CAMERA_INPUT: Command = Command {
    name: "camera_input",
    place: Place::Container("CameraInputMixin"),
    signature: CameraArgs::SIGNATURE,
    doc: "Take a picture with the camera of the device. It returns the picture as a file, and the browser asks the reader for leave first.",
    run: |call| camera_input(call, CameraArgs::read(call)?),
};

arguments! {
    /// The arguments of `st.audio_input`.
    pub(crate) struct AudioArgs {
        /// What is asked for, as Markdown on one line.
        label: Text,
        *,
        sample_rate: SampleRate = 16000,
        key: Key = None,
        help: Help = None,
        on_change: Handler = "rerun",
        args: CallbackArgs = None,
        kwargs: CallbackKwargs = None,
        disabled: Disabled = False,
        label_visibility: LabelVisibility = "visible",
        width: Stretch = "stretch",
    }
    identity {
        unless_keyed: label, help, width, sample_rate;
    }
}

/// `st.audio_input`.
pub(crate) const AUDIO_INPUT: Command = Command {
    name: "audio_input",
    place: Place::Container("AudioInputMixin"),
    signature: AudioArgs::SIGNATURE,
    doc: "Record sound with the microphone of the device. It returns the recording as a WAV file, and the browser asks the reader for leave first.",
    run: |call| audio_input(call, AudioArgs::read(call)?),
};

/// Registers and draws the field that these arguments say.
macro_rules! field {
    ($call:ident, $args:ident, $element:path, $props:expr) => {{
        let key = $args.key.get();
        let id = $args.identity($call, key)?.finish();
        let on_change = $args.on_change.resolve($call)?;
        let field = Widget {
            id,
            label: $args.label.with($args.label_visibility, $args.help),
            set_value: None,
            disabled: $args.disabled.0,
            reruns: on_change.reruns,
            props: $props,
        };
        let layout = $args.width.layout_of(key);
        capture($call, field, on_change.callback, layout, $element)
    }};
}

fn camera_input(call: &Call, args: CameraArgs) -> PyResult {
    let resolution = args.resolution.0;
    field!(call, args, Element::CameraInput, CameraInput { resolution })
}

fn audio_input(call: &Call, args: AudioArgs) -> PyResult {
    let sample_rate = args.sample_rate.0;
    field!(call, args, Element::AudioInput, AudioInput { sample_rate })
}

/// Registers and draws a field that holds one file which the device makes.
fn capture<T>(
    call: &Call,
    field: Widget<T>,
    callback: Option<Callback>,
    layout: Layout,
    element: fn(Widget<T>) -> Element,
) -> PyResult {
    let file = Files {
        runtime: call.runtime.clone(),
        is_list: false,
    };
    let spec = Spec {
        id: &field.id,
        key: layout.key.as_deref(),
        callback,
        disabled: field.disabled,
    };
    let registered = call.register_widget(spec, file, || call.vm.ctx.none())?;
    call.draw(element(field), layout);
    Ok(registered.value)
}

/// Width and height that a camera is asked for, in pixels.
#[derive(Debug)]
pub(crate) struct Resolution(Option<(u32, u32)>);

impl Argument for Resolution {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        let word = value.downcast_ref::<PyStr>().map(to_string_lossy);
        Ok(Self(match word.as_deref() {
            Some("480p") => Some((640, 480)),
            Some("720p") => Some((1280, 720)),
            Some("1080p") => Some((1920, 1080)),
            None if call.vm.is_none(&value) => None,
            _ => {
                let allowed = "'480p', '720p', '1080p' or None";
                return call.invalid_item(parameter, &value, allowed);
            }
        }))
    }

    fn kinds() -> Vec<&'static str> {
        vec!["'480p'", "'720p'", "'1080p'", "None"]
    }
}

const RATES: [i64; 8] = [8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000];

/// Samples of sound a second; 0 leaves that to the browser.
#[derive(Debug)]
pub(crate) struct SampleRate(pub(super) u32);

impl Argument for SampleRate {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        if call.vm.is_none(&value) {
            return Ok(Self(0));
        }
        match as_i64(&value, call.vm).filter(|rate| RATES.contains(rate)) {
            Some(rate) => Ok(Self(rate as u32)),
            None => {
                let mut rates: Vec<String> = RATES.iter().map(ToString::to_string).collect();
                rates.push("None".to_owned());
                call.invalid_item(parameter, &value, &either(&rates))
            }
        }
    }

    fn kinds() -> Vec<&'static str> {
        vec!["int", "None"]
    }

    const DOC: &'static str = "How many samples of sound are taken a second, from 8000 to 48000; `None` leaves that to the browser.";
}
