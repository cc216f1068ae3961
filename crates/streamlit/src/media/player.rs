//! `st.audio` and `st.video`.

use brooklet_protocol::element::{Player, PlayerKind};
use brooklet_protocol::{Element, MediaSource};
use brooklet_python::vm::builtins::{PyDict, PyStr};
use brooklet_python::vm::{AsObject, PyObject, PyObjectRef, PyResult};

use super::source::Named;
use crate::argument::{Words, text_of, type_name, whole};
use crate::bytes;
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::duration;
use crate::error::{MediaError, shown};

/// `st.audio`.
pub(crate) const AUDIO: Command = Command {
    name: "audio",
    place: Place::Container("MediaMixin"),
    signature: Parameters::undocumented(
        "data, format='audio/wav', start_time=0, *, sample_rate=None, end_time=None, loop=False, autoplay=False, alt=None, width='stretch'",
    ),
    doc: "Show a player for sound: an address, a file, bytes, or an array of numbers with its rate.",
    run: |call| draw(call, PlayerKind::Audio),
};

/// `st.video`.
pub(crate) const VIDEO: Command = Command {
    name: "video",
    place: Place::Container("MediaMixin"),
    signature: Parameters::undocumented(
        "data, format='video/mp4', start_time=0, *, subtitles=None, end_time=None, loop=False, autoplay=False, muted=False, alt=None, width='stretch'",
    ),
    doc: "Show a player for a film: an address, a file or bytes, with subtitles if there are any. Addresses of YouTube get its player.",
    run: |call| draw(call, PlayerKind::Video),
};

fn draw(call: &Call, kind: PlayerKind) -> PyResult {
    let start = time(call, "start_time")?.unwrap_or_default();
    let end = time(call, "end_time")?;
    let layout = call.layout(Words::Stretch)?;
    let is_wrong = start < 0.0 || end.is_some_and(|end| end <= start);
    if is_wrong && kind == PlayerKind::Video {
        return Err(call.error(MediaError::PlayerTimes {
            start: start.to_string(),
            end: end.map_or_else(|| "None".to_owned(), |end| end.to_string()),
        }));
    }
    let mut player = Player {
        kind,
        source: source(call, kind)?,
        start_secs: start as u32,
        end_secs: end.map(|end| end as u32),
        repeats: call.flag("loop")?,
        autoplay: call.flag("autoplay")?,
        muted: false,
        subtitles: Vec::new(),
        alt: call.alt()?,
    };
    if kind == PlayerKind::Video {
        player.muted = call.flag("muted")?;
        let subtitles = call.object("subtitles");
        if let Some(MediaSource::Address(address)) = &player.source
            && let Some(film) = youtube(address)
        {
            if subtitles.is_some() {
                return Err(call.error(MediaError::SubtitlesForYouTube {}));
            }
            player.kind = PlayerKind::YouTube;
            let address = format!("https://www.youtube.com/embed/{film}");
            player.source = Some(MediaSource::Address(address));
        }
        if let Some(subtitles) = subtitles {
            player.subtitles = tracks(call, &subtitles)?;
        }
    }
    Ok(call.draw(Element::Player(player), layout))
}

/// A time in whole seconds.
fn time(call: &Call, name: &str) -> PyResult<Option<f64>> {
    let given = call.object(name);
    let seconds = match &given {
        None if name == "end_time" => return Ok(None),
        None => None,
        Some(given) => duration::seconds(given, call.vm)?,
    };
    if let Some(seconds) = seconds.filter(|seconds| seconds.is_finite()) {
        return Ok(Some(seconds.trunc()));
    }
    Err(call.error(MediaError::PlayerTime {
        parameter: name.to_owned(),
        given: shown(&call.value(name), call.vm),
    }))
}

fn source(call: &Call, kind: PlayerKind) -> PyResult<Option<MediaSource>> {
    let Some(data) = call.object("data") else {
        return Ok(None);
    };
    let mime = call.text("format")?.unwrap_or_default();
    let is_array = kind == PlayerKind::Audio && type_name(&data) == "ndarray";
    if is_array && call.object("sample_rate").is_none() {
        return Err(call.error(MediaError::NoSampleRate {}));
    }
    if is_array {
        let rate = call
            .object("sample_rate")
            .and_then(|rate| whole(&rate, call.vm));
        let rate = rate.and_then(|rate| u32::try_from(rate).ok()).unwrap_or(0);
        return Ok(Some(call.give("audio/wav", &call.sound(&data, rate)?)));
    }
    let bytes = match call.place_of(&data)? {
        Some(Named::Address(address)) => return Ok(Some(MediaSource::Address(address))),
        Some(Named::File { name, .. }) => call.file_bytes(&name)?,
        None => match bytes::read(&data, call.vm, || call.type_error("data", "bytes", &data)) {
            Ok((bytes, _)) => bytes.as_bytes().to_vec(),
            Err(_) => {
                let expected = "a path, an address, bytes, an open file or an array";
                return call.invalid_type("data", expected, &data);
            }
        },
    };
    Ok(Some(call.give(&mime, &bytes)))
}

