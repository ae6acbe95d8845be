//! A ticket in the lists of residents.
use super::{
    JoinTicket,
    clock::legal_clock,
    incident::joined,
    story::stars,
    words::{clause, households, state_badge},
};
use crate::ui::{ButtonKind, Icon, IconName, date_time, plural};
use domain::{
    ids::{AccountId, TicketId},
    tickets::{Rating, State, Step, TicketCard, Whose},
};
use leptos::prelude::*;
use server_fn::ServerFn;

pub(super) fn card(card: &TicketCard, account: AccountId, passed: Signal<i64>) -> AnyView {
    let href = format!("/tickets/{}", card.number);
    let result = card.result.as_ref().filter(|_| !card.taken_back).map(|result| {
        let label = if card.state == State::Declined { "Почему" } else { "Результат" };
        view! { <p class="ticket__result">{format!("{label}: {result}")}</p> }
    });
    let clock = card.clock.as_ref().map(|clock| {
        let written = clause(clock.limit.clause());
        view! {
            {legal_clock(clock, passed)}
            <p class="law">{written}</p>
        }
    });
    view! {
        <li class="ticket">
            <div class="ticket__line">
                <p class="ticket__meta">
                    <a class="num" href=href.clone()>
                        {number(card.number)}
                    </a>
                    <span>"от " {date_time(card.registered_at)}</span>
                </p>
                {state_badge(card.state, Some(card.state_at.date()), card.taken_back)}
            </div>
            <p class="ticket__text">{card.text.clone()}</p>
            {result}
            {clock}
            {around(card, account)}
            {rate(card, &href)}
        </li>
    }
    .into_any()
}

/// «№ 7218204»
pub(super) fn number(number: i64) -> String {
    format!("№\u{a0}{number}")
}

/// Comments, and what other households say.
fn around(card: &TicketCard, account: AccountId) -> Option<AnyView> {
    let comments = (card.comments > 0).then(|| {
        let count = card.comments.unsigned_abs();
        view! {
            <span class="tone">
                <Icon name=IconName::Chat small=true />
                {format!("{count} {}", plural(count, "комментарий", "комментария", "комментариев"))}
            </span>
        }
    });
    let house = card.whose == Whose::House;
    let others = (house && card.households > 0).then(|| {
        view! { <span>{format!("Отметились: {}", households(card.households))}</span> }
    });
    let join = match (house && !card.mine, card.joined) {
        (true, true) => Some(joined()),
        (true, false) if card.state.is_active() => Some(join(card.number, card.id, account)),
        _ => None,
    };
    (comments.is_some() || others.is_some() || join.is_some())
        .then(|| view! { <div class="row small muted">{comments} {others} {join}</div> }.into_any())
}

/// «И у меня»
pub(super) fn join(number: i64, ticket: TicketId, account: AccountId) -> AnyView {
    view! {
        <form method="post" action=JoinTicket::url()>
            <input type="hidden" name="number" value=number.to_string() />
            <input type="hidden" name="account" value=account.to_string() />
            <input type="hidden" name="ticket" value=ticket.to_string() />
            <button class=format!("{} btn--sm", ButtonKind::Line.class()) type="submit">
                "И у меня"
            </button>
        </form>
    }
    .into_any()
}

/// «Как сделали?»: a star leads to the page of the ticket, which asks before it closes it.
fn rate(card: &TicketCard, href: &str) -> Option<AnyView> {
    if let Some(rating) = card.rating {
        return Some(view! { <p class="small muted">"Ваша оценка: " {stars(rating)}</p> }.into_any());
    }
    let may_return = card.steps.contains(&Step::Return);
    let asks = card.mine && (may_return || card.state == State::Closed);
    let each = (1..=Rating::MOST).map(|stars| {
        view! {
            <a
                class="iconbtn"
                href=format!("{href}?stars={stars}#rate")
                aria-label=format!("Оценка {stars} из {}", Rating::MOST)
            >
                <Icon name=IconName::Star />
            </a>
        }
    });
    let back = may_return.then(|| {
        view! {
            <a class=format!("{} btn--sm", ButtonKind::Plain.class()) href=format!("{href}#return")>
                "Вернуть в работу"
            </a>
        }
    });
    asks.then(|| {
        view! {
            <div class="rate">
                <span class="small">"Как сделали?"</span>
                <span class="stars">{each.collect_view()}</span>
                {back}
            </div>
        }
        .into_any()
    })
}
