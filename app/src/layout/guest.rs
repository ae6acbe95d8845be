use super::{
    frame_now,
    nav::ReportLink,
    resident::{outlet, signed_in},
};
use crate::ui::{Icon, IconName};
use domain::session::Frame;
use leptos::prelude::*;
use leptos_router::components::Outlet;

/// Signing in, registering, a forgotten password: the hearth panel and one column.
#[component]
pub fn GuestFrame() -> impl IntoView {
    guest(frame_now().map(|frame| frame.request).unwrap_or_default())
}

/// Pages for anybody: inside the person's own frame when somebody is signed in.
#[component]
pub fn AnyFrame() -> impl IntoView {
    match frame_now() {
        Ok(Frame { person: Some(person), request, .. }) => signed_in(&person, request, outlet()),
        frame => guest(frame.map(|frame| frame.request).unwrap_or_default()),
    }
}

fn guest(request: String) -> AnyView {
    let promise = |icon, words| {
        view! {
            <li>
                <Icon name=icon />
                {words}
            </li>
        }
    };
    view! {
        <div class="guest">
            <header class="guest__art">
                <a class="brand" href="/">
                    <img src="/mark-light.svg" alt="" width="32" height="32" />
                    <span>"Домовой"</span>
                </a>
                <div class="stack">
                    <p class="guest__motto">"Дом под присмотром"</p>
                    <p>"Показания, начисления и оплата — в одном месте."</p>
                </div>
                <ul>
                    {promise(IconName::Gauge, "Сдать показания за минуту")}
                    {promise(IconName::Receipt, "Понять каждую сумму в квитанции")}
                    {promise(IconName::Card, "Оплатить, не выходя из дома")}
                </ul>
                <img class="guest__face" src="/mark-light.svg" alt="" width="384" height="384" />
            </header>
            <main class="guest__form" id="main" tabindex="-1">
                <div class="connection" id="connection"></div>
                <Outlet />
                <p class="small guest__report">
                    <ReportLink request />
                </p>
            </main>
        </div>
    }
    .into_any()
}
