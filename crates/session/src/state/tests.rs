//! The rules of widget values and session state, over numbers instead of Python values.

use brooklet_protocol::{WidgetId, WidgetStates, WidgetValue};
use proptest::prelude::*;

use super::*;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Toy {
    Number,
    Button,
}

impl Widget<i64> for Toy {
    fn idle_value(&self) -> Option<i64> {
        (*self == Self::Button).then_some(0)
    }
}

fn read(value: &WidgetValue) -> i64 {
    match value {
        WidgetValue::Int(number) => *number,
        WidgetValue::Trigger => 1,
        _ => 0,
    }
}

/// Begins a run, reads what was sent, and gives the widgets that have changed.
fn begin(state: &mut State<i64, Toy>, sent: &WidgetStates) -> Vec<Toy> {
    for unread in state.begin_run(sent) {
        state.accept(&unread.id, read(&unread.sent));
    }
    let compared = state.compared().into_iter();
    let changed = compared.filter(|compared| compared.former != Some(compared.value));
    changed.map(|compared| compared.widget).collect()
}

fn sent(values: &[(&str, WidgetValue)]) -> WidgetStates {
    values
        .iter()
        .map(|(id, value)| (WidgetId::from(*id), value.clone()))
        .collect()
}

fn call(state: &mut State<i64, Toy>, id: &str, key: Option<&str>, default: i64) -> i64 {
    let id = WidgetId::from(id);
    if let Some(sent) = state.sent(&id) {
        state.accept(&id, read(&sent));
    }
    state.register(&id, key, Toy::Number, default).value
}

/// A run in which `body` is the script.
fn run<R>(
    state: &mut State<i64, Toy>,
    values: &[(&str, WidgetValue)],
    body: impl FnOnce(&mut State<i64, Toy>) -> R,
) -> R {
    begin(state, &sent(values));
    let result = body(state);
    state.end_run(true, &[]);
    result
}

#[test]
fn rule_38_the_first_call_returns_the_default() {
    let mut state = State::default();
    assert_eq!(run(&mut state, &[], |s| call(s, "a", None, 5)), 5);
}

#[test]
fn rule_36_the_value_is_in_the_state_before_the_body_runs() {
    let mut state = State::default();
    run(&mut state, &[], |s| call(s, "a", Some("k"), 5));
    run(&mut state, &[("a", WidgetValue::Int(8))], |s| {
        assert_eq!(s.get("k"), Some(8));
        assert_eq!(call(s, "a", Some("k"), 5), 8);
    });
}

#[test]
fn rule_42_a_button_is_true_in_the_run_of_its_click_only() {
    let mut state = State::default();
    let button = |s: &mut State<i64, Toy>| {
        s.register(&WidgetId::from("b"), Some("k"), Toy::Button, 0)
            .value
    };
    assert_eq!(run(&mut state, &[], button), 0);
    assert_eq!(run(&mut state, &[("b", WidgetValue::Trigger)], button), 1);
    assert_eq!(run(&mut state, &[], button), 0);
    assert_eq!(state.get("k"), Some(0));
}

#[test]
fn rule_85_a_widget_not_called_loses_its_key() {
    let mut state = State::default();
    state.set("k", 5);
    run(&mut state, &[], |_| ());
    run(&mut state, &[], |s| call(s, "a", Some("k"), 0));
    assert_eq!(state.get("k"), Some(5));
    run(&mut state, &[], |_| ());
    run(&mut state, &[], |s| assert_eq!(s.get("k"), None));
    assert_eq!(run(&mut state, &[], |s| call(s, "a", Some("k"), 3)), 3);
}

#[test]
fn rule_88_a_new_widget_attaches_to_a_free_key() {
    let mut state = State::default();
    state.set("k", 5);
    let registered = run(&mut state, &[], |s| {
        s.register(&WidgetId::from("a"), Some("k"), Toy::Number, 0)
    });
    assert_eq!(
        registered,
        Registered {
            value: 5,
            set_by_script: true
        }
    );
}

#[test]
fn rule_89_a_key_tied_to_another_widget_begins_anew() {
    let mut state = State::default();
    state.set("k", 5);
    run(&mut state, &[], |s| call(s, "a", Some("k"), 0));
    let value = run(&mut state, &[("a", WidgetValue::Int(7))], |s| {
        call(s, "b", Some("k"), 1)
    });
    assert_eq!(value, 1);
}

#[test]
fn rule_91_deleting_a_key_does_not_reset_the_widget() {
    let mut state = State::default();
    run(&mut state, &[], |s| call(s, "a", Some("k"), 0));
    run(&mut state, &[("a", WidgetValue::Int(7))], |s| {
        assert!(s.remove("k"));
        assert_eq!(s.get("k"), None);
        assert_eq!(call(s, "a", Some("k"), 0), 7);
    });
}

