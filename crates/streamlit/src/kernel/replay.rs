//! What cached functions have drawn, noted and drawn again when their results are remembered.

use std::collections::HashMap;

use brooklet_protocol::{Block, DeltaPath, Element, Layout};

use super::app::App;
use super::capture::{At, Capture, Drawn, IsElsewhere, What};
use super::target::Target;

impl App {
    /// Whether a cached function runs.
    pub(crate) fn is_in_cached_function(&self) -> bool {
        !self.session().run.captures.borrow().is_empty()
    }

    /// A cached function begins.
    pub(crate) fn begin_capture(&self) {
        self.session()
            .run
            .captures
            .borrow_mut()
            .push(Capture::default());
    }

    /// A cached function that waited goes on.
    pub(crate) fn resume_capture(&self, capture: Capture) {
        self.session().run.captures.borrow_mut().push(capture);
    }

    /// It waits: what it has drawn so far.
    pub(crate) fn pause_capture(&self) -> Capture {
        self.session()
            .run
            .captures
            .borrow_mut()
            .pop()
            .unwrap_or_default()
    }

    /// It has ended: what it has drawn.
    pub(crate) fn end_capture(&self) -> Drawn {
        self.pause_capture().drawn()
    }

    pub(super) fn note_media(&self, mime: &str, pieces: &[&[u8]]) {
        for capture in self.session().run.captures.borrow_mut().iter_mut() {
            capture.note_media(mime, pieces);
        }
    }

    pub(super) fn note_element(
        &self,
        target: &Target,
        resolved: &Target,
        path: &DeltaPath,
        element: &Element,
        layout: &Layout,
    ) {
        for capture in self.session().run.captures.borrow_mut().iter_mut() {
            let what = What::Element(element.clone());
            capture.note(target, resolved, path, what, layout);
        }
    }

    pub(super) fn note_block(
        &self,
        target: &Target,
        resolved: &Target,
        path: &DeltaPath,
        block: &Block,
        layout: &Layout,
    ) {
        for capture in self.session().run.captures.borrow_mut().iter_mut() {
            let what = What::Block(block.clone());
            capture.note(target, resolved, path, what, layout);
        }
    }

    /// Draws again what a function has drawn.
    pub(crate) fn replay(&self, drawn: &Drawn) -> Result<(), IsElsewhere> {
        for (mime, bytes) in &drawn.media {
            self.give_media(mime, &[&bytes.0]);
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
