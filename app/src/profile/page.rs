use super::load_profile;
use crate::{
    form::forget_drafts,
    layout::{Page, SignOutForm, loaded, use_frame, when_ready},
    notices::NoticeCard,
    personal::own_data,
    registration::ConsentText,
    residency::{ChooseAccount, ResendClaim, WithdrawClaim},
    session::{EndAllSessions, EndSession},
    ui::{Badge, Banner, ButtonKind, Card, Icon, IconName, Tone, date, time},
};
use chrono::{NaiveDate, NaiveDateTime};
use domain::{
    residency::{AccountCard, ClaimCard, ConsentCard, ProfilePage as Profile},
    session::{Frame, SessionCard},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

/// «Профиль»: units, contacts, the browsers that are signed in, consents.
#[component]
pub fn ProfilePage() -> impl IntoView {
    let frame = use_frame();
    let profile = Resource::new_blocking(|| (), |()| load_profile());
    let query = use_query_map();
    let done = move || {
        if let Some(words) = query.with(|query| saved(query.get_str("notices")?)) {
            return Some(view! { <Banner tone=Tone::Ok title=words live=true /> });
        }
        let words = match query.with(|query| query.get("unit"))?.as_str() {
            "sent" => {
                "Письмо с зелёной кнопкой отправлено, если номер и фамилия совпали. Нажмите её, и помещение добавится."
            }
            "withdrawn" => "Заявка на помещение отозвана.",
            _ => return None,
        };
        Some(view! { <Banner tone=Tone::Ok title=words live=true /> })
    };
    view! {
        <Suspense>
            {when_ready(move || async move {
                let frame = frame.await;
                let profile = profile.await;
                loaded(
                    frame.and_then(|frame| Ok((frame, profile?))),
                    |(frame, profile)| {
                        view! {
                            <Page title="Профиль" head=done.into_any() aside=install().into_any()>
                                {page(frame, profile)}
                            </Page>
                        }
                    },
                )
            })}
        </Suspense>
    }
    .into_any()
}

fn saved(what: &str) -> Option<&'static str> {
    match what {
        "saved" => Some("Запомнили, о чём и как сообщать."),
        "on" => Some("Уведомления на этом устройстве включены."),
        "off" => Some("Уведомления на устройстве выключены."),
        _ => None,
    }
}

fn page(frame: Frame, profile: Profile) -> AnyView {
    let today = frame.today;
    let second_factor = frame.person.as_ref().is_some_and(|person| person.second_factor);
    let (accounts, current) =
        frame.person.map(|person| (person.accounts, person.current)).unwrap_or_default();
    (
        units(accounts, current, profile.claims, today),
        contacts(profile.email, second_factor),
        view! { <NoticeCard settings=profile.notices today /> }.into_any(),
        sessions(profile.sessions, today),
        (!profile.consents.is_empty()).then(|| consents(profile.consents)),
        own_data(),
        view! {
            <div class="card nav nav--page only-phone">
                <SignOutForm />
            </div>
        },
    )
        .into_any()
}

fn install() -> impl IntoView {
    view! {
        <Card title="Приложение">
            <p class="muted small">"Поставьте «Домовой» на телефон: показания и заявки работают и без связи."</p>
            <a class=ButtonKind::Line.class() href="/app">
                <Icon name=IconName::Install small=true />
                "Как установить"
            </a>
        </Card>
    }
}

fn units(
    accounts: Vec<AccountCard>,
    current: Option<usize>,
    claims: Vec<ClaimCard>,
    today: NaiveDate,
) -> AnyView {
    let accounts = accounts.into_iter().enumerate().map(move |(index, account)| {
        let action = if current == Some(index) {
            view! { <Badge tone=Tone::Info icon=IconName::Check label="открыт сейчас" /> }.into_any()
        } else {
            small_form(ChooseAccount::url(), "account", account.id.to_string(), "Выбрать")
        };
        item(IconName::Home, format!("ЛС {}", account.number), account.address, action)
    });
    let claims = claims.into_iter().map(move |claim| {
        let sent = format!("Письмо с зелёной кнопкой отправлено {}", moment(claim.sent_at, today));
        let id = claim.id.to_string();
        let action = view! {
            <div class="row">
                {small_form(ResendClaim::url(), "claim", id.clone(), "Отправить ещё раз")}
                {small_form(WithdrawClaim::url(), "claim", id, "Отозвать")}
            </div>
        }
        .into_any();
        item(IconName::Mail, format!("ЛС {}", claim.number), sent, action)
    });
    let add = view! {
        <a class=format!("{} btn--sm", ButtonKind::Plain.class()) href="/units/add">
            <Icon name=IconName::Plus small=true />
            "Добавить помещение"
        </a>
    };
    view! {
        <Card title="Помещения" flush=true aside=add.into_any()>
            <ul class="rows">{accounts.collect_view()} {claims.collect_view()}</ul>
        </Card>
    }
    .into_any()
}

