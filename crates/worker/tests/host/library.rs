//! The rest of the standard library comes when an import asks for it.

use brooklet_protocol::message::{ConsoleLevel, Outcome};
use js_sys::{Array, Uint8Array};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixture::{BOTH, Fixture};

const IMPORTS: &str = "
import streamlit as st
try:
    import colorsys
    st.text(str(colorsys.rgb_to_hls(1, 0, 0)))
except ImportError as error:
    st.text(f'{type(error).__name__}: {error}')
";

#[wasm_bindgen_test]
async fn it_is_fetched() {
    let parts = Array::of1(&Uint8Array::from(brooklet_stdlib::REST));
    let blob = web_sys::Blob::new_with_u8_array_sequence(&parts).unwrap();
    let url = web_sys::Url::create_object_url_with_blob(&blob).unwrap();
    for strategy in BOTH {
        let fixture = Fixture::with_library_at(strategy, &url);
        assert_eq!(fixture.run(IMPORTS).await, Outcome::Finished);
        assert_eq!(fixture.texts(), ["(0.0, 0.5, 1.0)"], "{strategy:?}");
    }
}

#[wasm_bindgen_test]
async fn without_it_the_import_fails_and_the_console_says_why() {
    for strategy in BOTH {
        let fixture = Fixture::with_library_at(strategy, "blob:nowhere");
        fixture.run(IMPORTS).await;
        assert_eq!(
            fixture.texts(),
            [
                "ImportError: No module named 'colorsys': the part of Python's library that holds it (library.bin) could not be loaded"
            ],
            "{strategy:?}"
        );
        let [(level, text)] = fixture.console().try_into().unwrap();
        assert_eq!(level, ConsoleLevel::Error);
        assert!(
            text.starts_with("library.bin did not come: blob:nowhere: "),
            "{text}"
        );
    }
}
