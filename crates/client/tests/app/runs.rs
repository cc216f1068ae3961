//! How runs begin and end, and what happens when an engine dies, as the host hears it.

use std::collections::BTreeMap;

use brooklet_client::{Effect, EngineKind, Listening, Notice, ScriptState, Timer};
use brooklet_protocol::manifest::FileBytes;
use brooklet_protocol::message::ConsoleLevel;
use brooklet_protocol::{Outcome, ToEngine, ToPage, WidgetValue};

use crate::fixture::{
    asked, begin, client, draw, end, heard, input, opened, run, set, text, texts,
};

#[test]
fn a_run_begins_and_ends() {
    let client = opened();
    begin(&client, 1);
    assert_eq!(client.state(), ScriptState::Running);
    end(&client, 1, Outcome::Finished);
    assert_eq!(client.state(), ScriptState::NotRunning);
    let effects = heard(&client);
    assert!(effects.contains(&Effect::ShowState(ScriptState::Running)));
    assert!(effects.contains(&Effect::RunEnded(Outcome::Finished)));
}

#[test]
fn the_app_is_opened_when_files_and_engine_are_there() {
    let client = client();
    client.edit_file("app.py", Some(b"new".to_vec()));
    client.open(BTreeMap::from([("app.py".to_owned(), b"old".to_vec())]));
    client.rerun();
    assert!(heard(&client).is_empty(), "there is nobody to be told");
    client.edit_file("b.py", Some(b"b".to_vec()));
    client.engine_ready(Listening::Always);
    let effects = heard(&client);
    let files = [("app.py", b"new".to_vec()), ("b.py", b"b".to_vec())];
    let files = BTreeMap::from(files.map(|(path, bytes)| (path.to_owned(), bytes)));
    assert!(effects.contains(&Effect::Open(files, None)));
    client.edit_file("b.py", None);
    let path = "b.py".to_owned();
    let removed = Effect::Send(ToEngine::RemoveFile { path });
    assert_eq!(heard(&client), [removed]);
    client.edit_file("app.py", Some(b"newer".to_vec()));
    let written = ToEngine::WriteFile {
        path: "app.py".to_owned(),
        bytes: FileBytes(b"newer".to_vec()),
    };
    assert_eq!(heard(&client), [Effect::Send(written)]);
}

#[test]
fn an_interrupted_run_is_not_the_end() {
    let client = opened();
    begin(&client, 1);
    end(&client, 1, Outcome::Interrupted);
    assert_eq!(client.state(), ScriptState::Running);
    begin(&client, 2);
    end(&client, 2, Outcome::Stopped);
    assert_eq!(client.state(), ScriptState::NotRunning);
}

#[test]
fn an_engine_that_dies_is_replaced_once_and_gets_the_values() {
    let client = opened();
    run(&client, 1, vec![text("a"), input("name")]);
    set(&client, "Ada");
    heard(&client);
    client.engine_ended("panic", "boom");
    let effects = heard(&client);
    assert_eq!(texts(&client), ["a"], "the page stays");
    assert_eq!(
        effects.last(),
        Some(&Effect::StartWorker(EngineKind::Plain))
    );
    assert!(effects.contains(&Effect::EndWorker));
    assert_eq!(client.state(), ScriptState::Running);
    // A change while the new engine starts is not lost.
    set(&client, "Eve");
    assert!(heard(&client).is_empty());
    client.engine_ready(Listening::Always);
    let eve = Some(WidgetValue::Text("Eve".to_owned()));
    assert_eq!(asked(&heard(&client)), eve);
    // The first run of the new session knows no values and only leads on.
    begin(&client, 1);
    end(&client, 1, Outcome::Finished);
    assert_eq!(client.state(), ScriptState::Running);
    client.engine_ended("panic", "boom");
    assert_eq!(client.state(), ScriptState::NotRunning);
    let is_resting = |effect: &Effect<String>| matches!(effect, Effect::Notify(Some(Notice::Resting(text))) if text.contains("boom"));
    assert!(heard(&client).iter().any(is_resting));
    client.rerun();
    assert!(heard(&client).contains(&Effect::StartWorker(EngineKind::Plain)));
}

#[test]
fn a_stop_that_is_not_heard_ends_the_worker() {
    let client = opened();
    client.stop();
    assert!(heard(&client).is_empty(), "no run is under way");
    begin(&client, 1);
    heard(&client);
    client.stop();
    assert_eq!(heard(&client)[0], Effect::Send(ToEngine::Stop));
    client.time_is_up(Timer::Stop);
    assert_eq!(client.state(), ScriptState::NotRunning);
    assert!(heard(&client).contains(&Effect::EndWorker));
}

