use super::{Channel, Choice, Chosen, Notice, Subject, UnitOutcome};
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
        (
            Notice::ChargesIssued { period: "2018-01".parse().unwrap() },
            Subject::Receipts,
            "/charges/2018-01".into(),
        ),
        (Notice::PaymentCredited { order, total: Money::ZERO }, Subject::Payments, format!("/pay/{order}")),
        (
            Notice::PaymentReceived { number: "7000418".into(), total: Money::ZERO },
            Subject::Payments,
            "/payments?account=7000418".to_owned(),
        ),
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

#[test]
fn nobody_refuses_what_guards_the_cabinet_or_a_receipt_of_the_law() {
    let fixed: Vec<(Subject, Channel)> = Subject::ALL
        .into_iter()
        .flat_map(|subject| Channel::ALL.map(|channel| (subject, channel)))
        .filter(|(subject, channel)| !subject.may_refuse(*channel))
        .collect();
    let units = Channel::ALL.map(|channel| (Subject::Units, channel));
    assert_eq!(fixed[0], (Subject::Payments, Channel::Letters));
    assert_eq!(fixed[1..], units);
}

#[test]
fn what_is_fixed_stays_whatever_is_chosen() {
    let nothing = Chosen::default();
    for subject in Subject::ALL {
        let choice = nothing.of(subject);
        for channel in Channel::ALL {
            assert_eq!(choice.has(channel), !subject.may_refuse(channel), "{subject:?} {channel:?}");
        }
    }
    let all = Chosen { bell: Subject::ALL.into(), letters: Subject::ALL.into(), push: Subject::ALL.into() };
    assert!(Subject::ALL.into_iter().all(|subject| all.of(subject) == Choice::all(subject)));
}
