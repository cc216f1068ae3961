//! Fragments while the script runs: their places, and what they write beside them.

use std::rc::Rc;

use brooklet_protocol::block::Stack;
use brooklet_protocol::layout::Scope;
use brooklet_protocol::{Block, Delta, DeltaPath, Layout};
use brooklet_python::vm::{AsObject, PyResult, VirtualMachine};
use brooklet_session::Cursor;

use super::app::App;
use super::fragment::{Fragment, OutsideSlot, Placed, is_below};
use super::target::Target;
use crate::error::{FlowError, WidgetError};

impl App {
    /// Gives a called fragment its container and remembers it.
    pub(crate) fn place_fragment(
        &self,
        fragment: Fragment,
        definition: &str,
        vm: &VirtualMachine,
    ) -> PyResult<String> {
        if let Some(key) = &fragment.key {
            let session = self.session();
            let mut running = session.fragments.borrow_mut();
            let known = running
                .keys
                .entry(key.clone())
                .or_insert_with(|| definition.to_owned());
            if known != definition {
                return Err(self.error(WidgetError::KeyTaken { key: key.clone() }, vm));
            }
        }
        let container = self.next_path(&Target::Current);
        let id = format!("{definition}{}", address(&container));
        let key = fragment.key.clone();
        let placed = Placed {
            fragment,
            container,
            inside: self.session().run.inside(),
            page: self.session().run.page(),
        };
        let session = self.session();
        let mut running = session.fragments.borrow_mut();
        let parent = running.current().cloned();
        running.known.register(&id, Rc::new(placed), parent, key);
        Ok(id)
    }

    /// Runs fragments again; those inside of others run with them.
    pub fn rerun_fragments(&self, ids: &[String], vm: &VirtualMachine) -> PyResult<()> {
        for id in ids {
            let is_inside = self.session().fragments.borrow().known.is_inside(id, ids);
            if !is_inside {
                self.rerun_fragment(id, vm)?;
            }
        }
        Ok(())
    }

    /// The whole script has come to its end: fragments that it has not called are no more.
    pub fn forget_fragments(&self) {
        self.session().fragments.borrow_mut().known.end_run();
    }

    fn rerun_fragment(&self, id: &str, vm: &VirtualMachine) -> PyResult<()> {
        let placed = self.session().fragments.borrow().known.get(id);
        let Some(placed) = placed else { return Ok(()) };
        self.session().run.set_inside(placed.inside.clone());
        let page = self.session().run.enter_page(placed.page.clone());
        self.session().fragments.borrow_mut().known.touch(id);
        let result = self.run_fragment(id, vm);
        self.session().run.enter_page(page);
        self.session().run.set_inside(Vec::new());
        let gone = self.session().fragments.borrow_mut().known.end_fragment(id);
        if !gone.is_empty() {
            self.send(brooklet_protocol::ToPage::StopAutoRerun { fragment_ids: gone });
        }
        match result {
            Err(error) if self.errors.is_control(&error) => Err(error),
            // It stands in the fragment already, and others run all the same.
            _ => Ok(()),
        }
    }

    /// Runs the body of a fragment in its container.
    pub(crate) fn run_fragment(&self, id: &str, vm: &VirtualMachine) -> PyResult {
        let placed = self.session().fragments.borrow().known.get(id);
        let Some(placed) = placed else {
            return Ok(vm.ctx.none());
        };
        if !self
            .session()
            .fragments
            .borrow()
            .known
            .this_run()
            .is_empty()
        {
            self.draw_beside_anew(id, &placed.container);
        }
        let before = self.session().run.inside();
        let container = placed.container.clone();
        self.session()
            .fragments
            .borrow_mut()
            .open
            .push((id.to_owned(), container.clone()));
        self.push_block(container.clone(), plain_block(), id);
        let mut inside = before.clone();
        inside.push(Target::Block(Rc::new(Cursor::in_block(container))));
        self.session().run.set_inside(inside);
        let result = placed
            .fragment
            .function
            .call(placed.fragment.args.clone(), vm);
        let result = result.map_err(|error| {
            let exception = vm.ctx.exceptions.exception_type;
            let is_handled = error.fast_isinstance(&self.errors.handled);
            if is_handled || !error.fast_isinstance(exception) {
                return error;
            }
            self.draw_exception(&error, vm);
            vm.new_exception(self.errors.handled.clone(), vec![error.into()])
        });
        self.session().run.set_inside(before);
        self.session().fragments.borrow_mut().open.pop();
        result
    }

