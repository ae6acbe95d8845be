use super::*;

/// What a side may do in a state, and where it leads.
#[track_caller]
fn check(state: State, by: By, expected: &[(Step, State)]) {
    let allowed: Vec<_> =
        Step::ALL.into_iter().filter_map(|step| Some((step, advance(state, step, by)?))).collect();
    assert_eq!(allowed, expected);
}

#[test]
fn a_new_ticket_is_started_deferred_or_declined() {
    let expected =
        [(Step::Start, State::InProgress), (Step::Defer, State::Deferred), (Step::Decline, State::Declined)];
    check(State::Open, By::Staff, &expected);
}

#[test]
fn a_ticket_in_progress_goes_everywhere() {
    let expected = [
        (Step::Defer, State::Deferred),
        (Step::Complete, State::Completed),
        (Step::Decline, State::Declined),
        (Step::Reopen, State::Open),
    ];
    check(State::InProgress, By::Staff, &expected);
}

#[test]
fn a_deferred_ticket_is_taken_up_again_or_declined() {
    check(State::Deferred, By::Staff, &[(Step::Decline, State::Declined), (Step::Reopen, State::Open)]);
}

#[test]
fn a_completed_ticket_is_returned_or_closed_by_the_resident_and_for_a_caller() {
    let expected = [(Step::Return, State::Open), (Step::Close, State::Closed)];
    check(State::Completed, By::Resident, &expected);
    check(State::Completed, By::Staff, &expected);
}

#[test]
fn a_resident_takes_back_what_nobody_works_on() {
    check(State::Open, By::Resident, &[(Step::TakeBack, State::Declined)]);
    check(State::InProgress, By::Resident, &[]);
    check(State::Deferred, By::Resident, &[]);
}

#[test]
fn a_declined_ticket_and_a_closed_one_stay() {
    for (state, by) in [
        (State::Declined, By::Resident),
        (State::Declined, By::Staff),
        (State::Closed, By::Resident),
        (State::Closed, By::Staff),
    ] {
        check(state, by, &[]);
    }
}

#[test]
fn everything_is_known_by_its_code() {
    assert!(State::ALL.into_iter().all(|state| State::from_code(state.code()) == Some(state)));
    assert!(Kind::ALL.into_iter().all(|kind| Kind::from_code(kind.code()) == Some(kind)));
    assert!(Limit::ALL.into_iter().all(|limit| Limit::from_code(limit.code()) == Some(limit)));
    assert!(Category::ALL.into_iter().all(|known| Category::from_code(known.code()) == Some(known)));
    assert!(
        [Whose::Unit, Whose::House].into_iter().all(|whose| Whose::from_code(whose.code()) == Some(whose))
    );
    assert!([By::Resident, By::Staff].into_iter().all(|by| By::from_code(by.code()) == Some(by)));
}
