//! Answers that NumPy gave, recorded, and laws that its arrays obey.

#![allow(clippy::unwrap_used, reason = "tests may")]
#![allow(clippy::float_cmp, reason = "answers are exact")]

mod casts;
mod indexing;
mod products;
mod sorting;
mod strings;
mod tallies;
mod ufuncs;
mod views;
