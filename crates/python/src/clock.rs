//! The clock of the world in place of the machine's, which a tab of a browser does not have.

mod calendar;
mod zone;

use std::rc::Rc;
use std::time::Duration;

use rustpython_vm::builtins::{PyClassMethod, PyFloat, PyInt, PyStrRef, PyType};
use rustpython_vm::function::{FuncArgs, OptionalArg};
use rustpython_vm::{
    AsObject, FromArgs, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine, py_namespace,
};

use crate::machine::Machine;
use crate::modules;
use calendar::Moment;

/// The longest sleep: longer ones have no end that anybody sees.
const LONGEST_SLEEP_SECS: f64 = 1e9;

/// Replaces what reads the machine's clock in `time`.
pub(crate) fn install(machine: &Rc<Machine>, vm: &VirtualMachine) -> PyResult<()> {
    let clock = Clock {
        time: vm.import("time", 0)?,
        machine,
        vm,
    };
    clock.readings()?;
    clock.fields()?;
    clock.zone()?;
    clock.sleep()
}

struct Clock<'a> {
    time: PyObjectRef,
    machine: &'a Rc<Machine>,
    vm: &'a VirtualMachine,
}

impl Clock<'_> {
    fn set(&self, name: &'static str, value: impl Into<PyObjectRef>) -> PyResult<()> {
        self.time.set_attr(name, value, self.vm)
    }

    /// `time`, `monotonic` and the like.
    fn readings(&self) -> PyResult<()> {
        type Read = fn(&Machine) -> Duration;
        let now: Read = |machine| machine.world.now();
        let monotonic: Read = |machine| machine.world.monotonic();
        let readings = [
            ("time", "time_ns", now),
            ("monotonic", "monotonic_ns", monotonic),
            ("perf_counter", "perf_counter_ns", monotonic),
            ("process_time", "process_time_ns", monotonic),
            ("thread_time", "thread_time_ns", monotonic),
        ];
        for (seconds, nanoseconds, read) in readings {
            let machine = Rc::clone(self.machine);
            let function = self
                .vm
                .new_function(seconds, move || read(&machine).as_secs_f64());
            self.set(seconds, function)?;
            let machine = Rc::clone(self.machine);
            let function = self
                .vm
                .new_function(nanoseconds, move || read(&machine).as_nanos());
            self.set(nanoseconds, function)?;
        }
        let get_clock_info = self.vm.new_function(
            "get_clock_info",
            |name: PyStrRef, vm: &VirtualMachine| -> PyResult<PyObjectRef> {
                let is_time = match &*name.to_string_lossy() {
                    "time" => true,
                    "monotonic" | "perf_counter" | "process_time" | "thread_time" => false,
                    _ => return Err(vm.new_value_error("unknown clock")),
                };
                Ok(py_namespace!(vm, {
                    "implementation" => vm.ctx.new_str("the browser's clock"),
                    "monotonic" => vm.ctx.new_bool(!is_time),
                    "adjustable" => vm.ctx.new_bool(is_time),
                    "resolution" => vm.ctx.new_float(1e-3),
                })
                .into())
            },
        );
        self.set("get_clock_info", get_clock_info)
    }

    /// `localtime`, `gmtime` and what is made from them.
    fn fields(&self) -> PyResult<()> {
        let machine = Rc::clone(self.machine);
        let localtime = self.vm.new_function(
            "localtime",
            move |secs: OptionalArg<PyObjectRef>, vm: &VirtualMachine| -> PyResult {
                let secs = seconds(&machine, secs, vm)?;
                struct_time(&Moment::local(&*machine.world, secs), vm)
            },
        );
        self.set("localtime", localtime)?;
        let machine = Rc::clone(self.machine);
        let gmtime = self.vm.new_function(
            "gmtime",
            move |secs: OptionalArg<PyObjectRef>, vm: &VirtualMachine| -> PyResult {
                struct_time(&Moment::utc(seconds(&machine, secs, vm)?), vm)
            },
        );
        self.set("gmtime", gmtime)?;
        let machine = Rc::clone(self.machine);
        let mktime = self.vm.new_function(
            "mktime",
            move |fields: PyObjectRef, vm: &VirtualMachine| -> PyResult<f64> {
                let mut numbers = [0; 6];
                for (index, number) in numbers.iter_mut().enumerate() {
                    *number = fields.get_item(&index, vm)?.try_into_value(vm)?;
                }
                Ok(calendar::to_utc(&*machine.world, numbers) as f64)
            },
        );
        self.set("mktime", mktime)?;
        self.texts()
    }

    /// `strftime`, `asctime` and `ctime`, which mean now if no moment is given.
    fn texts(&self) -> PyResult<()> {
        let original = self.time.get_attr("strftime", self.vm)?;
        let localtime = self.time.get_attr("localtime", self.vm)?;
        let strftime = self.vm.new_function(
            "strftime",
            move |format: PyStrRef,
                  fields: OptionalArg<PyObjectRef>,
                  vm: &VirtualMachine|
                  -> PyResult {
                let fields = match fields {
                    OptionalArg::Present(fields) => fields,
                    OptionalArg::Missing => localtime.call((), vm)?,
                };
                original.call((zone::filled_in(format, &fields, vm)?, fields), vm)
            },
        );
        self.set("strftime", strftime)?;
        let original = self.time.get_attr("asctime", self.vm)?;
        let localtime = self.time.get_attr("localtime", self.vm)?;
        let (text, now) = (original.clone(), localtime.clone());
        let asctime = self.vm.new_function(
            "asctime",
            move |fields: OptionalArg<PyObjectRef>, vm: &VirtualMachine| -> PyResult {
                let fields = match fields {
                    OptionalArg::Present(fields) => fields,
                    OptionalArg::Missing => now.call((), vm)?,
                };
                text.call((fields,), vm)
            },
        );
        self.set("asctime", asctime)?;
        let ctime = self.vm.new_function(
            "ctime",
            move |args: FuncArgs, vm: &VirtualMachine| -> PyResult {
                original.call((localtime.call(args, vm)?,), vm)
            },
        );
        self.set("ctime", ctime)
    }

    /// The names and offsets of the local zone.
    fn zone(&self) -> PyResult<()> {
        let year = Moment::utc(self.machine.world.now().as_secs() as i64).year;
        let (standard, summer) = calendar::offsets(&*self.machine.world, year);
        let names =
            [standard, summer].map(|offset| self.vm.ctx.new_str(calendar::zone_name(offset)));
        let ctx = &self.vm.ctx;
        self.set("timezone", ctx.new_int(-standard))?;
        self.set("altzone", ctx.new_int(-summer))?;
        self.set("daylight", ctx.new_int(i32::from(standard != summer)))?;
        self.set("tzname", ctx.new_tuple(names.map(Into::into).to_vec()))
    }

    fn sleep(&self) -> PyResult<()> {
        let machine = Rc::clone(self.machine);
        let sleep = self
            .vm
            .new_function("sleep", move |secs: PyObjectRef, vm: &VirtualMachine| {
                let secs = number(&secs, vm)?;
                if secs.is_nan() {
                    return Err(vm.new_value_error("Invalid value NaN (not a number)"));
                }
                if secs < 0.0 {
                    return Err(vm.new_value_error("sleep length must be non-negative"));
                }
                // Who waits for what a rounding error has left is not to wait for ever.
                let least = Duration::from_nanos(u64::from(secs > 0.0));
                let duration = Duration::from_secs_f64(secs.min(LONGEST_SLEEP_SECS));
                machine.sleep(duration.max(least), vm)
            });
        self.set("sleep", sleep)
    }
}

