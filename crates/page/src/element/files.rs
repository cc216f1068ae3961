//! What fields of files share: which files they take, and how the files in them are shown.

use brooklet_protocol::widget::FileRecord;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{File, FileList, HtmlElement};

use crate::dom::{Listener, append, clear, listen, make_with, set};
use crate::text::icon;
use crate::view::Context;

/// The style.
pub const STYLE: &str = include_str!("files.css");

/// Drawings for kinds of files, by their ending.
const KINDS: [(&str, &[&str]); 7] = [
    (
        "image",
        &["jpg", "jpeg", "png", "gif", "webp", "svg", "bmp"],
    ),
    ("picture_as_pdf", &["pdf"]),
    ("table_chart", &["csv", "tsv", "xlsx", "xls"]),
    (
        "description",
        &["txt", "md", "json", "xml", "yaml", "yml", "doc", "docx"],
    ),
    (
        "code",
        &[
            "py", "js", "ts", "jsx", "tsx", "css", "html", "java", "cpp", "c", "go", "rs", "rb",
        ],
    ),
    ("audio_file", &["mp3", "wav", "ogg", "m4a", "flac", "aac"]),
    ("video_file", &["mp4", "mov", "avi", "mkv", "webm", "mpeg"]),
];

/// Endings that stand for another one in a list of what is taken.
const ALIASES: [(&str, &str); 5] = [
    ("jpeg", "jpg"),
    ("mpeg", "mpg"),
    ("mpeg4", "mp4"),
    ("tiff", "tif"),
    ("htm", "html"),
];

/// What a field takes.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Terms {
    /// Endings and media types; empty for all.
    pub(super) types: Vec<String>,
    /// The largest size of a file.
    pub(super) max_megabytes: u32,
}

impl Terms {
    /// Why a file is not taken, if it is not.
    pub(super) fn refusal(&self, name: &str, mime: &str, size: f64) -> Option<String> {
        let limit = f64::from(self.max_megabytes) * 1e6;
        if size > limit {
            return Some(format!("File must be {} or smaller.", size_words(limit, 1)));
        }
        let name = name.to_lowercase();
        let fits = |kind: &String| match kind.strip_suffix("/*") {
            Some(family) => mime.split('/').next() == Some(family),
            None => kind == mime || (kind.starts_with('.') && name.ends_with(kind.as_str())),
        };
        if self.types.is_empty() || self.types.iter().any(fits) {
            return None;
        }
        let kind = if mime.is_empty() {
            "This type of"
        } else {
            mime
        };
        Some(format!("{kind} files are not allowed."))
    }

    /// What a file dialog is told. The media type that no file has keeps a browser from offering
    /// whole kinds of files for single endings.
    pub(super) fn accept(&self) -> String {
        if self.types.is_empty() {
            return String::new();
        }
        let (media_types, endings): (Vec<_>, Vec<_>) = self
            .types
            .iter()
            .map(String::as_str)
            .partition(|kind| kind.contains('/'));
        let mut parts = media_types;
        if !endings.is_empty() {
            parts.push("application/streamlit");
            parts.extend(endings);
        }
        parts.join(",")
    }

    /// What the reader is told.
    pub(super) fn words(&self) -> String {
        let limit = size_words(f64::from(self.max_megabytes) * 1e6, 0);
        let mut known: Vec<&str> = Vec::new();
        for kind in &self.types {
            let name = kind.trim_start_matches('.');
            let name = ALIASES
                .iter()
                .find(|(alias, _)| *alias == name)
                .map_or(name, |(_, usual)| usual);
            if !known.contains(&name) {
                known.push(name);
            }
        }
        if known.is_empty() {
            return format!("{limit} per file");
        }
        let word = |name: &&str| match name.strip_suffix("/*") {
            Some(family) => family.to_owned(),
            None if name.contains('/') => (*name).to_owned(),
            None => name.to_uppercase(),
        };
        let words: Vec<String> = known.iter().map(word).collect();
        format!("{limit} per file • {}", words.join(", "))
    }
}

/// A size for readers: `4.0B`, `300.0KB`.
pub(crate) fn size_words(bytes: f64, digits: usize) -> String {
    let mut size = bytes;
    let mut units = ["B", "KB", "MB", "GB"].into_iter();
    let mut unit = units.next().unwrap_or_default();
    for next in units {
        if size <= 500.0 {
            break;
        }
        size /= 1000.0;
        unit = next;
    }
    format!("{size:.digits$}{unit}")
}

/// A file in a field, or one that was refused.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chip {
    pub(super) name: String,
    pub(super) size: f64,
    pub(super) refusal: Option<String>,
}

impl From<&FileRecord> for Chip {
    fn from(file: &FileRecord) -> Self {
        Self {
            name: file.name.clone(),
            size: file.size as f64,
            refusal: None,
        }
    }
}

