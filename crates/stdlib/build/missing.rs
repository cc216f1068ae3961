//! The modules that cannot be, and why: rows of the table in README.md.

const TABLE: &str = include_str!("../README.md");

/// Names and reasons.
pub(crate) fn modules() -> Vec<(&'static str, &'static str)> {
    TABLE.lines().filter_map(missing).collect()
}

fn missing(line: &str) -> Option<(&str, &str)> {
    let mut cells = line.split('|').map(str::trim).skip(1);
    let name = cells.next()?.strip_prefix('`')?.strip_suffix('`')?;
    let state = cells.next()?;
    let reason = cells.next()?;
    (state == "cannot").then_some((name, reason))
}
