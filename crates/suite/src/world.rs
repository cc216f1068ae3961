//! This machine as the world of a Python.

use std::collections::hash_map::RandomState;
use std::fs;
use std::hash::{BuildHasher, Hasher};
use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use brooklet_python::World;
use brooklet_python::world::{ArchiveFile, Stream};

/// This machine.
#[derive(Debug)]
pub(crate) struct Machine {
    begin: Instant,
    archives: PathBuf,
}

impl Machine {
    /// With the archives of data in a folder.
    pub(crate) fn new(archives: PathBuf) -> Self {
        Self {
            begin: Instant::now(),
            archives,
        }
    }
}

impl World for Machine {
    fn now(&self) -> Duration {
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
    }

    fn monotonic(&self) -> Duration {
        self.begin.elapsed()
    }

    fn utc_offset_secs(&self, _at_secs: i64) -> i32 {
        0
    }

    fn time_zone(&self) -> String {
        "UTC".to_owned()
    }

    fn sleep(&self, duration: Duration) {
        std::thread::sleep(duration);
    }

    fn can_suspend(&self) -> bool {
        false
    }

    fn yield_now(&self) {}

    fn random(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let number = RandomState::new().build_hasher().finish();
            for (byte, given) in chunk.iter_mut().zip(number.to_le_bytes()) {
                *byte = given;
            }
        }
    }

    fn archive(&self, file: ArchiveFile) -> Option<Vec<u8>> {
        match file {
            ArchiveFile::Library => Some(brooklet_stdlib::REST.to_vec()),
            ArchiveFile::Data | ArchiveFile::MoreData => {
                fs::read(self.archives.join(file.name())).ok()
            }
        }
    }

    fn print(&self, stream: Stream, text: &str) {
        // Whoever reads this may have gone.
        let _ = match stream {
            Stream::Out => std::io::stdout().write_all(text.as_bytes()),
            Stream::Err => std::io::stderr().write_all(text.as_bytes()),
        };
    }
}
