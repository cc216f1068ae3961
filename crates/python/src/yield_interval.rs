//! How often a program that computes looks for messages: as often as the cost of looking allows.

use std::time::Duration;

/// One measurement counts this part of the estimate.
const WEIGHT: u32 = 8;

/// A measurement counts as this many times the estimate at most: now and then a look takes long
/// because the machine is busy elsewhere.
const MAX_RISE: u32 = 2;

/// The time between two looks for messages, which follows what one of them costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YieldInterval {
    limits: YieldLimits,
    /// What a look costs, as far as is known.
    cost: Duration,
}

/// How often a program may look for messages, and how seldom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YieldLimits {
    /// Looking takes one part in this many of a program's time.
    pub time_per_cost: u32,
    /// No look follows the last one sooner than this.
    pub shortest: Duration,
    /// None comes later than this, whatever it costs.
    pub longest: Duration,
}

impl YieldInterval {
    /// An interval within these limits, which are in order. Before a look has been measured it is
    /// taken to cost so much.
    pub const fn new(limits: YieldLimits, cost: Duration) -> Self {
        Self { limits, cost }
    }

    /// How long the program goes on before it looks again.
    pub fn get(&self) -> Duration {
        let YieldLimits {
            time_per_cost,
            shortest,
            longest,
        } = self.limits;
        self.cost
            .saturating_mul(time_per_cost)
            .clamp(shortest, longest)
    }

    /// What a look is thought to cost.
    pub fn cost(&self) -> Duration {
        self.cost
    }

    /// A look has cost so much.
    pub fn note_cost(&mut self, cost: Duration) {
        // From nothing it could not rise.
        let estimate = self.cost.max(Duration::from_micros(1));
        let cost = cost.min(estimate * MAX_RISE);
        self.cost = (estimate * (WEIGHT - 1) + cost) / WEIGHT;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LIMITS: YieldLimits = YieldLimits {
        time_per_cost: 100,
        shortest: Duration::from_millis(12),
        longest: Duration::from_millis(50),
    };

    fn after(costs: impl IntoIterator<Item = Duration>) -> YieldInterval {
        let mut interval = YieldInterval::new(LIMITS, Duration::from_micros(100));
        for cost in costs {
            interval.note_cost(cost);
        }
        interval
    }

    fn always(micros: u64) -> YieldInterval {
        after([Duration::from_micros(micros); 100])
    }

    #[test]
    fn it_begins_with_the_shortest() {
        assert_eq!(after([]).get(), LIMITS.shortest);
    }

    #[test]
    fn looking_takes_a_hundredth_of_the_time() {
        for micros in [150, 250, 400, 490] {
            let share = micros as f64 / always(micros).get().as_micros() as f64;
            assert!((0.0095..0.0105).contains(&share), "{micros} µs: {share}");
        }
    }

    #[test]
    fn what_costs_nothing_is_done_as_often_as_anybody_sees() {
        assert_eq!(always(0).get(), LIMITS.shortest);
    }

    #[test]
    fn nobody_waits_longer_than_the_longest() {
        assert_eq!(always(20_000).get(), LIMITS.longest);
    }

    #[test]
    fn one_look_of_a_second_changes_little() {
        let costs = [Duration::from_micros(200); 50];
        let before = after(costs).get();
        let later = after(costs.into_iter().chain([Duration::from_secs(1)])).get();
        assert!(later > before && later < before * 5 / 4, "{later:?}");
    }

    #[test]
    fn what_has_become_cheap_is_noticed() {
        let dear = [Duration::from_millis(5); 50];
        let cheap = [Duration::from_micros(200); 50];
        let costs = dear.into_iter().chain(cheap);
        assert_eq!(after(costs).get().as_millis(), 20);
    }

    proptest! {
        /// Whatever a look costs, the interval keeps its limits, and rises and falls with the cost.
        #[test]
        fn it_stays_within_its_limits(costs in prop::collection::vec(0u64..5_000_000, 0..50)) {
            let mut interval = YieldInterval::new(LIMITS, Duration::from_micros(100));
            for micros in costs {
                let before = interval.cost();
                let cost = Duration::from_micros(micros);
                interval.note_cost(cost);
                prop_assert!((LIMITS.shortest..=LIMITS.longest).contains(&interval.get()));
                if cost > before {
                    prop_assert!(interval.cost() >= before);
                } else if before > Duration::from_micros(1) {
                    prop_assert!(interval.cost() <= before);
                }
            }
        }
    }
}
