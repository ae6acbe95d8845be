use super::{ChangeCompany, SETTINGS, load_settings, numbers::numbers};
use crate::{
    form::{FormFailure, FormState, use_form},
    layout::{Page, PageShape, loaded, when_ready},
    text::settings::field_name,
    ui::{Banner, Button, ButtonKind, Card, Field, Icon, IconName, Tone, date_time},
};
use domain::settings::{CompanyForm, RecipientForm, SettingChange, SettingsPage as Data};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_query_map;

/// «Настройки»: the company, where its money goes, the history of both, and the numbers of the law.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let data = Resource::new_blocking(|| (), |()| load_settings());
    let change = ServerAction::<ChangeCompany>::new();
    let state = use_form(change);
    let query = use_query_map();
    let done = move || {
        query
            .with(|query| query.get_str("done") == Some("saved"))
            .then(|| view! { <Banner tone=Tone::Ok title="Сохранено" slim=true live=true /> })
    };
    view! {
        <Suspense>
            {when_ready(move || async move {
                loaded(
                    data.await,
                    |data: Data| {
                        view! {
                            <Page title="Настройки" shape=PageShape::Single head=done.into_any()>
                                {company(&data.company, change, state)}
                                {recipients(&data.recipients)}
                                {history(&data.history)}
                                {numbers(&data)}
                            </Page>
                        }
                    },
                )
            })}
        </Suspense>
    }
    .into_any()
}

fn company(kept: &CompanyForm, action: ServerAction<ChangeCompany>, state: FormState) -> AnyView {
    let name = state.or_kept("company[name]", &kept.name);
    let first_day = state.or_kept("company[first_day]", &kept.first_day);
    let last_day = state.or_kept("company[last_day]", &kept.last_day);
    view! {
        <ActionForm action=action attr:class="card form form--close" attr:novalidate=true>
            <h2>"Компания"</h2>
            <FormFailure form=state />
            <Field
                name="company[name]"
                label="Название"
                autocomplete="off"
                hint="Его видят жители и письма. Сменится при следующем запуске портала"
                error=state.field("name")
                value=name
            />
            <div class="fields-2">
                <Field
                    name="company[first_day]"
                    label="Показания принимаются с числа"
                    autocomplete="off"
                    inputmode="numeric"
                    hint="Пример: 15"
                    error=state.field("first_day")
                    value=first_day
                />
                <Field
                    name="company[last_day]"
                    label="по число"
                    autocomplete="off"
                    inputmode="numeric"
                    hint="Пример: 25. По закону не позже 25-го"
                    error=state.field("last_day")
                    value=last_day
                />
            </div>
            <div class="actions">
                <Button label="Сохранить" busy=state.busy />
            </div>
        </ActionForm>
    }
    .into_any()
}

fn recipients(recipients: &[RecipientForm]) -> AnyView {
    let rows = recipients.iter().map(|recipient| {
        let label = format!("Изменить реквизиты: {}", recipient.name);
        let details =
            format!("{}, ИНН {}, р/сч. {}", recipient.legal_name, recipient.inn, recipient.bank_account);
        view! {
            <li class="item">
                <span class="res res--home">
                    <Icon name=IconName::Card />
                </span>
                <div>
                    <b>{recipient.name.clone()}</b>
                    <span class="muted journal__about">{details}</span>
                </div>
                <a
                    class=format!("{} btn--sm", ButtonKind::Line.class())
                    href=format!("{SETTINGS}/recipients/{}", recipient.id)
                    aria-label=label
                >
                    "Изменить"
                </a>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Card title="Кому платят жители" flush=true>
            <ul class="rows">{rows}</ul>
        </Card>
    }
    .into_any()
}

fn history(history: &[SettingChange]) -> AnyView {
    if history.is_empty() {
        return view! {
            <Card title="Что менялось">
                <p class="muted">
                    "Пока ничего: действуют значения из файла настроек. То, что изменено здесь, файл больше не меняет."
                </p>
            </Card>
        }
        .into_any();
    }
    let rows = history.iter().map(|change| {
        let of = change.of.as_ref().map(|of| format!("{of}: ")).unwrap_or_default();
        let who = change.who.clone().unwrap_or_else(|| "портал".to_owned());
        let shown = |value: &String| if value.is_empty() { "пусто".to_owned() } else { value.clone() };
        view! {
            <li class="item">
                <span class="res res--home">
                    <Icon name=IconName::Edit />
                </span>
                <div>
                    <b>{of} {field_name(&change.field)}</b>
                    <span class="journal__about">{shown(&change.before)} " → " {shown(&change.after)}</span>
                    <span class="muted">{who}</span>
                </div>
                <time class="muted small num">{date_time(change.at)}</time>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Card title="Что менялось" flush=true>
            <ol class="rows">{rows}</ol>
        </Card>
    }
    .into_any()
}
