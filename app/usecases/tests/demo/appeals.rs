use super::{GUIDE_DAY, check, tickets::signed_in};
use domain::appeals::{InboxFilter, State};
use usecases::appeals;

#[tokio::test]
async fn the_inbox_has_something_late_something_extended_and_something_new() {
    for now in [GUIDE_DAY, "2026-11-24T12:00:00Z"] {
        check(now, async |ctx| {
            let manager = signed_in(ctx, "manager@example.org").await;
            let inbox = appeals::inbox(&manager, InboxFilter::default(), None).await.unwrap();
            assert_eq!((inbox.counts.waiting, inbox.counts.overdue), (4, 1));
            assert!(inbox.rows[0].clock.unwrap().standing.is_breached());
            let states = [State::New, State::InWork, State::Reopened];
            assert!(states.iter().all(|state| inbox.rows.iter().any(|row| row.state == *state)));
            let resident = signed_in(ctx, "resident@example.org").await;
            let list = appeals::list(&resident, None).await.unwrap();
            let numbers: Vec<i64> = list.cards.iter().map(|card| card.number).collect();
            assert_eq!(numbers, [1_043, 1_041, 1_040]);
            let page = appeals::page(&resident, 1_041).await.unwrap();
            assert!(page.extended_until.is_some() && page.story.len() == 3);
        })
        .await;
    }
}
