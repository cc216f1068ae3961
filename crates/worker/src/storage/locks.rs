//! Locks between the tabs of an app.

use std::rc::Rc;

use brooklet_python::world::storage::Lock;
use js_sys::futures::{JsFuture, spawn_local};
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The browser's `navigator.locks`.
    type LockManager;

    #[wasm_bindgen(method)]
    fn request(this: &LockManager, name: &str, granted: &Function) -> Promise;
}

/// Asks for a lock, and calls `wake` when it is granted. Where the browser has no locks, or refuses
/// them, it is granted at once: nobody could be kept out.
pub(super) fn ask(name: &str, wake: impl Fn() + Clone + 'static) -> Rc<Lock> {
    let lock = Rc::new(Lock::default());
    let Some(manager) = manager() else {
        lock.grant(Box::new(|| {}));
        return lock;
    };
    let (wish, granted_wake) = (Rc::downgrade(&lock), wake.clone());
    let granted = Closure::once_into_js(move || {
        let Some(lock) = wish.upgrade() else {
            return Promise::resolve(&JsValue::UNDEFINED);
        };
        // The lock is held until this promise resolves.
        let held = Promise::new(&mut |resolve, _| {
            lock.grant(Box::new(move || {
                // It is a promise's own function, which does not throw.
                let _ = resolve.call0(&JsValue::UNDEFINED);
            }));
        });
        granted_wake();
        held
    });
    let ended = manager.request(name, granted.unchecked_ref());
    let wish = Rc::downgrade(&lock);
    spawn_local(async move {
        let is_refused = JsFuture::from(ended).await.is_err();
        if is_refused && let Some(lock) = wish.upgrade() {
            lock.grant(Box::new(|| {}));
            wake();
        }
    });
    lock
}

fn manager() -> Option<LockManager> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    (!locks.is_undefined()).then(|| locks.unchecked_into())
}
