use super::SignIn;
use crate::{
    form::{FormFailure, use_form},
    layout::{go_to, use_frame},
    routes::safe_next,
    text,
    ui::{Banner, Button, ButtonKind, Field, IconName, PasswordField, Tone},
};
use domain::{
    Rule,
    session::{DemoGuide, Frame},
};
use leptos::{form::ActionForm, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// «Вход в личный кабинет».
#[component]
pub fn SignInPage() -> impl IntoView {
    let frame = use_frame();
    let next = use_query_map().with_untracked(|query| query.get("next")).unwrap_or_default();
    let deleted = use_query_map().with_untracked(|query| query.get_str("done") == Some("deleted"));
    let after = StoredValue::new(next.clone());
    view! {
        <Title text="Вход" />
        {deleted.then(|| view! { <Banner tone=Tone::Ok title="Учётная запись удалена" live=true /> })}
        <h1>"Вход в личный кабинет"</h1>
        <SignInForm next />
        <div class="stack stack--tight">
            <p class="muted">"Ещё нет кабинета?"</p>
            <a class=format!("{} btn--wide", ButtonKind::Line.class()) href="/register">
                "Регистрация личного кабинета"
            </a>
        </div>
        <Banner icon=IconName::Install slim=true>
            <p>
                "«Домовой» можно поставить на телефон и компьютер, место почти не займёт. "
                <a href="/app">"Как установить"</a>
            </p>
        </Banner>
        <Suspense>
            {move || {
                    Suspend::new(async move {
                        match frame.await {
                            Ok(Frame { person: Some(_), .. }) => {
                                go_to(safe_next(&after.get_value()));
                                None
                            }
                            Ok(Frame { demo, .. }) => demo.map(demo_guide),
                            Err(_) => None,
                        }
                    })
            }}
        </Suspense>
    }
    .into_any()
}

#[component]
fn SignInForm(next: String) -> impl IntoView {
    let action = ServerAction::<SignIn>::new();
    let form = use_form(action);
    let password = form.field("password");
    // One answer for the pair, shown where it is mended.
    let beside_password = Signal::derive(move || {
        let mismatch =
            form.broke(|rule| *rule == Rule::WrongCredentials).then(|| text::rule(&Rule::WrongCredentials));
        password.get().or(mismatch)
    });
    let next = if next.is_empty() { form.value("next") } else { next };
    view! {
        <ActionForm action=action attr:class="form" attr:novalidate=true>
            <FormFailure form unless=Rule::WrongCredentials />
            <input type="hidden" name="next" value=next />
            <Field name="email" label="Адрес e-mail" kind="email" autocomplete="email" error=form.field("email") value=form.value("email") />
            <PasswordField
                name="password"
                label="Пароль"
                autocomplete="current-password"
                error=beside_password
                aside=view! {
                    <a class="small" href="/recover">
                        "Забыли пароль?"
                    </a>
                }
                .into_any()
            />
            <Button label="Войти" busy_label="Входим" class="btn--wide" busy=form.busy />
        </ActionForm>
    }
}

fn demo_guide(demo: DemoGuide) -> AnyView {
    let (number, surname) = demo.unregistered;
    let people = demo.people.into_iter().map(|(email, who)| {
        view! {
            <li>
                <b>{email}</b>
                <span class="muted">{who}</span>
            </li>
        }
    });
    view! {
        <section class="card demo">
            <h2>"Демонстрация: кто может войти"</h2>
            <p>"Пароль у всех один: " <b>{demo.password}</b></p>
            <ul>{people.collect_view()}</ul>
            <p>
                "Ещё никем не зарегистрирован: ЛС " <b>{number}</b> ", " <b>{surname}</b> ". Письма приходят в "
                <a href="/demo/mailbox" rel="external">
                    "почту демонстрации"
                </a> "."
            </p>
        </section>
    }
    .into_any()
}
