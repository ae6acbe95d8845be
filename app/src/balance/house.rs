//! «Общедомовые счётчики» on the page of a house's month: what they show is written down there.
use super::{
    RecordHouseReadings,
    text::{resource, which},
};
use crate::{
    form::{Form, FormFailure, FormState},
    readings::{
        face::{said, tile, unit, zone_mark, zone_word},
        staff::MONTHS,
    },
    ui::{Button, ButtonKind, Card, FieldError, date},
};
use domain::balance::{HouseMeterRow, HouseMetersPage};
use leptos::{form::ActionForm, prelude::*};

pub type HouseForm = Form<RecordHouseReadings>;

/// The card with its form; `form` outlives the data around it.
pub fn common_meters(page: &HouseMetersPage, form: HouseForm) -> AnyView {
    let (building, period) = (page.building.to_string(), page.period.to_string());
    let balance = format!("{MONTHS}/{building}/balance?period={period}");
    let link = view! {
        <a class=format!("{} btn--sm", ButtonKind::Line.class()) href=balance>
            "Баланс дома"
        </a>
    };
    let body = if page.rows.is_empty() {
        view! { <p class="muted">"Общедомовых счётчиков нет. Добавить их можно на странице «Баланс дома»."</p> }
            .into_any()
    } else {
        let rows: Vec<AnyView> =
            page.rows.iter().enumerate().map(|(at, of)| row(at, of, page.closed, form.state)).collect();
        let open = page.rows.iter().any(|row| !page.closed || row.current.is_none());
        let button = open.then(|| {
            view! {
                <div class="actions">
                    <Button label="Записать" busy=form.state.busy />
                </div>
            }
        });
        view! {
            <ActionForm action=form.action attr:class="form form--close" attr:novalidate=true>
                <FormFailure form=form.state />
                <input type="hidden" name="readings[building]" value=building />
                <input type="hidden" name="readings[period]" value=period />
                <ul class="common">{rows}</ul>
                {button}
            </ActionForm>
        }
        .into_any()
    };
    view! {
        <Card title="Общедомовые счётчики" aside=link.into_any()>
            {body}
        </Card>
    }
    .into_any()
}

fn row(at: usize, row: &HouseMeterRow, closed: bool, state: FormState) -> AnyView {
    let meter = &row.of.meter;
    let before = row.previous.as_ref().map_or_else(
        || "прежних показаний нет".to_owned(),
        |previous| format!("прежнее {} от {}", said(meter, &previous.values), date(previous.taken_on)),
    );
    let entry = match row.current.as_ref().filter(|_| closed) {
        Some(current) => view! { <p class="num">{said(meter, &current.values)}</p> }.into_any(),
        None => fields(at, row, state),
    };
    view! {
        <li class="common__meter">
            <div class="named">
                {tile(meter.resource)}
                <span>
                    <b>{resource(meter.resource)} " " <span class="num">{which(&row.of)}</span></b>
                    <span class="muted small">{before}</span>
                </span>
            </div>
            <div class="stack stack--tight">{entry}</div>
        </li>
    }
    .into_any()
}

fn fields(at: usize, row: &HouseMeterRow, state: FormState) -> AnyView {
    let meter = &row.of.meter;
    let line = format!("readings[lines][{at}]");
    let inputs = meter.zones().iter().enumerate().map(|(zone, named)| {
        let name = format!("{line}[values][{zone}]");
        let given = row.current.as_ref().and_then(|current| current.values.get(zone));
        let came_back = state.value(&name);
        let value = if came_back.is_empty() {
            given.map(|value| meter.dial.format(*value)).unwrap_or_default()
        } else {
            came_back
        };
        let error = state.field(format!("lines[{at}].values[{zone}]"));
        let label = format!("Показание, {} {} {}", resource(meter.resource), meter.serial, zone_word(*named));
        let wrong = format!("common-{at}-{zone}-error");
        let described = wrong.clone();
        view! {
            <label class="reading">
                {zone_mark(*named)}
                <input
                    class="input"
                    name=name
                    value=value
                    inputmode="decimal"
                    autocomplete="off"
                    aria-label=label.trim_end().to_owned()
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    aria-describedby=move || error.with(Option::is_some).then(|| described.clone())
                />
                <span class="reading__unit">{unit(meter.resource)}</span>
            </label>
            {move || error.get().map(|text| view! { <FieldError text=text id=wrong.clone() /> })}
        }
    });
    let inputs = inputs.collect_view();
    let base = row.current.as_ref().map(|current| {
        view! { <input type="hidden" name=format!("{line}[base]") value=current.id.to_string() /> }
    });
    let sure = format!("{line}[sure]");
    let doubt = state.field(format!("lines[{at}].sure"));
    let asked = move || {
        let sure = sure.clone();
        doubt.get().map(|text| {
            view! {
                <FieldError text=text aloud=true />
                <label class="check">
                    <input type="checkbox" name=sure value="true" />
                    <span>"Всё верно"</span>
                </label>
            }
        })
    };
    view! {
        <input type="hidden" name=format!("{line}[meter]") value=meter.id.to_string() />
        {base}
        {inputs}
        {asked}
    }
    .into_any()
}