/// The moment asked for in whole seconds; now if none.
fn seconds(
    machine: &Machine,
    secs: OptionalArg<PyObjectRef>,
    vm: &VirtualMachine,
) -> PyResult<i64> {
    match secs {
        OptionalArg::Present(secs) if !vm.is_none(&secs) => {
            let secs = number(&secs, vm)?.floor();
            if secs.is_finite() && secs.abs() < calendar::FARTHEST_SECS {
                Ok(secs as i64)
            } else {
                Err(vm.new_overflow_error("timestamp out of range for platform time_t"))
            }
        }
        _ => Ok(machine.world.now().as_secs() as i64),
    }
}

fn number(object: &PyObjectRef, vm: &VirtualMachine) -> PyResult<f64> {
    if let Some(float) = object.downcast_ref::<PyFloat>() {
        return Ok(float.to_f64());
    }
    if let Some(int) = object.downcast_ref::<PyInt>() {
        return int.try_to_primitive::<i64>(vm).map(|number| number as f64);
    }
    if let Some(int) = object.try_index_opt(vm) {
        return int?.try_to_primitive::<i64>(vm).map(|number| number as f64);
    }
    let name = object.class().name().to_string();
    let text = format!("'{name}' object cannot be interpreted as an integer or float");
    Err(vm.new_type_error(text))
}

