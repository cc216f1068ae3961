//! Python values as a column of one type.

mod dicts;

use std::cell::Cell;

use brooklet_frame::{BinaryBuilder, Column, DataType, ListBuilder, TextBuilder, TimeUnit};
use brooklet_python::vm::builtins::{
    PyBool, PyBytes, PyDict, PyFloat, PyFrozenSet, PyInt, PyList, PySet, PyStr, PyTuple, PyTypeRef,
};
use brooklet_python::vm::protocol::PyIter;
use brooklet_python::vm::{
    AsObject, Py, PyObject, PyObjectRef, PyResult, TryFromObject, VirtualMachine,
};

use crate::argument::{as_i64, number, text_of, to_string_lossy, type_name};

/// How deep lists of lists stay lists; below they are text.
const MAX_DEPTH: usize = 8;

/// What a Python value is as part of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Missing,
    Bool,
    Int,
    Float,
    Decimal,
    Text,
    Bytes,
    Datetime,
    Date,
    Time,
    Duration,
    List,
    Dict,
    Other,
}

/// Makes columns.
pub(crate) struct Columns<'vm> {
    vm: &'vm VirtualMachine,
    datetime: PyTypeRef,
    date: PyTypeRef,
    time: PyTypeRef,
    duration: PyTypeRef,
    /// Whether there were values that no column can have as what they are.
    has_printed: Cell<bool>,
}

impl<'vm> Columns<'vm> {
    /// Asks Python for its types of days and times.
    pub(crate) fn new(vm: &'vm VirtualMachine) -> PyResult<Self> {
        let module = vm.import("datetime", 0)?;
        let class = |name: &'static str| PyTypeRef::try_from_object(vm, module.get_attr(name, vm)?);
        Ok(Self {
            vm,
            datetime: class("datetime")?,
            date: class("date")?,
            time: class("time")?,
            duration: class("timedelta")?,
            has_printed: Cell::default(),
        })
    }

    /// Has dicts printed, whatever else there is.
    pub(crate) fn print_dicts(&self) {
        self.has_printed.set(true);
    }

    /// Whether a column so far holds values as Python prints them.
    pub(crate) fn has_printed(&self) -> bool {
        self.has_printed.get()
    }

    /// Values as Python prints them.
    pub(crate) fn printed(&self, values: &[PyObjectRef]) -> PyResult<Column> {
        let kinds: Vec<Kind> = values.iter().map(|value| self.kind(value)).collect();
        self.as_text(values, &kinds)
    }

    /// A column of the type that suits all of the values; text if none else does.
    pub(crate) fn column(&self, values: &[PyObjectRef]) -> PyResult<Column> {
        self.nested(values, 0)
    }

    fn nested(&self, values: &[PyObjectRef], depth: usize) -> PyResult<Column> {
        let unpacked;
        let values = match self.unpacked(values)? {
            Some(values) => {
                unpacked = values;
                &unpacked
            }
            None => values,
        };
        let kinds: Vec<Kind> = values.iter().map(|value| self.kind(value)).collect();
        let has_missing = kinds.contains(&Kind::Missing);
        match different(values, &kinds).as_slice() {
            [] => Ok(Column::nulls(values.len())),
            [Kind::Bool] => Ok(Column::of_bools(values.iter().map(|value| {
                value
                    .downcast_ref::<PyBool>()
                    .map(|value| value.is(&self.vm.ctx.true_value))
            }))),
            [Kind::Int] if !has_missing => self.ints(values),
            [Kind::Int | Kind::Float] | [Kind::Int, Kind::Float] => {
                Ok(Column::of_floats(values.iter().map(|value| {
                    number(value).filter(|number| !number.is_nan())
                })))
            }
            [Kind::Decimal] | [Kind::Int, Kind::Decimal] => self.decimals(values),
            [Kind::Text] => Ok(texts(values)),
            [Kind::Bytes] => Ok(bytes(values)),
            [Kind::Datetime] => self.timestamps(values),
            [Kind::Date] => self.ticks(values, &kinds, Kind::Date),
            [Kind::Time] => self.ticks(values, &kinds, Kind::Time),
            [Kind::Duration] => self.ticks(values, &kinds, Kind::Duration),
            [Kind::List] if depth < MAX_DEPTH => match self.lists(values, depth)? {
                Some(lists) => Ok(lists),
                None => self.as_text(values, &kinds),
            },
            [Kind::Dict] if depth < MAX_DEPTH => {
                self.try_entries(values, depth)?;
                self.json(values)
            }
            _ => self.as_text(values, &kinds),
        }
    }

