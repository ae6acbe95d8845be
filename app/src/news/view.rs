//! «Плитка» or «Список»: what was chosen last is remembered by the browser, with or without scripts.
use super::View;
use crate::session::cookies;
use usecases::Ctx;

/// The one that is asked for, or else the last one.
pub fn remembered(ctx: &Ctx, asked: Option<View>) -> View {
    let Some(asked) = asked else {
        return cookies::news_view(ctx).as_deref().and_then(View::from_code).unwrap_or_default();
    };
    cookies::remember_news_view(ctx, asked.code());
    asked
}
