use super::*;
use crate::{
    Rejection, Rule,
    calendar::Period,
    ids::{AccountId, MeterId, ReadingId, ResidencyClaimId, ResidencyId},
    quantity::{Dial, Quantity, ValueError},
    readings::{Meter, MeterRow, Reading, ReadingState, Resource},
};
use chrono::NaiveDate;
use uuid::Uuid;

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn month(text: &str) -> Period {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    on("2018-01-25")
}

fn reading(period: &str, taken_on: &str, value: i64) -> Reading {
    Reading {
        id: ReadingId(Uuid::nil()),
        period: month(period),
        taken_on: on(taken_on),
        values: vec![Quantity(value)],
        state: ReadingState::Given,
        refusal: None,
    }
}

/// Cold water, installed on 31.12.2015, which showed 388 on 25.12.2017.
fn row() -> MeterRow {
    let meter = Meter {
        id: MeterId(Uuid::nil()),
        resource: Resource::ColdWater,
        serial: "100708114".into(),
        zones: 1,
        dial: Dial { digits: 5, decimals: 0 },
        place: Some("кухня".into()),
        automatic: false,
        installed_on: Some(on("2015-12-31")),
        removed_on: None,
        verified_until: Some(on("2021-12-31")),
    };
    MeterRow {
        meter,
        previous: Some(reading("2017-12", "2017-12-25", 388)),
        current: None,
        next: None,
        pace: None,
        idle_months: 0,
        expired_factor: None,
    }
}

fn scene(row: &MeterRow) -> Scene<'_> {
    Scene { today: today(), row, period: month("2018-01"), closed: false }
}

fn replacement() -> Replacement {
    Replacement {
        meter: MeterId(Uuid::nil()),
        fresh: MeterId(Uuid::from_u128(1)),
        on: "2018-01-20".into(),
        last: vec!["395".into()],
        serial: "77 001".into(),
        zones: String::new(),
        digits: String::new(),
        decimals: "3".into(),
        first: vec!["0,012".into()],
        verified_until: "2024-01-10".into(),
        act: " 17 ".into(),
    }
}

fn removal() -> Removal {
    Removal {
        meter: MeterId(Uuid::nil()),
        on: "2018-01-20".into(),
        last: Vec::new(),
        reason: "Отключили стояк".into(),
    }
}

#[test]
fn a_replacement_ends_one_meter_and_begins_another_in_its_place() {
    let row = row();
    let replaced = replacement().check(&scene(&row), &[]).unwrap();
    assert_eq!(
        (replaced.on, replaced.last, replaced.first),
        (on("2018-01-20"), vec![Quantity(395)], vec![Quantity(12)])
    );
    assert_eq!(replaced.act, "17");
    let fresh = replaced.fresh;
    assert_eq!(
        (fresh.serial.as_str(), fresh.zones, fresh.dial),
        ("77 001", 1, Dial { digits: 5, decimals: 3 })
    );
    assert_eq!((fresh.installed_on, fresh.removed_on), (Some(on("2018-01-20")), None));
    assert_eq!((fresh.place.as_deref(), fresh.verified_until), (Some("кухня"), Some(on("2024-01-10"))));
}

#[test]
fn what_is_wrong_with_a_replacement_is_told_beside_its_field() {
    type Slip = fn(&mut Replacement);
    let many: Slip = |form| form.act = "9".repeat(101);
    let cases: [(Slip, &str, Rule); 16] = [
        (|form| form.on.clear(), "on", Wrong::DayMissing.into()),
        (|form| form.on = "2018-01-26".into(), "on", Wrong::InFuture { today: today() }.into()),
        (|form| form.on = "2015-12-30".into(), "on", Wrong::BeforeInstalled { on: on("2015-12-31") }.into()),
        (|form| form.on = "2017-12-24".into(), "on", Wrong::BeforeReading { on: on("2017-12-25") }.into()),
        (|form| form.last.clear(), "last[0]", ValueError::Empty.into()),
        (|form| form.last = vec!["387".into()], "last[0]", Wrong::BelowLast { last: "388".into() }.into()),
        (|form| form.last = vec!["-1".into()], "last[0]", ValueError::Negative.into()),
        (|form| form.first = vec![" ".into()], "first[0]", ValueError::Empty.into()),
        (|form| form.serial = " - ".into(), "serial", Wrong::SerialMissing.into()),
        (|form| form.serial = "1007-08114".into(), "serial", Wrong::SerialKnown.into()),
        (|form| form.digits = "0".into(), "digits", Wrong::NoSuchDial.into()),
        (|form| form.decimals = "8".into(), "digits", Wrong::NoSuchDial.into()),
        (|form| form.zones = "5".into(), "zones", Wrong::NoSuchZones.into()),
        (
            |form| form.verified_until = "2018-01-20".into(),
            "verified_until",
            Wrong::NotAfter { on: on("2018-01-20") }.into(),
        ),
        (
            |form| form.verified_until = "2118-01-20".into(),
            "verified_until",
            Wrong::TooLate { latest: on("2038-01-20") }.into(),
        ),
        (many, "act", Rule::TextTooLong { max: 100 }),
    ];
    let row = row();
    for (slip, field, rule) in cases {
        let mut form = replacement();
        slip(&mut form);
        assert_eq!(form.check(&scene(&row), &[]), Err(Rejection::of(field, rule)));
    }
}

