//! The table of the ufuncs, each with its loops in NumPy's order.

use half::f16;
use num_complex::Complex;

use super::{Identity, Loop, Scan, Ufunc};
use super::{arithmetic, bits, compare, complex, dates, floats, integers};
use crate::raw::Bool;

/// The types of a loop whose arguments are of one type, which has this letter.
macro_rules! types {
    (x_x $l:literal) => {
        concat!($l, "->", $l)
    };
    (x_t $l:literal) => {
        concat!($l, "->?")
    };
    (x_B $l:literal) => {
        concat!($l, "->B")
    };
    (x_ei $l:literal) => {
        concat!($l, "->", $l, "i")
    };
    (x_xx $l:literal) => {
        concat!($l, "->", $l, $l)
    };
    (xx_x $l:literal) => {
        concat!($l, $l, "->", $l)
    };
    (xx_t $l:literal) => {
        concat!($l, $l, "->?")
    };
    (xx_xx $l:literal) => {
        concat!($l, $l, "->", $l, $l)
    };
    (xxx_x $l:literal) => {
        concat!($l, $l, $l, "->", $l)
    };
}

/// Gathers loops: `SHAPE GROUP room::function;` makes one for each type of the group, `one "Mm->M"
/// room::function;` a single one, `object "OO->O";` one of the layer above.
macro_rules! loops {
    (@ [$($done:tt)*]) => { &[$($done)*] };
    (@ [$($done:tt)*] one $types:literal $m:ident::$f:ident; $($rest:tt)*) => {
        loops!(@ [$($done)* Loop { types: $types, kernel: Some($m::$f) },] $($rest)*)
    };
    (@ [$($done:tt)*] mixed $types:literal $m:ident::$f:ident::$g:ident; $($rest:tt)*) => {
        loops!(@ [$($done)* Loop { types: $types, kernel: Some($m::$f::$g) },] $($rest)*)
    };
    (@ [$($done:tt)*] typed $types:literal $m:ident::$f:ident<$t:ty>; $($rest:tt)*) => {
        loops!(@ [$($done)* Loop { types: $types, kernel: Some($m::$f::<$t>) },] $($rest)*)
    };
    (@ [$($done:tt)*] object $types:literal; $($rest:tt)*) => {
        loops!(@ [$($done)* Loop { types: $types, kernel: None },] $($rest)*)
    };
    (@ [$($done:tt)*] $s:ident bool $m:ident::$f:ident; $($rest:tt)*) => {
        loops!(@ [$($done)* Loop { types: types!($s "?"), kernel: Some($m::$f::<Bool>) },] $($rest)*)
    };
    (@ [$($done:tt)*] $s:ident ints $m:ident::$f:ident; $($rest:tt)*) => {
        loops!(@ [$($done)*
            Loop { types: types!($s "b"), kernel: Some($m::$f::<i8>) },
            Loop { types: types!($s "B"), kernel: Some($m::$f::<u8>) },
            Loop { types: types!($s "h"), kernel: Some($m::$f::<i16>) },
            Loop { types: types!($s "H"), kernel: Some($m::$f::<u16>) },
            Loop { types: types!($s "i"), kernel: Some($m::$f::<i32>) },
            Loop { types: types!($s "I"), kernel: Some($m::$f::<u32>) },
            Loop { types: types!($s "l"), kernel: Some($m::$f::<i64>) },
            Loop { types: types!($s "L"), kernel: Some($m::$f::<u64>) },
            Loop { types: types!($s "q"), kernel: Some($m::$f::<i64>) },
            Loop { types: types!($s "Q"), kernel: Some($m::$f::<u64>) },
        ] $($rest)*)
    };
    (@ [$($done:tt)*] $s:ident floats $m:ident::$f:ident; $($rest:tt)*) => {
        loops!(@ [$($done)*
            Loop { types: types!($s "e"), kernel: Some($m::$f::<f16>) },
            Loop { types: types!($s "f"), kernel: Some($m::$f::<f32>) },
            Loop { types: types!($s "d"), kernel: Some($m::$f::<f64>) },
            Loop { types: types!($s "g"), kernel: Some($m::$f::<f64>) },
        ] $($rest)*)
    };
    (@ [$($done:tt)*] $s:ident efd $m:ident::$f:ident; $($rest:tt)*) => {
        loops!(@ [$($done)*
            Loop { types: types!($s "e"), kernel: Some($m::$f::<f16>) },
            Loop { types: types!($s "f"), kernel: Some($m::$f::<f32>) },
            Loop { types: types!($s "d"), kernel: Some($m::$f::<f64>) },
        ] $($rest)*)
    };
    (@ [$($done:tt)*] $s:ident fdg $m:ident::$f:ident; $($rest:tt)*) => {
        loops!(@ [$($done)*
            Loop { types: types!($s "f"), kernel: Some($m::$f::<f32>) },
            Loop { types: types!($s "d"), kernel: Some($m::$f::<f64>) },
            Loop { types: types!($s "g"), kernel: Some($m::$f::<f64>) },
        ] $($rest)*)
    };
    (@ [$($done:tt)*] $s:ident complexes $m:ident::$f:ident; $($rest:tt)*) => {
        loops!(@ [$($done)*
            Loop { types: types!($s "F"), kernel: Some($m::$f::<Complex<f32>>) },
            Loop { types: types!($s "D"), kernel: Some($m::$f::<Complex<f64>>) },
            Loop { types: types!($s "G"), kernel: Some($m::$f::<Complex<f64>>) },
        ] $($rest)*)
    };
    (@ [$($done:tt)*] $s:ident nothing $m:ident::$f:ident; $($rest:tt)*) => {
        loops!(@ [$($done)*] $($rest)*)
    };
    // Loops of generalised ufuncs, which take whole axes, have a room of their own.
    (@ [$($done:tt)*] whole; $($rest:tt)*) => {
        loops!(@ [$($done)*
            Loop { types: "??->?", kernel: None },
            Loop { types: "bb->b", kernel: None },
            Loop { types: "BB->B", kernel: None },
            Loop { types: "hh->h", kernel: None },
            Loop { types: "HH->H", kernel: None },
            Loop { types: "ii->i", kernel: None },
            Loop { types: "II->I", kernel: None },
            Loop { types: "ll->l", kernel: None },
            Loop { types: "LL->L", kernel: None },
            Loop { types: "qq->q", kernel: None },
            Loop { types: "QQ->Q", kernel: None },
            Loop { types: "ee->e", kernel: None },
            Loop { types: "ff->f", kernel: None },
            Loop { types: "dd->d", kernel: None },
            Loop { types: "gg->g", kernel: None },
            Loop { types: "FF->F", kernel: None },
            Loop { types: "DD->D", kernel: None },
            Loop { types: "GG->G", kernel: None },
            Loop { types: "OO->O", kernel: None },
        ] $($rest)*)
    };
}

