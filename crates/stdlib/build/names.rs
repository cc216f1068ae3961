//! The names of characters, as crate `names` reads them.

use std::fmt::Write;

/// A character after which no other one is.
const END: u32 = 0x0011_0000;

/// All names, by the numbers of their characters.
pub(crate) fn table() -> String {
    let mut table = String::new();
    let mut number = 0;
    while number < END {
        let Some(name) = name(number) else {
            number += 1;
            continue;
        };
        match name.strip_suffix(&format!("{number:X}")) {
            Some(stem) if stem.ends_with('-') => {
                let is_alike = |other: &u32| {
                    self::name(*other).is_some_and(|name| name == format!("{stem}{other:X}"))
                };
                let last = (number..END).take_while(is_alike).last().unwrap_or(number);
                // Writing into a text does not fail, nor below.
                let _ = writeln!(table, "{number:X}-{last:X} {stem}");
                number = last + 1;
            }
            _ => {
                // As above.
                let _ = writeln!(table, "{number:X} {name}");
                number += 1;
            }
        }
    }
    table
}

fn name(number: u32) -> Option<String> {
    unicode_names2::name(char::from_u32(number)?).map(|name| name.to_string())
}
