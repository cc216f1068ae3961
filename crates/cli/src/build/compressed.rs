//! Compressed copies for hosts that hand them out.

use std::io::Write;

use anyhow::Result;
use flate2::Compression;
use flate2::write::GzEncoder;

/// Smaller files fit into one packet anyway.
const WORTH_IT: usize = 1_400;

/// Endings of files that are compressed already.
const COMPRESSED: [&str; 9] = [
    ".woff2", ".png", ".jpg", ".jpeg", ".webp", ".gz", ".zip", ".mp4", ".bin",
];

/// A file compressed for servers that look for a copy with this ending; none where it is not
/// smaller.
pub(super) fn compressed(path: &str, bytes: &[u8]) -> Result<Vec<(&'static str, Vec<u8>)>> {
    if bytes.len() < WORTH_IT || COMPRESSED.iter().any(|ending| path.ends_with(ending)) {
        return Ok(Vec::new());
    }
    let copies = [(".gz", gzip(bytes)?), (".br", brotli(bytes)?)];
    let smaller = copies
        .into_iter()
        .filter(|(_, copy)| copy.len() < bytes.len());
    Ok(smaller.collect())
}

/// Bytes compressed with gzip.
pub(super) fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    /// The quality of networks that compress ahead of time; the best one takes a minute.
    const QUALITY: u32 = 9;
    let mut packed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut packed, 1 << 16, QUALITY, 24);
    writer.write_all(bytes)?;
    drop(writer);
    Ok(packed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_made_where_it_is_smaller() {
        let text = "tea ".repeat(1_000);
        let endings = |path: &str, text: &str| -> Vec<&str> {
            let copies = compressed(path, text.as_bytes()).unwrap();
            copies.iter().map(|(ending, _)| *ending).collect()
        };
        assert_eq!(endings("a.js", &text), [".gz", ".br"]);
        assert_eq!(endings("a.js", "tea"), [""; 0]);
        assert_eq!(endings("a.woff2", &text), [""; 0]);
    }
}
