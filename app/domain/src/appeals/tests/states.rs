use super::*;

/// Where every step of a side leads from a state; what is not named is refused.
#[track_caller]
fn check(state: State, by: By, expected: &[(Step, State)]) {
    let allowed: Vec<_> =
        Step::ALL.into_iter().filter_map(|step| Some((step, advance(state, step, by)?))).collect();
    assert_eq!(allowed, expected);
    assert_eq!(steps(state, by), expected.iter().map(|(step, _)| *step).collect::<Vec<_>>());
}

#[test]
fn staff_take_what_waits_and_answer_what_is_not_closed() {
    const TAKE: (Step, State) = (Step::Take, State::InWork);
    const ANSWER: (Step, State) = (Step::Answer, State::Answered);
    check(State::New, By::Staff, &[TAKE, ANSWER]);
    check(State::InWork, By::Staff, &[ANSWER]);
    check(State::Answered, By::Staff, &[ANSWER]);
    check(State::Reopened, By::Staff, &[TAKE, ANSWER]);
    check(State::Closed, By::Staff, &[]);
}

#[test]
fn a_resident_reopens_what_is_answered_and_closes_what_is_not_closed() {
    const CLOSE: (Step, State) = (Step::Close, State::Closed);
    check(State::New, By::Resident, &[CLOSE]);
    check(State::InWork, By::Resident, &[CLOSE]);
    check(State::Answered, By::Resident, &[(Step::Reopen, State::Reopened), CLOSE]);
    check(State::Reopened, By::Resident, &[CLOSE]);
    check(State::Closed, By::Resident, &[]);
}

#[test]
fn an_answer_is_owed_until_there_is_one() {
    let waiting = State::ALL.into_iter().filter(|state| state.is_waiting());
    assert_eq!(waiting.collect::<Vec<_>>(), [State::New, State::InWork, State::Reopened]);
}

#[test]
fn everything_is_known_by_its_code() {
    assert!(State::ALL.into_iter().all(|state| State::from_code(state.code()) == Some(state)));
    assert!(Kind::ALL.into_iter().all(|kind| Kind::from_code(kind.code()) == Some(kind)));
    for asker in [Asker::Resident, Asker::Other] {
        assert_eq!(Asker::from_code(asker.code()), Some(asker));
    }
}
