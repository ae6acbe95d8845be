//! Accounts whose numbers stand in the purposes of payments.
use super::outcome::Doubt;
use crate::Result;
use chrono::NaiveDate;
use domain::{
    accounts::AccountNumber,
    calendar::Period,
    ids::AccountId,
    matching::{BankLine, Candidate, fit, mentioned},
};
use exchange::payments::PaymentRow;
use std::collections::{BTreeSet, HashMap};
use store::{Tx, statements};

/// Bills of so many months say which sums are expected.
pub(crate) const MONTHS: u32 = 3;

/// An account that a line is of.
pub(super) struct Account {
    pub id: AccountId,
    pub number: String,
    pub closed_on: Option<NaiveDate>,
}

/// Accounts whose numbers stand in purposes.
pub(super) struct Mentions {
    /// Of each row, other numbers than that of its column.
    numbers: Vec<Vec<String>>,
    known: HashMap<String, statements::Known>,
}

impl Mentions {
    pub(super) async fn load(
        tx: &Tx,
        rows: &[(usize, PaymentRow)],
        keys: &[Option<AccountNumber>],
        today: NaiveDate,
    ) -> Result<Self> {
        let of = |((_, cells), key): (&(usize, PaymentRow), &Option<AccountNumber>)| {
            let found = mentioned(cells.purpose.as_deref().unwrap_or_default()).into_iter();
            let others = found.filter(|other| key.as_ref().is_none_or(|own| own.as_str() != other.number));
            others.map(|mention| mention.number).collect::<Vec<_>>()
        };
        let numbers: Vec<Vec<String>> = rows.iter().zip(keys).map(of).collect();
        let wanted = statements::Wanted {
            numbers: numbers.iter().flatten().cloned().collect(),
            surnames: BTreeSet::new(),
            since: Some(Period::of(today).minus(MONTHS)),
        };
        let known = if wanted.numbers.is_empty() {
            Vec::new()
        } else {
            statements::known(tx, &wanted, today).await?
        };
        let known = known.into_iter().map(|known| (known.number_key.clone(), known)).collect();
        Ok(Self { numbers, known })
    }

    /// The account that a row is certain to be of: that of its column, or the only one of its purpose.
    pub(super) fn account(
        &self,
        at: usize,
        cells: &PaymentRow,
        column: Option<Account>,
        similar: impl Fn() -> Option<String>,
    ) -> Result<Account, Doubt> {
        let line = line(cells);
        let mentioned =
            self.numbers.get(at).into_iter().flatten().filter_map(|number| self.known.get(number));
        let fits: Vec<_> =
            mentioned.filter_map(|known| Some((known, fit(&line, &candidate(known))?))).collect();
        let mut certain = fits.iter().filter(|(_, fit)| fit.is_certain()).map(|(known, _)| *known);
        match (column, certain.next(), certain.next()) {
            (Some(column), None, _) => Ok(column),
            (None, ..) if !cells.account.is_empty() => Err(Doubt::UnknownAccount { similar: similar() }),
            (None, Some(known), None) => {
                Ok(Account { id: known.id, number: known.number.clone(), closed_on: known.closed_on })
            }
            (Some(_), Some(_), _) | (None, Some(_), Some(_)) => Err(Doubt::Several),
            (None, None, _) if fits.is_empty() => Err(Doubt::NoAccount),
            (None, None, _) => Err(Doubt::Uncertain),
        }
    }
}

fn line(cells: &PaymentRow) -> BankLine<'_> {
    BankLine {
        account: &cells.account,
        payer: cells.payer.as_deref(),
        purpose: cells.purpose.as_deref(),
        amount: cells.amount,
    }
}

/// An account as the rules of matching see it.
pub(crate) fn candidate(known: &statements::Known) -> Candidate {
    let sums = known.bills.iter().copied().chain([known.owed]);
    Candidate { number: known.number_key.clone(), owners: known.owners.clone(), sums: sums.collect() }
}
