//! «Похоже, об этом уже знают»: tickets of the house that wait, instead of another one.
use super::{JoinTicket, card::number as numbered, incident::joined, words::households};
use crate::ui::{ButtonKind, date_time};
use domain::{
    ids::AccountId,
    tickets::{Offer, Offered},
};
use leptos::prelude::*;
use server_fn::ServerFn;

/// Inside the form of the new ticket: the buttons belong to forms of their own, which [`joins`] makes.
pub(super) fn offers(offers: &[Offer]) -> Option<AnyView> {
    let rows: Vec<AnyView> = offers.iter().filter_map(row).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="offers" role="status" aria-labelledby="known">
                <h2 id="known">"Похоже, об этом уже знают"</h2>
                <p class="muted small">"Если у вас то же самое, нажмите «И у меня»: вторая заявка не нужна."</p>
                <ul class="rows">{rows}</ul>
            </section>
        }
        .into_any()
    })
}

fn row(offer: &Offer) -> Option<AnyView> {
    let Offered::Ticket { number, .. } = offer.what else { return None };
    let told = (offer.households > 0).then(|| format!(", отметились: {}", households(offer.households)));
    let join = if offer.joined {
        joined()
    } else {
        view! {
            <button class=format!("{} btn--sm", ButtonKind::Line.class()) type="submit" form=form_of(number)>
                "И у меня"
            </button>
        }
        .into_any()
    };
    let text = offer.text.clone();
    Some(
        view! {
            <li class="offer">
                <div>
                    <a href=format!("/tickets/{number}") target="_blank">
                        {numbered(number)}
                    </a>
                    <span class="muted small">" от " {date_time(offer.since)} {told}</span>
                    <p class="ticket__text">{text}</p>
                </div>
                {join}
            </li>
        }
        .into_any(),
    )
}

/// The forms of the buttons.
pub(super) fn joins(offers: &[Offer], account: AccountId) -> Vec<AnyView> {
    let form = |offer: &Offer| {
        let Offered::Ticket { id, number } = offer.what else { return None };
        Some(
            view! {
                <form id=form_of(number) method="post" action=JoinTicket::url()>
                    <input type="hidden" name="number" value=number.to_string() />
                    <input type="hidden" name="account" value=account.to_string() />
                    <input type="hidden" name="ticket" value=id.to_string() />
                </form>
            }
            .into_any(),
        )
    };
    offers.iter().filter(|offer| !offer.joined).filter_map(form).collect()
}

fn form_of(number: i64) -> String {
    format!("join-{number}")
}