#[test]
fn the_serial_number_of_another_meter_of_the_account_is_taken_for_its_resource_alone() {
    let row = row();
    let other = |resource| Meter { serial: "77001".into(), resource, ..row.meter.clone() };
    let check = |other| replacement().check(&scene(&row), &[other]).map(drop);
    assert_eq!(check(other(Resource::ColdWater)), Err(Rejection::of("serial", Wrong::SerialKnown)));
    assert_eq!(check(other(Resource::HotWater)), Ok(()));
}

#[test]
fn a_meter_is_taken_down_in_an_open_month_after_its_last_reading() {
    type Past = fn(&mut MeterRow);
    let cases: [(Past, bool, Result<(), Wrong>); 7] = [
        (|_| {}, false, Ok(())),
        (|_| {}, true, Err(Wrong::MonthClosed { period: month("2018-01") })),
        (
            |row| row.meter.removed_on = Some(on("2018-01-10")),
            false,
            Err(Wrong::RemovedAlready { on: on("2018-01-10") }),
        ),
        (
            |row| row.next = Some(reading("2018-02", "2018-01-26", 400)),
            false,
            Err(Wrong::LaterReading { period: month("2018-02") }),
        ),
        (
            |row| row.current = Some(reading("2018-01", "2018-01-22", 392)),
            false,
            Err(Wrong::BeforeReading { on: on("2018-01-22") }),
        ),
        (
            |row| {
                let billed = ReadingState::Accepted;
                row.current = Some(Reading { state: billed, ..reading("2018-01", "2018-01-18", 392) });
            },
            false,
            Err(Wrong::MonthClosed { period: month("2018-01") }),
        ),
        (
            |row| {
                let refused = ReadingState::Refused;
                row.current = Some(Reading { state: refused, ..reading("2018-01", "2018-01-22", 392) });
            },
            false,
            Ok(()),
        ),
    ];
    for (past, closed, expected) in cases {
        let mut row = row();
        past(&mut row);
        let outcome = removal().check(&Scene { closed, ..scene(&row) }).map(drop);
        assert_eq!(outcome, expected.map_err(|wrong| Rejection::of("on", wrong)));
    }
}

#[test]
fn a_reading_of_the_last_day_replaces_the_one_of_the_month() {
    let row = MeterRow { current: Some(reading("2018-01", "2018-01-22", 399)), ..row() };
    let read = Removal { last: vec!["395".into()], ..removal() };
    assert_eq!(read.check(&scene(&row)).unwrap().last, Some(vec![Quantity(395)]));
    assert!(replacement().check(&scene(&row), &[]).is_ok());
}

#[test]
fn a_removal_needs_a_reason_and_no_reading() {
    let row = row();
    assert_eq!(removal().check(&scene(&row)).unwrap().last, None);
    let silent = Removal { reason: " ".into(), ..removal() };
    assert_eq!(silent.check(&scene(&row)), Err(Rejection::of("reason", Wrong::WhyMissing)));
    let below = Removal { last: vec!["1".into()], ..removal() };
    assert_eq!(
        below.check(&scene(&row)),
        Err(Rejection::of("last[0]", Wrong::BelowLast { last: "388".into() }))
    );
}

#[test]
fn a_verification_is_in_the_past_and_holds_into_the_future() {
    let form = |on: &str, until: &str| Verification {
        meter: MeterId(Uuid::nil()),
        on: on.into(),
        until: until.into(),
        act: String::new(),
    };
    let meter = row().meter;
    for (made, until, wrong) in [
        ("2018-01-25", "2024-01-24", None),
        ("2018-01-26", "2024-01-24", Some(("on", Wrong::InFuture { today: today() }))),
        ("2015-12-30", "2019-01-24", Some(("on", Wrong::BeforeInstalled { on: on("2015-12-31") }))),
        ("2018-01-25", "2018-01-25", Some(("until", Wrong::NotAfter { on: today() }))),
        ("2018-01-25", "", Some(("until", Wrong::DayMissing))),
        ("2018-01-25", "2038-01-26", Some(("until", Wrong::TooLate { latest: on("2038-01-25") }))),
    ] {
        let checked = form(made, until).check(&meter, today());
        assert_eq!(checked.err(), wrong.map(|(field, wrong)| Rejection::of(field, wrong)), "{made} {until}");
    }
    let removed = Meter { removed_on: Some(on("2018-01-10")), ..meter };
    let wrong = Wrong::RemovedAlready { on: on("2018-01-10") };
    assert_eq!(form("2018-01-25", "2024-01-24").check(&removed, today()), Err(Rejection::of("on", wrong)));
}

