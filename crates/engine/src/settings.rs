//! What the app's settings say about running it.

use std::collections::BTreeMap;

use brooklet_python::Magic;

/// The magic that is set, `None` if it is off. Settings by their dotted names, values as JSON.
pub(crate) fn magic(config: &BTreeMap<String, String>) -> Option<Magic> {
    let is_on = |name, usually| config.get(name).map_or(usually, |value| value == "true");
    is_on("runner.magicEnabled", true).then(|| Magic {
        shows_docstring: is_on("magic.displayRootDocString", false),
        shows_last_call: is_on("magic.displayLastExprIfNoSemicolon", false),
    })
}
