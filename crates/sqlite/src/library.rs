//! One SQLite, as its callers see it.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

use brooklet_sql::{Host, Library, Token, bytes_of};

use crate::context::Context;
use crate::locks::Locks;
use crate::operations;
use crate::vfs::Vfs;

/// A SQLite of its own: it shares no connection and no lock with others.
pub struct Sqlite {
    context: Rc<Context>,
    // Behind what is open: it goes last.
    _vfs: Vfs,
}

impl fmt::Debug for Sqlite {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Sqlite").finish_non_exhaustive()
    }
}

impl Default for Sqlite {
    fn default() -> Self {
        let vfs = Vfs::new();
        let context = Rc::new(Context {
            handles: RefCell::default(),
            locks: Locks::default(),
            vfs: vfs.name().to_owned(),
            host: RefCell::default(),
            next_instance: Cell::new(1),
        });
        vfs.register(&context);
        Self { context, _vfs: vfs }
    }
}

impl Drop for Sqlite {
    fn drop(&mut self) {
        let mut handles = self.context.handles.take();
        handles.close_all();
    }
}

impl Library for Sqlite {
    fn call(&self, request: &[u8], host: &Rc<dyn Host>) -> Vec<u8> {
        let outer = self.context.host.replace(Some(Rc::clone(host)));
        let answer = operations::run(&self.context, request);
        self.context.host.replace(outer);
        match answer {
            Ok(value) => {
                let mut bytes = bytes_of(&[Token::Int(0)]);
                bytes.extend(value);
                bytes
            }
            Err(failure) => bytes_of(&[
                Token::Int(failure.code.into()),
                Token::Text(&failure.message),
                Token::Int(failure.offset.into()),
            ]),
        }
    }
}
