//! What forms hold back, and when they let it go.

use brooklet_client::Effect;
use brooklet_protocol::element::{Button, ButtonProps};
use brooklet_protocol::layout::Scope;
use brooklet_protocol::{
    Block, Delta, DeltaPath, Element, Layout, Outcome, Root, ToEngine, ToPage, WidgetId,
    WidgetStates, WidgetValue,
};

use crate::fixture::{App, begin, end, heard, input, opened, set};

/// A page with a form in which there are a field and a button.
fn with_form(clear_on_submit: bool, disabled: bool) -> App {
    let client = opened();
    draw_form(&client, 1, clear_on_submit, disabled);
    client
}

fn draw_form(client: &App, run: u32, clear_on_submit: bool, disabled: bool) {
    let layout = || Layout {
        scope: Scope {
            form_id: Some("form".to_owned()),
            fragment_id: None,
        },
        ..Layout::default()
    };
    let path = |indices| DeltaPath::new(Root::Main, indices);
    let submit = Element::Button(Button {
        id: WidgetId::from("submit"),
        props: ButtonProps {
            disabled,
            ..ButtonProps::default()
        },
        is_form_submitter: true,
    });
    begin(client, run);
    client.receive(ToPage::Deltas(vec![
        Delta::Block {
            path: path(vec![0]),
            block: Block::Form {
                id: "form".to_owned(),
                clear_on_submit,
                enter_to_submit: true,
                border: true,
            },
            layout: Layout::default(),
        },
        Delta::Element {
            path: path(vec![0, 0]),
            element: input("name"),
            layout: layout(),
        },
        Delta::Element {
            path: path(vec![0, 1]),
            element: submit,
            layout: layout(),
        },
    ]));
    end(client, run, Outcome::Finished);
    heard(client);
}

fn sent(client: &App) -> Vec<WidgetStates> {
    let states = heard(client).into_iter().filter_map(|effect| match effect {
        Effect::Send(ToEngine::Rerun(request)) => Some(request.widget_states),
        _ => None,
    });
    states.collect()
}

fn text(value: &str) -> WidgetValue {
    WidgetValue::Text(value.to_owned())
}

#[test]
fn a_value_in_a_form_waits_for_the_button() {
    let client = with_form(false, false);
    let widgets = &client.parts().widgets;
    let [name, submit] = ["name", "submit"].map(WidgetId::from);
    set(&client, "Ada");
    assert!(sent(&client).is_empty());
    assert_eq!(widgets.get(&name), Some(text("Ada")), "it is shown");
    client.rerun();
    assert_eq!(sent(&client), [WidgetStates::new()], "it is not sent");
    widgets.trigger(&submit);
    let states = [(name.clone(), text("Ada")), (submit, WidgetValue::Trigger)];
    assert_eq!(sent(&client), [WidgetStates::from(states)]);
    assert_eq!(widgets.get(&name), Some(text("Ada")), "it stays");
}

#[test]
fn a_form_that_clears_goes_back_to_its_defaults_and_sends_them_next() {
    let client = with_form(true, false);
    let widgets = &client.parts().widgets;
    let [name, submit] = ["name", "submit"].map(WidgetId::from);
    set(&client, "Ada");
    widgets.trigger(&submit);
    assert_eq!(sent(&client)[0][&name], text("Ada"));
    assert_eq!(widgets.get(&name), None, "it shows its default");
    draw_form(&client, 2, true, false);
    widgets.trigger(&submit);
    assert_eq!(sent(&client)[0][&name], WidgetValue::Default);
}

#[test]
fn enter_presses_the_first_button_unless_it_is_disabled() {
    let client = with_form(false, false);
    let widgets = &client.parts().widgets;
    let name = WidgetId::from("name");
    assert_eq!(widgets.enter_does(&name, false), Some("submit form"));
    widgets.enter("form");
    assert_eq!(sent(&client).len(), 1);
    draw_form(&client, 2, false, true);
    assert_eq!(widgets.enter_does(&name, true), None);
    widgets.enter("form");
    assert!(sent(&client).is_empty());
}

#[test]
fn a_value_that_the_script_sets_replaces_one_that_waits() {
    let client = with_form(false, false);
    let name = WidgetId::from("name");
    set(&client, "Ada");
    let widgets = &client.parts().widgets;
    widgets.apply_script_value(&name, text("Eve"));
    assert_eq!(widgets.get(&name), Some(text("Eve")));
    widgets.trigger(&WidgetId::from("submit"));
    assert_eq!(sent(&client)[0][&name], text("Eve"));
}
