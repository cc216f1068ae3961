//! Loops that apply a function to every element, with ways of their own for runs without gaps.

use super::{Operand, Operands, Pod};

impl Operand {
    #[inline]
    fn check<T: Pod>(&self) {
        assert_eq!(size_of::<T>(), self.itemsize, "a loop of another type");
    }

    /// The element so many bytes on.
    ///
    /// # Safety
    /// It must be one of the operand's.
    #[inline]
    unsafe fn load<T: Pod>(&self, bytes: isize) -> T {
        // SAFETY: as promised.
        unsafe { self.start.offset(bytes).cast::<T>().read_unaligned() }
    }

    /// Sets the element so many bytes on.
    ///
    /// # Safety
    /// It must be one of the operand's.
    #[inline]
    unsafe fn store<T: Pod>(&self, bytes: isize, value: T) {
        // SAFETY: as promised.
        unsafe { self.start.offset(bytes).cast::<T>().write_unaligned(value) };
    }
}

impl Operands<'_> {
    /// Sets the one operand to a value.
    pub fn fill<R: Pod>(&self, value: R) {
        let [r] = self.items else {
            unreachable!("one operand")
        };
        r.check::<R>();
        for index in 0..self.len as isize {
            // SAFETY: within the run.
            unsafe { r.store(index * r.stride, value) };
        }
    }

    /// `r = f(a)`.
    #[inline]
    pub fn map1<A: Pod, R: Pod>(&self, f: impl Fn(A) -> R) {
        let [a, r] = self.items else {
            unreachable!("two operands")
        };
        a.check::<A>();
        r.check::<R>();
        let (size_a, size_r) = (size_of::<A>() as isize, size_of::<R>() as isize);
        let len = self.len as isize;
        if a.is_contiguous() && r.is_contiguous() {
            if a.start == r.start {
                for index in 0..len {
                    // SAFETY: within the run; so are all others below.
                    unsafe { r.store(index * size_r, f(r.load(index * size_a))) };
                }
                return;
            }
            for index in 0..len {
                // SAFETY: as above.
                unsafe { r.store(index * size_r, f(a.load(index * size_a))) };
            }
            return;
        }
        for index in 0..len {
            // SAFETY: as above.
            unsafe { r.store(index * r.stride, f(a.load(index * a.stride))) };
        }
    }

    /// `r = f(a, b)`.
    #[inline]
    pub fn map2<A: Pod, B: Pod, R: Pod>(&self, f: impl Fn(A, B) -> R) {
        let [a, b, r] = self.items else {
            unreachable!("three operands")
        };
        a.check::<A>();
        b.check::<B>();
        r.check::<R>();
        if self.len == 0 {
            return;
        }
        let size_a = size_of::<A>() as isize;
        let size_b = size_of::<B>() as isize;
        let size_r = size_of::<R>() as isize;
        let len = self.len as isize;
        // SAFETY of all accesses: within the runs.
        if !r.is_contiguous() {
            for index in 0..len {
                unsafe {
                    let value = f(a.load(index * a.stride), b.load(index * b.stride));
                    r.store(index * r.stride, value);
                }
            }
        } else if a.is_contiguous() && b.is_contiguous() {
            if a.start == r.start && size_a == size_r {
                for index in 0..len {
                    unsafe {
                        let value = f(r.load(index * size_r), b.load(index * size_b));
                        r.store(index * size_r, value);
                    }
                }
            } else {
                for index in 0..len {
                    unsafe {
                        let value = f(a.load(index * size_a), b.load(index * size_b));
                        r.store(index * size_r, value);
                    }
                }
            }
        } else if b.stride == 0 && a.is_contiguous() {
            let right = unsafe { b.load(0) };
            if a.start == r.start && size_a == size_r {
                for index in 0..len {
                    unsafe { r.store(index * size_r, f(r.load(index * size_r), right)) };
                }
            } else {
                for index in 0..len {
                    unsafe { r.store(index * size_r, f(a.load(index * size_a), right)) };
                }
            }
        } else if a.stride == 0 && b.is_contiguous() {
            let left = unsafe { a.load(0) };
            for index in 0..len {
                unsafe { r.store(index * size_r, f(left, b.load(index * size_b))) };
            }
        } else {
            for index in 0..len {
                unsafe {
                    let value = f(a.load(index * a.stride), b.load(index * b.stride));
                    r.store(index * size_r, value);
                }
            }
        }
    }

    /// `r = f(a, b, c)`.
    #[inline]
    pub fn map3<A: Pod, B: Pod, C: Pod, R: Pod>(&self, f: impl Fn(A, B, C) -> R) {
        let [a, b, c, r] = self.items else {
            unreachable!("four operands")
        };
        a.check::<A>();
        b.check::<B>();
        c.check::<C>();
        r.check::<R>();
        for index in 0..self.len as isize {
            // SAFETY: within the runs.
            unsafe {
                let value = f(
                    a.load(index * a.stride),
                    b.load(index * b.stride),
                    c.load(index * c.stride),
                );
                r.store(index * r.stride, value);
            }
        }
    }

    /// `(r, s) = f(a)`.
    #[inline]
    pub fn map1_to2<A: Pod, R: Pod, S: Pod>(&self, f: impl Fn(A) -> (R, S)) {
        let [a, r, s] = self.items else {
            unreachable!("three operands")
        };
        a.check::<A>();
        r.check::<R>();
        s.check::<S>();
        for index in 0..self.len as isize {
            // SAFETY: within the runs.
            unsafe {
                let (first, second) = f(a.load(index * a.stride));
                r.store(index * r.stride, first);
                s.store(index * s.stride, second);
            }
        }
    }

    /// `(r, s) = f(a, b)`.
    #[inline]
    pub fn map2_to2<A: Pod, R: Pod>(&self, f: impl Fn(A, A) -> (R, R)) {
        let [a, b, r, s] = self.items else {
            unreachable!("four operands")
        };
        a.check::<A>();
        b.check::<A>();
        r.check::<R>();
        s.check::<R>();
        for index in 0..self.len as isize {
            // SAFETY: within the runs.
            unsafe {
                let (first, second) = f(a.load(index * a.stride), b.load(index * b.stride));
                r.store(index * r.stride, first);
                s.store(index * s.stride, second);
            }
        }
    }

    /// Folds one operand's elements from the left.
    #[inline]
    pub fn fold<A: Pod, S>(&self, operand: usize, start: S, f: impl Fn(S, A) -> S) -> S {
        let a = &self.items[operand];
        a.check::<A>();
        let mut state = start;
        if a.is_contiguous() {
            for index in 0..self.len as isize {
                // SAFETY: within the run.
                state = f(state, unsafe { a.load(index * size_of::<A>() as isize) });
            }
        } else {
            for index in 0..self.len as isize {
                // SAFETY: within the run.
                state = f(state, unsafe { a.load(index * a.stride) });
            }
        }
        state
    }

    /// Folds one operand's elements in an order of its own: many at a time where they stand together, so
    /// that none waits for the one before it.
    #[inline]
    pub fn fold_lanes<A: Pod, S: Copy>(
        &self,
        operand: usize,
        start: S,
        f: impl Fn(S, A) -> S,
        join: impl Fn(S, S) -> S,
    ) -> S {
        const LANES: usize = 16;
        let a = &self.items[operand];
        a.check::<A>();
        if !a.is_contiguous() || self.len < LANES {
            return self.fold(operand, start, f);
        }
        let size = size_of::<A>() as isize;
        let mut lanes = [start; LANES];
        let whole = self.len - self.len % LANES;
        for index in (0..whole).step_by(LANES) {
            for (lane, state) in lanes.iter_mut().enumerate() {
                // SAFETY: within the run.
                *state = f(*state, unsafe { a.load((index + lane) as isize * size) });
            }
        }
        for index in whole..self.len {
            // SAFETY: within the run.
            lanes[0] = f(lanes[0], unsafe { a.load(index as isize * size) });
        }
        let [first, others @ ..] = lanes;
        others.into_iter().fold(first, join)
    }

    /// Whether the first operand is the result as well and stands still: a reduction.
    #[inline]
    pub fn is_reduction(&self) -> bool {
        let [a, _, r] = self.items else { return false };
        a.start == r.start && a.stride == 0 && r.stride == 0
    }

    /// Copies elements of any size, in the order that keeps them whole where both are one run.
    pub fn copy_bytes(&self) {
        let [a, r] = self.items else {
            unreachable!("two operands")
        };
        assert_eq!(a.itemsize, r.itemsize, "a loop of another size");
        let size = a.itemsize;
        if a.is_contiguous() && r.is_contiguous() {
            // SAFETY: both runs are that long; they may overlap.
            unsafe { std::ptr::copy(a.start, r.start, size * self.len) };
            return;
        }
        match size {
            1 => self.map1(|value: u8| value),
            2 => self.map1(|value: u16| value),
            4 => self.map1(|value: u32| value),
            8 => self.map1(|value: u64| value),
            16 => self.map1(|value: u128| value),
            _ => {
                for index in 0..self.len as isize {
                    // SAFETY: within the runs; elements may overlap.
                    unsafe {
                        let from = a.start.offset(index * a.stride);
                        std::ptr::copy(from, r.start.offset(index * r.stride), size);
                    }
                }
            }
        }
    }

    /// Copies elements made of parts of this size, each part's bytes in the other order.
    pub fn copy_swapped(&self, part: usize) {
        let [a, r] = self.items else {
            unreachable!("two operands")
        };
        assert_eq!(a.itemsize, r.itemsize, "a loop of another size");
        for start in (0..a.itemsize).step_by(part.max(1)) {
            let items = [
                Operand {
                    itemsize: part,
                    ..a.moved(start as isize)
                },
                Operand {
                    itemsize: part,
                    ..r.moved(start as isize)
                },
            ];
            let parts = Operands::new(self.len, &items);
            match part {
                2 => parts.map1(|value: u16| value.swap_bytes()),
                4 => parts.map1(|value: u32| value.swap_bytes()),
                8 => parts.map1(|value: u64| value.swap_bytes()),
                _ => parts.copy_bytes(),
            }
        }
    }
}
