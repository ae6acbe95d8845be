//! The demo: the guide's figures, and data that are fresh on any day.
mod appeals;
mod balance;
mod crowd;
mod money;
mod news;
mod tickets;

use crate::support::{Mailbox, Press, Shelf};
use chrono::{Days, NaiveDate};
use chrono_tz::Europe::Moscow;
use domain::{
    access::Actor,
    accounts::{name_key, surname_of},
    calendar::{Period, Term},
    files,
    payments::Terms,
    quantity::Quantity,
    readings::{Meter, consumption},
};
use std::{collections::HashMap, net::Ipv4Addr, sync::Arc};
use store::{entity::reading, registry, testing::Scratch};
use usecases::{
    Ctx, Origin, Portal, demo,
    ports::Ports,
    vault::{self, Vault},
};

const GUIDE_DAY: &str = "2018-01-25T09:00:00Z";

/// Fills an empty database twice, on each of both, and looks at it.
async fn check(now: &str, look: impl AsyncFn(&Ctx)) {
    for scratch in [Some(Scratch::sqlite().await), Scratch::postgres().await].into_iter().flatten() {
        let ctx = Ctx {
            actor: Actor::System,
            visitor: None,
            now: now.parse().unwrap(),
            db: scratch.db.clone(),
            ports: Arc::new(Ports {
                mailer: Box::new(Mailbox::default()),
                acquirer: None,
                printer: Box::new(Press),
                shelf: Box::new(Shelf::default()),
                push: None,
            }),
            portal: Arc::new(Portal {
                company: demo::COMPANY.into(),
                contacts: None,
                base_url: "http://127.0.0.1".into(),
                build: "test".into(),
                zone: Moscow,
                terms: Terms::default(),
                files: files::Limits::default(),
                demo: Some(demo::guide()),
                second_factor: false,
                vault: Vault::new([7; vault::KEY], []),
            }),
            origin: Origin {
                address: Ipv4Addr::LOCALHOST.into(),
                user_agent: String::new(),
                request: "01-TEST".into(),
                device: None,
            },
        };
        demo::fill(&ctx).await.unwrap();
        demo::fill(&ctx).await.unwrap();
        look(&ctx).await;
        drop(ctx);
        scratch.discard().await;
    }
}

/// The meters of an account, by serial number, each with its readings from the oldest on.
async fn meters(ctx: &Ctx, number: &str) -> HashMap<String, (Meter, Vec<reading::Model>)> {
    let tx = ctx.db.read();
    let account = registry::accounts(&tx).await.unwrap().into_iter().find(|a| a.number == number).unwrap();
    let mut found = HashMap::new();
    for meter in registry::meters(&tx).await.unwrap().into_iter().filter(|m| m.account_id == account.id) {
        let long_ago = Period::new(2000, 1).unwrap();
        let mut readings = store::readings::of_meters(&tx, &[meter.id], long_ago).await.unwrap();
        readings.sort_by_key(|reading| reading.period);
        found.insert(meter.serial.clone(), (meter.try_into().unwrap(), readings));
    }
    found
}

fn values(reading: &reading::Model) -> Vec<Quantity> {
    [Some(reading.value_1), reading.value_2, reading.value_3, reading.value_4]
        .into_iter()
        .flatten()
        .map(Quantity)
        .collect()
}

/// Month, readings and consumption as the guide's table shows them, newest first.
fn table((meter, readings): &(Meter, Vec<reading::Model>)) -> Vec<String> {
    let show =
        |values: &[Quantity]| values.iter().map(|v| meter.dial.format(*v)).collect::<Vec<_>>().join(" ");
    let lines = readings.windows(2).map(|pair| {
        let (before, now) = (values(&pair[0]), values(&pair[1]));
        let month = pair[1].period.first_day().format("%m.%Y");
        format!("{month} | {} | {}", show(&now), show(&consumption(meter.dial, &before, &now)))
    });
    let mut lines: Vec<String> = lines.collect();
    lines.reverse();
    lines
}