macro_rules! ufuncs {
    ($($name:literal $nin:literal $nout:literal $identity:expr, $scan:ident { $($loops:tt)* })*) => {
        &[$(Ufunc {
            name: $name,
            nin: $nin,
            nout: $nout,
            identity: $identity,
            loops: loops!(@ [] $($loops)*),
            scan: Scan::$scan,
            signature: None,
        }),*]
    };
}

/// A function of one number with loops for all floating point types.
macro_rules! unary {
    ($f:ident, $scan:ident, $($first:ident $second:ident)?, $($complex:ident)?) => {
        Ufunc {
            name: stringify!($f),
            nin: 1,
            nout: 1,
            identity: Identity::None,
            loops: loops!(@ [] $(x_x $first floats::$f; x_x $second floats::$f;)? $(x_x complexes $complex::$f;)? object "O->O";),
            scan: Scan::$scan,
            signature: None,
        }
    };
}

const NONE: Identity = Identity::None;
const REORDERABLE: Identity = Identity::Reorderable;

/// The ufuncs in lists; [`find`] looks through all of them.
pub static UFUNCS: [&[Ufunc]; 5] = [ARITHMETIC, COMPARISONS, FUNCTIONS, PAIRS, GENERALIZED];

/// The ufunc of a name.
pub fn find(name: &str) -> Option<&'static Ufunc> {
    UFUNCS
        .iter()
        .flat_map(|list| list.iter())
        .find(|ufunc| ufunc.name == name)
}