    /// Scalars of NumPy as what they hold; `None` if there are none.
    fn unpacked(&self, values: &[PyObjectRef]) -> PyResult<Option<Vec<PyObjectRef>>> {
        let is_scalar = |value: &PyObjectRef| -> PyResult<bool> {
            Ok(self.kind(value) == Kind::Other
                && value.has_attr("dtype", self.vm)?
                && value.has_attr("item", self.vm)?)
        };
        let mut found = false;
        for value in values {
            if is_scalar(value)? {
                found = true;
                break;
            }
        }
        if !found {
            return Ok(None);
        }
        let vm = self.vm;
        let item = |value: &PyObjectRef| -> PyResult {
            if !is_scalar(value)? {
                return Ok(value.clone());
            }
            let kind = text_of(&*value.get_attr("dtype", vm)?.get_attr("kind", vm)?, vm)?;
            if kind != "M" && kind != "m" {
                return vm.call_method(value, "item", ());
            }
            // Of some units the item would be a day or a number.
            let unit = vm.ctx.new_str(format!("{kind}8[us]"));
            vm.call_method(&*vm.call_method(value, "astype", (unit,))?, "item", ())
        };
        values.iter().map(item).collect::<PyResult<_>>().map(Some)
    }

    fn kind(&self, value: &PyObject) -> Kind {
        if self.vm.is_none(value) {
            return Kind::Missing;
        }
        if value.downcast_ref::<PyStr>().is_some() {
            return Kind::Text;
        }
        if value.downcast_ref::<PyBool>().is_some() {
            return Kind::Bool;
        }
        if value.downcast_ref::<PyInt>().is_some() {
            return Kind::Int;
        }
        if value.downcast_ref::<PyFloat>().is_some() {
            return Kind::Float;
        }
        if value.downcast_ref::<PyBytes>().is_some() {
            return Kind::Bytes;
        }
        if value.downcast_ref::<PyDict>().is_some() {
            return Kind::Dict;
        }
        if is_list(value) {
            return Kind::List;
        }
        for (class, kind) in [
            (&self.datetime, Kind::Datetime),
            (&self.date, Kind::Date),
            (&self.time, Kind::Time),
            (&self.duration, Kind::Duration),
        ] {
            if value.fast_isinstance(class) {
                return kind;
            }
        }
        match type_name(value).as_str() {
            "Decimal" if self.is_no_number(value) => Kind::Missing,
            "Decimal" => Kind::Decimal,
            "NaTType" | "NAType" => Kind::Missing,
            "ndarray" => Kind::List,
            _ => Kind::Other,
        }
    }

    /// Whether a decimal says that it is none.
    fn is_no_number(&self, decimal: &PyObject) -> bool {
        let answer = self.vm.call_method(decimal, "is_nan", ());
        answer.is_ok_and(|answer| answer.is(&self.vm.ctx.true_value))
    }

    /// Whole numbers; as exact ones where 64 bits are too few.
    fn ints(&self, values: &[PyObjectRef]) -> PyResult<Column> {
        let fitting: Vec<Option<i64>> = values.iter().map(|value| as_i64(value, self.vm)).collect();
        if fitting.iter().all(Option::is_some) {
            return Ok(Column::of_ints(fitting));
        }
        self.decimals(values)
    }

    fn decimals(&self, values: &[PyObjectRef]) -> PyResult<Column> {
        let mut read = Vec::with_capacity(values.len());
        for value in values {
            let is_missing = self.kind(value) == Kind::Missing;
            let text = if is_missing {
                None
            } else {
                let format = self.vm.ctx.new_str("f");
                let is_int = value.downcast_ref::<PyInt>().is_some();
                let shown = if is_int {
                    value.to_owned()
                } else {
                    self.vm.call_method(value, "__format__", (format,))?
                };
                Some(text_of(&shown, self.vm)?)
            };
            read.push(text);
        }
        let decimals = |text: &String| text.split_once('.').map_or(0, |(_, rest)| rest.len());
        let scale = read.iter().flatten().map(decimals).max().unwrap_or(0);
        let digits: Vec<Option<Option<i128>>> = read
            .iter()
            .map(|text| text.as_ref().map(|text| digits(text, scale)))
            .collect();
        let column = i8::try_from(scale).ok().and_then(|scale| {
            if digits.contains(&Some(None)) {
                return None;
            }
            let digits = digits.into_iter().map(Option::flatten);
            Column::of_i128(DataType::Decimal { scale }, digits)
        });
        // What is longer than 128 bits is shown as it is written.
        let texts = || Column::of_texts(read.iter().map(Option::as_deref));
        Ok(column.unwrap_or_else(texts))
    }

