//! What a cached function draws: noted while it runs, drawn again when its result is remembered.

use std::collections::{HashMap, HashSet};

use brooklet_protocol::manifest::FileBytes as Bytes;
use brooklet_protocol::{Block, DeltaPath, Element, Layout};
use serde::{Deserialize, Serialize};

use crate::runtime::Runtime;
use crate::target::Target;

/// Something drawn, and where.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Message {
    at: At,
    path: DeltaPath,
    what: What,
    layout: Layout,
}

/// Where it was drawn, seen from the function.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum At {
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
enum What {
    Element(Element),
    Block(Block),
}

/// What a cached function has drawn, and the bytes that belong to it.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Drawn {
    messages: Vec<Message>,
    media: Vec<(String, Bytes)>,
}

impl Drawn {
    /// Whether it has drawn nothing.
    pub(super) fn is_empty(&self) -> bool {
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
    /// What was drawn.
    pub(super) fn drawn(self) -> Drawn {
        self.drawn
    }

    fn note(
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

impl Runtime {
    /// Whether a cached function runs.
    pub(crate) fn is_in_cached_function(&self) -> bool {
        !self.captures.borrow().is_empty()
    }

    /// A cached function begins.
    pub(crate) fn begin_capture(&self) {
        self.captures.borrow_mut().push(Capture::default());
    }

    /// A cached function that waited goes on.
    pub(super) fn resume_capture(&self, capture: Capture) {
        self.captures.borrow_mut().push(capture);
    }

    /// It waits: what it has drawn so far.
    pub(super) fn pause_capture(&self) -> Capture {
        self.captures.borrow_mut().pop().unwrap_or_default()
    }

    /// It has ended: what it has drawn.
    pub(crate) fn end_capture(&self) -> Drawn {
        self.pause_capture().drawn()
    }

    pub(crate) fn note_media(&self, mime: &str, bytes: &[u8]) {
        for capture in self.captures.borrow_mut().iter_mut() {
            let media = (mime.to_owned(), Bytes(bytes.to_vec()));
            capture.drawn.media.push(media);
        }
    }

    pub(crate) fn note_element(
        &self,
        target: &Target,
        resolved: &Target,
        path: &DeltaPath,
        element: &Element,
        layout: &Layout,
    ) {
        for capture in self.captures.borrow_mut().iter_mut() {
            let what = What::Element(element.clone());
            capture.note(target, resolved, path, what, layout);
        }
    }

    pub(crate) fn note_block(
        &self,
        target: &Target,
        resolved: &Target,
        path: &DeltaPath,
        block: &Block,
        layout: &Layout,
    ) {
        for capture in self.captures.borrow_mut().iter_mut() {
            let what = What::Block(block.clone());
            capture.note(target, resolved, path, what, layout);
        }
    }

    /// Draws again what a function has drawn.
    pub(crate) fn replay(&self, drawn: &Drawn) -> Result<(), IsElsewhere> {
        for (mime, bytes) in &drawn.media {
            self.give_media(mime, &bytes.0);
        }
        let mut made: HashMap<&DeltaPath, Target> = HashMap::new();
        for message in &drawn.messages {
            let target = match &message.at {
                At::Caller => Target::Current,
                At::Sidebar => Target::Sidebar,
                At::Bottom => Target::Bottom,
                At::Inside(path) | At::Again(path) => made.get(path).ok_or(IsElsewhere)?.clone(),
                At::Elsewhere => return Err(IsElsewhere),
            };
            let layout = message.layout.clone();
            let place = match &message.what {
                What::Element(element) => Target::Slot(self.draw(&target, element.clone(), layout)),
                What::Block(block) => self.open(&target, block.clone(), layout),
            };
            made.insert(&message.path, place);
        }
        Ok(())
    }
}
