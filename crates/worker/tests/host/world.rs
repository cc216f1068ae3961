//! Clock, place and chance are the browser's.

use js_sys::Date;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixture::{Fixture, WaitStrategy};

async fn text(script: &str) -> String {
    let fixture = Fixture::new(WaitStrategy::Block);
    fixture
        .run(&format!("import streamlit as st\n{script}"))
        .await;
    fixture.texts().join(", ")
}

#[wasm_bindgen_test]
async fn the_time_is_the_browsers() {
    let before = Date::now() / 1000.0;
    let told: f64 = text("import time\nst.text(repr(time.time()))")
        .await
        .parse()
        .unwrap();
    assert!(before - 0.001 <= told && told <= Date::now() / 1000.0 + 0.001);
}

#[wasm_bindgen_test]
async fn local_time_is_the_browsers() {
    let told =
        text("import datetime\nst.text(datetime.datetime.fromtimestamp(0).isoformat())").await;
    let epoch = Date::new(&0.0.into());
    let here = format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
        epoch.get_full_year(),
        epoch.get_month() + 1,
        epoch.get_date(),
        epoch.get_hours(),
        epoch.get_minutes(),
        epoch.get_seconds(),
    );
    assert_eq!(told, here);
}

#[wasm_bindgen_test]
async fn the_time_zone_is_the_one_told() {
    assert_eq!(
        text("import os\nst.text(os.environ['TZ'])").await,
        "Asia/Kathmandu"
    );
}

#[wasm_bindgen_test]
async fn chance_fills_more_than_the_browser_gives_at_a_time() {
    // Of 100,000 random bytes about 390 are zero; a tail left out would be 34,464 zeros.
    let zeros: usize = text("import os\nst.text(str(os.urandom(100_000).count(0)))")
        .await
        .parse()
        .unwrap();
    assert!((200..800).contains(&zeros), "{zeros} zeros");
}
