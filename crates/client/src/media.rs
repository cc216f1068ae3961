//! The bytes that a script has given: images, sound, files to download, tables. How they are held is
//! up to the host.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use brooklet_protocol::{MediaId, WidgetId};

/// The bytes by name. They outlive the engine that has sent them.
pub struct Media<B> {
    known: RefCell<BTreeMap<MediaId, Rc<B>>>,
    /// What has come ahead of the message that speaks of it.
    arrived: RefCell<BTreeMap<MediaId, B>>,
    /// Who waits for a file that the script makes now.
    promised: RefCell<BTreeMap<WidgetId, Taker>>,
    ask: Box<dyn Fn(WidgetId)>,
}

/// A file that the script has made and its name, or why there is none.
pub type MadeFile = Result<(MediaId, String), String>;

type Taker = Box<dyn FnOnce(MadeFile)>;

impl<B> Media<B> {
    /// No bytes yet; `ask` asks the script for the file that a download button promises.
    pub fn new(ask: Box<dyn Fn(WidgetId)>) -> Self {
        Self {
            known: RefCell::default(),
            arrived: RefCell::default(),
            promised: RefCell::default(),
            ask,
        }
    }

    /// Asks the script for the file that a download button promises.
    pub fn promise(&self, id: &WidgetId, taker: impl FnOnce(MadeFile) + 'static) {
        let taker = Box::new(taker);
        self.promised.borrow_mut().insert(id.clone(), taker);
        (self.ask)(id.clone());
    }

    /// The script has made a file, or has failed to.
    pub fn keep_promise(&self, id: &WidgetId, file: MadeFile) {
        let taker = self.promised.borrow_mut().remove(id);
        if let Some(taker) = taker {
            taker(file);
        }
    }

    /// Takes bytes that messages call `id`.
    pub fn take(&self, id: MediaId, bytes: B) {
        self.arrived.borrow_mut().insert(id, bytes);
    }

    /// The messages come to speak of these bytes. They may have come long before, while messages of
    /// an earlier run still waited to be read.
    pub fn name(&self, id: MediaId) {
        let Some(bytes) = self.arrived.borrow_mut().remove(&id) else {
            return;
        };
        // An engine that was started anew sends again what is here: what is in use stays.
        let mut known = self.known.borrow_mut();
        known.entry(id).or_insert_with(|| Rc::new(bytes));
    }

    /// The bytes of this name.
    pub fn get(&self, id: &MediaId) -> Option<Rc<B>> {
        self.known.borrow().get(id).cloned()
    }

    /// How many different bytes are here.
    pub fn count(&self) -> usize {
        self.known.borrow().len()
    }

    /// The engine has ended: it names nothing more, and makes no more files.
    pub fn engine_ended(&self) {
        self.arrived.borrow_mut().clear();
        for (_, taker) in self.promised.take() {
            taker(Err("Python has ended before the file was made.".to_owned()));
        }
    }

    /// Lets go of all bytes but these.
    pub fn keep(&self, ids: &[MediaId]) {
        self.known.borrow_mut().retain(|id, _| ids.contains(id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str) -> MediaId {
        MediaId(name.to_owned())
    }

    fn media() -> Media<&'static str> {
        Media::new(Box::new(|_| {}))
    }

    #[test]
    fn bytes_are_known_from_the_message_on_that_speaks_of_them() {
        let media = media();
        media.take(id("b"), "two");
        media.take(id("a"), "one");
        // A message of an earlier run does not lose what has come for a later one.
        media.keep(&[]);
        assert_eq!(media.get(&id("a")), None);
        media.name(id("a"));
        media.name(id("b"));
        assert_eq!(media.get(&id("a")).as_deref(), Some(&"one"));
        assert_eq!(media.get(&id("b")).as_deref(), Some(&"two"));
        assert_eq!(media.get(&id("c")), None);
    }

    #[test]
    fn a_new_engine_names_again_what_is_here_and_that_stays() {
        let media = media();
        media.take(id("a"), "one");
        media.name(id("a"));
        let before = media.get(&id("a")).unwrap();
        media.take(id("b"), "left over");
        media.engine_ended();
        media.take(id("a"), "one");
        media.name(id("a"));
        media.name(id("b"));
        assert_eq!(media.get(&id("b")), None);
        assert!(Rc::ptr_eq(&before, &media.get(&id("a")).unwrap()));
        media.keep(&[]);
        assert_eq!(media.count(), 0);
    }

    #[test]
    fn a_promise_is_kept_once_or_the_engine_ends() {
        let media = media();
        let heard: Rc<RefCell<Vec<MadeFile>>> = Rc::default();
        let button = WidgetId::from("button");
        for _ in 0..2 {
            let heard = heard.clone();
            media.promise(&button, move |file| heard.borrow_mut().push(file));
            media.keep_promise(&button, Ok((id("a"), "a.txt".to_owned())));
        }
        media.keep_promise(&button, Ok((id("a"), "a.txt".to_owned())));
        assert_eq!(heard.borrow().len(), 2);
        let sink = heard.clone();
        media.promise(&button, move |file| sink.borrow_mut().push(file));
        media.engine_ended();
        assert!(heard.borrow()[2].as_ref().unwrap_err().contains("ended"));
    }
}
