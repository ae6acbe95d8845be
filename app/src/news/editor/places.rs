//! Whom an item is for.
use super::Desk;
use crate::ui::{Field, Icon, IconName};
use domain::news::{HousePlaces, NewsSheet, Target};
use leptos::prelude::*;

/// Each place that is ticked.
pub(super) const PLACES: &str = "draft[places][]";

/// Everyone, or houses, entrances and units.
pub(super) fn audience(sheet: &NewsSheet, desk: &Desk) -> AnyView {
    let everyone = desk.ticked("draft[everyone]", sheet.everyone);
    let choice = |value: bool, label| {
        view! {
            <label class="chip">
                <input type="radio" name="draft[everyone]" value=value.to_string() checked=value == everyone />
                {label}
            </label>
        }
    };
    let houses = sheet.houses.iter().map(|house| places(house, sheet, desk)).collect_view();
    let error = desk.form.field("places");
    let wrong = move || {
        error.get().map(|text| {
            view! {
                <p class="field__error">
                    <Icon name=IconName::No small=true />
                    <span>{text}</span>
                </p>
            }
        })
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">"Кому"</legend>
            <div class="radios">{choice(true, "всем домам")} {choice(false, "выбрать дома, подъезды, помещения")}</div>
            {wrong}
        </fieldset>
        <div class="places">
            <ul class="places__list" tabindex="0" aria-label="Дома и подъезды">
                {houses}
            </ul>
            <Field
                name="draft[accounts]"
                label="Отдельные помещения"
                autocomplete="off"
                hint="№ лицевых счетов через запятую: 7000418, 7000425"
                error=desk.form.field("accounts")
                value=desk.text("draft[accounts]", &sheet.accounts)
            />
        </div>
    }
    .into_any()
}

fn places(house: &HousePlaces, sheet: &NewsSheet, desk: &Desk) -> AnyView {
    let tick = |place: Target, label: String| {
        let checked = desk.holds(&place, &sheet.places);
        view! {
            <label class="check">
                <input type="checkbox" name=PLACES value=place.to_string() checked=checked />
                <span>{label}</span>
            </label>
        }
    };
    let entrances = house.entrances.iter().map(|entrance| {
        let place = Target::Entrance(house.id, entrance.clone());
        view! { <li>{tick(place, format!("подъезд {entrance}"))}</li> }
    });
    let entrances = entrances.collect_view();
    view! {
        <li>
            {tick(Target::Building(house.id), house.address.clone())}
            {(!house.entrances.is_empty()).then(|| view! { <ul>{entrances}</ul> })}
        </li>
    }
    .into_any()
}
