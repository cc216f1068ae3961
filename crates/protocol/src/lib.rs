//! What crosses between the page and the worker, and nothing else: elements and blocks, the
//! deltas that put them on a page, widget values, the messages of both directions.
//!
//! The types know neither Python nor the web. [`wire`] turns messages into bytes and back.

pub mod binding;
pub mod block;
pub mod delta;
pub mod element;
pub mod layout;
pub mod manifest;
pub mod media;
pub mod message;
pub mod navigation;
pub mod option_name;
pub mod wheel;
pub mod widget;
pub mod wire;

pub use binding::Binding;
pub use block::Block;
pub use delta::{Delta, DeltaPath, Root};
pub use element::Element;
pub use layout::{Layout, Width};
pub use manifest::Manifest;
pub use media::{Icon, MediaId, MediaSource};
pub use message::{Outcome, ToEngine, ToPage};
pub use widget::{WidgetId, WidgetStates, WidgetValue};
