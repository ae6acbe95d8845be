use super::{BeginSetup, look_at_setup};
use crate::{
    form::{FormFailure, use_form},
    layout::{loaded, when_ready},
    ui::{Banner, Button, Field, IconName, PasswordField},
};
use domain::setup::Door;
use leptos::{form::ActionForm, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// The page behind the link that is printed while nobody works here.
#[component]
pub fn FirstAdministratorPage() -> impl IntoView {
    let token = use_params_map().with_untracked(|params| params.get("token")).unwrap_or_default();
    let asked = token.clone();
    let door = Resource::new_blocking(|| (), move |()| look_at_setup(asked.clone()));
    view! {
        <Suspense>
            {when_ready(move || {
                let token = token.clone();
                async move { loaded(door.await, |door| view! { <DoorForm token door /> }) }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn DoorForm(token: String, door: Door) -> impl IntoView {
    let action = ServerAction::<BeginSetup>::new();
    let form = use_form(action);
    let telephone = door.second_factor.then(|| {
        view! {
            <Banner icon=IconName::Shield slim=true>
                "Сразу после этого портал попросит включить вход по коду: приготовьте телефон с приложением для кодов."
            </Banner>
        }
    });
    view! {
        <Title text="Первый запуск" />
        <div class="stack stack--tight">
            <h1>"Первый запуск"</h1>
            <p>
                "Вы станете администратором: пригласите сотрудников, укажете реквизиты и загрузите дома. Эта ссылка сработает один раз."
            </p>
        </div>
        <ActionForm action=action attr:class="form" attr:novalidate=true>
            <FormFailure form />
            <input type="hidden" name="token" value=token />
            <Field
                name="email"
                label="Адрес e-mail"
                kind="email"
                autocomplete="username"
                hint="С ним вы будете входить, на него придут письма портала"
                error=form.field("email")
                value=form.value("email")
            />
            <PasswordField
                name="password"
                label="Пароль"
                autocomplete="new-password"
                hint="Хотя бы 8 знаков. Длинный и простой надёжнее короткого и хитрого."
                error=form.field("password")
            />
            {telephone}
            <Button label="Стать администратором" busy_label="Создаём" class="btn--wide" busy=form.busy />
        </ActionForm>
    }
}
