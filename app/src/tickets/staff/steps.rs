//! What may be done with a ticket next: by the table of states, and to whom it is given.
use super::{MoveTicket, desk::Desk, sorting::sorting};
use crate::{
    form::{Form, FormFailure, FormState},
    layout::use_here,
    ui::{Button, ButtonKind, FieldError, Icon, IconName, raw_text},
};
use domain::tickets::{Kind, StaffTicket, State, Step};
use leptos::{form::ActionForm, prelude::*};

/// How a step looks: its name, its button, and what has to be said with it.
struct Face {
    step: Step,
    icon: IconName,
    label: &'static str,
    button: &'static str,
    kind: ButtonKind,
    /// Label and hint of the words that go with it; none where nothing has to be said.
    words: Option<(&'static str, &'static str)>,
}

/// In the order in which they are wanted.
const FACES: [Face; 7] = [
    face(Step::Start, IconName::Wrench, "Взять в работу", "Взять в работу", ButtonKind::Tonal, None),
    face(
        Step::Complete,
        IconName::Check,
        "Выполнена",
        "Отметить выполненной",
        ButtonKind::Tonal,
        Some(("Что сделано", "Житель это прочтёт. Пример: «Заменили автомат в щитке»")),
    ),
    face(
        Step::Defer,
        IconName::Calendar,
        "Отложить",
        "Отложить",
        ButtonKind::Line,
        Some(("Почему", "Житель это прочтёт. Часы закона остановятся, если срок ещё не вышел")),
    ),
    face(
        Step::Return,
        IconName::Refresh,
        "Вернуть в работу",
        "Вернуть в работу",
        ButtonKind::Line,
        Some(("Что не так", "Со слов жителя, необязательно")),
    ),
    face(Step::Close, IconName::Check, "Закрыть", "Закрыть: житель доволен", ButtonKind::Line, None),
    face(
        Step::Reopen,
        IconName::Refresh,
        "Вернуть в новые",
        "Вернуть в новые",
        ButtonKind::Line,
        Some(("Почему", "Необязательно")),
    ),
    face(
        Step::Decline,
        IconName::No,
        "Отклонить",
        "Отклонить заявку",
        ButtonKind::Danger,
        Some(("Почему", "Житель это прочтёт. Вернуть её в работу будет нельзя")),
    ),
];

const fn face(
    step: Step,
    icon: IconName,
    label: &'static str,
    button: &'static str,
    kind: ButtonKind,
    words: Option<(&'static str, &'static str)>,
) -> Face {
    Face { step, icon, label, button, kind, words }
}

/// The executor and the steps.
pub(super) fn steps(ticket: RwSignal<StaffTicket>, desk: Desk) -> AnyView {
    // A form whose words were not taken stays, though its step may be possible no more.
    let possible = Memo::new(move |_| {
        let steps = ticket.with(|ticket| ticket.steps.clone());
        let stays =
            |step: &Step| steps.contains(step) || desk.step(*step).is_some_and(|form| form.state.failed());
        FACES.iter().map(|face| face.step).filter(stays).collect::<Vec<_>>()
    });
    let of = |words: bool| {
        move || {
            let steps = possible.get().into_iter();
            steps
                .filter(|step| look(*step).is_some_and(|face| face.words.is_some() == words))
                .collect::<Vec<_>>()
        }
    };
    let is_emergency = move || {
        ticket.with(|ticket| {
            let localised = ticket
                .clocks
                .iter()
                .any(|clock| clock.limit == domain::tickets::Limit::Localise && clock.standing.is_met());
            ticket.row.kind == Kind::Emergency && ticket.row.state.is_active() && !localised
        })
    };
    let is_open = Memo::new(move |_| ticket.with(|ticket| ticket.row.state.is_active()));
    view! {
        {move || is_open.get().then(|| executor(ticket, desk))}
        <div class="actions">
            <For
                each=of(false)
                key=|step| *step
                children=move |step| desk.step(step).zip(look(step)).map(|(form, face)| button(face, form, ticket))
            />
            {move || is_emergency().then(|| localised(ticket, desk))}
        </div>
        <div class="folds">
            <For
                each=of(true)
                key=|step| *step
                children=move |step| desk.step(step).zip(look(step)).map(|(form, face)| fold(face, form, ticket))
            />
            {sorting(ticket, desk)}
        </div>
    }
    .into_any()
}

fn look(step: Step) -> Option<&'static Face> {
    FACES.iter().find(|face| face.step == step)
}

/// What every change of a ticket brings along: the ticket, the version that was seen, and the page to come back to.
pub(super) fn hidden(ticket: RwSignal<StaffTicket>, id: &'static str, seen: &'static str) -> impl IntoView {
    let here = use_here();
    view! {
        <input type="hidden" name=id value=move || ticket.with(|ticket| ticket.row.id.to_string()) />
        <input type="hidden" name=seen value=move || ticket.with(|ticket| ticket.version.to_string()) />
        <input type="hidden" name="next" value=here />
    }
}

