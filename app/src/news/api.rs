use crate::api::{Answer, ApiError, Next};
use domain::{
    ids::{AccountId, NewsId},
    news::{
        AudiencePage, FreshNews, NewsAtAddress, NewsDraft, NewsList, NewsSheet, NewsStaffList, NewsState,
    },
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use {
    super::view::remembered,
    crate::{
        api::{ctx, go},
        routes::safe_next,
    },
    usecases::news as usecase,
};

/// How the list is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum View {
    /// «Плитка»
    #[default]
    Tiles,
    /// «Список»
    List,
}

impl View {
    /// As addresses and the cookie write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Tiles => "tiles",
            Self::List => "list",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Tiles, Self::List].into_iter().find(|view| view.code() == code)
    }
}

/// A part of the list, and how it is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    pub view: View,
    pub list: NewsList,
}

/// See [`usecases::news::page`]; a chosen view is remembered.
#[server(endpoint = "news/page", output = Answer)]
pub async fn load_news(view: Option<View>, before: Option<String>) -> Result<Listed, ApiError> {
    let ctx = ctx()?;
    let list = usecase::page(&ctx, before.and_then(|before| before.parse().ok())).await?;
    Ok(Listed { view: remembered(&ctx, view), list })
}

/// See [`usecases::news::item`].
#[server(endpoint = "news/item", output = Answer)]
pub async fn load_news_item(id: NewsId) -> Result<NewsAtAddress, ApiError> {
    Ok(usecase::at_address(&ctx()?, id).await?)
}

/// See [`usecases::news::fresh`].
#[server(endpoint = "news/fresh", output = Answer)]
pub async fn load_fresh_news() -> Result<FreshNews, ApiError> {
    Ok(usecase::fresh(&ctx()?).await?)
}

/// «Понятно» and «Ознакомлен»; `next` is the page that it was read on.
#[server(endpoint = "news/mark", output = Answer)]
pub async fn mark_news(
    id: NewsId,
    #[server(default)] acknowledged: bool,
    #[server(default)] next: String,
) -> Result<Next, ApiError> {
    usecase::mark(&ctx()?, id, acknowledged).await?;
    Ok(go(safe_next(&next)))
}

/// See [`usecases::news::list`].
#[server(endpoint = "news/board", output = Answer)]
pub async fn load_news_board(
    state: Option<NewsState>,
    after: Option<String>,
) -> Result<NewsStaffList, ApiError> {
    Ok(usecase::list(&ctx()?, state, after.and_then(|after| after.parse().ok())).await?)
}

/// See [`usecases::news::sheet`].
#[server(endpoint = "news/sheet", output = Answer)]
pub async fn load_news_sheet(id: Option<NewsId>) -> Result<NewsSheet, ApiError> {
    Ok(usecase::sheet(&ctx()?, id).await?)
}

/// What a text will look like, while it is typed.
#[server(endpoint = "news/preview", output = Answer)]
pub async fn preview_news(#[server(default)] source: String) -> Result<String, ApiError> {
    Ok(usecase::preview(&ctx()?, &source)?)
}

/// `then` is `audience` when the list of readers comes next.
#[server(endpoint = "news/save", output = Answer)]
pub async fn save_news(draft: NewsDraft, #[server(default)] then: String) -> Result<Next, ApiError> {
    let id = usecase::save(&ctx()?, &draft).await?;
    let below = if then == "audience" { "/audience" } else { "?saved" };
    Ok(go(format!("/staff/news/{id}{below}")))
}

/// See [`usecases::news::audience`].
#[server(endpoint = "news/audience", output = Answer)]
pub async fn load_news_audience(id: NewsId, after: Option<AccountId>) -> Result<AudiencePage, ApiError> {
    Ok(usecase::audience(&ctx()?, id, after).await?)
}

/// See [`usecases::news::publish`].
#[server(endpoint = "news/publish", output = Answer)]
pub async fn publish_news(id: NewsId, version: i64) -> Result<Next, ApiError> {
    usecase::publish(&ctx()?, id, version).await?;
    Ok(go(format!("/staff/news/{id}?published")))
}

/// See [`usecases::news::withdraw`].
#[server(endpoint = "news/withdraw", output = Answer)]
pub async fn withdraw_news(id: NewsId, version: i64) -> Result<Next, ApiError> {
    usecase::withdraw(&ctx()?, id, version).await?;
    Ok(go(format!("/staff/news/{id}?withdrawn")))
}

/// See [`usecases::news::discard`].
#[server(endpoint = "news/discard", output = Answer)]
pub async fn discard_news(id: NewsId, version: i64) -> Result<Next, ApiError> {
    usecase::discard(&ctx()?, id, version).await?;
    Ok(go("/staff/news".to_owned()))
}
