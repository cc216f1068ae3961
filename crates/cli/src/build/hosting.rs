//! What hosts of static files want beside the app: advice on caching, and compressed copies.

use std::io::Write;

use anyhow::Result;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::part::Part;

/// Files that hosts look for, and what they say: `_headers` is read by Netlify, Cloudflare Pages
/// and others; `.nojekyll` keeps GitHub Pages from leaving out names such as `__init__.py`.
pub(super) fn advice(parts: &[&Part]) -> [(&'static str, String); 2] {
    const KEPT: &str = "Cache-Control: public, max-age=31536000, immutable";
    let mut rules = vec![("/*".to_owned(), "X-Content-Type-Options: nosniff")];
    rules.extend(parts.iter().map(|part| (format!("/{}/*", part.name), KEPT)));
    rules.extend(
        [
            ("/*.wasm", "Content-Type: application/wasm"),
            ("/*.js", "Content-Type: text/javascript"),
            ("/", "Cache-Control: no-cache"),
            ("/sw.js", "Cache-Control: no-cache"),
        ]
        .map(|(path, header)| (path.to_owned(), header)),
    );
    let rules: Vec<String> = rules
        .into_iter()
        .map(|(path, header)| format!("{path}\n  {header}\n"))
        .collect();
    let headers = rules.concat();
    [("_headers", headers), (".nojekyll", String::new())]
}

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
    fn what_carries_its_hash_may_be_kept_and_the_page_may_not() {
        let part = Part::new("pkg", Vec::new());
        let [(name, headers), (jekyll, _)] = advice(&[&part]);
        assert_eq!((name, jekyll), ("_headers", ".nojekyll"));
        assert!(headers.contains(&format!(
            "/{}/*\n  Cache-Control: public, max-age=31536000, immutable\n",
            part.name
        )));
        assert!(headers.contains("/sw.js\n  Cache-Control: no-cache\n"));
    }

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
