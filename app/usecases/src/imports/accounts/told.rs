//! What an account was and what it becomes, in the words of the file's columns.
use crate::imports::mode::{change, day};
use domain::imports::Change;
use exchange::accounts::{
    ADDRESS, AREA, CLOSED, COLUMNS, EMAIL, ENTRANCE, OPENED, OWNER, PHONE, RESIDENTS, UNIFIED, WHOLE_SHARE,
    share_in_millionths,
};
use store::entity::{account, account_owner};

/// The address of a house folded, as files and people spell it differently: two of one key are one house.
pub(crate) fn building_key(address: &str) -> String {
    super::Place::building(address)
}

/// Address and entrance.
type Place = (String, Option<String>);

pub(super) fn place(changes: &mut Vec<Change>, was: Option<&Place>, now: Option<&Place>) {
    let (address, entrance) = (|place: &Place| place.0.clone(), |place: &Place| place.1.clone());
    change(changes, &COLUMNS[ADDRESS], was.map(address).as_ref(), now.map(address).as_ref(), String::clone);
    change(
        changes,
        &COLUMNS[ENTRANCE],
        was.and_then(entrance).as_ref(),
        now.and_then(entrance).as_ref(),
        String::clone,
    );
}

pub(super) fn account(changes: &mut Vec<Change>, was: Option<&account::Model>, now: &account::Model) {
    let mut text = |column: usize, of: fn(&account::Model) -> Option<String>| {
        change(changes, &COLUMNS[column], was.and_then(of).as_ref(), of(now).as_ref(), String::clone);
    };
    text(UNIFIED, |account| account.unified_number.clone());
    text(AREA, |account| account.area_hundredths.map(|area| format!("{},{:02}", area / 100, area % 100)));
    text(RESIDENTS, |account| account.residents.map(|count| count.to_string()));
    text(OPENED, |account| account.opened_on.map(day));
    text(CLOSED, |account| account.closed_on.map(day));
    text(PHONE, |account| account.phone.clone());
    text(EMAIL, |account| account.email.clone());
}

pub(super) fn owner(
    changes: &mut Vec<Change>,
    was: Option<&account_owner::Model>,
    now: Option<&account_owner::Model>,
) {
    let named = |owner: &account_owner::Model| {
        let mut said = owner.name.clone();
        let share = owner.share.as_ref().map(|share| format!(", {share}"));
        let from = owner.from_day.map(|from| format!(", с {}", day(from)));
        let to = owner.to_day.map(|to| format!(", по {}", day(to)));
        said.extend([share, from, to].into_iter().flatten());
        said
    };
    change(changes, &COLUMNS[OWNER], was.map(named).as_ref(), now.map(named).as_ref(), String::clone);
}

/// A remark where owners have more than all of it together.
pub(super) fn shares<'a>(changes: &mut Vec<Change>, owners: impl Iterator<Item = &'a account_owner::Model>) {
    let parts = owners.filter_map(|owner| share_in_millionths(owner.share.as_deref()?));
    if parts.sum::<u64>() > WHOLE_SHARE {
        let now = Some("больше целого, проверьте".to_owned());
        changes.push(Change { name: "Доли вместе".to_owned(), was: None, now });
    }
}
