//! Who has an appeal in work, an extension of its term, and notes for colleagues.
use super::sheet::{Desk, hidden};
use crate::{
    form::FormFailure,
    text::appeals::employee,
    ui::{Button, ButtonKind, Fold, Icon, IconName, TextArea, date, date_iso},
};
use chrono::NaiveDate;
use domain::appeals::StaffAppeal;
use leptos::{form::ActionForm, prelude::*};

/// «Кто ведёт»
pub(super) fn assignment(appeal: RwSignal<StaffAppeal>, desk: Desk) -> AnyView {
    let form = desk.forms().assign;
    let colleagues = appeal.with_untracked(|appeal| appeal.colleagues.clone());
    let me = colleagues.iter().find(|colleague| colleague.me).map(|me| me.id);
    let mine = Memo::new(move |_| {
        appeal.with(|appeal| appeal.row.assignee.as_ref().is_some_and(|assignee| assignee.me))
    });
    let options = colleagues.into_iter().map(move |known| {
        let id = known.id;
        let is = move || appeal.with(|appeal| appeal.row.assignee.as_ref().is_some_and(|now| now.id == id));
        let name = employee(known.role, &known.email);
        view! {
            <option value=id.to_string() selected=is>
                {if known.me { format!("{name} (вы)") } else { name }}
            </option>
        }
    });
    let nobody = move || appeal.with(|appeal| appeal.row.assignee.is_none());
    let take = me.map(|me| {
        view! {
            {move || {
                (!mine.get())
                    .then(|| {
                        view! {
                            <ActionForm action=form.action>
                                {hidden(appeal, "to[appeal]", Some("to[seen]"))}
                                <input type="hidden" name="to[employee]" value=me.to_string() />
                                <Button
                                    label="Взять себе"
                                    kind=ButtonKind::Tonal
                                    class="btn--sm btn--wide"
                                    busy=form.state.busy
                                />
                            </ActionForm>
                        }
                    })
            }}
        }
    });
    view! {
        <div class="stack stack--tight">
            <FormFailure form=form.state />
            {take}
            <ActionForm action=form.action attr:class="field">
                {hidden(appeal, "to[appeal]", Some("to[seen]"))}
                <label class="field__label small" for="employee">
                    "Кто ведёт"
                </label>
                <select class="select" id="employee" name="to[employee]">
                    <option value="" selected=nobody>
                        "никто"
                    </option>
                    {options.collect_view()}
                </select>
                <div class="actions">
                    <Button label="Назначить" kind=ButtonKind::Line class="btn--sm" busy=form.state.busy />
                </div>
            </ActionForm>
        </div>
    }
    .into_any()
}

/// «Продлить срок», up to its last day.
pub(super) fn extension(appeal: RwSignal<StaffAppeal>, last: NaiveDate, desk: Desk) -> AnyView {
    let form = desk.forms().extend;
    let state = form.state;
    let error = state.field("until");
    let open = state.failed();
    view! {
        <Fold icon=IconName::Calendar label="Продлить срок" open=open>
            <ActionForm action=form.action attr:class="form form--close" attr:novalidate=true>
                <FormFailure form=state />
                {hidden(appeal, "to[appeal]", Some("to[seen]"))}
                <div class="field">
                    <label class="field__label small" for="until">
                        "До какого дня"
                    </label>
                    <input
                        class="input"
                        id="until"
                        name="to[until]"
                        type="date"
                        max=date_iso(last)
                        value=state.value("to[until]")
                        aria-invalid=move || error.with(Option::is_some).then_some("true")
                        aria-describedby=move || {
                            if error.with(Option::is_some) { "until-error until-hint" } else { "until-hint" }
                        }
                    />
                    {move || {
                        error
                            .get()
                            .map(|text| {
                                view! {
                                    <p class="field__error" id="until-error">
                                        <Icon name=IconName::No small=true />
                                        <span>{text}</span>
                                    </p>
                                }
                            })
                    }}
                    <p class="field__hint" id="until-hint">
                        "Один раз и не позже " {date(last)}
                    </p>
                </div>
                <TextArea
                    name="to[reason]"
                    label="Почему"
                    hint="Житель прочтёт это в письме. Пример: «Ждём данные поставщика тепла»"
                    error=state.field("reason")
                    value=state.value("to[reason]")
                />
                <div class="actions">
                    <Button label="Продлить" kind=ButtonKind::Line class="btn--sm" busy=state.busy />
                </div>
            </ActionForm>
        </Fold>
    }
    .into_any()
}

/// «Заметка для сотрудников»
pub(super) fn note(appeal: RwSignal<StaffAppeal>, desk: Desk) -> AnyView {
    let form = desk.forms().note;
    let fresh = move || appeal.with(|appeal| appeal.fresh.to_string());
    let open = form.state.failed();
    view! {
        <Fold icon=IconName::Eye label="Заметка для сотрудников" open=open class="card">
            <ActionForm action=form.action attr:class="form form--close" attr:novalidate=true>
                <FormFailure form=form.state />
                {hidden(appeal, "note[appeal]", None)}
                <input type="hidden" name="note[id]" value=fresh />
                <TextArea
                    name="note[text]"
                    label="Заметка"
                    hint="Житель этого не увидит."
                    error=form.state.field("note")
                    value=form.state.value("note[text]")
                />
                <div class="actions">
                    <Button label="Сохранить заметку" kind=ButtonKind::Line class="btn--sm" busy=form.state.busy />
                </div>
            </ActionForm>
        </Fold>
    }
    .into_any()
}
