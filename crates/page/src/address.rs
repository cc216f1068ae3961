//! Addresses that a script names: which of them may be followed and loaded.

/// Whether an address cannot run a script.
pub(crate) fn is_harmless(address: &str) -> bool {
    match scheme(address) {
        None => true,
        Some(scheme) => matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel"),
    }
}

/// Whether a picture, sound or film may come from an address.
pub(crate) fn is_harmless_source(address: &str) -> bool {
    let data = address.strip_prefix("data:");
    let is_media = |data: &str| {
        ["image/", "audio/", "video/"]
            .iter()
            .any(|kind| data.starts_with(kind))
    };
    address.starts_with("blob:") || data.map_or_else(|| is_harmless(address), is_media)
}

/// Whether a page within the page may come from an address. It runs in a world of its own.
pub(crate) fn is_frame_source(address: &str) -> bool {
    ["blob:", "data:"]
        .iter()
        .any(|scheme| address.starts_with(scheme))
        || is_harmless(address)
}

/// Whether an address leads to a page of a site other than `host`.
pub(crate) fn is_other_site(address: &str, host: &str) -> bool {
    let Some(rest) = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))
    else {
        return false;
    };
    let site = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let site = site.rsplit('@').next().unwrap_or_default();
    !site.is_empty() && !site.eq_ignore_ascii_case(host)
}

/// What stands before the colon, if there is one before the path.
fn scheme(address: &str) -> Option<String> {
    let start = address.split(['/', '?', '#']).next().unwrap_or_default();
    let (scheme, _) = start.split_once(':')?;
    Some(scheme.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_runs_a_script() {
        for address in [
            "https://a.b/c?d=e:f",
            "page.html",
            "#top",
            "mailto:a@b",
            "./a/b:c",
        ] {
            assert!(is_harmless(address), "{address}");
        }
        for address in [
            "javascript:alert(1)",
            "JavaScript:x",
            "java\nscript:x",
            " javascript:x",
            "data:text/html,x",
            "vbscript:x",
        ] {
            assert!(!is_harmless(address), "{address}");
        }
    }

    #[test]
    fn pictures_may_be_data() {
        assert!(is_harmless_source("data:image/png;base64,AA"));
        assert!(is_harmless_source("a.png"));
        assert!(!is_harmless_source("data:text/html,x"));
    }

    #[test]
    fn a_frame_is_of_another_site() {
        assert!(is_other_site("https://www.youtube.com/embed/x", "a.b"));
        for address in [
            "https://a.b/x",
            "https://u@A.B/",
            "/x",
            "javascript:x",
            "//c.d",
            "https:///",
        ] {
            assert!(!is_other_site(address, "a.b"), "{address}");
        }
    }
}
