//! What a problem is, and how problems are listed: name, fields, exception type, example, words.

/// Something that a script's author or reader has to be told.
pub trait Problem {
    /// The name of the exception type; `notice` for what is shown and not raised.
    fn raises(&self) -> &'static str;
    /// Its words, as Markdown.
    fn message(&self) -> String;
}

/// A problem with a script that leads to it.
#[derive(Debug)]
pub struct Example {
    /// The name of the problem.
    pub name: &'static str,
    /// The name of the exception type; `notice` for what is shown and not raised.
    pub raises: &'static str,
    /// A script that leads to it, or a comment that says what does.
    pub trigger: &'static str,
    /// What is said.
    pub message: String,
}

/// Declares an enum of problems. Each is a name with typed fields and an example of them, the
/// exception type, a script that leads to the example, and the words. The words come after `=>`:
/// what is wrong with which value, then what would be right.
macro_rules! problems {
    (
        $(#[$doc:meta])*
        $enum:ident {
            $(
                $(#[$variant_doc:meta])*
                $variant:ident { $($field:ident: $type:ty = $example:expr),* $(,)? }
                $raises:ident by $trigger:literal
                => $words:literal;
            )*
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub(crate) enum $enum {
            $(
                $(#[$variant_doc])*
                $variant { $($field: $type),* },
            )*
        }

        impl $crate::error::problem::Problem for $enum {
            fn raises(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => stringify!($raises),)*
                }
            }

            fn message(&self) -> String {
                match self {
                    $(Self::$variant { $($field),* } => format!($words),)*
                }
            }
        }

        impl $enum {
            /// One of each.
            pub(super) fn examples() -> Vec<$crate::error::problem::Example> {
                use $crate::error::problem::{Example, Problem as _};
                vec![$({
                    let problem = Self::$variant { $($field: $example.into()),* };
                    Example {
                        name: concat!(stringify!($enum), "::", stringify!($variant)),
                        raises: problem.raises(),
                        trigger: $trigger,
                        message: problem.message(),
                    }
                }),*]
            }
        }
    };
}

pub(super) use problems;
