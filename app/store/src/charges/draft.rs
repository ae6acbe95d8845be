//! Charges before they are published, beside the month before.
use crate::{Result, Tx, entity::charge_draft};
use domain::{
    access::Scope,
    calendar::Period,
    charges::{Draft, DraftLine},
    ids::{AccountId, ImportId, UserId},
    money::Money,
};
use sea_orm::{FromQueryResult, Value};

/// Forgets what a file was before.
///
/// # Errors
/// When the database cannot.
pub async fn forget_drafts(tx: &Tx, import: ImportId) -> Result<()> {
    tx.change("DELETE FROM charge_draft WHERE import_id = $1", [import.into()]).await?;
    Ok(())
}

/// # Errors
/// When the database cannot.
pub async fn add_drafts(tx: &Tx, drafts: Vec<charge_draft::Model>) -> Result<()> {
    crate::insert_all(tx, drafts).await
}

/// Accounts that had a bill in the month `$2` and have none for `$3`, neither in the draft `$1` nor published.
const GONE: &str = "\
FROM account a WHERE EXISTS (
    SELECT 1 FROM charge c JOIN bill b ON b.charge_id = c.id AND NOT EXISTS (SELECT 1 FROM bill n WHERE n.corrects_id = b.id)
    WHERE c.account_id = a.id AND c.period = $2 AND c.kind = 'bill' AND b.amount > 0
) AND NOT EXISTS (SELECT 1 FROM charge_draft d WHERE d.import_id = $1 AND d.account_id = a.id)
AND NOT EXISTS (SELECT 1 FROM charge n WHERE n.account_id = a.id AND n.period = $3 AND n.kind = 'bill')";

/// The last month of a draft.
///
/// # Errors
/// When the database cannot answer.
pub async fn draft_period(tx: &Tx, import: ImportId) -> Result<Option<Period>> {
    #[derive(FromQueryResult)]
    struct Last {
        period: Period,
    }
    const SQL: &str = "SELECT period FROM charge_draft WHERE import_id = $1 ORDER BY period DESC LIMIT 1";
    let last: Option<Last> = tx.row(SQL, [import.into()]).await?;
    Ok(last.map(|row| row.period))
}

/// What a draft comes to; nothing without bills. `odd` is the weight from which on a bill is odd.
///
/// # Errors
/// When the database cannot answer.
pub async fn draft(
    tx: &Tx,
    _: &Scope,
    import: ImportId,
    odd: i64,
    most: i64,
) -> Result<(Draft, Vec<String>)> {
    #[derive(FromQueryResult)]
    struct Row {
        bills: i64,
        sum: Money,
        before: Money,
        odd: i64,
        slight: i64,
    }
    #[derive(FromQueryResult)]
    struct Number {
        number: String,
    }
    const SUMS: &str = "\
SELECT COUNT(*) AS bills, CAST(COALESCE(SUM(now), 0) AS bigint) AS sum, CAST(COALESCE(SUM(was), 0) AS bigint) AS before,
       COUNT(*) FILTER (WHERE weight >= $2) AS odd, COUNT(*) FILTER (WHERE slight > 0) AS slight
FROM charge_draft WHERE import_id = $1";
    let row: Option<Row> = tx.row(SUMS, [import.into(), odd.into()]).await?;
    let (Some(row), Some(last)) = (row, draft_period(tx, import).await?) else {
        return Ok((Draft::default(), Vec::new()));
    };
    let of = || -> [Value; 3] { [import.into(), last.minus(1).into(), last.into()] };
    let count = tx.count(GONE, of()).await?;
    let numbers = format!("SELECT a.number {GONE} ORDER BY a.number LIMIT $4");
    let gone: Vec<Number> = tx.rows(&numbers, of().into_iter().chain([most.into()])).await?;
    let draft = Draft {
        bills: row.bills,
        sum: row.sum,
        before: row.before,
        odd: row.odd,
        slight: row.slight,
        gone: count,
    };
    Ok((draft, gone.into_iter().map(|row| row.number).collect()))
}

/// One bill of a draft.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
struct Row {
    account: AccountId,
    number: String,
    address: String,
    label: String,
    recipient: String,
    period: Period,
    was: Option<Money>,
    now: Money,
    slight: i64,
}

