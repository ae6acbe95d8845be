//! What may be done with a ticket next: by the table of states, and to whom it is given.
use super::{MoveTicket, desk::Desk, sorting::sorting};
use crate::{
    desk::area,
    form::{Form, FormFailure, FormState, keep_draft},
    layout::use_here,
    text::tickets::state as named,
    ui::{Banner, Button, ButtonKind, FieldError, Fold, IconName, Tone},
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
        Some(("Что не так", "Со слов жителя. Пример: «Кран снова капает»")),
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
    // A form whose words were not taken, or not sent yet, stays, though its step may be possible no more.
    let possible = Memo::new(move |before: Option<&Vec<Step>>| {
        let steps = ticket.with(|ticket| ticket.steps.clone());
        // At first the words on the page are those of the ticket that was open before.
        let has_note = |step: Step| before.is_some() && has_note(step);
        let stays = |step: &Step| {
            steps.contains(step) || has_note(*step) || desk.step(*step).is_some_and(|form| form.state.fails())
        };
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

/// The field of what is said with a step.
fn note(step: Step) -> String {
    format!("note-{step:?}").to_lowercase()
}

/// Whether something was typed there that is still to be sent.
fn has_note(step: Step) -> bool {
    #[cfg(feature = "hydrate")]
    return note_field(step).is_some_and(|field| !field.value().trim().is_empty());
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = step;
        false
    }
}

/// The step was taken: its words are said.
pub(super) fn forget_note(step: Step) {
    #[cfg(feature = "hydrate")]
    if let Some(field) = note_field(step) {
        field.set_value("");
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = step;
}

#[cfg(feature = "hydrate")]
fn note_field(step: Step) -> Option<web_sys::HtmlTextAreaElement> {
    use wasm_bindgen::JsCast;
    document().get_element_by_id(&note(step))?.dyn_into().ok()
}

/// Somebody has moved the ticket on meanwhile.
fn passed(face: &'static Face, ticket: RwSignal<StaffTicket>) -> impl IntoView {
    let passed = Memo::new(move |_| {
        ticket.with(|ticket| (!ticket.steps.contains(&face.step)).then_some(ticket.row.state))
    });
    move || {
        passed.get().map(|state| {
            let told = format!(
                "Пока вы писали, заявка изменилась: теперь она {}. «{}» уже нельзя, ваш текст остался здесь.",
                named(state),
                face.label,
            );
            view! {
                <Banner tone=Tone::Ask slim=true live=true>
                    <p>{told}</p>
                </Banner>
            }
        })
    }
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
    let state = form.state;
    let (label, hint) = face.words.unwrap_or_default();
    let until = (face.step == Step::Defer).then(|| until(state));
    let open = state.failed();
    let typed = NodeRef::new();
    let id = ticket.with_untracked(|ticket| ticket.row.id);
    keep_draft(typed, format!("/staff/tickets/{id} {step}"), form.action, state);
    view! {
        <Fold icon=face.icon label=face.label name="step" open=open>
            <ActionForm action=form.action node_ref=typed attr:class="form form--close" attr:novalidate=true>
                {passed(face, ticket)}
                <FormFailure form=state />
                <input type="hidden" name="to[step]" value=step />
                {hidden(ticket, "to[ticket]", "to[seen]")}
                {area(
                    note(face.step),
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
        </Fold>
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
            {move || error.get().map(|text| view! { <FieldError text=text /> })}
            <p class="field__hint" id="until-hint">
                "Если день известен"
            </p>
        </div>
    }
}

/// «Исполнитель»: a new ticket may begin at once.
fn executor(ticket: RwSignal<StaffTicket>, desk: Desk) -> AnyView {
    let form = desk.forms().assign;
    // What one has chosen stays until it is taken, whatever others choose.
    let mine = RwSignal::new(None::<String>);
    let chosen = Memo::new(move |_| {
        let given = || ticket.with(|ticket| ticket.executor.map(|id| id.to_string()).unwrap_or_default());
        mine.get().unwrap_or_else(given)
    });
    let answer = form.action.value();
    Effect::new(move |_| {
        if answer.with(|answer| matches!(answer, Some(Ok(_)))) {
            mine.set(None);
        }
    });
    let options = ticket.with_untracked(|ticket| ticket.executors.clone()).into_iter().map(move |known| {
        let is = move || chosen.with(|chosen| *chosen == known.id.to_string());
        view! {
            <option value=known.id.to_string() selected=is>
                {known.name}
            </option>
        }
    });
    let nobody = move || chosen.with(String::is_empty);
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
                    <select
                        class="select"
                        id="executor"
                        name="to[executor]"
                        on:change=move |event| mine.set(Some(event_target_value(&event)))
                    >
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
