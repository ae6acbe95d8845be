use super::*;
use crate::{plan, testing::Scratch};

fn asked() -> Query {
    let at = DateTime::from_timestamp_nanos(0);
    let after = Some(JournalKey { at, id: Uuid::nil() });
    Query { from: Some(at), to: Some(at), after, ..Query::default() }
}

/// The journal itself is found by an index that begins with what is asked for; what is left to sort are the parts that were found.
#[track_caller]
fn check(plan: &[String], index: &str) {
    let of_event: Vec<_> = plan.iter().filter(|step| step.contains(" e ") || step.ends_with(" e")).collect();
    assert!(of_event.iter().all(|step| !step.starts_with("SCAN")), "{plan:#?}");
    assert!(of_event.iter().any(|step| step.contains(index)), "{index} in {plan:#?}");
}

#[tokio::test]
async fn each_question_has_an_index_that_answers_in_its_order() {
    let scratch = Scratch::sqlite().await;
    let user = UserId(Uuid::nil());
    let whose = Some(Whose {
        person: Some(user),
        accounts: vec![AccountId(Uuid::nil())],
        buildings: vec![BuildingId(Uuid::nil())],
    });
    for (query, index) in [
        (asked(), "event_look (look=? AND at>? AND (at,id)<(?,?))"),
        (Query { what: What::Looks, ..asked() }, "event_look (look=?"),
        (Query { what: What::Kind("x".into()), ..asked() }, "event_kind (kind=?"),
        (Query { who: Some(user), ..asked() }, "event_person (person_id=? AND at>? AND (at,id)<(?,?))"),
        (
            Query { who: Some(user), what: What::Looks, ..asked() },
            "event_person (person_id=? AND at>? AND (at,id)<(?,?))",
        ),
        (Query { whose: whose.clone(), ..asked() }, "event_account (account_id=?"),
        (Query { whose, ..asked() }, "event_subject (subject_id=?)"),
    ] {
        let plan = plan::of(&scratch.db, &lines_sql(&query, 51).0).await;
        check(&plan, index);
    }
    let plan = plan::of(&scratch.db, &seen_sql(user, &asked(), 201).0).await;
    check(&plan, "COVERING INDEX event_person (person_id=? AND at");
}
