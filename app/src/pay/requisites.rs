//! «Реквизиты»: who pays, and whom.
use crate::ui::{Card, Empty, fact, month_year};
use domain::{
    charges::{Recipient, Requisites},
    payments::PaymentForm,
};
use leptos::prelude::*;

pub(super) fn requisites(form: RwSignal<PaymentForm>) -> AnyView {
    form.with_untracked(|form| {
        let payer = [
            ("Плательщик", form.payer.clone()),
            ("Л/сч.", form.number.clone()),
            ("Адрес плательщика", form.address.clone()),
        ];
        let all =
            form.recipients.iter().map(|(recipient, to)| of_recipient(form, recipient, to)).collect_view();
        if form.recipients.is_empty() {
            return view! { <Empty title="Реквизитов пока нет" /> }.into_any();
        }
        view! {
            <Card title="Реквизиты">
                <dl class="facts facts--2">{payer.map(|(label, value)| fact(label, value))}</dl>
                {all}
            </Card>
        }
        .into_any()
    })
}

fn of_recipient(form: &PaymentForm, recipient: &Recipient, to: &Requisites) -> AnyView {
    let months: Vec<String> = (form.charges.iter())
        .filter(|charge| charge.recipient == recipient.id)
        .map(|charge| month_year(charge.period.first_day()))
        .collect();
    let purpose = match months.as_slice() {
        [] => format!("{}, аванс", recipient.name),
        months => format!("{}, Начисления за {}", recipient.name, months.join(", ")),
    };
    let facts = [
        ("Получатель", to.legal_name.clone()),
        ("ИНН", to.inn.clone()),
        ("Р/сч.", to.bank_account.clone()),
        ("БИК", to.bic.clone()),
        ("К/сч.", to.corr_account.clone()),
        ("Назначение платежа", purpose),
    ];
    view! {
        <h3 class="pay__recipient">{recipient.name.clone()}</h3>
        <dl class="facts facts--2">{facts.map(|(label, value)| fact(label, value))}</dl>
    }
    .into_any()
}
