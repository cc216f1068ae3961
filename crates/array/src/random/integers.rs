//! Whole numbers in a range, without bias: Lemire's method, masks with rejection, and the buffers
//! that cut small numbers from words of 32 bits.
//!
//! D. Lemire, "Fast Random Integer Generation in an Interval" (2019). `Generator.integers` draws by
//! Lemire's method, `RandomState.randint` by masks.

use super::BitGenerator;

/// How numbers outside of the range are avoided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Multiply and look at the lower half (`Generator`).
    Lemire,
    /// Mask and draw again (`RandomState`).
    Mask,
}

/// The smallest number of the form 2ⁿ − 1 that is not below `greatest`.
#[must_use]
pub fn mask_of(greatest: u64) -> u64 {
    match greatest {
        0 => 0,
        _ => u64::MAX >> greatest.leading_zeros(),
    }
}

/// A number from 0 to `greatest`, both included, of 64 bits.
pub fn up_to_u64(bits: &mut dyn BitGenerator, greatest: u64, method: Method) -> u64 {
    match greatest {
        0 => 0,
        u64::MAX => bits.next_u64(),
        _ => match (u32::try_from(greatest), method) {
            (Ok(greatest), _) => u64::from(up_to_u32(bits, greatest, method)),
            (Err(_), Method::Mask) => masked(greatest, || bits.next_u64()),
            (Err(_), Method::Lemire) => lemire_u64(bits, greatest),
        },
    }
}

/// A number from 0 to `greatest`, both included, of 32 bits.
pub fn up_to_u32(bits: &mut dyn BitGenerator, greatest: u32, method: Method) -> u32 {
    match (greatest, method) {
        (0, _) => 0,
        (u32::MAX, _) => bits.next_u32(),
        (_, Method::Mask) => masked(u64::from(greatest), || u64::from(bits.next_u32())) as u32,
        (_, Method::Lemire) => lemire(32, u64::from(greatest), || bits.next_u32()),
    }
}

/// A number from 0 to `greatest`, both included, by mask and rejection: the way in which shuffles
/// and hypergeometric draws pick an index.
pub fn interval(bits: &mut dyn BitGenerator, greatest: u64) -> u64 {
    if greatest == 0 {
        return 0;
    }
    if u32::try_from(greatest).is_ok() {
        return masked(greatest, || u64::from(bits.next_u32()));
    }
    masked(greatest, || bits.next_u64())
}

/// An index below or at `greatest`, the way in which choices pick it.
pub fn index_up_to(bits: &mut dyn BitGenerator, greatest: usize) -> usize {
    up_to_u64(bits, greatest as u64, Method::Lemire) as usize
}

/// Small numbers, several from one word of 32 bits. It lives as long as one call of the script.
#[derive(Clone, Copy, Debug, Default)]
pub struct SmallNumbers {
    word: u32,
    left: u32,
}

impl SmallNumbers {
    /// A number from 0 to `greatest`, both included, of 16 bits.
    pub fn up_to_u16(&mut self, bits: &mut dyn BitGenerator, greatest: u16, by: Method) -> u16 {
        match (greatest, by) {
            (0, _) => 0,
            (u16::MAX, _) => self.next(bits, 16) as u16,
            (_, Method::Mask) => {
                masked(u64::from(greatest), || u64::from(self.next(bits, 16))) as u16
            }
            (_, Method::Lemire) => lemire(16, u64::from(greatest), || self.next(bits, 16)) as u16,
        }
    }

    /// A number from 0 to `greatest`, both included, of 8 bits.
    pub fn up_to_u8(&mut self, bits: &mut dyn BitGenerator, greatest: u8, by: Method) -> u8 {
        match (greatest, by) {
            (0, _) => 0,
            (u8::MAX, _) => self.next(bits, 8) as u8,
            (_, Method::Mask) => {
                masked(u64::from(greatest), || u64::from(self.next(bits, 8))) as u8
            }
            (_, Method::Lemire) => lemire(8, u64::from(greatest), || self.next(bits, 8)) as u8,
        }
    }

    /// One bit.
    pub fn bit(&mut self, bits: &mut dyn BitGenerator) -> bool {
        self.next(bits, 1) == 1
    }

    fn next(&mut self, bits: &mut dyn BitGenerator, width: u32) -> u32 {
        if self.left == 0 {
            self.word = bits.next_u32();
            self.left = 32 / width - 1;
        } else {
            self.word >>= width;
            self.left -= 1;
        }
        self.word & ((1 << width) - 1)
    }
}

fn masked(greatest: u64, mut next: impl FnMut() -> u64) -> u64 {
    let mask = mask_of(greatest);
    loop {
        let number = next() & mask;
        if number <= greatest {
            return number;
        }
    }
}

/// Lemire's method on words of `width` bits, at most 32.
fn lemire(width: u32, greatest: u64, mut next: impl FnMut() -> u32) -> u32 {
    let count = greatest + 1;
    let low_half = (1_u64 << width) - 1;
    let mut product = u64::from(next()) * count;
    if product & low_half < count {
        let threshold = (low_half - greatest) % count;
        while product & low_half < threshold {
            product = u64::from(next()) * count;
        }
    }
    (product >> width) as u32
}

fn lemire_u64(bits: &mut dyn BitGenerator, greatest: u64) -> u64 {
    let count = greatest + 1;
    let mut product = u128::from(bits.next_u64()) * u128::from(count);
    if (product as u64) < count {
        let threshold = (u64::MAX - greatest) % count;
        while (product as u64) < threshold {
            product = u128::from(bits.next_u64()) * u128::from(count);
        }
    }
    (product >> 64) as u64
}
