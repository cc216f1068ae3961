//! What went wrong in floating point, as processors flag it.

use std::ops::{BitOr, BitOrAssign};

/// A set of floating point errors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(pub u8);

impl Flags {
    /// Nothing went wrong.
    pub const NONE: Self = Self(0);
    /// A finite number was divided by zero.
    pub const DIVIDE: Self = Self(1);
    /// A result was too large.
    pub const OVER: Self = Self(2);
    /// A result was too small.
    pub const UNDER: Self = Self(4);
    /// A result is not a number.
    pub const INVALID: Self = Self(8);

    /// Whether any of these is set.
    #[inline]
    pub fn has(self, flags: Self) -> bool {
        self.0 & flags.0 != 0
    }

    /// Whether none is set.
    pub fn is_none(self) -> bool {
        self.0 == 0
    }

    /// These, if it is so.
    #[inline]
    #[must_use]
    pub fn when(self, is_so: bool) -> Self {
        if is_so { self } else { Self::NONE }
    }
}

impl BitOr for Flags {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Flags {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}