fn days() -> AccountDays {
    AccountDays { today: today(), opened_on: Some(on("2010-03-01")), closed_on: None, month_closed: false }
}

#[test]
fn an_account_is_closed_once_in_an_open_month_with_a_reason() {
    let form = |on: &str, reason: &str| AccountClosing {
        account: AccountId(Uuid::nil()),
        on: on.into(),
        reason: reason.into(),
    };
    for (days, on_day, reason, wrong) in [
        (days(), "2018-01-20", "Продали", None),
        (days(), "2018-01-26", "Продали", Some(("on", Wrong::InFuture { today: today() }))),
        (days(), "2010-02-28", "Продали", Some(("on", Wrong::BeforeOpened { on: on("2010-03-01") }))),
        (days(), "2018-01-20", " ", Some(("reason", Wrong::WhyMissing))),
        (
            AccountDays { closed_on: Some(on("2018-01-10")), ..days() },
            "2018-01-20",
            "Продали",
            Some(("on", Wrong::ClosedAlready { on: on("2018-01-10") })),
        ),
        (
            AccountDays { month_closed: true, ..days() },
            "2017-12-20",
            "Продали",
            Some(("on", Wrong::MonthClosed { period: month("2017-12") })),
        ),
    ] {
        let checked = form(on_day, reason).check(days);
        assert_eq!(checked.err(), wrong.map(|(field, wrong)| Rejection::of(field, wrong)), "{on_day}");
    }
}

#[test]
fn an_account_that_is_opened_at_once_was_open_all_the_time() {
    let closed = AccountDays { closed_on: Some(on("2018-01-10")), ..days() };
    let form = |on: &str| AccountOpening {
        account: AccountId(Uuid::nil()),
        on: on.into(),
        reason: "Закрыли по ошибке".into(),
    };
    for (days, day, expected) in [
        (closed, "2018-01-11", Ok(on("2010-03-01"))),
        (closed, "2018-01-12", Ok(on("2018-01-12"))),
        (closed, "2018-01-10", Err(Wrong::NotAfter { on: on("2018-01-10") })),
        (closed, "2018-01-26", Err(Wrong::InFuture { today: today() })),
        (
            AccountDays { month_closed: true, ..closed },
            "2018-01-11",
            Err(Wrong::MonthClosed { period: month("2018-01") }),
        ),
        (days(), "2018-01-11", Err(Wrong::OpenAlready)),
    ] {
        let opened = form(day).check(days).map(|opened| opened.opened_on);
        assert_eq!(opened, expected.map(Some).map_err(|wrong| Rejection::of("on", wrong)), "{day}");
    }
}

#[test]
fn who_lives_where_has_a_first_day_and_perhaps_a_last() {
    let form = |kind: &str, from: &str, to: &str| ResidencyDates {
        residency: ResidencyId(Uuid::nil()),
        kind: kind.into(),
        from: from.into(),
        to: to.into(),
    };
    for (kind, from, to, wrong) in [
        ("owner", "2017-05-01", "", None),
        ("tenant", "2017-05-01", "2018-01-25", None),
        ("tenant", "2018-01-25", "2018-01-25", None),
        ("guest", "2017-05-01", "", Some(("kind", Rule::from(Wrong::KindMissing)))),
        ("owner", "", "", Some(("from", Wrong::DayMissing.into()))),
        ("owner", "2018-01-26", "", Some(("from", Wrong::InFuture { today: today() }.into()))),
        ("owner", "2017-05-01", "2018-01-26", Some(("to", Wrong::InFuture { today: today() }.into()))),
        ("owner", "2017-05-01", "2017-04-30", Some(("to", Rule::SpanBackwards))),
    ] {
        let checked = form(kind, from, to).check(today());
        assert_eq!(
            checked.err(),
            wrong.map(|(field, rule)| Rejection::of(field, rule)),
            "{kind} {from} {to}"
        );
    }
}

#[test]
fn a_claim_is_confirmed_with_an_account_and_refused_with_a_reason() {
    let confirmation = ClaimConfirmation {
        claim: ResidencyClaimId(Uuid::nil()),
        account: "7000-533".into(),
        kind: "tenant".into(),
        note: String::new(),
    };
    assert_eq!(confirmation.check().unwrap().0.as_str(), "7000533");
    let nothing = ClaimConfirmation { account: String::new(), kind: String::new(), ..confirmation };
    let wrong = nothing.check().unwrap_err();
    assert_eq!(wrong.0.iter().map(|(field, _)| field.as_str()).collect::<Vec<_>>(), ["account", "kind"]);
    let silent = ClaimRefusal { claim: ResidencyClaimId(Uuid::nil()), reason: String::new() };
    assert_eq!(silent.check(), Err(Rejection::of("reason", Rule::ReasonMissing)));
}
