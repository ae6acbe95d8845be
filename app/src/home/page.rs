use super::hearth::hearth;
use super::summary::{usage, verification};
use crate::{
    api::ApiError,
    charges::Debt,
    layout::{Page, PageShape, desk_of, go_to, loaded, use_frame, when_ready},
    news::{NewsPopup, latest, load_fresh_news},
    readings::load_readings,
    tickets::{live_incidents, load_incidents},
    ui::{ButtonKind, Empty},
};
use domain::{incidents::IncidentCard, news::FreshNews, readings::ReadingsPage, residency::AccountCard};
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
    let news = Resource::new_blocking(|| (), |()| load_fresh_news());
    let known = Resource::new_blocking(
        || (),
        move |()| async move { if lives_here().await? { load_incidents().await } else { Ok(Vec::new()) } },
    );
    view! {
        <Suspense>
            {when_ready(move || async move {
                let person = frame.await.map(|frame| frame.person);
                let readings = readings.await;
                // The page stands without its news.
                let news = news.await.unwrap_or_default();
                // What is the matter in the house is no reason to have no first page.
                let known = known.await.unwrap_or_default();
                loaded(
                    person,
                    |person| {
                        let account = person.as_ref().and_then(|person| person.account());
                        match (account, &person) {
                            (Some(account), _) => {
                                loaded(readings, |page| page.map(|page| resident_home(&page, account, &known, news)).into_any())
                            }
                            (None, Some(person)) if person.role.is_some() => {
                                go_to(desk_of(person).to_owned());
                                ().into_any()
                            }
                            (None, Some(person)) if person.withheld.is_some() => {
                                go_to("/profile/code".to_owned());
                                ().into_any()
                            }
                            (None, _) => no_units(),
                        }
                    },
                )
            })}
        </Suspense>
    }
    .into_any()
}

fn resident_home(
    page: &ReadingsPage,
    open: &AccountCard,
    known: &[IncidentCard],
    news: FreshNews,
) -> AnyView {
    let latest = latest(&news.latest);
    let (known, hearth) = (live_incidents(known, open), hearth(page, open.window));
    let aside = verification(&page.rows, page.today);
    let usage = usage(&page.history);
    let head = view! {
        <NewsPopup unread=news.unread />
        {known}
        {hearth}
    };
    view! {
        <Page title="Главная" quiet=true head=head.into_any() debt=Debt::Card aside=aside>
            {usage}
            {latest}
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
