//! The zone of a moment in formats of `strftime`, which the machine's own takes for UTC.

use rustpython_vm::builtins::PyStrRef;
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

/// A format with the name and the offset of the zone in place of `%Z` and `%z`.
pub(super) fn filled_in(
    format: PyStrRef,
    fields: &PyObjectRef,
    vm: &VirtualMachine,
) -> PyResult<PyStrRef> {
    let text = format.to_string_lossy().into_owned();
    if !text.contains("%Z") && !text.contains("%z") {
        return Ok(format);
    }
    // A tuple of numbers says nothing of its zone.
    let attribute = |name| {
        Ok(vm
            .get_attribute_opt(fields, name)?
            .filter(|it| !vm.is_none(it)))
    };
    let (Some(zone), Some(offset)) = (attribute("tm_zone")?, attribute("tm_gmtoff")?) else {
        return Ok(format);
    };
    let offset = offset_text(offset.try_into_value(vm)?);
    let text = replaced(&text, &zone.str(vm)?.to_string_lossy(), &offset);
    Ok(vm.ctx.new_str(text))
}

fn replaced(format: &str, zone: &str, offset: &str) -> String {
    let mut text = String::with_capacity(format.len());
    let mut rest = format;
    while let Some((before, after)) = rest.split_once('%') {
        text.push_str(before);
        let mut letters = after.chars();
        match letters.next() {
            Some('Z') => text.push_str(zone),
            Some('z') => text.push_str(offset),
            letter => {
                text.push('%');
                text.extend(letter);
            }
        }
        rest = letters.as_str();
    }
    text.push_str(rest);
    text
}

/// An offset as `+hhmm`.
fn offset_text(offset_secs: i32) -> String {
    let sign = if offset_secs < 0 { '-' } else { '+' };
    let minutes = offset_secs.abs() / 60;
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_zones_are_replaced() {
        assert_eq!(
            replaced("%H%%Z %Z%z 100%", "CET", &offset_text(3600)),
            "%H%%Z CET+0100 100%"
        );
        assert_eq!(offset_text(-19_800), "-0530");
    }
}
