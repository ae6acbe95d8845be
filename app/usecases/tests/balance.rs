//! Common meters of a house, and what they say against its units.
use crate::{
    readings::household::{at_home, import, line, period, submit, with_guide},
    support::{World, rejection, twins},
    tickets::desk::other_house,
};
use domain::{
    Rejection, Rule,
    balance::{
        Balance, HouseDoubt, HouseLine, HouseMetersPage, HouseReadings, Meaning, NewHouseMeter, NewNorm,
        Part, Removal,
    },
    calendar::Period,
    ids::MeterId,
    money::Volume,
    quantity::Quantity,
    readings::Resource,
};
use store::executors;
use usecases::{Ctx, Error, balance, readings};
use uuid::Uuid;

twins! {
    a_house_without_common_meters_has_the_sum_of_its_units,
    a_common_meter_is_added_read_and_compared,
    a_new_meter_is_not_missed_in_earlier_months,
    an_odd_value_is_asked_about_and_nothing_is_lost,
    a_value_is_corrected_until_the_month_is_closed,
    two_employees_at_once_do_not_overwrite_each_other,
    a_meter_is_added_once_and_its_number_is_its_own,
    a_removed_meter_is_awaited_no_more_and_may_come_back,
    a_norm_counts_for_those_of_whom_nothing_is_known,
    who_serves_other_houses_finds_nothing,
    who_may_not_sees_and_changes_nothing,
}

async fn accountant(world: &World) -> Ctx {
    world.signed_in(world.cast.accountant).await
}

fn new(world: &World, resource: &str, serial: &str) -> NewHouseMeter {
    let [zones, digits, decimals, ratio, place] = ["", "", "0", "2", "ввод 1"].map(str::to_owned);
    NewHouseMeter {
        id: MeterId(Uuid::now_v7()),
        building: world.cast.house,
        period: period("2018-01"),
        resource: resource.into(),
        serial: serial.into(),
        zones,
        digits,
        decimals,
        ratio,
        place,
        since: "2017-01-01".into(),
    }
}

/// A common meter of cold water with a ratio of 2, and what it showed in November and December.
async fn hung(world: &World, ctx: &Ctx) -> MeterId {
    let meter = new(world, "cold_water", "31-1");
    balance::add_meter(ctx, &meter).await.unwrap();
    given(world, ctx, "2017-11", meter.id, "100").await.unwrap();
    given(world, ctx, "2017-12", meter.id, "105").await.unwrap();
    meter.id
}

/// As the page of the month would send it.
async fn given(world: &World, ctx: &Ctx, month: &str, meter: MeterId, value: &str) -> Result<(), Error> {
    let page = rows(world, ctx, month).await;
    let current = page.rows.iter().find(|row| row.of.meter.id == meter).and_then(|row| row.current.as_ref());
    let line =
        HouseLine { meter, base: current.map(|current| current.id), values: vec![value.into()], sure: false };
    balance::record(ctx, &sent(world, month, vec![line])).await
}

fn sent(world: &World, month: &str, lines: Vec<HouseLine>) -> HouseReadings {
    HouseReadings { building: world.cast.house, period: period(month), lines }
}

async fn rows(world: &World, ctx: &Ctx, month: &str) -> HouseMetersPage {
    balance::rows(ctx, world.cast.house, Some(period(month))).await.unwrap()
}

async fn of(world: &World, month: &str, resource: Resource) -> Balance {
    let page = balance::page(&accountant(world).await, world.cast.house, Some(period(month))).await.unwrap();
    page.balances.into_iter().find(|of| of.resource == resource).unwrap()
}

fn whole(volume: Option<Volume>) -> Option<String> {
    volume.map(|volume| volume.format(0))
}

async fn a_house_without_common_meters_has_the_sum_of_its_units(world: World) {
    with_guide(&world).await;
    let ctx = accountant(&world).await;
    let page = balance::page(&ctx, world.cast.house, Some(period("2017-12"))).await.unwrap();
    assert!(page.meters.is_empty() && page.may_change && !page.may_set_norms);
    let resources: Vec<Resource> = page.balances.iter().map(|of| of.resource).collect();
    assert_eq!(resources, [Resource::ColdWater, Resource::HotWater, Resource::Electricity]);
    let cold = &page.balances[0];
    assert_eq!((cold.read, cold.unknown), (Part { volume: Volume(6_000_000), count: 1 }, 4));
    assert_eq!(cold.month().unwrap().meaning(), Meaning::NoMeter);
    let power = &page.balances[2];
    assert_eq!(power.read.volume, Volume(81_547_000 + 89_350_000 + 100_044_000));
    assert!(world.events().await.contains(&"balance.looked_at".to_owned()));
    let ahead = balance::page(&ctx, world.cast.house, Some(period("2018-02"))).await;
    assert!(matches!(ahead, Err(Error::NotFound)));
}

