use super::{NewsKey, NewsKind, NewsState, Target};
use crate::{
    files::Limits,
    ids::{AccountId, BuildingId, NewsId},
};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// «Новости»: a part of the list, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsList {
    pub cards: Vec<NewsCard>,
    /// Where the older ones begin: the `before` of the next part.
    pub older: Option<NewsKey>,
}

/// An item in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsCard {
    pub id: NewsId,
    pub kind: NewsKind,
    pub title: String,
    /// The beginning of its text, without marks.
    pub excerpt: String,
    /// Company time, as are the other moments.
    pub at: NaiveDateTime,
    pub must_read: bool,
    /// This person has not read it yet.
    pub new: bool,
}

/// An item to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsItem {
    pub card: NewsCard,
    /// Made from Markdown and safe to be shown as it is.
    pub html: String,
    pub corrected_at: Option<NaiveDateTime>,
    /// When this person pressed «Ознакомлен».
    pub acknowledged_at: Option<NaiveDateTime>,
    /// The last day, once it is over.
    pub over_since: Option<NaiveDate>,
    /// The address of one's home that it is for, where another one is open.
    pub elsewhere: Option<String>,
}

/// What stands at the address of an item, for whom it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum NewsAtAddress {
    Item(NewsItem),
    /// It was taken back at that moment: notices and letters still lead to it.
    Withdrawn(NaiveDateTime),
}

/// What the first page tells.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FreshNews {
    /// Not read yet and not old, the oldest first: they pop up.
    pub unread: Vec<NewsItem>,
    /// The newest of the open account.
    pub latest: Vec<NewsCard>,
}

/// News in the list of staff: a part of it, what was changed last first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsStaffList {
    pub state: Option<NewsState>,
    pub rows: Vec<NewsRow>,
    pub older: Option<NewsKey>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsRow {
    pub id: NewsId,
    pub kind: NewsKind,
    pub title: String,
    pub must_read: bool,
    pub state: NewsState,
    /// From when it is shown.
    pub at: Option<NaiveDateTime>,
    /// The last day.
    pub to: Option<NaiveDate>,
    pub saved_at: NaiveDateTime,
    /// People who have read it.
    pub readers: i64,
}

/// An item as its editor has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsSheet {
    pub id: NewsId,
    /// 0 when it is new.
    pub version: i64,
    pub state: NewsState,
    pub kind: NewsKind,
    pub title: String,
    pub source: String,
    pub html: String,
    pub must_read: bool,
    pub pops_up: bool,
    pub everyone: bool,
    /// Houses and entrances.
    pub places: Vec<Target>,
    /// Numbers of the accounts of single units.
    pub accounts: String,
    pub from: Option<NaiveDateTime>,
    pub to: Option<NaiveDate>,
    /// From when it is shown, once it is published.
    pub at: Option<NaiveDateTime>,
    /// None when it is new.
    pub saved_at: Option<NaiveDateTime>,
    pub saved_by: Option<String>,
    pub reach: NewsReach,
    /// What residents got, the latest first.
    pub history: Vec<Revision>,
    /// Once residents have it.
    pub readership: Option<Readership>,
    pub houses: Vec<HousePlaces>,
    /// Of its pictures.
    pub limits: Limits,
}

/// A house with its entrances, for choosing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HousePlaces {
    pub id: BuildingId,
    pub address: String,
    pub entrances: Vec<String>,
}

/// How many will see an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NewsReach {
    /// Who sign in.
    pub people: i64,
    pub accounts: i64,
    /// Accounts where nobody signs in: these learn nothing.
    pub silent: i64,
    pub houses: i64,
}

/// The exact list of who will see an item: a part of it, by address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AudiencePage {
    pub id: NewsId,
    pub version: i64,
    pub title: String,
    pub state: NewsState,
    /// Where it is to be shown later.
    pub from: Option<NaiveDateTime>,
    pub reach: NewsReach,
    pub accounts: Vec<ReachedAccount>,
    /// Where the next part begins.
    pub next: Option<AccountId>,
    /// What is missing before it can be published.
    pub missing: Option<crate::Rejection>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReachedAccount {
    pub number: String,
    /// Address with the unit.
    pub address: String,
    /// Who sign in.
    pub people: i64,
}

/// What residents got at some time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    pub version: i64,
    pub at: NaiveDateTime,
    pub by: Option<String>,
    pub kind: NewsKind,
    pub title: String,
    pub source: String,
}

/// Who has read an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readership {
    pub people: i64,
    pub read: i64,
    /// Pressed «Ознакомлен».
    pub acknowledged: i64,
    pub houses: Vec<HouseReaders>,
}

/// The same of one house; who lives in two counts in both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseReaders {
    pub address: String,
    pub people: i64,
    pub read: i64,
    pub acknowledged: i64,
}
