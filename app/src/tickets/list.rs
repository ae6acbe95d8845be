//! «История заявок».
use super::{JoinTicket, card::card, clock::minutes_passed, incident::incidents, load_tickets};
use crate::{
    api::ApiError,
    charges::Debt,
    form::{FormFailure, plain_form},
    layout::{Page, loaded, once_ready, use_frame},
    live,
    readings::no_account,
    ui::{Banner, ButtonKind, Choice, Empty, Icon, IconName, Segmented, Skeleton, Tone},
};
use domain::{
    changes::Topic,
    tickets::{TicketsPage as Data, Whose},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const TITLE: &str = "Заявки";
const HOUSE: &str = "house";

#[component]
pub fn TicketsPage() -> impl IntoView {
    let query = use_query_map();
    let whose = Memo::new(move |_| {
        let house = query.with(|query| query.get_str("whose") == Some(HOUSE));
        if house { Whose::House } else { Whose::Unit }
    });
    let before = Memo::new(move |_| query.with(|query| query.get_str("before")?.parse::<i64>().ok()));
    let joined = Memo::new(move |_| query.with(|query| query.get_str("done") == Some("joined")));
    let frame = use_frame();
    let reloading = RwSignal::new(false);
    let data = Resource::new(
        move || (whose.get(), before.get()),
        move |(whose, before)| async move {
            reloading.try_set(true);
            let loaded = load_tickets(whose, before).await;
            reloading.try_set(false);
            loaded
        },
    );
    let reload = Callback::new(move |()| data.refetch());
    let house =
        move || frame.with(|frame| Some(frame.as_ref()?.as_ref().ok()?.person.as_ref()?.account()?.building));
    // The household's own, what is the matter in its house, and each ticket that is in sight.
    let shown_topics = move || {
        data.with(|data| match data {
            Some(Ok(data)) => {
                let tickets = data.cards.iter().map(|card| Topic::Ticket(card.id));
                tickets.chain([Topic::Account(data.account)]).chain(house().map(Topic::Building)).collect()
            }
            _ => Vec::new(),
        })
    };
    live::watch(shown_topics, move || data.refetch());
    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move {
                    frame.ready().await;
                    data.ready().await;
                },
                move || {
                    let (frame, data) = (frame.get(), data.get());
                    Some(match (frame?, data?) {
                        (Ok(frame), Err(ApiError::NotFound)) if frame.person.is_some() => no_account(TITLE),
                        (Err(error), _) => loaded(Err(error), |()| ()),
                        (Ok(_), answer) => {
                            let (before, joined) = (before.get_untracked(), joined.get_untracked());
                            loaded(answer, move |data| shown(&data, before, joined, reload, reloading.into()))
                        }
                    })
                },
            )}
        </Transition>
    }
    .into_any()
}

fn shown(
    data: &Data,
    before: Option<i64>,
    joined: bool,
    reload: Callback<()>,
    reloading: Signal<bool>,
) -> AnyView {
    let create = view! {
        <a class=ButtonKind::Primary.class() href="/tickets/new">
            <Icon name=IconName::Plus small=true />
            "Создать"
        </a>
    };
    let choice =
        |label, href: &str, whose| Choice { label, href: href.to_owned(), current: data.whose == whose };
    let choices = vec![
        choice("Мои заявки", "/tickets", Whose::Unit),
        choice("Общедомовые", "/tickets?whose=house", Whose::House),
    ];
    let joined = joined.then(|| {
        view! { <Banner tone=Tone::Ok title="Отметили: у вас то же самое" live=true /> }
    });
    let form = plain_form::<JoinTicket>();
    let body = body(data, before);
    let head = view! {
        <Segmented label="Чьи заявки" choices=choices />
        {joined}
        <FormFailure form />
        {incidents(&data.incidents, data.account)}
    };
    view! {
        <Page
            title=TITLE
            action=create.into_any()
            reload=reload
            reloading=reloading
            head=head.into_any()
            debt=Debt::Beside
        >
            {body}
        </Page>
    }
    .into_any()
}

fn body(data: &Data, before: Option<i64>) -> AnyView {
    if data.cards.is_empty() {
        return nothing(data.whose, before.is_some());
    }
    let address = match data.whose {
        Whose::Unit => "/tickets?",
        Whose::House => "/tickets?whose=house&",
    };
    let passed = minutes_passed();
    let cards = data.cards.iter().map(|ticket| card(ticket, data.account, passed)).collect_view();
    let link = |label: &'static str, href: String| {
        view! {
            <a class=ButtonKind::Line.class() href=href>
                {label}
            </a>
        }
    };
    let older = data.older.map(|older| link("Более ранние", format!("{address}before={older}")));
    let newest = before.map(|_| link("Самые новые", address.trim_end_matches(['?', '&']).to_owned()));
    let pages = (older.is_some() || newest.is_some())
        .then(|| view! { <nav class="actions" aria-label="Части списка">{older} {newest}</nav> });
    view! {
        <section class="section">
            <h2>"История заявок"</h2>
            <ul class="card card--flush rows">{cards}</ul>
            {pages}
        </section>
    }
    .into_any()
}

fn nothing(whose: Whose, is_part: bool) -> AnyView {
    let (title, text) = match (whose, is_part) {
        (_, true) => ("Более ранних заявок нет", ""),
        (Whose::Unit, false) => {
            ("Заявок пока нет", "Что-то сломалось или не работает? Напишите, и мы пришлём мастера.")
        }
        (Whose::House, false) => (
            "Общедомовых заявок нет",
            "Лифт, подъезд, двор: о том, что касается всего дома, тоже можно написать.",
        ),
    };
    view! {
        <Empty title=title text=text>
            <a class=ButtonKind::Tonal.class() href="/tickets/new">
                "Подать заявку"
            </a>
        </Empty>
    }
    .into_any()
}
