//! Which engine an app gets, and how one takes over from the other.

use std::collections::BTreeMap;

use brooklet_client::{Effect, EngineKind, Listening, ScriptState};
use brooklet_protocol::manifest::FileBytes;
use brooklet_protocol::message::{Handover, RerunRequest};
use brooklet_protocol::{Outcome, ToEngine, ToPage, WidgetId, WidgetValue};

use crate::fixture::{begin, client, end, heard, input, run, set, text, texts};

fn app(script: &str) -> BTreeMap<String, Vec<u8>> {
    BTreeMap::from([("app.py".to_owned(), script.as_bytes().to_vec())])
}

fn is_opened(effects: &[Effect<String>]) -> bool {
    effects
        .iter()
        .any(|effect| matches!(effect, Effect::Open(..)))
}

#[test]
fn an_app_that_imports_data_gets_another_worker_before_it_begins() {
    let client = client();
    client.offer_data(EngineKind::Plain);
    client.engine_ready(Listening::Always);
    client.open(app("import numpy"));
    let effects = heard(&client);
    assert!(effects.contains(&Effect::StartWorker(EngineKind::Data)));
    assert!(!is_opened(&effects), "that engine is not ready yet");
    assert_eq!(client.state(), ScriptState::Loading);
    client.engine_ready(Listening::Always);
    assert!(is_opened(&heard(&client)));
}

#[test]
fn others_keep_the_worker_that_was_started() {
    for (offers_data, first, script) in [
        (true, EngineKind::Plain, "import math"),
        (true, EngineKind::Data, "import numpy"),
        (false, EngineKind::Plain, "import numpy"),
    ] {
        let client = client();
        if offers_data {
            client.offer_data(first);
        }
        client.open(app(script));
        client.engine_ready(Listening::Always);
        let effects = heard(&client);
        let is_start = |effect: &Effect<String>| matches!(effect, Effect::StartWorker(_));
        assert!(!effects.iter().any(is_start), "{script}");
        assert!(is_opened(&effects), "{script}");
    }
}

#[test]
fn an_engine_that_lacks_a_package_hands_over_its_run() {
    let client = client();
    client.offer_data(EngineKind::Plain);
    client.open(app("import made_up"));
    client.engine_ready(Listening::Always);
    run(&client, 1, vec![text("a"), input("name")]);
    begin(&client, 2);
    heard(&client);
    let id = |name: &str| WidgetId::from(name);
    let handover = Handover {
        session_state: BTreeMap::from([("n".to_owned(), FileBytes(vec![1]))]),
        request: RerunRequest {
            widget_states: [
                (id("button"), WidgetValue::Trigger),
                (id("name"), WidgetValue::Text("Ada".to_owned())),
            ]
            .into(),
            ..RerunRequest::default()
        },
    };
    client.receive(ToPage::NeedsData(handover.clone()));
    let effects = heard(&client);
    assert!(effects.contains(&Effect::EndWorker));
    assert_eq!(effects.last(), Some(&Effect::StartWorker(EngineKind::Data)));
    let notices = |effect: &Effect<String>| matches!(effect, Effect::Notify(Some(_)));
    assert!(!effects.iter().any(notices), "nothing has gone wrong");
    assert_eq!(client.state(), ScriptState::Running);
    assert_eq!(texts(&client), ["a"], "the page stays");
    // What the reader does meanwhile goes along.
    set(&client, "Eve");
    client.engine_ready(Listening::Always);
    let mut expected = handover;
    let eve = WidgetValue::Text("Eve".to_owned());
    expected.request.widget_states.insert(id("name"), eve);
    let effects = heard(&client);
    let taken = effects.iter().position(
        |effect| matches!(effect, Effect::Send(ToEngine::TakeOver(taken)) if *taken == expected),
    );
    let opened = effects
        .iter()
        .position(|effect| matches!(effect, Effect::Open(..)));
    assert!(taken.is_some() && taken < opened, "{effects:?}");
    let reruns = |effect: &Effect<String>| matches!(effect, Effect::Send(ToEngine::Rerun(_)));
    assert!(!effects.iter().any(reruns), "the first run has all values");
    begin(&client, 1);
    end(&client, 1, Outcome::Finished);
    assert_eq!(client.state(), ScriptState::NotRunning);
}
