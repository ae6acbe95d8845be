use super::{Desk, NoTopic, Topic};
use crate::ids::{AccountId, AppealId, BuildingId, ImportId, OrderId, TicketId, UserId};
use uuid::Uuid;

#[test]
fn a_topic_is_read_as_it_is_written() {
    let id = Uuid::from_u128(7);
    for topic in [
        Topic::Account(AccountId(id)),
        Topic::Appeal(AppealId(id)),
        Topic::Building(BuildingId(id)),
        Topic::Import(ImportId(id)),
        Topic::Order(OrderId(id)),
        Topic::Person(UserId(id)),
        Topic::Ticket(TicketId(id)),
        Topic::News,
        Topic::Desk(Desk::Appeals),
        Topic::Desk(Desk::Imports),
        Topic::Desk(Desk::Incidents),
        Topic::Desk(Desk::Readings),
        Topic::Desk(Desk::Payments),
        Topic::Desk(Desk::Tickets),
    ] {
        assert_eq!(topic.to_string().parse(), Ok(topic));
    }
}

#[test]
fn what_names_no_topic_is_refused() {
    for text in [
        "",
        "ticket",
        "ticket:",
        "ticket:7",
        "desk:",
        "news:7",
        "desk:other",
        "meter:01890000-0000-7000-8000-000000000000",
    ] {
        assert_eq!(text.parse::<Topic>(), Err(NoTopic), "{text:?}");
    }
}
