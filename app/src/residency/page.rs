use super::{ClaimUnit, ConfirmClaim, DisputeResidency, look_at_claim, look_at_dispute};
use crate::{
    form::{FormFailure, FormState, plain_form, use_form},
    layout::{Page, PageShape, loaded, when_ready},
    registration::ClosedLink,
    ui::{Banner, Button, ButtonKind, Card, Field, Tone},
};
use domain::session::LinkState;
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_params_map;
use server_fn::ServerFn;

/// «Добавить помещение».
#[component]
pub fn AddUnitPage() -> impl IntoView {
    let action = ServerAction::<ClaimUnit>::new();
    let form = use_form(action);
    view! {
        <Page title="Добавить помещение" shape=PageShape::Single>
            <ActionForm action=action attr:class="card form" attr:novalidate=true>
                <p class="muted">
                    "Пришлём вам письмо с зелёной кнопкой: нажмите её, и помещение появится в кабинете. Выходить не нужно."
                </p>
                <FormFailure form />
                <div class="fields-2">
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
                        autocomplete="off"
                        error=form.field("surname")
                        value=form.value("surname")
                    />
                </div>
                <div class="actions">
                    <Button label="Добавить" busy=form.busy />
                    <a class=ButtonKind::Plain.class() href="/profile">
                        "Закрыть"
                    </a>
                </div>
            </ActionForm>
        </Page>
    }
    .into_any()
}

/// The page behind the green button of an added unit.
#[component]
pub fn ConfirmClaimPage() -> impl IntoView {
    let token = token();
    let asked = token.clone();
    let link = Resource::new_blocking(|| (), move |()| look_at_claim(asked.clone()));
    let form = plain_form::<ConfirmClaim>();
    view! {
        <Page title="Добавить помещение" shape=PageShape::Single quiet=true>
            <Suspense>
                {when_ready(move || {
                    let token = token.clone();
                    async move {
                        loaded(
                            link.await,
                            |link| match link {
                                LinkState::Open(number) => one_button(
                                    form,
                                    ConfirmClaim::url(),
                                    token,
                                    format!("ЛС {number}"),
                                    "Помещение появится в вашем кабинете: показания, история и напоминания.",
                                    "Добавить помещение",
                                    ButtonKind::Primary,
                                ),
                                LinkState::Closed => view! { <ClosedLink again="/units/add" /> }.into_any(),
                            },
                        )
                    }
                })}
            </Suspense>
        </Page>
    }
    .into_any()
}

/// The page behind «Это не мы» in the letter to the people who live there.
#[component]
pub fn DisputePage() -> impl IntoView {
    let token = token();
    let asked = token.clone();
    let link = Resource::new_blocking(|| (), move |()| look_at_dispute(asked.clone()));
    let form = plain_form::<DisputeResidency>();
    view! {
        <Page title="Это не мы" shape=PageShape::Single quiet=true>
            <Suspense>
                {when_ready(move || {
                    let token = token.clone();
                    async move {
                        loaded(
                            link.await,
                            |link| match link {
                                LinkState::Open(number) => one_button(
                                    form,
                                    DisputeResidency::url(),
                                    token,
                                    format!("Кто-то добавил ЛС {number} в свой кабинет"),
                                    "Если это не кто-то из ваших, закроем доступ сразу. Решит управляющая компания, вам обоим придут письма.",
                                    "Это не мы, закрыть доступ",
                                    ButtonKind::Danger,
                                ),
                                LinkState::Closed => closed_dispute(),
                            },
                        )
                    }
                })}
            </Suspense>
        </Page>
    }
    .into_any()
}

fn closed_dispute() -> AnyView {
    view! {
        <section class="card">
            <h2>"Ссылка больше не действует"</h2>
            <p>
                "Ею уже воспользовались, или прошло две недели. Если в вашем помещении записан чужой человек, сообщите в управляющую компанию."
            </p>
            <a class=ButtonKind::Plain.class() href="/">
                "На главную"
            </a>
        </section>
    }
    .into_any()
}

fn token() -> String {
    use_params_map().with_untracked(|params| params.get("token")).unwrap_or_default()
}

fn one_button(
    form: FormState,
    url: &'static str,
    token: String,
    heading: String,
    words: &'static str,
    label: &'static str,
    kind: ButtonKind,
) -> AnyView {
    view! {
        <section class="card">
            <h2>{heading}</h2>
            <p>{words}</p>
            <FormFailure form />
            <form method="post" action=url>
                <input type="hidden" name="token" value=token />
                <Button label kind />
            </form>
        </section>
    }
    .into_any()
}

/// After the green button.
#[component]
pub fn ConfirmedPage() -> impl IntoView {
    view! {
        <Page title="Помещение добавлено" shape=PageShape::Single>
            <Banner tone=Tone::Ok title="Готово" live=true>
                <p>"Помещение теперь в вашем кабинете. Переключаться между помещениями можно вверху страницы."</p>
            </Banner>
            <div class="actions">
                <a class=ButtonKind::Primary.class() href="/readings">
                    "К показаниям"
                </a>
                <a class=ButtonKind::Plain.class() href="/profile">
                    "Все помещения"
                </a>
            </div>
        </Page>
    }
    .into_any()
}

/// After «Это не мы».
#[component]
pub fn DisputedPage() -> impl IntoView {
    view! {
        <Page title="Доступ закрыт" shape=PageShape::Single>
            <Card title="Что дальше">
                <p>"Управляющая компания проверит документы и решит, кому открыть это помещение. Ответ придёт письмом."</p>
            </Card>
        </Page>
    }
    .into_any()
}
