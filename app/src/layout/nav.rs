use super::{Page, PageShape, encode, use_frame, use_here};
use crate::{
    form::forget_drafts,
    session::SignOut,
    text,
    ui::{Icon, IconName},
};
use domain::{access::Permission, session::Person};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use server_fn::ServerFn;

/// Whom a section is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Audience {
    Everyone,
    /// People who live somewhere.
    Residents,
    /// Staff whose role grants it.
    Staff(Permission),
    /// Staff whose work begins at the overview.
    Overview,
}

/// A section of the portal. A new one is one line in [`SECTIONS`], or in [`FOR_STAFF`].
pub(super) struct Section {
    path: &'static str,
    label: &'static str,
    /// In the narrow bottom bar.
    short: &'static str,
    icon: IconName,
    audience: Audience,
    /// Stands in the bottom bar of a phone too, if it is among the first there; the rest is behind «Ещё».
    bottom: bool,
}

const SECTIONS: &[Section] = &[
    section("/", "Главная", "Главная", IconName::Home, Audience::Everyone, true),
    section("/readings", "Показания", "Показания", IconName::Gauge, Audience::Residents, true),
    section("/readings/history", "История показаний", "История", IconName::List, Audience::Residents, false),
    section("/charges", "Начисления", "Начисления", IconName::Receipt, Audience::Residents, true),
    section("/payments", "Оплаты", "Оплаты", IconName::Card, Audience::Residents, false),
    section("/tickets", "Заявки", "Заявки", IconName::Wrench, Audience::Residents, true),
    section("/appeals", "Обращения", "Обращения", IconName::Chat, Audience::Residents, false),
    section("/news", "Новости", "Новости", IconName::News, Audience::Residents, false),
    section("/profile", "Профиль", "Профиль", IconName::User, Audience::Everyone, false),
];

const MORE: Section = section("/more", "Ещё", "Ещё", IconName::More, Audience::Everyone, true);

/// The first page of an employee.
pub(crate) const OVERVIEW: &str = "/staff";

/// The half of the staff: everybody sees what their role grants.
const FOR_STAFF: &[Section] = &[
    section(OVERVIEW, "Обзор", "Обзор", IconName::Home, Audience::Overview, true),
    for_staff("/staff/tickets", "Заявки", IconName::Wrench, Permission::HandleTickets),
    for_staff("/staff/readings", "Показания", IconName::Gauge, Permission::ReviewReadings),
    for_staff("/staff/appeals", "Обращения", IconName::Chat, Permission::AnswerAppeals),
    behind_more("/staff/registry/buildings", "Реестры", IconName::List, Permission::SeeRegistries),
    for_staff("/staff/incidents", "Отключения", IconName::Alert, Permission::AnnounceIncidents),
    for_staff("/staff/news", "Новости", IconName::News, Permission::PublishNews),
    behind_more("/staff/payments", "Оплаты", IconName::Card, Permission::HandlePayments),
    behind_more("/staff/charges", "Начисления", IconName::Receipt, Permission::PrintReceipts),
    behind_more("/staff/debtors", "Должники", IconName::Clock, Permission::SeeDebtors),
    behind_more("/staff/imports", "Загрузки", IconName::Upload, Permission::ImportRegistries),
    behind_more("/staff/executors", "Исполнители", IconName::Users, Permission::ManageExecutors),
    behind_more("/staff/people", "Сотрудники", IconName::User, Permission::ManageStaff),
    behind_more("/staff/audit", "Журнал", IconName::Eye, Permission::ReadJournal),
    behind_more("/staff/jobs", "Сбои", IconName::Alert, Permission::TendJobs),
    behind_more("/staff/settings", "Настройки", IconName::Gear, Permission::ManageCompany),
    section("/staff/rights", "Права ролей", "Права", IconName::Shield, Audience::Everyone, false),
];

const MORE_FOR_STAFF: Section =
    section("/staff/more", "Ещё", "Ещё", IconName::More, Audience::Everyone, true);

const fn for_staff(path: &'static str, label: &'static str, icon: IconName, grant: Permission) -> Section {
    section(path, label, label, icon, Audience::Staff(grant), true)
}

/// The same, without a place in the bottom bar.
const fn behind_more(path: &'static str, label: &'static str, icon: IconName, grant: Permission) -> Section {
    section(path, label, label, icon, Audience::Staff(grant), false)
}

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
const ELSEWHERE: [(&str, &str); 5] = [
    ("/pay", "/payments"),
    ("/receipts", "/charges"),
    ("/staff/months", "/staff/readings"),
    ("/staff/enter", "/staff/readings"),
    ("/staff/registry", "/staff/registry/buildings"),
];

/// Whether a page is the one at `start` or below it; the first pages have none below.
fn is_within(path: &str, start: &str) -> bool {
    let first = matches!(start, "/" | OVERVIEW);
    path.strip_prefix(start).is_some_and(|rest| !first && rest.starts_with('/') || rest.is_empty())
}

impl Section {
    fn is_for(&self, person: &Person) -> bool {
        match self.audience {
            Audience::Everyone => true,
            Audience::Residents => !person.accounts.is_empty() || person.role.is_none(),
            Audience::Staff(grant) => person.may(grant),
            Audience::Overview => person.role.is_some_and(|role| !role.begins_at_the_board()),
        }
    }