async fn a_common_meter_is_added_read_and_compared(world: World) {
    with_guide(&world).await;
    let ctx = accountant(&world).await;
    hung(&world, &ctx).await;
    let cold = of(&world, "2017-12", Resource::ColdWater).await;
    let month = cold.month().unwrap();
    assert_eq!(whole(Some(month.house.volume)).as_deref(), Some("10"), "five steps, and a ratio of two");
    assert_eq!((whole(month.difference()).as_deref(), month.permille()), (Some("4"), Some(400)));
    assert_eq!((month.meaning(), cold.months.len()), (Meaning::Above, 12));
    assert_eq!(cold.months[1].meaning(), Meaning::NotRead);
    let january = of(&world, "2018-01", Resource::ColdWater).await;
    assert_eq!(january.month().unwrap().meaning(), Meaning::NotRead);
    assert_eq!((january.read.count, january.average.count), (0, 1));
}

async fn a_new_meter_is_not_missed_in_earlier_months(world: World) {
    with_guide(&world).await;
    let ctx = accountant(&world).await;
    let meter = NewHouseMeter { since: String::new(), ..new(&world, "cold_water", "31-1") };
    balance::add_meter(&ctx, &meter).await.unwrap();
    assert!(rows(&world, &ctx, "2017-12").await.rows.is_empty());
    assert_eq!(rows(&world, &ctx, "2018-01").await.rows.len(), 1);
    let january = of(&world, "2018-01", Resource::ColdWater).await;
    let of_months: Vec<u32> = january.months.iter().take(3).map(|month| month.house.of).collect();
    assert_eq!(of_months, [1, 0, 0]);
    let ahead = NewHouseMeter { since: "2018-01-26".into(), ..new(&world, "gas", "5") };
    let refused = rejection(balance::add_meter(&ctx, &ahead).await);
    assert!(matches!(refused.field("since"), Some(Rule::DayOutside { .. })), "{refused:?}");
    let never = NewHouseMeter { period: period("2099-01"), ..new(&world, "gas", "5") };
    assert!(matches!(balance::add_meter(&ctx, &never).await, Err(Error::NotFound)));
}

async fn an_odd_value_is_asked_about_and_nothing_is_lost(world: World) {
    let ctx = accountant(&world).await;
    let meter = hung(&world, &ctx).await;
    let line = |value: &str, sure| HouseLine { meter, base: None, values: vec![value.into()], sure };
    let record = async |lines| balance::record(&ctx, &sent(&world, "2018-01", lines)).await;
    let doubt = HouseDoubt::Below { previous: "105".into(), rolled: "99985".into() };
    let refused = rejection(record(vec![line("90", false)]).await);
    assert_eq!(refused, Rejection::of("lines[0].sure", Rule::HouseReading(doubt)));
    for (value, field) in
        [("12a", "lines[1].values[0]"), ("1,5", "lines[1].values[0]"), ("999999", "lines[1].values[0]")]
    {
        let refused = rejection(record(vec![line(" ", false), line(value, true)]).await);
        assert!(matches!(refused.field(field), Some(Rule::Reading(_))), "{value}: {refused:?}");
    }
    let nothing = rejection(record(vec![line("", false)]).await);
    assert_eq!(nothing, Rejection::form(Rule::HouseReadingsMissing));
    assert!(rows(&world, &ctx, "2018-01").await.rows[0].current.is_none());
    record(vec![line("90", true)]).await.unwrap();
    let page = rows(&world, &ctx, "2018-01").await;
    assert_eq!(page.rows[0].current.as_ref().unwrap().values, [Quantity(90)]);
    assert_eq!(page.rows[0].previous.as_ref().unwrap().values, [Quantity(105)]);
    let ahead = balance::record(&ctx, &sent(&world, "2018-02", vec![line("95", false)])).await;
    assert!(matches!(ahead, Err(Error::NotFound)));
}

