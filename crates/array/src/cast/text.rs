//! Casts from and to bytes and text.

use half::f16;
use num_complex::Complex;

use super::{Flags, moment, to_half};
use crate::dtype::{DType, Kind, TypeNum};
use crate::raw::{Bool, Operands};
use crate::{Error, Result};

pub(super) fn cast(run: &Operands<'_>, from: &DType, to: &DType) -> Result<Flags> {
    let is_text = |dtype: &DType| matches!(dtype.kind(), Kind::Bytes | Kind::Unicode);
    for index in 0..run.len() {
        if is_text(from) {
            let codes = read_codes(run, index, from);
            if is_text(to) {
                check_ascii(&codes, from, to)?;
                write_codes(run, index, to, &codes);
            } else if to.num().is_date() {
                run.set(1, index, parse_date(&codes, to)?);
            } else {
                parse(run, index, from, to, &codes)?;
            }
        } else {
            let text = match from.kind() {
                Kind::DateTime => moment::point_text(run.get(0, index), from.unit()),
                Kind::TimeDelta => moment::span_text(run.get(0, index), from.unit()),
                _ => format_number(run, index, from)?,
            };
            let codes: Vec<u32> = text.bytes().map(u32::from).collect();
            write_codes(run, index, to, &codes);
        }
    }
    Ok(Flags::NONE)
}

/// The characters of an element without the zeros that pad it.
fn read_codes(run: &Operands<'_>, index: usize, dtype: &DType) -> Vec<u32> {
    let mut bytes = vec![0; dtype.itemsize()];
    run.get_bytes(0, index, &mut bytes);
    let mut codes: Vec<u32> = if dtype.num() == TypeNum::Bytes {
        bytes.into_iter().map(u32::from).collect()
    } else {
        let each = bytes.as_chunks::<4>().0.iter();
        each.map(|code| u32::from_ne_bytes(*code)).collect()
    };
    while codes.last() == Some(&0) {
        codes.pop();
    }
    codes
}

/// Writes characters, cut to the element's length and padded with zeros.
fn write_codes(run: &Operands<'_>, index: usize, dtype: &DType, codes: &[u32]) {
    let len = dtype.len();
    let padded = codes.iter().copied().chain(std::iter::repeat(0)).take(len);
    let bytes: Vec<u8> = if dtype.num() == TypeNum::Bytes {
        padded.map(|code| code as u8).collect()
    } else {
        padded.flat_map(u32::to_ne_bytes).collect()
    };
    run.set_bytes(1, index, &bytes);
}

fn check_ascii(codes: &[u32], from: &DType, to: &DType) -> Result<()> {
    if from.num() == to.num() {
        return Ok(());
    }
    let Some(at) = codes.iter().position(|code| *code > 127) else {
        return Ok(());
    };
    let text = if to.num() == TypeNum::Bytes {
        format!(
            "'ascii' codec can't encode character '\\x{:x}' in position {at}: ordinal not in range(128)",
            codes[at]
        )
    } else {
        format!(
            "'ascii' codec can't decode byte 0x{:x} in position {at}: ordinal not in range(128)",
            codes[at]
        )
    };
    Err(Error::Value(text))
}

fn format_number(run: &Operands<'_>, index: usize, from: &DType) -> Result<String> {
    Ok(match from.num().canonical() {
        TypeNum::Bool => if run.get::<Bool>(0, index).get() {
            "True"
        } else {
            "False"
        }
        .into(),
        TypeNum::Byte => run.get::<i8>(0, index).to_string(),
        TypeNum::UByte => run.get::<u8>(0, index).to_string(),
        TypeNum::Short => run.get::<i16>(0, index).to_string(),
        TypeNum::UShort => run.get::<u16>(0, index).to_string(),
        TypeNum::Int => run.get::<i32>(0, index).to_string(),
        TypeNum::UInt => run.get::<u32>(0, index).to_string(),
        TypeNum::Long => run.get::<i64>(0, index).to_string(),
        TypeNum::ULong => run.get::<u64>(0, index).to_string(),
        TypeNum::Half => {
            let value = run.get::<f16>(0, index);
            float_text(&half_digits(value), value.to_f64())
        }
        TypeNum::Float => {
            let value = run.get::<f32>(0, index);
            float_text(&format!("{value:e}"), value.into())
        }
        TypeNum::Double => {
            let value = run.get::<f64>(0, index);
            float_text(&format!("{value:e}"), value)
        }
        TypeNum::CFloat => {
            let value = run.get::<Complex<f32>>(0, index);
            let texts = [format!("{:e}", value.re), format!("{:e}", value.im)];
            complex_text(&texts, Complex::new(value.re.into(), value.im.into()))
        }
        TypeNum::CDouble => {
            let value = run.get::<Complex<f64>>(0, index);
            complex_text(
                &[format!("{:e}", value.re), format!("{:e}", value.im)],
                value,
            )
        }
        _ => {
            return Err(Error::type_(format!(
                "elements of type {from:?} have no text of their own here"
            )));
        }
    })
}

