//! The answer, with templates that are filled in already.
use super::sheet::{Desk, hidden};
use crate::{
    files::{FilePicker, use_files, without_scripts},
    form::FormFailure,
    ui::{Button, ButtonKind, Icon, IconName, use_live},
};
use domain::{
    appeals::{Phrase, StaffAppeal},
    files::Owner,
};
use leptos::{form::ActionForm, prelude::*};

pub(super) fn answer(appeal: RwSignal<StaffAppeal>, desk: Desk) -> AnyView {
    let form = desk.forms().answer;
    let error = form.state.field("text");
    let (phrases, number) =
        appeal.with_untracked(|appeal| (StoredValue::new(appeal.phrases.clone()), appeal.row.number));
    // Without scripts the address names the template.
    let named = desk.template.get_untracked();
    if desk.text.with_untracked(String::is_empty)
        && let Some(phrase) = phrases.with_value(|phrases| find(phrases, named.as_deref()?))
    {
        desk.text.set(phrase);
    }
    let (fresh, limits) = appeal.with_untracked(|appeal| (appeal.fresh, appeal.limits));
    let files = use_files(Owner::AppealEntry(fresh), limits);
    let busy = Signal::derive(move || form.state.busy.get() || files.busy.get());
    let described = move || {
        if error.with(Option::is_some) { "answer-error answer-hint" } else { "answer-hint" }
    };
    view! {
        <section class="card stack">
            <h2>"Ответ жителю"</h2>
            {templates(phrases, number, desk)}
            <ActionForm action=form.action attr:class="form form--close" attr:novalidate=true>
                <FormFailure form=form.state />
                {hidden(appeal, "answer[appeal]", Some("answer[seen]"))}
                <input type="hidden" name="answer[id]" value=fresh.to_string() />
                <div class="field">
                    <label class="field__label" for="answer">
                        "Текст ответа"
                    </label>
                    <textarea
                        class="textarea"
                        id="answer"
                        name="answer[text]"
                        rows="8"
                        aria-invalid=move || error.with(Option::is_some).then_some("true")
                        aria-describedby=described
                        prop:value=move || desk.text.get()
                        on:input=move |event| desk.text.set(event_target_value(&event))
                    >
                        {desk.text.get_untracked()}
                    </textarea>
                    {move || {
                        error
                            .get()
                            .map(|text| {
                                view! {
                                    <p class="field__error" id="answer-error">
                                        <Icon name=IconName::No small=true />
                                        <span>{text}</span>
                                    </p>
                                }
                            })
                    }}
                    <p class="field__hint" id="answer-hint">
                        "Житель прочтёт это в кабинете и получит письмо."
                    </p>
                </div>
                <FilePicker files=files />
                {without_scripts("Файлы к ответу добавляются, когда в браузере включены скрипты.")}
                <div class="actions">
                    <Button label="Ответить" icon=IconName::Send busy=busy />
                </div>
            </ActionForm>
        </section>
    }
    .into_any()
}

fn find(phrases: &[Phrase], id: &str) -> Option<String> {
    phrases.iter().find(|phrase| phrase.id.to_string() == id).map(|phrase| phrase.text.clone())
}

/// Chooses a template: at once where scripts run, otherwise the page comes again with its text.
fn templates(phrases: StoredValue<Vec<Phrase>>, number: i64, desk: Desk) -> Option<AnyView> {
    if phrases.with_value(Vec::is_empty) {
        return None;
    }
    let live = use_live();
    let named = desk.template.get_untracked();
    let options = phrases.with_value(|phrases| {
        let option = |phrase: &Phrase| {
            let id = phrase.id.to_string();
            let selected = named.as_ref() == Some(&id);
            let name = phrase.name.clone();
            view! {
                <option value=id selected=selected>
                    {name}
                </option>
            }
        };
        phrases.iter().map(option).collect_view()
    });
    // What is written already stays above.
    let choose = move |event| {
        let chosen = event_target_value(&event);
        if let Some(text) = phrases.with_value(|phrases| find(phrases, &chosen)) {
            desk.text.update(|written| {
                let before = written.trim_end();
                *written = if before.is_empty() { text } else { format!("{before}\n\n{text}") };
            });
        }
    };
    Some(
        view! {
            <form method="get" action=format!("/staff/appeals/{number}") class="field">
                <label class="field__label small" for="template">
                    "Вставить шаблон"
                </label>
                <div class="row nowrap">
                    <select class="select" id="template" name="template" on:change=choose>
                        <option value="">"не выбран"</option>
                        {options}
                    </select>
                    <span hidden=move || live.get()>
                        <Button label="Вставить" kind=ButtonKind::Line class="btn--sm" />
                    </span>
                </div>
            </form>
        }
        .into_any(),
    )
}