async fn a_value_is_corrected_until_the_month_is_closed(world: World) {
    let ctx = accountant(&world).await;
    let meter = hung(&world, &ctx).await;
    given(&world, &ctx, "2017-12", meter, "106").await.unwrap();
    given(&world, &ctx, "2017-12", meter, "106,0").await.unwrap();
    let page = rows(&world, &ctx, "2017-12").await;
    assert_eq!((page.closed, page.rows[0].current.as_ref().unwrap().values[0]), (false, Quantity(106)));
    for month in ["2017-12", "2018-01"] {
        readings::accept_period(&ctx, period(month), Some(world.cast.house)).await.unwrap();
    }
    let late = rejection(given(&world, &ctx, "2017-12", meter, "107").await);
    assert_eq!(late, Rejection::form(Rule::MonthClosed));
    given(&world, &ctx, "2018-01", meter, "111").await.unwrap();
    assert!(rows(&world, &ctx, "2018-01").await.closed);
    let late = rejection(given(&world, &ctx, "2018-01", meter, "112").await);
    assert_eq!(late, Rejection::form(Rule::MonthClosed));
}

async fn two_employees_at_once_do_not_overwrite_each_other(world: World) {
    let ctx = accountant(&world).await;
    let meter = hung(&world, &ctx).await;
    let line = |value: &str| HouseLine { meter, base: None, values: vec![value.into()], sure: false };
    let record = async |value| balance::record(&ctx, &sent(&world, "2018-01", vec![line(value)])).await;
    record("111").await.unwrap();
    record("111").await.unwrap();
    assert_eq!(rejection(record("112").await), Rejection::form(Rule::PageOutOfDate));
    let page = rows(&world, &ctx, "2018-01").await;
    assert_eq!(page.rows[0].current.as_ref().unwrap().values, [Quantity(111)]);
}

async fn a_meter_is_added_once_and_its_number_is_its_own(world: World) {
    let ctx = accountant(&world).await;
    let meter = new(&world, "cold_water", "31-1");
    balance::add_meter(&ctx, &meter).await.unwrap();
    balance::add_meter(&ctx, &meter).await.unwrap();
    let same = rejection(balance::add_meter(&ctx, &new(&world, "cold_water", "31 1")).await);
    assert_eq!(same, Rejection::of("serial", Rule::MeterKnown));
    balance::add_meter(&ctx, &new(&world, "hot_water", "31-1")).await.unwrap();
    let nothing = rejection(balance::add_meter(&ctx, &new(&world, "", " ")).await);
    assert_eq!(nothing.field("resource"), Some(&Rule::ResourceMissing));
    assert_eq!(nothing.field("serial"), Some(&Rule::SerialMissing));
    let page = balance::page(&ctx, world.cast.house, None).await.unwrap();
    assert_eq!(page.meters.len(), 2);
    assert_eq!((page.meters[0].ratio, page.meters[0].meter.place.as_deref()), (2, Some("ввод 1")));
}

async fn a_removed_meter_is_awaited_no_more_and_may_come_back(world: World) {
    let ctx = accountant(&world).await;
    let meter = hung(&world, &ctx).await;
    let removal = |on: &str, back| Removal {
        building: world.cast.house,
        period: period("2018-01"),
        meter,
        on: on.into(),
        back,
    };
    let no_day = rejection(balance::remove_meter(&ctx, &removal("", false)).await);
    assert_eq!(no_day, Rejection::of("on", Rule::RemovalDayMissing));
    balance::remove_meter(&ctx, &removal("20.12.2017", false)).await.unwrap();
    assert_eq!(rows(&world, &ctx, "2017-12").await.rows.len(), 1);
    assert!(rows(&world, &ctx, "2018-01").await.rows.is_empty());
    let line = HouseLine { meter, base: None, values: vec!["111".into()], sure: false };
    let gone = balance::record(&ctx, &sent(&world, "2018-01", vec![line])).await;
    assert!(matches!(gone, Err(Error::NotFound)));
    balance::remove_meter(&ctx, &removal("", true)).await.unwrap();
    assert_eq!(rows(&world, &ctx, "2018-01").await.rows.len(), 1);
    let other = Removal { meter: world.cast.flat.meters[0], ..removal("2017-12-20", false) };
    assert!(matches!(balance::remove_meter(&ctx, &other).await, Err(Error::NotFound)));
}

