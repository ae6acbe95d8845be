//! Accounts and recipients by what a file calls them.
use crate::Result;
use chrono::NaiveDate;
use domain::{
    accounts::name_key,
    ids::{AccountId, RecipientId},
};
use std::collections::HashMap;
use store::{Tx, entity::recipient, orders, registry};

/// Accounts of some folded numbers.
#[derive(Default)]
pub(super) struct Numbers(HashMap<String, Account>);

#[derive(Debug, Clone)]
pub(super) struct Account {
    pub id: AccountId,
    pub number: String,
    pub closed_on: Option<NaiveDate>,
}

impl Numbers {
    pub(super) async fn load(tx: &Tx, keys: impl IntoIterator<Item = &str>) -> Result<Self> {
        let mut keys: Vec<&str> = keys.into_iter().collect();
        keys.sort_unstable();
        keys.dedup();
        let found = registry::numbered(tx, &keys).await?.into_iter().map(|account| {
            let known = Account { id: account.id, number: account.number, closed_on: account.closed_on };
            (account.number_key, known)
        });
        Ok(Self(found.collect()))
    }

    pub(super) fn get(&self, key: &str) -> Option<&Account> {
        self.0.get(key)
    }

    /// For each number that is not there the one that was meant, if a zero in front is missing or too many, or a letter stands for a digit.
    pub(super) async fn similar(
        &self,
        tx: &Tx,
        keys: impl IntoIterator<Item = &str>,
    ) -> Result<HashMap<String, String>> {
        let unknown: Vec<&str> = keys.into_iter().filter(|key| self.get(key).is_none()).collect();
        let meant: Vec<String> = unknown.iter().flat_map(|key| alike(key)).collect();
        let found = Self::load(tx, meant.iter().map(String::as_str)).await?;
        let similar = |key: &&str| {
            let meant = alike(key).find_map(|meant| found.get(&meant))?;
            Some(((*key).to_owned(), meant.number.clone()))
        };
        Ok(unknown.iter().filter_map(similar).collect())
    }
}

/// Numbers that may have been meant.
fn alike(key: &str) -> impl Iterator<Item = String> {
    const ZEROS: [&str; 5] = ["", "0", "00", "000", "0000"];
    let digit = |c: char| match c {
        'O' => '0',
        'I' | 'L' => '1',
        'З' => '3',
        other => other,
    };
    let meant: String = key.chars().map(digit).skip_while(|c| *c == '0').collect();
    ZEROS.into_iter().map(move |zeros| format!("{zeros}{meant}"))
}

/// Whom accounts pay.
pub(super) struct Recipients {
    rows: Vec<recipient::Model>,
    /// What the file calls them.
    asked: HashMap<String, Option<RecipientId>>,
    /// Whom money is for where the file does not say, or where what it says fits several.
    preferred: Option<RecipientId>,
}

impl Recipients {
    pub(super) async fn load(tx: &Tx) -> Result<Self> {
        Ok(Self { rows: orders::recipients(tx).await?, asked: HashMap::new(), preferred: None })
    }

    /// The same, and money that the file says nothing of, or nothing clear, is for this one; for the first where none was chosen.
    pub(super) fn preferring(self, preferred: Option<RecipientId>) -> Self {
        let preferred = preferred.or_else(|| self.rows.first().map(|row| row.id));
        Self { preferred, ..self }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// By the name, or by the settlement account; the first one where the file does not say.
    pub(super) fn find(&mut self, text: Option<&str>) -> Option<RecipientId> {
        let Some(text) = text else {
            return self.preferred.or_else(|| self.rows.first().map(|row| row.id));
        };
        if let Some(found) = self.asked.get(text) {
            return *found;
        }
        let key = name_key(text);
        let fits = |row: &&recipient::Model| {
            row.name_key == key || row.bank_account == text || name_key(&row.legal_name) == key
        };
        let mut named = self.rows.iter().filter(fits);
        // A name or an account that several have says nothing by itself.
        let found = if let (Some(row), None) = (named.next(), named.next()) {
            Some(row.id)
        } else {
            let whole = self.rows.iter().find(|row| row.name_key == key);
            let preferred = || self.rows.iter().filter(fits).find(|row| Some(row.id) == self.preferred);
            whole.or_else(preferred).map(|row| row.id)
        };
        self.asked.insert(text.to_owned(), found);
        found
    }

    pub(super) fn names(&self) -> Vec<String> {
        self.rows.iter().map(|row| row.name.clone()).collect()
    }
}