fn button(face: &'static Face, form: Form<MoveTicket>, ticket: RwSignal<StaffTicket>) -> AnyView {
    let step = format!("{:?}", face.step);
    view! {
        <ActionForm action=form.action attr:class="stack stack--tight">
            <FormFailure form=form.state />
            <input type="hidden" name="to[step]" value=step />
            {hidden(ticket, "to[ticket]", "to[seen]")}
            <Button label=face.button kind=face.kind icon=face.icon class="btn--sm" busy=form.state.busy />
        </ActionForm>
    }
    .into_any()
}

fn fold(face: &'static Face, form: Form<MoveTicket>, ticket: RwSignal<StaffTicket>) -> AnyView {
    let step = format!("{:?}", face.step);
    let code = step.to_lowercase();
    let state = form.state;
    let (label, hint) = face.words.unwrap_or_default();
    let until = (face.step == Step::Defer).then(|| until(state));
    let open = untrack(|| state.failed());
    view! {
        <details class="fold" name="step" open=open>
            <summary>
                <Icon name=face.icon small=true />
                {face.label}
                <Icon name=IconName::Down small=true />
            </summary>
            <ActionForm action=form.action attr:class="form form--close" attr:novalidate=true>
                <FormFailure form=state />
                <input type="hidden" name="to[step]" value=step />
                {hidden(ticket, "to[ticket]", "to[seen]")}
                {area(
                    format!("note-{code}"),
                    "to[note]",
                    label,
                    hint,
                    state.field("note"),
                    state.value("to[note]"),
                )}
                {until}
                <div class="actions">
                    <Button label=face.button kind=face.kind class="btn--sm" busy=state.busy />
                </div>
            </ActionForm>
        </details>
    }
    .into_any()
}

fn until(state: FormState) -> impl IntoView {
    let error = state.field("until");
    view! {
        <div class="field">
            <label class="field__label small" for="until">
                "До какого дня"
            </label>
            <input
                class="input"
                id="until"
                name="to[until]"
                type="date"
                value=state.value("to[until]")
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby="until-hint"
            />
            {move || error.get().map(|_| view! { <FieldError text="До какого дня: назовите день после сегодняшнего" /> })}
            <p class="field__hint" id="until-hint">
                "Если день известен"
            </p>
        </div>
    }
}

/// Words with a field of their own: several forms of the sheet have one of the same name.
pub(super) fn area(
    id: String,
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    error: Signal<Option<String>>,
    value: String,
) -> impl IntoView {
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described_by = {
        let (hint_id, error_id) = (hint_id.clone(), error_id.clone());
        move || if error.with(Option::is_some) { format!("{error_id} {hint_id}") } else { hint_id.clone() }
    };
    view! {
        <div class="field">
            <label class="field__label small" for=id.clone()>
                {label}
            </label>
            <textarea
                class="textarea textarea--short"
                id=id
                name=name
                rows="2"
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=described_by
            >
                {raw_text(value)}
            </textarea>
            {move || error.get().map(|text| view! { <FieldError text=text id=error_id.clone() /> })}
            <p class="field__hint" id=hint_id>
                {hint}
            </p>
        </div>
    }
}

/// «Исполнитель»: a new ticket may begin at once.
fn executor(ticket: RwSignal<StaffTicket>, desk: Desk) -> AnyView {
    let form = desk.forms().assign;
    let options = ticket.with_untracked(|ticket| ticket.executors.clone()).into_iter().map(move |known| {
        let is = move || ticket.with(|ticket| ticket.executor == Some(known.id));
        view! {
            <option value=known.id.to_string() selected=is>
                {known.name}
            </option>
        }
    });
    let nobody = move || ticket.with(|ticket| ticket.executor.is_none());
    let is_new = move || ticket.with(|ticket| ticket.row.state == State::Open);
    view! {
        <ActionForm action=form.action attr:class="form form--close">
            <FormFailure form=form.state />
            {hidden(ticket, "to[ticket]", "to[seen]")}
            <div class="field">
                <label class="field__label small" for="executor">
                    "Исполнитель"
                </label>
                <div class="row nowrap">
                    <select class="select" id="executor" name="to[executor]">
                        <option value="" selected=nobody>
                            "не назначен"
                        </option>
                        {options.collect_view()}
                    </select>
                    <Button label="Назначить" kind=ButtonKind::Line class="btn--sm" busy=form.state.busy />
                </div>
            </div>
            {move || {
                is_new()
                    .then(|| {
                        view! {
                            <label class="check small">
                                <input type="checkbox" name="to[start]" value="true" checked />
                                <span>"Сразу в работу"</span>
                            </label>
                        }
                    })
            }}
        </ActionForm>
    }
    .into_any()
}

fn localised(ticket: RwSignal<StaffTicket>, desk: Desk) -> AnyView {
    let form = desk.forms().localise;
    view! {
        <ActionForm action=form.action attr:class="stack stack--tight">
            <FormFailure form=form.state />
            {hidden(ticket, "ticket", "seen")}
            <Button
                label="Авария локализована"
                kind=ButtonKind::Line
                icon=IconName::Shield
                class="btn--sm"
                busy=form.state.busy
            />
        </ActionForm>
    }
    .into_any()
}
