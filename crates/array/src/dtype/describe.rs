//! How an element type is written.

use super::{DType, Kind, TypeNum};

impl DType {
    /// The order of its bytes as NumPy writes it in a type's text: `<`, `>` or `|`.
    pub fn order_letter(&self) -> char {
        if !self.has_order() {
            return '|';
        }
        if self.is_swapped() == cfg!(target_endian = "little") {
            '>'
        } else {
            '<'
        }
    }

    /// `dtype.byteorder`: `=`, `|`, or the order that is not native.
    pub fn byteorder(&self) -> char {
        if !self.has_order() {
            '|'
        } else if self.is_swapped() {
            self.order_letter()
        } else {
            '='
        }
    }

    /// `dtype.str`: `<f8`, `|S5`, `<U3`, `<M8[ns]`.
    pub fn typestring(&self) -> String {
        let order = self.order_letter();
        let letter = self.kind().letter();
        match self.kind() {
            Kind::Object => "|O".into(),
            Kind::Unicode => format!("{order}U{}", self.len()),
            Kind::DateTime | Kind::TimeDelta => format!("{order}{letter}8{}", self.unit_suffix()),
            _ => format!("{order}{letter}{}", self.itemsize()),
        }
    }

    fn unit_suffix(&self) -> String {
        if self.unit().is_generic() {
            String::new()
        } else {
            format!("[{}]", self.unit())
        }
    }

    /// `dtype.name`: `float64`, `bytes40`, `str96`, `datetime64[ns]`.
    pub fn name(&self) -> String {
        let bits = self.itemsize() * 8;
        match self.num() {
            TypeNum::Object => "object".into(),
            TypeNum::LongLong => "int64".into(),
            TypeNum::ULongLong => "uint64".into(),
            TypeNum::Bytes if bits == 0 => "bytes".into(),
            TypeNum::Bytes => format!("bytes{bits}"),
            TypeNum::Unicode if bits == 0 => "str".into(),
            TypeNum::Unicode => format!("str{bits}"),
            TypeNum::Void if bits == 0 => "void".into(),
            TypeNum::Void => format!("void{bits}"),
            num if num.is_date() => format!("{}{}", num.scalar_name(), self.unit_suffix()),
            num => num.scalar_name().into(),
        }
    }

    /// The type as NumPy writes it in messages, without `dtype(…)`: `float64`, `<f8` where swapped,
    /// `[('x', '<i4')]`.
    pub fn describe(&self) -> String {
        if let Some(subarray) = self.as_subarray() {
            let dims: Vec<String> = subarray.shape.iter().map(ToString::to_string).collect();
            let comma = if dims.len() == 1 { "," } else { "" };
            let base = subarray.base.describe();
            return format!("('{base}', ({}{comma}))", dims.join(", "));
        }
        if let Some(fields) = self.fields() {
            let each = fields.fields.iter();
            let each =
                each.map(|field| format!("('{}', '{}')", field.name, field.dtype.typestring()));
            return format!("[{}]", each.collect::<Vec<_>>().join(", "));
        }
        match self.kind() {
            Kind::Object => "object".into(),
            Kind::Bytes | Kind::Void if self.is_empty() => self.kind().letter().into(),
            Kind::Unicode if self.is_empty() => format!("{}U", self.order_letter()),
            Kind::Bytes | Kind::Void => format!("{}{}", self.kind().letter(), self.itemsize()),
            Kind::Unicode | Kind::DateTime | Kind::TimeDelta => self.typestring(),
            _ if self.is_swapped() => self.typestring(),
            _ => self.name(),
        }
    }
}
