use super::{FOR_STAFF, Half, Section, in_bar};
use domain::{access::Role, ids::UserId, session::Person};

fn employee(role: Role, bound: bool) -> Person {
    Person {
        user: UserId(uuid::Uuid::nil()),
        email: String::new(),
        role: Some(role),
        bound,
        withheld: None,
        second_factor: false,
        accounts: Vec::new(),
        current: None,
        unread: 0,
    }
}

#[test]
fn what_is_of_the_company_is_not_in_the_menu_of_those_who_are_bound_to_houses() {
    let missing = |role| {
        let (free, bound) = (employee(role, false), employee(role, true));
        let missing = FOR_STAFF.iter().filter(|section| section.is_for(&free) && !section.is_for(&bound));
        missing.map(|section| section.label).collect::<Vec<_>>()
    };
    assert_eq!(missing(Role::Accountant), ["Оплаты", "Загрузки"]);
    assert_eq!(missing(Role::Manager), ["Загрузки"]);
    assert!(missing(Role::Dispatcher).is_empty());
}

#[test]
fn the_bottom_bar_holds_what_comes_first_for_a_role() {
    let bar = |role| {
        let person = employee(role, false);
        in_bar(Half::Staff, &person).into_iter().map(|section| section.short).collect::<Vec<_>>()
    };
    assert_eq!(bar(Role::Dispatcher), ["Заявки", "Показания", "Отключения"]);
    assert_eq!(bar(Role::Accountant), ["Обзор", "Показания", "Обращения"]);
    assert_eq!(bar(Role::Editor), ["Обзор", "Новости"]);
    assert_eq!(bar(Role::Manager), ["Обзор", "Заявки", "Показания", "Обращения"]);
    assert_eq!(bar(Role::Administrator), bar(Role::Manager));
}

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
    assert_eq!(of("/staff/tickets/7218204"), Some("/staff/tickets"));
    assert_eq!(of("/staff"), Some("/staff"));
    assert_eq!(of("/staff/registry/accounts/01a2"), Some("/staff/registry/buildings"));
    assert_eq!(of("/staff/more"), None);
}
