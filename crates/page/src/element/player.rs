//! `st.audio` and `st.video` on the page.

use brooklet_protocol::Element;
use brooklet_protocol::element::{Player, PlayerKind};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlMediaElement};

use crate::address::is_harmless_source;
use crate::dom::{Listener, append, halt, listen, make, make_with, set};
use crate::media::MediaExt;
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("player.css");

struct PlayerView {
    node: HtmlElement,
    shown: Player,
    _listeners: Vec<Listener>,
}

/// A view for it.
pub fn view(element: &Player, context: &Context) -> Box<dyn View> {
    let (tag, test_id, class) = match element.kind {
        PlayerKind::Audio => ("audio", "stAudio", "stAudio bk-audio"),
        PlayerKind::Video => ("video", "stVideo", "stVideo bk-video"),
        PlayerKind::YouTube => ("iframe", "stVideo", "stVideo bk-video bk-youtube"),
    };
    let node = make_with(&context.document, tag, class, test_id);
    if let Some(alt) = &element.alt {
        set(&node, "aria-label", alt);
    }
    let source = element.source.as_ref();
    let address = source.and_then(|source| context.media.address(source));
    let address = address.filter(|address| is_harmless_source(address));
    let address = address.unwrap_or_default();
    let mut listeners = Vec::new();
    if element.kind == PlayerKind::YouTube {
        frame(&node, element, &address);
    } else if let Some(player) = node.dyn_ref::<HtmlMediaElement>() {
        native(player, element, context);
        listeners = timing(player, element);
        if !address.is_empty() {
            player.set_src(&address);
        }
    }
    Box::new(PlayerView {
        node,
        shown: element.clone(),
        _listeners: listeners,
    })
}

/// The player of `YouTube`, told what to do by its address.
fn frame(node: &HtmlElement, element: &Player, address: &str) {
    let mut wishes = Vec::new();
    if element.start_secs > 0 {
        wishes.push(format!("start={}", element.start_secs));
    }
    if let Some(end) = element.end_secs {
        wishes.push(format!("end={end}"));
    }
    if element.repeats {
        let film = address.rsplit('/').next().unwrap_or_default();
        wishes.push(format!("loop=1&playlist={film}"));
    }
    if element.autoplay {
        wishes.push("autoplay=1".to_owned());
    }
    if element.muted {
        wishes.push("mute=1".to_owned());
    }
    let mark = if wishes.is_empty() { "" } else { "?" };
    set(node, "src", &format!("{address}{mark}{}", wishes.join("&")));
    set(node, "title", element.alt.as_deref().unwrap_or(address));
    set(node, "allow", "autoplay; encrypted-media");
    set(node, "allowfullscreen", "");
}

fn native(player: &HtmlMediaElement, element: &Player, context: &Context) {
    player.set_controls(true);
    player.set_autoplay(element.autoplay);
    player.set_muted(element.muted);
    player.set_loop(element.repeats && element.end_secs.is_none());
    for (index, (label, source)) in element.subtitles.iter().enumerate() {
        let Some(address) = context.media.address(source) else {
            continue;
        };
        let track = make(&context.document, "track");
        set(&track, "kind", "captions");
        set(&track, "label", label);
        set(&track, "src", &address);
        if index == 0 {
            set(&track, "default", "");
        }
        append(player, &track);
    }
}

/// Starts and stops where the script says.
fn timing(player: &HtmlMediaElement, element: &Player) -> Vec<Listener> {
    let start = f64::from(element.start_secs);
    let mut listeners = Vec::new();
    if start > 0.0 {
        let it = player.clone();
        listeners.push(listen(player, "loadedmetadata", move |_| {
            it.set_current_time(start);
        }));
    }
    let again = element.repeats;
    let restart = move |player: &HtmlMediaElement| {
        player.set_current_time(start);
        // A player that may not play stands still.
        let _ = player.play();
    };
    if let Some(end) = element.end_secs.map(f64::from) {
        let it = player.clone();
        listeners.push(listen(player, "timeupdate", move |_| {
            if it.current_time() < end || it.paused() {
                return;
            }
            if again {
                restart(&it);
            } else {
                halt(&it);
            }
        }));
        let it = player.clone();
        listeners.push(listen(player, "ended", move |_| {
            if again {
                restart(&it);
            }
        }));
    }
    listeners
}

impl View for PlayerView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    /// A player that plays something else is another player.
    fn update(&mut self, element: &Element) -> bool {
        matches!(element, Element::Player(element) if *element == self.shown)
    }
}
