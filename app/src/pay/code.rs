//! «По QR-коду»: the same sums for the application of a bank, one code for each recipient.
use super::page::Counted;
use crate::ui::{Icon, IconName, rubles};
use domain::{
    charges::Recipient,
    ids::AccountId,
    money::Money,
    payments::{PaymentForm, Plan},
};
use leptos::prelude::*;

/// Closed at first where the portal takes payments itself: a picture is loaded once it is looked at.
pub(super) fn codes(form: RwSignal<PaymentForm>, plan: Counted, open: bool) -> AnyView {
    let parts = Memo::new(move |_| {
        plan.get().ok().map(|plan| form.with(|form| parts(form, &plan))).unwrap_or_default()
    });
    let account = form.with_untracked(|form| form.account);
    let codes = move || {
        let parts = parts.get();
        if parts.is_empty() {
            return view! { <p class="muted">"Выберите сумму больше нуля: код появится здесь."</p> }
                .into_any();
        }
        let codes = parts.into_iter().map(|(recipient, sum)| code(account, &recipient, sum));
        view! { <div class="codes">{codes.collect_view()}</div> }.into_any()
    };
    view! {
        <details class="card disclosure" open=open>
            <summary>
                <h2>"По QR-коду в приложении банка"</h2>
                <Icon name=IconName::Down />
            </summary>
            <p>
                "Откройте приложение своего банка, выберите «Оплатить по QR» и наведите камеру. Сумма и реквизиты подставятся сами. Комиссию называет банк; оплата появится здесь, когда он её переведёт, до трёх рабочих дней."
            </p>
            {codes}
        </details>
    }
    .into_any()
}

/// What each recipient gets, as the acquirer would divide it.
fn parts(form: &PaymentForm, plan: &Plan) -> Vec<(Recipient, Money)> {
    let Some((first, _)) = form.recipients.first() else { return Vec::new() };
    let named = |id| form.recipients.iter().find(|(recipient, _)| recipient.id == id);
    let parts = plan.allocated.by_recipient(first.id).into_iter();
    parts.filter_map(|(id, sum)| Some((named(id)?.0.clone(), sum))).collect()
}

fn code(account: AccountId, recipient: &Recipient, sum: Money) -> AnyView {
    let src = format!("/pay/code.svg?account={account}&to={}&sum={}", recipient.id, sum.0);
    let alt = format!("QR-код: {}, {}", recipient.name, rubles(sum));
    view! {
        <figure>
            <img class="code" src=src alt=alt loading="lazy" width="240" height="240" />
            <figcaption>
                {recipient.name.clone()} ", " <b class="num">{rubles(sum)}</b>
            </figcaption>
        </figure>
    }
    .into_any()
}