/// The shortest digits that are read back as this half, with an exponent, as Rust writes those of wider
/// numbers.
pub fn half_digits(value: f16) -> String {
    let wide = value.to_f64();
    let is_read_back = |text: &String| {
        let back = text.parse::<f64>().map(to_half);
        back.is_ok_and(|back| back.to_f64() == wide)
    };
    (0..6)
        .map(|precision| format!("{wide:.precision$e}"))
        .find(is_read_back)
        .unwrap_or_else(|| format!("{wide:e}"))
}

/// A number as Python writes it, from its shortest digits with an exponent.
fn float_text(scientific: &str, value: f64) -> String {
    let text = short_text(scientific, value);
    let is_whole = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'-');
    if is_whole { text + ".0" } else { text }
}

/// The same without `.0` for whole numbers.
fn short_text(scientific: &str, value: f64) -> String {
    if value.is_nan() {
        return "nan".into();
    }
    if value.is_infinite() {
        return if value > 0.0 { "inf" } else { "-inf" }.into();
    }
    let Some((mantissa, exponent)) = scientific.split_once('e') else {
        return scientific.into();
    };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if value != 0.0 && (value.abs() < 1e-4 || value.abs() >= 1e16) {
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{mantissa}e{sign}{:02}", exponent.abs());
    }
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", mantissa),
    };
    let digits = mantissa.replace('.', "");
    if exponent < 0 {
        let zeros = "0".repeat(exponent.unsigned_abs() as usize - 1);
        return format!("{sign}0.{zeros}{digits}");
    }
    let whole = exponent as usize + 1;
    if digits.len() <= whole {
        return format!("{sign}{digits}{}", "0".repeat(whole - digits.len()));
    }
    format!("{sign}{}.{}", &digits[..whole], &digits[whole..])
}

fn complex_text([re, im]: &[String; 2], value: Complex<f64>) -> String {
    let imaginary = short_text(im, value.im);
    if value.re == 0.0 && value.re.is_sign_positive() {
        return format!("{imaginary}j");
    }
    let plus = if imaginary.starts_with('-') { "" } else { "+" };
    format!("({}{plus}{imaginary}j)", short_text(re, value.re))
}

