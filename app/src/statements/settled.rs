//! «Разобранные»: what was decided about payments, and taking it back.
use super::{
    UndoPayment, load_settled,
    queue::told,
    words::{PAYMENTS, SETTLED, outcome},
};
use crate::{
    desk,
    form::{FormFailure, plain_form},
    layout::{NotFound, Page, PageShape, loaded, may, once_ready},
    ui::{Badge, Banner, ButtonKind, Card, Empty, Skeleton, Tone, date, date_time},
};
use domain::{
    access::Permission,
    statements::{Settled, SettledPage as Data, UNDO_DAYS},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

#[component]
pub fn SettledPage() -> impl IntoView {
    if !may(Permission::HandlePayments) {
        return view! { <NotFound /> }.into_any();
    }
    let query = use_query_map();
    let after = Memo::new(move |_| query.with(|query| query.get("after")));
    let done = Memo::new(move |_| query.with(|query| query.get_str("done") == Some("undone")));
    let data = Resource::new(move || (after.get(), done.get()), |(after, _)| load_settled(after));
    let failed = plain_form::<UndoPayment>();
    let head = view! {
        {move || {
            done.get()
                .then(|| view! { <Banner tone=Tone::Ok title="Оплата снова ждёт разнесения" slim=true live=true /> })
        }}
        <FormFailure form=failed />
    };
    view! {
        <Page
            title="Разобранные оплаты"
            shape=PageShape::Single
            back=(PAYMENTS, "Оплаты")
            head=head.into_any()
        >
            <Transition fallback=Skeleton>
                {once_ready(
                    async move { data.ready().await },
                    move || {
                        let later = after.get_untracked().is_some();
                        Some(loaded(data.get()?, move |data| shown(&data, later)))
                    },
                )}
            </Transition>
        </Page>
    }
    .into_any()
}

fn shown(data: &Data, later: bool) -> AnyView {
    if data.settled.is_empty() {
        return view! { <Empty title="Разобранных пока нет" text="Здесь будет видно, кто и на какой счёт разнёс оплату." /> }
            .into_any();
    }
    let rows = data.settled.iter().map(row).collect_view();
    let next =
        data.next.as_ref().map(|next| format!("{SETTLED}{}", desk::query([("after", Some(next.clone()))])));
    view! {
        <Card title="Последние решения" flush=true>
            <ul class="rows">{rows}</ul>
            {desk::parts(later.then(|| SETTLED.to_owned()), next)}
        </Card>
    }
    .into_any()
}

fn row(row: &Settled) -> AnyView {
    let what = match (&row.account, row.outcome) {
        _ if row.undone => (Tone::No, "отменена вместе с загрузкой".to_owned()),
        (Some(account), _) => (Tone::Ok, format!("на ЛС {account}")),
        (None, Some(of)) => (Tone::Info, outcome(of).1.to_owned()),
        (None, None) => (Tone::Info, "разобрана".to_owned()),
    };
    let day = row.for_day.map(|day| format!("за {}", date(day)));
    let why = [day, row.why.clone().filter(|why| !why.is_empty())].into_iter().flatten();
    let why = why.collect::<Vec<_>>().join(", ");
    let by = row.by.clone().unwrap_or_else(|| "портал, по номеру счёта".to_owned());
    view! {
        <li class="waiting">
            {told(&row.came)}
            <Badge tone=what.0 label=what.1 />
            <p class="small muted">{why} " " {date_time(row.at)} ", " {by}</p>
            {row.may_undo.then(|| undo(row))}
        </li>
    }
    .into_any()
}

/// Asks before it acts.
fn undo(row: &Settled) -> AnyView {
    let words = match row.account {
        Some(_) => format!(
            "В истории счёта останутся и оплата, и её возврат. Снять можно в течение {UNDO_DAYS} дней."
        ),
        None => "Оплата вернётся в очередь.".to_owned(),
    };
    let label =
        if row.account.is_some() { "Снять со счёта" } else { "Вернуть в очередь" };
    view! {
        <details class="ask">
            <summary class="btn btn--line btn--sm">{label}</summary>
            <form method="post" action=UndoPayment::url() class="stack stack--tight">
                <p class="small">{words}</p>
                <input type="hidden" name="id" value=row.came.id.to_string() />
                <button class=format!("{} btn--sm", ButtonKind::Danger.class()) type="submit">
                    {format!("Да, {}", label.to_lowercase())}
                </button>
            </form>
        </details>
    }
    .into_any()
}