fn tracks(call: &Call, subtitles: &PyObjectRef) -> PyResult<Vec<(String, MediaSource)>> {
    let Some(named) = subtitles.downcast_ref::<PyDict>() else {
        let is_known = subtitles.downcast_ref::<PyStr>().is_some()
            || call.is_path(subtitles)?
            || bytes::read(subtitles, call.vm, || {
                call.type_error("subtitles", "bytes", subtitles)
            })
            .is_ok();
        if !is_known {
            let expected = "a path, a text, bytes, an open file, or a dict of them";
            return call.invalid_type("subtitles", expected, subtitles);
        }
        return Ok(vec![(
            "default".to_owned(),
            track(call, "default", subtitles)?,
        )]);
    };
    let mut tracks = Vec::new();
    for (label, data) in named {
        let label = text_of(&label, call.vm)?;
        let source = track(call, &label, &data)?;
        tracks.push((label, source));
    }
    Ok(tracks)
}

/// One track of subtitles, as `WebVTT`.
fn track(call: &Call, label: &str, data: &PyObject) -> PyResult<MediaSource> {
    let bytes = match call.place_of(data)? {
        Some(Named::File {
            name,
            is_file: true,
        }) => call.file_bytes(&name),
        _ => bytes::read(data, call.vm, || {
            let kind = type_name(data);
            call.error(MediaError::SubtitlesType { kind })
        })
        .map(|(bytes, _)| bytes.as_bytes().to_vec()),
    };
    let bytes = bytes.map_err(|error| {
        let why = text_of(error.as_object(), call.vm).unwrap_or_default();
        call.error(MediaError::SubtitlesUnreadable {
            label: label.to_owned(),
            why,
        })
    })?;
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.starts_with("WEBVTT") {
        return Ok(call.give("text/vtt", text.as_bytes()));
    }
    if !text.contains("-->") {
        return Err(call.error(MediaError::SubtitlesFormat {
            label: label.to_owned(),
        }));
    }
    Ok(call.give("text/vtt", vtt(text).as_bytes()))
}

/// `SubRip` as `WebVTT`: a line before it, and points for commas in times.
fn vtt(srt: &str) -> String {
    let lines = srt.lines().map(|line| {
        if line.contains("-->") {
            line.replace(',', ".")
        } else {
            line.to_owned()
        }
    });
    format!("WEBVTT\n\n{}", lines.collect::<Vec<_>>().join("\n"))
}

/// The film that an address of `YouTube` names.
fn youtube(address: &str) -> Option<&str> {
    let rest = address.split_once("://")?.1;
    let (host, path) = rest.split_once('/')?;
    let id = match host.trim_start_matches("www.").trim_start_matches("m.") {
        "youtu.be" => path,
        "youtube.com" | "youtube-nocookie.com" => ["embed/", "v/", "shorts/", "live/"]
            .iter()
            .find_map(|start| path.strip_prefix(start))
            .or_else(|| path.split_once("v=").map(|(_, id)| id))?,
        _ => return None,
    };
    let end = id.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
    let id = &id[..end.unwrap_or(id.len())];
    (10..=20).contains(&id.len()).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn films_of_youtube_are_known() {
        for address in [
            "https://www.youtube.com/watch?v=B2iAodr0fOo",
            "https://youtu.be/B2iAodr0fOo?t=3",
            "https://m.youtube.com/embed/B2iAodr0fOo",
        ] {
            assert_eq!(youtube(address), Some("B2iAodr0fOo"), "{address}");
        }
        assert_eq!(youtube("https://example.com/watch?v=B2iAodr0fOo"), None);
        assert_eq!(youtube("https://www.youtube.com/"), None);
    }

    #[test]
    fn subrip_becomes_webvtt() {
        assert_eq!(
            vtt("1\n00:00:01,000 --> 00:00:02,500\na, b"),
            "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.500\na, b"
        );
    }
}
