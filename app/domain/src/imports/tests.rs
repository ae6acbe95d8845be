use super::{Kind, State, Step, Verdict};

#[test]
fn codes_are_read_as_they_are_written() {
    assert!(Kind::ALL.into_iter().all(|kind| Kind::from_code(kind.code()) == Some(kind)));
    assert!(State::ALL.into_iter().all(|state| State::from_code(state.code()) == Some(state)));
    assert!(Verdict::ALL.into_iter().all(|verdict| Verdict::from_code(verdict.code()) == Some(verdict)));
    assert_eq!((Kind::from_code("tickets"), State::from_code("")), (None, None));
}

#[test]
fn what_is_written_is_undone_and_never_cancelled() {
    for state in [State::Committing, State::Done, State::Undoing, State::Undone, State::Cancelled] {
        assert_eq!(state.after(Step::Cancel), None, "{state:?}");
    }
    assert_eq!(State::Done.after(Step::Undo), Some(State::Undoing));
    assert_eq!(State::Ready.after(Step::Undo), None);
}

#[test]
fn only_what_was_looked_through_is_written_and_only_once() {
    let writes: Vec<State> =
        State::ALL.into_iter().filter(|state| state.after(Step::Commit).is_some()).collect();
    assert_eq!(writes, [State::Ready]);
}

#[test]
fn columns_are_chosen_anew_until_something_is_written() {
    let chooses: Vec<State> =
        State::ALL.into_iter().filter(|state| state.after(Step::Choose).is_some()).collect();
    assert_eq!(chooses, [State::Columns, State::Ready, State::Failed]);
}
