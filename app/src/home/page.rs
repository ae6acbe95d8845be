use super::hearth::hearth;
use super::summary::{usage, verification};
use crate::{
    charges::Debt,
    layout::{Page, PageShape, loaded, use_frame, when_ready},
    readings::load_readings,
    ui::{ButtonKind, Empty},
};
use domain::{
    access::Role,
    readings::{ReadingsPage, SubmissionWindow},
};
use leptos::prelude::*;

/// The first page of the signed-in person.
#[component]
pub fn HomePage() -> impl IntoView {
    let frame = use_frame();
    // Somebody who works here may have no account, and a page without one is no page that is missing.
    let readings = Resource::new_blocking(
        || (),
        move |()| async move {
            let lives_here = frame.await?.person.is_some_and(|person| person.account().is_some());
            if lives_here { load_readings(None, None).await.map(Some) } else { Ok(None) }
        },
    );
    view! {
        <Suspense>
            {when_ready(move || async move {
                let person = frame.await.map(|frame| frame.person);
                let readings = readings.await;
                loaded(
                    person,
                    |person| {
                        let (account, role) = person.as_ref().map_or((None, None), |person| (person.account(), person.role));
                        match (account, role) {
                            (Some(account), _) => {
                                loaded(readings, |page| page.map(|page| resident_home(&page, account.window)).into_any())
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

fn resident_home(page: &ReadingsPage, window: SubmissionWindow) -> AnyView {
    let (head, aside) = (hearth(page, window), verification(&page.rows, page.today));
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
