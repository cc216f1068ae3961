//! Arguments that are taken as they are, with the names of the types that they may have.

/// Makes types of arguments that are checked where they are used: what documentation names as
/// their types, and in brackets what it says of them.
macro_rules! objects {
    ($( $(#[doc = $comment:literal])* $Name:ident $([$doc:literal])?: $($kind:literal),+; )+) => {
        $(
            $(#[doc = $comment])*
            #[derive(Debug, Clone)]
            pub(crate) struct $Name(pub(crate) brooklet_python::vm::PyObjectRef);

            impl $crate::call::args::Argument for $Name {
                fn read(
                    value: brooklet_python::vm::PyObjectRef,
                    _parameter: &'static str,
                    _call: &$crate::call::command::Call,
                ) -> brooklet_python::vm::PyResult<Self> {
                    Ok(Self(value))
                }

                fn kinds() -> Vec<&'static str> {
                    vec![$($kind),+]
                }

                $( const DOC: &'static str = $doc; )?
            }
        )+
    };
}

pub(crate) use objects;

objects! {
    /// The function that a decorator is put on.
    Decorated ["The function itself; it is left out where the decorator is given arguments."]: "a function";
    /// A span of time.
    TimeSpan: "int", "float", "timedelta", "str";
}
