//! Comparisons and tests of single numbers.

use half::f16;
use num_complex::Complex;

use super::arithmetic::reduce_or_map;
use super::done;
use crate::Result;
use crate::raw::{Bool, Flags, Operands, Pod};

/// What can be compared. "Not a number" is neither less, equal nor greater.
pub(super) trait Compared: Pod {
    fn less(self, other: Self) -> bool;
    fn less_equal(self, other: Self) -> bool;
    fn same(self, other: Self) -> bool;
}

macro_rules! compared {
    ($($t:ty)*) => {$(
        impl Compared for $t {
            #[inline]
            fn less(self, other: Self) -> bool { self < other }
            #[inline]
            fn less_equal(self, other: Self) -> bool { self <= other }
            #[inline]
            fn same(self, other: Self) -> bool { self == other }
        }
    )*};
}

compared! { i8 u8 i16 u16 i32 u32 i64 u64 f16 f32 f64 }

impl Compared for Bool {
    #[inline]
    fn less(self, other: Self) -> bool {
        !self.get() & other.get()
    }
    #[inline]
    fn less_equal(self, other: Self) -> bool {
        !self.get() | other.get()
    }
    #[inline]
    fn same(self, other: Self) -> bool {
        self.get() == other.get()
    }
}

macro_rules! compared_complex {
    ($($t:ty)*) => {$(
        impl Compared for Complex<$t> {
            /// By the real part, then by the imaginary one.
            #[inline]
            fn less(self, other: Self) -> bool {
                (self.re < other.re && !self.im.is_nan() && !other.im.is_nan())
                    || (self.re == other.re && self.im < other.im)
            }
            #[inline]
            fn less_equal(self, other: Self) -> bool {
                (self.re < other.re && !self.im.is_nan() && !other.im.is_nan())
                    || (self.re == other.re && self.im <= other.im)
            }
            #[inline]
            fn same(self, other: Self) -> bool { self == other }
        }
    )*};
}

compared_complex! { f32 f64 }

#[inline]
fn compare<T: Compared>(run: &Operands<'_>, f: impl Fn(T, T) -> bool) -> Result<Flags> {
    run.map2(|left: T, right: T| Bool::from(f(left, right)));
    done()
}

pub(super) fn equal<T: Compared>(run: &Operands<'_>) -> Result<Flags> {
    compare(run, T::same)
}

pub(super) fn not_equal<T: Compared>(run: &Operands<'_>) -> Result<Flags> {
    compare(run, |left: T, right| !left.same(right))
}

pub(super) fn less<T: Compared>(run: &Operands<'_>) -> Result<Flags> {
    compare(run, T::less)
}

pub(super) fn less_equal<T: Compared>(run: &Operands<'_>) -> Result<Flags> {
    compare(run, T::less_equal)
}

pub(super) fn greater<T: Compared>(run: &Operands<'_>) -> Result<Flags> {
    compare(run, |left: T, right| right.less(left))
}

pub(super) fn greater_equal<T: Compared>(run: &Operands<'_>) -> Result<Flags> {
    compare(run, |left: T, right| right.less_equal(left))
}

/// A signed number with an unsigned one, by value.
macro_rules! mixed {
    ($($name:ident, $op:tt;)*) => {$(
        pub(super) mod $name {
            use super::{Bool, Flags, Operands, Result, done};

            pub(in super::super) fn signed_first(run: &Operands<'_>) -> Result<Flags> {
                run.map2(|left: i64, right: u64| {
                    Bool::from(i128::from(left) $op i128::from(right))
                });
                done()
            }

            pub(in super::super) fn unsigned_first(run: &Operands<'_>) -> Result<Flags> {
                run.map2(|left: u64, right: i64| {
                    Bool::from(i128::from(left) $op i128::from(right))
                });
                done()
            }
        }
    )*};
}

mixed! {
    mixed_equal, ==;
    mixed_not_equal, !=;
    mixed_less, <;
    mixed_less_equal, <=;
    mixed_greater, >;
    mixed_greater_equal, >=;
}

/// Numbers that may be infinite or none at all.
pub(super) trait Tested: Pod {
    fn is_nan_(self) -> bool;
    fn is_inf_(self) -> bool;
}

macro_rules! tested {
    ($($t:ty)*) => {$(
        impl Tested for $t {
            #[inline]
            fn is_nan_(self) -> bool { self.is_nan() }
            #[inline]
            fn is_inf_(self) -> bool { self.is_infinite() }
        }
    )*};
}

tested! { f16 f32 f64 }

macro_rules! tested_complex {
    ($($t:ty)*) => {$(
        impl Tested for Complex<$t> {
            #[inline]
            fn is_nan_(self) -> bool { self.re.is_nan() || self.im.is_nan() }
            #[inline]
            fn is_inf_(self) -> bool { self.re.is_infinite() || self.im.is_infinite() }
        }
    )*};
}

tested_complex! { f32 f64 }

pub(super) fn isnan<T: Tested>(run: &Operands<'_>) -> Result<Flags> {
    run.map1(|value: T| Bool::from(value.is_nan_()));
    done()
}

pub(super) fn isinf<T: Tested>(run: &Operands<'_>) -> Result<Flags> {
    run.map1(|value: T| Bool::from(value.is_inf_()));
    done()
}

pub(super) fn isfinite<T: Tested>(run: &Operands<'_>) -> Result<Flags> {
    run.map1(|value: T| Bool::from(!value.is_nan_() && !value.is_inf_()));
    done()
}

/// Always so: of whole numbers.
pub(super) fn always<T: Pod>(run: &Operands<'_>) -> Result<Flags> {
    run.map1(|_: T| Bool(1));
    done()
}

/// Never so: of whole numbers.
pub(super) fn never<T: Pod>(run: &Operands<'_>) -> Result<Flags> {
    run.map1(|_: T| Bool(0));
    done()
}

/// One and all of truth values: `add` is "or", `multiply` is "and".
pub(super) fn bool_or(run: &Operands<'_>) -> Result<Flags> {
    reduce_or_map(run, |left: Bool, right: Bool| {
        Bool::from(left.get() | right.get())
    })
}

pub(super) fn bool_and(run: &Operands<'_>) -> Result<Flags> {
    reduce_or_map(run, |left: Bool, right: Bool| {
        Bool::from(left.get() & right.get())
    })
}

pub(super) fn bool_xor(run: &Operands<'_>) -> Result<Flags> {
    reduce_or_map(run, |left: Bool, right: Bool| {
        Bool::from(left.get() != right.get())
    })
}

pub(super) fn bool_not(run: &Operands<'_>) -> Result<Flags> {
    run.map1(|value: Bool| Bool::from(!value.get()));
    done()
}

pub(super) fn bool_clip(run: &Operands<'_>) -> Result<Flags> {
    run.map3(|value: Bool, low: Bool, high: Bool| {
        Bool::from((value.get() | low.get()) & high.get())
    });
    done()
}

pub(super) fn ones<T: super::arithmetic::Real>(run: &Operands<'_>) -> Result<Flags> {
    run.map1(|_: T| T::ONE);
    done()
}

pub(super) fn ones_bool(run: &Operands<'_>) -> Result<Flags> {
    run.map1(|_: Bool| Bool(1));
    done()
}