/// Bills of a draft, those that want to be looked at first, after as many as `skip`.
///
/// # Errors
/// When the database cannot answer.
pub async fn draft_lines(
    tx: &Tx,
    _: &Scope,
    import: ImportId,
    skip: i64,
    most: i64,
) -> Result<Vec<DraftLine>> {
    const SQL: &str = "\
SELECT d.account_id AS account, a.number, h.address, u.label, r.name AS recipient, d.period, d.was, d.now, d.slight
FROM charge_draft d
JOIN account a ON a.id = d.account_id
JOIN unit u ON u.id = a.unit_id
JOIN building h ON h.id = u.building_id
JOIN recipient r ON r.id = d.recipient_id
WHERE d.import_id = $1
ORDER BY d.weight DESC, d.account_id, r.position, d.period LIMIT $2 OFFSET $3";
    let rows: Vec<Row> = tx.rows(SQL, [import.into(), most.into(), skip.into()]).await?;
    Ok(rows.into_iter().map(line).collect())
}

fn line(row: Row) -> DraftLine {
    DraftLine {
        account: row.account,
        number: row.number,
        address: row.address,
        label: row.label,
        recipient: row.recipient,
        period: row.period,
        was: row.was,
        now: row.now,
        slight: row.slight,
    }
}

/// The last months that have bills, the latest first: from one to the next along an index, however many bills there are.
///
/// # Errors
/// When the database cannot answer.
pub async fn months(tx: &Tx, most: i64) -> Result<Vec<Period>> {
    #[derive(FromQueryResult)]
    struct Month {
        period: Period,
    }
    let months: Vec<Month> = tx.rows(MONTHS, [most.into()]).await?;
    Ok(months.into_iter().map(|month| month.period).collect())
}

const MONTHS: &str = "\
WITH RECURSIVE month (period) AS (
    SELECT MAX(period) FROM charge WHERE kind = 'bill'
    UNION ALL
    SELECT (SELECT MAX(c.period) FROM charge c WHERE c.kind = 'bill' AND c.period < m.period) FROM month m
    WHERE m.period IS NOT NULL
)
SELECT period FROM month WHERE period IS NOT NULL LIMIT $1";

/// People who live where an import has charged, after one of them.
///
/// # Errors
/// When the database cannot answer.
pub async fn charged(tx: &Tx, import: ImportId, after: Option<UserId>, most: i64) -> Result<Vec<UserId>> {
    #[derive(FromQueryResult)]
    struct Person {
        person_id: UserId,
    }
    let mut values = vec![import.into(), most.into()];
    let later = after.map_or("", |person| {
        values.push(person.into());
        "AND r.person_id > $3"
    });
    let sql = format!(
        "SELECT DISTINCT r.person_id FROM charge_draft d JOIN residency r ON r.account_id = d.account_id \
         AND r.ended_at IS NULL AND r.suspended_at IS NULL WHERE d.import_id = $1 {later} \
         ORDER BY r.person_id LIMIT $2"
    );
    Ok(tx.rows::<Person>(&sql, values).await?.into_iter().map(|row| row.person_id).collect())
}

#[cfg(test)]
mod tests {
    use super::{GONE, MONTHS};
    use crate::{plan, testing::Scratch};

    #[tokio::test]
    async fn months_are_found_along_an_index() {
        let scratch = Scratch::sqlite().await;
        let plan = plan::of(&scratch.db, MONTHS).await;
        let whole: Vec<&String> = plan.iter().filter(|step| step.starts_with("SCAN c")).collect();
        assert!(whole.is_empty(), "{plan:#?}");
        assert_eq!(plan.iter().filter(|step| step.contains("charge_month")).count(), 2, "{plan:#?}");
    }

    #[tokio::test]
    async fn who_has_no_bill_is_asked_account_by_account() {
        let scratch = Scratch::sqlite().await;
        let plan = plan::of(&scratch.db, &format!("SELECT COUNT(*) {GONE}")).await;
        assert!(!plan.iter().any(|step| step.contains("charge_month")), "{plan:#?}");
        assert_eq!(
            plan.iter().filter(|step| step.contains("account_id=? AND period=?")).count(),
            2,
            "{plan:#?}"
        );
    }
}