const ARITHMETIC: &[Ufunc] = ufuncs! {
    "add" 2 1 Identity::Int(0), Overflow {
        one "??->?" compare::bool_or; xx_x ints arithmetic::add; xx_x floats arithmetic::add;
        xx_x complexes arithmetic::add; one "Mm->M" dates::add; one "mm->m" dates::add;
        one "mM->M" dates::add; object "OO->O";
    }
    "subtract" 2 1 NONE, Overflow {
        xx_x ints arithmetic::subtract; xx_x floats arithmetic::subtract;
        xx_x complexes arithmetic::subtract; one "Mm->M" dates::subtract;
        one "mm->m" dates::subtract; one "MM->m" dates::subtract; object "OO->O";
    }
    "multiply" 2 1 Identity::Int(1), Overflow {
        one "??->?" compare::bool_and; xx_x ints arithmetic::multiply; xx_x floats arithmetic::multiply;
        xx_x complexes arithmetic::multiply; one "mq->m" dates::times_int; one "qm->m" dates::int_times;
        one "md->m" dates::times_float; one "dm->m" dates::float_times; object "OO->O";
    }
    "divide" 2 1 NONE, Division {
        xx_x floats floats::divide; xx_x complexes complex::divide; one "mq->m" dates::by_int;
        one "md->m" dates::by_float; one "mm->d" dates::ratio; object "OO->O";
    }
    "floor_divide" 2 1 NONE, Division {
        xx_x ints integers::floor_divide; xx_x floats floats::floor_divide;
        one "mq->m" dates::floor_by_int; one "md->m" dates::floor_by_float;
        one "mm->q" dates::floor_ratio; object "OO->O";
    }
    "remainder" 2 1 NONE, Invalid {
        xx_x ints integers::remainder; xx_x floats floats::remainder; one "mm->m" dates::remainder;
        object "OO->O";
    }
    "divmod" 2 2 NONE, Division {
        xx_xx ints integers::divmod; xx_xx floats floats::divmod; one "mm->qm" dates::divmod;
    }
    "fmod" 2 1 NONE, Invalid {
        xx_x ints integers::fmod; xx_x floats floats::fmod; object "OO->O";
    }
    "power" 2 1 NONE, Power {
        xx_x ints integers::power; xx_x efd floats::power; xx_x floats floats::power;
        xx_x complexes complex::power; object "OO->O";
    }
    "float_power" 2 1 NONE, Power {
        typed "dd->d" floats::power<f64>; typed "gg->g" floats::power<f64>;
        typed "DD->D" complex::power<Complex<f64>>; typed "GG->G" complex::power<Complex<f64>>;
    }
    "square" 1 1 NONE, Overflow {
        x_x ints arithmetic::square; x_x floats arithmetic::square; x_x complexes arithmetic::square;
        object "O->O";
    }
    "reciprocal" 1 1 NONE, Pole {
        x_x ints integers::reciprocal; x_x floats floats::reciprocal; x_x complexes complex::reciprocal;
        object "O->O";
    }
    "positive" 1 1 NONE, None {
        x_x ints arithmetic::positive; x_x floats arithmetic::positive; one "m->m" dates::same;
        x_x complexes arithmetic::positive; object "O->O";
    }
    "negative" 1 1 NONE, None {
        x_x ints arithmetic::negative; x_x floats arithmetic::negative; one "m->m" dates::negative;
        x_x complexes complex::negative; object "O->O";
    }
    "absolute" 1 1 NONE, Overflow {
        one "?->?" arithmetic::absolute_bool; x_x ints arithmetic::absolute;
        x_x floats arithmetic::absolute; one "m->m" dates::absolute;
        typed "F->f" complex::absolute<Complex<f32>>; typed "D->d" complex::absolute<Complex<f64>>;
        typed "G->g" complex::absolute<Complex<f64>>; object "O->O";
    }
    "_arg" 1 1 NONE, None {
        typed "F->f" complex::argument<Complex<f32>>; typed "D->d" complex::argument<Complex<f64>>;
        typed "G->g" complex::argument<Complex<f64>>;
    }
    "_ones_like" 1 1 NONE, None {
        one "?->?" compare::ones_bool; x_x ints compare::ones; x_x floats compare::ones;
        x_x complexes complex::ones; one "m->m" dates::ones; one "M->M" dates::ones; object "O->O";
    }
    "sign" 1 1 NONE, None {
        x_x ints arithmetic::sign; x_x floats arithmetic::sign; one "m->d" dates::sign;
        x_x complexes complex::sign; object "O->O";
    }
    "conjugate" 1 1 NONE, None {
        x_x ints arithmetic::positive; x_x floats arithmetic::positive;
        x_x complexes complex::conjugate; object "O->O";
    }
    "clip" 3 1 NONE, None {
        one "???->?" compare::bool_clip; xxx_x ints arithmetic::clip; xxx_x floats arithmetic::clip;
        xxx_x complexes complex::clip; one "mmm->m" dates::clip; one "MMM->M" dates::clip;
        object "OOO->O";
    }
    "maximum" 2 1 REORDERABLE, None {
        one "??->?" compare::bool_or; xx_x ints arithmetic::maximum; xx_x floats arithmetic::maximum;
        xx_x complexes complex::maximum; one "mm->m" dates::maximum; one "MM->M" dates::maximum;
        object "OO->O";
    }
    "minimum" 2 1 REORDERABLE, None {
        one "??->?" compare::bool_and; xx_x ints arithmetic::minimum; xx_x floats arithmetic::minimum;
        xx_x complexes complex::minimum; one "mm->m" dates::minimum; one "MM->M" dates::minimum;
        object "OO->O";
    }
    "fmax" 2 1 REORDERABLE, None {
        one "??->?" compare::bool_or; xx_x ints arithmetic::fmax; xx_x floats arithmetic::fmax;
        xx_x complexes complex::fmax; one "mm->m" dates::fmax; one "MM->M" dates::fmax;
        object "OO->O";
    }
    "fmin" 2 1 REORDERABLE, None {
        one "??->?" compare::bool_and; xx_x ints arithmetic::fmin; xx_x floats arithmetic::fmin;
        xx_x complexes complex::fmin; one "mm->m" dates::fmin; one "MM->M" dates::fmin;
        object "OO->O";
    }
    "gcd" 2 1 Identity::Int(0), None { xx_x ints integers::gcd; object "OO->O"; }
    "lcm" 2 1 NONE, None { xx_x ints integers::lcm; object "OO->O"; }
    "bitwise_and" 2 1 Identity::Int(-1), None {
        one "??->?" compare::bool_and; xx_x ints bits::bitwise_and; object "OO->O";
    }
    "bitwise_or" 2 1 Identity::Int(0), None {
        one "??->?" compare::bool_or; xx_x ints bits::bitwise_or; object "OO->O";
    }
    "bitwise_xor" 2 1 Identity::Int(0), None {
        one "??->?" compare::bool_xor; xx_x ints bits::bitwise_xor; object "OO->O";
    }
    "invert" 1 1 NONE, None {
        one "?->?" compare::bool_not; x_x ints bits::invert; object "O->O";
    }
    "left_shift" 2 1 NONE, None { xx_x ints bits::left_shift; object "OO->O"; }
    "right_shift" 2 1 NONE, None { xx_x ints bits::right_shift; object "OO->O"; }
    "bitwise_count" 1 1 NONE, None { x_B ints bits::bitwise_count; object "O->O"; }
};

