//! HTML that a script asks to be drawn: read without effect, then built anew from what is harmless.
//! No script can run from it unless it is asked for: elements and attributes that are not listed here are left out.

use wasm_bindgen::JsCast;
use web_sys::{Document, DomParser, Element, HtmlElement, Node, SupportedType};

use super::author_style;
use crate::address::{is_harmless, is_harmless_source, is_other_site};
use crate::dom::{NodeExt, make, set, set_optional};

/// Elements that are kept.
const ELEMENTS: &str = "a abbr address article aside audio b bdi bdo big blockquote br button caption center cite code col colgroup dd del details dfn dialog div dl dt em fieldset figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i iframe img input ins kbd label legend li main mark marquee menu meter nav ol optgroup option output p picture pre progress q rp rt ruby s samp search section select small source span strike strong style sub summary sup table tbody td textarea tfoot th thead time tr track tt u ul var video wbr \
    svg circle clipPath defs desc ellipse feBlend feColorMatrix feDropShadow feFlood feGaussianBlur feMerge feMergeNode feOffset filter g line linearGradient marker mask path pattern polygon polyline radialGradient rect stop symbol text textPath title tspan";

/// Elements that are left out together with what is in them; of others only the element itself is.
const GONE: &str = "script template noscript object embed head frame frameset math foreignObject animate animateMotion animateTransform set";

/// Attributes that are kept, besides those that begin with `data-` or `aria-`.
const ATTRIBUTES: &str = "abbr accept align allow allowfullscreen alt autoplay bgcolor border cellpadding cellspacing checked cite class color cols colspan controls coords crossorigin datetime decoding default dir disabled download draggable face for frameborder headers height hidden high hreflang id kind label lang list loading loop low max maxlength media min minlength multiple muted name nowrap open optimum pattern placeholder playsinline poster preload readonly referrerpolicy rel required reversed role rowspan rows scope selected shape size sizes span src srclang start step style summary tabindex target title translate type usemap valign value width wrap href \
    clip-path clip-rule clipPathUnits cx cy d dominant-baseline dx dy fill fill-opacity fill-rule filter flood-color flood-opacity font-family font-size font-style font-weight fx fy gradientTransform gradientUnits in in2 letter-spacing marker-end marker-mid marker-start markerHeight markerUnits markerWidth mask maskUnits mode offset opacity orient patternTransform patternUnits points preserveAspectRatio r refX refY result rotate rx ry spreadMethod stdDeviation stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-opacity stroke-width text-anchor textLength transform transform-origin values vector-effect viewBox visibility x x1 x2 y y1 y2";

/// What is harmless of `html`, as nodes of `document`.
pub fn clean(document: &Document, html: &str) -> Vec<Node> {
    Cleaner {
        document,
        runs_scripts: false,
    }
    .clean(html)
}

/// The same and its `script` elements, which run when they are put into the document.
pub fn clean_with_scripts(document: &Document, html: &str) -> Vec<Node> {
    Cleaner {
        document,
        runs_scripts: true,
    }
    .clean(html)
}

struct Cleaner<'a> {
    document: &'a Document,
    runs_scripts: bool,
}

