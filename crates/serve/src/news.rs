//! News pushed to open pages (server-sent events).

use std::fmt;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

/// Where news are published. Clones publish to the same pages.
#[derive(Debug, Clone, Default)]
pub struct News {
    readers: Arc<Mutex<Vec<Sender<String>>>>,
}

/// One page's share of the news.
pub struct Subscription {
    pub(crate) news: Receiver<String>,
}

impl fmt::Debug for Subscription {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Subscription")
    }
}

impl News {
    /// Sends one event with this text (a line, such as JSON) to every page that listens.
    pub fn publish(&self, event: &str, data: &str) {
        let data = data.replace('\n', "\ndata: ");
        let message = format!("event: {event}\ndata: {data}\n\n");
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        readers.retain(|reader| reader.send(message.clone()).is_ok());
    }

    /// Begins to listen.
    #[must_use]
    pub fn subscribe(&self) -> Subscription {
        let (sender, news) = channel();
        self.readers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(sender);
        Subscription { news }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listener_gets_the_news_and_those_gone_are_forgotten() {
        let news = News::default();
        let (first, second) = (news.subscribe(), news.subscribe());
        drop(first);
        news.publish("changed", "[\"app.py\"]");
        let message = second.news.try_recv().unwrap();
        assert_eq!(message, "event: changed\ndata: [\"app.py\"]\n\n");
        assert_eq!(news.readers.lock().unwrap().len(), 1);
    }

    #[test]
    fn each_line_of_the_text_is_marked() {
        let news = News::default();
        let listener = news.subscribe();
        news.publish("say", "a\nb");
        assert_eq!(
            listener.news.try_recv().unwrap(),
            "event: say\ndata: a\ndata: b\n\n"
        );
    }
}
