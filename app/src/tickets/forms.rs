//! What a resident does with a ticket: rate it, return it, take it back, say something.
use super::{CommentTicket, RateTicket, ReturnTicket, TakeTicketBack};
use crate::{
    files::{FilePicker, FilesRefused, plain_form, use_files},
    form::{FormFailure, FormState, keep_draft},
    ui::{Button, ButtonKind, FieldError, Icon, IconName, TextArea},
};
use domain::{
    files::{Limits, Owner},
    ids::{CommentId, TicketId},
    tickets::Rating,
};
use leptos::{form::ActionForm, prelude::*};
use server_fn::ServerFn;

/// The ticket that a form is about.
#[derive(Clone, Copy)]
pub(super) struct Subject {
    pub number: i64,
    pub id: TicketId,
}

impl Subject {
    fn number(self) -> AnyView {
        view! { <input type="hidden" name="number" value=self.number.to_string() /> }.into_any()
    }

    fn ticket(self, name: &'static str) -> AnyView {
        view! { <input type="hidden" name=name value=self.id.to_string() /> }.into_any()
    }
}

/// «Как сделали?» `chosen` stars are set already.
pub(super) fn rate(
    subject: Subject,
    chosen: Option<u8>,
    closes: bool,
    action: ServerAction<RateTicket>,
    state: FormState,
) -> AnyView {
    let error = state.field("rating");
    let chosen = state.value("verdict[rating]").parse::<u8>().ok().or(chosen);
    let stars = (1..=Rating::MOST)
        .map(|stars| {
            let invalid = move || (stars == 1 && error.with(Option::is_some)).then_some("true");
            let described = move || error.with(Option::is_some).then_some("rating-error");
            view! {
                <label>
                    <input
                        type="radio"
                        name="verdict[rating]"
                        value=stars.to_string()
                        checked=chosen == Some(stars)
                        aria-invalid=invalid
                        aria-describedby=described
                    />
                    <Icon name=IconName::Star />
                    <span class="visually-hidden">{format!("{stars} из {}", Rating::MOST)}</span>
                </label>
            }
        })
        .collect_view();
    let wrong = move || {
        error.get().map(|text| {
            view! { <FieldError text=text id="rating-error" /> }
        })
    };
    let note = closes.then(|| {
        view! {
            <TextArea
                name="verdict[text]"
                label="Хотите что-то добавить?"
                hint="Необязательно"
                short=true
                error=state.field("note")
                value=state.value("verdict[text]")
            />
        }
    });
    let after = closes.then(|| view! { <p class="muted small">"С оценкой заявка закроется."</p> });
    view! {
        <ActionForm action=action attr:class="card form" attr:id="rate" attr:novalidate=true>
            <FormFailure form=state />
            {subject.number()}
            {subject.ticket("verdict[ticket]")}
            <fieldset class="field">
                <legend>
                    <h2>"Как сделали?"</h2>
                </legend>
                <div class="stars stars--pick">{stars}</div>
                {wrong}
            </fieldset>
            {note}
            <div class="actions">
                <Button label="Поставить оценку" busy=state.busy class="btn--phone-wide" />
                {after}
            </div>
        </ActionForm>
    }
    .into_any()
}

/// «Вернуть в работу», with what is still wrong.
pub(super) fn send_back(subject: Subject, action: ServerAction<ReturnTicket>, state: FormState) -> AnyView {
    view! {
        <ActionForm action=action attr:class="card form" attr:id="return" attr:novalidate=true>
            <h2>"Сделано не всё?"</h2>
            <FormFailure form=state />
            {subject.number()}
            {subject.ticket("ticket")}
            <TextArea
                name="note"
                label="Что не так"
                hint="Мастер прочтёт это до приезда. Пример: «Кран снова капает»"
                short=true
                error=state.field("note")
                value=state.value("note")
            />
            <div class="actions">
                <Button label="Вернуть в работу" kind=ButtonKind::Line busy=state.busy class="btn--phone-wide" />
            </div>
        </ActionForm>
    }
    .into_any()
}

/// Something is said to a ticket, with files or without. Where it is to be rated first this is the lesser of two buttons.
pub(super) fn comment(
    subject: Subject,
    (fresh, limits): (CommentId, Limits),
    rates: Memo<bool>,
    action: ServerAction<CommentTicket>,
    state: FormState,
) -> AnyView {
    let files = use_files(Owner::TicketComment(fresh), limits);
    let busy = Signal::derive(move || state.busy.get() || files.busy.get());
    let typed = NodeRef::new();
    keep_draft(typed, format!("/tickets/{}", subject.id), action, state);
    view! {
        <FilesRefused />
        <ActionForm action=action node_ref=typed attr:class="card form" attr:novalidate=true>
            <FormFailure form=state />
            {subject.number()}
            {subject.ticket("comment[ticket]")}
            <input type="hidden" name="comment[id]" value=fresh.to_string() />
            <TextArea
                name="comment[text]"
                label="Комментарий"
                hint="Код домофона, этаж, что изменилось"
                short=true
                error=state.field("text")
                value=state.value("comment[text]")
            />
            <FilePicker files=files />
            <div class="actions">
                {move || {
                    let kind = if rates.get() { ButtonKind::Line } else { ButtonKind::Primary };
                    view! { <Button label="Отправить" kind=kind icon=IconName::Send busy=busy class="btn--phone-wide" /> }
                }}
            </div>
        </ActionForm>
        {plain_form(subject.id.0, Owner::TicketComment(fresh), &limits, false)}
    }
    .into_any()
}

/// «Отозвать»: asks first, without scripts too.
pub(super) fn take_back(subject: Subject) -> AnyView {
    view! {
        <details class="question">
            <summary class=ButtonKind::Plain.class()>"Отозвать заявку"</summary>
            <form class="card" method="post" action=TakeTicketBack::url()>
                {subject.number()}
                {subject.ticket("ticket")}
                <p>"Заявка закроется, и мастер не придёт. Отозвать её?"</p>
                <div class="actions">
                    <Button label="Да, отозвать" kind=ButtonKind::Danger />
                </div>
            </form>
        </details>
    }
    .into_any()
}
