//! Whose an account is: each row of a file may name an owner, with a share and a period.
use super::{Known, Write, told};
use chrono::NaiveDate;
use domain::{
    accounts::{name_key, surname_of},
    ids::{AccountId, OwnerId},
    imports::Change,
};
use exchange::accounts::{AccountRow, Share};
use std::collections::{HashMap, HashSet};
use store::entity::account_owner;
use uuid::Uuid;

/// An owner as a row says. What is `None` the file does not say.
pub(super) struct Named {
    pub name: String,
    share: Option<Share>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

impl Named {
    /// Takes the owner out of a row.
    pub(super) fn of(row: &mut AccountRow) -> Option<Self> {
        let name = row.owner.take()?;
        Some(Self { name, share: row.share.take(), from: row.owner_from.take(), to: row.owner_to.take() })
    }

    /// Writes what is said over what is known; whether anything of it is new.
    fn say(&self, owner: &mut account_owner::Model) -> bool {
        let before = (owner.share.clone(), owner.from_day, owner.to_day);
        if let Some(Share::Part(share)) = &self.share {
            owner.share = Some(share.clone());
        }
        owner.from_day = self.from.or(owner.from_day);
        owner.to_day = self.to.or(owner.to_day);
        before != (owner.share.clone(), owner.from_day, owner.to_day)
    }
}

impl Known {
    /// Adds and changes owners, and says whether it did. Those that the file does not name stay.
    pub(super) fn owners(
        &self,
        account: AccountId,
        owners: &[Named],
        changes: &mut Vec<Change>,
        write: &mut Write,
    ) -> bool {
        let mut known: HashMap<String, account_owner::Model> =
            (self.owners.get(&account).into_iter().flatten())
                .map(|owner| (name_key(&owner.name), owner.clone()))
                .collect();
        let mut touched: HashSet<String> = HashSet::new();
        let mut gone = false;
        for named in owners {
            let key = name_key(&named.name);
            if named.share == Some(Share::None) {
                if let Some(owner) = known.remove(&key) {
                    told::owner(changes, Some(&owner), None);
                    write.gone.push(owner.id);
                    gone = true;
                    touched.remove(&key);
                }
                continue;
            }
            let owner = known.entry(key.clone()).or_insert_with(|| {
                touched.insert(key.clone());
                account_owner::Model {
                    id: OwnerId(Uuid::now_v7()),
                    account_id: account,
                    name: named.name.clone(),
                    surname_key: name_key(surname_of(&named.name)),
                    share: None,
                    from_day: None,
                    to_day: None,
                }
            });
            if named.say(owner) {
                touched.insert(key);
            }
        }
        let any = gone || !touched.is_empty();
        if any {
            told::shares(changes, known.values().filter(|owner| owner.to_day.is_none()));
        }
        let before = self.owners.get(&account);
        for owner in touched.iter().filter_map(|key| known.remove(key)) {
            let was = before.and_then(|owners| owners.iter().find(|was| was.id == owner.id));
            told::owner(changes, was, Some(&owner));
            write.owners.push(owner);
        }
        any
    }
}