impl Cleaner<'_> {
    fn clean(&self, html: &str) -> Vec<Node> {
        // Nothing that a parser of its own reads is run or loaded.
        let body = DomParser::new()
            .and_then(|parser| {
                parser.parse_from_string(&format!("<body>{html}"), SupportedType::TextHtml)
            })
            .ok()
            .and_then(|read| read.body());
        let mut nodes = Vec::new();
        if let Some(body) = body {
            self.copy_children(&body, &mut nodes);
        }
        nodes
    }

    fn copy_children(&self, from: &Node, nodes: &mut Vec<Node>) {
        let children = from.child_nodes();
        for child in (0..children.length()).filter_map(|place| children.item(place)) {
            match child.dyn_ref::<Element>() {
                Some(element) => self.copy(element, nodes),
                None if child.node_type() == Node::TEXT_NODE => {
                    let text = child.text_content().unwrap_or_default();
                    nodes.push(self.document.create_text_node(&text).into());
                }
                None => {}
            }
        }
    }

    fn copy(&self, element: &Element, nodes: &mut Vec<Node>) {
        let document = self.document;
        let name = element.local_name();
        if name == "script" && self.runs_scripts {
            return nodes.push(script(document, element).into());
        }
        let address = element.get_attribute("src").unwrap_or_default();
        if is_among(GONE, &name) || name == "iframe" && !is_foreign(document, &address) {
            return;
        }
        let made = is_among(ELEMENTS, &name)
            .then(|| {
                document
                    .create_element_ns(element.namespace_uri().as_deref(), &name)
                    .ok()
            })
            .flatten();
        let Some(made) = made else {
            return self.copy_children(element, nodes);
        };
        for attribute in element.get_attribute_names() {
            let attribute = attribute.as_string().unwrap_or_default();
            let value = element.get_attribute(&attribute).unwrap_or_default();
            if may_have(&attribute, &value) {
                set(&made, &attribute, &value);
            }
        }
        if name == "a" && made.has_attribute("href") {
            finish_link(&made);
        }
        if name == "style" {
            let css = element.text_content().unwrap_or_default();
            made.set_text_content(Some(&author_style::layered(&css)));
            return nodes.push(made.into());
        }
        let mut children = Vec::new();
        self.copy_children(element, &mut children);
        for child in children {
            made.add(&child);
        }
        nodes.push(made.into());
    }
}

/// A script that runs: one that a parser has read without effect never does.
fn script(document: &Document, element: &Element) -> HtmlElement {
    let script = make(document, "script");
    for attribute in ["src", "type", "async", "defer", "crossorigin", "integrity"] {
        let value = element.get_attribute(attribute);
        set_optional(&script, attribute, value.as_deref());
    }
    script.set_text_content(element.text_content().as_deref());
    script
}

/// Links to elsewhere open beside the app, unless they say otherwise, and learn nothing of it.
fn finish_link(link: &Element) {
    let is_here = link
        .get_attribute("href")
        .is_some_and(|address| address.starts_with('#'));
    let target = link
        .get_attribute("target")
        .or((!is_here).then(|| "_blank".to_owned()));
    set_optional(link, "target", target.as_deref());
    set_optional(link, "rel", (!is_here).then_some("noopener noreferrer"));
}

/// A frame of the same site could reach into the page.
fn is_foreign(document: &Document, address: &str) -> bool {
    let host = document
        .location()
        .and_then(|location| location.host().ok());
    is_other_site(address, &host.unwrap_or_default())
}

fn may_have(attribute: &str, value: &str) -> bool {
    match attribute {
        "href" => is_harmless(value),
        "src" | "poster" => is_harmless_source(value),
        _ => {
            attribute.starts_with("data-")
                || attribute.starts_with("aria-")
                || is_among(ATTRIBUTES, attribute)
        }
    }
}

fn is_among(list: &str, name: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_attribute_runs_a_script() {
        for (attribute, value) in [
            ("onclick", "x()"),
            ("onload", "x()"),
            ("href", "javascript:x()"),
            ("href", "java\nscript:x()"),
            ("xlink:href", "javascript:x()"),
            ("src", "javascript:x()"),
            ("src", "data:text/html,x"),
            ("srcdoc", "<script>"),
            ("action", "/"),
            ("formaction", "/"),
            ("is", "x"),
        ] {
            assert!(!may_have(attribute, value), "{attribute}={value}");
        }
        for (attribute, value) in [
            ("style", "color: red"),
            ("class", "x"),
            ("data-x", "1"),
            ("aria-label", "x"),
            ("viewBox", "0 0 1 1"),
            ("href", "#top"),
            ("src", "data:image/png;base64,AA"),
        ] {
            assert!(may_have(attribute, value), "{attribute}={value}");
        }
    }

    #[test]
    fn what_can_run_is_no_element_that_is_kept() {
        for name in GONE
            .split(' ')
            .chain(["form", "link", "meta", "base", "use", "brooklet-app"])
        {
            assert!(!is_among(ELEMENTS, name), "{name}");
        }
    }
}
