//! The money of the guide, sum by sum.
use super::{GUIDE_DAY, check};
use crate::support::sign_in;
use domain::{access::Actor, calendar::Period, ledger::Purpose, money::Money};
use std::sync::Arc;
use usecases::{Ctx, charges, demo, payments, session};

/// The same moment, seen by somebody of the demo.
async fn seen_by(ctx: &Ctx, email: &str) -> Ctx {
    let guest = Ctx { actor: Actor::Guest, ..ctx.clone() };
    let signed_in = sign_in(&guest, email, demo::PASSWORD).await.unwrap();
    let visitor = session::authenticate(&ctx.db, &signed_in.token, ctx.now).await.unwrap().unwrap();
    let domain::session::Person { user, role, bound, .. } = visitor.person;
    let actor = Actor::Person { user, role, bound };
    Ctx { actor, visitor: Some(Arc::new(visitor)), ..ctx.clone() }
}

#[tokio::test]
async fn the_first_household_owes_the_last_bill_but_for_one_kopeck() {
    check(GUIDE_DAY, async |ctx| {
        let ctx = seen_by(ctx, "guide@example.org").await;
        let page = charges::charges(&ctx, None, None).await.unwrap();
        let table: Vec<String> = page
            .charges
            .iter()
            .map(|charge| {
                let left =
                    if charge.left().is_zero() { "Оплачено".into() } else { charge.left().plain() };
                let issued = charge.issued_on.format("%d.%m.%Y");
                let (sum, penalty) = (charge.amount.plain(), charge.penalty.plain());
                format!(
                    "{} | {issued} | {sum} | {penalty} | {left} | {}",
                    charge.period,
                    page.service(charge)
                )
            })
            .collect();
        assert_eq!(
            table,
            [
                "2017-12 | 31.12.2017 | 4611.60 | 0.00 | 4611.59 | Квартплата",
                "2017-11 | 30.11.2017 | 4923.01 | 0.00 | Оплачено | Квартплата",
                "2017-10 | 31.10.2017 | 4173.75 | 0.00 | Оплачено | Квартплата",
                "2017-09 | 30.09.2017 | 3204.59 | 0.00 | Оплачено | Квартплата",
                "2017-08 | 31.08.2017 | 3343.57 | 0.00 | Оплачено | Квартплата",
                "2017-07 | 31.07.2017 | 3079.33 | 0.00 | Оплачено | Квартплата",
                "2017-06 | 30.06.2017 | 2764.44 | 0.00 | Оплачено | Квартплата",
                "2017-05 | 31.05.2017 | 3230.39 | 0.00 | Оплачено | Квартплата",
                "2017-04 | 30.04.2017 | 4230.57 | 0.00 | Оплачено | Квартплата",
                "2017-03 | 31.03.2017 | 4122.44 | 0.00 | Оплачено | Квартплата",
                "2017-02 | 28.02.2017 | 4412.46 | 0.00 | Оплачено | Квартплата",
                "2017-01 | 31.01.2017 | 5012.56 | 0.00 | Оплачено | Квартплата",
            ]
        );
        let balance = charges::balance(&ctx).await.unwrap();
        let owed: Vec<_> =
            balance.recipients.iter().map(|b| (b.recipient.name.as_str(), b.owed().0)).collect();
        assert_eq!(
            (balance.total(), owed),
            (Money(461_159), vec![("Квартплата", 461_159), ("Капремонт", 0)])
        );
        let growth = balance.outlook.unwrap().growth.unwrap();
        assert_eq!((growth.from.to_string().as_str(), growth.daily), ("2018-02-10", Money(119)));
    })
    .await;
}

