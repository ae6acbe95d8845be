//! «Объявить отключение».
use super::{AnnounceIncident, list::INCIDENTS, load_incident_desk};
use crate::{
    form::{FormFailure, FormState, use_form},
    layout::{Page, PageShape, loaded, when_ready},
    tickets::words::category,
    ui::{Button, ButtonKind, Field, Icon, IconName, TextArea, date_iso, time},
};
use chrono::NaiveDateTime;
use domain::{
    addresses::short_address,
    incidents::{HouseEntrances, IncidentDesk},
    tickets::Category,
};
use leptos::{form::ActionForm, prelude::*};

#[component]
pub fn AnnouncePage() -> impl IntoView {
    let desk = Resource::new_blocking(|| (), |()| load_incident_desk());
    let action = ServerAction::<AnnounceIncident>::new();
    let state = use_form(action);
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
    let typed = state.value("incident[category]");
    let categories = Category::ALL.map(|of| {
        let value = format!("{of:?}");
        let selected = value == typed;
        view! {
            <option value=value selected=selected>
                {category(of).0}
            </option>
        }
    });
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
    let houses = desk.houses.iter().map(house).collect_view();
    let (id, from) = (desk.fresh.to_string(), from.unwrap_or_else(|| local(desk.now)));
    view! {
        <ActionForm action=action attr:class="card form" attr:novalidate=true>
            <FormFailure form=state />
            <input type="hidden" name="incident[id]" value=id />
            <fieldset class="picks picks--2">
                <legend class="visually-hidden">"Что это"</legend>
                {kind("Emergency", "Авария", "Уже случилось, жильцы видят сразу", emergency)}
                {kind("Planned", "Плановое отключение", "Жильцы увидят за неделю", !emergency)}
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
                label="Текст для жильцов"
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
                                view! {
                                    <p class="field__error" role="alert">
                                        <Icon name=IconName::No small=true />
                                        <span>{text}</span>
                                    </p>
                                }
                            })
                    }}
                </div>
            </fieldset>
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

/// The whole house, or some of its entrances.
fn house(house: &HouseEntrances) -> AnyView {
    let entrances = house.entrances.iter().map(|entrance| {
        view! {
            <label class="check">
                <input type="checkbox" name="incident[places][]" value=format!("{}:{entrance}", house.id) />
                <span>"подъезд " {entrance.clone()}</span>
            </label>
        }
    });
    let entrances = (!house.entrances.is_empty())
        .then(|| view! { <div class="entrances">{entrances.collect_view()}</div> });
    view! {
        <div>
            <label class="check">
                <input type="checkbox" name="incident[places][]" value=house.id.to_string() />
                <span>{short_address(&house.address)}</span>
            </label>
            {entrances}
        </div>
    }
    .into_any()
}
