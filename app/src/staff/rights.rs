use crate::{
    layout::{Page, PageShape, frame_now},
    text,
    ui::{Icon, IconName},
};
use domain::access::{Permission, Role};
use leptos::prelude::*;

/// «Права ролей»: the access policy, from the same table that decides.
#[component]
pub fn RightsPage() -> impl IntoView {
    let own = frame_now().ok().and_then(|frame| frame.person?.role);
    let heads = Role::ALL.map(|role| {
        let mine = (own == Some(role)).then(|| view! { <small class="muted">" (ваша)"</small> });
        view! { <th scope="col" role="columnheader">{text::role(role)} {mine}</th> }
    });
    let rows = Permission::ALL.iter().map(|permission| {
        let cells = Role::ALL.map(|role| cell(role, role.grants(*permission)));
        let money = permission.shows_money().then(|| view! { <small class="muted">" ₽"</small> });
        view! {
            <tr role="row">
                <th scope="row" role="rowheader">{text::staff::permission(*permission)} {money}</th>
                {cells.collect_view()}
            </tr>
        }
    });
    view! {
        <Page title="Права ролей" shape=PageShape::Single>
            <section class="card">
                <p>
                    "Портал решает по этой же таблице: чего роль не может, того для неё нет. Житель видит только свои помещения. Значок ₽ стоит там, где видно деньги жителей: таким ролям может быть нужен вход по коду. Если сотруднику отмечены дома, он видит только их, а загрузок, начислений, оплат и возвратов для него нет: они относятся ко всей компании."
                </p>
            </section>
            <div class="card card--flush">
                <table class="table table--cards rights" role="table">
                    <thead role="rowgroup">
                        <tr role="row">
                            <th scope="col" role="columnheader">"Что можно"</th>
                            {heads.collect_view()}
                        </tr>
                    </thead>
                    <tbody role="rowgroup">{rows.collect_view()}</tbody>
                </table>
            </div>
        </Page>
    }
    .into_any()
}

/// Told by a word and a shape.
fn cell(role: Role, granted: bool) -> AnyView {
    let label = text::role(role);
    if granted {
        view! {
            <td role="cell" class="rights__yes" data-label=label>
                <Icon name=IconName::Check small=true />
                <span class="visually-hidden">"да"</span>
            </td>
        }
        .into_any()
    } else {
        view! {
            <td role="cell" class="rights__no" data-label=label>
                <span aria-hidden="true">"–"</span>
                <span class="visually-hidden">"нет"</span>
            </td>
        }
        .into_any()
    }
}
