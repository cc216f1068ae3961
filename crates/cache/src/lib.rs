//! Remembered results: keys, age, limits, eviction, the records to persist.
