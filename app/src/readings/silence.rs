//! The price of silence, below the meters that it is about.
use super::face::{name_among, tile, unit};
use crate::{text::silence as words, ui::Card};
use domain::{readings::ReadingsPage as Data, silence::Silence};
use leptos::prelude::*;

/// What it costs to give no readings, and to let a verification run out.
pub fn silence(page: &Data) -> AnyView {
    let card = |title: &'static str, such: fn(Silence) -> bool| {
        let rows: Vec<AnyView> = (page.prices.iter())
            .filter(|(_, price)| such(price.silence))
            .filter_map(|(id, price)| {
                let row = page.rows.iter().find(|row| row.meter.id == *id)?;
                let name = name_among(&row.meter, page.rows.iter().map(|row| &row.meter));
                let said = words::price(price, unit(row.meter.resource), page.today);
                Some(
                    view! {
                        <li class="item">
                            {tile(row.meter.resource)}
                            <div>
                                <b>{name}</b>
                                <span class="muted">{said}</span>
                            </div>
                        </li>
                    }
                    .into_any(),
                )
            })
            .collect();
        (!rows.is_empty()).then(|| {
            view! {
                <Card title=title flush=true>
                    <ul class="rows">{rows}</ul>
                </Card>
            }
        })
    };
    let not_given =
        card("Если не сдать показания", |silence| silence == Silence::NotGiven);
    let unverified =
        card("Если не сделать поверку", |silence| silence != Silence::NotGiven);
    (not_given, unverified).into_any()
}
