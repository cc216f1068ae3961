//! Which instructions are of which line: the table of a code object, whose format is that of
//! `CPython` (`InternalDocs/code_objects.md`, "Source code locations").
//!
//! The compiler writes an entry wherever the place of an instruction differs from that of the one
//! before, and columns are part of a place. Without columns many entries say the same line again.

use rustpython_compiler_core::bytecode::{CodeObject, ConstantData, PyCodeLocationInfoKind};

/// The first byte of an entry, and no other, has this bit. Below it are four bits for the kind and
/// three for the number of instructions, less one.
const FIRST: u8 = 0x80;
const NO_COLUMNS: u8 = FIRST | (PyCodeLocationInfoKind::NoColumns as u8) << 3;
const MOST: u8 = 7;

/// Says each line once, here and in all functions.
pub(crate) fn join_lines(code: &mut CodeObject) {
    code.linetable = joined(&code.linetable).into_boxed_slice();
    for function in functions(code) {
        join_lines(function);
    }
}

/// Python takes the line of a function for all of it then.
pub(crate) fn leave_out_lines(code: &mut CodeObject) {
    code.linetable = Box::default();
    for function in functions(code) {
        leave_out_lines(function);
    }
}

fn functions(code: &mut CodeObject) -> impl Iterator<Item = &mut CodeObject> {
    code.constants
        .iter_mut()
        .filter_map(|constant| match constant {
            ConstantData::Code { code } => Some(&mut **code),
            _ => None,
        })
}

fn joined(table: &[u8]) -> Vec<u8> {
    let mut joined: Vec<u8> = Vec::with_capacity(table.len());
    // Where an entry stands that takes more instructions of its line.
    let mut open = None;
    for entry in table.chunk_by(|_, next| next & FIRST == 0) {
        let first = entry[0];
        let is_line = first & !MOST == NO_COLUMNS;
        let before = open
            .replace(joined.len())
            .filter(|_| is_line && entry[1..] == [0]);
        match before {
            Some(before) => {
                let both = (joined[before] & MOST) + (first & MOST) + 1;
                joined[before] = NO_COLUMNS | both.min(MOST);
                match both.checked_sub(MOST + 1) {
                    Some(more) => joined.extend([NO_COLUMNS | more, 0]),
                    None => open = Some(before),
                }
            }
            None => {
                joined.extend_from_slice(entry);
                open = open.filter(|_| is_line);
            }
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use rustpython_compiler_core::marshal::linetable_to_locations;

    use super::*;

    /// A line's first instructions, with the difference to the line before.
    fn line(instructions: u8, difference: u8) -> [u8; 2] {
        [NO_COLUMNS | (instructions - 1), difference << 1]
    }

    #[test]
    fn a_line_is_said_once_for_as_many_instructions_as_an_entry_takes() {
        let table = [line(3, 1), line(2, 0), line(8, 0), line(1, 1), line(1, 0)].concat();
        let expected = [line(8, 1), line(5, 0), line(2, 1)].concat();
        assert_eq!(joined(&table), expected);
        let lines = |table: &[u8]| linetable_to_locations(table, 7, 15);
        assert_eq!(lines(&table), lines(&expected));
        let full = [line(8, 1), line(8, 0)].concat();
        assert_eq!(joined(&full), full);
    }

    #[test]
    fn other_kinds_stay_as_they_are() {
        let nowhere = FIRST | (PyCodeLocationInfoKind::None as u8) << 3;
        let columns = FIRST | (PyCodeLocationInfoKind::OneLine0 as u8) << 3;
        let table = [
            nowhere, nowhere, columns, 1, 2, NO_COLUMNS, 0, nowhere, NO_COLUMNS, 0,
        ];
        assert_eq!(joined(&table), table);
        assert_eq!(joined(&[]), [0; 0]);
    }
}
