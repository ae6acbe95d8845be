//! An account is closed, or opened again.
use super::{CloseAccount, OpenAccount, forms::or};
use crate::{
    form::{Form, FormFailure},
    ui::{Button, ButtonKind, Field, Fold, IconName, TextArea, date_iso},
};
use domain::registry::AccountPage as Data;
use leptos::{form::ActionForm, prelude::*};

pub(super) fn closing(data: &Data, close: Form<CloseAccount>, open: Form<OpenAccount>) -> AnyView {
    let form = if data.closed_on.is_some() { opened(data, open) } else { closed(data, close) };
    view! { <section class="card">{form}</section> }.into_any()
}

fn closed(data: &Data, form: Form<CloseAccount>) -> AnyView {
    let state = form.state;
    let account = data.id.to_string();
    let on = or(state.value("closing[on]"), || date_iso(data.today));
    let fields = view! {
        <ActionForm action=form.action attr:class="form form--close" attr:novalidate=true>
            <p class="small">
                "После последнего дня по счёту не платят, и показаний по нему не ждут. История останется, закрытый счёт можно открыть снова."
            </p>
            <FormFailure form=state />
            <input type="hidden" name="closing[account]" value=account />
            <Field
                name="closing[on]"
                label="Последний день"
                kind="date"
                autocomplete="off"
                error=state.field("on")
                value=on
            />
            <TextArea
                name="closing[reason]"
                label="Почему"
                hint="Пример: «Собственник сменился, открыт новый счёт»"
                short=true
                error=state.field("reason")
                value=state.value("closing[reason]")
            />
            <div class="actions">
                <Button label="Закрыть счёт" kind=ButtonKind::Danger busy=state.busy />
            </div>
        </ActionForm>
    };
    let open = state.failed();
    view! { <Fold icon=IconName::No label="Закрыть лицевой счёт" open=open>{fields}</Fold> }.into_any()
}

fn opened(data: &Data, form: Form<OpenAccount>) -> AnyView {
    let state = form.state;
    let account = data.id.to_string();
    let next = data.closed_on.and_then(|on| on.succ_opt()).unwrap_or(data.today).min(data.today);
    let on = or(state.value("opening[on]"), || date_iso(next));
    let fields = view! {
        <ActionForm action=form.action attr:class="form form--close" attr:novalidate=true>
            <FormFailure form=state />
            <input type="hidden" name="opening[account]" value=account />
            <Field
                name="opening[on]"
                label="С какого дня"
                kind="date"
                autocomplete="off"
                hint="Если закрыли по ошибке, следующий день после закрытия"
                error=state.field("on")
                value=on
            />
            <TextArea
                name="opening[reason]"
                label="Почему"
                hint="Пример: «Закрыли по ошибке»"
                short=true
                error=state.field("reason")
                value=state.value("opening[reason]")
            />
            <div class="actions">
                <Button label="Открыть счёт" busy=state.busy />
            </div>
        </ActionForm>
    };
    let open = state.failed();
    view! { <Fold icon=IconName::Key label="Открыть лицевой счёт" open=open>{fields}</Fold> }.into_any()
}
