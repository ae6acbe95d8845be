//! What stands around the text of an item: whom it reaches, who has read it, what it said before.
use super::{DiscardNews, WithdrawNews, card::kind_badge};
use crate::{
    form::{FormFailure, FormState, use_form},
    text::news as words,
    ui::{Button, ButtonKind, Card, date_time},
};
use domain::news::{NewsSheet, NewsState, Revision};
use leptos::{form::ActionForm, prelude::*};

/// «Увидят»
pub(super) fn seen_by(sheet: &NewsSheet) -> AnyView {
    if sheet.version == 0 {
        return view! {
            <Card title="Увидят">
                <p class="muted small">"Список жителей появится, когда новость будет сохранена."</p>
            </Card>
        }
        .into_any();
    }
    let reach = &sheet.reach;
    let silent =
        (reach.silent > 0).then(|| view! { <p class="muted small">{silent_words(reach.silent)}</p> });
    let (people, note) =
        (words::people(reach.people), format!("{} · {}", words::units(reach.accounts), houses(reach.houses)));
    let list = format!("/staff/news/{}/audience", sheet.id);
    view! {
        <Card title="Увидят">
            <div class="stat">
                <span class="stat__value">{people}</span>
                <span class="stat__note">{note}</span>
            </div>
            {silent}
            <a class=ButtonKind::Line.class() href=list>
                "Список по адресам"
            </a>
        </Card>
    }
    .into_any()
}

pub(super) fn silent_words(count: i64) -> String {
    let units = words::counted(count, "помещении", "помещениях", "помещениях");
    format!("В {units} никто не входит в кабинет: повесьте объявление в подъезде.")
}

pub(super) fn houses(count: i64) -> String {
    words::counted(count, "дом", "дома", "домов")
}

/// Who has read it, house by house.
pub(super) fn readers(sheet: &NewsSheet) -> Option<AnyView> {
    let readers = sheet.readership.as_ref()?;
    let must = sheet.must_read;
    let share = |count: i64| format!("{count} из {}", readers.people);
    let rows = readers.houses.iter().map(|house| {
        view! {
            <tr role="row">
                <th scope="row" role="rowheader">
                    {house.address.clone()}
                </th>
                <td role="cell" class="end num" data-label="Жителей">
                    {house.people}
                </td>
                <td role="cell" class="end num" data-label="Прочли">
                    {house.read}
                </td>
                {must
                    .then(|| {
                        view! {
                            <td role="cell" class="end num" data-label="Ознакомлены">
                                {house.acknowledged}
                            </td>
                        }
                    })}
            </tr>
        }
    });
    let rows = rows.collect_view();
    let card = view! {
        <section class="card card--flush">
            <div class="card__head">
                <h2>"Кто прочёл"</h2>
                <span class="muted small">
                    {format!("прочли {}", share(readers.read))}
                    {must.then(|| format!(", ознакомлены {}", share(readers.acknowledged)))}
                </span>
            </div>
            <table class="table table--cards readers" role="table">
                <caption class="visually-hidden">"Кто прочёл, по домам"</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        {crate::charges::head_cell("Дом", "")} {crate::charges::head_cell("Жителей", "end")}
                        {crate::charges::head_cell("Прочли", "end")}
                        {must.then(|| crate::charges::head_cell("Ознакомлены", "end"))}
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </section>
    };
    Some(card.into_any())
}

/// What residents got, the latest first.
pub(super) fn history(sheet: &NewsSheet) -> Option<AnyView> {
    if sheet.history.len() < 2 {
        return None;
    }
    let versions = sheet.history.iter().map(revision).collect_view();
    Some(view! { <Card title="Что видели жители">{versions}</Card> }.into_any())
}

fn revision(told: &Revision) -> AnyView {
    let by = told.by.as_ref().map(|by| format!(", {by}")).unwrap_or_default();
    view! {
        <details class="revision">
            <summary>{format!("{}{by}", date_time(told.at))}</summary>
            <p>{kind_badge(told.kind)}</p>
            <h3>{told.title.clone()}</h3>
            <pre>{told.source.clone()}</pre>
        </details>
    }
    .into_any()
}

/// «Снять с публикации», or «Удалить черновик» of what nobody has seen: with a question.
pub(super) fn removal(sheet: &NewsSheet) -> Option<AnyView> {
    let (label, form) = match sheet.state {
        NewsState::Draft if sheet.version > 0 => {
            let action = ServerAction::<DiscardNews>::new();
            let means = "Текст и картинки пропадут, вернуть их будет нельзя.";
            let question = question(sheet, use_form(action), means, ["Удалить", "Удаляем"]);
            (
                "Удалить черновик",
                view! { <ActionForm action=action attr:class="form">{question}</ActionForm> }.into_any(),
            )
        }
        state if state.is_out() => {
            let action = ServerAction::<WithdrawNews>::new();
            let means = "Жители больше не увидят эту новость, даже по ссылке. Отметки о прочтении останутся.";
            let question = question(sheet, use_form(action), means, ["Снять", "Снимаем"]);
            (
                "Снять с публикации",
                view! { <ActionForm action=action attr:class="form">{question}</ActionForm> }.into_any(),
            )
        }
        _ => return None,
    };
    let fold = view! {
        <details class="card revision">
            <summary>{label}</summary>
            {form}
        </details>
    };
    Some(fold.into_any())
}

fn question(
    sheet: &NewsSheet,
    form: FormState,
    means: &'static str,
    [yes, busy]: [&'static str; 2],
) -> AnyView {
    let (id, version) = (sheet.id.to_string(), sheet.version.to_string());
    view! {
        <FormFailure form />
        <p>{means}</p>
        <input type="hidden" name="id" value=id />
        <input type="hidden" name="version" value=version />
        <div class="actions">
            <Button label=yes kind=ButtonKind::Danger busy_label=busy busy=form.busy />
        </div>
    }
    .into_any()
}