fn text_of(codes: &[u32]) -> String {
    let letters = codes.iter();
    letters
        .map(|code| char::from_u32(*code).unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// A point in time, or the number of units of a span.
fn parse_date(codes: &[u32], to: &DType) -> Result<i64> {
    let text = text_of(codes);
    if to.num() == TypeNum::DateTime {
        return moment::parse_point(&text, to.unit());
    }
    let trimmed = text.trim();
    if trimmed.is_empty() || trimmed.eq_ignore_ascii_case("nat") {
        return Ok(super::NAT);
    }
    trimmed
        .parse()
        .map_err(|_| Error::value("Could not convert object to NumPy timedelta"))
}

fn parse(run: &Operands<'_>, index: usize, from: &DType, to: &DType, codes: &[u32]) -> Result<()> {
    let text = text_of(codes);
    // Messages show the element as the scalar that it is.
    let shown = || match from.num() {
        TypeNum::Bytes => format!("np.bytes_(b'{text}')"),
        _ => format!("np.str_('{text}')"),
    };
    match to.kind() {
        Kind::Bool => run.set(1, index, Bool::from(!text.is_empty())),
        Kind::Signed | Kind::Unsigned => {
            let value = parse_integer(&text, shown)?;
            write_integer(run, index, to, value)?;
        }
        Kind::Float => write_float(run, index, to.num(), parse_float(&text, shown)?),
        Kind::Complex => {
            let value = parse_complex(&text)?;
            if to.num() == TypeNum::CFloat {
                run.set(1, index, Complex::new(value.re as f32, value.im as f32));
            } else {
                run.set(1, index, value);
            }
        }
        _ => return Err(Error::type_(format!("text cannot become {to:?}"))),
    }
    Ok(())
}

fn parse_integer(text: &str, shown: impl Fn() -> String) -> Result<i128> {
    let bad = || {
        Error::value(format!(
            "invalid literal for int() with base 10: {}",
            shown()
        ))
    };
    let digits = without_underscores(text.trim()).ok_or_else(bad)?;
    if digits.len() > 38 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(too_large());
    }
    digits.parse().map_err(|_| bad())
}

fn too_large() -> Error {
    Error::Overflow("Python int too large to convert to C long".into())
}

/// A literal without the underscores between its digits.
fn without_underscores(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let is_digit = |at: Option<&u8>| at.is_some_and(u8::is_ascii_digit);
    let is_good = bytes.iter().enumerate().all(|(at, byte)| {
        *byte != b'_' || (at > 0 && is_digit(bytes.get(at - 1)) && is_digit(bytes.get(at + 1)))
    });
    is_good.then(|| text.replace('_', ""))
}

fn write_integer(run: &Operands<'_>, index: usize, to: &DType, value: i128) -> Result<()> {
    let out = || {
        if i64::try_from(value).is_err() && u64::try_from(value).is_err() {
            return too_large();
        }
        Error::Overflow(format!(
            "Python integer {value} out of bounds for {}",
            to.name()
        ))
    };
    macro_rules! write {
        ($($num:ident $rust:ty),*) => {
            match to.num().canonical() {
                $(TypeNum::$num => {
                    run.set(1, index, <$rust>::try_from(value).map_err(|_| out())?);
                })*
                _ => run.set(1, index, i64::try_from(value).map_err(|_| out())?),
            }
        };
    }
    write!(Byte i8, UByte u8, Short i16, UShort u16, Int i32, UInt u32, ULong u64);
    Ok(())
}

fn write_float(run: &Operands<'_>, index: usize, to: TypeNum, value: f64) {
    match to {
        TypeNum::Half => run.set(1, index, super::to_half(value)),
        TypeNum::Float => run.set(1, index, value as f32),
        _ => run.set(1, index, value),
    }
}

fn parse_float(text: &str, shown: impl Fn() -> String) -> Result<f64> {
    let bad = || Error::value(format!("could not convert string to float: {}", shown()));
    let literal = without_underscores(text.trim()).ok_or_else(bad)?;
    literal.parse().map_err(|_| bad())
}

fn parse_complex(text: &str) -> Result<Complex<f64>> {
    let bad = || Error::value("complex() arg is a malformed string");
    let inner = text.trim();
    let inner = match inner.strip_prefix('(') {
        Some(rest) => rest.strip_suffix(')').ok_or_else(bad)?.trim(),
        None => inner,
    };
    let Some(rest) = inner.strip_suffix(['j', 'J']) else {
        return Ok(Complex::new(
            parse_float(inner, String::new).map_err(|_| bad())?,
            0.0,
        ));
    };
    // The sign that begins the imaginary part is not one of an exponent.
    let bytes = rest.as_bytes();
    let split = (1..bytes.len())
        .rev()
        .find(|at| b"+-".contains(&bytes[*at]) && !b"eE".contains(&bytes[*at - 1]))
        .unwrap_or(0);
    let (re, im) = rest.split_at(split);
    let number = |text: &str| match text {
        "" | "+" => Ok(1.0),
        "-" => Ok(-1.0),
        text => parse_float(text, String::new).map_err(|_| bad()),
    };
    let re = if re.is_empty() { 0.0 } else { number(re)? };
    Ok(Complex::new(re, number(im)?))
}