fn contacts(email: String, second_factor: bool) -> AnyView {
    let code = if second_factor { "включён" } else { "выключен" };
    view! {
        <Card title="Контакты">
            <dl class="facts facts--2">
                <div>
                    <dt>"Адрес e-mail"</dt>
                    <dd>{email}</dd>
                </div>
                <div>
                    <dt>"Пароль"</dt>
                    <dd>
                        <a href="/recover">"Сменить по письму"</a>
                    </dd>
                </div>
                <div>
                    <dt>"Вход по коду"</dt>
                    <dd>
                        {code} ", " <a href="/profile/code">"изменить"</a>
                    </dd>
                </div>
            </dl>
        </Card>
    }
    .into_any()
}

fn sessions(sessions: Vec<SessionCard>, today: NaiveDate) -> AnyView {
    let rows = sessions.into_iter().map(move |session| {
        let phone = ["Android", "iPhone", "iPad"].iter().any(|name| session.device.contains(name));
        let icon = if phone { IconName::Install } else { IconName::Laptop };
        let (seen, action) = if session.this_one {
            let badge = view! { <Badge tone=Tone::Info icon=IconName::Check label="это устройство" /> };
            ("сейчас".to_owned(), badge.into_any())
        } else {
            let end = small_form(EndSession::url(), "session", session.id.to_string(), "Выйти");
            (moment(session.seen_at, today), end)
        };
        item(icon, session.device, format!("{}, {seen}", session.address), action)
    });
    view! {
        <Card title="Где открыт кабинет" flush=true>
            <ul class="rows">{rows.collect_view()}</ul>
            <div class="tablefoot">
                <span>"Не узнали устройство? Выйдите везде и смените пароль."</span>
                <form method="post" action=EndAllSessions::url() on:submit=|_| forget_drafts()>
                    <button class=format!("{} btn--sm", ButtonKind::Danger.class()) type="submit">
                        "Выйти на всех устройствах"
                    </button>
                </form>
            </div>
        </Card>
    }
    .into_any()
}

fn consents(consents: Vec<ConsentCard>) -> AnyView {
    let given = consents.into_iter().map(|consent| {
        view! { <li>"Обработка персональных данных: дано " {date(consent.given_on)} ", версия " {consent.version}</li> }
    });
    view! {
        <Card title="Согласия">
            <ul>{given.collect_view()}</ul>
            <ConsentText />
        </Card>
    }
    .into_any()
}

fn item(icon: IconName, name: String, note: String, action: AnyView) -> impl IntoView {
    view! {
        <li class="item">
            <span class="res res--home">
                <Icon name=icon />
            </span>
            <div>
                <b>{name}</b>
                <span class="muted">{note}</span>
            </div>
            {action}
        </li>
    }
}

fn small_form(url: &'static str, name: &'static str, value: String, label: &'static str) -> AnyView {
    view! {
        <form method="post" action=url>
            <input type="hidden" name=name value=value />
            <input type="hidden" name="next" value="/profile" />
            <button class=format!("{} btn--sm", ButtonKind::Plain.class()) type="submit">
                {label}
            </button>
        </form>
    }
    .into_any()
}

/// «сегодня в 12:40», «вчера в 21:14», «14.01.2018».
fn moment(at: NaiveDateTime, today: NaiveDate) -> String {
    let day = at.date();
    if day == today {
        format!("сегодня в {}", time(at))
    } else if day.succ_opt() == Some(today) {
        format!("вчера в {}", time(at))
    } else {
        date(day)
    }
}
