//! «Оплаты»: a new file of a bank, those that were loaded, and what waits.
use super::{
    load_payments_desk, look_at_payments,
    queue::{Forms, queue},
    words::{DAYS, PAYMENTS, SETTLED},
};
use crate::{
    api::{Posted, posted_under},
    imports::{IMPORTS, file_field, item, upload_form, wrong},
    layout::{NotFound, Page, PageShape, anew, loaded, may, once_ready},
    live,
    ui::{Banner, ButtonKind, Card, FieldError, Icon, IconName, Skeleton, Stat, Tone, rubles},
};
use domain::{
    access::Permission,
    changes::{Desk, Topic},
    imports::{ImportCard, Kind},
    statements::{DeskStand, PaymentsDesk},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_query_map;

#[component]
pub fn PaymentsDeskPage() -> impl IntoView {
    if !may(Permission::HandlePayments) {
        return view! { <NotFound /> }.into_any();
    }
    let query = use_query_map();
    let after = Memo::new(move |_| query.with(|query| query.get("after")));
    let done = Memo::new(move |_| query.with(|query| query.get("done")));
    let desk = Resource::new(move || (after.get(), done.get()), |(after, _)| load_payments_desk(after));
    // Nobody's typing is lost: that the queue has changed is said, and whoever reads it looks again.
    let fresh = RwSignal::new(false);
    let look = move || {
        spawn_local(async move {
            match look_at_payments().await {
                Ok(now) => {
                    let shown = desk.try_get_untracked().flatten().and_then(Result::ok);
                    if let Some(shown) = shown {
                        fresh.try_set(now != DeskStand::from(&shown));
                    }
                }
                Err(error) => live::missed(&error),
            }
        });
    };
    live::watch(|| vec![Topic::Desk(Desk::Payments)], look);
    let news = move || {
        fresh.get().then(|| {
            view! {
                <Banner tone=Tone::Info title="Очередь изменилась" slim=true live=true>
                    <a href=PAYMENTS rel="external">
                        "Показать, что теперь"
                    </a>
                </Banner>
            }
        })
    };
    let posted = StoredValue::new(posted_under("/imports/"));
    let forms = Forms::new();
    let head = view! {
        {move || done.get().as_deref().and_then(notice)}
        {news}
    };
    view! {
        <Page title="Оплаты" shape=PageShape::Single head=head.into_any() action=others()>
            <Transition fallback=Skeleton>
                {once_ready(
                    async move { desk.ready().await },
                    move || {
                        let later = after.get_untracked().is_some();
                        let drawn = move |desk: PaymentsDesk| {
                            anew(move || posted.with_value(|posted| shown(&desk, later, posted.as_ref(), forms)))
                        };
                        Some(loaded(desk.get()?, drawn))
                    },
                )}
            </Transition>
        </Page>
    }
    .into_any()
}

fn others() -> AnyView {
    let link = |href: &'static str, label: &'static str, icon: IconName| {
        view! {
            <a class=format!("{} btn--sm", ButtonKind::Line.class()) href=href>
                <Icon name=icon small=true />
                {label}
            </a>
        }
    };
    view! {
        {link(SETTLED, "Разобранные", IconName::Check)}
        {link(DAYS, "Сверка с эквайером", IconName::Calendar)}
    }
    .into_any()
}

fn notice(done: &str) -> Option<AnyView> {
    let title = match done {
        "assigned" => "Оплата разнесена. Если ошиблись, снимите её со счёта в «Разобранных»",
        "aside" => "Оплата отложена. Вернуть её в очередь можно в «Разобранных»",
        _ => return None,
    };
    Some(view! { <Banner tone=Tone::Ok title=title slim=true live=true /> }.into_any())
}

fn shown(desk: &PaymentsDesk, later: bool, posted: Option<&Posted>, forms: Forms) -> AnyView {
    view! {
        <div class="stats">
            <Stat label="Ждут разнесения" value=desk.count.to_string() />
            <Stat label="На сумму" value=rubles(desk.sum) />
        </div>
        {(!later).then(|| new_one(desk, posted))}
        {(!later).then(|| loads(&desk.loads))}
        {queue(desk, later, forms)}
    }
    .into_any()
}

fn new_one(desk: &PaymentsDesk, posted: Option<&Posted>) -> AnyView {
    const STATEMENTS: &str = ".txt,.csv,.xlsx,.tsv,text/plain,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let bank = posted.and_then(|posted| posted.value("bank")).unwrap_or_default().to_owned();
    let known = desk.banks.iter().map(|bank| view! { <option value=bank.clone()></option> }).collect_view();
    let no_bank = wrong(posted, "bank");
    let hint = format!(
        "Выписка в формате 1С (1CClientBankExchange) или реестр: .txt, .csv, .xlsx до {} МБ",
        desk.limits.bytes / 1024 / 1024
    );
    let fields = view! {
        <input type="hidden" name="kind" value=Kind::Payments.code() />
        <div class="columns">
            <div class="field">
                <label class="field__label" for="bank">
                    "Банк"
                </label>
                <p class="field__hint" id="bank-hint">
                    "По нему портал помнит столбцы реестра. Пример: Сбербанк"
                </p>
                <input
                    class="input"
                    id="bank"
                    name="bank"
                    list="banks"
                    autocomplete="off"
                    value=bank
                    aria-describedby="bank-hint"
                    aria-invalid=no_bank.is_some().then_some("true")
                />
                <datalist id="banks">{known}</datalist>
                {no_bank.map(|text| view! { <FieldError text=text /> })}
            </div>
            {file_field("Файл", hint.into_any(), STATEMENTS, posted)}
        </div>
    };
    let note = "Сначала портал покажет, что на какой счёт. Дважды одну оплату он не зачтёт";
    upload_form(desk.fresh, "Новый файл банка", posted, fields.into_any(), note)
}

fn loads(loads: &[ImportCard]) -> Option<AnyView> {
    let rows = loads.iter().map(load).collect_view();
    let card = || {
        view! {
            <Card title="Файлы банков" flush=true>
                <ul class="rows">{rows}</ul>
            </Card>
        }
        .into_any()
    };
    (!loads.is_empty()).then(card)
}

fn load(card: &ImportCard) -> AnyView {
    let sums = card.sums.map(|sums| {
        format!(
            "пришло {}, разнесено {}, ждёт {}",
            rubles(sums.came),
            rubles(sums.credited),
            rubles(sums.waiting)
        )
    });
    let href = format!("{IMPORTS}/{}", card.id);
    item(card, IconName::Card, href, card.bank.clone().unwrap_or_default(), sums)
}