/// Draws the files into a holder; `remove` takes the place of the one whose button is pressed.
pub(super) fn draw(
    holder: &HtmlElement,
    chips: &[Chip],
    disabled: bool,
    context: &Context,
    remove: impl Fn(usize) + Clone + 'static,
) -> Vec<Listener> {
    clear(holder);
    let document = &context.document;
    let mut listeners = Vec::new();
    for (index, chip) in chips.iter().enumerate() {
        let node = make_with(document, "div", "stFileChip bk-file", "stFileChip");
        let size = chip
            .refusal
            .clone()
            .unwrap_or_else(|| size_words(chip.size, 1));
        set(&node, "role", "group");
        set(&node, "aria-label", &format!("{}, {size}", chip.name));
        let sign = make_with(document, "div", "bk-file-sign", "");
        let drawing = if chip.refusal.is_some() {
            "error"
        } else {
            kind_of(&chip.name)
        };
        append(
            &sign,
            &icon::icon(document, &format!(":material/{drawing}:")),
        );
        let words = make_with(document, "div", "bk-file-words", "");
        let name = make_with(document, "div", "stFileChipName", "stFileChipName");
        set(&name, "title", &chip.name);
        name.set_text_content(Some(&chip.name));
        let about = make_with(document, "div", "bk-file-size", "");
        about.set_text_content(Some(&size));
        if chip.refusal.is_some() {
            set(&node, "data-refused", "");
            set(&about, "data-testid", "stFileChipErrorMessage");
            set(&about, "role", "alert");
        }
        append(&words, &name);
        append(&words, &about);
        let button = make_with(document, "button", "bk-file-remove", "stBaseButton-minimal");
        set(&button, "type", "button");
        set(&button, "aria-label", &format!("Remove {}", chip.name));
        append(&button, &icon::icon(document, ":material/cancel:"));
        let corner = make_with(document, "small", "", "stFileChipDeleteBtn");
        append(&corner, &button);
        for part in [&sign, &words, &corner] {
            append(&node, part);
        }
        append(holder, &node);
        if disabled {
            set(&button, "disabled", "");
        } else {
            let remove = remove.clone();
            listeners.push(listen(&button, "click", move |_| remove(index)));
        }
    }
    listeners
}

fn kind_of(name: &str) -> &'static str {
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    KINDS
        .iter()
        .find(|(_, endings)| endings.contains(&ending.as_str()))
        .map_or("draft", |(drawing, _)| drawing)
}

/// The files of a list; a file of a folder is named with the way to it.
pub(super) fn of(list: Option<FileList>) -> Vec<(File, String)> {
    let Some(list) = list else { return Vec::new() };
    let file = |place| {
        let file = list.item(place)?;
        let way = Reflect::get(&file, &"webkitRelativePath".into()).ok();
        let way = way.and_then(|way| way.as_string()).unwrap_or_default();
        let name = if way.is_empty() { file.name() } else { way };
        Some((file, name))
    };
    (0..list.length()).filter_map(file).collect()
}

/// The field of a file dialog, which nobody sees.
pub(super) fn dialog(context: &Context, test_id: &str) -> web_sys::HtmlInputElement {
    let input = make_with(&context.document, "input", "bk-hidden", test_id);
    for (name, value) in [
        ("type", "file"),
        ("aria-label", "file upload"),
        ("tabindex", "-1"),
    ] {
        set(&input, name, value);
    }
    input.unchecked_into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(types: &[&str]) -> Terms {
        Terms {
            types: types.iter().map(|kind| (*kind).to_owned()).collect(),
            max_megabytes: 5,
        }
    }

    #[test]
    fn a_size_is_short() {
        for (bytes, words) in [
            (4.0, "4.0B"),
            (300_000.0, "300.0KB"),
            (600.0, "0.6KB"),
            (2e8, "200.0MB"),
        ] {
            assert_eq!(size_words(bytes, 1), words);
        }
    }

    #[test]
    fn a_field_says_what_it_takes() {
        assert_eq!(terms(&[]).words(), "5MB per file");
        assert_eq!(
            terms(&[".csv", ".png", ".jpg", ".jpeg"]).words(),
            "5MB per file • CSV, PNG, JPG"
        );
        assert_eq!(
            terms(&["image/*", ".pdf"]).words(),
            "5MB per file • image, PDF"
        );
        assert_eq!(
            terms(&["image/*", ".pdf"]).accept(),
            "image/*,application/streamlit,.pdf"
        );
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let some = terms(&["image/*", ".csv"]);
        assert_eq!(some.refusal("A.CSV", "text/csv", 1.0), None);
        assert_eq!(some.refusal("a.png", "image/png", 1.0), None);
        assert_eq!(
            some.refusal("a.txt", "text/plain", 1.0).as_deref(),
            Some("text/plain files are not allowed.")
        );
        assert_eq!(
            some.refusal("a.csv", "", 6e6).as_deref(),
            Some("File must be 5.0MB or smaller.")
        );
    }
}
