//! Common meters are added and taken down here, and norms are set.
use super::{
    AddHouseMeter, RemoveHouseMeter, SetNorm,
    text::{resource, which},
};
use crate::{
    form::{Form, FormFailure, FormState},
    readings::face::tile,
    ui::{Button, ButtonKind, Card, Field, FieldError, Fold, IconName, date, date_iso},
};
use domain::{
    balance::{BalancePage as Data, HouseMeter},
    readings::Resource,
};
use leptos::{form::ActionForm, prelude::*};

/// They outlive the data around them.
#[derive(Clone, Copy)]
pub(super) struct Forms {
    add: Form<AddHouseMeter>,
    remove: Form<RemoveHouseMeter>,
    norm: Form<SetNorm>,
}

impl Forms {
    pub fn new() -> Self {
        Self { add: Form::leading_on(), remove: Form::leading_on(), norm: Form::leading_on() }
    }
}

/// «Общедомовые счётчики»: which there are, and a form for another one.
pub(super) fn owned(data: &Data, forms: Forms) -> AnyView {
    let rows: Vec<AnyView> = data.meters.iter().map(|of| row(of, data, forms.remove)).collect();
    let none = rows.is_empty().then(|| {
        let what = if data.may_change {
            "Пока нет ни одного. Добавьте счётчик на вводе в дом, потом запишите показания двух месяцев подряд: появится расход дома."
        } else {
            "Пока нет ни одного. Их добавляют бухгалтер и управляющий."
        };
        view! { <p class="muted">{what}</p> }
    });
    let error = forms.remove.state.field("on");
    let add = data.may_change.then(|| adding(data, forms.add));
    view! {
        <Card title="Общедомовые счётчики">
            {none} <FormFailure form=forms.remove.state />
            {move || error.get().map(|text| view! { <FieldError text=text aloud=true /> })}
            <ul class="common">{rows}</ul>
            {add}
        </Card>
    }
    .into_any()
}

fn row(of: &HouseMeter, data: &Data, form: Form<RemoveHouseMeter>) -> AnyView {
    let meter = &of.meter;
    let removed = meter.removed_on.map(|on| format!("снят {}", date(on)));
    let change = data.may_change.then(|| removal(of, data, form));
    view! {
        <li class="common__meter">
            <div class="named">
                {tile(meter.resource)}
                <span>
                    <b>{resource(meter.resource)} " " <span class="num">{which(of)}</span></b>
                    <span class="muted small">{removed}</span>
                </span>
            </div>
            {change}
        </li>
    }
    .into_any()
}

fn removal(of: &HouseMeter, data: &Data, form: Form<RemoveHouseMeter>) -> AnyView {
    let hidden = {
        let (building, period) = (data.building.to_string(), data.period.to_string());
        let meter = of.meter.id.to_string();
        view! {
            <input type="hidden" name="removal[building]" value=building />
            <input type="hidden" name="removal[period]" value=period />
            <input type="hidden" name="removal[meter]" value=meter />
        }
    };
    if of.meter.removed_on.is_some() {
        return view! {
            <ActionForm action=form.action>
                {hidden} <input type="hidden" name="removal[back]" value="true" />
                <Button label="Вернуть в работу" kind=ButtonKind::Line class="btn--sm" busy=form.state.busy />
            </ActionForm>
        }
        .into_any();
    }
    let label = format!("Последний день, {}", of.meter.serial);
    view! {
        <details class="ask">
            <summary class="btn btn--line btn--sm">"Снять"</summary>
            <ActionForm action=form.action attr:class="stack stack--tight" attr:novalidate=true>
                {hidden} <p class="small">"После этого дня его показаний не ждём. Записанные останутся."</p>
                <input class="input" type="date" name="removal[on]" aria-label=label />
                <Button label="Снять" kind=ButtonKind::Danger class="btn--sm" busy=form.state.busy />
            </ActionForm>
        </details>
    }
    .into_any()
}

