//! An appeal in the list of its author.
use super::words::{kind, numbered, state_badge};
use crate::{
    tickets::{clock::legal_clock, words::clause},
    ui::{Icon, IconName, date_time, plural},
};
use domain::appeals::{AppealCard, State};
use leptos::prelude::*;

pub(super) fn card(card: &AppealCard, passed: Signal<i64>) -> AnyView {
    let href = format!("/appeals/{}", card.number);
    let waits = card.state.is_waiting();
    let clock = card.clock.as_ref().filter(|_| waits).map(|clock| {
        let written = clause(clock.limit.clause());
        view! {
            {legal_clock(clock, passed)}
            <p class="law">{written}</p>
        }
    });
    let answers = (card.answers > 0).then(|| {
        let count = card.answers.unsigned_abs();
        let words = format!("{count}\u{a0}{}", plural(count, "ответ", "ответа", "ответов"));
        let label =
            if card.state == State::Answered { "Прочитать ответ".to_owned() } else { words };
        view! {
            <a class="tone small" href=href.clone()>
                <Icon name=IconName::Mail small=true />
                {label}
            </a>
        }
    });
    view! {
        <li class="appeal">
            <div class="appeal__line">
                <p class="appeal__meta">
                    <a class="num" href=href.clone()>
                        {numbered(card.number)}
                    </a>
                    <span>"от " {date_time(card.registered_at)}</span>
                </p>
                {state_badge(card.state, Some(card.state_at.date()))}
            </div>
            <p class="small muted">{kind(card.kind).0}</p>
            <p class="appeal__text">{card.text.clone()}</p>
            {clock}
            {answers}
        </li>
    }
    .into_any()
}
