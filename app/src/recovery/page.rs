use super::{FinishRecovery, RequestRecovery, look_at_recovery};
use crate::{
    form::{FormFailure, use_form},
    layout::{loaded, when_ready},
    registration::{ClosedLink, NewPassword, letter_sent},
    ui::{Button, ButtonKind, Field},
};
use domain::session::LinkState;
use leptos::{form::ActionForm, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

/// «Забыли пароль?»
#[component]
pub fn RecoverPage() -> impl IntoView {
    let query = use_query_map();
    view! {
        <Title text="Забытый пароль" />
        {move || match query.with(|query| query.get("sent")) {
            Some(email) => letter_sent(&email, "/recover"),
            None => view! { <RecoverForm /> }.into_any(),
        }}
    }
    .into_any()
}

#[component]
fn RecoverForm() -> impl IntoView {
    let action = ServerAction::<RequestRecovery>::new();
    let form = use_form(action);
    view! {
        <div class="stack stack--tight">
            <h1>"Забыли пароль?"</h1>
            <p class="muted">"Пришлём письмо с зелёной кнопкой: нажмите её и придумайте новый."</p>
        </div>
        <ActionForm action=action attr:class="form" attr:novalidate=true>
            <FormFailure form />
            <Field
                name="email"
                label="Адрес e-mail"
                kind="email"
                autocomplete="email"
                error=form.field("email")
                value=form.value("email")
            />
            <div class="actions">
                <Button label="Прислать письмо" busy=form.busy />
                <a class=ButtonKind::Plain.class() href="/sign-in">
                    "Закрыть"
                </a>
            </div>
        </ActionForm>
    }
}

/// The page behind the green button: a new password.
#[component]
pub fn FinishRecoveryPage() -> impl IntoView {
    let token = use_params_map().with_untracked(|params| params.get("token")).unwrap_or_default();
    let asked = token.clone();
    let link = Resource::new_blocking(|| (), move |()| look_at_recovery(asked.clone()));
    view! {
        <Title text="Новый пароль" />
        <Suspense>
            {when_ready(move || {
                let token = token.clone();
                async move {
                    loaded(
                        link.await,
                        |link| match link {
                            LinkState::Open(email) => {
                                view! { <FinishForm token email=email.to_string() /> }.into_any()
                            }
                            LinkState::Closed => view! { <ClosedLink again="/recover" /> }.into_any(),
                        },
                    )
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn FinishForm(token: String, email: String) -> impl IntoView {
    let action = ServerAction::<FinishRecovery>::new();
    let form = use_form(action);
    view! {
        <div class="stack stack--tight">
            <h1>"Новый пароль"</h1>
            <p class="muted">"Для входа с адресом " {email.clone()} ". На других устройствах кабинет закроется."</p>
        </div>
        <ActionForm action=action attr:class="form" attr:novalidate=true>
            <FormFailure form />
            <input type="hidden" name="token" value=token />
            <NewPassword form email />
            <Button label="Сохранить и войти" busy_label="Сохраняем" class="btn--wide" busy=form.busy />
        </ActionForm>
    }
}
