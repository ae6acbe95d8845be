use super::{AcceptInvitation, look_at_invitation};
use crate::{
    form::{FormFailure, use_form},
    layout::{loaded, when_ready},
    registration::NewPassword,
    text,
    ui::{Button, ButtonKind},
};
use domain::{session::LinkState, staff::Invited};
use leptos::{form::ActionForm, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// The page behind the button of an invitation.
#[component]
pub fn JoinPage() -> impl IntoView {
    let token = use_params_map().with_untracked(|params| params.get("token")).unwrap_or_default();
    let asked = token.clone();
    let link = Resource::new_blocking(|| (), move |()| look_at_invitation(asked.clone()));
    view! {
        <Title text="Приглашение" />
        <Suspense>
            {when_ready(move || {
                let token = token.clone();
                async move {
                    loaded(
                        link.await,
                        |link| match link {
                            LinkState::Open(invited) => view! { <JoinForm token invited /> }.into_any(),
                            LinkState::Closed => closed(),
                        },
                    )
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn JoinForm(token: String, invited: Invited) -> impl IntoView {
    let action = ServerAction::<AcceptInvitation>::new();
    let form = use_form(action);
    let Invited { email, role, known } = invited;
    let role = text::role(role).to_lowercase();
    let (words, password) = if known {
        ("Пароль у вас уже есть и останется прежним: после этого войдите с ним.", None)
    } else {
        (
            "Придумайте пароль: с ним вы будете входить.",
            Some(view! { <NewPassword form email=email.clone() /> }),
        )
    };
    view! {
        <div class="stack stack--tight">
            <h1>"Приглашение на работу с порталом"</h1>
            <p>"Роль: " <b>{role}</b> ". Вход с адресом " <b>{email}</b> "."</p>
            <p class="muted">{words}</p>
        </div>
        <ActionForm action=action attr:class="form" attr:novalidate=true>
            <FormFailure form />
            <input type="hidden" name="token" value=token />
            {password}
            <Button label="Принять приглашение" class="btn--wide" busy=form.busy />
        </ActionForm>
    }
}

fn closed() -> AnyView {
    view! {
        <div class="stack">
            <h1>"Приглашение больше не действует"</h1>
            <p>"Им уже воспользовались, его отозвали, прошло семь дней, или пришло более новое письмо."</p>
            <p class="muted">"Попросите того, кто вас пригласил, отправить письмо ещё раз."</p>
        </div>
        <div class="actions">
            <a class=ButtonKind::Primary.class() href="/sign-in">
                "Ко входу"
            </a>
        </div>
    }
    .into_any()
}
