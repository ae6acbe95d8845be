use crate::{Ctx, Error, Result, readings::open_account};
use chrono::NaiveDate;
use domain::{
    Rejection, Rule,
    calendar::{Period, Span},
    charges::{Charge, ChargesPage},
    ids::AccountId,
    ledger::{Balance, Purpose, RecipientBalance},
    money::Money,
};
use store::charges::{Book, Booked, book};

/// Charges and payments are shown from the first day of the month so many months back.
const YEAR: u32 = 12;

/// «Текущий баланс» of the open account: one statement.
///
/// # Errors
/// `SignInRequired`, `NotFound`.
pub async fn balance(ctx: &Ctx) -> Result<Balance> {
    Ok(Standing::of(ctx, open_account(ctx)?.id).await?.balance)
}

/// «Начисления за ЖКУ» of the open account: one statement. A year where no dates are given.
///
/// # Errors
/// `SignInRequired`, `NotFound`; a rejection of field `to` ([`Rule::SpanBackwards`]) when the end is before the start.
pub async fn charges(ctx: &Ctx, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Result<ChargesPage> {
    let standing = Standing::of(ctx, open_account(ctx)?.id).await?;
    let span = span(ctx, from, to)?;
    let all = standing.charges.len();
    let within = Period::of(span.from)..=Period::of(span.to);
    let charges: Vec<Charge> =
        standing.charges.into_iter().filter(|charge| within.contains(&charge.period)).collect();
    Ok(ChargesPage {
        today: ctx.today(),
        span,
        others: all > charges.len(),
        charges,
        recipients: standing.balance.recipients.into_iter().map(|balance| balance.recipient).collect(),
    })
}

/// The dates of a report on money: as asked, or the last year.
pub(crate) fn span(ctx: &Ctx, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Result<Span> {
    let today = ctx.today();
    let usual = Span { from: Period::of(today).minus(YEAR).first_day(), to: Period::of(today).last_day() };
    Span::or_default(from, to, usual).ok_or_else(|| Error::Rejected(Rejection::of("to", Rule::SpanBackwards)))
}

/// The money side of an account on the day of the request.
pub(crate) struct Standing {
    pub balance: Balance,
    /// Newest first.
    pub charges: Vec<Charge>,
}

impl Standing {
    /// # Errors
    /// `SignInRequired`; `NotFound` when there is no such account in the scope.
    pub(crate) async fn of(ctx: &Ctx, account: AccountId) -> Result<Self> {
        let scope = ctx.actor.own()?;
        let book = book(&ctx.db.read(), &scope, account).await?.ok_or(Error::NotFound)?;
        Ok(Self::at(book, ctx.today()))
    }

    fn at(book: Book, today: NaiveDate) -> Self {
        let charges: Vec<Charge> = book.charges.iter().map(|booked| charge(booked)).collect();
        let recipients = book.recipients.into_iter().map(|received| {
            let of = received.recipient.id;
            let owed = || charges.iter().filter(|charge| charge.recipient == of);
            let spent: Money = owed().map(|charge| charge.paid + charge.penalty_paid).sum();
            // A bill below zero gives back what was charged before.
            let given_back: Money = owed().map(|charge| (-charge.left()).or_zero()).sum();
            RecipientBalance {
                debt: owed().map(|charge| charge.left().or_zero()).sum(),
                penalty: owed().map(|charge| charge.penalty_left().or_zero()).sum(),
                advance: received.received - spent + given_back,
                recipient: received.recipient,
            }
        });
        Self { balance: Balance { on: today, recipients: recipients.collect() }, charges }
    }
}

fn charge(booked: &Booked) -> Charge {
    Charge {
        id: booked.id,
        bill: booked.bill,
        recipient: booked.recipient,
        period: booked.period,
        kind: booked.kind,
        issued_on: booked.issued_on,
        due_on: booked.due_on,
        amount: booked.amount,
        paid: booked.paid(Purpose::Charge),
        penalty: booked.penalty,
        penalty_paid: booked.paid(Purpose::Penalty),
    }
}
