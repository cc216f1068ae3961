//! Where the next element of a block goes.

use std::cell::Cell;

use brooklet_protocol::{DeltaPath, Root};

/// A place in a block that moves on with each element put there. Shared by everything that
/// writes into the block, so that all of it lands in run order.
#[derive(Debug)]
pub struct Cursor {
    block: DeltaPath,
    next: Cell<u32>,
}

impl Cursor {
    /// The start of the block at `path`.
    pub fn in_block(path: DeltaPath) -> Self {
        Self {
            block: path,
            next: Cell::new(0),
        }
    }

    /// The start of a part of the page.
    pub fn in_root(root: Root) -> Self {
        Self::in_block(DeltaPath::new(root, Vec::new()))
    }

    /// The next free path; the cursor moves behind it.
    pub fn advance(&self) -> DeltaPath {
        let index = self.next.get();
        self.next.set(index + 1);
        self.block.child(index)
    }

    /// Goes back before `path` if nothing has been put behind it.
    pub fn give_back(&self, path: &DeltaPath) {
        if let Some(index) = self.next.get().checked_sub(1)
            && self.block.child(index) == *path
        {
            self.next.set(index);
        }
    }

    /// The block that the cursor is in.
    pub fn block(&self) -> &DeltaPath {
        &self.block
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_follow_each_other() {
        let cursor = Cursor::in_root(Root::Main);
        let first = cursor.advance();
        let inner = Cursor::in_block(first.clone());
        assert_eq!(first.indices, [0]);
        assert_eq!(inner.advance().indices, [0, 0]);
        assert_eq!(inner.advance().indices, [0, 1]);
        assert_eq!(cursor.advance().indices, [1]);
    }

    #[test]
    fn only_the_last_path_is_given_back() {
        let cursor = Cursor::in_root(Root::Main);
        let (first, second) = (cursor.advance(), cursor.advance());
        cursor.give_back(&first);
        assert_eq!(cursor.advance().indices, [2]);
        cursor.give_back(&second);
        cursor.give_back(&DeltaPath::new(Root::Main, vec![2]));
        assert_eq!(cursor.advance().indices, [2]);
    }
}
