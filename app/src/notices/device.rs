//! «Включить на этом устройстве»: only a browser with scripts can be pushed to.
use crate::ui::{Banner, ButtonKind, Tone};
use leptos::prelude::*;

/// What is known of this browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only scripts find out"))]
enum State {
    /// Scripts have not looked yet, or there are none.
    Unknown,
    /// It cannot be pushed to: on an iPhone only the installed app can.
    Unable,
    /// The person has told the browser never to show anything of the portal.
    Forbidden,
    Off,
    On,
    Busy,
    /// It did not work.
    Failed,
}

pub(super) fn this_device(key: String) -> AnyView {
    let state = RwSignal::new(State::Unknown);
    let key = StoredValue::new(key);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| browser::look(state));
    let press = move |_| {
        #[cfg(feature = "hydrate")]
        match state.get_untracked() {
            State::Off | State::Failed => browser::turn_on(state, key.get_value()),
            State::On => browser::turn_off(state),
            State::Unknown | State::Unable | State::Forbidden | State::Busy => {}
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = (state, key);
    };
    let words = move || match state.get() {
        State::Unknown => Some(
            "Чтобы уведомления приходили на телефон или компьютер, откройте эту страницу на нём в обычном браузере.",
        ),
        State::Unable => Some(
            "Этот браузер уведомлений не показывает. На iPhone и iPad сначала установите приложение «Домовой» на экран «Домой».",
        ),
        State::Forbidden => {
            Some("Уведомления портала запрещены в настройках браузера. Разрешите их там и обновите страницу.")
        }
        State::Off | State::On | State::Busy | State::Failed => None,
    };
    let button = move || {
        let label = match state.get() {
            State::Off | State::Failed => "Включить на этом устройстве",
            State::On => "Выключить на этом устройстве",
            State::Busy => "Минуту…",
            State::Unknown | State::Unable | State::Forbidden => return None,
        };
        let busy = state.get() == State::Busy;
        Some(view! {
            <button type="button" class=ButtonKind::Tonal.class() disabled=busy on:click=press>
                {label}
            </button>
        })
    };
    let failed = move || {
        (state.get() == State::Failed).then(|| {
            view! {
                <Banner tone=Tone::No title="Не получилось. Проверьте связь и попробуйте ещё раз." slim=true live=true />
            }
        })
    };
    view! {
        <div class="stack stack--tight">
            <p class="muted small">{words}</p>
            {failed}
            <div class="actions">{button}</div>
        </div>
    }
    .into_any()
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::State;
    use crate::notices::{subscribe_device, unsubscribe_device};
    use domain::push::NewSubscription;
    use leptos::{
        prelude::{RwSignal, Set, window},
        task::spawn_local,
    };
    use serde::Deserialize;
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{
        Notification, NotificationPermission, PushManager, PushSubscription, PushSubscriptionOptionsInit,
        ServiceWorkerRegistration,
    };

    /// As `PushSubscription.toJSON` tells it.
    #[derive(Deserialize)]
    struct Told {
        endpoint: String,
        keys: Keys,
    }

    #[derive(Deserialize)]
    struct Keys {
        p256dh: String,
        auth: String,
    }

    pub(super) fn look(state: RwSignal<State>) {
        spawn_local(async move {
            let now = match able().then(Notification::permission) {
                None => State::Unable,
                Some(NotificationPermission::Denied) => State::Forbidden,
                Some(_) => match current().await {
                    Some(_) => State::On,
                    None => State::Off,
                },
            };
            state.try_set(now);
        });
    }

    pub(super) fn turn_on(state: RwSignal<State>, key: String) {
        state.set(State::Busy);
        spawn_local(async move {
            let now = match subscribed(&key).await {
                Ok(subscription) => match subscribe_device(subscription).await {
                    Ok(_) => State::On,
                    Err(_) => State::Failed,
                },
                Err(state) => state,
            };
            state.try_set(now);
        });
    }

    pub(super) fn turn_off(state: RwSignal<State>) {
        state.set(State::Busy);
        spawn_local(async move {
            let Some(subscription) = current().await else {
                state.try_set(State::Off);
                return;
            };
            let told = unsubscribe_device(subscription.endpoint()).await;
            let dropped = match subscription.unsubscribe() {
                Ok(promise) => JsFuture::from(promise).await.is_ok(),
                Err(_) => false,
            };
            state.try_set(if told.is_ok() || dropped { State::Off } else { State::Failed });
        });
    }

    fn able() -> bool {
        let has = |of: &JsValue, name: &str| js_sys::Reflect::has(of, &name.into()).unwrap_or(false);
        has(window().navigator().as_ref(), "serviceWorker")
            && has(window().as_ref(), "PushManager")
            && has(window().as_ref(), "Notification")
    }

    async fn manager() -> Option<PushManager> {
        let ready = window().navigator().service_worker().ready().ok()?;
        let registration: ServiceWorkerRegistration = JsFuture::from(ready).await.ok()?.dyn_into().ok()?;
        registration.push_manager().ok()
    }

    async fn current() -> Option<PushSubscription> {
        let found = manager().await?.get_subscription().ok()?;
        JsFuture::from(found).await.ok()?.dyn_into().ok()
    }

    /// Asks the person, and then the push service. A subscription to another key is of no use any more.
    async fn subscribed(key: &str) -> Result<NewSubscription, State> {
        let asked = Notification::request_permission().map_err(|_| State::Failed)?;
        let answer = JsFuture::from(asked).await.map_err(|_| State::Failed)?;
        match answer.as_string().as_deref() {
            Some("granted") => {}
            Some("denied") => return Err(State::Forbidden),
            _ => return Err(State::Off),
        }
        if let Some(former) = current().await
            && let Ok(promise) = former.unsubscribe()
        {
            let _gone = JsFuture::from(promise).await;
        }
        fresh(key).await.ok_or(State::Failed)
    }

    async fn fresh(key: &str) -> Option<NewSubscription> {
        let options = js_sys::Object::new();
        for (name, value) in [("userVisibleOnly", JsValue::TRUE), ("applicationServerKey", key.into())] {
            js_sys::Reflect::set(&options, &name.into(), &value).ok()?;
        }
        let options: PushSubscriptionOptionsInit = options.unchecked_into();
        let asked = manager().await?.subscribe_with_options(&options).ok()?;
        let subscription = JsFuture::from(asked).await.ok()?;
        let text = js_sys::JSON::stringify(&subscription).ok()?.as_string()?;
        let Told { endpoint, keys } = serde_json::from_str(&text).ok()?;
        Some(NewSubscription { endpoint, p256dh: keys.p256dh, auth: keys.auth })
    }
}
