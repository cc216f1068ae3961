//! `st.image`.

use brooklet_protocol::element::{Images, Picture};
use brooklet_protocol::layout::Size;
use brooklet_protocol::{Element, Layout, MediaSource};
use brooklet_python::vm::builtins::{PyList, PySet, PyStr, PyTuple};
use brooklet_python::vm::{PyObject, PyObjectRef, PyResult, TryFromObject};

use super::array::Reading;
use super::source::Named;
use crate::argument::{text_of, to_string_lossy};
use crate::bytes;
use crate::call::args::{ContainerWidth, Deferred, StretchContent, arguments};
use crate::command::{Call, Command, Place};
use crate::error::MediaError;
use crate::status::alert;

arguments! {
    /// The arguments of `st.image`.
    pub(crate) struct ImageArgs {
        /// A picture or a list of them: addresses, paths of files of the app, SVG, bytes, open files,
        /// arrays of numbers, pictures of Pillow.
        image: PyObjectRef,
        /// A text below the picture, as Markdown; a list with one for each of several.
        caption: Option<PyObjectRef> = None,
        width: Deferred<StretchContent> = "content",
        /// Whether numbers of an array that are out of range are moved to its nearest end; otherwise they
        /// are refused.
        clamp: bool = False,
        /// In which order the colours of an array stand: `'RGB'` or `'BGR'`.
        channels: Deferred<Option<String>> = "RGB",
        /// It changes nothing here: the browser gets the picture as it is.
        output_format: PyObjectRef = "auto",
        *,
        use_container_width: ContainerWidth = None,
        /// The address that a click on the picture leads to, in a new tab.
        link: Deferred<Option<String>> = None,
        /// It is gone: anything but `None` shows a warning.
        use_column_width: Option<PyObjectRef> = None,
        /// What the picture shows, in words, for those who have the page read to them; a list with one for
        /// each of several.
        alt: Option<PyObjectRef> = None,
    }
}

/// `st.image`.
pub(crate) const IMAGE: Command = Command {
    name: "image",
    place: Place::Container("ImageMixin"),
    signature: ImageArgs::SIGNATURE,
    doc: "Show a picture, or several: addresses, files, bytes, arrays of numbers, pictures of Pillow.",
    run: |call| image(call, ImageArgs::read(call)?),
};

fn image(call: &Call, args: ImageArgs) -> PyResult {
    if args.use_column_width.is_some() {
        alert::warn(call, &MediaError::ColumnWidthIsGone {});
    }
    let layout = layout(args.width.get(call)?, args.use_container_width);
    let images = match several(call, &args.image)? {
        Some(images) => images,
        None => vec![args.image.clone()],
    };
    let reading = Reading {
        clamp: args.clamp,
        is_bgr: args.channels.get(call)?.as_deref() == Some("BGR"),
    };
    let count = images.len();
    let captions = captions(call, args.caption, count)?;
    let is_set = args.image.downcast_ref::<PySet>().is_some();
    let alts = alts(call, args.alt, count, is_set)?;
    let pictures = images.iter().zip(captions).zip(alts);
    let pictures = pictures
        .map(|((image, caption), alt)| {
            Ok(Picture {
                source: match call.drawn(image, reading)? {
                    Some(source) => source,
                    None => call.picture(image)?,
                },
                caption,
                alt,
            })
        })
        .collect::<PyResult<Vec<Picture>>>()?;
    let link = args.link.get(call)?.filter(|link| !link.is_empty());
    if link.is_some() && count > 1 {
        return Err(call.error(MediaError::LinkForSeveral { count }));
    }
    let images = Images {
        images: pictures,
        link,
        width: match layout.width {
            Size::Px(pixels) => Some(pixels),
            _ => None,
        },
    };
    Ok(call.draw(Element::Images(images), layout))
}

/// A width in pixels outlasts that the picture does not fill the container.
fn layout(width: StretchContent, container: ContainerWidth) -> Layout {
    let width = match container.extent() {
        Some(container) if !matches!(width.0, Size::Px(_)) || container == Size::Stretch => {
            container
        }
        _ => width.0,
    };
    Layout {
        width,
        ..Layout::default()
    }
}

fn several(call: &Call, value: &PyObject) -> PyResult<Option<Vec<PyObjectRef>>> {
    let is_list = value.downcast_ref::<PyList>().is_some()
        || value.downcast_ref::<PyTuple>().is_some()
        || value.downcast_ref::<PySet>().is_some()
        || call.shape(value)?.is_some_and(|shape| shape.len() == 4);
    if !is_list {
        return Ok(None);
    }
    let list = call
        .vm
        .ctx
        .types
        .list_type
        .to_owned()
        .into_object()
        .call((value.to_owned(),), call.vm)?;
    Vec::try_from_object(call.vm, list).map(Some)
}

trait IntoObject {
    fn into_object(self) -> PyObjectRef;
}

impl<T: Into<PyObjectRef>> IntoObject for T {
    fn into_object(self) -> PyObjectRef {
        self.into()
    }
}

