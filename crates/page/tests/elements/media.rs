//! The bytes that a script has given, on the page.

use brooklet_frame::{Column, Field, Frame};
use brooklet_page::media::{Media, MediaBytes, MediaExt};
use brooklet_protocol::element::{Images, Picture};
use brooklet_protocol::{Element, MediaId, MediaSource};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Blob, HtmlElement};

use crate::fixture::Fixture;

fn blob(text: &str) -> MediaBytes {
    let text = js_sys::Array::of1(&text.into());
    Blob::new_with_str_sequence(&text).unwrap().into()
}

fn id(name: &str) -> MediaId {
    MediaId(name.to_owned())
}

fn address(media: &Media, name: &str) -> Option<String> {
    media.address(&MediaSource::Bytes(id(name)))
}

/// What can be loaded from an address.
async fn load(address: &str) -> Result<String, JsValue> {
    let window = web_sys::window().unwrap();
    let response = JsFuture::from(window.fetch_with_str(address)).await?;
    let response: web_sys::Response = response.unchecked_into();
    let text = JsFuture::from(response.text()?).await?;
    Ok(text.as_string().unwrap())
}

#[wasm_bindgen_test]
async fn bytes_have_an_address_while_they_are_held() {
    let media = Media::new(Box::new(|_| {}));
    media.take(id("a"), blob("one"));
    assert_eq!(address(&media, "a"), None);
    media.name(id("a"));
    let before = address(&media, "a").unwrap();
    assert_eq!(load(&before).await.unwrap(), "one");
    // An engine that was started anew sends them again.
    media.take(id("a"), blob("one"));
    media.name(id("a"));
    assert_eq!(address(&media, "a").as_ref(), Some(&before));
    media.keep(&[]);
    assert!(load(&before).await.is_err());
    assert_eq!(address(&media, "a"), None);
}

#[wasm_bindgen_test]
fn a_table_comes_as_a_buffer() {
    let media = Media::new(Box::new(|_| {}));
    let frame = Frame::of_columns(vec![Field::new("a", Column::of_ints([Some(1)]))]);
    let bytes = js_sys::Uint8Array::new_from_slice(&frame.encode());
    media.take(id("a"), MediaBytes::of(&bytes.buffer()).unwrap());
    media.name(id("a"));
    assert_eq!(*media.frame(&id("a")).unwrap(), frame);
    assert_eq!(address(&media, "a"), None);
    media.keep(&[]);
    assert_eq!(media.frame(&id("a")), None);
}

#[wasm_bindgen_test]
fn a_picture_is_shown_over_the_whole_window_and_back() {
    let fixture = Fixture::new();
    let view = fixture.show(&Element::Images(Images {
        images: vec![Picture {
            source: MediaSource::Address("data:image/svg+xml,<svg/>".to_owned()),
            caption: Some("A **wave**".to_owned()),
            alt: None,
        }],
        link: None,
        width: None,
    }));
    let button: HtmlElement = view
        .node()
        .query_selector("button")
        .unwrap()
        .unwrap()
        .unchecked_into();
    let label = || button.get_attribute("aria-label").unwrap();
    assert_eq!(label(), "Fullscreen: A wave");
    button.click();
    assert_eq!(label(), "Close fullscreen: A wave");
    assert!(view.node().has_attribute("popover"));
    button.click();
    assert!(!view.node().has_attribute("popover"));
}
