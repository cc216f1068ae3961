//! How much stack a program gets, so that endless recursion ends as a `RecursionError`.
//!
//! The machine looks at the stack pointer and raises the error before the stack ends. In
//! WebAssembly that pointer is the one of the module's own stack, in linear memory, while calls use
//! up the browser's, which cannot be looked at and ends the whole instance. Of the recursions that
//! `tests/recursion.rs` tries, none takes more than three bytes of the browser's stack for each of
//! the module's. So programs are started near the end of the module's: where the browser's ends,
//! theirs has ended before.

#[cfg(target_arch = "wasm32")]
use std::{hint::black_box, mem::MaybeUninit};

#[cfg(target_arch = "wasm32")]
use {getrandom as _, getrandom_02 as _};

use crate::World;

/// How much of the module's stack a program gets where a run can be suspended: such a run has
/// 984 kB of the browser's stack.
#[cfg(target_arch = "wasm32")]
const BYTES_SUSPENDABLE: usize = 256 << 10;

/// The same where it cannot, and has 500 kB.
#[cfg(target_arch = "wasm32")]
const BYTES_PLAIN: usize = 128 << 10;

/// Where the machine sees the end coming.
#[cfg(target_arch = "wasm32")]
const END: usize = 32 << 10;

/// How deep a source and its tree may nest. Compiling them recurses, too: in Chromium it ended the
/// engine at a depth of 400 with a suspendable run, and of 200 without.
pub(crate) fn deepest_tree(world: &dyn World) -> usize {
    match (cfg!(target_arch = "wasm32"), world.can_suspend()) {
        (true, true) => 250,
        (true, false) => 125,
        (false, _) => 1000,
    }
}

/// Carries out `act` with as much stack as programs may use.
#[cfg(target_arch = "wasm32")]
pub(crate) fn with_measured<T>(world: &dyn World, act: impl FnOnce() -> T) -> T {
    let bytes = if world.can_suspend() {
        BYTES_SUSPENDABLE
    } else {
        BYTES_PLAIN
    };
    let mut act = Some(act);
    let mut result = None;
    descend::<{ 64 << 10 }>(END + bytes, &mut |target| {
        descend::<{ 4 << 10 }>(target, &mut |_| result = act.take().map(|act| act()));
    });
    result.expect("it has been carried out")
}

/// Uses up stack in steps of `STEP` bytes until one more would go beyond `target`.
#[cfg(target_arch = "wasm32")]
#[inline(never)]
fn descend<const STEP: usize>(target: usize, act: &mut dyn FnMut(usize)) {
    let block = MaybeUninit::<[u8; STEP]>::uninit();
    let place = black_box(block.as_ptr()).addr();
    if place > target + 2 * STEP {
        descend::<STEP>(target, act);
    } else {
        act(target);
    }
    black_box(block.as_ptr());
}

/// Carries out `act`; the machine measures the stack itself.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn with_measured<T>(_world: &dyn World, act: impl FnOnce() -> T) -> T {
    act()
}
