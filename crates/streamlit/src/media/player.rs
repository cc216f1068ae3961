//! What `st.audio` and `st.video` share: where sound and films come from, and when they begin and end.

use brooklet_protocol::MediaSource;
use brooklet_protocol::element::{Player, PlayerKind};
use brooklet_python::vm::{PyObject, PyObjectRef, PyResult};

use super::source::Named;
use crate::bytes;
use crate::call::args::{Argument, Deferred};
use crate::command::Call;
use crate::duration;
use crate::error::{MediaError, shown};

/// Where a player begins, in whole seconds.
#[derive(Debug)]
pub(crate) struct StartTime(pub(super) f64);

impl Argument for StartTime {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        let seconds = if call.vm.is_none(&value) {
            None
        } else {
            duration::seconds(&value, call.vm)?
        };
        whole_secs(call, parameter, &value, seconds).map(Self)
    }

    fn kinds() -> Vec<&'static str> {
        Vec::new()
    }

    const DOC: &'static str =
        "Where it begins: seconds as an int or float, a `timedelta`, or a str such as `'1m30s'`.";
}

/// Where a player ends, in whole seconds, if not at the end.
#[derive(Debug)]
pub(crate) struct EndTime(pub(super) Option<f64>);

impl Argument for EndTime {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        if call.vm.is_none(&value) {
            return Ok(Self(None));
        }
        let seconds = duration::seconds(&value, call.vm)?;
        whole_secs(call, parameter, &value, seconds).map(|seconds| Self(Some(seconds)))
    }

    fn kinds() -> Vec<&'static str> {
        Vec::new()
    }

    const DOC: &'static str = "Where it ends, said as `start_time`.";
}

/// Whether a player begins anew at its end.
#[derive(Debug)]
pub(crate) struct Loop(pub(super) bool);

impl Argument for Loop {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        bool::read(value, parameter, call).map(Self)
    }

    fn kinds() -> Vec<&'static str> {
        bool::kinds()
    }

    const DOC: &'static str = "Whether it begins anew at its end.";
}

/// What sound and films have in common.
pub(super) struct Media {
    pub(super) data: Option<PyObjectRef>,
    pub(super) format: Deferred<Option<String>>,
    pub(super) start_secs: f64,
    pub(super) end_secs: Option<f64>,
}

impl Media {
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