    /// The section of a page is the one whose path is the longest beginning of its own.
    fn of(path: &str) -> Option<&'static Self> {
        let path = ELSEWHERE.iter().find(|(start, _)| is_within(path, start)).map_or(path, |(_, home)| home);
        let within = SECTIONS.iter().chain(FOR_STAFF).filter(|section| is_within(path, section.path));
        within.max_by_key(|section| section.path.len())
    }
}

/// Where the work of somebody begins: the first section that is for them.
pub(crate) fn desk_of(person: &Person) -> &'static str {
    let first = |section: &&Section| section.bottom && section.is_for(person);
    FOR_STAFF.iter().find(first).map_or(OVERVIEW, |section| section.path)
}

/// Which half of the portal a menu is of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    Residents,
    Staff,
}

impl Half {
    const fn sections(self) -> &'static [Section] {
        match self {
            Self::Residents => SECTIONS,
            Self::Staff => FOR_STAFF,
        }
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

/// Places of the bottom bar beside «Ещё»: five have room on a phone of 360 pixels.
const PLACES: usize = 4;

/// Those that a person has in the bottom bar: the first of their half.
fn in_bar(half: Half, person: &Person) -> Vec<&'static Section> {
    let fit = |section: &&Section| section.bottom && section.is_for(person);
    half.sections().iter().filter(fit).take(PLACES).collect()
}

fn to(section: &'static Section, label: &'static str) -> AnyView {
    link(section, label, move |path| Section::of(path).is_some_and(|found| found.path == section.path))
}

/// The side of a wide screen.
pub(super) fn side(half: Half, person: &Person, request: String) -> AnyView {
    let who = (half == Half::Staff).then(|| who(person));
    let links = half.sections().iter().filter(|section| section.is_for(person));
    let links = links.map(|section| to(section, section.label)).collect_view();
    view! {
        <nav class="nav" aria-label="Разделы">
            {links}
        </nav>
        <div class="nav nav--foot">
            {who} {other_half(half, person)} {(half == Half::Residents).then(|| view! { <InstallLink /> })}
            <ReportLink request />
            <SignOutForm />
        </div>
    }
    .into_any()
}

/// The bottom bar of a phone.
pub(super) fn bottom(half: Half, person: &Person) -> AnyView {
    let here = in_bar(half, person);
    let links = here.iter().map(|section| to(section, section.short)).collect_view();
    let behind_more = move |path: &str| {
        Section::of(path).is_none_or(|found| here.iter().all(|section| section.path != found.path))
    };
    let more = if half == Half::Staff { &MORE_FOR_STAFF } else { &MORE };
    view! {
        <nav class="bottom-nav" aria-label="Главное меню">
            {links}
            {link(more, more.short, behind_more)}
        </nav>
    }
    .into_any()
}

/// Whoever lives here and works here goes from one half to the other.
fn other_half(half: Half, person: &Person) -> Option<AnyView> {
    let (href, label, icon) = match half {
        Half::Residents if person.role.is_some() => (desk_of(person), "Рабочее место", IconName::Build),
        Half::Residents if person.withheld.is_some() => ("/profile/code", "Рабочее место", IconName::Build),
        Half::Staff if !person.accounts.is_empty() => ("/", "Мой кабинет", IconName::Home),
        _ => return None,
    };
    let link = view! {
        <a href=href>
            <Icon name=icon />
            {label}
        </a>
    };
    Some(link.into_any())
}

/// «Диспетчер», with the e-mail: leads to the profile.
pub(super) fn who(person: &Person) -> AnyView {
    let role = person.role.map(text::role);
    view! {
        <a href="/profile" class="nav__who">
            <Icon name=IconName::User />
            <span>
                <b>{role}</b>
                <small>{person.email.clone()}</small>
            </span>
        </a>
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
        <form method="post" action=SignOut::url() on:submit=|_| forget_drafts()>
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
                    let (request, person) = frame.await.map(|frame| (frame.request, frame.person)).unwrap_or_default();
                    view! {
                        <div class="card nav nav--page">
                            {sections().collect_view()} {person.and_then(|person| other_half(Half::Residents, &person))}
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

/// The same for staff.
#[component]
pub fn StaffMorePage() -> impl IntoView {
    let frame = use_frame();
    let sections = |person: &Person| {
        let here = in_bar(Half::Staff, person);
        let hidden = FOR_STAFF.iter().filter(|section| section.is_for(person));
        let hidden = hidden.filter(|section| here.iter().all(|shown| shown.path != section.path));
        hidden.map(|section| link(section, section.label, |_| false)).collect_view()
    };
    view! {
        <Page title="Ещё" shape=PageShape::Single>
            <Suspense>
                {move || Suspend::new(async move {
                    let (request, person) = frame.await.map(|frame| (frame.request, frame.person)).unwrap_or_default();
                    view! {
                        <div class="card nav nav--page">
                            {person.as_ref().map(sections)}
                            {person.map(|person| view! { {who(&person)} {other_half(Half::Staff, &person)} })} <InstallLink />
                            <ReportLink request /> <SignOutForm />
                        </div>
                    }
                })}
            </Suspense>
        </Page>
    }
    .into_any()
}

#[cfg(test)]
mod tests;
