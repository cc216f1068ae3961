//! What a cached function draws: noted while it runs.

use std::collections::HashSet;

use brooklet_protocol::manifest::FileBytes as Bytes;
use brooklet_protocol::{Block, DeltaPath, Element, Layout};
use serde::{Deserialize, Serialize};

use super::target::Target;

/// Something drawn, and where.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Message {
    pub(super) at: At,
    pub(super) path: DeltaPath,
    pub(super) what: What,
    pub(super) layout: Layout,
}

/// Where it was drawn, seen from the function.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum At {
    /// Wherever the caller is.
    Caller,
    /// A part of the page of its own.
    Sidebar,
    /// The same.
    Bottom,
    /// In a block that the function has made.
    Inside(DeltaPath),
    /// In the place of something that the function has drawn.
    Again(DeltaPath),
    /// In a container that the function has not made.
    Elsewhere,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum What {
    Element(Element),
    Block(Block),
}

/// What a cached function has drawn, and the bytes that belong to it.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Drawn {
    pub(super) messages: Vec<Message>,
    pub(super) media: Vec<(String, Bytes)>,
}

impl Drawn {
    /// Whether it has drawn nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.messages.is_empty() && self.media.is_empty()
    }
}

/// What a cached function that runs has drawn so far.
#[derive(Debug, Default)]
pub(crate) struct Capture {
    made: HashSet<DeltaPath>,
    drawn: Drawn,
}

/// A container that was drawn to is none of the function's own.
pub(crate) struct IsElsewhere;

impl Capture {
    /// Notes bytes that were given to the page.
    pub(super) fn note_media(&mut self, mime: &str, pieces: &[&[u8]]) {
        let media = (mime.to_owned(), Bytes(pieces.concat()));
        self.drawn.media.push(media);
    }

    /// What was drawn.
    pub(crate) fn drawn(self) -> Drawn {
        self.drawn
    }

    /// Notes something drawn.
    pub(super) fn note(
        &mut self,
        target: &Target,
        resolved: &Target,
        path: &DeltaPath,
        what: What,
        layout: &Layout,
    ) {
        let at = match (resolved, target) {
            (Target::Block(cursor), _) if self.made.contains(cursor.block()) => {
                At::Inside(cursor.block().clone())
            }
            (Target::Slot(slot), _) if self.made.contains(slot) => At::Again(slot.clone()),
            (_, Target::Current) => At::Caller,
            (_, Target::Sidebar) => At::Sidebar,
            (_, Target::Bottom) => At::Bottom,
            (_, Target::Block(_) | Target::Slot(_)) => At::Elsewhere,
        };
        self.made.insert(path.clone());
        self.drawn.messages.push(Message {
            at,
            path: path.clone(),
            what,
            layout: layout.clone(),
        });
    }
}
