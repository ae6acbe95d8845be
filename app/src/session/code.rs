use super::ConfirmSignIn;
use crate::{
    form::{FormFailure, use_form},
    ui::{Button, ButtonKind, Field},
};
use leptos::{form::ActionForm, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// The second step of signing in.
#[component]
pub fn SignInCodePage() -> impl IntoView {
    let action = ServerAction::<ConfirmSignIn>::new();
    let form = use_form(action);
    let next = use_query_map().with_untracked(|query| query.get("next")).unwrap_or_default();
    view! {
        <Title text="Код для входа" />
        <div class="stack stack--tight">
            <h1>"Код для входа"</h1>
            <p class="muted">"Откройте приложение на телефоне, которое показывает коды, и введите шесть цифр."</p>
        </div>
        <ActionForm action=action attr:class="form" attr:novalidate=true>
            <FormFailure form />
            <input type="hidden" name="next" value=next />
            <Field
                name="otp"
                label="Код"
                autocomplete="one-time-code"
                hint="Нет телефона под рукой? Введите один из записанных кодов восстановления."
                error=form.field("code")
            />
            <div class="actions">
                <Button label="Войти" busy_label="Входим" busy=form.busy />
                <a class=ButtonKind::Plain.class() href="/sign-in">
                    "Ввести пароль заново"
                </a>
            </div>
        </ActionForm>
    }
    .into_any()
}
