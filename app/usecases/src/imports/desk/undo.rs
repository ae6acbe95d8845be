//! Taking an import back: what its rows changed, the debts that it recorded, the payments that it credited.
use super::{
    kind_of,
    work::{advance, as_sender, at, hold},
};
use crate::{
    Ctx, Result,
    imports::debts,
    ledger::{self, Booking, Standing},
};
use domain::{
    changes::{Desk, Topic},
    ids::{AccountId, ImportId},
    imports::{Kind, State},
    money::Money,
};
use store::{
    Tx,
    entity::import,
    event,
    imports::{self, Built, Hindrance},
    statements::{self, Credited, Undoing},
};

/// Takes back what was written, as one transaction, unless something was built on it: then what hinders is told.
pub(crate) async fn take_back(ctx: &Ctx, id: ImportId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let Some(row) = at(&tx, id, State::Undoing).await? else { return Ok(()) };
    let ctx = &as_sender(ctx, &row);
    hold(&tx, kind_of(&row)?).await?;
    let hindrances = match taken_back(ctx, &tx, &row).await {
        // Something that no check knows stands on it.
        Err(crate::Error::Store(error)) if error.is_depended_on() => {
            vec![Hindrance { built: Built::Other, count: 1 }]
        }
        other => other?,
    };
    if hindrances.is_empty() {
        advance(ctx, &tx, row, State::Undone).await?;
        return Ok(tx.commit().await?);
    }
    drop(tx);
    let tx = ctx.db.begin().await?;
    let Some(row) = at(&tx, id, State::Undoing).await? else { return Ok(()) };
    let problems = hindrances.iter().map(hindrance).collect::<Vec<_>>().join("\n");
    advance(ctx, &tx, import::Model { problems: Some(problems), why: None, ..row }, State::Done).await?;
    Ok(tx.commit().await?)
}

async fn taken_back(ctx: &Ctx, tx: &Tx, row: &import::Model) -> Result<Vec<Hindrance>> {
    if kind_of(row)? == Kind::Payments {
        return payments_back(ctx, tx, row).await;
    }
    let id = row.id;
    let before = debts::before(imports::debts(tx, id).await?);
    if before.is_empty() {
        return Ok(imports::take_back(tx, id).await?);
    }
    let (mut back, mut paid, mut changed) = (Vec::new(), 0, 0);
    for debt in imports::standing_debts(tx, id).await? {
        let Some(noted) = before.get(&debt.charge_id) else { continue };
        paid += i64::from(debt.paid != Money::ZERO);
        changed += i64::from(debt.amount != noted.now);
        back.push(debts::Back {
            account: debt.account_id,
            recipient: debt.recipient_id,
            period: debt.period,
            was: noted.was,
        });
    }
    let found = counted([(Built::Money, paid), (Built::Changed, changed)]);
    if found.is_empty() {
        debts::correct_back(ctx, tx, back).await?;
    }
    Ok(found)
}

fn counted<const N: usize>(found: [(Built, i64); N]) -> Vec<Hindrance> {
    let found = found.into_iter().filter(|(_, count)| *count > 0);
    found.map(|(built, count)| Hindrance { built, count }).collect()
}

/// Payments leave their accounts by their opposite, which the books keep beside them. What was given back whole already is left alone: it is
/// known, and the same file does not bring it again.
async fn payments_back(ctx: &Ctx, tx: &Tx, row: &import::Model) -> Result<Vec<Hindrance>> {
    let credited = statements::credited_by(tx, row.id).await?;
    let is_known = statements::sum_of(tx, row.id).await? == row.credited.unwrap_or_default();
    let is_partly = |of: &&Credited| of.back.is_positive() && of.back < of.amount;
    let partly = i64::try_from(credited.iter().filter(is_partly).count()).unwrap_or(i64::MAX);
    let found = counted([
        (Built::Unknown, i64::from(!is_known)),
        (Built::PartlyRefunded, partly),
        (Built::Returned, statements::returned(tx, row.id).await?),
    ]);
    if !found.is_empty() {
        return Ok(found);
    }
    let standing = credited.iter().filter(|of| of.back.is_zero()).map(|of| Standing {
        payment: of.payment,
        account: of.account,
        recipient: of.recipient,
        amount: of.amount,
    });
    let standing: Vec<Standing> = standing.collect();
    let mut accounts: Vec<AccountId> = standing.iter().map(|of| of.account).collect();
    accounts.dedup();
    store::ledger::hold(tx, &accounts).await?;
    ledger::reverse(tx, &Booking::open(ctx).await?, &standing).await?;
    let undoing = Undoing {
        import: row.id,
        person: row.person_id,
        why: row.why.as_deref().unwrap_or_default(),
        at: ctx.now,
    };
    let undone = credited.iter().filter(|of| of.back.is_zero() || of.waited).map(|of| of.payment);
    statements::undo(tx, &undoing, &undone.collect::<Vec<_>>()).await?;
    let happened = standing.iter().map(|of| {
        ctx.event("payment.undone").about(of.payment.0).of_account(of.account).with(of.amount.plain())
    });
    event::record_all(tx, happened).await?;
    tx.announce(Topic::Desk(Desk::Payments));
    Ok(Vec::new())
}

fn hindrance(hindrance: &Hindrance) -> String {
    let count = hindrance.count;
    match hindrance.built {
        Built::Changed => format!("Загруженное с тех пор изменили, записей: {count}."),
        Built::Accounts => format!("В загруженных помещениях уже есть другие счета: {count}."),
        Built::Meters => {
            format!("У загруженных счетов уже есть счётчики: {count}. Сначала отмените их загрузку.")
        }
        Built::Residents => format!("К загруженным счетам уже привязались жители: {count}."),
        Built::Money => format!("По загруженным счетам уже есть начисления или оплаты: {count}."),
        Built::Tickets => format!("По загруженным домам и счетам уже есть заявки: {count}."),
        Built::Readings => {
            format!("По загруженным счётчикам уже есть показания: {count}. Сначала отмените их загрузку.")
        }
        Built::LaterReadings => format!("После загруженных показаний поданы новые: {count}."),
        Built::AcceptedPeriods => format!("Месяц загруженных показаний уже принят, показаний: {count}."),
        Built::PartlyRefunded => {
            format!("Часть денег по загруженным оплатам уже вернули плательщикам, оплат: {count}.")
        }
        Built::Returned => format!(
            "Строки загрузки уже возвращаются плательщикам: {count}. Сначала верните их в очередь в «Разобранных»."
        ),
        Built::Unknown => {
            "Загрузку записала прежняя версия портала: какие оплаты она добавила, уже не узнать.".to_owned()
        }
        Built::Other => "На загруженное уже ссылаются другие записи портала.".to_owned(),
    }
}