#[test]
fn rule_92_assigning_a_key_to_itself_saves_it() {
    let mut state = State::default();
    run(&mut state, &[], |s| call(s, "a", Some("k"), 0));
    run(&mut state, &[("a", WidgetValue::Int(7))], |s| {
        let value = s.get("k").expect("the widget has a value");
        s.set("k", value);
    });
    run(&mut state, &[], |s| assert_eq!(s.get("k"), Some(7)));
}

#[test]
fn rule_104_a_value_set_before_the_call_is_the_widgets() {
    let mut state = State::default();
    run(&mut state, &[], |s| call(s, "a", Some("k"), 0));
    run(&mut state, &[("a", WidgetValue::Int(7))], |s| {
        s.set("k", 9);
        assert_eq!(call(s, "a", Some("k"), 0), 9);
    });
    assert_eq!(state.get("k"), Some(9));
}

#[test]
fn only_changed_widgets_call_back_in_order_of_their_first_call() {
    let mut state = State::default();
    run(&mut state, &[], |s| {
        call(s, "z", None, 0);
        s.register(&WidgetId::from("a"), None, Toy::Button, 0);
        call(s, "m", None, 4);
    });
    let values = [
        ("a", WidgetValue::Trigger),
        ("m", WidgetValue::Int(4)),
        ("z", WidgetValue::Int(1)),
    ];
    let changed = begin(&mut state, &sent(&values));
    assert_eq!(changed, [Toy::Number, Toy::Button]);
}

#[test]
fn an_interrupted_run_forgets_nothing() {
    let mut state = State::default();
    run(&mut state, &[], |s| call(s, "a", Some("k"), 0));
    begin(&mut state, &sent(&[("a", WidgetValue::Int(7))]));
    state.set("other", 1);
    state.set("k", 8);
    state.end_run(false, &[]);
    begin(&mut state, &sent(&[]));
    assert_eq!(state.get("k"), Some(8));
    assert_eq!(state.get("other"), Some(1));
}

#[test]
fn what_a_run_did_not_come_to_read_is_read_by_the_next() {
    let mut state = State::default();
    run(&mut state, &[], |s| call(s, "a", Some("k"), 0));
    let unread = state.begin_run(&sent(&[("a", WidgetValue::Int(7))]));
    assert_eq!(unread.len(), 1);
    assert_eq!(state.get("k"), Some(0), "what it held before");
    state.end_run(false, &[]);
    begin(&mut state, &sent(&[]));
    assert_eq!(state.get("k"), Some(7));
}

#[test]
fn what_another_engine_has_pickled_waits_until_it_is_read() {
    let mut state: State<i64, Toy> = State::default();
    state.restore("k", vec![1].into());
    state.restore("l", vec![2].into());
    run(&mut state, &[], |s| {
        assert_eq!(s.keys(), ["k", "l"]);
        assert_eq!((s.get("k"), s.pickled("k")), (None, Some(vec![1].into())));
        s.unpickled("k", 5);
        assert_eq!((s.get("k"), s.pickled("k")), (Some(5), None));
    });
    let pickled = ("l".to_owned(), Kept::Pickled(vec![2].into()));
    assert_eq!(state.script_values()[1], pickled);
    assert!(state.remove("l"));
    assert_eq!(state.keys(), ["k"]);
}

#[test]
fn what_the_script_sets_stands_before_what_was_pickled() {
    let mut state: State<i64, Toy> = State::default();
    state.restore("k", vec![1].into());
    run(&mut state, &[], |s| {
        s.set("k", 7);
        assert_eq!(s.pickled("k"), None);
    });
    run(&mut state, &[], |s| {
        s.unpickled("k", 5);
        assert_eq!(s.get("k"), Some(7));
    });
}

proptest! {
    /// Keys that are no widget's behave like those of a dictionary, over runs as within them.
    #[test]
    fn free_keys_are_a_dictionary(steps in prop::collection::vec((0u8..4, 0u8..5, 0i64..9), 0..40)) {
        let mut state: State<i64, Toy> = State::default();
        let mut model = std::collections::BTreeMap::new();
        for (action, key, value) in steps {
            let key = format!("k{key}");
            match action {
                0 | 1 => { state.set(&key, value); model.insert(key, value); }
                2 => prop_assert_eq!(state.remove(&key), model.remove(&key).is_some()),
                _ => { state.end_run(value % 2 == 0, &[]); begin(&mut state, &WidgetStates::new()); }
            }
            let mut keys = state.keys();
            keys.sort();
            prop_assert_eq!(keys, model.keys().cloned().collect::<Vec<_>>());
            for (key, value) in &model {
                prop_assert_eq!(state.get(key), Some(*value));
            }
        }
    }
}
