//! Elements picked by their offsets, and put back so.

use super::{Operand, Pod};

/// Copies the elements at these offsets, in bytes from the first operand's, to a run.
///
/// The offsets must be those of elements of the first operand's array.
pub(crate) fn gather(from: &Operand, offsets: &[isize], run: &Operand) {
    by_size(from.itemsize, |size| Move {
        named: *from,
        offsets,
        run: *run,
        size,
        reads: true,
    });
}

/// Copies a run to the elements at these offsets.
pub(crate) fn scatter(to: &Operand, offsets: &[isize], run: &Operand) {
    by_size(to.itemsize, |size| Move {
        named: *to,
        offsets,
        run: *run,
        size,
        reads: false,
    });
}

struct Move<'a> {
    named: Operand,
    offsets: &'a [isize],
    run: Operand,
    size: usize,
    reads: bool,
}

fn by_size<'a>(size: usize, make: impl FnOnce(usize) -> Move<'a>) {
    let way = make(size);
    match size {
        1 => way.typed::<u8>(),
        2 => way.typed::<u16>(),
        4 => way.typed::<u32>(),
        8 => way.typed::<u64>(),
        16 => way.typed::<u128>(),
        _ => way.bytes(),
    }
}

impl Move<'_> {
    fn typed<T: Pod>(&self) {
        for (index, offset) in self.offsets.iter().enumerate() {
            let named = self.named.start.wrapping_offset(*offset).cast::<T>();
            let run = self
                .run
                .start
                .wrapping_offset(index as isize * self.run.stride)
                .cast::<T>();
            // SAFETY: offsets are of elements of the array, and the run has one for each.
            unsafe {
                if self.reads {
                    run.write_unaligned(named.read_unaligned());
                } else {
                    named.write_unaligned(run.read_unaligned());
                }
            }
        }
    }

    fn bytes(&self) {
        for (index, offset) in self.offsets.iter().enumerate() {
            let named = self.named.start.wrapping_offset(*offset);
            let run = self
                .run
                .start
                .wrapping_offset(index as isize * self.run.stride);
            let (from, to) = if self.reads {
                (named, run)
            } else {
                (run, named)
            };
            // SAFETY: as above.
            unsafe { std::ptr::copy(from, to, self.size) };
        }
    }
}