/// An app whose engine hears nothing while a run is under way.
fn opened_without_suspension() -> crate::fixture::App {
    let client = client();
    client.engine_ready(Listening::BetweenRuns);
    client.open(BTreeMap::new());
    client
}

#[test]
fn a_worker_that_listens_needs_no_signal() {
    let client = client();
    client.engine_ready(Listening::Always);
    client.open(BTreeMap::new());
    begin(&client, 1);
    client.rerun();
    client.stop();
    assert!(!heard(&client).contains(&Effect::Signal));
}

#[test]
fn a_run_that_hears_nothing_is_told_by_a_signal_which_comes_first() {
    let client = opened_without_suspension();
    let effects = heard(&client);
    let opens = |effect: &Effect<String>| matches!(effect, Effect::Open(..));
    let agreed = effects.iter().position(|effect| *effect == Effect::Signal);
    assert!(agreed.is_some() && agreed < effects.iter().position(opens));
    begin(&client, 1);
    draw(&client, vec![input("name")]);
    heard(&client);
    set(&client, "Ada");
    let effects = heard(&client);
    let signal = effects.iter().position(|effect| *effect == Effect::Signal);
    let sent = |effect: &Effect<String>| matches!(effect, Effect::Send(ToEngine::Rerun(_)));
    assert!(signal.is_some() && signal < effects.iter().position(sent));
    client.stop();
    let stop = [Effect::Signal, Effect::Send(ToEngine::Stop)];
    assert_eq!(heard(&client)[..2], stop);
}

#[test]
fn what_can_wait_for_the_end_of_a_run_gives_no_signal() {
    let client = opened_without_suspension();
    begin(&client, 1);
    heard(&client);
    client.rerun_fragment("clock");
    client.edit_file("app.py", Some(b"new".to_vec()));
    client.tell(ToEngine::ClearCaches);
    let effects = heard(&client);
    assert_eq!(
        effects
            .iter()
            .filter(|effect| matches!(effect, Effect::Send(_)))
            .count(),
        3
    );
    assert!(!effects.contains(&Effect::Signal));
}

#[test]
fn between_runs_no_signal_is_needed() {
    let client = opened_without_suspension();
    run(&client, 1, Vec::new());
    heard(&client);
    client.rerun();
    assert!(!heard(&client).contains(&Effect::Signal));
}

#[test]
fn a_run_that_was_broken_off_for_a_stop_is_over() {
    let client = opened_without_suspension();
    begin(&client, 1);
    client.stop();
    end(&client, 1, Outcome::Interrupted);
    assert_eq!(client.state(), ScriptState::Running);
    end(&client, 1, Outcome::Stopped);
    assert_eq!(client.state(), ScriptState::NotRunning);
}

#[test]
fn a_worker_that_cannot_be_loaded_is_not_started_again_by_itself() {
    let client = client();
    client.worker_failed();
    assert!(!heard(&client).contains(&Effect::StartWorker(EngineKind::Plain)));
    assert_eq!(client.state(), ScriptState::NotRunning);
}

#[test]
fn an_interrupted_or_stopped_run_leaves_the_page_as_it_is() {
    let client = opened();
    run(&client, 1, vec![text("a"), text("b")]);
    for (number, outcome) in [(2, Outcome::Interrupted), (3, Outcome::Stopped)] {
        begin(&client, number);
        draw(&client, vec![text("c")]);
        end(&client, number, outcome);
        assert_eq!(texts(&client), ["c", "b"]);
    }
    assert_eq!(client.state(), ScriptState::NotRunning);
    run(&client, 4, vec![text("d")]);
    assert_eq!(texts(&client), ["d"], "what the run did not draw is gone");
}

#[test]
fn what_a_long_run_has_not_drawn_is_dimmed() {
    let client = opened();
    run(&client, 1, vec![text("a"), text("b")]);
    begin(&client, 2);
    draw(&client, vec![text("c")]);
    assert_eq!(texts(&client), ["c", "b"]);
    client.time_is_up(Timer::Stale);
    assert_eq!(texts(&client), ["c", "b*"]);
    draw(&client, vec![text("c"), text("d")]);
    assert_eq!(texts(&client), ["c", "d"]);
}

#[test]
fn a_script_that_does_not_compile_leaves_what_was_there() {
    let client = opened();
    run(&client, 1, vec![text("a")]);
    begin(&client, 2);
    let text_of_error = "SyntaxError: invalid syntax".to_owned();
    let outcome = Outcome::DoesNotCompile {
        text: text_of_error,
    };
    end(&client, 2, outcome.clone());
    assert_eq!(client.state(), ScriptState::CompilationError);
    assert!(heard(&client).contains(&Effect::RunEnded(outcome)));
    assert_eq!(texts(&client), ["a"]);
    begin(&client, 3);
    assert!(heard(&client).contains(&Effect::ClearCompileError));
}

