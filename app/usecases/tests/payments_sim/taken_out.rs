//! Each protection is missed when it is taken out.
use super::{TakenOut, run};

const SEEDS: u64 = 1_500;

/// The first seed that misses it.
#[track_caller]
fn is_missed(taken_out: TakenOut, sign: &str) {
    match run(0..SEEDS, taken_out) {
        Ok(_) => panic!("nobody misses it: {taken_out:?}"),
        Err(violation) => {
            let told = violation.to_string();
            let last = told.lines().last().unwrap_or_default();
            println!("{taken_out:?}: {last}");
            assert!(last.contains(sign), "another sign was expected: {last}");
        }
    }
}

#[test]
fn without_idempotence_keys_money_is_given_back_twice() {
    is_missed(TakenOut { keys: true, ..TakenOut::default() }, "given back in");
}

#[test]
fn notifications_that_are_believed_credit_what_never_came() {
    is_missed(TakenOut { asking_again: true, ..TakenOut::default() }, "came false");
}

#[test]
fn without_reconciliation_what_is_lost_stays_lost() {
    is_missed(TakenOut { reconciliation: true, ..TakenOut::default() }, "");
}

#[test]
fn an_order_that_forgets_that_it_was_paid_runs_into_the_index() {
    is_missed(TakenOut { state: true, ..TakenOut::default() }, "does not come to rest");
}

#[test]
fn without_the_indexes_it_is_credited_twice() {
    is_missed(TakenOut { state: true, index: true, ..TakenOut::default() }, "credited, 0 times");
}

#[test]
fn pages_that_do_not_say_what_they_saw_pay_twice() {
    is_missed(TakenOut { seen: true, ..TakenOut::default() }, "were paid for one wish");
}

#[test]
fn two_tabs_that_do_not_find_each_others_order_pay_twice() {
    is_missed(TakenOut { continuing: true, ..TakenOut::default() }, "were paid for one wish");
}

#[test]
fn without_the_suspense_account_money_goes_missing() {
    is_missed(TakenOut { suspense: true, ..TakenOut::default() }, "times under check");
}
