//! Which bytes of the script the page has, and which of them are still used.

use std::collections::BTreeSet;
use std::hash::Hasher;

use brooklet_protocol::MediaId;
use siphasher::sip128::{Hasher128, SipHasher13};

/// The names of the bytes that the page has been given.
///
/// A run that draws the whole page names anew what it uses; when it has come to its end, the rest
/// is let go. A run of a part of the page only adds to that.
#[derive(Debug, Default)]
pub struct Media {
    given: BTreeSet<MediaId>,
    used: BTreeSet<MediaId>,
    /// Whether the page may have bytes that are not in `given`: those of an engine before this one.
    may_be_more: bool,
}

impl Media {
    /// Nothing is known of what the page has.
    pub fn new() -> Self {
        Self {
            may_be_more: true,
            ..Self::default()
        }
    }

    /// A run of the whole script begins.
    pub fn begin_run(&mut self) {
        self.used.clear();
    }

    /// The bytes of this name are used; `true` if the page has to be given them.
    #[must_use]
    pub fn mark_used(&mut self, id: &MediaId) -> bool {
        self.used.insert(id.clone());
        self.given.insert(id.clone())
    }

    /// A run has come to its end. Where the page can let go of bytes, says which ones it keeps.
    pub fn end_run(&mut self) -> Option<Vec<MediaId>> {
        if !self.may_be_more && self.given.len() == self.used.len() {
            return None;
        }
        self.may_be_more = false;
        self.given.clone_from(&self.used);
        Some(self.used.iter().cloned().collect())
    }
}

/// The name of some bytes, which may lie in pieces. Two different contents have the same one with a chance of 2⁻¹²⁸.
///
/// It is the same in every build: results of cached functions are kept with the names of what they
/// have drawn.
pub fn media_id(mime: &str, pieces: &[&[u8]]) -> MediaId {
    let mut hasher = SipHasher13::new();
    hasher.write(&(mime.len() as u64).to_le_bytes());
    hasher.write(mime.as_bytes());
    for piece in pieces {
        hasher.write(piece);
    }
    MediaId(format!("{:032x}", hasher.finish128().as_u128()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str) -> MediaId {
        media_id("text/plain", &[name.as_bytes()])
    }

    #[test]
    fn bytes_are_named_by_content_and_type() {
        assert_eq!(id("a"), id("a"));
        assert_ne!(id("a"), id("b"));
        assert_ne!(id("a"), media_id("text/csv", &[b"a"]));
        let in_pieces = media_id("text/plain", &[b"a be", b"", b"e in Maytime"]);
        assert_eq!(in_pieces, id("a bee in Maytime"));
    }

    /// The name that bytes have in what was kept before.
    #[test]
    fn the_name_of_bytes_never_changes() {
        assert_eq!(id("a").0, "ec19123771e2d8303e9536422d576e33");
    }

    #[test]
    fn bytes_are_given_once() {
        let mut media = Media::new();
        assert!(media.mark_used(&id("a")));
        assert!(!media.mark_used(&id("a")));
        media.end_run();
        media.begin_run();
        assert!(!media.mark_used(&id("a")));
        assert_eq!(media.end_run(), None);
    }

    #[test]
    fn what_a_whole_run_does_not_use_is_let_go() {
        let mut media = Media::new();
        assert!(media.mark_used(&id("a")));
        media.end_run();
        media.begin_run();
        assert!(media.mark_used(&id("b")));
        assert_eq!(media.end_run(), Some(vec![id("b")]));
        assert!(media.mark_used(&id("a")));
    }

    #[test]
    fn a_run_without_a_beginning_only_adds() {
        let mut media = Media::new();
        assert!(media.mark_used(&id("a")));
        media.end_run();
        assert!(media.mark_used(&id("b")));
        assert_eq!(media.end_run(), None);
    }

    #[test]
    fn the_first_run_tells_the_page_what_stays_of_an_engine_before() {
        assert_eq!(Media::new().end_run(), Some(Vec::new()));
    }
}
