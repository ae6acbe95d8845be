use super::load_unread;
use crate::{
    live,
    ui::{Icon, IconName, plural},
};
use domain::{changes::Topic, session::Person};
use leptos::{prelude::*, task::spawn_local};

/// How many notices are not read, everywhere on the page.
#[derive(Clone, Copy)]
pub(super) struct Unread(pub RwSignal<i64>);

/// «Уведомления», with how many are new; it counts on by itself.
pub(crate) fn bell(person: &Person) -> AnyView {
    let unread = RwSignal::new(person.unread);
    provide_context(Unread(unread));
    let me = person.user;
    live::watch(
        move || vec![Topic::Person(me)],
        move || {
            spawn_local(async move {
                match load_unread().await {
                    Ok(now) => {
                        unread.try_set(now);
                    }
                    Err(error) => live::missed(&error),
                }
            });
        },
    );
    let label = move || match unread.get() {
        0 => "Уведомления".to_owned(),
        new => format!("Уведомления: {new} {}", plural(new.unsigned_abs(), "новое", "новых", "новых")),
    };
    view! {
        <a class="iconbtn bell" href="/notices" aria-label=label>
            <Icon name=IconName::Bell />
            <Show when=move || unread.get() != 0>
                <span class="bell__count" aria-hidden="true">
                    {move || if unread.get() > 9 { "9+".to_owned() } else { unread.get().to_string() }}
                </span>
            </Show>
        </a>
    }
    .into_any()
}
