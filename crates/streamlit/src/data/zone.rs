//! How far the clocks of a time zone are ahead of UTC.

use brooklet_python::vm::{PyResult, VirtualMachine};

use crate::argument::number;

/// The offset at a point in time, both in microseconds; nothing for a zone that nobody knows.
pub(crate) fn offset_micros(vm: &VirtualMachine, zone: &str, micros: i64) -> i64 {
    let told = || asked(vm, zone, micros).ok().flatten();
    fixed(zone).or_else(told).unwrap_or(0)
}

/// What the name of a zone says by itself.
fn fixed(zone: &str) -> Option<i64> {
    if matches!(zone, "UTC" | "Etc/UTC") {
        return Some(0);
    }
    let sign = match zone.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, minutes) = zone[1..].split_once(':')?;
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
    Some(sign * (hours * 60 + minutes) * 60_000_000)
}

/// What Python's library of zones says.
fn asked(vm: &VirtualMachine, zone: &str, micros: i64) -> PyResult<Option<i64>> {
    let class = vm.import("zoneinfo", 0)?.get_attr("ZoneInfo", vm)?;
    let zone = class.call((vm.ctx.new_str(zone),), vm)?;
    let class = vm.import("datetime", 0)?.get_attr("datetime", vm)?;
    let seconds = vm.ctx.new_int(micros.div_euclid(1_000_000));
    let moment = vm.call_method(&class, "fromtimestamp", (seconds, zone))?;
    let offset = vm.call_method(&moment, "utcoffset", ())?;
    let seconds = vm.call_method(&offset, "total_seconds", ())?;
    Ok(number(&seconds).map(|seconds| (seconds * 1e6) as i64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_names_say_their_offset() {
        assert_eq!(fixed("+05:45"), Some(20_700_000_000));
        assert_eq!(fixed("-03:30"), Some(-12_600_000_000));
        assert_eq!(fixed("UTC"), Some(0));
        assert_eq!(fixed("Europe/Berlin"), None);
    }
}
