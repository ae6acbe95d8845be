//! A meter is replaced, verified, removed.
use super::{forms::or, meter::Forms};
use crate::{
    form::{FormFailure, FormState},
    readings::face::{unit, zone_mark, zone_word},
    ui::{Button, ButtonKind, Field, FieldError, Fold, IconName, TextArea, date_iso},
};
use domain::{
    readings::{Meter, Resource, Zone},
    registry::MeterPage as Data,
};
use leptos::{form::ActionForm, prelude::*};

pub(super) fn changes(data: &Data, forms: Forms) -> AnyView {
    view! {
        <section class="card">
            <div class="folds">{replace(data, forms)} {verify(data, forms)} {remove(data, forms)}</div>
        </section>
    }
    .into_any()
}

/// A field for each zone.
struct Values {
    /// `replacement[last]`
    name: &'static str,
    legend: &'static str,
    errors: &'static str,
    zones: Vec<(Option<AnyView>, String)>,
}

fn values(fields: Values, resource: Resource, state: FormState) -> AnyView {
    let Values { name, legend, errors, zones } = fields;
    let inputs = zones.into_iter().enumerate().map(|(zone, (mark, word))| {
        let name = format!("{name}[{zone}]");
        let (value, error) = (state.value(&name), state.field(format!("{errors}[{zone}]")));
        let label = format!("{legend} {word}");
        view! {
            <label class="reading">
                {mark}
                <input
                    class="input"
                    name=name
                    value=value
                    inputmode="decimal"
                    autocomplete="off"
                    aria-label=label.trim().to_owned()
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                />
                <span class="reading__unit">{unit(resource)}</span>
            </label>
            {move || error.get().map(|text| view! { <FieldError text=text /> })}
        }
    });
    view! {
        <fieldset class="field">
            <legend class="field__label small">{legend}</legend>
            {inputs.collect_view()}
        </fieldset>
    }
    .into_any()
}

fn zones_of(meter: &Meter) -> Vec<(Option<AnyView>, String)> {
    let named = |zone: &Zone| (zone_mark(*zone), zone_word(*zone).to_owned());
    meter.zones().iter().map(named).collect()
}

/// The new meter may have another number of tariffs.
fn zones_of_new(meter: &Meter) -> Vec<(Option<AnyView>, String)> {
    if meter.resource != Resource::Electricity {
        return zones_of(meter);
    }
    (1..=4)
        .map(|zone| {
            let word = format!("Т{zone}");
            (Some(view! { <span class="muted small">{word.clone()}</span> }.into_any()), word)
        })
        .collect()
}

/// The dial of the new meter; most are like the old one.
fn scale(meter: &Meter, state: FormState) -> AnyView {
    let typed = |name: &str, known: u8| or(state.value(name), || known.to_string());
    let digits = typed("replacement[digits]", meter.dial.digits);
    let decimals = typed("replacement[decimals]", meter.dial.decimals);
    view! {
        <div class="fields-2">
            <Field
                name="replacement[digits]"
                label="Цифр до запятой"
                autocomplete="off"
                inputmode="numeric"
                error=state.field("digits")
                value=digits
            />
            <Field
                name="replacement[decimals]"
                label="После запятой"
                autocomplete="off"
                inputmode="numeric"
                value=decimals
            />
        </div>
    }
    .into_any()
}

