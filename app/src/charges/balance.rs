//! «Текущий баланс»: top right on a wide screen, a strip under the header of a phone, or the whole card where money is the subject.
use super::{load_balance, penalty_note};
use crate::{
    api::ApiError,
    layout::{once_ready, use_frame},
    ui::{ButtonKind, Icon, IconName, hero, rubles},
};
use domain::ledger::{Balance, RecipientBalance};
use leptos::prelude::*;

pub type BalanceResource = Resource<Option<Result<Balance, ApiError>>>;

/// Asked for once by the frame of a resident; `None` where the person has no account.
pub fn provide_balance() -> BalanceResource {
    let frame = use_frame();
    let balance = Resource::new(
        || (),
        move |()| async move {
            let person = frame.await.ok()?.person?;
            person.account()?;
            Some(load_balance().await)
        },
    );
    provide_context(balance);
    balance
}

/// # Panics
///
/// Outside of the resident's frame, which provides it.
pub fn use_balance() -> BalanceResource {
    expect_context()
}

/// How much room the balance takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Debt {
    /// A card beside the page on a wide screen, a strip on a phone.
    Beside,
    /// A card everywhere, after the page's own first words on a phone.
    Card,
    /// Money is the subject of the page: the card comes first, and paying is the main button.
    Subject,
}

impl Debt {
    /// For the aside of a page.
    pub fn card(self) -> AnyView {
        let balance = use_balance();
        view! {
            <Transition>
                {once_ready(
                    async move {
                        balance.ready().await;
                    },
                    move || Some(match balance.get()?? {
                        Ok(balance) => card(self, &balance),
                        Err(_) => ().into_any(),
                    }),
                )}
            </Transition>
        }
        .into_any()
    }

    /// Before the head of a page, on a phone.
    pub fn strip(self) -> Option<AnyView> {
        if self != Self::Beside {
            return None;
        }
        let balance = use_balance();
        let strip = view! {
            <Transition>
                {once_ready(
                    async move {
                        balance.ready().await;
                    },
                    move || Some(match balance.get()?? {
                        Ok(balance) => strip(&balance),
                        Err(_) => ().into_any(),
                    }),
                )}
            </Transition>
        };
        Some(strip.into_any())
    }
}

fn strip(balance: &Balance) -> AnyView {
    let total = balance.total();
    let (word, sum) = if total.is_negative() { ("Аванс", -total) } else { ("Долг", total) };
    if total.is_zero() {
        return view! {
            <a class="strip only-phone" href="/charges">
                <span class="tone tone--ok">
                    <Icon name=IconName::Check small=true />
                    "Долга нет"
                </span>
                <span class="strip__go">
                    "Начисления"
                    <Icon name=IconName::Right small=true />
                </span>
            </a>
        }
        .into_any();
    }
    let (go, href) =
        if total.is_positive() { ("Оплатить", "/pay") } else { ("Начисления", "/charges") };
    view! {
        <a class="strip only-phone" href=href>
            <span>{word}</span>
            <b class="money">{rubles(sum)}</b>
            <span class="strip__go">
                {go}
                <Icon name=IconName::Right small=true />
            </span>
        </a>
    }
    .into_any()
}

fn card(debt: Debt, balance: &Balance) -> AnyView {
    let total = balance.total();
    let head = if total.is_positive() {
        view! {
            <span class="muted small">"Суммарная задолженность"</span>
            {hero(total)}
        }
        .into_any()
    } else if total.is_negative() {
        view! {
            <span class="muted small">"Аванс"</span>
            <span class="balance__advance">{hero(-total)}</span>
        }
        .into_any()
    } else {
        view! {
            <span class="muted small">"Суммарная задолженность"</span>
            {hero(total)}
            <span class="tone tone--ok">
                <Icon name=IconName::Check small=true />
                "Долга нет"
            </span>
        }
        .into_any()
    };
    let (class, button) = match debt {
        Debt::Beside => ("card balance only-wide", ButtonKind::Tonal),
        Debt::Card => ("card balance", ButtonKind::Tonal),
        Debt::Subject => ("card balance", ButtonKind::Primary),
    };
    let button = if total.is_positive() { button } else { ButtonKind::Line };
    let label = if total.is_positive() { "Оплатить" } else { "Заплатить вперёд" };
    let rows = (!balance.recipients.is_empty()).then(|| {
        view! {
            <dl>
                <div class="balance__cap">
                    <dt>"Услуга"</dt>
                    <dd>"Сумма долга"</dd>
                </div>
                {balance.recipients.iter().map(row).collect_view()}
            </dl>
            <a class=format!("{} btn--wide", button.class()) href="/pay">
                {label}
            </a>
        }
    });
    let note = balance
        .outlook
        .as_ref()
        .filter(|_| debt == Debt::Card)
        .map(|outlook| penalty_note(outlook, balance.on));
    view! {
        <section class=class aria-labelledby="balance">
            <div class="stack stack--tight">
                <h2 class="balance__title" id="balance">
                    "Текущий баланс"
                </h2>
                {head}
            </div>
            {rows} {note}
        </section>
    }
    .into_any()
}

fn row(balance: &RecipientBalance) -> AnyView {
    let owed = balance.owed();
    let (name, penalty) = (balance.recipient.name.clone(), balance.penalty);
    let sum = if owed.is_negative() {
        view! { <dd class="num">"аванс " {rubles(-owed)}</dd> }.into_any()
    } else {
        view! { <dd class="num">{rubles(owed)}</dd> }.into_any()
    };
    let penalty = penalty.is_positive().then(|| {
        view! {
            <div>
                <dt>"в том числе пени"</dt>
                <dd class="num">{rubles(penalty)}</dd>
            </div>
        }
    });
    view! {
        <div>
            <dt>{name}</dt>
            {sum}
        </div>
        {penalty}
    }
    .into_any()
}