    fn timestamps(&self, values: &[PyObjectRef]) -> PyResult<Column> {
        let mut zone = None;
        let mut ticks = Vec::with_capacity(values.len());
        for value in values {
            if self.kind(value) != Kind::Datetime {
                ticks.push(None);
                continue;
            }
            let days = self.days(value)?;
            let micros = self.micros_of_day(value)?;
            let mut tick = days * MICROS_OF_A_DAY + micros;
            let info = value.get_attr("tzinfo", self.vm)?;
            if !self.vm.is_none(&info) {
                let offset = self.vm.call_method(value, "utcoffset", ())?;
                let offset = if self.vm.is_none(&offset) {
                    0
                } else {
                    self.micros_of(&offset)?
                };
                tick -= offset;
                if zone.is_none() {
                    zone = Some(self.zone(&info, offset)?);
                }
            }
            ticks.push(Some(tick));
        }
        let unit = TimeUnit::Microsecond;
        let column = Column::of_i64(DataType::Timestamp { unit, zone }, ticks);
        Ok(column.expect("a timestamp has 64 bits"))
    }

    fn zone(&self, info: &PyObject, offset_micros: i64) -> PyResult<String> {
        if let Some(key) = self.vm.get_attribute_opt(info, "key")?
            && let Some(key) = key.downcast_ref::<PyStr>()
        {
            return Ok(to_string_lossy(key));
        }
        let minutes = offset_micros / 60_000_000;
        if minutes == 0 {
            return Ok("UTC".to_owned());
        }
        let sign = if minutes < 0 { '-' } else { '+' };
        let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
        Ok(format!("{sign}{hours:02}:{minutes:02}"))
    }

    /// Days, times of the day or lengths of time.
    fn ticks(&self, values: &[PyObjectRef], kinds: &[Kind], wanted: Kind) -> PyResult<Column> {
        let mut ticks = Vec::with_capacity(values.len());
        for (value, kind) in values.iter().zip(kinds) {
            ticks.push(match (*kind == wanted, wanted) {
                (false, _) => None,
                (true, Kind::Date) => Some(self.days(value)?),
                (true, Kind::Time) => Some(self.micros_of_day(value)?),
                (true, _) => Some(self.micros_of(value)?),
            });
        }
        let unit = TimeUnit::Microsecond;
        let column = match wanted {
            Kind::Date => {
                let days = ticks.into_iter().map(|days| days.map(|days| days as i32));
                Column::of_i32(DataType::Date, days)
            }
            Kind::Time => Column::of_i64(DataType::Time, ticks),
            _ => Column::of_i64(DataType::Duration { unit }, ticks),
        };
        Ok(column.expect("the width of the type"))
    }

    fn field(&self, value: &PyObject, name: &'static str) -> PyResult<i64> {
        let field = value.get_attr(name, self.vm)?;
        Ok(as_i64(&field, self.vm).unwrap_or(0))
    }

    fn days(&self, value: &PyObject) -> PyResult<i64> {
        let year = self.field(value, "year")?;
        let month = self.field(value, "month")?;
        Ok(days_since_1970(year, month, self.field(value, "day")?))
    }

    fn micros_of_day(&self, value: &PyObject) -> PyResult<i64> {
        let hour = self.field(value, "hour")?;
        let minute = hour * 60 + self.field(value, "minute")?;
        let second = minute * 60 + self.field(value, "second")?;
        Ok(second * 1_000_000 + self.field(value, "microsecond")?)
    }

    fn micros_of(&self, duration: &PyObject) -> PyResult<i64> {
        let days = self.field(duration, "days")?;
        let seconds = self.field(duration, "seconds")?;
        let micros = self.field(duration, "microseconds")?;
        Ok(days * MICROS_OF_A_DAY + seconds * 1_000_000 + micros)
    }

