use super::{FinishRegistration, RequestRegistration, look_at_registration};
use crate::{
    form::{FormFailure, use_form},
    layout::{loaded, use_frame, when_ready},
    ui::{Button, ButtonKind, Checkbox, Field, PasswordField},
};
use domain::{residency::CONSENT_TEXT, session::LinkState};
use leptos::{form::ActionForm, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

/// «Регистрация личного кабинета».
#[component]
pub fn RegisterPage() -> impl IntoView {
    let query = use_query_map();
    view! {
        <Title text="Регистрация" />
        {move || match query.with(|query| query.get("sent")) {
            Some(email) => letter_sent(&email, "/register"),
            None => view! { <RegisterForm /> }.into_any(),
        }}
    }
    .into_any()
}

#[component]
fn RegisterForm() -> impl IntoView {
    let action = ServerAction::<RequestRegistration>::new();
    let form = use_form(action);
    view! {
        <div class="stack stack--tight">
            <h1>"Регистрация личного кабинета"</h1>
            <p class="muted">
                "Все поля обязательны. Письмо с зелёной кнопкой придёт на e-mail: нажмите её, и кабинет откроется."
            </p>
        </div>
        <ActionForm action=action attr:class="form" attr:novalidate=true>
            <FormFailure form />
            <Field
                name="account"
                label="№ лицевого счета"
                autocomplete="off"
                inputmode="numeric"
                hint="Вверху квитанции, справа от слов «Л/сч.»"
                error=form.field("account")
                value=form.value("account")
            />
            <Field
                name="surname"
                label="Фамилия собственника"
                autocomplete="family-name"
                error=form.field("surname")
                value=form.value("surname")
            />
            <Field
                name="email"
                label="Адрес e-mail"
                kind="email"
                autocomplete="email"
                error=form.field("email")
                value=form.value("email")
            />
            <div>
                <Checkbox name="consent" error=form.field("consent")>
                    "Согласен на обработку персональных данных"
                </Checkbox>
                <ConsentText />
            </div>
            <div class="actions">
                <Button label="Зарегистрировать" busy=form.busy />
                <a class=ButtonKind::Plain.class() href="/sign-in">
                    "Закрыть"
                </a>
            </div>
        </ActionForm>
    }
}

/// The text a person agrees to, folded away.
#[component]
pub fn ConsentText() -> impl IntoView {
    view! {
        <details class="consent">
            <summary>"Текст согласия"</summary>
            <div class="prose">
                {CONSENT_TEXT.split("\n\n").map(|paragraph| view! { <p>{paragraph}</p> }).collect_view()}
            </div>
        </details>
    }
}

/// What every request of a letter is answered with, whether or not there was somebody to write to.
pub fn letter_sent(email: &str, again: &'static str) -> AnyView {
    let frame = use_frame();
    let to = if email.is_empty() {
        "На указанный адрес".to_owned()
    } else {
        format!("На {email}")
    };
    view! {
        <div class="stack" role="status">
            <h1>"Проверьте почту"</h1>
            <p>
                {to}
                " отправлено письмо с зелёной кнопкой, если сведения совпали с нашими. Кнопка действует 24 часа и один раз."
            </p>
            <p class="muted">
                "Письма нет? Загляните в «Спам», проверьте введённое и " <a href=again>"отправьте ещё раз"</a> "."
            </p>
        </div>
        <Suspense>
            {move || Suspend::new(async move {
                let demo = frame.await.is_ok_and(|frame| frame.demo.is_some());
                demo.then(|| {
                    view! {
                        <a class=ButtonKind::Line.class() href="/demo/mailbox" rel="external">
                            "Открыть почту демонстрации"
                        </a>
                    }
                })
            })}
        </Suspense>
        <a class=ButtonKind::Plain.class() href="/sign-in">
            "Ко входу"
        </a>
    }
    .into_any()
}

/// The page behind the green button: choosing a password.
#[component]
pub fn FinishRegistrationPage() -> impl IntoView {
    let token = use_params_map().with_untracked(|params| params.get("token")).unwrap_or_default();
    let asked = token.clone();
    let link = Resource::new_blocking(|| (), move |()| look_at_registration(asked.clone()));
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
                            LinkState::Closed => view! { <ClosedLink again="/register" /> }.into_any(),
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
    let action = ServerAction::<FinishRegistration>::new();
    let form = use_form(action);
    view! {
        <div class="stack stack--tight">
            <h1>"Придумайте пароль"</h1>
            <p class="muted">"Для входа с адресом " {email.clone()}</p>
        </div>
        <ActionForm action=action attr:class="form" attr:novalidate=true>
            <FormFailure form />
            <input type="hidden" name="token" value=token />
            <NewPassword form email />
            <Button label="Сохранить и войти" busy_label="Сохраняем" class="btn--wide" busy=form.busy />
        </ActionForm>
    }
}

/// A new password, with the address beside it for the password manager.
#[component]
pub fn NewPassword(form: crate::form::FormState, email: String) -> impl IntoView {
    view! {
        <input
            class="visually-hidden"
            type="email"
            autocomplete="username"
            value=email
            readonly
            tabindex="-1"
            aria-hidden="true"
        />
        <PasswordField
            name="password"
            label="Новый пароль"
            autocomplete="new-password"
            hint="Хотя бы 8 знаков. Длинный и простой надёжнее короткого и хитрого."
            error=form.field("password")
        />
    }
}

/// A link that has been used, has expired, was replaced or never existed: one answer for all.
#[component]
pub fn ClosedLink(again: &'static str) -> impl IntoView {
    view! {
        <div class="stack">
            <h1>"Ссылка больше не действует"</h1>
            <p>"Ею уже воспользовались, прошли сутки, или пришло более новое письмо."</p>
        </div>
        <div class="actions">
            <a class=ButtonKind::Primary.class() href=again>
                "Запросить новое письмо"
            </a>
            <a class=ButtonKind::Plain.class() href="/">
                "На главную"
            </a>
        </div>
    }
}
