//! What leaves for the page: deltas that wait for a frame, messages, the bytes of media.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;
use std::time::Duration;

use brooklet_protocol::{Delta, MediaId, ToPage};
use brooklet_python::World;
use brooklet_session::{Inbox, Media, media_id};

/// How long deltas are gathered before they leave: one frame.
pub(crate) const FLUSH_EVERY: Duration = Duration::from_millis(16);

/// How many deltas may be under way to the page before the script waits for it.
const MAX_UNDER_WAY: u64 = 5_000;

/// The way to the page.
pub trait Outlet {
    /// Sends a message.
    fn send(&self, message: ToPage);

    /// Sends bytes of a media type under their name. They are the page's from the
    /// [`ToPage::Media`] of that name on.
    fn send_bytes(&self, id: &MediaId, mime: &str, pieces: &[&[u8]]);
}

/// What leaves for one page.
pub(crate) struct Outbox {
    outlet: Rc<dyn Outlet>,
    /// Where the page says how much it has drawn.
    inbox: Rc<Inbox>,
    world: Rc<dyn World>,
    waiting: RefCell<Vec<Delta>>,
    flushed_at: Cell<Duration>,
    /// How many deltas have left.
    sent: Cell<u64>,
    media: RefCell<Media>,
}

impl fmt::Debug for Outbox {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Outbox").finish_non_exhaustive()
    }
}

impl Outbox {
    /// An empty one.
    pub(crate) fn new(outlet: Rc<dyn Outlet>, inbox: Rc<Inbox>, world: Rc<dyn World>) -> Self {
        Self {
            outlet,
            inbox,
            world,
            waiting: RefCell::default(),
            flushed_at: Cell::default(),
            sent: Cell::default(),
            media: RefCell::new(Media::new()),
        }
    }

    /// Puts a delta behind the others. Of two elements for one place that wait beside each other
    /// only the later one leaves.
    pub(crate) fn push(&self, delta: Delta) {
        let mut waiting = self.waiting.borrow_mut();
        let replaces_last = matches!(&delta, Delta::Element { .. })
            && matches!(waiting.last(), Some(last @ Delta::Element { .. }) if last.path() == delta.path());
        if replaces_last {
            waiting.pop();
        }
        waiting.push(delta);
    }

    /// Sends a message that is no delta, behind the deltas before it.
    pub(crate) fn send(&self, message: ToPage) {
        self.flush();
        self.outlet.send(message);
    }

    /// Lets everything that waits leave.
    pub(crate) fn flush(&self) {
        self.flushed_at.set(self.world.monotonic());
        let deltas = std::mem::take(&mut *self.waiting.borrow_mut());
        if !deltas.is_empty() {
            self.sent.set(self.sent.get() + deltas.len() as u64);
            self.outlet.send(ToPage::Deltas(deltas));
        }
    }

    /// Lets everything leave that has waited for a frame.
    pub(crate) fn flush_if_due(&self) {
        if !self.waiting.borrow().is_empty()
            && self.world.monotonic().saturating_sub(self.flushed_at.get()) >= FLUSH_EVERY
        {
            self.flush();
        }
    }

    /// Whether the page has so much to draw that the script should wait for it.
    pub(crate) fn is_page_behind(&self) -> bool {
        let pushed = self.sent.get() + self.waiting.borrow().len() as u64;
        pushed.saturating_sub(self.inbox.drawn()) > MAX_UNDER_WAY
    }

    /// Gives bytes of a media type, piece by piece, to the page, if it does not have them, and says what they are
    /// called there.
    pub(crate) fn give_media(&self, mime: &str, pieces: &[&[u8]]) -> MediaId {
        let id = media_id(mime, pieces);
        if self.media.borrow_mut().mark_used(&id) {
            self.outlet.send_bytes(&id, mime, pieces);
            self.send(ToPage::Media(id.clone()));
        }
        id
    }

    /// A run of the whole script begins: it names anew which bytes it uses.
    pub(crate) fn begin_media(&self) {
        self.media.borrow_mut().begin_run();
    }

    /// It has come to its end: the page lets go of the other bytes.
    pub(crate) fn end_media(&self) {
        let kept = self.media.borrow_mut().end_run();
        if let Some(kept) = kept {
            self.send(ToPage::KeepMedia(kept));
        }
    }
}
