use super::{GUIDE_DAY, check};
use domain::{
    access::Actor,
    tickets::{BoardFilter, Happening, State, Step, TicketCard, What},
};
use std::sync::Arc;
use usecases::{Ctx, Visitor, incidents, tickets};

/// The same moment, as somebody who has signed in.
pub async fn signed_in(ctx: &Ctx, email: &str) -> Ctx {
    let token = format!("{email} {}", uuid::Uuid::now_v7());
    let tx = ctx.db.begin().await.unwrap();
    let person = store::person::by_email(&tx, email).await.unwrap().unwrap();
    let session = store::entity::session::Model {
        id: domain::ids::SessionId(uuid::Uuid::now_v7()),
        token_hash: usecases::session::token_hash(&token),
        person_id: person.id,
        account_id: None,
        device: String::new(),
        address: String::new(),
        created_at: ctx.now,
        seen_at: ctx.now,
        expires_at: ctx.now + chrono::TimeDelta::days(1),
        ended_at: None,
    };
    store::insert(&tx, session).await.unwrap();
    tx.commit().await.unwrap();
    let visitor: Visitor = usecases::session::authenticate(&ctx.db, &token, ctx.now).await.unwrap().unwrap();
    let domain::session::Person { user, role, bound, .. } = visitor.person;
    Ctx { actor: Actor::Person { user, role, bound }, visitor: Some(Arc::new(visitor)), ..ctx.clone() }
}

/// The guide's home is the flat, not the parking place.
pub async fn guides(ctx: &Ctx) -> Ctx {
    let ctx = signed_in(ctx, "guide@example.org").await;
    let visitor = ctx.visitor.as_ref().unwrap();
    let mut person = visitor.person.clone();
    person.current = person.accounts.iter().position(|account| account.number == "7000418");
    let visitor = Visitor { person, ..(**visitor).clone() };
    Ctx { visitor: Some(Arc::new(visitor)), ..ctx }
}

#[tokio::test]
async fn the_tickets_of_the_guide_are_there_to_the_minute() {
    check(GUIDE_DAY, async |ctx| {
        let guide = guides(ctx).await;
        let list = tickets::mine(&guide, None).await.unwrap().cards;
        let row = |card: &TicketCard| {
            let (at, day) = (card.registered_at.format("%d.%m.%Y %H:%M"), card.state_at.format("%d.%m.%Y"));
            let result = card.result.as_deref().unwrap_or("-");
            format!("{} от {at} | {} | {result} | {:?} {day}", card.number, card.text, card.state)
        };
        assert_eq!(
            list.iter().map(row).collect::<Vec<_>>(),
            [
                "7218204 от 25.01.2018 13:02 | нет света в квартире | - | InProgress 25.01.2018",
                "7217993 от 23.01.2018 10:06 | Не работает розетка в прихожей и отключился подогрев полов | Подключил | Completed 23.01.2018",
            ]
        );
        let page = tickets::page(&guide, 7_218_204).await.unwrap();
        let newest = page.story.last().unwrap();
        let started = What::Happened(Happening::Moved { step: Step::Start, note: None, until: None });
        assert_eq!((&newest.what, page.story.len()), (&started, 4));
        assert_eq!(page.executor.as_deref(), Some("Сергей П."));
        assert!(!tickets::of_house(&guide, None).await.unwrap().cards.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_board_has_something_late_something_urgent_and_something_put_off() {
    for now in [GUIDE_DAY, "2026-11-24T12:00:00Z"] {
        check(now, async |ctx| {
            let dispatcher = signed_in(ctx, "dispatcher@example.org").await;
            let board = tickets::board(&dispatcher, BoardFilter::default(), None).await.unwrap();
            assert!(board.counts.overdue > 0 && board.counts.unassigned > 0 && board.counts.emergencies > 0);
            assert!(board.rows.iter().any(|row| row.state == State::Deferred));
            assert!(board.rows.iter().any(|row| row.households > 0));
            assert_eq!(incidents::list(&dispatcher).await.unwrap().current.len(), 1);
            let resident = signed_in(ctx, "neighbour@example.org").await;
            assert!(incidents::touching(&resident).await.unwrap()[0].joined);
            let next =
                tickets::board(&dispatcher, BoardFilter { ended: true, ..BoardFilter::default() }, None);
            assert_eq!(next.await.unwrap().rows.len(), 2);
        })
        .await;
    }
}