/// `time.struct_time` of a moment.
fn struct_time(moment: &Moment, vm: &VirtualMachine) -> PyResult {
    let numbers = [
        moment.year,
        i64::from(moment.month),
        i64::from(moment.day),
        i64::from(moment.hour),
        i64::from(moment.minute),
        i64::from(moment.second),
        i64::from(moment.weekday),
        i64::from(moment.day_of_year),
        i64::from(moment.is_summer),
    ];
    let mut fields: Vec<PyObjectRef> = numbers
        .iter()
        .map(|number| vm.ctx.new_int(*number).into())
        .collect();
    fields.push(vm.ctx.new_str(moment.zone.as_str()).into());
    fields.push(vm.ctx.new_int(moment.offset_secs).into());
    let class = modules::imported("time", vm)?.get_attr("struct_time", vm)?;
    class.call((vm.ctx.new_tuple(fields),), vm)
}

#[derive(FromArgs)]
struct NowArguments {
    #[pyarg(any, default)]
    tz: Option<PyObjectRef>,
}

/// Replaces what reads the machine's clock in `datetime`: `now` and `utcnow`.
pub(crate) fn make_dates(machine: &Rc<Machine>, vm: &VirtualMachine) -> PyResult<()> {
    let module = vm.import("_datetime", 0)?;
    let class: PyRef<PyType> = module
        .get_attr("datetime", vm)?
        .downcast()
        .map_err(|_| vm.new_system_error("_datetime.datetime is not a type"))?;
    let clock = Rc::clone(machine);
    let now = vm.new_function(
        "now",
        move |class: PyObjectRef, args: NowArguments, vm: &VirtualMachine| -> PyResult {
            let now = vm.ctx.new_float(clock.world.now().as_secs_f64());
            let tz = args.tz.unwrap_or_else(|| vm.ctx.none());
            vm.call_method(&class, "fromtimestamp", (now, tz))
        },
    );
    let clock = Rc::clone(machine);
    let utc = module.get_attr("timezone", vm)?.get_attr("utc", vm)?;
    let utcnow = vm.new_function(
        "utcnow",
        move |class: PyObjectRef, vm: &VirtualMachine| -> PyResult {
            let now = vm.ctx.new_float(clock.world.now().as_secs_f64());
            let now = vm.call_method(&class, "fromtimestamp", (now, utc.clone()))?;
            let replace = now.get_attr("replace", vm)?;
            let none =
                rustpython_vm::function::KwArgs::from_iter([("tzinfo".to_owned(), vm.ctx.none())]);
            replace.call(FuncArgs::new(vec![], none), vm)
        },
    );
    for (name, function) in [("now", now), ("utcnow", utcnow)] {
        let function: PyObjectRef = function.into();
        let method = PyClassMethod::from(function).into_ref(&vm.ctx);
        class.set_attr(vm.ctx.intern_str(name), method.as_object().to_owned());
    }
    class.modified();
    Ok(())
}
