use super::{cards::card, load_overview};
use crate::{
    layout::{OVERVIEW, Page, PageShape, desk_of, frame_now, go_to, loaded, may, once_ready},
    live,
    tickets::clock::minutes_passed,
    ui::{Empty, Skeleton, date_time},
};
use domain::{
    access::Permission,
    changes::{Desk, Topic},
    overview::Overview,
    session::Frame,
};
use leptos::prelude::*;

/// What needs one now. Who begins at the board is led there.
#[component]
pub fn OverviewPage() -> impl IntoView {
    if let Ok(Frame { person: Some(person), .. }) = frame_now()
        && desk_of(&person) != OVERVIEW
    {
        go_to(desk_of(&person).to_owned());
        return ().into_any();
    }
    let data = Resource::new(|| (), |()| load_overview());
    let topics = topics();
    live::watch(move || topics.clone(), move || data.refetch());
    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move {
                    data.ready().await;
                },
                move || Some(loaded(data.get()?, |overview| shown(&overview))),
            )}
        </Transition>
    }
    .into_any()
}

/// The lists that the cards are of.
fn topics() -> Vec<Topic> {
    let desks = [
        (Permission::HandleTickets, Desk::Tickets),
        (Permission::AnswerAppeals, Desk::Appeals),
        (Permission::ReviewReadings, Desk::Readings),
    ];
    desks.into_iter().filter(|(grant, _)| may(*grant)).map(|(_, desk)| Topic::Desk(desk)).collect()
}

fn shown(overview: &Overview) -> AnyView {
    let passed = minutes_passed();
    let calm = overview.is_calm().then(|| {
        view! {
            <Empty title="Сейчас вас никто не ждёт" text="Новое появится здесь само. Можно выпить чаю." />
        }
    });
    let cards = overview.cards.iter().map(|of| card(of, overview.now.date(), passed)).collect_view();
    let head = view! { <p class="muted small">{date_time(overview.now)}</p> };
    view! {
        <Page title="Обзор" shape=PageShape::Single head=head.into_any()>
            {calm}
            <div class="split split--even">{cards}</div>
        </Page>
    }
    .into_any()
}
