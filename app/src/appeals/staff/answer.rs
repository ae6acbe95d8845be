//! The answer, with templates that are filled in already.
use super::sheet::{Desk, hidden};
use crate::{
    files::{FilePicker, use_files, without_scripts},
    form::{FormFailure, keep_draft, wrote_into},
    ui::{Button, ButtonKind, IconName, TextArea, use_live},
};
use domain::{
    appeals::{Phrase, StaffAppeal},
    files::Owner,
};
use leptos::{form::ActionForm, html, prelude::*};

pub(super) fn answer(appeal: RwSignal<StaffAppeal>, desk: Desk) -> AnyView {
    let form = desk.forms().answer;
    let (phrases, number) =
        appeal.with_untracked(|appeal| (StoredValue::new(appeal.phrases.clone()), appeal.row.number));
    // Without scripts the address names the template.
    let named = desk.template.get_untracked();
    let came_back = form.state.value("answer[text]");
    let text = if came_back.is_empty() {
        phrases.with_value(|phrases| find(phrases, named.as_deref()?)).unwrap_or_default()
    } else {
        came_back
    };
    let (id, fresh, limits) = appeal.with_untracked(|appeal| (appeal.row.id, appeal.fresh, appeal.limits));
    let typed = NodeRef::new();
    keep_draft(typed, format!("/staff/appeals/{id}"), form.action, form.state);
    let files = use_files(Owner::AppealEntry(fresh), limits);
    let busy = Signal::derive(move || form.state.busy.get() || files.busy.get());
    view! {
        <section class="card stack">
            <h2>"Ответ жителю"</h2>
            {templates(phrases, number, desk)}
            <ActionForm action=form.action node_ref=typed attr:class="form form--close" attr:novalidate=true>
                <FormFailure form=form.state />
                {hidden(appeal, "answer[appeal]", Some("answer[seen]"))}
                <input type="hidden" name="answer[id]" value=fresh.to_string() />
                <TextArea
                    name="answer[text]"
                    label="Текст ответа"
                    hint="Житель прочтёт это в кабинете и получит письмо"
                    error=form.state.field("text")
                    value=text
                    node=desk.text
                />
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
    let choose = move |chosen: String| {
        if let Some(text) = phrases.with_value(|phrases| find(phrases, &chosen))
            && let Some(area) = desk.text.get_untracked()
        {
            let written = area.value();
            let before = written.trim_end();
            area.set_value(&if before.is_empty() { text } else { format!("{before}\n\n{text}") });
            wrote_into(&area);
        }
    };
    let node = NodeRef::<html::Select>::new();
    // It may have been chosen before the page came to life.
    Effect::new(move |_| {
        if let (Some(node), Some(area)) = (node.get(), desk.text.get())
            && area.value().is_empty()
        {
            choose(node.value());
        }
    });
    Some(
        view! {
            <form method="get" action=format!("/staff/appeals/{number}") class="field">
                <label class="field__label small" for="template">
                    "Вставить шаблон"
                </label>
                <div class="row nowrap">
                    <select class="select" id="template" name="template" node_ref=node on:change=move |event| choose(event_target_value(&event))>
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
