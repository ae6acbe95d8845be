//! How a meter, its resource and its zones look and are called.
use crate::ui::{Icon, IconName};
use domain::{
    quantity::{Dial, Quantity},
    readings::{Meter, Resource, Zone},
};
use leptos::prelude::*;

/// As the guide calls it: «ХВС», «ЭЛТТ».
pub const fn short_name(meter: &Meter) -> &'static str {
    match (meter.resource, meter.zones) {
        (Resource::ColdWater, _) => "ХВС",
        (Resource::HotWater, _) => "ГВС",
        (Resource::Electricity, 2) => "ЭЛДТ",
        (Resource::Electricity, 3) => "ЭЛТТ",
        (Resource::Electricity, 4) => "ЭЛМТ",
        (Resource::Electricity, _) => "ЭЛ",
        (Resource::Heat, _) => "ТЭ",
        (Resource::Gas, _) => "ГАЗ",
    }
}

/// «ХВС», whatever the meter.
pub const fn resource_name(resource: Resource) -> &'static str {
    match resource {
        Resource::ColdWater => "ХВС",
        Resource::HotWater => "ГВС",
        Resource::Electricity => "ЭЛ",
        Resource::Heat => "ТЭ",
        Resource::Gas => "ГАЗ",
    }
}

/// The short name, with the serial number where another meter is called the same.
pub fn name_among<'a>(meter: &Meter, mut all: impl Iterator<Item = &'a Meter>) -> String {
    let name = short_name(meter);
    if all.any(|other| other.id != meter.id && short_name(other) == name) {
        format!("{name} {}", meter.serial)
    } else {
        name.to_owned()
    }
}

pub const fn unit(resource: Resource) -> &'static str {
    match resource {
        Resource::ColdWater | Resource::HotWater | Resource::Gas => "м³",
        Resource::Electricity => "кВт·ч",
        Resource::Heat => "Гкал",
    }
}

/// The end of the classes `res--` and `f-`.
pub const fn resource_class(resource: Resource) -> &'static str {
    match resource {
        Resource::ColdWater => "cold",
        Resource::HotWater => "hot",
        Resource::Electricity => "power",
        Resource::Heat => "heat",
        Resource::Gas => "gas",
    }
}

pub const fn resource_icon(resource: Resource) -> IconName {
    match resource {
        Resource::ColdWater => IconName::Drop,
        Resource::HotWater => IconName::HotDrop,
        Resource::Electricity => IconName::Bolt,
        Resource::Heat => IconName::Heat,
        Resource::Gas => IconName::Flame,
    }
}

/// The tinted square with the sign of the resource.
pub fn tile(resource: Resource) -> AnyView {
    view! {
        <span class=format!("res res--{}", resource_class(resource))>
            <Icon name=resource_icon(resource) />
        </span>
    }
    .into_any()
}

/// The word for a zone; nothing for the only one.
pub const fn zone_word(zone: Zone) -> &'static str {
    match zone {
        Zone::Single => "",
        Zone::Day => "день",
        Zone::Night => "ночь",
        Zone::HalfPeak => "полупик",
        Zone::Peak => "пик",
    }
}

/// The end of the classes `zone--` and `f-`.
pub const fn zone_class(zone: Zone) -> &'static str {
    match zone {
        Zone::Single | Zone::Day => "day",
        Zone::Night => "night",
        Zone::HalfPeak => "half",
        Zone::Peak => "peak",
    }
}

const fn zone_icon(zone: Zone) -> IconName {
    match zone {
        Zone::Single | Zone::Day => IconName::Bolt,
        Zone::Night => IconName::Moon,
        Zone::HalfPeak => IconName::Gear,
        Zone::Peak => IconName::Peak,
    }
}

/// Sign and word of a zone; nothing for the only one.
pub fn zone_mark(zone: Zone) -> Option<AnyView> {
    (zone != Zone::Single).then(|| {
        view! {
            <span class=format!("zone zone--{}", zone_class(zone))>
                <Icon name=zone_icon(zone) />
                <span class="zone__word">{zone_word(zone)}</span>
            </span>
        }
        .into_any()
    })
}

/// Numbers of a meter, one a zone: a bare one, or a list with the signs of the zones.
pub fn numbers(meter: &Meter, texts: Vec<String>, class: &'static str) -> AnyView {
    if meter.zones < 2 {
        return view! { <b class="num">{texts.into_iter().next()}</b> }.into_any();
    }
    let lines = meter.zones().iter().zip(texts).map(|(zone, text)| {
        view! {
            <li>
                {zone_mark(*zone)}
                <span class="num">{text}</span>
            </li>
        }
    });
    view! { <ul class=class>{lines.collect_view()}</ul> }.into_any()
}

/// «388», «день 3605.962, ночь 3734.278».
pub fn said(meter: &Meter, values: &[Quantity]) -> String {
    let mut words = String::new();
    for (zone, value) in meter.zones().iter().zip(values) {
        if !words.is_empty() {
            words.push_str(", ");
        }
        if *zone != Zone::Single {
            words.push_str(zone_word(*zone));
            words.push(' ');
        }
        words.push_str(&meter.dial.format(*value));
    }
    words.push('\u{a0}');
    words.push_str(unit(meter.resource));
    words
}

/// As the guide writes it; a consumption of five digits and more in groups of three.
pub fn grouped(dial: Dial, value: Quantity) -> String {
    let plain = dial.format(value);
    let whole = plain.find('.').unwrap_or(plain.len());
    if whole < 5 {
        return plain;
    }
    let mut text = String::with_capacity(plain.len() + 8);
    for (place, digit) in plain.chars().enumerate() {
        if place > 0 && place < whole && (whole - place).is_multiple_of(3) {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    text
}
