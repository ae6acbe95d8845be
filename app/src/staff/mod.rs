//! «Сотрудники» and what they may do.
mod api;
mod employee;
mod join;
mod people;
mod rights;

pub use api::*;
pub use employee::EmployeePage;
pub use join::JoinPage;
pub use people::PeoplePage;
pub use rights::RightsPage;

use crate::{text, ui::FieldError};
use domain::{access::Role, addresses::short_address, ids::BuildingId, tickets::House};
use leptos::prelude::*;

/// Where they are.
pub(crate) const PEOPLE: &str = "/staff/people";

/// The choice of a role.
fn role_choice(name: &'static str, chosen: &str, error: Signal<Option<String>>) -> AnyView {
    let roles = Role::ALL.map(|role| {
        let selected = role.code() == chosen;
        view! {
            <option value=role.code() selected=selected>
                {text::role(role)}
            </option>
        }
    });
    view! {
        <div class="field">
            <label class="field__label" for="role">
                "Роль"
            </label>
            <select
                class="select"
                id="role"
                name=name
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby="role-error"
            >
                <option value="">"Выберите"</option>
                {roles.collect_view()}
            </select>
            <div id="role-error">{move || error.get().map(|text| view! { <FieldError text=text aloud=true /> })}</div>
        </div>
    }
    .into_any()
}

/// The houses that somebody serves; none ticked is all of them.
fn house_choice(houses: &[House], name: &'static str, is_ticked: &dyn Fn(&BuildingId) -> bool) -> AnyView {
    let rows = houses.iter().map(|house| {
        view! {
            <li>
                <label class="check">
                    <input type="checkbox" name=name value=house.id.to_string() checked=is_ticked(&house.id) />
                    <span>{short_address(&house.address)}</span>
                </label>
            </li>
        }
    });
    view! {
        <fieldset class="field">
            <legend class="field__label">"Дома"</legend>
            <p class="field__hint">"Если ни один не отмечен, сотрудник ведёт все дома. Если отмечены, он видит только их: заявки, обращения, показания, реестры, квитанции, должников. Загрузки, начисления и оплаты относятся ко всей компании: они только для тех, у кого дома не отмечены."</p>
            <ul class="places__list" tabindex="0" aria-label="Дома">
                {rows.collect_view()}
            </ul>
        </fieldset>
    }
    .into_any()
}

/// «все дома», «Авиаторов 6», «3 дома».
fn houses_in_words(houses: &[House], bound: &[BuildingId]) -> String {
    match bound {
        [] => "все дома".to_owned(),
        [one] => houses
            .iter()
            .find(|house| house.id == *one)
            .map_or_else(|| "один дом".to_owned(), |house| short_address(&house.address)),
        several => {
            let count = several.len();
            format!("{count} {}", crate::ui::plural(count as u64, "дом", "дома", "домов"))
        }
    }
}