fn captions(
    call: &Call,
    given: Option<PyObjectRef>,
    count: usize,
) -> PyResult<Vec<Option<String>>> {
    let Some(given) = given else {
        return Ok(vec![None; count]);
    };
    let captions = match given.downcast_ref::<PyList>() {
        Some(_) => several(call, &given)?.unwrap_or_default(),
        None => vec![given],
    };
    if captions.len() != count {
        return Err(call.error(MediaError::CaptionCount {
            captions: captions.len(),
            images: count,
        }));
    }
    captions.iter().map(|text| optional(call, text)).collect()
}

fn alts(
    call: &Call,
    given: Option<PyObjectRef>,
    count: usize,
    is_set: bool,
) -> PyResult<Vec<Option<String>>> {
    let Some(given) = given else {
        return Ok(vec![None; count]);
    };
    let alts = several(call, &given)?;
    let Some(alts) = alts else {
        if count == 1 {
            return Ok(vec![trimmed(optional(call, &given)?)]);
        }
        return Err(call.error(MediaError::OneAlt { images: count }));
    };
    if is_set {
        return Err(call.error(MediaError::AltOfSet {}));
    }
    if alts.len() != count {
        return Err(call.error(MediaError::AltCount {
            alts: alts.len(),
            images: count,
        }));
    }
    alts.iter()
        .map(|text| Ok(trimmed(optional(call, text)?)))
        .collect()
}

/// White space says nothing; an empty text says that a picture only decorates.
fn trimmed(text: Option<String>) -> Option<String> {
    text.filter(|text| text.is_empty() || !text.trim().is_empty())
        .map(|text| text.trim().to_owned())
}

fn optional(call: &Call, value: &PyObject) -> PyResult<Option<String>> {
    if call.vm.is_none(value) {
        return Ok(None);
    }
    text_of(value, call.vm).map(Some)
}

impl Call<'_> {
    /// One picture by itself.
    pub(crate) fn one_picture(&self, image: &PyObject) -> PyResult<Element> {
        let picture = Picture {
            source: self.picture(image)?,
            caption: None,
            alt: None,
        };
        Ok(Element::Images(Images {
            images: vec![picture],
            link: None,
            width: None,
        }))
    }

    /// Where a picture comes from.
    pub(crate) fn picture(&self, image: &PyObject) -> PyResult<MediaSource> {
        if let Some(text) = image.downcast_ref::<PyStr>().map(to_string_lossy)
            && let Some(svg) = svg(&text)
        {
            return Ok(self.give("image/svg+xml", svg.as_bytes()));
        }
        if let Some(source) = self.drawn(image, Reading::default())? {
            return Ok(source);
        }
        let bytes = match self.place_of(image)? {
            Some(Named::Address(address)) => return Ok(MediaSource::Address(address)),
            Some(Named::File { name, .. }) => self.file_bytes(&name)?,
            None if image.has_attr("_repr_png_", self.vm)? => {
                let png = self.vm.call_method(image, "_repr_png_", ())?;
                self.bytes_of(&png)?
            }
            None => self.bytes_of(image)?,
        };
        match mime(&bytes) {
            Some(mime) => Ok(self.give(mime, &bytes)),
            None => Err(self.error(MediaError::NoPicture {})),
        }
    }

    fn bytes_of(&self, value: &PyObject) -> PyResult<Vec<u8>> {
        let refusal = || {
            self.type_error(
                "image",
                "a path, an address, bytes, an open file or an array",
                value,
            )
        };
        let (bytes, _) = bytes::read(value, self.vm, refusal)?;
        Ok(bytes.as_bytes().to_vec())
    }
}

/// The drawing that a text is.
fn svg(text: &str) -> Option<String> {
    let start = text.trim_start();
    let is_svg = start.starts_with("<svg") || start.starts_with("<?xml") && start.contains("<svg");
    is_svg.then(|| {
        if start.contains("xmlns") {
            start.to_owned()
        } else {
            start.replacen("<svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"", 1)
        }
    })
}

/// The media type of a picture, by how its bytes begin.
fn mime(bytes: &[u8]) -> Option<&'static str> {
    let begins = |start: &[u8]| bytes.starts_with(start);
    let holds = |place: usize, part: &[u8]| bytes.get(place..place + part.len()) == Some(part);
    Some(match () {
        () if begins(b"\x89PNG\r\n\x1a\n") => "image/png",
        () if begins(b"\xff\xd8\xff") => "image/jpeg",
        () if begins(b"GIF8") => "image/gif",
        () if begins(b"RIFF") && holds(8, b"WEBP") => "image/webp",
        () if begins(b"BM") => "image/bmp",
        () if holds(4, b"ftypavif") => "image/avif",
        () if begins(b"\0\0\x01\0") => "image/x-icon",
        () => {
            let start = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
            let start = String::from_utf8_lossy(start);
            svg(&start)?;
            "image/svg+xml"
        }
    })
}
