//! «Объявить отключение».
use super::{AnnounceIncident, list::INCIDENTS, load_incident_desk};
use crate::{
    form::{FormFailure, FormState, keep_draft, use_form_once},
    layout::{Page, PageShape, loaded, when_ready},
    tickets::options::categories,
    ui::{Button, ButtonKind, Field, FieldError, TextArea, date_iso, time},
};
use chrono::NaiveDateTime;
use domain::{
    addresses::short_address,
    incidents::{HouseEntrances, IncidentDesk},
};
use leptos::{form::ActionForm, prelude::*};

#[component]
pub fn AnnouncePage() -> impl IntoView {
    let desk = Resource::new_blocking(|| (), |()| load_incident_desk());
    let action = ServerAction::<AnnounceIncident>::new();
    let state = use_form_once(action);
    view! {
        <Suspense>
            {when_ready(move || async move {
                loaded(
                    desk.await,
                    |desk| {
                        view! {
                            <Page title="Объявить отключение" shape=PageShape::Single back=(INCIDENTS, "Отключения")>
                                {form(&desk, action, state)}
                            </Page>
                        }
                    },
                )
            })}
        </Suspense>
    }
    .into_any()
}

/// As `<input type="datetime-local">` wants it.
pub(super) fn local(at: NaiveDateTime) -> String {
    format!("{}T{}", date_iso(at.date()), time(at))
}

fn form(desk: &IncidentDesk, action: ServerAction<AnnounceIncident>, state: FormState) -> AnyView {
    let categories = categories(&state.value("incident[category]"));
    let from = Some(state.value("incident[from]")).filter(|from| !from.is_empty());
    let emergency = state.value("incident[kind]") != "Planned";
    let kind = |value: &'static str, label: &'static str, note: &'static str, checked: bool| {
        view! {
            <label class="pick">
                <input type="radio" name="incident[kind]" value=value checked=checked />
                <b>{label}</b>
                <span>{note}</span>
            </label>
        }
    };
    let error = state.field("places");
    let houses = places(&desk.houses, PLACES, &|value| state.has(PLACES, value));
    let typed = NodeRef::new();
    keep_draft(typed, format!("{INCIDENTS}/new"), action, state);
    let (id, from) = (desk.fresh.to_string(), from.unwrap_or_else(|| local(desk.now)));
    view! {
        <ActionForm action=action node_ref=typed attr:class="card form" attr:novalidate=true attr:autocomplete="off">
            <FormFailure form=state />
            <input type="hidden" name="incident[id]" value=id />
            <fieldset class="picks picks--2">
                <legend class="visually-hidden">"Что это"</legend>
                {kind("Emergency", "Авария", "Уже случилось, жители узнают сразу", emergency)}
                {kind("Planned", "Плановое отключение", "Жильцы узнают сейчас, на главной увидят за неделю", !emergency)}
            </fieldset>
            <div class="field">
                <label class="field__label" for="incident-category">
                    "О чём"
                </label>
                <select class="select" id="incident-category" name="incident[category]">
                    {categories}
                </select>
            </div>
            <TextArea
                name="incident[text]"
                label="Текст для жителей"
                hint="Что случилось и что делается. Пример: «Нет холодной воды: меняем насос»"
                error=state.field("text")
                value=state.value("incident[text]")
            />
            <div class="fields-2">
                <Field
                    name="incident[from]"
                    label="С какого часа"
                    kind="datetime-local"
                    autocomplete="off"
                    error=state.field("from")
                    value=from
                />
                <Field
                    name="incident[to]"
                    label="До какого часа"
                    kind="datetime-local"
                    autocomplete="off"
                    hint="Если известно"
                    error=state.field("to")
                    value=state.value("incident[to]")
                />
            </div>
            {choice(houses, error)}
            <div class="actions">
                <Button label="Объявить" busy_label="Объявляем" busy=state.busy />
                <a class=ButtonKind::Plain.class() href=INCIDENTS>
                    "Отмена"
                </a>
            </div>
        </ActionForm>
    }
    .into_any()
}

const PLACES: &str = "incident[places][]";

/// «Где»: houses and entrances, with what is wrong about them.
pub(super) fn choice(houses: AnyView, error: Signal<Option<String>>) -> AnyView {
    view! {
        <fieldset class="field" aria-describedby="places-error">
            <legend class="field__label">"Где"</legend>
            <div class="houses" tabindex="0" role="group" aria-label="Дома и подъезды">
                {houses}
            </div>
            <div id="places-error">
                {move || {
                    error
                        .get()
                        .map(|text| {
                            view! { <FieldError text=text aloud=true /> }
                        })
                }}
            </div>
        </fieldset>
    }
    .into_any()
}

/// Whole houses, and entrances of each.
pub(super) fn places(
    houses: &[HouseEntrances],
    name: &'static str,
    is_chosen: &dyn Fn(&str) -> bool,
) -> AnyView {
    let place = |value: String, label: String| {
        let checked = is_chosen(&value);
        view! {
            <label class="check">
                <input type="checkbox" name=name value=value checked=checked />
                <span>{label}</span>
            </label>
        }
    };
    let houses = houses.iter().map(|house| {
        let whole = place(house.id.to_string(), short_address(&house.address));
        let entrances = house
            .entrances
            .iter()
            .map(|entrance| place(format!("{}:{entrance}", house.id), format!("подъезд {entrance}")))
            .collect::<Vec<_>>();
        let entrances = (!entrances.is_empty()).then(|| view! { <div class="entrances">{entrances}</div> });
        view! { <div>{whole} {entrances}</div> }
    });
    houses.collect_view().into_any()
}