/// A comparison with its loops for pairs of a signed and an unsigned number.
macro_rules! comparison {
    ($f:ident, $mixed:ident) => {
        Ufunc {
            name: stringify!($f),
            nin: 2,
            nout: 1,
            identity: NONE,
            loops: loops!(@ []
                xx_t bool compare::$f; xx_t ints compare::$f;
                mixed "qQ->?" compare::$mixed::signed_first;
                mixed "Qq->?" compare::$mixed::unsigned_first;
                xx_t floats compare::$f; xx_t complexes compare::$f;
                one "MM->?" dates::$f; one "mm->?" dates::$f;
                object "OO->?"; object "OO->O";
            ),
            scan: Scan::None,
            signature: None,
        }
    };
}

macro_rules! logical {
    ($f:ident, $identity:expr) => {
        Ufunc {
            name: stringify!($f),
            nin: 2,
            nout: 1,
            identity: $identity,
            loops: loops!(@ []
                xx_t bool bits::$f; xx_t ints bits::$f; xx_t floats bits::$f;
                xx_t complexes bits::$f; object "OO->O";
            ),
            scan: Scan::None,
            signature: None,
        }
    };
}

macro_rules! test {
    ($f:ident, $of_ints:ident, $of_dates:ident) => {
        Ufunc {
            name: stringify!($f),
            nin: 1,
            nout: 1,
            identity: NONE,
            loops: loops!(@ []
                x_t bool compare::$of_ints; x_t ints compare::$of_ints; x_t floats compare::$f;
                x_t complexes compare::$f; one "m->?" dates::$of_dates; one "M->?" dates::$of_dates;
            ),
            scan: Scan::None,
            signature: None,
        }
    };
}

