//! What hosts of static files look for beside the app.

use crate::part::Part;

/// The names of these files.
pub(crate) const FILES: [&str; 2] = ["_headers", ".nojekyll"];

/// `_headers` is read by Netlify, Cloudflare Pages and others; `.nojekyll` keeps GitHub Pages from leaving
/// out names such as `__init__.py`.
pub(crate) fn advice(parts: &[&Part]) -> [(&'static str, String); 2] {
    const KEPT: &str = "Cache-Control: public, max-age=31536000, immutable";
    let mut rules = vec![("/*".to_owned(), "X-Content-Type-Options: nosniff")];
    rules.extend(
        parts
            .iter()
            .map(|part| (format!("/{}/*", part.name()), KEPT)),
    );
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
    let [headers, jekyll] = FILES;
    [(headers, rules.concat()), (jekyll, String::new())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_carries_its_hash_may_be_kept_and_the_page_may_not() {
        let part = Part::of("pkg", []);
        let [(name, headers), (jekyll, _)] = advice(&[&part]);
        assert_eq!((name, jekyll), ("_headers", ".nojekyll"));
        assert!(headers.contains(&format!(
            "/{}/*\n  Cache-Control: public, max-age=31536000, immutable\n",
            part.name()
        )));
        assert!(headers.contains("/sw.js\n  Cache-Control: no-cache\n"));
    }
}