fn replace(data: &Data, forms: Forms) -> AnyView {
    let (meter, state) = (&data.meter, forms.replace.state);
    let typed = |name: &str, known: String| or(state.value(name), || known);
    let fresh = typed("replacement[fresh]", data.fresh.to_string());
    let on = typed("replacement[on]", date_iso(data.today));
    let zones = typed("replacement[zones]", meter.zones.to_string());
    let several = (meter.resource == Resource::Electricity).then(|| {
        view! {
            <Field
                name="replacement[zones]"
                label="Тарифов"
                autocomplete="off"
                inputmode="numeric"
                hint="Заполните столько начальных показаний, сколько тарифов"
                error=state.field("zones")
                value=zones
            />
        }
    });
    let last = Values {
        name: "replacement[last]",
        legend: "Конечное показание старого",
        errors: "last",
        zones: zones_of(meter),
    };
    let first = Values {
        name: "replacement[first]",
        legend: "Начальное показание нового",
        errors: "first",
        zones: zones_of_new(meter),
    };
    let (last, first) = (values(last, meter.resource, state), values(first, meter.resource, state));
    let (id, scale) = (meter.id.to_string(), scale(meter, state));
    let form = view! {
        <ActionForm action=forms.replace.action attr:class="form form--close" attr:novalidate=true>
            <FormFailure form=state />
            <input type="hidden" name="replacement[meter]" value=id />
            <input type="hidden" name="replacement[fresh]" value=fresh />
            <Field
                name="replacement[on]"
                label="День замены"
                kind="date"
                autocomplete="off"
                error=state.field("on")
                value=on
            />
            {last}
            <Field
                name="replacement[serial]"
                label="Заводской № нового"
                autocomplete="off"
                hint="Как на счётчике. Пример: 100708114"
                error=state.field("serial")
                value=state.value("replacement[serial]")
            />
            {several}
            {scale}
            {first}
            <div class="fields-2">
                <Field
                    name="replacement[verified_until]"
                    label="Поверка до"
                    kind="date"
                    autocomplete="off"
                    hint="По паспорту счётчика"
                    error=state.field("verified_until")
                    value=state.value("replacement[verified_until]")
                />
                <Field
                    name="replacement[act]"
                    label="№ акта"
                    autocomplete="off"
                    error=state.field("act")
                    value=state.value("replacement[act]")
                />
            </div>
            <div class="actions">
                <Button label="Заменить" busy=state.busy />
            </div>
        </ActionForm>
    };
    let open = state.failed();
    view! { <Fold icon=IconName::Swap label="Заменить счётчик" open=open>{form}</Fold> }.into_any()
}

fn verify(data: &Data, forms: Forms) -> AnyView {
    let state = forms.verify.state;
    let id = data.meter.id.to_string();
    let on = or(state.value("verification[on]"), || date_iso(data.today));
    let form = view! {
        <ActionForm action=forms.verify.action attr:class="form form--close" attr:novalidate=true>
            <FormFailure form=state />
            <input type="hidden" name="verification[meter]" value=id />
            <div class="fields-2">
                <Field
                    name="verification[on]"
                    label="День поверки"
                    kind="date"
                    autocomplete="off"
                    error=state.field("on")
                    value=on
                />
                <Field
                    name="verification[until]"
                    label="Действует до"
                    kind="date"
                    autocomplete="off"
                    hint="Последний день, по свидетельству"
                    error=state.field("until")
                    value=state.value("verification[until]")
                />
            </div>
            <Field
                name="verification[act]"
                label="№ свидетельства"
                autocomplete="off"
                error=state.field("act")
                value=state.value("verification[act]")
            />
            <div class="actions">
                <Button label="Записать поверку" busy=state.busy />
            </div>
        </ActionForm>
    };
    let open = state.failed();
    view! { <Fold icon=IconName::Check label="Записать поверку" open=open>{form}</Fold> }.into_any()
}

fn remove(data: &Data, forms: Forms) -> AnyView {
    let (meter, state) = (&data.meter, forms.remove.state);
    let id = meter.id.to_string();
    let on = or(state.value("removal[on]"), || date_iso(data.today));
    let last = Values {
        name: "removal[last]",
        legend: "Конечное показание, если известно",
        errors: "last",
        zones: zones_of(meter),
    };
    let last = values(last, meter.resource, state);
    let form = view! {
        <ActionForm action=forms.remove.action attr:class="form form--close" attr:novalidate=true>
            <p class="small">"Вернуть снятый счётчик нельзя: если ошиблись, загрузите его заново таблицей."</p>
            <FormFailure form=state />
            <input type="hidden" name="removal[meter]" value=id />
            <Field
                name="removal[on]"
                label="Последний день"
                kind="date"
                autocomplete="off"
                error=state.field("on")
                value=on
            />
            {last}
            <TextArea
                name="removal[reason]"
                label="Почему"
                hint="Пример: «Отключили стояк»"
                short=true
                error=state.field("reason")
                value=state.value("removal[reason]")
            />
            <div class="actions">
                <Button label="Снять счётчик" kind=ButtonKind::Danger busy=state.busy />
            </div>
        </ActionForm>
    };
    let open = state.failed();
    view! { <Fold icon=IconName::No label="Снять без замены" open=open>{form}</Fold> }.into_any()
}
