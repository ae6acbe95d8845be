//! News (новости): what the company tells its residents, whom it is for, and from when until when it is shown.
mod audience;
mod form;
mod item;
mod pages;

pub use audience::{Audience, Home, NoTarget, Target};
pub use form::{CheckedNews, MAX_SOURCE, MAX_TITLE, NewsDraft, ON_TILE, check_news, numbers};
pub use item::{NewsKey, NewsKind, NewsState, NoNewsKey, Shown};
pub use pages::{
    AudiencePage, FreshNews, HousePlaces, HouseReaders, NewsAtAddress, NewsCard, NewsItem, NewsList,
    NewsReach, NewsRow, NewsSheet, NewsStaffList, ReachedAccount, Readership, Revision,
};

#[cfg(test)]
mod tests;
