//! What a tree is drawn on.

use brooklet_protocol::{Block, Element, Layout, Root};

/// What a tree is drawn on: the DOM, or a model of it in a test.
pub trait Surface {
    /// An element or a block as it is drawn.
    type Part;
    /// What holds the parts of one level.
    type Parent: Clone;

    /// What holds the outermost parts of a root.
    fn root(&self, root: Root) -> Self::Parent;
    /// What holds the children of a block.
    fn parent(&self, block: &Self::Part) -> Self::Parent;
    /// Draws an element. It stands nowhere yet.
    fn element(&self, element: &Element, layout: &Layout) -> Self::Part;
    /// Draws a block. It stands nowhere yet.
    fn block(&self, block: &Block, layout: &Layout) -> Self::Part;
    /// Brings an element up to date where that is possible, and says whether it was.
    fn update_element(&self, part: &mut Self::Part, element: &Element, layout: &Layout) -> bool;
    /// Brings a block up to date where that is possible, and says whether it was.
    fn update_block(&self, part: &mut Self::Part, block: &Block, layout: &Layout) -> bool;
    /// Puts a part behind another one, or at the beginning.
    fn insert(&self, parent: &Self::Parent, part: &Self::Part, after: Option<&Self::Part>);
    /// Whether a part stands below a parent, somewhere behind `after` and somewhere before `before`.
    fn is_placed(
        &self,
        parent: &Self::Parent,
        part: &Self::Part,
        after: Option<&Self::Part>,
        before: Option<&Self::Part>,
    ) -> bool;
    /// Dims an element that the run under way has not drawn yet, or ends that.
    fn set_stale(&self, part: &Self::Part, stale: bool);
    /// Draws a widget of a form anew, which has gone back to its defaults.
    fn remount(&self, part: &mut Self::Part, form: &str);
    /// Takes a part away for good.
    fn remove(&self, part: Self::Part);
}
