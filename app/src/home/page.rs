use super::hearth::hearth;
use super::summary::{usage, verification};
use crate::{
    api::ApiError,
    charges::Debt,
    layout::{Page, PageShape, loaded, use_frame, when_ready},
    readings::load_readings,
    tickets::{incidents, load_incidents},
    ui::{ButtonKind, Empty},
};
use domain::{
    access::Role,
    incidents::IncidentCard,
    readings::{ReadingsPage, SubmissionWindow},
};
use leptos::prelude::*;

/// The first page of the signed-in person.
#[component]
pub fn HomePage() -> impl IntoView {
    let frame = use_frame();
    // Somebody who works here may have no account, and a page without one is no page that is missing.
    let lives_here = move || async move {
        Ok::<_, ApiError>(frame.await?.person.is_some_and(|person| person.account().is_some()))
    };
    let readings = Resource::new_blocking(
        || (),
        move |()| async move {
            if lives_here().await? { load_readings(None, None).await.map(Some) } else { Ok(None) }
        },
    );
    let known = Resource::new_blocking(
        || (),
        move |()| async move { if lives_here().await? { load_incidents().await } else { Ok(Vec::new()) } },
    );
    view! {
        <Suspense>
            {when_ready(move || async move {
                let person = frame.await.map(|frame| frame.person);
                let readings = readings.await;
                // What is the matter in the house is no reason to have no first page.
                let known = known.await.unwrap_or_default();
                loaded(
                    person,
                    |person| {
                        let (account, role) = person.as_ref().map_or((None, None), |person| (person.account(), person.role));
                        match (account, role) {
                            (Some(account), _) => {
                                loaded(readings, |page| page.map(|page| resident_home(&page, account.window, &known)).into_any())
                            }
                            (None, Some(role)) => staff_home(role),
                            (None, None) => no_units(),
                        }
                    },
                )
            })}
        </Suspense>
    }
    .into_any()
}

fn resident_home(page: &ReadingsPage, window: SubmissionWindow, known: &[IncidentCard]) -> AnyView {
    let head = (incidents(known, page.account), hearth(page, window)).into_any();
    let aside = verification(&page.rows, page.today);
    let usage = usage(&page.history);
    view! {
        <Page title="Главная" quiet=true head=head debt=Debt::Card aside=aside>
            {usage}
        </Page>
    }
    .into_any()
}

fn no_units() -> AnyView {
    view! {
        <Page title="Главная" quiet=true shape=PageShape::Single>
            <Empty title="Помещений пока нет" text="Добавьте своё по № лицевого счета из квитанции.">
                <a class=ButtonKind::Primary.class() href="/units/add">
                    "Добавить помещение"
                </a>
            </Empty>
        </Page>
    }
    .into_any()
}

fn staff_home(role: Role) -> AnyView {
    let (title, words) = match role {
        Role::Dispatcher => ("Диспетчер", "Заявки и показания по звонку жителей"),
        Role::Accountant => ("Бухгалтер", "Начисления, платежи и реестры"),
        Role::Editor => ("Редактор новостей", "Новости и объявления для домов"),
        Role::Manager => ("Управляющий", "Дома, сотрудники и сроки"),
        Role::Administrator => ("Администратор", "Сотрудники, права и настройки"),
    };
    view! {
        <Page title=title shape=PageShape::Single>
            <Empty title=words text="Вы вошли как сотрудник. Разделы появятся в меню, когда откроются для вашей роли.">
                <a class=ButtonKind::Tonal.class() href="/profile">
                    "Профиль"
                </a>
            </Empty>
        </Page>
    }
    .into_any()
}
