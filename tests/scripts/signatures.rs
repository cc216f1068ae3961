//! Signatures, as `st.help` and `help` show them: names, order and defaults of all parameters.

use brooklet_tests::App;

/// What `inspect.signature` says of each name in Streamlit 1.67, without types.
const EXPECTED: &str = include_str!("signatures.txt");

/// The one that differs: `st.help` shows the module where nothing is given.
const OWN: [&str; 1] = ["help(obj=None, *, width='stretch')"];

#[test]
fn every_command_has_the_parameters_of_streamlit() {
    let names: Vec<&str> = EXPECTED
        .lines()
        .filter_map(|line| Some(line.split_once('(')?.0))
        .collect();
    let app = App::new(&format!(
        "import inspect, re\nimport streamlit as st\n\ndef shown(call):\n    bare = inspect.Parameter.empty\n    parameters = inspect.signature(call).parameters.values()\n    return str(inspect.Signature([one.replace(annotation=bare) for one in parameters]))\n\nlines = [name + shown(getattr(st, name)) for name in '{}'.split()]\nst.text(re.sub(r\"<module 'streamlit'[^>]*>\", \"<module 'streamlit'>\", '\\n'.join(lines)))\n",
        names.join(" ")
    ));
    let outline = app.outline();
    let found = outline.trim().strip_prefix("text: ").unwrap_or(&outline);
    let pairs = EXPECTED.lines().zip(found.lines());
    let own: Vec<&str> = pairs
        .filter_map(|(expected, found)| (found != expected).then_some(found))
        .collect();
    assert_eq!(own, OWN);
    assert_eq!(found.lines().count(), names.len());
}

#[test]
fn help_shows_the_signature_with_the_name_of_the_command() {
    let app = App::new("import streamlit as st\nst.help(st.slider)\n");
    let value = app.element(|element| match element {
        brooklet_protocol::Element::Help(help) => help.value.clone(),
        _ => None,
    });
    let value = value.expect("there is a value");
    assert!(value.contains("slider(label"), "{value}");
}
