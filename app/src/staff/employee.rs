use super::{
    ChangeEmployee, PEOPLE, ResetSecondFactor, RestoreEmployee, SuspendEmployee, house_choice, load_employee,
    role_choice,
};
use crate::{
    form::{FormFailure, FormState, plain_form, use_form},
    layout::{NotFound, Page, PageShape, loaded, when_ready},
    ui::{Banner, Button, ButtonKind, Card, Tone, date_time},
};
use domain::{
    ids::UserId,
    staff::{EmployeeCard, EmployeePage as Data},
};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::{use_params_map, use_query_map};
use server_fn::ServerFn;

/// One employee: role, houses, access.
#[component]
pub fn EmployeePage() -> impl IntoView {
    let params = use_params_map();
    let id = params.with_untracked(|params| params.get("person")?.parse::<UserId>().ok());
    let Some(id) = id else { return view! { <NotFound /> }.into_any() };
    let data = Resource::new_blocking(|| (), move |()| load_employee(id));
    let change = ServerAction::<ChangeEmployee>::new();
    let state = use_form(change);
    let refused = plain_form::<SuspendEmployee>();
    let query = use_query_map();
    let done = move || {
        let words = match query.with(|query| query.get("done"))?.as_str() {
            "changed" => "Сохранено: новые права действуют сразу",
            "suspended" => "Доступ закрыт, все сеансы завершены",
            "restored" => "Доступ открыт",
            "reset" => "Вход по коду сброшен, все сеансы завершены. Сотруднику отправлено письмо",
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
                                title=data.card.email.clone()
                                shape=PageShape::Single
                                back=(PEOPLE, "Сотрудники")
                                head=done.into_any()
                            >
                                {changing(&data, change, state)}
                                <FormFailure form=refused />
                                {access(&data)}
                                {(data.card.second_factor && !data.card.me).then(|| code(&data.card))}
                            </Page>
                        }
                    },
                )
            })}
        </Suspense>
    }
    .into_any()
}

fn changing(data: &Data, action: ServerAction<ChangeEmployee>, state: FormState) -> AnyView {
    const HOUSES: &str = "change[houses][]";
    let card = &data.card;
    let came_back = state.came_back();
    let ticked = |house: &_| {
        if came_back { state.has(HOUSES, &ToString::to_string(house)) } else { card.houses.contains(house) }
    };
    let houses = house_choice(&data.houses, HOUSES, &ticked);
    let chosen = state.or_kept("change[role]", card.role.code());
    let (id, role) = (card.id.to_string(), role_choice("change[role]", &chosen, state.field("role")));
    view! {
        <ActionForm action=action attr:class="card form form--close" attr:novalidate=true>
            <h2>"Роль и дома"</h2>
            <FormFailure form=state />
            <input type="hidden" name="change[person]" value=id />
            {role}
            {houses}
            <div class="actions">
                <Button label="Сохранить" busy=state.busy />
            </div>
        </ActionForm>
    }
    .into_any()
}

/// Taking the access away asks first; giving it back does not.
fn access(data: &Data) -> AnyView {
    let card = &data.card;
    let (id, email) = (card.id.to_string(), card.email.clone());
    if let Some(at) = card.suspended_at {
        return view! {
            <Card title="Доступ закрыт">
                <p>{format!("С {} роль не действует.", date_time(at))}</p>
                <form method="post" action=RestoreEmployee::url() class="actions">
                    <input type="hidden" name="person" value=id />
                    <Button label="Открыть доступ" />
                </form>
            </Card>
        }
        .into_any();
    }
    if data.last_administrator {
        return view! {
            <Card title="Доступ">
                <p>"Это последний администратор: закрыть доступ нельзя, пока не назначен другой."</p>
            </Card>
        }
        .into_any();
    }
    view! {
        <Card title="Доступ">
            <p>
                "Если человек больше не работает или пароль мог узнать кто-то другой, закройте доступ. Его сеансы завершатся сразу, а всё, что он сделал, останется в журнале."
            </p>
            <details class="question">
                <summary class=ButtonKind::Danger.class()>"Закрыть доступ"</summary>
                <form method="post" action=SuspendEmployee::url() class="actions">
                    <input type="hidden" name="person" value=id />
                    <p>"Закрыть доступ сотруднику " <b>{email}</b> "?"</p>
                    <Button label="Да, закрыть" kind=ButtonKind::Danger />
                </form>
            </details>
        </Card>
    }
    .into_any()
}

/// For whoever has lost the telephone and the codes.
fn code(card: &EmployeeCard) -> AnyView {
    let (id, email) = (card.id.to_string(), card.email.clone());
    view! {
        <Card title="Вход по коду">
            <p>
                "Сотрудник потерял телефон и коды восстановления? Убедитесь, что просит именно он, и сбросьте вход по коду: войти можно будет с одним паролем, и портал попросит включить код снова."
            </p>
            <details class="question">
                <summary class=ButtonKind::Line.class()>"Сбросить вход по коду"</summary>
                <form method="post" action=ResetSecondFactor::url() class="actions">
                    <input type="hidden" name="person" value=id />
                    <p>"Сбросить вход по коду для " <b>{email}</b> "?"</p>
                    <Button label="Да, сбросить" kind=ButtonKind::Danger />
                </form>
            </details>
        </Card>
    }
    .into_any()
}
