//! Views of data that are still on their way. Leptos calls a closure inside `<Suspense>` up to three times while the server renders: twice
//! to find what it waits for, once for its HTML. With a page inside, that is a page loaded and drawn over and over; here the server draws once.
use crate::api::ApiError;
use leptos::prelude::*;

/// Draws what `view` brings: once on the server, anew in the browser whenever what it reads has changed.
pub fn when_ready<Drawn>(view: impl Fn() -> Drawn + Send + Sync + 'static) -> AnyView
where
    Drawn: Future<Output = AnyView> + Send + 'static,
{
    #[cfg(feature = "ssr")]
    {
        Suspend::new(view()).into_any()
    }
    #[cfg(not(feature = "ssr"))]
    {
        (move || Suspend::new(view())).into_any()
    }
}

/// Draws `view` once everything it reads is `ready`. In the browser the old one lives on until the new data are there.
pub fn once_ready(
    ready: impl Future<Output = ()> + Send + 'static,
    view: impl Fn() -> Option<AnyView> + Send + Sync + 'static,
) -> AnyView {
    #[cfg(feature = "ssr")]
    {
        Suspend::new(async move {
            ready.await;
            view()
        })
        .into_any()
    }
    #[cfg(not(feature = "ssr"))]
    {
        drop(ready);
        view.into_any()
    }
}

/// Draws with elements of its own. Leptos goes on with the fields of what stood there before where the two look alike: what was typed for one
/// person would be sent to another.
pub fn anew(view: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    #[cfg(feature = "ssr")]
    {
        view()
    }
    #[cfg(not(feature = "ssr"))]
    {
        // A closure that takes the place of another is built from nothing.
        (move || untrack(&view)).into_any()
    }
}

/// What a form shows of data that change under it. Drawn from this, it is drawn anew only when this has changed: leptos takes the attributes of
/// an element that it goes on with away and sets them again, so that a list springs back and a fold closes under one's hand.
pub fn part_of<T, Part>(
    data: Resource<Result<T, ApiError>>,
    part: impl Fn(T) -> Part + Send + Sync + 'static,
) -> Memo<Option<Part>>
where
    T: Clone + Send + Sync + 'static,
    Part: PartialEq + Clone + Send + Sync + 'static,
{
    Memo::new(move |_| Some(part(data.get()?.ok()?)))
}
