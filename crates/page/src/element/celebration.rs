//! `st.balloons` and `st.snow` on the page.

use brooklet_protocol::Element;
use brooklet_protocol::element::{Celebration, CelebrationKind};
use gloo::timers::callback::Timeout;
use web_sys::HtmlElement;

use crate::dom::{append, clear, make_with, set, svg};
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("celebration.css");

const BALLOON: &str = "M12 1C8 1 5 4.2 5 8.4 5 13 8.6 17 12 17s7-4 7-8.6C19 4.2 16 1 12 1m-1.2 16-.5 1.2h3.4l-.5-1.2zM11.8 18.2c1.2 1.6-.8 2.6.2 5.8h.3c-.9-3.2 1-4 0-5.8z";
const FLAKE: &str = "M22 11h-4.17l3.24-3.24-1.41-1.42L15 11h-2V9l4.66-4.66-1.42-1.41L13 6.17V2h-2v4.17L7.76 2.93 6.34 4.34 11 9v2H9L4.34 6.34 2.93 7.76 6.17 11H2v2h4.17l-3.24 3.24 1.41 1.42L9 13h2v2l-4.66 4.66 1.42 1.41L11 17.83V22h2v-4.17l3.24 3.24 1.42-1.41L13 15v-2h2l4.66 4.66 1.41-1.42L17.83 13H22z";

/// The colours of the balloons.
const HUES: [u32; 6] = [0, 36, 193, 141, 268, 212];

const BALLOONS: u32 = 30;
const FLAKES: u32 = 100;

struct CelebrationView {
    node: HtmlElement,
    context: Context,
    shown: Option<Celebration>,
    end: Option<Timeout>,
}

/// A view for it.
pub fn view(element: &Celebration, context: &Context) -> Box<dyn View> {
    let name = match element.kind {
        CelebrationKind::Balloons => "stBalloons",
        CelebrationKind::Snow => "stSnow",
    };
    let class = format!("{name} bk-celebration");
    let node = make_with(&context.document, "div", &class, name);
    set(&node, "aria-hidden", "true");
    let mut view = CelebrationView {
        node,
        context: context.clone(),
        shown: None,
        end: None,
    };
    view.fly(*element);
    Box::new(view)
}

impl CelebrationView {
    fn fly(&mut self, element: Celebration) {
        clear(&self.node);
        let (drawing, class, count, lasts_ms, last_start_secs) = match element.kind {
            CelebrationKind::Balloons => (BALLOON, "bk-balloon", BALLOONS, 2_000, 1.0),
            CelebrationKind::Snow => (FLAKE, "bk-flake", FLAKES, 7_500, 4.0),
        };
        for number in 0..count {
            let piece = svg(&self.context.document, drawing, class);
            let random = js_sys::Math::random;
            let style = format!(
                "left: {:.1}%; --bk-hue: {}; --bk-turns: {:.0}deg; animation-delay: {:.2}s",
                random() * 95.0,
                HUES[number as usize % HUES.len()],
                random() * 720.0 - 360.0,
                random() * last_start_secs
            );
            set(&piece, "style", &style);
            append(&self.node, &piece);
        }
        let node = self.node.clone();
        self.end = Some(Timeout::new(lasts_ms, move || clear(&node)));
        self.shown = Some(element);
    }
}

impl View for CelebrationView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Celebration(element) = element else {
            return false;
        };
        let Some(shown) = self.shown else {
            return false;
        };
        if shown.kind != element.kind {
            return false;
        }
        if shown != *element {
            self.fly(*element);
        }
        true
    }
}
