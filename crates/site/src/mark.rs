//! What a built page is known by.

/// By this a built page is known again.
pub(crate) const MARK: &str = concat!(
    "<meta name=\"generator\" content=\"brooklet ",
    env!("CARGO_PKG_VERSION"),
    "\">"
);

/// How the mark of every version begins.
const ANY_MARK: &str = "<meta name=\"generator\" content=\"brooklet ";

/// Whether a page is that of a built app, of any version.
pub fn is_marked(page: &str) -> bool {
    page.contains(ANY_MARK)
}
