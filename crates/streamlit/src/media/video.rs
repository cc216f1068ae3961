//! `st.video`.

use brooklet_protocol::element::{Player, PlayerKind};
use brooklet_protocol::{Element, MediaSource};
use brooklet_python::vm::builtins::{PyDict, PyStr};
use brooklet_python::vm::{AsObject, PyObject, PyObjectRef, PyResult};

use super::player::{EndTime, Loop, Media, StartTime};
use super::source::Named;
use crate::argument::{text_of, type_name};
use crate::bytes;
use crate::call::args::{Alt, Deferred, Stretch, arguments};
use crate::command::{Call, Command, Place};
use crate::error::MediaError;

arguments! {
    /// The arguments of `st.video`.
    pub(crate) struct Video {
        /// The film: an address, also one of YouTube, the path of a file of the app, bytes or an open file.
        data: Option<PyObjectRef>,
        /// The media type of bytes and files.
        format: Deferred<Option<String>> = "video/mp4",
        start_time: StartTime = 0,
        *,
        /// SubRip or WebVTT: a path, a str, bytes, an open file, or a dict of them by the names that the
        /// reader chooses from.
        subtitles: Option<PyObjectRef> = None,
        end_time: EndTime = None,
        r#loop: Loop = False,
        /// Whether it begins by itself; browsers allow that only to one that is `muted`.
        autoplay: bool = False,
        /// Whether it is silent until the reader says otherwise.
        muted: bool = False,
        alt: Alt = None,
        width: Deferred<Stretch> = "stretch",
    }
}

/// `st.video`.
pub(crate) const VIDEO: Command = Command {
    name: "video",
    place: Place::Container("MediaMixin"),
    signature: Video::SIGNATURE,
    doc: "Show a player for a film: an address, a file or bytes, with subtitles if there are any. Addresses of YouTube get its player.",
    run: |call| video(call, Video::read(call)?),
};

fn video(call: &Call, args: Video) -> PyResult {
    let media = Media {
        data: args
            .data
            .map(|data| bytes_of_array(call, data))
            .transpose()?,
        format: args.format,
        start_secs: args.start_time.0,
        end_secs: args.end_time.0,
    };
    let layout = args.width.get(call)?.layout();
    let (start, end) = (media.start_secs, media.end_secs);
    if start < 0.0 || end.is_some_and(|end| end <= start) {
        return Err(call.error(MediaError::PlayerTimes {
            start: start.to_string(),
            end: end.map_or_else(|| "None".to_owned(), |end| end.to_string()),
        }));
    }
    let mut player = Player {
        repeats: args.r#loop.0,
        autoplay: args.autoplay,
        muted: args.muted,
        alt: args.alt.0,
        ..media.player(PlayerKind::Video, media.source(call)?)
    };
    if let Some(MediaSource::Address(address)) = &player.source
        && let Some(film) = youtube(address)
    {
        if args.subtitles.is_some() {
            return Err(call.error(MediaError::SubtitlesForYouTube {}));
        }
        player.kind = PlayerKind::YouTube;
        let address = format!("https://www.youtube.com/embed/{film}");
        player.source = Some(MediaSource::Address(address));
    }
    if let Some(subtitles) = args.subtitles {
        player.subtitles = tracks(call, &subtitles)?;
    }
    Ok(call.draw(Element::Player(player), layout))
}

/// The bytes of a film that are in an array of NumPy.
fn bytes_of_array(call: &Call, data: PyObjectRef) -> PyResult {
    if type_name(&data) == "ndarray" {
        return call.vm.call_method(&data, "tobytes", ());
    }
    Ok(data)
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
