//! The sheet of a ticket: everything that staff know of it, and what they may do.
use super::{desk::Desk, steps::steps, talk::talk};
use crate::{
    tickets::{
        clock::{minutes_passed, terms},
        story::{stars, thread},
        words::{category, households, kind, phone_spaced, state_badge, whose},
    },
    ui::{Banner, Tone, date, date_time, fact},
};
use domain::addresses::{short_address, unit_name};
use domain::tickets::{StaffTicket, State, Whose};
use leptos::prelude::*;
use leptos_meta::Title;

pub(super) fn sheet(first: StaffTicket, desk: Desk) -> AnyView {
    let number = first.row.number;
    let ticket = RwSignal::new(first);
    desk.show(ticket);
    view! {
        <Title text=format!("Заявка № {number}") />
        <section class="card detail" aria-labelledby="ticket-title">
            {move || ticket.with(head)}
            <div class="stack stack--tight">
                {move || {
                    let passed = minutes_passed();
                    ticket.with(|ticket| terms(&ticket.clocks, passed))
                }}
            </div>
            {move || ticket.with(outcome)}
            {move || ticket.with(facts)}
            {steps(ticket, desk)}
            <h3>"Ход работы"</h3>
            {move || ticket.with(|ticket| thread(&ticket.row.text, &ticket.story))}
            {talk(ticket, desk)}
        </section>
    }
    .into_any()
}

fn head(ticket: &StaffTicket) -> AnyView {
    let row = &ticket.row;
    let badge = state_badge(row.state, None, ticket.taken_back);
    let registered = date_time(ticket.registered_at);
    view! {
        <div class="stack stack--tight">
            <div class="card__head">
                <h2 id="ticket-title" tabindex="-1">
                    {row.text.clone()}
                </h2>
                {badge}
            </div>
            <p class="muted small">
                "№ " <b class="num">{row.number}</b> " от " {registered} ", " {category(row.category).0} ", "
                {kind(row.kind)} ", " {whose(row.whose)}
            </p>
        </div>
    }
    .into_any()
}

/// What came of it.
fn outcome(ticket: &StaffTicket) -> AnyView {
    let row = &ticket.row;
    let result = ticket.result.clone().map(|result| {
        let (tone, title) = match row.state {
            State::Declined => (Tone::No, "Отклонена"),
            _ => (Tone::Ok, "Результат"),
        };
        view! {
            <Banner tone=tone title=title slim=true>
                <p>{result}</p>
            </Banner>
        }
    });
    let until = ticket.deferred_until.map(|day| {
        let title = format!("Отложена до {}", date(day));
        view! { <Banner tone=Tone::Ask title=title slim=true /> }
    });
    let rating = row.rating.map(|rating| {
        view! { <p class="small">"Оценка жителя: " <b>{stars(rating)}</b></p> }
    });
    (result, until, rating).into_any()
}

fn facts(ticket: &StaffTicket) -> AnyView {
    let row = &ticket.row;
    let unit = row.label.as_deref().map(|label| format!(", {}", unit_name(label))).unwrap_or_default();
    let place = format!("{}{unit}", short_address(&row.address));
    let account = ticket.account_number.clone().zip(ticket.account).map(|(number, id)| {
        view! {
            <div>
                <dt>"ЛС"</dt>
                <dd>
                    <a href=format!("/staff/tickets/new?account={id}")>{number}</a>
                </dd>
            </div>
        }
    });
    let (name, phone) = (ticket.contact.name.clone(), ticket.contact.phone.clone());
    let name = if name.is_empty() { "учётная запись удалена".to_owned() } else { name };
    let phone = if phone.is_empty() {
        view! { "стёрт вместе с ней" }.into_any()
    } else {
        view! { <a href=format!("tel:{phone}")>{phone_spaced(&phone)}</a> }.into_any()
    };
    let who = if row.whose == Whose::House && ticket.account.is_none() {
        "Кто сообщил"
    } else {
        "Житель"
    };
    let others = (row.households > 0).then(|| fact("И у соседей", households(row.households)));
    view! {
        <dl class="facts facts--2 small">
            <div>
                <dt>"Адрес"</dt>
                <dd title=row.address.clone()>{place}</dd>
            </div>
            {account}
            {fact(who, name)}
            <div>
                <dt>"Телефон"</dt>
                <dd class="num">{phone}</dd>
            </div>
            {others}
        </dl>
    }
    .into_any()
}
