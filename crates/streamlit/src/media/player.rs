//! What `st.audio` and `st.video` share: where sound and films come from, and when they begin and end.

use brooklet_protocol::MediaSource;
use brooklet_protocol::element::{Player, PlayerKind};
use brooklet_python::vm::{PyObject, PyObjectRef, PyResult};

use super::source::Named;
use crate::bytes;
use crate::call::args::Deferred;
use crate::command::Call;
use crate::duration;
use crate::error::{MediaError, shown};

/// What sound and films have in common.
pub(super) struct Media {
    pub(super) data: Option<PyObjectRef>,
    pub(super) format: Deferred<Option<String>>,
    pub(super) start_secs: f64,
    pub(super) end_secs: Option<f64>,
}

impl Media {
    /// What these arguments say.
    pub(super) fn read(
        call: &Call,
        (data, format): (Option<PyObjectRef>, Deferred<Option<String>>),
        [start_time, end_time]: [&PyObjectRef; 2],
    ) -> PyResult<Self> {
        Ok(Self {
            start_secs: start(call, start_time)?,
            end_secs: end(call, end_time)?,
            data,
            format,
        })
    }

    /// A player that does only what it must.
    pub(super) fn player(&self, kind: PlayerKind, source: Option<MediaSource>) -> Player {
        Player {
            kind,
            source,
            start_secs: self.start_secs as u32,
            end_secs: self.end_secs.map(|end| end as u32),
            repeats: false,
            autoplay: false,
            muted: false,
            subtitles: Vec::new(),
            alt: None,
        }
    }

    /// Where the player has its bytes from.
    pub(super) fn source(&self, call: &Call) -> PyResult<Option<MediaSource>> {
        let Some(data) = &self.data else {
            return Ok(None);
        };
        let mime = self.format.get(call)?.unwrap_or_default();
        let bytes = match call.place_of(data)? {
            Some(Named::Address(address)) => return Ok(Some(MediaSource::Address(address))),
            Some(Named::File { name, .. }) => call.file_bytes(&name)?,
            None => match bytes::read(data, call.vm, || call.type_error("data", "bytes", data)) {
                Ok((bytes, _)) => bytes.as_bytes().to_vec(),
                Err(_) => {
                    let expected = "a path, an address, bytes, an open file or an array";
                    return call.invalid_type("data", expected, data);
                }
            },
        };
        Ok(Some(call.give(&mime, &bytes)))
    }
}

fn start(call: &Call, given: &PyObjectRef) -> PyResult<f64> {
    let seconds = if call.vm.is_none(given) {
        None
    } else {
        duration::seconds(given, call.vm)?
    };
    whole_secs(call, "start_time", given, seconds)
}

fn end(call: &Call, given: &PyObjectRef) -> PyResult<Option<f64>> {
    if call.vm.is_none(given) {
        return Ok(None);
    }
    let seconds = duration::seconds(given, call.vm)?;
    whole_secs(call, "end_time", given, seconds).map(Some)
}

fn whole_secs(
    call: &Call,
    parameter: &str,
    given: &PyObject,
    seconds: Option<f64>,
) -> PyResult<f64> {
    match seconds.filter(|seconds| seconds.is_finite()) {
        Some(seconds) => Ok(seconds.trunc()),
        None => Err(call.error(MediaError::PlayerTime {
            parameter: parameter.to_owned(),
            given: shown(given, call.vm),
        })),
    }
}
