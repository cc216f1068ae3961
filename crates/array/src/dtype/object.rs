//! What the layer above says about its objects, which are opaque here.

use std::cmp::Ordering;

use super::DType;
use crate::Result;

/// The meaning of elements of the type `object`.
///
/// An element is a handle of eight bytes that owns a reference. The handle `0` is an element that was
/// never set; it stands for `None`.
pub trait ObjectOps {
    /// Another reference to the same object.
    fn clone_handle(&self, handle: u64) -> u64;

    /// Gives up a reference.
    fn drop_handle(&self, handle: u64);

    /// A new reference to the number zero, of which `zeros` is made.
    fn zero(&self) -> u64;

    /// Whether the object is true.
    fn is_true(&self, handle: u64) -> Result<bool>;

    /// How two objects are ordered, for sorting: whether the left one is less than the right one.
    fn less(&self, left: u64, right: u64) -> Result<bool>;

    /// Whether two objects are equal.
    fn equal(&self, left: u64, right: u64) -> Result<bool>;

    /// A new object from one element of another type, given by its bytes in native order.
    #[allow(clippy::wrong_self_convention, reason = "it is made from the element")]
    fn from_element(&self, dtype: &DType, bytes: &[u8]) -> Result<u64>;

    /// Writes the object as one element of another type, in native order.
    fn to_element(&self, handle: u64, dtype: &DType, bytes: &mut [u8]) -> Result<()>;

    /// How two objects are ordered, where a total order is asked for.
    fn order(&self, left: u64, right: u64) -> Result<Ordering> {
        if self.less(left, right)? {
            return Ok(Ordering::Less);
        }
        Ok(if self.less(right, left)? {
            Ordering::Greater
        } else {
            Ordering::Equal
        })
    }
}
