//! The documentation of a command with its parameters: what `help`, `st.help` and the playground
//! show.

use super::parameters::{ParameterDoc, Parameters};
use super::signature::Signature;
use crate::error::either;

/// What is said of a parameter, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// Its name.
    pub name: &'static str,
    /// Its types and its default; empty where the text says it.
    pub kind: String,
    /// What it does.
    pub text: &'static str,
}

/// What is said of a parameter of which nothing is said: one that cannot be used.
const NOT_YET: &str = "It is known, but not available in Brooklet yet.";

impl Parameters {
    /// What is said of each, in the order of the signature.
    pub fn described(&self) -> Vec<Described> {
        let signature = Signature::parse(self.signature);
        let of = |doc: &ParameterDoc| {
            let name = doc.name.trim_start_matches("r#");
            let known = signature.position(name);
            let default = known.and_then(|index| signature.parameters[index].default);
            let kinds = doc.kinds.map_or_else(Vec::new, |kinds| kinds());
            let kinds: Vec<String> = kinds.into_iter().map(str::to_owned).collect();
            let mut kind = vec![either(&kinds)];
            kind.extend(default.map(|default| format!("default {default}")));
            kind.retain(|part| !part.is_empty());
            Described {
                name,
                kind: kind.join("; "),
                text: match doc.text.trim() {
                    "" => NOT_YET,
                    text => text,
                },
            }
        };
        self.docs.iter().map(of).collect()
    }

    /// The documentation of a command that has these, as Python shows it.
    pub fn documentation(&self, doc: &str) -> String {
        if self.docs.is_empty() {
            return doc.to_owned();
        }
        let described = self.described().into_iter();
        let parts: Vec<String> = described
            .map(|Described { name, kind, text }| match kind.as_str() {
                "" => format!("\n{name}\n    {text}\n"),
                kind => format!("\n{name} ({kind})\n    {text}\n"),
            })
            .collect();
        format!("{doc}\n\nParameters:\n{}", parts.concat())
    }
}

#[cfg(test)]
mod tests {
    use brooklet_python::vm::PyResult;

    use super::{Described, Parameters, Signature};
    use crate::call::args::{Help, Stretch, Text, arguments};
    use crate::call::command::Call;

    arguments! {
        /// The parameters of a test.
        struct Shown {
            /// What is shown,
            /// in large type.
            label: Text,
            /// A text beside it.
            help: Help = None,
            *
            /// What is shown below it.
            rest,
            width: Stretch = "stretch",
            bind = None,
            **
            /// More of it, by name.
            named,
        }
    }

    /// A call of it would be read in this way.
    const _: fn(&Call) -> PyResult<Shown> = Shown::read;

    #[test]
    fn each_parameter_says_its_type_its_default_and_what_it_does() {
        let described: Vec<String> = Shown::SIGNATURE
            .described()
            .iter()
            .map(|Described { name, kind, text }| format!("{name} | {kind} | {text}"))
            .collect();
        assert_eq!(
            described,
            [
                "label | str | What is shown, in large type.",
                "help | str or None; default None | A text beside it.",
                "*rest |  | What is shown below it.",
                "width | int or 'stretch'; default 'stretch' | How wide it is, in CSS pixels; `'stretch'` fills the container. In a narrow tab it shrinks with the container.",
                "bind | default None | It is known, but not available in Brooklet yet.",
                "**named |  | More of it, by name.",
            ]
        );
    }

    #[test]
    fn the_documentation_ends_with_the_parameters() {
        let text = Shown::SIGNATURE.documentation("Show something.");
        assert!(text.starts_with("Show something.\n\nParameters:\n\nlabel (str)\n    What is"));
        let signature = Signature::parse(Shown::SIGNATURE.signature).to_string();
        let shown = "label, help=None, *rest, width='stretch', bind=None, **named";
        assert_eq!(signature, shown);
        assert_eq!(Parameters::NONE.documentation("Do."), "Do.");
    }
}
