//! The parameters of a command as it declares them, and what is said of each.

/// The parameters of a command as it declares them.
#[derive(Debug, Clone, Copy)]
pub struct Parameters {
    /// As Python writes them.
    pub signature: &'static str,
    /// What is said of them, in their order.
    pub docs: &'static [ParameterDoc],
}

/// What is said of a parameter.
#[derive(Debug, Clone, Copy)]
pub struct ParameterDoc {
    /// Its name.
    pub name: &'static str,
    /// The types and words that it takes; `None` for one that cannot be used yet.
    pub kinds: Option<fn() -> Vec<&'static str>>,
    /// What it does, in a sentence or two.
    pub text: &'static str,
}

/// What a parameter says of itself, or what its type says.
pub(crate) const fn own_or_standard(own: &'static str, standard: &'static str) -> &'static str {
    if own.is_empty() { standard } else { own }
}

impl Parameters {
    /// Those of a command that takes none.
    pub const NONE: Self = Self {
        signature: "",
        docs: &[],
    };
}
