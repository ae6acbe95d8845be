//! What a resident does with an appeal: add to it, go on after an answer that did not help, close it.
use super::{AddToAppeal, CloseAppeal, ReopenAppeal};
use crate::{
    files::{FilePicker, Files, FilesRefused, plain_form, without_scripts},
    form::{FormFailure, FormState, Sent, keep_draft},
    ui::{Button, ButtonKind, IconName, TextArea},
};
use domain::{
    files::{Limits, Owner},
    ids::{AppealId, EntryId},
};
use leptos::{form::ActionForm, html, prelude::*};
use server_fn::ServerFn;

/// The appeal that a form is about.
#[derive(Clone, Copy)]
pub(super) struct Subject {
    pub number: i64,
    pub id: AppealId,
    /// For the next entry.
    pub fresh: EntryId,
    /// Those of the next entry, whichever form sends it.
    pub files: Files,
    /// How many files may be added to it.
    pub limits: Limits,
}

impl Subject {
    fn hidden(self) -> AnyView {
        view! {
            <input type="hidden" name="number" value=self.number.to_string() />
            <input type="hidden" name="new[id]" value=self.fresh.to_string() />
            <input type="hidden" name="new[appeal]" value=self.id.to_string() />
        }
        .into_any()
    }

    /// What was added while one waited goes on as what an answer leaves open.
    fn typed<F: Sent>(self, action: ServerAction<F>, state: FormState) -> NodeRef<html::Form> {
        let typed = NodeRef::new();
        keep_draft(typed, format!("/appeals/{}", self.id), action, state);
        typed
    }
}

/// «Дополнить»
pub(super) fn addition(subject: Subject, action: ServerAction<AddToAppeal>, state: FormState) -> AnyView {
    let next = Owner::AppealEntry(subject.fresh);
    let files = subject.files;
    let typed = subject.typed(action, state);
    let busy = Signal::derive(move || state.busy.get() || files.busy.get());
    view! {
        <FilesRefused />
        <ActionForm action=action node_ref=typed attr:class="card form" attr:novalidate=true>
            <FormFailure form=state />
            {subject.hidden()}
            <TextArea
                name="new[text]"
                label="Дополнить обращение"
                hint="Если что-то забыли или что-то изменилось"
                error=state.field("text")
                value=state.value("new[text]")
            />
            <FilePicker files=files />
            <div class="actions">
                <Button label="Отправить" icon=IconName::Send busy=busy class="btn--phone-wide" />
            </div>
        </ActionForm>
        {plain_form(subject.id.0, next, &subject.limits, false)}
    }
    .into_any()
}

/// «Ответ не помог?»
pub(super) fn reopening(subject: Subject, action: ServerAction<ReopenAppeal>, state: FormState) -> AnyView {
    let files = subject.files;
    let typed = subject.typed(action, state);
    let busy = Signal::derive(move || state.busy.get() || files.busy.get());
    view! {
        <ActionForm action=action node_ref=typed attr:class="card form" attr:id="reopen" attr:novalidate=true>
            <h2>"Ответ не помог?"</h2>
            <FormFailure form=state />
            {subject.hidden()}
            <TextArea
                name="new[text]"
                label="Что осталось нерешённым"
                hint="Обращение снова попадёт в работу, и срок ответа начнётся заново"
                error=state.field("text")
                value=state.value("new[text]")
            />
            <FilePicker files=files />
            {without_scripts("Файлы можно будет добавить, когда обращение снова будет в работе.")}
            <div class="actions">
                <Button label="Продолжить обращение" kind=ButtonKind::Line busy=busy class="btn--phone-wide" />
            </div>
        </ActionForm>
    }
    .into_any()
}

/// Closes what is answered at once; what waits for its answer is asked about first, without scripts too.
pub(super) fn closing(subject: Subject, waits: bool) -> AnyView {
    let form = move |label: &'static str, kind: ButtonKind| {
        view! {
            <form method="post" action=CloseAppeal::url()>
                <input type="hidden" name="number" value=subject.number.to_string() />
                <input type="hidden" name="appeal" value=subject.id.to_string() />
                <Button label=label kind=kind />
            </form>
        }
    };
    if !waits {
        return view! {
            <section class="card stack stack--tight">
                <h2>"Ответ помог?"</h2>
                <p class="muted">"Закройте обращение, если вопрос решён. Закрытое больше не возобновить."</p>
                {form("Вопрос решён", ButtonKind::Tonal)}
            </section>
        }
        .into_any();
    }
    view! {
        <details class="question">
            <summary class=ButtonKind::Plain.class()>"Закрыть обращение"</summary>
            <div class="card stack stack--tight">
                <p>"Отвечать на закрытое обращение мы не будем. Закрыть его?"</p>
                {form("Да, закрыть", ButtonKind::Danger)}
            </div>
        </details>
    }
    .into_any()
}
