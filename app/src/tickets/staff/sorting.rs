//! «Изменить вид»: what a ticket really is.
use super::{desk::Desk, steps::hidden};
use crate::{
    form::FormFailure,
    tickets::words::{category, kind},
    ui::{Button, ButtonKind, Fold, IconName},
};
use domain::tickets::{Category, Kind, StaffTicket, Whose};
use leptos::{form::ActionForm, prelude::*};

pub(super) fn sorting(ticket: RwSignal<StaffTicket>, desk: Desk) -> AnyView {
    let form = desk.forms().sort;
    let open = form.state.failed();
    let categories = Category::ALL.map(|of| {
        let is = move || ticket.with(|ticket| ticket.row.category == of);
        view! {
            <option value=format!("{of:?}") selected=is>
                {category(of).0}
            </option>
        }
    });
    let kinds = Kind::ALL.map(|of| {
        let is = move || ticket.with(|ticket| ticket.row.kind == of);
        view! {
            <option value=format!("{of:?}") selected=is>
                {kind(of)}
            </option>
        }
    });
    let of_house = move || ticket.with(|ticket| ticket.row.whose == Whose::House);
    // What nobody's unit wrote stays the house's.
    let of_unit = ticket.with_untracked(|ticket| ticket.account.is_some());
    let house = if of_unit {
        view! {
            <label class="check small">
                <input type="checkbox" name="to[house]" value="true" checked=of_house() />
                <span>"Общедомовая: её увидит весь дом, без контактов"</span>
            </label>
        }
        .into_any()
    } else {
        view! { <input type="hidden" name="to[house]" value="true" /> }.into_any()
    };
    view! {
        <Fold icon=IconName::Filter label="Изменить вид" open=open>
            <ActionForm action=form.action attr:class="form form--close">
                <FormFailure form=form.state />
                {hidden(ticket, "to[ticket]", "to[seen]")}
                <div class="fields-2">
                    <div class="field">
                        <label class="field__label small" for="category">
                            "О чём"
                        </label>
                        <select class="select" id="category" name="to[category]">
                            {categories}
                        </select>
                    </div>
                    <div class="field">
                        <label class="field__label small" for="kind">
                            "Срок по закону"
                        </label>
                        <select class="select" id="kind" name="to[kind]">
                            {kinds}
                        </select>
                    </div>
                </div>
                {house}
                <div class="actions">
                    <Button label="Сохранить вид" kind=ButtonKind::Line class="btn--sm" busy=form.state.busy />
                </div>
            </ActionForm>
        </Fold>
    }
    .into_any()
}
