//! Points and spans of time, as counts of one unit. "Not a time" stays what it is.

use std::cell::Cell;

use super::done;
use crate::raw::{Bool, Flags, Operands};
use crate::{Error, Result};

/// The count that stands for "not a time".
const NAT: i64 = i64::MIN;

#[inline]
fn both(left: i64, right: i64, f: impl Fn(i64, i64) -> i64) -> i64 {
    if left == NAT || right == NAT {
        NAT
    } else {
        f(left, right)
    }
}

/// What two counts give together; what does not fit into 64 bits is refused.
fn counted(run: &Operands<'_>, what: &str, f: impl Fn(i64, i64) -> Option<i64>) -> Result<Flags> {
    let fits = Cell::new(true);
    run.map2(|left: i64, right: i64| {
        f(left, right).unwrap_or_else(|| {
            fits.set(false);
            NAT
        })
    });
    if fits.get() {
        return done();
    }
    Err(Error::Overflow(format!(
        "Overflow: the {what} of these points or spans of time does not fit into 64 bits"
    )))
}

/// A count that is none of those that stand for something else.
fn time(count: Option<i64>) -> Option<i64> {
    count.filter(|count| *count != NAT)
}

fn of_times(left: i64, right: i64, f: impl Fn(i64, i64) -> Option<i64>) -> Option<i64> {
    if left == NAT || right == NAT {
        return Some(NAT);
    }
    time(f(left, right))
}

fn times(span: i64, number: i64) -> Option<i64> {
    if span == NAT {
        return Some(NAT);
    }
    time(span.checked_mul(number))
}

pub(super) fn add(run: &Operands<'_>) -> Result<Flags> {
    counted(run, "sum", |left, right| {
        of_times(left, right, i64::checked_add)
    })
}

pub(super) fn subtract(run: &Operands<'_>) -> Result<Flags> {
    counted(run, "difference", |left, right| {
        of_times(left, right, i64::checked_sub)
    })
}

pub(super) fn times_int(run: &Operands<'_>) -> Result<Flags> {
    counted(run, "product", times)
}

pub(super) fn int_times(run: &Operands<'_>) -> Result<Flags> {
    counted(run, "product", |number, span| times(span, number))
}

fn from_float(value: f64) -> i64 {
    // What a count cannot be is none.
    if value.is_finite() && value.abs() < 9.3e18 {
        value as i64
    } else {
        NAT
    }
}

pub(super) fn times_float(run: &Operands<'_>) -> Result<Flags> {
    run.map2(|left: i64, right: f64| {
        if left == NAT {
            NAT
        } else {
            from_float(left as f64 * right)
        }
    });
    done()
}

pub(super) fn float_times(run: &Operands<'_>) -> Result<Flags> {
    run.map2(|left: f64, right: i64| {
        if right == NAT {
            NAT
        } else {
            from_float(left * right as f64)
        }
    });
    done()
}

pub(super) fn by_int(run: &Operands<'_>) -> Result<Flags> {
    run.map2(|left: i64, right: i64| {
        if left == NAT || right == 0 {
            NAT
        } else {
            left.wrapping_div(right)
        }
    });
    done()
}

pub(super) fn by_float(run: &Operands<'_>) -> Result<Flags> {
    run.map2(|left: i64, right: f64| {
        if left == NAT {
            NAT
        } else {
            from_float(left as f64 / right)
        }
    });
    done()
}

pub(super) fn ratio(run: &Operands<'_>) -> Result<Flags> {
    run.map2(|left: i64, right: i64| {
        if left == NAT || right == NAT {
            f64::NAN
        } else {
            left as f64 / right as f64
        }
    });
    done()
}

/// Cut towards zero, as NumPy does for spans.
pub(super) fn floor_by_int(run: &Operands<'_>) -> Result<Flags> {
    let flag = Cell::new(Flags::NONE);
    run.map2(|left: i64, right: i64| {
        if right == 0 {
            flag.set(Flags::DIVIDE);
            return NAT;
        }
        if left == NAT {
            NAT
        } else {
            left.wrapping_div(right)
        }
    });
    Ok(flag.get())
}

fn floor(left: i64, right: i64) -> i64 {
    let quotient = left.wrapping_div(right);
    let is_cut = left.wrapping_rem(right) != 0 && (left < 0) != (right < 0);
    quotient - i64::from(is_cut)
}

pub(super) fn floor_by_float(run: &Operands<'_>) -> Result<Flags> {
    run.map2(|left: i64, right: f64| {
        if left == NAT {
            NAT
        } else {
            from_float((left as f64 / right).floor())
        }
    });
    done()
}

