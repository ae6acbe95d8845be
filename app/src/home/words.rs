//! Names and signs of resources, and terms.

use crate::ui::{Icon, IconName};
use domain::{
    calendar::Term,
    readings::{Meter, Resource},
};
use leptos::prelude::*;

/// As the guide names a meter: ХВС, ГВС, ЭЛТТ.
pub(super) const fn meter_name(meter: &Meter) -> &'static str {
    match meter.resource {
        Resource::ColdWater => "ХВС",
        Resource::HotWater => "ГВС",
        Resource::Electricity if meter.zones > 1 => "ЭЛТТ",
        Resource::Electricity => "Электричество",
        Resource::Heat => "Тепло",
        Resource::Gas => "Газ",
    }
}

/// What a resource is measured in.
pub(super) const fn unit(resource: Resource) -> &'static str {
    match resource {
        Resource::ColdWater | Resource::HotWater | Resource::Gas => "м³",
        Resource::Electricity => "кВт·ч",
        Resource::Heat => "Гкал",
    }
}

pub(super) const fn resource_icon(resource: Resource) -> IconName {
    match resource {
        Resource::ColdWater => IconName::Drop,
        Resource::HotWater => IconName::HotDrop,
        Resource::Electricity => IconName::Bolt,
        Resource::Heat => IconName::Heat,
        Resource::Gas => IconName::Flame,
    }
}

/// The sign of a resource on its own ground.
#[component]
pub(super) fn ResourceTile(resource: Resource) -> impl IntoView {
    let class = match resource {
        Resource::ColdWater => "res res--cold",
        Resource::HotWater => "res res--hot",
        Resource::Electricity => "res res--power",
        Resource::Heat => "res res--heat",
        Resource::Gas => "res res--gas",
    };
    view! {
        <span class=class>
            <Icon name=resource_icon(resource) />
        </span>
    }
}

/// «3 г. 11 м. 6 д.»
pub(super) fn term(term: Term) -> String {
    let parts = [(term.years, "г."), (term.months, "м."), (term.days, "д.")];
    let text: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, unit)| format!("{count} {unit}")).collect();
    if text.is_empty() { "0 д.".into() } else { text.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_written_as_in_the_guide() {
        assert_eq!(term(Term { years: 3, months: 11, days: 6 }), "3 г. 11 м. 6 д.");
        assert_eq!(term(Term { years: 0, months: 1, days: 0 }), "1 м.");
        assert_eq!(term(Term { years: 0, months: 0, days: 0 }), "0 д.");
    }
}
