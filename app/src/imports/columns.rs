//! «Столбцы»: what the portal makes of a file, and the form that corrects it.
use super::{ChooseColumns, words::letter};
use crate::{
    form::{FormFailure, FormState},
    ui::{Button, Field, FieldError},
};
use domain::imports::{ColumnsForm, ImportPage, Kind, Spot};
use leptos::{form::ActionForm, prelude::*};

pub(super) fn columns(
    page: &ImportPage,
    form: &ColumnsForm,
    action: ServerAction<ChooseColumns>,
    state: FormState,
) -> AnyView {
    let wrong = state.field("columns");
    let fields = form.known.iter().enumerate().map(|(at, known)| {
        let name = format!("choice[places][{at}]");
        let proposed = known.place.map(|place| place.to_string()).unwrap_or_default();
        let chosen = state.or_kept(&name, &proposed);
        let options = form.header.iter().enumerate().map(|(place, header)| {
            let value = place.to_string();
            let selected = value == chosen;
            let label =
                if header.is_empty() { letter(place) } else { format!("{}: {header}", letter(place)) };
            view! {
                <option value=value selected=selected>
                    {label}
                </option>
            }
        });
        let label =
            if known.required { known.name.clone() } else { format!("{} (если есть)", known.name) };
        view! {
            <div class="field">
                <label class="field__label small" for=name.clone()>
                    {label}
                </label>
                <select class="select" id=name.clone() name=name>
                    <option value="">"нет в файле"</option>
                    {options.collect_view()}
                </select>
            </div>
        }
    });
    let fields = fields.collect_view();
    let recipient = (!form.recipients.is_empty()).then(|| recipient(page.card.kind, form, state));
    let (id, version) = (page.card.id.to_string(), page.version.to_string());
    view! {
        <ActionForm action=action attr:class="card form" attr:novalidate=true>
            <h2>"Какой столбец что значит"</h2>
            <p class="muted">"Портал предложил по названиям. Проверьте по первым строкам файла и поправьте, если нужно."</p>
            <FormFailure form=state />
            <input type="hidden" name="id" value=id />
            <input type="hidden" name="version" value=version />
            {recipient}
            <div class="columns">{fields}</div>
            {move || wrong.get().map(|text| view! { <FieldError text=text aloud=true /> })}
            <div class="actions">
                <Button label="Проверить строки" busy=state.busy />
            </div>
        </ActionForm>
        {first(form)}
    }
    .into_any()
}

/// Whom opening debts are owed to, and since when; whom payments are for.
fn recipient(kind: Kind, form: &ColumnsForm, state: FormState) -> AnyView {
    let known = form.recipient.map(|id| id.to_string()).unwrap_or_default();
    let chosen = state.or_kept("choice[recipient]", &known);
    let options = form.recipients.iter().map(|recipient| {
        let value = recipient.id.to_string();
        let selected = value == chosen;
        view! {
            <option value=value selected=selected>
                {recipient.name.clone()}
            </option>
        }
    });
    let month = state.or_kept("choice[month]", &form.month);
    let wrong = state.field("recipient");
    let label = if kind == Kind::Payments {
        "Кому оплата, если в файле не сказано"
    } else {
        "Кому долг, если в файле не сказано"
    };
    let asked = (!form.month.is_empty()).then(|| {
        view! {
            <Field
                name="choice[month]"
                label="На начало какого месяца"
                kind="month"
                autocomplete="off"
                hint="Год и месяц. Пример: 2018-01"
                error=state.field("month")
                value=month
            />
        }
    });
    view! {
        <div class="columns">
            <div class="field">
                <label class="field__label" for="choice[recipient]">
                    {label}
                </label>
                <select class="select" id="choice[recipient]" name="choice[recipient]">
                    {options.collect_view()}
                </select>
                {move || wrong.get().map(|text| view! { <FieldError text=text /> })}
            </div>
            {asked}
        </div>
    }
    .into_any()
}

/// The first rows of the file, as they are.
fn first(form: &ColumnsForm) -> AnyView {
    let width = form.first.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0).max(form.header.len());
    let head = (0..width).map(|at| {
        let header = form.header.get(at).cloned().unwrap_or_default();
        view! {
            <th scope="col">
                <span class="muted">{letter(at)}</span>
                " "
                {header}
            </th>
        }
    });
    let rows = form.first.iter().map(|(row, cells)| {
        let cells = (0..width).map(|at| cells.get(at).cloned().unwrap_or_default());
        view! {
            <tr>
                <th scope="row" class="muted num">
                    {Spot::of(*row).to_string()}
                </th>
                {cells.map(|cell| view! { <td>{cell}</td> }).collect_view()}
            </tr>
        }
    });
    view! {
        <section class="card card--flush">
            <div class="card__head">
                <h2>"Первые строки файла"</h2>
            </div>
            <div class="grid-scroll" tabindex="0" role="region" aria-label="Первые строки файла">
                <table class="data data--file">
                    <thead>
                        <tr>
                            <th scope="col">"Строка"</th>
                            {head.collect_view()}
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
