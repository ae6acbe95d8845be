use super::use_here;
use crate::{
    residency::ChooseAccount,
    ui::{Icon, IconName},
};
use domain::{residency::AccountCard, session::Person};
use leptos::prelude::*;
use server_fn::ServerFn;

/// «Выбрать другой ЛС»: the account that is open, and the others. Choosing keeps the section.
pub(super) fn switcher(person: Person) -> AnyView {
    let Some(open) = person.account().cloned() else {
        return view! {
            <a class="option" href="/units/add">
                <Icon name=IconName::Plus />
                "Добавить помещение"
            </a>
        }
        .into_any();
    };
    let label = format!("Выбрать другой ЛС. Сейчас: {}", open.number);
    let choices =
        person.accounts.into_iter().map(|account| choice(&account, account.id == open.id)).collect_view();
    view! {
        <details class="switcher">
            <summary aria-label=label>
                <span class="switcher__text">
                    <b>"ЛС " {open.number}</b>
                    <span>{open.address}</span>
                </span>
                <Icon name=IconName::Down />
            </summary>
            <div class="switcher__list">
                {choices}
                <a class="option" href="/units/add">
                    <span class="res res--home">
                        <Icon name=IconName::Plus />
                    </span>
                    <span>
                        <b>"Добавить помещение"</b>
                        <small>"по № лицевого счета из квитанции"</small>
                    </span>
                </a>
            </div>
        </details>
    }
    .into_any()
}

fn choice(account: &AccountCard, is_open: bool) -> impl IntoView + use<> {
    let here = use_here();
    let face = view! {
        <span class="res res--home">
            <Icon name=IconName::Home />
        </span>
        <span>
            <b>"ЛС " {account.number.clone()}</b>
            <small>{account.address.clone()}</small>
        </span>
    };
    if is_open {
        view! {
            <div class="option" aria-current="true">
                {face}
                <Icon name=IconName::Check />
            </div>
        }
        .into_any()
    } else {
        view! {
            <form method="post" action=ChooseAccount::url()>
                <input type="hidden" name="account" value=account.id.to_string() />
                <input type="hidden" name="next" value=here />
                <button class="option" type="submit">
                    {face}
                </button>
            </form>
        }
        .into_any()
    }
}
