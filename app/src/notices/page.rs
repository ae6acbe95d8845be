use super::{ReadNotices, bell::Unread, load_notices, read_notices};
use crate::{
    layout::{Page, PageShape, loaded, once_ready, use_frame},
    text::notices as words,
    ui::{ButtonKind, Empty, Icon, IconName, Skeleton, date, date_time, time},
};
use chrono::{NaiveDate, NaiveDateTime};
use domain::{
    ids::NoticeId,
    notices::{NoticeCard, NoticesPage as Data, Subject},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

/// «Уведомления». To have them on the screen is to have read them; those that were new stay marked until the page is left.
#[component]
pub fn NoticesPage() -> impl IntoView {
    let frame = use_frame();
    let query = use_query_map();
    let before = Memo::new(move |_| query.with(|query| query.get_str("before")?.parse::<NoticeId>().ok()));
    let notices = Resource::new_blocking(move || before.get(), load_notices);
    let unread = use_context::<Unread>().map(|Unread(unread)| unread);

    // What comes while the page is open is shown at once.
    Effect::new(move |known: Option<i64>| {
        let now = unread.map_or(0, |unread| unread.get());
        if known.is_some_and(|known| now > known) {
            notices.refetch();
        }
        now
    });
    Effect::new(move |_| {
        if let (Some(Ok(Data { notices, unread: left, .. })), None) = (notices.get(), before.get())
            && let Some(newest) = notices.first().filter(|_| left > 0)
        {
            let newest = newest.id;
            spawn_local(async move {
                // Without a network they stay new.
                let _read = read_notices(newest).await;
            });
        }
    });

    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move {
                    frame.ready().await;
                    notices.ready().await;
                },
                move || {
                    let today = frame.get()?.ok()?.today;
                    Some(loaded(notices.get()?, move |data| page(&data, today)))
                },
            )}
        </Transition>
    }
    .into_any()
}

fn page(data: &Data, today: NaiveDate) -> AnyView {
    let newest = data.notices.first().filter(|_| data.unread > 0).map(|newest| newest.id);
    let head = view! {
        <p class="page__lead">
            "Что пора сделать, что произошло с вашими заявками, обращениями и оплатами, что отключают в доме, и новости. " <a href="/profile#notices">"О чём и как сообщать"</a>
        </p>
        {newest.map(without_scripts)}
    };
    let list = list(data, today);
    view! {
        <Page title="Уведомления" shape=PageShape::Single head=head.into_any()>
            {list}
        </Page>
    }
    .into_any()
}

fn list(data: &Data, today: NaiveDate) -> AnyView {
    if data.notices.is_empty() {
        return view! {
            <Empty title="Уведомлений пока нет" text="Когда ответят на заявку, зачислят оплату или выйдет новость, это появится здесь.">
                <a class=ButtonKind::Tonal.class() href="/">
                    "На главную"
                </a>
            </Empty>
        }
        .into_any();
    }
    let rows = data.notices.iter().map(|notice| row(notice, today)).collect_view();
    let older = data.older.map(|older| {
        view! {
            <div class="tablefoot">
                <a class=ButtonKind::Line.class() href=format!("/notices?before={older}")>
                    "Показать раньше"
                </a>
            </div>
        }
    });
    view! {
        <section class="card card--flush">
            <ul class="rows">{rows}</ul>
            {older}
        </section>
    }
    .into_any()
}

fn row(card: &NoticeCard, today: NaiveDate) -> AnyView {
    let icon = match card.notice.subject() {
        Subject::Tickets => IconName::Wrench,
        Subject::Appeals => IconName::Chat,
        Subject::Readings | Subject::Window | Subject::Verification => IconName::Gauge,
        Subject::Payments | Subject::Receipts | Subject::Debts => IconName::Card,
        Subject::Outages => IconName::Alert,
        Subject::News => IconName::News,
        Subject::Units => IconName::Home,
    };
    let (title, more) = words::notice(&card.notice);
    let path = card.notice.path();
    // The server opens the account first.
    let rel = path.contains("?account=").then_some("external");
    view! {
        <li class="item notice" class:notice--new=card.is_new>
            <span class="res res--home">
                <Icon name=icon />
            </span>
            <div>
                <a href=path rel=rel>
                    {title}
                </a>
                {more.map(|more| view! { <span class="notice__text">{more}</span> })}
            </div>
            <span class="muted small num nowrap">
                {card.is_new.then(|| view! { <b class="notice__new">"новое "</b> })}
                {moment(card.at, today)}
            </span>
        </li>
    }
    .into_any()
}

/// With scripts the list is read by being open.
fn without_scripts(newest: NoticeId) -> AnyView {
    let form = format!(
        "<form method=\"post\" action=\"{}\"><input type=\"hidden\" name=\"up_to\" value=\"{newest}\">\
         <button class=\"{}\" type=\"submit\">Отметить прочитанными</button></form>",
        ReadNotices::url(),
        ButtonKind::Line.class(),
    );
    view! { <noscript inner_html=form></noscript> }.into_any()
}

/// «12:40», «вчера в 21:14», «14.01.2018».
fn moment(at: NaiveDateTime, today: NaiveDate) -> String {
    if at.date() == today {
        time(at)
    } else if at.date().succ_opt() == Some(today) {
        format!("вчера в {}", time(at))
    } else if at.date() < today {
        date(at.date())
    } else {
        date_time(at)
    }
}
