//! How far the clocks of a time zone are ahead of UTC.

use brooklet_frame::fixed_offset_micros;
use brooklet_python::vm::{PyResult, VirtualMachine};

use crate::argument::number;

/// The offset at a point in time, both in microseconds; nothing for a zone that nobody knows.
pub(crate) fn offset_micros(vm: &VirtualMachine, zone: &str, micros: i64) -> i64 {
    let told = || asked(vm, zone, micros).ok().flatten();
    fixed_offset_micros(zone).or_else(told).unwrap_or(0)
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
