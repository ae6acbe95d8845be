//! What can be done with a reading that waits.
use super::{DecideReading, page::Desk};
use crate::{
    desk::area,
    form::{Form, FormFailure, keep_draft},
    readings::face::{short_name, unit, zone_mark, zone_word},
    ui::{Button, ButtonKind, FieldError, Fold, IconName},
};
use domain::readings::{Decision, ReadingSheet};
use leptos::{form::ActionForm, html, prelude::*};

pub(super) fn decisions(reading: &ReadingSheet, desk: Desk) -> AnyView {
    view! {
        {count(reading, desk)}
        <div class="folds">{refuse(reading, desk)} {shift(reading, desk)}</div>
    }
    .into_any()
}

fn hidden(reading: &ReadingSheet, decision: Decision) -> impl IntoView + use<> {
    view! {
        <input type="hidden" name="review[reading]" value=reading.waiting.id.to_string() />
        <input type="hidden" name="review[decision]" value=decision.code() />
    }
}

/// What is typed about a reading stays with it.
fn kept(reading: &ReadingSheet, decision: Decision, form: Form<DecideReading>) -> NodeRef<html::Form> {
    let typed = NodeRef::new();
    let name = format!("/staff/readings/{} {}", reading.waiting.id, decision.code());
    keep_draft(typed, name, form.action, form.state);
    typed
}

fn count(reading: &ReadingSheet, desk: Desk) -> AnyView {
    let form = desk.form(Decision::Count);
    let (row, state) = (&reading.waiting.row, form.state);
    let meter = &row.meter;
    let given = row.current.as_ref().map_or(&[][..], |current| &current.values);
    let proposed = reading.waiting.doubt.proposal.as_ref().map_or(given, |proposal| &proposal.values);
    let fields = meter.zones().iter().enumerate().map(|(zone, named)| {
        let name = format!("review[values][{zone}]");
        let came_back = state.value(&name);
        let value = proposed.get(zone).map(|value| meter.dial.format(*value)).unwrap_or_default();
        let value = if came_back.is_empty() { value } else { came_back };
        let error = state.field(format!("values[{zone}]"));
        let label = format!("Записать как {}", zone_word(*named));
        view! {
            <label class="reading">
                {zone_mark(*named)}
                <input
                    class="input"
                    name=name
                    value=value
                    inputmode="decimal"
                    autocomplete="off"
                    aria-label=label
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                />
                <span class="reading__unit">{unit(meter.resource)}</span>
            </label>
            {move || error.get().map(|text| view! { <FieldError text=text /> })}
        }
    });
    let (fields, hidden) = (fields.collect_view(), hidden(reading, Decision::Count));
    let typed = kept(reading, Decision::Count, form);
    view! {
        <ActionForm action=form.action node_ref=typed attr:class="form form--close" attr:novalidate=true>
            <FormFailure form=state />
            {hidden}
            <fieldset class="field">
                <legend class="field__label small">"Записать как"</legend>
                {fields}
            </fieldset>
            {area(
                "note-count".to_owned(),
                "review[note]",
                "Пояснение жителю",
                "Нужно, если записываете другое значение. Пример: «На фото 351»",
                state.field("note"),
                state.value("review[note]"),
            )}
            <div class="actions">
                <Button label="Принять" icon=IconName::Check busy=state.busy />
            </div>
        </ActionForm>
    }
    .into_any()
}

fn refuse(reading: &ReadingSheet, desk: Desk) -> AnyView {
    let form = desk.form(Decision::Refuse);
    let state = form.state;
    let open = state.failed();
    let hidden = hidden(reading, Decision::Refuse);
    let typed = kept(reading, Decision::Refuse, form);
    view! {
        <Fold icon=IconName::No label="Отклонить и попросить другое" name="decision" open=open>
            <ActionForm action=form.action node_ref=typed attr:class="form form--close" attr:novalidate=true>
                <FormFailure form=state />
                {hidden}
                {area(
                    "note-refuse".to_owned(),
                    "review[note]",
                    "Почему",
                    "Житель это прочтёт. Пример: «Проверьте третью цифру: раньше было 341»",
                    state.field("note"),
                    state.value("review[note]"),
                )}
                <div class="actions">
                    <Button label="Отклонить" kind=ButtonKind::Danger class="btn--sm" busy=state.busy />
                </div>
            </ActionForm>
        </Fold>
    }
    .into_any()
}

/// Where it may belong instead; nothing without such meters.
fn shift(reading: &ReadingSheet, desk: Desk) -> Option<AnyView> {
    if reading.others.is_empty() {
        return None;
    }
    let form = desk.form(Decision::Move);
    let state = form.state;
    let open = state.failed();
    let error = state.field("meter");
    let options = reading.others.iter().map(|meter| {
        let place = meter.place.as_ref().map(|place| format!(", {place}")).unwrap_or_default();
        let name = format!("{} {}{place}", short_name(meter), meter.serial);
        view! { <option value=meter.id.to_string()>{name}</option> }
    });
    let (options, hidden) = (options.collect_view(), hidden(reading, Decision::Move));
    Some(
        view! {
            <Fold icon=IconName::Refresh label="Это показание другого счётчика" name="decision" open=open>
                <ActionForm action=form.action attr:class="form form--close">
                    <FormFailure form=state />
                    {hidden}
                    <div class="field">
                        <label class="field__label small" for="move-meter">
                            "Счётчик"
                        </label>
                        <select class="select" id="move-meter" name="review[meter]">
                            {options}
                        </select>
                        {move || error.get().map(|text| view! { <FieldError text=text /> })}
                    </div>
                    <div class="actions">
                        <Button label="Записать на него" kind=ButtonKind::Line class="btn--sm" busy=state.busy />
                    </div>
                </ActionForm>
            </Fold>
        }
        .into_any(),
    )
}
