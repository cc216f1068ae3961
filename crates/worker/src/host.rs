//! What worker.js holds: the engine, its inbox, and the two ways to set it to work.

#![allow(
    deprecated,
    reason = "wasm-bindgen marks JSPI so while it is experimental"
)]

use std::cell::Cell;
use std::rc::Rc;

use brooklet_engine::{DataModules, Engine, Inbox};
use brooklet_protocol::{ToEngine, wire};
use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use web_sys::Blob;

use crate::disk::BrowserDisk;
use crate::outlet::Outlet;
use crate::world::BrowserWorld;
use crate::{panic, pause::Pause};

thread_local! {
    /// What the engine is given of packages of data.
    static DATA: Cell<Option<DataModules>> = const { Cell::new(None) };
}

/// Gives the next engine what packages of data have in place of machine code: the crate that is linked
/// says so, for only it knows what is.
pub fn bring_data(modules: DataModules) {
    DATA.set(Some(modules));
}

/// An engine and its connections. One instance of the module holds one.
#[wasm_bindgen]
pub struct Host {
    engine: Engine,
    inbox: Rc<Inbox>,
    outlet: Rc<Outlet>,
    pause: Rc<Pause>,
    world: Rc<BrowserWorld>,
    disk: Rc<BrowserDisk>,
}

#[wasm_bindgen]
impl Host {
    /// Boots Python with the library of `stdlib.wasm`.
    ///
    /// `jspi` says whether the work is set off by [`Host::work`], whose stack can be suspended.
    /// `post` takes what goes to the page: buffers, and objects with a `type`. `address` tells where
    /// the archive of a name can be fetched, `time_zone` the reader's, such as `Europe/Berlin`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        library: Vec<u8>,
        jspi: bool,
        post: Function,
        address: Function,
        time_zone: Option<String>,
    ) -> Result<Host, JsError> {
        panic::report_to(post.clone());
        let outlet = Rc::new(Outlet::new(post));
        let pause = Rc::new(Pause::new(jspi)?);
        let world = Rc::new(BrowserWorld::new(
            Rc::clone(&outlet),
            Rc::clone(&pause),
            address,
            time_zone.unwrap_or_else(|| "UTC".to_owned()),
        ));
        let disk = Rc::new(BrowserDisk::new(Rc::clone(&pause), Rc::clone(&outlet)));
        let engine = Engine::boot(
            Rc::clone(&world) as _,
            library,
            DATA.get(),
            Rc::clone(&outlet) as _,
            Rc::clone(&disk) as _,
        )?;
        let inbox = engine.inbox();
        pause.signal().tell(&inbox);
        Ok(Self {
            engine,
            inbox,
            outlet,
            pause,
            world,
            disk,
        })
    }

    /// Takes a message of the page. It may be called while a run is suspended: the message only
    /// waits in the inbox, and a run that sleeps is woken to look at it.
    pub fn receive(&self, bytes: &[u8]) -> Result<(), JsError> {
        let message = wire::decode(bytes)?;
        if let ToEngine::Open(manifest) = &message {
            self.disk.prepare(&manifest.app_id);
            self.world.storages().prepare(&manifest.app_id);
        }
        self.inbox.push(message);
        self.pause.wake();
        Ok(())
    }

    /// Takes a file of the reader, or lets go of it.
    pub fn receive_file(&self, id: String, file: Option<Blob>) {
        self.world.uploads().set(id, file);
    }

    /// Takes a new address that is there until the page wants a run to end that hears nothing else.
    /// It comes before the message for which the last one has gone.
    pub fn receive_signal(&self, address: String) {
        self.pause.signal().renew(address);
    }

    /// Does what waits in the inbox until it is empty, on a stack that can be suspended.
    #[wasm_bindgen(jspi)]
    pub fn work(&self) {
        self.work_blocking();
    }

    /// Resolves when the kept results and files of the app are read: work that blocks can wait for
    /// nothing itself.
    pub fn prepared(&self) -> Promise {
        Promise::all(&js_sys::Array::of2(
            &self.disk.prepared(),
            &self.world.storages().prepared(),
        ))
    }

    /// Does what waits in the inbox until it is empty, without letting anything in meanwhile; where
    /// the page gives the signal, until the run under way has ended.
    pub fn work_blocking(&self) {
        self.pause.signal().begin_work(self.pause.monotonic());
        self.engine.work();
        self.world.flush();
        self.outlet.flush();
    }
}
