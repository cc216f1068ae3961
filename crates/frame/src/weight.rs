//! What a value weighs when a column is sorted: numbers and moments by size, to the last digit.

use crate::column::Value;

/// The weight of a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Weight {
    size: f64,
    /// What the size is short of the value, in its last digits: large integers are not numbers of
    /// a float.
    rest: i64,
}

impl Weight {
    /// Two numbers in the order of the weights.
    pub(crate) fn key(self) -> (u64, u64) {
        // The two zeros are the same.
        let bits = (self.size + 0.0).to_bits();
        let sign = 1 << 63;
        let size = if bits & sign == 0 { bits | sign } else { !bits };
        (size, (self.rest as u64) ^ sign)
    }

    fn exact(value: i128) -> Self {
        let size = value as f64;
        let rest = value.saturating_sub(size as i128);
        Self {
            size,
            rest: rest.clamp(i64::MIN.into(), i64::MAX.into()) as i64,
        }
    }
}

/// What a value weighs; nothing if it is none, or a text.
pub(crate) fn weight(value: &Value) -> Option<Weight> {
    let inexact = |size: f64| (!size.is_nan()).then_some(Weight { size, rest: 0 });
    match value {
        Value::Int(value) => Some(Weight::exact((*value).into())),
        Value::UInt(value) => Some(Weight::exact((*value).into())),
        Value::Date(days) => Some(Weight::exact((*days).into())),
        Value::Time(micros) => Some(Weight::exact((*micros).into())),
        Value::Timestamp { ticks, unit, .. } | Value::Duration { ticks, unit } => {
            let nanos = 1_000_000_000 / i128::from(unit.per_second());
            Some(Weight::exact(i128::from(*ticks) * nanos))
        }
        Value::Decimal { digits, scale } => {
            let size = value.as_f64()?;
            let near = (size * 10f64.powi((*scale).into())) as i128;
            let rest = digits.saturating_sub(near);
            Some(Weight {
                size,
                rest: rest.clamp(i64::MIN.into(), i64::MAX.into()) as i64,
            })
        }
        value => inexact(value.as_f64()?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::TimeUnit;

    fn key(value: &Value) -> (u64, u64) {
        weight(value).map(Weight::key).unwrap()
    }

    #[test]
    fn numbers_weigh_their_size() {
        let sizes = [f64::NEG_INFINITY, -2.5, -1.0, -0.0, 0.5, 2.0, f64::INFINITY];
        let keys: Vec<_> = sizes.iter().map(|size| key(&Value::Float(*size))).collect();
        assert!(keys.is_sorted_by(|one, other| one < other));
        assert_eq!(key(&Value::Float(0.0)), key(&Value::Float(-0.0)));
        assert_eq!(key(&Value::Float(3.0)), key(&Value::Int(3)));
        assert_eq!(weight(&Value::Float(f64::NAN)), None);
        assert_eq!(weight(&Value::Null), None);
        assert_eq!(weight(&Value::Text("1")), None);
    }

    #[test]
    fn no_digit_is_lost() {
        let large = 1_i64 << 60;
        let whole = |step: i64| key(&Value::Int(large + step));
        let decimal = |digits: i128| key(&Value::Decimal { digits, scale: 20 });
        let moment = |ticks: i64, unit| {
            key(&Value::Timestamp {
                ticks,
                unit,
                zone: None,
            })
        };
        assert!(whole(-1) < whole(0) && whole(0) < whole(1) && whole(1) < whole(2));
        assert!(decimal(10_i128.pow(20)) < decimal(10_i128.pow(20) + 1));
        let (seconds, nanos) = (1_700_000_000, 1_700_000_000_000_000_000);
        let at = moment(nanos, TimeUnit::Nanosecond);
        assert_eq!(at, moment(seconds, TimeUnit::Second));
        assert!(at < moment(nanos + 1, TimeUnit::Nanosecond));
    }
}
