//! The page of a receipt: to be read, heard, and printed.
use super::{calculation, load_receipt, text};
use crate::{
    layout::{NotFound, Page, PageShape, loaded, once_ready},
    ui::{Banner, ButtonKind, Icon, IconName, Skeleton, Tone, date, rubles, use_live},
};
use domain::{
    ids::BillId,
    receipts::{PaymentCode, Receipt},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn ReceiptPage() -> impl IntoView {
    let params = use_params_map();
    let bill = Memo::new(move |_| params.with(|params| params.get_str("bill")?.parse::<BillId>().ok()));
    let receipt = Resource::new(
        move || bill.get(),
        |bill| async move {
            match bill {
                Some(bill) => Some(load_receipt(bill).await),
                None => None,
            }
        },
    );
    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move {
                    receipt.ready().await;
                },
                move || Some(
                    match receipt.get()? {
                        Some(answer) => loaded(answer, |receipt| shown(&receipt)),
                        None => view! { <NotFound /> }.into_any(),
                    },
                ),
            )}
        </Transition>
    }
    .into_any()
}

fn shown(receipt: &Receipt) -> AnyView {
    let (parties, meters, calculation, reference) = (
        parties(receipt),
        calculation::meters(&receipt.meters),
        calculation::calculation(receipt),
        reference(receipt),
    );
    view! {
        <Page
            title=text::title(receipt)
            shape=PageShape::Single
            back=("/charges", "Начисления")
            head=head(receipt)
        >
            <article class="receipt">{parties} {meters} {calculation} {reference}</article>
        </Page>
    }
    .into_any()
}

fn head(receipt: &Receipt) -> AnyView {
    let live = use_live();
    let pdf = format!("/receipts/{}.pdf", receipt.bill);
    let newer = receipt.newer.map(|newer| {
        view! {
            <Banner tone=Tone::Ask title="Эта квитанция заменена более новой">
                <p>
                    "По этой больше не платят. " <a href=format!("/receipts/{newer}")>"Открыть новую"</a>
                </p>
            </Banner>
        }
    });
    let settled = (receipt.settled && receipt.newer.is_none()).then(|| {
        view! {
            <Banner tone=Tone::Ok title="Это начисление оплачено" slim=true>
                <p>"Квитанция показана такой, какой была выставлена."</p>
            </Banner>
        }
    });
    view! {
        <div class="actions no-print">
            <a class=ButtonKind::Line.class() href=pdf rel="external" target="_blank">
                <Icon name=IconName::Pdf small=true />
                "PDF"
            </a>
            <button
                class=ButtonKind::Primary.class()
                type="button"
                hidden=move || !live.get()
                on:click=|_| drop(window().print())
            >
                <Icon name=IconName::Print small=true />
                "Распечатать"
            </button>
        </div>
        {newer}
        {settled}
    }
    .into_any()
}

fn parties(receipt: &Receipt) -> AnyView {
    let (payer, provider) = (&receipt.payer, &receipt.provider);
    let requisites = &provider.requisites;
    let tax_numbers = match &requisites.kpp {
        Some(kpp) => format!("ИНН {}, КПП {kpp}", requisites.inn),
        None => format!("ИНН {}", requisites.inn),
    };
    let facts = [
        ("Плательщик", Some(payer.name.clone())),
        ("Лицевой счёт", Some(payer.account.clone())),
        ("Адрес", Some(payer.address.clone())),
        ("ЕЛС", payer.unified.clone()),
        ("Площадь", text::area(payer)),
        ("Проживает", payer.residents.map(|residents| residents.to_string())),
        ("Исполнитель", Some(with(&provider.company, provider.contacts.as_deref()))),
        ("Получатель", Some(format!("{}, {tax_numbers}", requisites.legal_name))),
        ("Р/сч.", Some(requisites.bank_account.clone())),
        (
            "Банк",
            Some(format!(
                "{}, БИК {}, К/сч. {}",
                requisites.bank_name, requisites.bic, requisites.corr_account
            )),
        ),
    ];
    let facts = facts
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .map(|(name, value)| {
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                </div>
            }
        })
        .collect_view();
    let code = receipt.payment_code.as_ref().filter(|_| receipt.newer.is_none()).map(code);
    view! {
        <div class="receipt__top">
            <section class="stack stack--tight">
                <h2>"1. Плательщик и исполнитель"</h2>
                <dl class="facts facts--2 small">{facts}</dl>
            </section>
            {code}
        </div>
    }
    .into_any()
}

fn with(name: &str, contacts: Option<&str>) -> String {
    contacts.map_or_else(|| name.to_owned(), |contacts| format!("{name}, {contacts}"))
}

/// «Наведите камеру банка»
fn code(code: &PaymentCode) -> AnyView {
    let quiet = PaymentCode::QUIET;
    let side = code.size + 2 * quiet;
    view! {
        <figure class="receipt__code">
            <svg
                class="qr"
                role="img"
                aria-label="QR-код для оплаты в приложении банка"
                viewBox=format!("-{quiet} -{quiet} {side} {side}")
            >
                <path d=code.path.clone() />
            </svg>
            <figcaption class="muted small">"Наведите камеру банка"</figcaption>
        </figure>
    }
    .into_any()
}

fn reference(receipt: &Receipt) -> AnyView {
    let reference = &receipt.reference;
    let (carried, made_of) = text::carried(receipt);
    let due = receipt.due();
    let advance = reference.advance();
    let advance = advance
        .is_positive()
        .then(|| view! { <p class="muted small">{format!("Платить не нужно: останется аванс {}", rubles(advance))}</p> });
    let check = receipt.check_url.trim_start_matches("https://").trim_start_matches("http://").to_owned();
    let (href, until) = (format!("/check/{}", receipt.code), date(reference.counted_until));
    view! {
        <section class="stack stack--tight">
            <h2>"4. Справочно"</h2>
            <dl class="total">
                <div>
                    <dt>"Начислено"</dt>
                    <dd class="num">{rubles(reference.amount)}</dd>
                </div>
                <div>
                    <dt>
                        {carried} " " <small class="muted">{made_of}</small>
                    </dt>
                    <dd class="num">{rubles(reference.carried())}</dd>
                </div>
                <div>
                    <dt>"Пени"</dt>
                    <dd class="num">{rubles(reference.penalty)}</dd>
                </div>
                <div class="total__sum">
                    <dt>{format!("К оплате до {}", date(receipt.due_on))}</dt>
                    <dd class="num">{rubles(due)}</dd>
                </div>
            </dl>
            {advance}
            <p class="muted small">
                "Подлинность: " <a href=href>{check}</a> {format!(". Оплаты учтены по {until}.")}
            </p>
        </section>
    }
    .into_any()
}
