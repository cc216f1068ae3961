//! SQLite behind a door of bytes (see `brooklet_sql`). In a browser it is a wasm file of its own,
//! which only apps that import `sqlite3` load; natively it is a part of the program.

#![allow(unsafe_code, reason = "SQLite is a library of C")]

mod backups;
mod blobs;
mod callbacks;
mod connections;
mod context;
#[cfg(target_arch = "wasm32")]
mod door;
mod failure;
mod files;
mod handles;
mod library;
mod locks;
mod operations;
mod request;
mod statements;
mod values;
mod vfs;

#[cfg(not(target_arch = "wasm32"))]
use libsqlite3_sys as ffi;
#[cfg(target_arch = "wasm32")]
use sqlite_wasm_rs as ffi;

pub use library::Sqlite;
