//! Comments: to the resident, or among staff. Which it will be is seen before it is sent.
use super::desk::Desk;
use crate::{
    form::FormFailure,
    layout::use_here,
    ui::{Button, ButtonKind, Icon, IconName},
};
use domain::tickets::StaffTicket;
use leptos::{form::ActionForm, prelude::*};

pub(super) fn talk(ticket: RwSignal<StaffTicket>, desk: Desk) -> AnyView {
    let form = desk.answer;
    let here = use_here();
    let error = form.state.field("text");
    let internal = RwSignal::new(form.state.value("comment[internal]") == "true");
    let label = move || {
        if internal.get() {
            "Комментарий для сотрудников"
        } else {
            "Комментарий жителю"
        }
    };
    let hint = move || {
        if internal.get() {
            "Житель этого не увидит."
        } else {
            "Житель прочтёт это в кабинете и получит письмо."
        }
    };
    view! {
        <ActionForm action=form.action attr:class="whom" attr:novalidate=true>
            <FormFailure form=form.state />
            <input type="hidden" name="comment[id]" value=move || ticket.with(|ticket| ticket.fresh.to_string()) />
            <input type="hidden" name="comment[ticket]" value=move || ticket.with(|ticket| ticket.row.id.to_string()) />
            <input type="hidden" name="next" value=here />
            <fieldset>
                <legend class="visually-hidden">"Кому"</legend>
                <div class="segmented">
                    <label>
                        <input
                            type="radio"
                            name="comment[internal]"
                            value="false"
                            checked=!internal.get_untracked()
                            on:change=move |_| internal.set(false)
                        />
                        <Icon name=IconName::User small=true />
                        "Жителю"
                    </label>
                    <label>
                        <input
                            type="radio"
                            name="comment[internal]"
                            value="true"
                            checked=internal.get_untracked()
                            on:change=move |_| internal.set(true)
                        />
                        <Icon name=IconName::Users small=true />
                        "Сотрудникам"
                    </label>
                </div>
            </fieldset>
            <div class="field">
                <label class="field__label small" for="comment">
                    {label}
                </label>
                <textarea
                    class="textarea textarea--short"
                    id="comment"
                    name="comment[text]"
                    rows="2"
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    aria-describedby="comment-hint"
                    prop:value=move || desk.comment.get()
                    on:input=move |event| desk.comment.set(event_target_value(&event))
                >
                    {desk.comment.get_untracked()}
                </textarea>
                {move || {
                    error
                        .get()
                        .map(|text| {
                            view! {
                                <p class="field__error">
                                    <Icon name=IconName::No small=true />
                                    <span>{text}</span>
                                </p>
                            }
                        })
                }}
                <p class="field__hint" id="comment-hint" aria-live="polite">
                    {hint}
                </p>
            </div>
            <div class="actions">
                <Button label="Отправить" kind=ButtonKind::Tonal icon=IconName::Send class="btn--sm" busy=form.state.busy />
            </div>
        </ActionForm>
    }
    .into_any()
}