async fn a_norm_counts_for_those_of_whom_nothing_is_known(world: World) {
    with_guide(&world).await;
    let administrator = world.signed_in(world.cast.administrator).await;
    let norm = |month: &str, value: &str| NewNorm {
        building: world.cast.house,
        period: period(month),
        resource: Resource::ColdWater,
        value: value.into(),
    };
    let wrong = rejection(balance::set_norm(&administrator, &norm("2017-12", "много")).await);
    assert!(matches!(wrong.field("value"), Some(Rule::Reading(_))));
    balance::set_norm(&administrator, &norm("2017-12", "6,935")).await.unwrap();
    balance::set_norm(&administrator, &norm("2018-01", "5")).await.unwrap();
    balance::set_norm(&administrator, &norm("2018-01", "7")).await.unwrap();
    let december = of(&world, "2017-12", Resource::ColdWater).await;
    assert_eq!((december.norm, december.unknown), (Part { volume: Volume(8 * 6_935_000), count: 4 }, 0));
    assert_eq!(december.norm_of_one, Some(Volume(6_935_000)));
    let november = of(&world, "2017-11", Resource::ColdWater).await;
    assert_eq!((november.norm.count, november.unknown), (0, 4), "it does not hold before its month");
    let january = of(&world, "2018-01", Resource::ColdWater).await;
    assert_eq!(january.norm_of_one, Some(Volume(7_000_000)));
    assert_eq!(january.doubts.len(), 5, "{:?}", january.doubts);
    let anna = at_home(&world, world.cast.anna, &world.cast.flat).await;
    submit(&anna, vec![line(world.cast.flat.meters[0], &["395"])]).await.unwrap();
    import(&world, world.cast.neighbours.meters[0], Period::new(2017, 12).unwrap(), &[40_000]).await;
    let january = of(&world, "2018-01", Resource::ColdWater).await;
    assert_eq!((january.read.volume, january.norm.count), (Volume(7_000_000), 4));
}

async fn who_serves_other_houses_finds_nothing(world: World) {
    let ctx = accountant(&world).await;
    let meter = hung(&world, &ctx).await;
    let (elsewhere, _) = other_house(&world).await;
    let tx = world.db.begin().await.unwrap();
    executors::serve(&tx, world.cast.manager, &[elsewhere]).await.unwrap();
    tx.commit().await.unwrap();
    let manager = world.signed_in(world.cast.manager).await;
    assert!(matches!(balance::page(&manager, world.cast.house, None).await, Err(Error::NotFound)));
    assert!(matches!(balance::rows(&manager, world.cast.house, None).await, Err(Error::NotFound)));
    let line = HouseLine { meter, base: None, values: vec!["111".into()], sure: true };
    let here = balance::record(&manager, &sent(&world, "2018-01", vec![line.clone()])).await;
    assert!(matches!(here, Err(Error::NotFound)));
    let there = HouseReadings { building: elsewhere, ..sent(&world, "2018-01", vec![line]) };
    assert!(
        matches!(balance::record(&manager, &there).await, Err(Error::NotFound)),
        "a meter of another house"
    );
    let added = balance::add_meter(&manager, &new(&world, "gas", "1")).await;
    assert!(matches!(added, Err(Error::NotFound)));
    assert!(balance::page(&manager, elsewhere, None).await.is_ok());
}

async fn who_may_not_sees_and_changes_nothing(world: World) {
    let (dispatcher, editor) =
        (world.signed_in(world.cast.dispatcher).await, world.signed_in(world.cast.editor).await);
    let anna = world.signed_in(world.cast.anna).await;
    let norm = NewNorm {
        building: world.cast.house,
        period: period("2018-01"),
        resource: Resource::Gas,
        value: "5".into(),
    };
    for ctx in [&editor, &anna] {
        assert!(matches!(balance::page(ctx, world.cast.house, None).await, Err(Error::NotFound)));
        assert!(matches!(balance::rows(ctx, world.cast.house, None).await, Err(Error::NotFound)));
        let record = balance::record(ctx, &sent(&world, "2018-01", Vec::new())).await;
        assert!(matches!(record, Err(Error::NotFound)));
    }
    for ctx in [&dispatcher, &editor, &anna] {
        let added = balance::add_meter(ctx, &new(&world, "gas", "1")).await;
        assert!(matches!(added, Err(Error::NotFound)));
        assert!(matches!(balance::set_norm(ctx, &norm).await, Err(Error::NotFound)));
    }
    assert!(!balance::page(&dispatcher, world.cast.house, None).await.unwrap().may_change);
    let guest = balance::page(&world.guest(), world.cast.house, None).await;
    assert!(matches!(guest, Err(Error::SignInRequired)));
}
