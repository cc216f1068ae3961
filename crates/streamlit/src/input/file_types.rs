//! Which files a field takes, as scripts say it: endings, media types, and words for kinds.

use brooklet_python::vm::builtins::{PyBool, PyInt, PyStr};
use brooklet_python::vm::protocol::PyIter;
use brooklet_python::vm::{PyObjectRef, PyResult, TryFromObject};

use crate::argument::{as_i64, to_string_lossy};
use crate::call::args::Argument;
use crate::command::Call;
use crate::error::{WidgetError, either_text};

/// How large a file may be where nothing is said: Streamlit's `server.maxUploadSize`.
const USUAL_MEGABYTES: u32 = 200;

const KINDS: [&str; 4] = ["image", "audio", "video", "text"];

/// Endings of which a script means both when it names one.
const PAIRS: [(&str, &str); 5] = [
    (".htm", ".html"),
    (".jpg", ".jpeg"),
    (".tif", ".tiff"),
    (".mpg", ".mpeg"),
    (".mp4", ".mpeg4"),
];

/// The types of files that a field takes, media types first; none for all files.
#[derive(Debug)]
pub(crate) struct FileTypes(pub(super) Vec<String>);

impl Argument for FileTypes {
    fn read(value: PyObjectRef, _parameter: &'static str, call: &Call) -> PyResult<Self> {
        if !value.clone().is_true(call.vm)? {
            return Ok(Self(Vec::new()));
        }
        if let Some(one) = value.downcast_ref::<PyStr>() {
            return Ok(Self(normal(&[to_string_lossy(one)])));
        }
        let mut names = Vec::new();
        let given = PyIter::try_from_object(call.vm, value)?;
        for name in given.iter::<PyObjectRef>(call.vm)? {
            let name = call.vm.call_method(&*name?, "strip", ())?;
            names.extend(name.downcast_ref::<PyStr>().map(to_string_lossy));
        }
        Ok(Self(normal(&names)))
    }

    fn kinds() -> Vec<&'static str> {
        vec!["str", "a list of str", "None"]
    }

    const DOC: &'static str = "Which files it takes: endings such as `'csv'`, media types such as `'image/png'`, or `'image'`, `'audio'`, `'video'`, `'text'`; `None` takes all.";
}

/// The largest size of a file, in megabytes.
#[derive(Debug)]
pub(crate) struct MaxMegabytes(pub(super) u32);

impl Argument for MaxMegabytes {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        if call.vm.is_none(&value) {
            return Ok(Self(USUAL_MEGABYTES));
        }
        let is_int =
            value.downcast_ref::<PyInt>().is_some() && value.downcast_ref::<PyBool>().is_none();
        match as_i64(&value, call.vm) {
            Some(size) if is_int && size > 0 => Ok(Self(u32::try_from(size).unwrap_or(u32::MAX))),
            _ => call.invalid_item(parameter, &value, "a number of megabytes above 0, or None"),
        }
    }

    fn kinds() -> Vec<&'static str> {
        vec!["int", "None"]
    }

    const DOC: &'static str = "How large a file may be, in megabytes; by default 200.";
}

impl Call<'_> {
    /// Refuses a file whose ending is none of `types`. Where media types are among them the page
    /// has looked at it.
    pub(super) fn check_file_name(&self, name: &str, types: &[String]) -> PyResult<()> {
        if types.is_empty() {
            return Ok(());
        }
        if name.contains('\0') {
            return Err(self.error(WidgetError::NulInFileName {}));
        }
        let lower = name.to_lowercase();
        let is_media_type = |entry: &String| entry.contains('/');
        if types.iter().any(is_media_type) || types.iter().any(|ending| lower.ends_with(ending)) {
            return Ok(());
        }
        let file = name.rsplit('/').next().unwrap_or(name);
        let ending = file.rfind('.').filter(|dot| *dot > 0);
        let ending = ending.map_or("", |dot| &file[dot..]);
        Err(self.error(WidgetError::FileType {
            ending: ending.to_owned(),
            allowed: either_text(types.iter().map(String::as_str)),
        }))
    }
}

fn normal(names: &[String]) -> Vec<String> {
    let mut media_types = Vec::new();
    let mut endings: Vec<String> = Vec::new();
    for name in names {
        let name = name.trim().to_lowercase();
        if name.is_empty() {
            continue;
        }
        if KINDS.contains(&name.as_str()) {
            media_types.push(format!("{name}/*"));
        } else if name.contains('/') {
            media_types.push(name);
        } else if name.starts_with('.') {
            endings.push(name);
        } else {
            endings.push(format!(".{name}"));
        }
    }
    for (one, other) in PAIRS {
        let has = |ending: &str, endings: &[String]| endings.iter().any(|known| known == ending);
        if has(one, &endings) && !has(other, &endings) {
            endings.push(other.to_owned());
        }
        if has(other, &endings) && !has(one, &endings) {
            endings.push(one.to_owned());
        }
    }
    media_types.append(&mut endings);
    media_types
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn types_have_one_form() {
        let of =
            |names: &[&str]| normal(&names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>());
        assert_eq!(of(&["CSV", ".Txt "]), [".csv", ".txt"]);
        assert_eq!(
            of(&["jpg", "image", "Application/PDF"]),
            ["image/*", "application/pdf", ".jpg", ".jpeg"]
        );
        assert_eq!(of(&["html"]), [".html", ".htm"]);
        assert!(of(&["", " "]).is_empty());
    }
}
