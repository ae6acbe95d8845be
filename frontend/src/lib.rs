//! The browser host: brings the page that the server wrote to life, and keeps the portal at hand without a network.

use leptos::prelude::window;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_lazy(app::App);
    register_service_worker();
}

/// Browsers offer service workers over HTTPS and on localhost only; elsewhere the portal works without one.
fn register_service_worker() {
    let navigator = window().navigator();
    if js_sys::Reflect::has(&navigator, &JsValue::from_str("serviceWorker")).unwrap_or(false) {
        drop(navigator.service_worker().register("/sw.js"));
    }
}
