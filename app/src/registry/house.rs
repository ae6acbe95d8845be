//! A house: entrances, and units with their accounts.
use super::{ACCOUNTS, HOUSES, load_house};
use crate::{
    api::ApiError,
    desk::{chips, parts, query},
    layout::{NotFound, Page, PageShape, encode, loaded, may, once_ready},
    ui::{Badge, Card, Empty, Icon, IconName, Skeleton, Tone, date},
};
use domain::{
    access::Permission,
    addresses::{short_address, unit_name},
    ids::BuildingId,
    registry::{HousePage as Data, UnitAccount, UnitRow},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// Units of which the register knows no entrance.
const NO_ENTRANCE: &str = "-";

#[component]
pub fn HousePage() -> impl IntoView {
    if !may(Permission::SeeRegistries) {
        return view! { <NotFound /> }.into_any();
    }
    let (params, address) = (use_params_map(), use_query_map());
    let building =
        Memo::new(move |_| params.with(|params| params.get_str("building")?.parse::<BuildingId>().ok()));
    let entrance = Memo::new(move |_| address.with(|query| query.get("entrance")));
    let after = Memo::new(move |_| address.with(|query| query.get("after")));
    let data = Resource::new(
        move || (building.get(), entrance.get(), after.get()),
        |(building, entrance, after)| async move {
            load_house(building.ok_or(ApiError::NotFound)?, entrance, after).await
        },
    );
    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move { data.ready().await },
                move || {
                    let (entrance, later) = (entrance.get_untracked(), after.get_untracked().is_some());
                    Some(loaded(data.get()?, |data| shown(&data, entrance.as_deref(), later)))
                },
            )}
        </Transition>
    }
    .into_any()
}

fn shown(data: &Data, entrance: Option<&str>, later: bool) -> AnyView {
    let here = |entrance: Option<&str>, after: Option<&str>| {
        let fields = [("entrance", entrance.map(encode)), ("after", after.map(encode))];
        format!("{HOUSES}/{}{}", data.id, query(fields))
    };
    let all = ("Все".to_owned(), here(None, None), Signal::stored(entrance.is_none()));
    let entrances = data.entrances.iter().map(|(name, units)| {
        let code = name.as_deref().unwrap_or(NO_ENTRANCE);
        let label = name.as_ref().map_or_else(|| "Без подъезда".to_owned(), |name| format!("Подъезд {name}"));
        (format!("{label}: {units}"), here(Some(code), None), Signal::stored(entrance == Some(code)))
    });
    let chips = (data.entrances.len() > 1).then(|| chips(std::iter::once(all).chain(entrances)));
    let head = view! {
        <p class="page__lead">{data.address.clone()}</p>
        {chips}
    };
    let rows = data.units.iter().map(unit).collect_view();
    let body = if data.units.is_empty() {
        view! { <Empty title="Помещений нет" text="Загрузите лицевые счета дома, и помещения появятся здесь." /> }
            .into_any()
    } else {
        let next = data.next.as_ref().map(|next| here(entrance, Some(next)));
        let parts = parts(later.then(|| here(entrance, None)), next);
        view! {
            <Card title="Помещения" flush=true>
                <ul class="rows">{rows}</ul>
                {parts}
            </Card>
        }
        .into_any()
    };
    view! {
        <Page title=short_address(&data.address) shape=PageShape::Single back=(HOUSES, "Реестры") head=head.into_any()>
            {body}
        </Page>
    }
    .into_any()
}

fn unit(unit: &UnitRow) -> AnyView {
    let entrance = unit.entrance.as_ref().map(|entrance| format!("подъезд {entrance}"));
    let accounts = unit.accounts.iter().map(account).collect_view();
    let nobody = unit.accounts.is_empty().then(|| view! { <span class="muted">"лицевого счёта нет"</span> });
    view! {
        <li class="unit-row">
            <p>
                <b>{unit_name(&unit.label)}</b>
                <small class="muted">{entrance}</small>
            </p>
            <div>{accounts} {nobody}</div>
        </li>
    }
    .into_any()
}

fn account(account: &UnitAccount) -> AnyView {
    let area = account.area_hundredths.map(area).unwrap_or_default();
    let closed = account.closed_on.map(|on| {
        view! { <Badge tone=Tone::Ask label=format!("закрыт {}", date(on)) /> }
    });
    view! {
        <a class="job found__row" href=format!("{ACCOUNTS}/{}", account.id)>
            <span>
                "ЛС " <b class="num">{account.number.clone()}</b> <small>{area} " " {closed}</small>
            </span>
            <Icon name=IconName::Right small=true />
        </a>
    }
    .into_any()
}

/// «54.3 м²»
pub(super) fn area(hundredths: i64) -> String {
    let text = format!("{}.{:02}", hundredths / 100, (hundredths % 100).abs());
    format!("{}\u{a0}м²", text.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::area;

    #[test]
    fn an_area_is_written_without_needless_zeros() {
        for (hundredths, text) in [(5430, "54.3\u{a0}м²"), (5400, "54\u{a0}м²"), (5405, "54.05\u{a0}м²")]
        {
            assert_eq!(area(hundredths), text);
        }
    }
}
