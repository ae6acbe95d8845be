use super::{
    Invite, InviteAgain, PEOPLE, WithdrawInvitation, house_choice, houses_in_words, load_people, role_choice,
};
use crate::{
    form::{FormFailure, FormState, use_form},
    layout::{Page, PageShape, loaded, when_ready},
    text,
    ui::{Badge, Banner, Button, ButtonKind, Card, Field, Icon, IconName, Tone, date, date_time},
};
use domain::{
    staff::{EmployeeCard, InvitationCard, PeoplePage as Data},
    tickets::House,
};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

/// «Сотрудники»: who works here, and invitations.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let list = Resource::new_blocking(|| (), |()| load_people());
    let invite = ServerAction::<Invite>::new();
    let state = use_form(invite);
    let query = use_query_map();
    let done = move || {
        let words = match query.with(|query| query.get("done"))?.as_str() {
            "invited" => "Приглашение отправлено",
            "again" => "Письмо отправлено ещё раз. Кнопка в прежнем больше не действует",
            "withdrawn" => "Приглашение отозвано: кнопка в письме больше не действует",
            _ => return None,
        };
        Some(view! { <Banner tone=Tone::Ok title=words slim=true live=true /> })
    };
    let rights = || {
        view! {
            <a class=format!("{} btn--sm", ButtonKind::Line.class()) href="/staff/rights">
                <Icon name=IconName::Shield small=true />
                "Права ролей"
            </a>
        }
        .into_any()
    };
    view! {
        <Suspense>
            {when_ready(move || async move {
                loaded(
                    list.await,
                    |data| {
                        view! {
                            <Page title="Сотрудники" shape=PageShape::Single action=rights() head=done.into_any()>
                                {employees(&data)}
                                {invitations(&data)}
                                {inviting(&data, invite, state)}
                            </Page>
                        }
                    },
                )
            })}
        </Suspense>
    }
    .into_any()
}

fn employees(data: &Data) -> AnyView {
    let rows = data.employees.iter().map(|employee| row(employee, &data.houses)).collect_view();
    view! {
        <Card title="Кто работает" flush=true>
            <ul class="rows">{rows}</ul>
        </Card>
    }
    .into_any()
}

fn row(employee: &EmployeeCard, houses: &[House]) -> AnyView {
    let suspended = employee.suspended_at.map(|at| {
        view! { <Badge tone=Tone::No label=format!("доступ закрыт {}", date(at.date())) /> }
    });
    let code = employee.second_factor.then(|| view! { <Badge tone=Tone::Ok label="вход по коду" /> });
    let me = employee.me.then(|| view! { <Badge tone=Tone::Info icon=IconName::Check label="это вы" /> });
    let seen = employee
        .seen_at
        .map_or_else(|| "ещё не входил".to_owned(), |at| format!("был здесь {}", date_time(at)));
    let about =
        format!("{}, {}, {seen}", text::role(employee.role), houses_in_words(houses, &employee.houses));
    let label = format!("Изменить: {}", employee.email);
    view! {
        <li class="item">
            <span class="res res--home">
                <Icon name=IconName::User />
            </span>
            <div>
                <b>{employee.email.clone()}</b>
                <span class="muted">{about}</span>
                <span class="row">{me} {suspended} {code}</span>
            </div>
            <a
                class=format!("{} btn--sm", ButtonKind::Line.class())
                href=format!("{PEOPLE}/{}", employee.id)
                aria-label=label
            >
                "Изменить"
            </a>
        </li>
    }
    .into_any()
}

fn invitations(data: &Data) -> Option<AnyView> {
    if data.invitations.is_empty() {
        return None;
    }
    let rows = data.invitations.iter().map(|invitation| invited(invitation, &data.houses)).collect_view();
    let list = view! {
        <Card title="Приглашения" flush=true>
            <ul class="rows">{rows}</ul>
        </Card>
    };
    Some(list.into_any())
}

fn invited(invitation: &InvitationCard, houses: &[House]) -> AnyView {
    let state = if invitation.expired {
        view! { <Badge tone=Tone::Ask label="срок вышел" /> }.into_any()
    } else {
        let until = format!("действует до {}", date(invitation.expires_at.date()));
        view! { <Badge tone=Tone::Info icon=IconName::Mail label=until /> }.into_any()
    };
    let about = format!(
        "{}, {}, письмо {}",
        text::role(invitation.role),
        houses_in_words(houses, &invitation.houses),
        date_time(invitation.sent_at)
    );
    let form = |action: &'static str, label: &'static str| {
        let aloud = format!("{label}: {}", invitation.email);
        view! {
            <form method="post" action=action>
                <input type="hidden" name="invitation" value=invitation.id.to_string() />
                <button class=format!("{} btn--sm", ButtonKind::Plain.class()) type="submit" aria-label=aloud>
                    {label}
                </button>
            </form>
        }
    };
    view! {
        <li class="item">
            <span class="res res--home">
                <Icon name=IconName::Mail />
            </span>
            <div>
                <b>{invitation.email.clone()}</b>
                <span class="muted">{about}</span>
                <span class="row">{state}</span>
            </div>
            <div class="row">
                {form(InviteAgain::url(), "Отправить ещё раз")} {form(WithdrawInvitation::url(), "Отозвать")}
            </div>
        </li>
    }
    .into_any()
}

fn inviting(data: &Data, action: ServerAction<Invite>, state: FormState) -> AnyView {
    const HOUSES: &str = "invitation[houses][]";
    let id = Some(state.value("invitation[id]")).filter(|id| !id.is_empty());
    let id = id.unwrap_or_else(|| data.fresh.to_string());
    let houses = house_choice(&data.houses, HOUSES, &|house| state.has(HOUSES, &house.to_string()));
    let role = role_choice("invitation[role]", &state.value("invitation[role]"), state.field("role"));
    view! {
        <ActionForm action=action attr:class="card form form--close" attr:novalidate=true>
            <h2>"Пригласить"</h2>
            <FormFailure form=state />
            <input type="hidden" name="invitation[id]" value=id />
            <Field
                name="invitation[email]"
                label="Адрес e-mail"
                kind="email"
                autocomplete="off"
                hint="На него придёт письмо с кнопкой. Она действует 7 дней"
                error=state.field("email")
                value=state.value("invitation[email]")
            />
            {role}
            {houses}
            <div class="actions">
                <Button label="Отправить приглашение" busy=state.busy />
            </div>
        </ActionForm>
    }
    .into_any()
}
