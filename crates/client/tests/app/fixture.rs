//! A client whose host keeps what is wanted of it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use brooklet_client::memory::Content;
use brooklet_client::{Client, Effect, Host, Listening, MemorySurface};
use brooklet_protocol::element::{Text, TextInput};
use brooklet_protocol::widget::{Label, Widget};
use brooklet_protocol::{
    Delta, DeltaPath, Element, Layout, Outcome, Root, ToEngine, ToPage, WidgetId, WidgetValue,
};

/// An app on a page without a browser.
pub(crate) type App = Rc<Client<Recorder>>;

/// Keeps what the client wants.
#[derive(Default)]
pub(crate) struct Recorder {
    effects: RefCell<Vec<Effect<String>>>,
    surface: MemorySurface,
}

impl Host for Recorder {
    type Surface = MemorySurface;
    type Media = String;
    type File = String;

    fn perform(&self, effect: Effect<String>) {
        self.effects.borrow_mut().push(effect);
    }

    fn query(&self) -> Option<String> {
        None
    }
}

/// An app whose worker is being started.
pub(crate) fn client() -> App {
    let host = Recorder::default();
    let surface = host.surface.clone();
    Client::new(host, |_| surface)
}

/// An app whose engine has got it.
pub(crate) fn opened() -> App {
    let client = client();
    client.engine_ready(Listening::Always);
    client.open(BTreeMap::new());
    heard(&client);
    client
}

/// What was wanted since the last look.
pub(crate) fn heard(client: &App) -> Vec<Effect<String>> {
    client.host().effects.take()
}

/// The reader sets a field.
pub(crate) fn set(client: &App, text: &str) {
    let value = WidgetValue::Text(text.to_owned());
    client.parts().widgets.set(&WidgetId::from("name"), value);
}

/// A run of the whole script begins.
pub(crate) fn begin(client: &App, run: u32) {
    let fragment_ids = Vec::new();
    client.receive(ToPage::RunStarted { run, fragment_ids });
}

/// It ends.
pub(crate) fn end(client: &App, run: u32, outcome: Outcome) {
    client.receive(ToPage::RunEnded { run, outcome });
}

/// The values of the only run that is asked for.
pub(crate) fn asked(effects: &[Effect<String>]) -> Option<WidgetValue> {
    effects.iter().find_map(|effect| match effect {
        Effect::Send(ToEngine::Rerun(request)) => request.widget_states.values().next().cloned(),
        _ => None,
    })
}

/// A whole run that draws these below each other.
pub(crate) fn run(client: &App, run: u32, elements: Vec<Element>) {
    begin(client, run);
    draw(client, elements);
    end(client, run, Outcome::Finished);
}

/// The run under way draws these below each other.
pub(crate) fn draw(client: &App, elements: Vec<Element>) {
    let indices = 0..;
    let deltas = indices
        .zip(elements)
        .map(|(index, element)| Delta::Element {
            path: DeltaPath::new(Root::Main, vec![index]),
            element,
            layout: Layout::default(),
        });
    client.receive(ToPage::Deltas(deltas.collect()));
}

/// A text.
pub(crate) fn text(body: &str) -> Element {
    Element::Text(Text {
        body: body.to_owned(),
        help: None,
    })
}

/// A field for text.
pub(crate) fn input(id: &str) -> Element {
    Element::TextInput(Widget {
        id: WidgetId::from(id),
        label: Label::default(),
        set_value: None,
        disabled: false,
        reruns: true,
        props: TextInput {
            default: None,
            is_password: false,
            max_chars: None,
            autocomplete: String::new(),
            placeholder: String::new(),
            icon: None,
        },
    })
}

/// The bodies of the texts on the page, in order; dimmed ones end with a star.
pub(crate) fn texts(client: &App) -> Vec<String> {
    let mut texts = Vec::new();
    for (_, root) in client.host().surface.roots() {
        root.visit(0, &mut |_, part| {
            let Some(Content::Element(element)) = &*part.content() else {
                return;
            };
            if let Element::Text(text) = &**element {
                let stale = if part.is_stale() { "*" } else { "" };
                texts.push(format!("{}{stale}", text.body));
            }
        });
    }
    texts
}
