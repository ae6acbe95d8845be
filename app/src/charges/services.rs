//! «По услугам»: the lines of a bill beside those of another month.
use super::{
    head_cell,
    waterfall::tint,
    words::{month_word, parts, signed, tariff, volume},
};
use crate::ui::{Badge, Icon, IconName, Tone};
use domain::{
    calendar::Period,
    charges::{Explanation, Parts, ServiceChange},
    money::Money,
};
use leptos::prelude::*;

/// The card with the table. Both columns and the differences sum up to what is above them; without a month to compare with there is one
/// column.
pub fn services_card(explanation: &Explanation, now: Period, before: Option<Period>) -> AnyView {
    let beside = before.is_some();
    let rows = explanation.services.iter().map(|change| row(change, beside)).collect_view();
    let mut all = Parts::default();
    for change in &explanation.services {
        all += change.parts;
    }
    let badge = explanation.adds_up().then(|| {
        view! { <Badge tone=Tone::Ok icon=IconName::Check label="сумма сходится" /> }
    });
    let months = before
        .map_or_else(|| month_word(now), |before| format!("{} и {}", month_word(now), month_word(before)));
    let head = |period| {
        view! {
            <th scope="col" role="columnheader" class="end">
                {month_word(period)}
            </th>
        }
    };
    view! {
        <section class="card card--flush">
            <div class="card__head">
                <h2>"По услугам"</h2>
                {badge}
            </div>
            <table class="table table--cards explain" role="table">
                <caption class="visually-hidden">{format!("Услуги: {months}")}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        {head_cell("Услуга", "")} {head_cell("Объём", "end")} {head_cell("Тариф, ₽", "end")} {head(now)}
                        {before.map(|before| (head(before), head_cell("Разница", "end")))}
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
                <tfoot role="rowgroup">
                    <tr role="row">
                        <th scope="row" role="rowheader" class="x-name">
                            "Итого"
                        </th>
                        <td role="cell" class="x-vol"></td>
                        <td role="cell" class="x-tar"></td>
                        {sum(explanation.now)} {beside.then(|| compared(explanation.before, all))}
                    </tr>
                    {beside.then(|| split(all))}
                </tfoot>
            </table>
        </section>
    }
    .into_any()
}

fn row(change: &ServiceChange, beside: bool) -> AnyView {
    let (now, before) = change.due();
    let line = change.now.as_ref();
    let used = line.and_then(|line| Some(volume(line.volume?, &line.unit)));
    let price = line.and_then(|line| line.tariff).map(tariff);
    let (class, icon) = face(change.service());
    view! {
        <tr role="row">
            <th scope="row" role="rowheader" class="x-name">
                <span class="named">
                    <span class=format!("res res--{class} res--sm")>
                        <Icon name=icon />
                    </span>
                    {change.service().to_owned()}
                </span>
            </th>
            <td role="cell" class="end num x-vol">
                {used}
            </td>
            <td role="cell" class="end num x-tar">
                {price}
            </td>
            {sum(now)}
            {beside.then(|| compared(before, change.parts))}
        </tr>
        {beside.then(|| split(change.parts))}
    }
    .into_any()
}

fn sum(now: Money) -> AnyView {
    view! {
        <td role="cell" class="end num x-sum">
            <b>{now.to_string()}</b>
        </td>
    }
    .into_any()
}

/// The sum of the other month, and the difference with its only cause.
fn compared(before: Money, why: Parts) -> AnyView {
    let only = match parts(why).as_slice() {
        [only] => Some(view! { <small class="x-why">{only.clone()}</small> }),
        _ => None,
    };
    let difference = why.total();
    view! {
        <td role="cell" class="end num muted x-prev">
            {before.to_string()}
        </td>
        <td role="cell" class="end x-diff">
            <span class=format!("num {}", tint(difference))>{signed(difference)}</span>
            {only}
        </td>
    }
    .into_any()
}

/// A line of its own for a difference with several causes.
fn split(why: Parts) -> Option<AnyView> {
    let parts = parts(why);
    (parts.len() > 1).then(|| {
        view! {
            <tr role="row" class="x-split">
                <td role="cell" colspan="6" class="end">
                    {parts.join(", ")}
                </td>
            </tr>
        }
        .into_any()
    })
}

/// The tile of a service, by the words of its name.
fn face(service: &str) -> (&'static str, IconName) {
    let name = service.to_lowercase();
    let faces: [(&[&str], &str, IconName); 10] = [
        (&["водоотв", "канализ", "стоки"], "cold", IconName::Swap),
        (&["гвс", "горяч", "подогрев"], "hot", IconName::HotDrop),
        (&["хвс", "холод", "вода"], "cold", IconName::Drop),
        (&["ночь", "ночн"], "power", IconName::Moon),
        (&["полупик"], "power", IconName::Gear),
        (&["электр", "освещ"], "power", IconName::Bolt),
        (&["отоплен", "теплов"], "heat", IconName::Heat),
        (&["газ"], "gas", IconName::Flame),
        (&["домофон", "замок", "замка"], "home", IconName::Key),
        (&["общедом", "одн", "сои"], "home", IconName::Users),
    ];
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).collect();
    let known = faces
        .iter()
        .find(|(begins, ..)| words.iter().any(|word| begins.iter().any(|begin| word.starts_with(begin))));
    known.map_or(("home", IconName::Build), |(_, class, icon)| (class, *icon))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_has_the_tile_of_its_resource() {
        for (service, expected) in [
            ("ХВС", ("cold", IconName::Drop)),
            ("Горячая вода (носитель)", ("hot", IconName::HotDrop)),
            ("Водоотведение", ("cold", IconName::Swap)),
            ("Электроэнергия, день", ("power", IconName::Bolt)),
            ("Электроэнергия, ночь", ("power", IconName::Moon)),
            ("Электроэнергия, полупик", ("power", IconName::Gear)),
            ("Отопление", ("heat", IconName::Heat)),
            ("Обслуживание газового оборудования", ("gas", IconName::Flame)),
            ("Содержание жилья", ("home", IconName::Build)),
            ("Общедомовые нужды", ("home", IconName::Users)),
            ("Домофон", ("home", IconName::Key)),
            ("Магазин", ("home", IconName::Build)),
        ] {
            assert_eq!(face(service), expected, "{service}");
        }
    }
}
