//! Comments: to the resident, or among staff. Which it will be is seen before it is sent.
use super::desk::Desk;
use crate::{
    files::{FilePicker, FilesRefused, plain_form, use_files},
    form::{FormFailure, keep_draft},
    layout::use_here,
    ui::{Button, ButtonKind, FieldError, Icon, IconName, raw_text},
};
use domain::{files::Owner, tickets::StaffTicket};
use leptos::{form::ActionForm, prelude::*};

/// What changes with the choice is changed by style, so that it is right before there are scripts, and without them.
pub(super) fn talk(ticket: RwSignal<StaffTicket>, desk: Desk) -> AnyView {
    let form = desk.forms().answer;
    let here = use_here();
    let (id, fresh, limits) = ticket.with_untracked(|ticket| (ticket.row.id, ticket.fresh, ticket.limits));
    let files = use_files(Owner::TicketComment(fresh), limits);
    let sent = form.action.value();
    Effect::new(move |_| {
        if sent.with(|sent| matches!(sent, Some(Ok(_)))) {
            files.begin_anew();
        }
    });
    let busy = Signal::derive(move || form.state.busy.get() || files.busy.get());
    let error = form.state.field("text");
    let typed = NodeRef::new();
    keep_draft(typed, format!("/staff/tickets/{id}"), form.action, form.state);
    let internal = form.state.value("comment[internal]") == "true";
    view! {
        <FilesRefused />
        <ActionForm action=form.action node_ref=typed attr:class="whom" attr:novalidate=true>
            <FormFailure form=form.state />
            <input type="hidden" name="comment[id]" value=move || files.form.get().id().to_string() />
            <input type="hidden" name="comment[ticket]" value=move || ticket.with(|ticket| ticket.row.id.to_string()) />
            <input type="hidden" name="next" value=here />
            <fieldset>
                <legend class="visually-hidden">"Кому"</legend>
                <div class="segmented">
                    {whom("false", "Жителю", IconName::User, !internal)}
                    {whom("true", "Сотрудникам", IconName::Users, internal)}
                </div>
            </fieldset>
            <div class="field">
                <label class="field__label small" for="comment">
                    <span class="whom__out">"Комментарий жителю"</span>
                    <span class="whom__in">"Комментарий для сотрудников"</span>
                </label>
                <textarea
                    class="textarea textarea--short"
                    id="comment"
                    name="comment[text]"
                    rows="2"
                    node_ref=desk.comment
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    aria-describedby="comment-error comment-hint"
                >
                    {raw_text(form.state.value("comment[text]"))}
                </textarea>
                <div id="comment-error">
                    {move || {
                        error
                            .get()
                            .map(|text| {
                                view! { <FieldError text=text /> }
                            })
                    }}
                </div>
                <p class="field__hint" id="comment-hint">
                    <span class="whom__out">"Житель прочтёт это в кабинете и получит письмо."</span>
                    <span class="whom__in">"Житель этого не увидит."</span>
                </p>
            </div>
            <FilePicker files=files />
            <div class="actions">
                <Button label="Отправить" kind=ButtonKind::Line icon=IconName::Send class="btn--sm" busy=busy />
            </div>
        </ActionForm>
        {plain_form(id.0, Owner::TicketComment(fresh), &limits, true)}
    }
    .into_any()
}

fn whom(value: &'static str, label: &'static str, icon: IconName, chosen: bool) -> AnyView {
    view! {
        <label>
            <input type="radio" name="comment[internal]" value=value checked=chosen />
            <Icon name=icon small=true />
            {label}
        </label>
    }
    .into_any()
}
