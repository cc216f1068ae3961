//! The brooklet command: new, run, build.

fn main() {}
