//! Time zones whose names say how far their clocks are ahead.

/// The offset from UTC that the name of a zone says by itself, in microseconds: of `UTC` and `+05:45`,
/// not of `Europe/Berlin`.
#[must_use]
pub fn fixed_offset_micros(zone: &str) -> Option<i64> {
    if matches!(zone, "UTC" | "Z" | "GMT" | "Etc/UTC") {
        return Some(0);
    }
    let sign = match zone.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, minutes) = zone[1..].split_once(':')?;
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
    Some(sign * (hours * 60 + minutes) * 60_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_names_say_their_offset() {
        assert_eq!(fixed_offset_micros("+05:45"), Some(20_700_000_000));
        assert_eq!(fixed_offset_micros("-03:30"), Some(-12_600_000_000));
        assert_eq!(fixed_offset_micros("UTC"), Some(0));
        assert_eq!(fixed_offset_micros("Europe/Berlin"), None);
    }
}