fn adding(data: &Data, form: Form<AddHouseMeter>) -> AnyView {
    let state = form.state;
    let open = data.meters.is_empty() || state.failed();
    let since = state.or_kept("meter[since]", &date_iso(data.period.first_day()));
    let (id, building, period) = (data.fresh.to_string(), data.building.to_string(), data.period.to_string());
    view! {
        <Fold icon=IconName::Plus label="Добавить счётчик" open=open>
            <ActionForm action=form.action attr:class="form form--close" attr:novalidate=true>
                <FormFailure form=state />
                <input type="hidden" name="meter[id]" value=id />
                <input type="hidden" name="meter[building]" value=building />
                <input type="hidden" name="meter[period]" value=period />
                {choice("meter[resource]", "resource", state, |of| of.code().to_owned())}
                <Field
                    name="meter[serial]"
                    label="Заводской №"
                    autocomplete="off"
                    hint="Пример: 100708114"
                    error=state.field("serial")
                    value=state.value("meter[serial]")
                />
                <Field
                    name="meter[place]"
                    label="Где стоит"
                    autocomplete="off"
                    hint="Если счётчиков несколько. Пример: ввод 1"
                    error=state.field("place")
                    value=state.value("meter[place]")
                />
                <Field
                    name="meter[since]"
                    label="С какого дня"
                    kind="date"
                    autocomplete="off"
                    hint="Раньше этого дня показаний не ждём. Первое из них станет начальным, расход считаем от него"
                    error=state.field("since")
                    value=since
                />
                {number("meter[digits]", "Цифр до запятой", "Обычно 5, у электроэнергии 6", state.field("digits"), state)}
                {number("meter[decimals]", "Цифр после запятой", "Обычно 3", state.field("decimals"), state)}
                {number("meter[zones]", "Тарифов", "Обычно 1", state.field("zones"), state)}
                {number(
                    "meter[ratio]",
                    "Коэффициент трансформации",
                    "На него умножают расход. Пример: 40; без трансформатора 1",
                    state.field("ratio"),
                    state,
                )}
                <div class="actions">
                    <Button label="Добавить" busy=state.busy />
                </div>
            </ActionForm>
        </Fold>
    }
    .into_any()
}

fn number(
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    error: Signal<Option<String>>,
    state: FormState,
) -> impl IntoView {
    view! {
        <Field
            name=name
            label=label
            autocomplete="off"
            inputmode="numeric"
            hint=hint
            error=error
            value=state.value(name)
        />
    }
}

/// A resource to choose; `field` is what a rejection calls it.
fn choice(
    name: &'static str,
    field: &'static str,
    state: FormState,
    value: impl Fn(Resource) -> String,
) -> AnyView {
    let chosen = state.value(name);
    let error = state.field(field);
    let options = Resource::ALL.map(|of| {
        let value = value(of);
        let selected = value == chosen;
        view! {
            <option value=value selected=selected>
                {resource(of)}
            </option>
        }
    });
    view! {
        <div class="field">
            <label class="field__label" for=name>
                "Что считает"
            </label>
            <select
                class="select"
                id=name
                name=name
                aria-invalid=move || error.with(Option::is_some).then_some("true")
            >
                {options.into_iter().collect_view()}
            </select>
            {move || error.get().map(|text| view! { <FieldError text=text /> })}
        </div>
    }
    .into_any()
}

/// «Норматив»: for those who may say what it is.
pub(super) fn norms(data: &Data, forms: Forms) -> Option<AnyView> {
    if !data.may_set_norms {
        return None;
    }
    let form = forms.norm;
    let state = form.state;
    let open = state.failed();
    let (building, period) = (data.building.to_string(), data.period.to_string());
    let since = format!("Действует во всех домах с {}", date(data.period.first_day()));
    let card = view! {
        <Fold icon=IconName::Gear label="Задать норматив потребления" open=open class="card">
            <ActionForm action=form.action attr:class="form form--close" attr:novalidate=true>
                <FormFailure form=state />
                <input type="hidden" name="norm[building]" value=building />
                <input type="hidden" name="norm[period]" value=period />
                {choice("norm[resource]", "resource", state, |of| format!("{of:?}"))}
                <Field
                    name="norm[value]"
                    label="На человека в месяц"
                    autocomplete="off"
                    inputmode="decimal"
                    hint="Из постановления вашего региона. Пример: 6,935"
                    error=state.field("value")
                    value=state.value("norm[value]")
                />
                <p class="small muted">{since}</p>
                <div class="actions">
                    <Button label="Записать норматив" kind=ButtonKind::Line busy=state.busy />
                </div>
            </ActionForm>
        </Fold>
    };
    Some(card.into_any())
}
