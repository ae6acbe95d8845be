use super::{
    BeginSecondFactor, KeepRecoveryCodes, NewRecoveryCodes, TurnOffSecondFactor, TurnOnSecondFactor,
    load_second_factor,
};
use crate::{
    form::{FormFailure, FormState, use_form},
    layout::{Page, PageShape, loaded, when_ready},
    ui::{Banner, Button, ButtonKind, Card, Field, Tone, plural},
};
use domain::{
    receipts::PaymentCode,
    second_factor::{SecondFactorPage as Data, Setup},
};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

/// «Вход по коду»: turning it on with a telephone, the codes to be written down, turning it off.
#[component]
pub fn SecondFactorPage() -> impl IntoView {
    let data = Resource::new_blocking(|| (), |()| load_second_factor());
    let forms = Forms::new();
    let query = use_query_map();
    let done = move || {
        let words = match query.with(|query| query.get("done"))?.as_str() {
            "on" => "Вход по коду включён. На других устройствах кабинет закрыт",
            "off" => "Вход по коду выключен",
            "codes" => "Новые коды восстановления действуют, старые больше нет",
            _ => return None,
        };
        Some(view! { <Banner tone=Tone::Ok title=words slim=true live=true /> })
    };
    view! {
        <Suspense>
            {when_ready(move || async move {
                loaded(
                    data.await,
                    |data| {
                        view! {
                            <Page
                                title="Вход по коду"
                                shape=PageShape::Single
                                back=("/profile", "Профиль")
                                head=done.into_any()
                            >
                                {body(data, forms)}
                            </Page>
                        }
                    },
                )
            })}
        </Suspense>
    }
    .into_any()
}

/// The forms outlive the data around them.
#[derive(Clone, Copy)]
struct Forms {
    on: (ServerAction<TurnOnSecondFactor>, FormState),
    off: (ServerAction<TurnOffSecondFactor>, FormState),
    codes: (ServerAction<NewRecoveryCodes>, FormState),
}

impl Forms {
    fn new() -> Self {
        let (on, off, codes) = (ServerAction::new(), ServerAction::new(), ServerAction::new());
        Self { on: (on, use_form(on)), off: (off, use_form(off)), codes: (codes, use_form(codes)) }
    }
}

fn body(data: Data, forms: Forms) -> AnyView {
    let wanted = (data.required && !data.on).then(|| {
        view! {
            <Banner tone=Tone::Ask title="Ваша роль видит деньги жителей">
                "Поэтому рабочее место открывается только со входом по коду. Включите его: хватит двух минут."
            </Banner>
        }
    });
    let content = match data.setup {
        _ if data.on => turned_on(data.codes_left, data.new_codes, forms),
        Some(setup) => setting_up(setup, forms),
        None => turned_off(),
    };
    (wanted, content).into_any()
}

fn turned_off() -> AnyView {
    view! {
        <Card title="Выключен">
            <p>
                "Кроме пароля портал будет спрашивать шесть цифр, которые показывает приложение на телефоне: Яндекс Ключ, Google Authenticator или любое другое. Узнавший пароль без вашего телефона не войдёт."
            </p>
            <form method="post" action=BeginSecondFactor::url() class="actions">
                <Button label="Включить" />
            </form>
        </Card>
    }
    .into_any()
}

fn setting_up(setup: Setup, forms: Forms) -> AnyView {
    let quiet = PaymentCode::QUIET;
    let side = setup.size + 2 * quiet;
    let (action, state) = forms.on;
    view! {
        <Card title="1. Наведите камеру из приложения">
            <div class="second-factor">
                <svg
                    class="qr"
                    role="img"
                    aria-label="QR-код для приложения с кодами"
                    viewBox=format!("-{quiet} -{quiet} {side} {side}")
                >
                    <path d=setup.path />
                </svg>
                <div class="stack">
                    <p>"Откройте приложение с кодами, добавьте запись и наведите камеру на рисунок."</p>
                    <p>
                        "Портал открыт на этом же телефоне? "
                        <a href=setup.uri rel="external">
                            "Открыть приложение"
                        </a> " или введите ключ: " <b class="num">{setup.secret}</b>
                    </p>
                </div>
            </div>
        </Card>
        <Card title="2. Запишите коды восстановления">
            <p>
                "Если телефон потеряется, каждый из них один раз впустит вас вместо кода. Распечатайте их или сохраните в менеджере паролей: больше они не покажутся."
            </p>
            {codes(setup.codes)}
        </Card>
        <Card title="3. Введите код из приложения">
            <ActionForm action=action attr:class="form form--close" attr:novalidate=true>
                {proof("otp", state, "Включить", ButtonKind::Primary)}
            </ActionForm>
        </Card>
        <form method="post" action=BeginSecondFactor::url() class="actions">
            <Button label="Начать заново с другим ключом" kind=ButtonKind::Plain />
        </form>
    }
    .into_any()
}

fn codes(codes: Vec<String>) -> AnyView {
    let codes = codes.into_iter().map(|code| view! { <li class="num">{code}</li> });
    view! { <ul class="recovery-codes">{codes.collect_view()}</ul> }.into_any()
}

fn turned_on(left: usize, new_codes: Vec<String>, forms: Forms) -> AnyView {
    if !new_codes.is_empty() {
        return view! {
            <Card title="Новые коды восстановления">
                <p>"Запишите их. Старые действуют, пока вы не нажмёте «Записал»; после этого новые больше не покажутся."</p>
                {codes(new_codes)}
                <form method="post" action=KeepRecoveryCodes::url() class="actions">
                    <Button label="Записал" />
                </form>
            </Card>
        }
        .into_any();
    }
    let (renewing, turning_off) = (forms.codes.0, forms.off.0);
    let word = plural(left as u64, "код", "кода", "кодов");
    let few = (left < 3).then(|| {
        view! { <Banner tone=Tone::Ask title="Кодов восстановления почти не осталось" slim=true /> }
    });
    view! {
        <Card title="Включён">
            <p>"Кроме пароля портал спрашивает код из приложения на телефоне."</p>
            {few}
            <p>{format!("Осталось {left} {word} восстановления.")}</p>
        </Card>
        <Card title="Сделать новые коды восстановления">
            <ActionForm action=renewing attr:class="form form--close" attr:novalidate=true>
                {proof("otp_renew", forms.codes.1, "Сделать новые", ButtonKind::Line)}
            </ActionForm>
        </Card>
        <Card title="Выключить">
            <p>"Чтобы войти, снова хватит пароля. Роль, которая видит деньги, без входа по коду не действует."</p>
            <ActionForm action=turning_off attr:class="form form--close" attr:novalidate=true>
                {proof("otp_off", forms.off.1, "Выключить", ButtonKind::Danger)}
            </ActionForm>
        </Card>
    }
    .into_any()
}

/// What stands in a form that wants a code of the application.
fn proof(name: &'static str, state: FormState, label: &'static str, kind: ButtonKind) -> AnyView {
    view! {
        <FormFailure form=state />
        <Field
            name=name
            label="Код из приложения"
            autocomplete="one-time-code"
            hint="Шесть цифр. Пример: 123 456"
            error=state.field("code")
        />
        <div class="actions">
            <Button label=label kind=kind busy=state.busy />
        </div>
    }
    .into_any()
}