    /// Lists of one type of items; `None` if they are of several.
    fn lists(&self, values: &[PyObjectRef], depth: usize) -> PyResult<Option<Column>> {
        let mut builder = ListBuilder::default();
        let mut all = Vec::new();
        for value in values {
            if self.kind(value) != Kind::List {
                builder.push(None);
                continue;
            }
            let iterator = PyIter::try_from_object(self.vm, value.clone())?;
            let items: Vec<PyObjectRef> = iterator.iter(self.vm)?.collect::<PyResult<_>>()?;
            builder.push(Some(items.len()));
            all.extend(items);
        }
        let kinds: Vec<Kind> = all.iter().map(|item| self.kind(item)).collect();
        let is_number = |kind: &Kind| matches!(kind, Kind::Int | Kind::Float | Kind::Decimal);
        let kinds = different(&all, &kinds);
        if kinds.len() > 1 && !kinds.iter().all(is_number) {
            return Ok(None);
        }
        let items = self.nested(&all, depth + 1)?;
        // Lists among them may be of several.
        let are_lists = matches!(items.data_type(), DataType::List(_));
        Ok((are_lists || kinds != [Kind::List]).then(|| builder.finish(items)))
    }

    /// Values of several types as Python prints them.
    fn as_text(&self, values: &[PyObjectRef], kinds: &[Kind]) -> PyResult<Column> {
        self.has_printed.set(true);
        let mut builder = TextBuilder::default();
        for (value, kind) in values.iter().zip(kinds) {
            match kind {
                Kind::Missing => builder.push(None),
                Kind::Float if is_nan(value) => builder.push(None),
                _ => builder.push(Some(&text_of(value, self.vm)?)),
            }
        }
        Ok(builder.finish())
    }
}

/// The different kinds in order, without what is missing. NaN is a number among numbers and a gap
/// among all else.
fn different(values: &[PyObjectRef], kinds: &[Kind]) -> Vec<Kind> {
    let mut seen: Vec<Kind> = Vec::new();
    for kind in kinds {
        if *kind != Kind::Missing && !seen.contains(kind) {
            seen.push(*kind);
        }
    }
    seen.sort_by_key(|kind| *kind as u8);
    let are_numbers = |kind: &Kind| matches!(kind, Kind::Float | Kind::Int);
    if seen.contains(&Kind::Float) && !seen.iter().all(are_numbers) {
        let nans = values.iter().filter(|value| is_nan(value)).count();
        let floats = kinds.iter().filter(|kind| **kind == Kind::Float).count();
        if nans == floats {
            seen.retain(|kind| *kind != Kind::Float);
        }
    }
    seen
}

fn bytes(values: &[PyObjectRef]) -> Column {
    let mut builder = BinaryBuilder::default();
    for value in values {
        let bytes = value.downcast_ref::<PyBytes>();
        builder.push(bytes.map(Py::<PyBytes>::as_bytes));
    }
    builder.finish()
}

fn texts(values: &[PyObjectRef]) -> Column {
    let mut builder = TextBuilder::default();
    for value in values {
        match value.downcast_ref::<PyStr>() {
            Some(text) => match text.to_str() {
                Some(text) => builder.push(Some(text)),
                None => builder.push(Some(&to_string_lossy(text))),
            },
            None => builder.push(None),
        }
    }
    builder.finish()
}

const MICROS_OF_A_DAY: i64 = 86_400_000_000;

/// Days from 1970-01-01 to a day of the calendar that is used everywhere.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    // Years begin in March, so that the day of a leap year comes last.
    let year = if month <= 2 { year - 1 } else { year };
    let month = (month + 9) % 12;
    year * 365 + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (month * 306 + 5) / 10
        + day
        - 1
        - 719_468
}

fn is_nan(value: &PyObject) -> bool {
    value
        .downcast_ref::<PyFloat>()
        .is_some_and(|number| number.to_f64().is_nan())
}

fn is_list(value: &PyObject) -> bool {
    value.downcast_ref::<PyList>().is_some()
        || value.downcast_ref::<PyTuple>().is_some()
        || value.downcast_ref::<PySet>().is_some()
        || value.downcast_ref::<PyFrozenSet>().is_some()
}

/// The digits of a number with so many decimals, if 128 bits hold them.
fn digits(text: &str, scale: usize) -> Option<i128> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let zeros = "0".repeat(scale - rest.len());
    format!("{whole}{rest}{zeros}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        for ((year, month, day), days) in [
            ((1970, 1, 1), 0),
            ((2024, 5, 17), 19_860),
            ((1969, 12, 31), -1),
            ((2000, 2, 29), 11_016),
            ((1, 1, 1), -719_162),
        ] {
            assert_eq!(days_since_1970(year, month, day), days);
        }
    }

    #[test]
    fn digits_are_filled_up() {
        assert_eq!(digits("1.5", 2), Some(150));
        assert_eq!(digits("-3", 1), Some(-30));
        assert_eq!(digits("NaN", 0), None);
    }
}