const COMPARISONS: &[Ufunc] = &[
    comparison!(equal, mixed_equal),
    comparison!(not_equal, mixed_not_equal),
    comparison!(less, mixed_less),
    comparison!(less_equal, mixed_less_equal),
    comparison!(greater, mixed_greater),
    comparison!(greater_equal, mixed_greater_equal),
    logical!(logical_and, Identity::Bool(true)),
    logical!(logical_or, Identity::Bool(false)),
    logical!(logical_xor, Identity::Bool(false)),
    Ufunc {
        name: "logical_not",
        nin: 1,
        nout: 1,
        identity: NONE,
        loops: loops!(@ []
            x_t bool bits::logical_not; x_t ints bits::logical_not; x_t floats bits::logical_not;
            x_t complexes bits::logical_not; object "O->O";
        ),
        scan: Scan::None,
        signature: None,
    },
    test!(isfinite, always, isfinite),
    test!(isinf, never, isinf),
    test!(isnan, never, isnat),
    Ufunc {
        name: "isnat",
        nin: 1,
        nout: 1,
        identity: NONE,
        loops: loops!(@ [] one "M->?" dates::isnat; one "m->?" dates::isnat;),
        scan: Scan::None,
        signature: None,
    },
];

/// A function that leaves whole numbers as they are.
macro_rules! rounding {
    ($f:ident) => {
        Ufunc {
            name: stringify!($f),
            nin: 1,
            nout: 1,
            identity: NONE,
            loops: loops!(@ []
                one "?->?" arithmetic::absolute_bool; x_x ints integers::unchanged;
                x_x efd floats::$f; x_x fdg floats::$f; object "O->O";
            ),
            scan: Scan::None,
            signature: None,
        }
    };
}

/// Degrees and radians have two names each.
macro_rules! renamed {
    ($name:literal, $f:ident) => {
        Ufunc {
            name: $name,
            ..unary!($f, Overflow, floats nothing,)
        }
    };
}

