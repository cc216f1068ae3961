//! `st.audio`.

use brooklet_protocol::element::{Player, PlayerKind};
use brooklet_protocol::{Element, MediaSource};
use brooklet_python::vm::{PyObject, PyObjectRef, PyResult};

use super::player::{EndTime, Loop, Media, StartTime};
use crate::argument::{as_i64, type_name};
use crate::call::args::{Alt, Deferred, Stretch, arguments};
use crate::command::{Call, Command, Place};
use crate::error::MediaError;

arguments! {
    /// The arguments of `st.audio`.
    pub(crate) struct Audio {
        /// The sound: an address, the path of a file of the app, bytes, an open file, or an array of
        /// samples with its `sample_rate`.
        data: Option<PyObjectRef>,
        /// The media type of bytes and files.
        format: Deferred<Option<String>> = "audio/wav",
        start_time: StartTime = 0,
        *,
        /// How many samples of an array make a second.
        sample_rate: Option<PyObjectRef> = None,
        end_time: EndTime = None,
        r#loop: Loop = False,
        /// Whether it begins by itself; many browsers wait for a click all the same.
        autoplay: bool = False,
        alt: Alt = None,
        width: Deferred<Stretch> = "stretch",
    }
}

/// `st.audio`.
pub(crate) const AUDIO: Command = Command {
    name: "audio",
    place: Place::Container("MediaMixin"),
    signature: Audio::SIGNATURE,
    doc: "Show a player for sound: an address, a file, bytes, or an array of numbers with its rate.",
    run: |call| audio(call, Audio::read(call)?),
};

fn audio(call: &Call, args: Audio) -> PyResult {
    let media = Media {
        data: args.data,
        format: args.format,
        start_secs: args.start_time.0,
        end_secs: args.end_time.0,
    };
    let layout = args.width.get(call)?.layout();
    let source = match &media.data {
        Some(data) if type_name(data) == "ndarray" => {
            media.format.get(call)?;
            Some(sound(call, data, args.sample_rate)?)
        }
        _ => media.source(call)?,
    };
    let player = Player {
        repeats: args.r#loop.0,
        autoplay: args.autoplay,
        alt: args.alt.0,
        ..media.player(PlayerKind::Audio, source)
    };
    Ok(call.draw(Element::Player(player), layout))
}

/// An array of samples as sound.
fn sound(call: &Call, data: &PyObject, sample_rate: Option<PyObjectRef>) -> PyResult<MediaSource> {
    let Some(rate) = sample_rate else {
        return Err(call.error(MediaError::NoSampleRate {}));
    };
    let rate = as_i64(&rate, call.vm).and_then(|rate| u32::try_from(rate).ok());
    let file = call.sound(data, rate.unwrap_or(0))?;
    Ok(call.give("audio/wav", &file))
}
