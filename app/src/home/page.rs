use super::hearth::hearth;
use super::summary::{usage, verification};
use crate::{
    layout::{Page, PageShape, loaded, use_frame},
    readings::load_readings,
    ui::{ButtonKind, Empty},
};
use domain::{
    access::Role,
    readings::SubmissionWindow,
    session::{Frame, Person},
};
use leptos::prelude::*;

/// The first page of the signed-in person.
#[component]
pub fn HomePage() -> impl IntoView {
    let frame = use_frame();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match frame.await {
                    Ok(Frame { person: Some(person), .. }) => first_page(&person),
                    _ => ().into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn first_page(person: &Person) -> AnyView {
    match (person.account(), person.role) {
        (Some(_), _) => view! { <ResidentHome /> }.into_any(),
        (None, Some(role)) => staff_home(role),
        (None, None) => view! {
            <Page title="Главная" quiet=true>
                <Empty title="Помещений пока нет" text="Добавьте своё по № лицевого счета из квитанции.">
                    <a class=ButtonKind::Primary.class() href="/units/add">
                        "Добавить помещение"
                    </a>
                </Empty>
            </Page>
        }
        .into_any(),
    }
}

#[component]
fn ResidentHome() -> impl IntoView {
    let frame = use_frame();
    let readings = Resource::new_blocking(|| (), |()| load_readings(None, None));
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let window = frame.await.ok().and_then(|frame| frame.person?.account().map(|account| account.window));
                loaded(
                    readings.await,
                    |page| {
                        let today = page.today;
                        let aside = verification(&page.rows, today);
                        let hearth = hearth(&page, window.unwrap_or(SubmissionWindow::DEFAULT));
                        view! {
                            <Page title="Главная" quiet=true head=hearth aside=aside>
                                {usage(&page.history)}
                            </Page>
                        }
                    },
                )
            })}
        </Suspense>
    }
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
