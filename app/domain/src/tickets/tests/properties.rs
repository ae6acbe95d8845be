//! What holds whatever is done.
use super::*;
use crate::calendar::WorkingDays;
use chrono::TimeDelta;
use proptest::{collection::vec, prelude::*};

fn by() -> impl Strategy<Value = By> {
    prop::sample::select(vec![By::Resident, By::Staff])
}

fn step() -> impl Strategy<Value = Step> {
    prop::sample::select(Step::ALL.to_vec())
}

/// The table of standards §6.
const TABLE: [(State, &[State]); 6] = [
    (State::Open, &[State::InProgress, State::Deferred, State::Declined]),
    (State::InProgress, &[State::Deferred, State::Completed, State::Open, State::Declined]),
    (State::Completed, &[State::Open, State::Closed]),
    (State::Deferred, &[State::Open, State::Declined]),
    (State::Declined, &[]),
    (State::Closed, &[]),
];

proptest! {
    #[test]
    fn every_way_is_a_way_of_the_table(tried in vec((step(), by()), 0..40)) {
        let mut state = State::Open;
        for (step, by) in tried {
            if let Some(next) = advance(state, step, by) {
                let (_, ways) = TABLE.into_iter().find(|(from, _)| *from == state).unwrap();
                prop_assert!(ways.contains(&next), "{state:?} → {next:?}");
                state = next;
            }
        }
    }

    #[test]
    fn what_a_side_is_offered_is_what_it_may_do(at in 0..6_usize, by in by(), step in step()) {
        let state = State::ALL[at];
        prop_assert_eq!(steps(state, by).contains(&step), advance(state, step, by).is_some());
    }

    #[test]
    fn a_clock_ends_after_it_began_and_a_pause_moves_its_end_by_itself(
        kind in prop::sample::select(Kind::ALL.to_vec()),
        start in 0..5_000_000_i64,
        pause in 0..20_000_i64,
        after in -10_000..20_000_i64,
    ) {
        let registered = moment("2014-01-01 00:00") + TimeDelta::minutes(start);
        let marks = Marks {
            registered, answered: None, localised: None, done: None, paused_minutes: 0, paused_since: None,
        };
        let now = registered + TimeDelta::minutes(after.max(0));
        let before = clocks(kind, &marks, &limits(), &WorkingDays::default(), now);
        let paused = Marks { paused_minutes: pause, ..marks };
        let moved = clocks(kind, &paused, &limits(), &WorkingDays::default(), now);
        for (before, moved) in before.iter().zip(&moved) {
            prop_assert!(before.due > registered);
            let by = if before.limit == Limit::Answer { 0 } else { pause };
            prop_assert_eq!((moved.due - before.due).num_minutes(), by);
            let over = matches!(moved.standing, Standing::Breached { .. });
            prop_assert_eq!(over, now > moved.due);
        }
    }

    #[test]
    fn any_text_is_sorted(text in "\\PC{0,80}") {
        let (category, kind) = sort(None, &text);
        prop_assert!(recognise(&text).is_none_or(|told| told == (category, kind)));
    }
}