#[test]
fn a_commit_sends_all_values_and_what_is_gone_is_forgotten() {
    let client = opened();
    let ada = Some(WidgetValue::Text("Ada".to_owned()));
    run(&client, 1, vec![input("name")]);
    heard(&client);
    set(&client, "Ada");
    assert_eq!(asked(&heard(&client)), ada);
    set(&client, "Ada");
    assert!(heard(&client).is_empty(), "it has not changed");
    run(&client, 2, vec![input("name")]);
    heard(&client);
    client.rerun();
    assert_eq!(asked(&heard(&client)), ada);
    run(&client, 3, vec![text("no field")]);
    heard(&client);
    client.rerun();
    assert_eq!(asked(&heard(&client)), None);
}

#[test]
fn a_stop_that_is_heard_keeps_the_worker() {
    let client = opened();
    begin(&client, 1);
    client.stop();
    heard(&client);
    end(&client, 1, Outcome::Stopped);
    let effects = heard(&client);
    assert!(effects.contains(&Effect::CancelTimer(Timer::Stop)));
    assert!(!effects.contains(&Effect::EndWorker));
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, Effect::Notify(Some(_))))
    );
}

#[test]
fn how_an_engine_ended_is_said_in_words() {
    for (reason, words) in [
        ("panic", "ended unexpectedly"),
        ("stack", "deeper"),
        ("memory", "more memory"),
        ("load", "could not be loaded: boom"),
    ] {
        let client = opened();
        client.engine_ended(reason, "boom");
        let is_said = |effect: &Effect<String>| match effect {
            Effect::Notify(Some(Notice::Text(text) | Notice::Resting(text))) => {
                text.contains(words)
            }
            _ => false,
        };
        assert!(heard(&client).iter().any(is_said), "{reason}");
    }
}

#[test]
fn a_message_for_the_reader_goes_with_the_next_change_and_not_with_the_rerun_after_a_crash() {
    let client = opened();
    run(&client, 1, vec![input("name")]);
    set(&client, "Ada");
    client.engine_ended("panic", "boom");
    heard(&client);
    client.engine_ready(Listening::Always);
    assert!(!heard(&client).contains(&Effect::Notify(None)));
    run(&client, 1, vec![text("first")]);
    run(&client, 2, vec![input("name")]);
    assert_eq!(client.state(), ScriptState::NotRunning);
    heard(&client);
    set(&client, "Eve");
    assert_eq!(heard(&client)[0], Effect::Notify(None));
}

#[test]
fn the_first_run_after_a_crash_lets_go_of_no_bytes() {
    let client = opened();
    let id = brooklet_protocol::MediaId("a".to_owned());
    let media = &client.parts().media;
    media.take(id.clone(), "bytes".to_owned());
    client.receive(ToPage::Media(id.clone()));
    run(&client, 1, vec![input("name")]);
    set(&client, "Ada");
    client.engine_ended("panic", "boom");
    client.engine_ready(Listening::Always);
    begin(&client, 1);
    client.receive(ToPage::KeepMedia(Vec::new()));
    assert!(media.get(&id).is_some());
    end(&client, 1, Outcome::Finished);
    begin(&client, 2);
    client.receive(ToPage::KeepMedia(Vec::new()));
    assert!(media.get(&id).is_none());
}

#[test]
fn files_of_the_reader_go_to_each_engine_and_are_let_go_when_no_widget_holds_them() {
    let client = opened();
    let record = brooklet_protocol::widget::FileRecord {
        id: "f".to_owned(),
        ..Default::default()
    };
    let record = client.parts().uploads.add("bytes".to_owned(), record);
    let sent = Effect::SendFile("f".to_owned(), Some("bytes".to_owned()));
    assert!(heard(&client).contains(&sent));
    let files = WidgetValue::Files(vec![record]);
    run(&client, 1, vec![input("name")]);
    client.parts().widgets.set(&"name".into(), files);
    client.engine_ended("panic", "boom");
    heard(&client);
    client.engine_ready(Listening::Always);
    assert!(heard(&client).contains(&sent));
    for number in 1..4 {
        run(&client, number, vec![input("name")]);
    }
    assert!(
        !heard(&client)
            .iter()
            .any(|effect| matches!(effect, Effect::SendFile(_, None)))
    );
    for number in 4..6 {
        run(&client, number, vec![text("no field")]);
    }
    let gone = Effect::SendFile("f".to_owned(), None);
    assert!(heard(&client).contains(&gone));
}

#[test]
fn what_is_printed_is_heard() {
    let client = opened();
    let (level, text) = (ConsoleLevel::Warn, "careful".to_owned());
    client.receive(ToPage::Console {
        level,
        text: text.clone(),
    });
    assert_eq!(heard(&client), [Effect::Console(level, text)]);
}
