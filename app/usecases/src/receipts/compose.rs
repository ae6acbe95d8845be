use crate::{
    Ctx,
    payment_code::{draw, payment},
};
use domain::{
    accounts::short_name,
    money::Money,
    receipts::{Payer, PaymentCode, Provider, Receipt, Reference, meter_lines, shows_meters},
};
use exchange::payment_qr::Field;
use store::receipts::{Bill, Head};

/// Puts a receipt together; `penalty` is what the portal has counted itself.
pub(super) fn compose(ctx: &Ctx, bill: Bill, penalty: Money) -> Receipt {
    let Bill { head, owners, lines, meters } = bill;
    let reference = Reference {
        amount: head.amount,
        opening: head.money.charged_before - head.money.paid_before,
        paid: head.money.paid,
        paid_last_on: head.money.paid_last_on,
        counted_until: head.issued_on,
        penalty: head.money.penalty + penalty,
    };
    let meters = if shows_meters(&lines) { meters } else { Vec::new() };
    Receipt {
        payment_code: payment_code(&head, reference.due()),
        check_url: format!("{}/check/{}", ctx.portal.base_url, head.code),
        settled: head.amount.is_positive() && head.allocated >= head.amount,
        newer: Some(head.standing).filter(|standing| *standing != head.bill),
        payer: Payer {
            name: owners.iter().map(|name| short_name(name)).collect::<Vec<_>>().join(", "),
            account: head.number,
            unified: head.unified_number,
            address: format!("{}, {}", head.address, head.label),
            area_hundredths: head.area_hundredths,
            residents: head.residents.and_then(|residents| u16::try_from(residents).ok()),
        },
        provider: Provider {
            company: ctx.portal.company.clone(),
            contacts: ctx.portal.contacts.clone(),
            service: head.service,
            requisites: head.requisites,
        },
        meters: meters
            .into_iter()
            .flat_map(|(meter, readings)| meter_lines(meter, &readings, head.period))
            .collect(),
        bill: head.bill,
        kind: head.kind,
        period: head.period,
        issued_on: head.issued_on,
        due_on: head.due_on,
        code: head.code,
        lines,
        reference,
    }
}

fn payment_code(head: &Head, due: Money) -> Option<PaymentCode> {
    if !due.is_positive() {
        return None;
    }
    let (month, year) = (head.period.month(), head.period.year());
    let purpose = format!("{} за {month:02}.{year}, ЛС {}", head.service, head.number);
    let payment = payment(&head.requisites, due, &purpose, &head.number)
        .with(Field::PaymPeriod, &format!("{month:02}{year}"))
        .with(Field::QuittId, head.code.as_str());
    // The receipt is good without its code; what is wrong with the recipient is for the company to see.
    draw(payment).unwrap_or_else(|error| {
        tracing::warn!(recipient = head.service, %error, "a receipt has no payment code");
        None
    })
}