const FUNCTIONS: &[Ufunc] = &[
    unary!(sqrt, Overflow, efd fdg, complex),
    unary!(exp, Overflow, efd fdg, complex),
    unary!(log, Pole, efd fdg, complex),
    unary!(rint, None, efd fdg, complex),
    unary!(exp2, Overflow, efd floats, complex),
    unary!(expm1, Overflow, efd floats, complex),
    unary!(log2, Pole, efd floats, complex),
    unary!(log10, Pole, efd floats, complex),
    unary!(log1p, Pole, efd floats, complex),
    unary!(tan, Overflow, efd floats, complex),
    unary!(sinh, Overflow, efd floats, complex),
    unary!(cosh, Overflow, efd floats, complex),
    unary!(tanh, Overflow, efd floats, complex),
    unary!(arcsin, Overflow, efd floats, complex),
    unary!(arccos, Overflow, efd floats, complex),
    unary!(arctan, Overflow, efd floats, complex),
    unary!(arcsinh, Overflow, efd floats, complex),
    unary!(arccosh, Overflow, efd floats, complex),
    unary!(arctanh, Pole, efd floats, complex),
    unary!(sin, Overflow, floats nothing, complex),
    unary!(cos, Overflow, floats nothing, complex),
    unary!(cbrt, Overflow, efd floats,),
    unary!(fabs, Overflow, floats nothing,),
    unary!(degrees, Overflow, floats nothing,),
    unary!(radians, Overflow, floats nothing,),
    renamed!("rad2deg", degrees),
    renamed!("deg2rad", radians),
    rounding!(floor),
    rounding!(ceil),
    rounding!(trunc),
];

/// A ufunc that takes whole axes.
macro_rules! generalized {
    ($name:literal, $signature:literal) => {
        Ufunc {
            name: $name,
            nin: 2,
            nout: 1,
            identity: NONE,
            loops: loops!(@ [] whole;),
            scan: Scan::Invalid,
            signature: Some($signature),
        }
    };
}

const GENERALIZED: &[Ufunc] = &[
    generalized!("matmul", "(n?,k),(k,m?)->(n?,m?)"),
    generalized!("vecdot", "(n),(n)->()"),
    generalized!("matvec", "(m,n),(n)->(m)"),
    generalized!("vecmat", "(n),(n,m)->(m)"),
];

const PAIRS: &[Ufunc] = ufuncs! {
    "arctan2" 2 1 NONE, Overflow { xx_x floats floats::arctan2; object "OO->O"; }
    "hypot" 2 1 Identity::Int(0), Overflow { xx_x floats floats::hypot; object "OO->O"; }
    "copysign" 2 1 NONE, None { xx_x floats floats::copysign; }
    "nextafter" 2 1 NONE, Overflow { xx_x floats floats::nextafter; }
    "heaviside" 2 1 NONE, None { xx_x floats floats::heaviside; }
    "logaddexp" 2 1 Identity::NegativeInfinity, Overflow { xx_x floats floats::logaddexp; }
    "logaddexp2" 2 1 Identity::NegativeInfinity, Overflow { xx_x floats floats::logaddexp2; }
    "spacing" 1 1 NONE, Invalid { x_x floats floats::spacing; }
    "signbit" 1 1 NONE, None { x_t floats floats::signbit; }
    "modf" 1 2 NONE, None { x_xx floats floats::modf; }
    "frexp" 1 2 NONE, None { x_ei floats floats::frexp; }
    "ldexp" 2 1 NONE, Overflow {
        typed "ei->e" floats::ldexp_int<f16>; typed "fi->f" floats::ldexp_int<f32>;
        typed "el->e" floats::ldexp_long<f16>; typed "fl->f" floats::ldexp_long<f32>;
        typed "di->d" floats::ldexp_int<f64>; typed "dl->d" floats::ldexp_long<f64>;
        typed "gi->g" floats::ldexp_int<f64>; typed "gl->g" floats::ldexp_long<f64>;
    }
};
