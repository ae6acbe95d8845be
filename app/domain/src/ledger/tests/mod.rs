mod book;

use super::*;
use proptest::prelude::*;
use uuid::Uuid;

const RENT: RecipientId = RecipientId(Uuid::from_u128(1));
const REPAIR: RecipientId = RecipientId(Uuid::from_u128(2));

fn charge(id: u128, recipient: RecipientId, month: u32, left: i64, penalty: i64) -> OpenCharge {
    OpenCharge {
        id: ChargeId(Uuid::from_u128(id)),
        recipient,
        due_on: NaiveDate::from_ymd_opt(2018, month, 10).unwrap(),
        left: Money(left),
        penalty_left: Money(penalty),
    }
}

/// `(charge, purpose, kopecks)` of each share, and the advance.
fn spread(open: &[OpenCharge], amount: i64, chosen: &[u128]) -> (Vec<(u128, Purpose, i64)>, i64) {
    let chosen: Vec<ChargeId> = chosen.iter().map(|id| ChargeId(Uuid::from_u128(*id))).collect();
    let allocated = allocate(open, Money(amount), &chosen);
    let shares = allocated.shares.iter().map(|s| (s.charge.0.as_u128(), s.purpose, s.amount.0)).collect();
    (shares, allocated.advance.0)
}

#[test]
fn the_oldest_charge_is_paid_first() {
    let open = [charge(2, RENT, 2, 500, 0), charge(1, RENT, 1, 300, 0)];
    assert_eq!(spread(&open, 400, &[]), (vec![(1, Purpose::Charge, 300), (2, Purpose::Charge, 100)], 0));
}

#[test]
fn what_the_payer_chose_is_paid_before_older_charges() {
    let open = [charge(1, RENT, 1, 300, 7), charge(2, RENT, 2, 500, 9)];
    assert_eq!(
        spread(&open, 600, &[2]),
        (vec![(2, Purpose::Charge, 500), (2, Purpose::Penalty, 9), (1, Purpose::Charge, 91)], 0)
    );
}

#[test]
fn penalties_are_paid_after_all_charges() {
    let open = [charge(1, RENT, 1, 300, 7), charge(2, RENT, 2, 500, 9)];
    let shares = vec![
        (1, Purpose::Charge, 300),
        (2, Purpose::Charge, 500),
        (1, Purpose::Penalty, 7),
        (2, Purpose::Penalty, 4),
    ];
    assert_eq!(spread(&open, 811, &[]), (shares, 0));
}

#[test]
fn what_is_left_is_an_advance() {
    assert_eq!(spread(&[charge(1, RENT, 1, 300, 0)], 301, &[]), (vec![(1, Purpose::Charge, 300)], 1));
    assert_eq!(spread(&[], 301, &[]), (vec![], 301));
}

#[test]
fn the_kopeck_of_the_guide_is_left_of_the_last_charge() {
    // 4 923.01 ₽ were paid with one kopeck over; the kopeck closes a part of the next charge of 4 611.60 ₽.
    let (_, advance) = spread(&[charge(1, RENT, 1, 492_301, 0)], 492_302, &[]);
    let (shares, _) = spread(&[charge(2, RENT, 2, 461_160, 0)], advance, &[]);
    assert_eq!(shares, [(2, Purpose::Charge, 1)]);
    assert_eq!(461_160 - shares[0].2, 461_159);
}

#[test]
fn each_recipient_gets_its_own_sum() {
    let open = [charge(1, RENT, 1, 300, 0), charge(2, REPAIR, 1, 50, 5), charge(3, RENT, 2, 100, 0)];
    let allocated = allocate(&open, Money(500), &[]);
    assert_eq!(allocated.by_recipient(RENT), [(RENT, Money(445)), (REPAIR, Money(55))]);
}

#[test]
fn an_advance_at_one_recipient_does_not_hide_a_debt_to_another() {
    let of = |debt, advance| RecipientBalance {
        recipient: Recipient { id: RENT, name: "Квартплата".into() },
        debt: Money(debt),
        penalty: Money::ZERO,
        advance: Money(advance),
    };
    let on = NaiveDate::from_ymd_opt(2018, 1, 25).unwrap();
    assert_eq!(Balance { on, recipients: vec![of(500, 0), of(0, 200)], outlook: None }.total(), Money(500));
    assert_eq!(Balance { on, recipients: vec![of(0, 0), of(0, 200)], outlook: None }.total(), Money(-200));
}

proptest! {
    #[test]
    fn nothing_of_a_payment_is_lost_and_no_charge_is_overpaid(
        charges in prop::collection::vec((1..=12_u32, -100..10_000_i64, -10..500_i64, any::<bool>(), any::<bool>()), 0..12),
        amount in 0..60_000_i64,
    ) {
        let open: Vec<OpenCharge> = charges.iter().zip(1..)
            .map(|((month, left, penalty, repair, _), id)| charge(id, if *repair { REPAIR } else { RENT }, *month, *left, *penalty))
            .collect();
        let chosen: Vec<ChargeId> = open.iter().zip(&charges).filter(|(_, c)| c.4).map(|(open, _)| open.id).collect();
        let allocated = allocate(&open, Money(amount), &chosen);
        let spread: Money = allocated.shares.iter().map(|share| share.amount).sum();
        prop_assert_eq!(spread + allocated.advance, Money(amount));
        for open in &open {
            for (purpose, owed) in [(Purpose::Charge, open.left), (Purpose::Penalty, open.penalty_left)] {
                let got: Vec<Money> = allocated.shares.iter()
                    .filter(|share| share.charge == open.id && share.purpose == purpose)
                    .map(|share| share.amount)
                    .collect();
                prop_assert!(got.len() <= 1);
                prop_assert!(got.iter().all(|got| got.is_positive() && *got <= owed));
            }
        }
        if allocated.advance.is_positive() {
            let owed: Money = open.iter().map(|open| open.left.or_zero() + open.penalty_left.or_zero()).sum();
            prop_assert_eq!(spread, owed);
        }
        let parts: Money = allocated.by_recipient(RENT).iter().map(|(_, sum)| *sum).sum();
        prop_assert_eq!(parts, Money(amount));
    }
}