#[tokio::test]
async fn december_explains_itself_beside_november() {
    check(GUIDE_DAY, async |ctx| {
        let ctx = seen_by(ctx, "guide@example.org").await;
        let page = charges::month(&ctx, Period::new(2017, 12).unwrap()).await.unwrap();
        let [bill] = page.bills.as_slice() else { panic!("{} bills", page.bills.len()) };
        assert_eq!((bill.advance, bill.before), (Money(1), Period::new(2017, 11)));
        assert_eq!(bill.explanation.difference(), Money(-31_141));
        assert!(bill.explanation.adds_up());
        let bars: Vec<_> =
            bill.explanation.waterfall(6).bars.into_iter().map(|b| (b.service, b.amount.0)).collect();
        assert_eq!(
            bars,
            [
                ("Электроэнергия", -64_174),
                ("Водоотведение", -21_630),
                ("ГВС", -20_284),
                ("ХВС", -15_450),
                ("Отопление", 56_199),
                ("Отопление", 34_198),
            ]
            .map(|(name, sum)| (name.to_owned(), sum))
        );
        assert_eq!(bill.ledger.total, Money::ZERO);
    })
    .await;
}

#[tokio::test]
async fn every_bill_of_the_demo_is_volume_times_tariff() {
    check(GUIDE_DAY, async |ctx| {
        for email in ["guide@example.org", "guide-payments@example.org", "resident@example.org"] {
            let ctx = seen_by(ctx, email).await;
            for charge in charges::charges(&ctx, None, None).await.unwrap().charges {
                let page = charges::month(&ctx, charge.period).await.unwrap();
                for bill in &page.bills {
                    let lines = bill.explanation.services.iter().filter_map(|change| change.now.as_ref());
                    let mut sum = Money::ZERO;
                    for line in lines {
                        let (volume, tariff) = (line.volume.unwrap(), line.tariff.unwrap());
                        assert_eq!(
                            domain::money::cost(volume, tariff),
                            line.charged,
                            "{email} {}",
                            line.service
                        );
                        assert!(volume.0 > 0 && tariff.0 > 0, "{email} {} {}", charge.period, line.service);
                        sum += line.due();
                    }
                    assert_eq!(sum, bill.charge.amount);
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_second_household_paid_nine_times() {
    check(GUIDE_DAY, async |ctx| {
        let ctx = seen_by(ctx, "guide-payments@example.org").await;
        let page = payments::payments(&ctx, None, None).await.unwrap();
        let table: Vec<_> = page
            .payments
            .iter()
            .map(|p| (p.paid_on.format("%d.%m.%Y").to_string(), p.amount.plain(), p.service.as_str()))
            .collect();
        let expected = [
            ("22.12.2017", "2501.47"),
            ("22.11.2017", "2499.03"),
            ("19.10.2017", "1880.60"),
            ("22.09.2017", "1946.41"),
            ("22.08.2017", "4049.70"),
            ("24.07.2017", "3373.05"),
            ("20.06.2017", "3533.86"),
            ("23.05.2017", "5211.15"),
            ("24.04.2017", "4862.08"),
        ];
        assert_eq!(table, expected.map(|(day, sum)| (day.to_owned(), sum.to_owned(), "Квартплата")));
        assert!(page.payments.iter().all(|p| p.closes.len() == 1 && p.closes[0].purpose == Purpose::Charge));
        assert_eq!(charges::balance(&ctx).await.unwrap().total(), Money(254_470));
        let charged: Money =
            charges::charges(&ctx, None, None).await.unwrap().charges.iter().map(|c| c.amount).sum();
        assert_eq!(charged, Money(3_240_205));
    })
    .await;
}

#[tokio::test]
async fn the_fresh_household_has_a_debt_with_penalties_and_an_advance_elsewhere() {
    for now in ["2026-11-24T09:00:00Z", "2026-03-01T09:00:00Z", "2027-01-31T20:59:00Z"] {
        check(now, async |ctx| {
            let ctx = seen_by(ctx, "resident@example.org").await;
            let balance = charges::balance(&ctx).await.unwrap();
            let rent = &balance.recipients[0];
            assert!(rent.debt.is_positive() && rent.penalty.is_positive(), "{now}: {balance:?}");
            assert!(balance.outlook.unwrap().in_ten_days > balance.outlook.unwrap().today, "{now}");
        })
        .await;
    }
}
