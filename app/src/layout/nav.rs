use super::{Page, PageShape, encode, use_frame, use_here};
use crate::{
    session::SignOut,
    ui::{Icon, IconName},
};
use domain::session::Person;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use server_fn::ServerFn;

/// Whom a section is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Audience {
    Everyone,
    /// People who live somewhere.
    Residents,
}

/// A section of the portal. A new one is one line in [`SECTIONS`].
struct Section {
    path: &'static str,
    label: &'static str,
    /// In the narrow bottom bar.
    short: &'static str,
    icon: IconName,
    audience: Audience,
    /// Stands in the bottom bar of a phone too; the rest is behind «Ещё».
    bottom: bool,
}

const SECTIONS: [Section; 7] = [
    section("/", "Главная", "Главная", IconName::Home, Audience::Everyone, true),
    section("/readings", "Показания", "Показания", IconName::Gauge, Audience::Residents, true),
    section("/readings/history", "История показаний", "История", IconName::List, Audience::Residents, false),
    section("/charges", "Начисления", "Начисления", IconName::Receipt, Audience::Residents, true),
    section("/payments", "Оплаты", "Оплаты", IconName::Card, Audience::Residents, false),
    section("/tickets", "Заявки", "Заявки", IconName::Wrench, Audience::Residents, true),
    section("/profile", "Профиль", "Профиль", IconName::User, Audience::Everyone, false),
];

const MORE: Section = section("/more", "Ещё", "Ещё", IconName::More, Audience::Everyone, true);

const fn section(
    path: &'static str,
    label: &'static str,
    short: &'static str,
    icon: IconName,
    audience: Audience,
    bottom: bool,
) -> Section {
    Section { path, label, short, icon, audience, bottom }
}

/// Pages that belong to a section and do not stand below its path.
const ELSEWHERE: [(&str, &str); 2] = [("/pay", "/payments"), ("/receipts", "/charges")];

/// Whether a page is the one at `start` or below it; the first page has none below.
fn is_within(path: &str, start: &str) -> bool {
    path.strip_prefix(start).is_some_and(|rest| start != "/" && rest.starts_with('/') || rest.is_empty())
}

impl Section {
    fn is_for(&self, person: &Person) -> bool {
        self.audience == Audience::Everyone || !person.accounts.is_empty() || person.role.is_none()
    }

    /// The section of a page is the one whose path is the longest beginning of its own.
    fn of(path: &str) -> Option<&'static Self> {
        let path = ELSEWHERE.iter().find(|(start, _)| is_within(path, start)).map_or(path, |(_, home)| home);
        let within = SECTIONS.iter().filter(|section| is_within(path, section.path));
        within.max_by_key(|section| section.path.len())
    }
}

fn link(
    section: &'static Section,
    label: &'static str,
    is_current: impl Fn(&str) -> bool + Send + 'static,
) -> AnyView {
    let path = use_location().pathname;
    view! {
        <a href=section.path aria-current=move || is_current(&path.get()).then_some("page")>
            <Icon name=section.icon />
            {label}
        </a>
    }
    .into_any()
}

fn sections(person: &Person, bottom: bool) -> Vec<AnyView> {
    SECTIONS
        .iter()
        .filter(|section| section.is_for(person) && (section.bottom || !bottom))
        .map(|section| {
            let label = if bottom { section.short } else { section.label };
            link(section, label, move |path| {
                Section::of(path).is_some_and(|found| found.path == section.path)
            })
        })
        .collect()
}

/// The side of a wide screen.
pub(super) fn side(person: &Person, request: String) -> AnyView {
    view! {
        <nav class="nav" aria-label="Разделы">
            {sections(person, false)}
        </nav>
        <div class="nav nav--foot">
            <InstallLink />
            <ReportLink request />
            <SignOutForm />
        </div>
    }
    .into_any()
}

/// The bottom bar of a phone.
pub(super) fn bottom(person: &Person) -> AnyView {
    let behind_more = |path: &str| Section::of(path).is_none_or(|section| !section.bottom);
    view! {
        <nav class="bottom-nav" aria-label="Главное меню">
            {sections(person, true)}
            {link(&MORE, MORE.short, behind_more)}
        </nav>
    }
    .into_any()
}

#[component]
fn InstallLink() -> impl IntoView {
    view! {
        <a href="/app">
            <Icon name=IconName::Install />
            "Установить"
        </a>
    }
}

/// Leads to the report page with the page, and the request that rendered it.
#[component]
pub(super) fn ReportLink(request: String) -> impl IntoView {
    let here = use_here();
    let href = move || format!("/report?page={}&request={request}", encode(&here.get()));
    view! {
        <a href=href>
            <Icon name=IconName::Bug />
            "Сообщить об ошибке"
        </a>
    }
}

/// «Выход»: an ordinary form, so that the next page starts from nothing.
#[component]
pub fn SignOutForm() -> impl IntoView {
    view! {
        <form method="post" action=SignOut::url()>
            <button type="submit">
                <Icon name=IconName::Exit />
                "Выход"
            </button>
        </form>
    }
}

/// «Ещё»: what the bottom bar has no room for.
#[component]
pub fn MorePage() -> impl IntoView {
    let frame = use_frame();
    let sections = || {
        SECTIONS
            .iter()
            .filter(|section| !section.bottom)
            .map(|section| link(section, section.label, |_| false))
    };
    view! {
        <Page title="Ещё" shape=PageShape::Single>
            <Suspense>
                {move || Suspend::new(async move {
                    let request = frame.await.map(|frame| frame.request).unwrap_or_default();
                    view! {
                        <div class="card nav nav--page">
                            {sections().collect_view()}
                            <a href="/units/add">
                                <Icon name=IconName::Plus />
                                "Добавить помещение"
                            </a>
                            <InstallLink />
                            <ReportLink request />
                            <SignOutForm />
                        </div>
                    }
                })}
            </Suspense>
        </Page>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::Section;

    #[test]
    fn a_page_belongs_to_the_section_with_the_longest_path() {
        let of = |path| Section::of(path).map(|section| section.path);
        assert_eq!(of("/"), Some("/"));
        assert_eq!(of("/readings"), Some("/readings"));
        assert_eq!(of("/readings/history"), Some("/readings/history"));
        assert_eq!(of("/readings/other"), Some("/readings"));
        assert_eq!(of("/readings-else"), None);
        assert_eq!(of("/units/add"), None);
        assert_eq!(of("/pay"), Some("/payments"));
        assert_eq!(of("/pay/01a2"), Some("/payments"));
        assert_eq!(of("/payments"), Some("/payments"));
        assert_eq!(of("/receipts/01a2"), Some("/charges"));
        assert_eq!(of("/tickets/new"), Some("/tickets"));
    }
}