    /// Begins anew what a fragment writes to containers outside of it, and forgets what it wrote to
    /// those that it makes itself.
    fn draw_beside_anew(&self, id: &str, container: &DeltaPath) {
        let mut paths = Vec::new();
        {
            let session = self.session();
            let mut running = session.fragments.borrow_mut();
            running
                .beside
                .retain(|(_, outside), _| !is_below(outside, container));
            for ((owner, _), beside) in &mut running.beside {
                if owner != id {
                    continue;
                }
                if let Target::Block(cursor) = &mut beside.target {
                    *cursor = Rc::new(Cursor::in_block(beside.path.clone()));
                }
                paths.push(beside.path.clone());
            }
        }
        for path in paths {
            self.push_block(path, Block::Transparent, id);
        }
    }

    fn push_block(&self, path: DeltaPath, block: Block, fragment: &str) {
        let scope = Scope {
            fragment_id: Some(fragment.to_owned()),
            ..self.scope_of(&Target::Slot(path.clone()))
        };
        let layout = Layout {
            scope,
            ..Layout::default()
        };
        self.push(Delta::Block {
            path,
            block,
            layout,
        });
    }

    /// The place for what the script writes to `target`, which is a block or a slot. A fragment has a
    /// part of its own in each container outside of it.
    pub(crate) fn beside(&self, target: Target) -> Target {
        let Some((id, outside)) = self.outside(&target) else {
            return target;
        };
        let key = (id.clone(), outside);
        if let Some(beside) = self.session().fragments.borrow().beside.get(&key) {
            return beside.target.clone();
        }
        let (path, inner) = match target {
            Target::Block(cursor) => {
                let path = cursor.advance();
                let inner = Target::Block(Rc::new(Cursor::in_block(path.clone())));
                (path, inner)
            }
            Target::Slot(path) => {
                let inner = Target::Slot(path.child(0));
                (path, inner)
            }
            Target::Current | Target::Sidebar | Target::Bottom => return target,
        };
        self.push_block(path.clone(), Block::Transparent, &id);
        let beside = OutsideSlot {
            path,
            target: inner.clone(),
        };
        self.session()
            .fragments
            .borrow_mut()
            .beside
            .insert(key, beside);
        inner
    }

    /// The fragment that is running and the container that `target` is in, if the one is not inside of
    /// the other.
    fn outside(&self, target: &Target) -> Option<(String, DeltaPath)> {
        let session = self.session();
        let running = session.fragments.borrow();
        let (id, container) = running.open.last()?;
        let path = match target {
            Target::Block(cursor) => cursor.block().clone(),
            Target::Slot(path) => path.clone(),
            Target::Current | Target::Sidebar | Target::Bottom => return None,
        };
        if is_below(&path, container) {
            return None;
        }
        let key = (id.clone(), path);
        let is_own = |((owner, _), beside): (&(String, DeltaPath), &OutsideSlot)| {
            owner == id && is_below(&key.1, &beside.path)
        };
        if running.beside.contains_key(&key) || !running.beside.iter().any(is_own) {
            return Some(key);
        }
        None
    }

    /// Refuses a write of a running fragment to a container outside of it in which it has no part.
    pub(crate) fn check_place(&self, target: &Target, vm: &VirtualMachine) -> PyResult<()> {
        if self.session().fragments.borrow().open.is_empty() {
            return Ok(());
        }
        let Some(key) = self.outside(&self.resolve(target)) else {
            return Ok(());
        };
        let session = self.session();
        let running = session.fragments.borrow();
        let this_run = running.known.this_run();
        let is_made_now = |id: &String| {
            let placed = running.known.get(id);
            placed.is_some_and(|placed| is_below(&key.1, &placed.container))
        };
        if this_run.is_empty()
            || running.beside.contains_key(&key)
            || this_run.iter().any(is_made_now)
        {
            return Ok(());
        }
        Err(self.error(FlowError::OutsideFragment {}, vm))
    }
}

fn plain_block() -> Block {
    Block::Vertical(Stack::default())
}

/// A path as text.
fn address(path: &DeltaPath) -> String {
    let indices: Vec<String> = path.indices.iter().map(u32::to_string).collect();
    format!("@{}.{}", path.root.name(), indices.join("."))
}