#[tokio::test]
async fn the_history_is_the_guides_figure_for_figure() {
    check(GUIDE_DAY, async |ctx| {
        let meters = meters(ctx, "7000418").await;
        assert_eq!(meters.len(), 3);
        assert_eq!(
            table(&meters["100708114"]),
            [
                "12.2017 | 388 | 6",
                "11.2017 | 382 | 11",
                "10.2017 | 371 | 8",
                "09.2017 | 363 | 11",
                "08.2017 | 352 | 22"
            ]
        );
        assert_eq!(
            table(&meters["100719727"]),
            [
                "12.2017 | 341 | 8",
                "11.2017 | 333 | 10",
                "10.2017 | 323 | 8",
                "09.2017 | 315 | 11",
                "08.2017 | 304 | 16"
            ]
        );
        assert_eq!(
            table(&meters["9904514"]),
            [
                "12.2017 | 3605.962 3734.278 4600.592 | 81.547 89.35 100.044",
                "11.2017 | 3524.415 3644.928 4500.548 | 154.194 150.535 207.124",
                "10.2017 | 3370.221 3494.393 4293.424 | 134.231 129.663 182.862",
                "09.2017 | 3235.99 3364.73 4110.562 | 77.849 81.893 98.465",
                "08.2017 | 3158.141 3282.837 4012.097 | 57.73 61.941 99.29",
            ]
        );
        for (meter, readings) in meters.values() {
            let term = Term::between(ctx.today(), meter.verified_until.unwrap()).unwrap();
            assert_eq!((term.years, term.months, term.days), (3, 11, 6));
            assert_eq!(Some(readings[5].taken_on), NaiveDate::from_ymd_opt(2017, 12, 31));
        }
    })
    .await;
}

#[tokio::test]
async fn fresh_readings_end_last_month_on_any_day() {
    for now in [GUIDE_DAY, "2026-03-31T20:59:59Z", "2028-02-29T00:00:00Z"] {
        check(now, async |ctx| {
            let last = Period::of(ctx.today()).minus(1);
            let meters = meters(ctx, "7000642").await;
            for (meter, readings) in meters.values() {
                let months: Vec<Period> = readings.iter().map(|reading| reading.period).collect();
                let missed = last.minus(3);
                let expected: Vec<Period> =
                    (0..14).rev().map(|ago| last.minus(ago)).filter(|p| *p != missed).collect();
                assert_eq!(months, expected);
                for pair in readings.windows(2) {
                    let (before, now) = (values(&pair[0]), values(&pair[1]));
                    assert_eq!(now.len(), usize::from(meter.zones));
                    assert!(before.iter().zip(&now).all(|(before, now)| before < now));
                    assert!(now.iter().all(|value| value.0 < meter.dial.capacity()));
                }
            }
            let soon = ctx.today().checked_add_days(Days::new(20));
            assert_eq!(meters.values().filter(|(meter, _)| meter.verified_until == soon).count(), 1);
        })
        .await;
    }
}

#[tokio::test]
async fn whom_the_sign_in_page_names_is_there_and_one_account_waits() {
    check(GUIDE_DAY, async |ctx| {
        let guide = demo::guide();
        assert_eq!(guide.people.len(), 9);
        let registry = registry::load(&ctx.db.read()).await.unwrap();
        let (number, surname) = guide.unregistered;
        let account = registry.accounts.iter().find(|account| account.number == number).unwrap();
        let owner = registry.owners.iter().find(|owner| owner.account_id == account.id).unwrap();
        assert_eq!(surname_of(&owner.name), surname);
        assert_eq!(owner.surname_key, name_key(&surname));
        let addresses: Vec<&str> =
            registry.buildings.iter().map(|building| building.address.as_str()).collect();
        assert!(addresses.contains(&"г Москва, ул Авиаторов, д. 6 корп. 3 лит. А"), "{addresses:?}");
    })
    .await;
}
