use super::{Notice, Subject, UnitOutcome};
use crate::{
    ids::{IncidentId, NewsId, OrderId},
    incidents::{IncidentKind, Turn},
    money::Money,
    tickets::{Category, State},
};
use uuid::Uuid;

#[test]
fn a_subject_is_read_as_it_is_written() {
    for subject in Subject::ALL {
        assert_eq!(Subject::from_code(subject.code()), Some(subject));
    }
    assert_eq!(Subject::from_code("other"), None);
}

#[test]
fn a_notice_leads_to_what_it_is_about() {
    let (order, news) = (OrderId(Uuid::from_u128(7)), NewsId(Uuid::from_u128(8)));
    let incident = IncidentId(Uuid::from_u128(7));
    let outage = Notice::Outage {
        incident,
        turn: Turn::Announced,
        kind: IncidentKind::Planned,
        category: Category::ColdWater,
        from: "2018-01-25T10:00:00".parse().unwrap(),
        to: None,
        text: String::new(),
        places: Vec::new(),
    };
    for (notice, subject, path) in [
        (Notice::TicketRegistered { number: 7 }, Subject::Tickets, "/tickets/7".to_owned()),
        (
            Notice::TicketMoved { number: 7, state: State::Completed, note: None },
            Subject::Tickets,
            "/tickets/7".into(),
        ),
        (Notice::TicketComment { number: 7, text: String::new() }, Subject::Tickets, "/tickets/7".into()),
        (Notice::AppealAnswered { number: 7, text: String::new() }, Subject::Appeals, "/appeals/7".into()),
        (Notice::PaymentCredited { order, total: Money::ZERO }, Subject::Payments, format!("/pay/{order}")),
        (outage, Subject::Outages, format!("/incidents/{incident}")),
        (Notice::NewsAnnounced { news, title: String::new() }, Subject::News, format!("/news/{news}")),
        (
            Notice::UnitDecided { number: "1".into(), outcome: UnitOutcome::Added, note: String::new() },
            Subject::Units,
            "/profile".into(),
        ),
    ] {
        assert_eq!((notice.subject(), notice.path()), (subject, path));
    }
}