/// Whole times that one span is in another; of "not a time" zero, and invalid.
pub(super) fn floor_ratio(run: &Operands<'_>) -> Result<Flags> {
    let flag = Cell::new(Flags::NONE);
    run.map2(|left: i64, right: i64| {
        if left == NAT || right == NAT {
            flag.set(flag.get() | Flags::INVALID);
            return 0;
        }
        if right == 0 {
            flag.set(flag.get() | Flags::DIVIDE);
            return 0;
        }
        floor(left, right)
    });
    Ok(flag.get())
}

fn rest(left: i64, right: i64) -> i64 {
    let rest = left.wrapping_rem(right);
    if rest != 0 && (rest < 0) != (right < 0) {
        rest + right
    } else {
        rest
    }
}

pub(super) fn remainder(run: &Operands<'_>) -> Result<Flags> {
    let flag = Cell::new(Flags::NONE);
    run.map2(|left: i64, right: i64| {
        if left == NAT || right == NAT {
            return NAT;
        }
        if right == 0 {
            flag.set(Flags::DIVIDE);
            return NAT;
        }
        rest(left, right)
    });
    Ok(flag.get())
}

pub(super) fn divmod(run: &Operands<'_>) -> Result<Flags> {
    let flag = Cell::new(Flags::NONE);
    run.map2_to2(|left: i64, right: i64| {
        if left == NAT || right == NAT {
            flag.set(flag.get() | Flags::INVALID);
            return (0, NAT);
        }
        if right == 0 {
            flag.set(flag.get() | Flags::DIVIDE);
            return (0, NAT);
        }
        (floor(left, right), rest(left, right))
    });
    Ok(flag.get())
}

macro_rules! comparisons {
    ($($name:ident, $op:tt, $of_nat:literal;)*) => {$(
        pub(super) fn $name(run: &Operands<'_>) -> Result<Flags> {
            run.map2(|left: i64, right: i64| {
                let is_nat = left == NAT || right == NAT;
                Bool::from(if is_nat { $of_nat } else { left $op right })
            });
            done()
        }
    )*};
}

comparisons! {
    equal, ==, false;
    not_equal, !=, true;
    less, <, false;
    less_equal, <=, false;
    greater, >, false;
    greater_equal, >=, false;
}

macro_rules! choices {
    ($($name:ident, $f:expr;)*) => {$(
        pub(super) fn $name(run: &Operands<'_>) -> Result<Flags> {
            let f: fn(i64, i64) -> i64 = $f;
            super::arithmetic::reduce_or_map(run, f)
        }
    )*};
}

choices! {
    maximum, |left, right| both(left, right, i64::max);
    minimum, |left, right| both(left, right, i64::min);
    fmax, |left, right| if left == NAT { right } else if right == NAT { left } else { left.max(right) };
    fmin, |left, right| if left == NAT { right } else if right == NAT { left } else { left.min(right) };
}

pub(super) fn clip(run: &Operands<'_>) -> Result<Flags> {
    run.map3(|value: i64, low: i64, high: i64| both(both(value, low, i64::max), high, i64::min));
    done()
}

pub(super) fn negative(run: &Operands<'_>) -> Result<Flags> {
    run.map1(|value: i64| {
        if value == NAT {
            NAT
        } else {
            value.wrapping_neg()
        }
    });
    done()
}

pub(super) fn absolute(run: &Operands<'_>) -> Result<Flags> {
    run.map1(|value: i64| {
        if value == NAT {
            NAT
        } else {
            value.wrapping_abs()
        }
    });
    done()
}

/// The direction of a span, as a number: "not a time" is "not a number".
pub(super) fn sign(run: &Operands<'_>) -> Result<Flags> {
    run.map1(|value: i64| {
        if value == NAT {
            f64::NAN
        } else {
            value.signum() as f64
        }
    });
    done()
}

pub(super) fn isnat(run: &Operands<'_>) -> Result<Flags> {
    run.map1(|value: i64| Bool::from(value == NAT));
    done()
}

pub(super) fn isfinite(run: &Operands<'_>) -> Result<Flags> {
    run.map1(|value: i64| Bool::from(value != NAT));
    done()
}

pub(super) fn isinf(run: &Operands<'_>) -> Result<Flags> {
    run.map1(|_: i64| Bool(0));
    done()
}

pub(super) fn ones(run: &Operands<'_>) -> Result<Flags> {
    run.map1(|_: i64| 1_i64);
    done()
}

pub(super) fn same(run: &Operands<'_>) -> Result<Flags> {
    run.map1(|value: i64| value);
    done()
}
