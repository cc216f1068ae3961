//! A result as the bytes of a record: what the function has drawn, then the pickled value.

use std::rc::Rc;

use brooklet_protocol::wire;

use crate::kernel::cached_result::{Stored, StoredValue};
use crate::kernel::capture::Drawn;

/// How many bytes say how long the drawn part is.
const HEAD: usize = 4;

/// What a result looks like as bytes.
pub(super) fn encode(pickled: &[u8], drawn: &Drawn) -> Vec<u8> {
    let drawn = if drawn.is_empty() {
        Vec::new()
    } else {
        // Elements look different in other versions, and their bytes do not tell.
        wire::encode(&(wire::LAYOUT, drawn))
    };
    let length = u32::try_from(drawn.len()).unwrap_or(u32::MAX).to_le_bytes();
    [length.as_slice(), &drawn, pickled].concat()
}

/// The result that bytes hold, if this version can read it.
pub(super) fn decode(mut content: Vec<u8>) -> Option<Stored> {
    let (length, rest) = content.split_first_chunk::<HEAD>()?;
    let length = u32::from_le_bytes(*length) as usize;
    let drawn = match rest.get(..length)? {
        [] => Drawn::default(),
        drawn => {
            let (layout, drawn) = wire::decode_first::<u64>(drawn).ok()?;
            (layout == wire::LAYOUT)
                .then(|| wire::decode(drawn))?
                .ok()?
        }
    };
    content.drain(..HEAD + length);
    Some(Stored {
        value: StoredValue::Pickled(Rc::new(content)),
        drawn: Rc::new(drawn),
        on_release: None,
    })
}
