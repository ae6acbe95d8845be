//! Who lives in the demo.
use super::{
    money::{self, Habits},
    stage::{Common, Flat, Fresh, Hardware, Stage},
};
use chrono::{Days, NaiveDate};
use domain::{
    calendar::Period,
    money::Money,
    readings::Resource::{self, ColdWater, Electricity, Gas, HotWater},
    residency::ResidencyKind::{Owner, Tenant},
};

pub(super) const PEOPLE: [(&str, &str); 4] = [
    ("guide@example.org", "житель из инструкции: показания 2017 года, два помещения"),
    ("guide-payments@example.org", "второй житель из инструкции: оплаты 2017 года"),
    ("resident@example.org", "житель со свежими данными: две квартиры, пять счётчиков"),
    ("neighbour@example.org", "сосед: снимает квартиру в том же доме"),
];

/// Number and surname of the account that nobody has registered yet.
pub(super) const UNREGISTERED: (&str, &str) = ("7000533", "Соколова");

pub(super) const HOUSE_6: &str = "г Москва, ул Авиаторов, д. 6 корп. 3 лит. А";
const HOUSE_7: &str = "г Москва, ул Авиаторов, д. 7 лит. А";
pub(super) const HOUSE_8: &str = "г Москва, ул Авиаторов, д. 8";
pub(super) const HOUSE_12: &str = "г Москва, ул Лётная, д. 12 корп. 1";

const WATER: (i16, i16) = (5, 0);
const FINE_WATER: (i16, i16) = (5, 3);

pub(super) fn settle(stage: &mut Stage<'_>, today: NaiveDate) {
    guide(stage);
    guide_payments(stage);
    resident(stage, today);
    neighbour(stage, today);
    unregistered(stage, today);
    for common in COMMON {
        stage.common_meter(&common);
    }
}

/// The other houses have none yet.
const COMMON: [Common; 4] = [
    common(HOUSE_6, ColdWater, "31-7700", (6, 0), 1, 400),
    common(HOUSE_8, ColdWater, "31-7804", (6, 3), 1, 350),
    common(HOUSE_8, HotWater, "31-7805", (6, 3), 1, 120),
    common(HOUSE_8, Electricity, "ЭЛ-0455", (6, 3), 40, 61_000),
];

const fn common(
    house: &'static str,
    resource: Resource,
    serial: &'static str,
    dial: (i16, i16),
    ratio: i64,
    besides: i64,
) -> Common {
    Common { house, resource, serial, place: "ввод", dial, ratio, besides }
}

/// Norms of Moscow for one person in a month, in thousandths of a cubic metre.
pub(super) const NORMS: [(Resource, i64); 2] = [(ColdWater, 6_935), (HotWater, 4_745)];

/// The readings of the guide's history table; those of 07.2017 are what its consumption of 08.2017 was counted from.
fn guide(stage: &mut Stage<'_>) {
    const COLD: [i64; 6] = [330, 352, 363, 371, 382, 388];
    const HOT: [i64; 6] = [288, 304, 315, 323, 333, 341];
    const POWER: [[i64; 3]; 6] = [
        [3_100_411, 3_220_896, 3_912_807],
        [3_158_141, 3_282_837, 4_012_097],
        [3_235_990, 3_364_730, 4_110_562],
        [3_370_221, 3_494_393, 4_293_424],
        [3_524_415, 3_644_928, 4_500_548],
        [3_605_962, 3_734_278, 4_600_592],
    ];
    let petrova = stage.person("guide@example.org", None);
    let flat = stage.account(&Flat {
        house: HOUSE_6,
        unit: "7",
        number: "7000418",
        owner: "Петрова Анна Викторовна",
        area_hundredths: 5_520,
        residents: 2,
    });
    stage.residency(petrova, flat, Owner);
    let parking = stage.account(&Flat {
        house: HOUSE_7,
        unit: "1П",
        number: "7000417",
        owner: "Петрова Анна Викторовна",
        area_hundredths: 1_325,
        residents: 0,
    });
    stage.residency(petrova, parking, Owner);
    let verified = NaiveDate::from_ymd_opt(2021, 12, 31);
    let water =
        |resource, serial| Hardware { resource, serial, zones: 1, dial: WATER, verified_until: verified };
    let cold = stage.meter(flat, &water(ColdWater, "100708114"));
    let hot = stage.meter(flat, &water(HotWater, "100719727"));
    let power = Hardware {
        resource: Electricity,
        serial: "9904514",
        zones: 3,
        dial: (4, 3),
        verified_until: verified,
    };
    let power = stage.meter(flat, &power);
    for (month, period) in months_of_2017(7).enumerate() {
        stage.reading(cold, period.last_day(), &[COLD[month]]);
        stage.reading(hot, period.last_day(), &[HOT[month]]);
        stage.reading(power, period.last_day(), &POWER[month]);
    }
    money::guide(stage, flat);
}

fn guide_payments(stage: &mut Stage<'_>) {
    const COLD: [i64; 6] = [112, 116, 121, 125, 130, 134];
    const HOT: [i64; 6] = [95, 98, 102, 105, 109, 113];
    let kuznetsov = stage.person("guide-payments@example.org", None);
    let flat = stage.account(&Flat {
        house: HOUSE_6,
        unit: "15",
        number: "7000425",
        owner: "Кузнецов Игорь Павлович",
        area_hundredths: 3_840,
        residents: 1,
    });
    stage.residency(kuznetsov, flat, Owner);
    let verified = NaiveDate::from_ymd_opt(2022, 5, 31);
    let water =
        |resource, serial| Hardware { resource, serial, zones: 1, dial: WATER, verified_until: verified };
    let cold = stage.meter(flat, &water(ColdWater, "100708131"));
    let hot = stage.meter(flat, &water(HotWater, "100719760"));
    for (month, period) in months_of_2017(7).enumerate() {
        stage.reading(cold, period.last_day(), &[COLD[month]]);
        stage.reading(hot, period.last_day(), &[HOT[month]]);
    }
    money::guide_payments(stage, flat);
}

fn months_of_2017(first: u32) -> impl Iterator<Item = Period> {
    (first..=12).filter_map(|month| Period::new(2017, month))
}

/// Two flats with readings up to the last month, one month missed, and a verification that ends in twenty days.
fn resident(stage: &mut Stage<'_>, today: NaiveDate) {
    let orlova = stage.person("resident@example.org", None);
    let flat = stage.account(&Flat {
        house: HOUSE_8,
        unit: "42",
        number: "7000642",
        owner: "Орлова Мария Сергеевна",
        area_hundredths: 6_180,
        residents: 3,
    });
    stage.residency(orlova, flat, Owner);
    let in_years = |years: u64| today.checked_add_days(Days::new(365 * years + 100));
    let soon = today.checked_add_days(Days::new(20));
    let meters = [
        (ColdWater, "18-204417", 1, FINE_WATER, in_years(2), [214_318, 0], [5_640, 0]),
        (HotWater, "18-204422", 1, FINE_WATER, soon, [168_902, 0], [3_910, 0]),
        (Electricity, "011070126", 2, (6, 2), in_years(9), [814_220, 390_175], [14_850, 6_420]),
    ];
    for (resource, serial, zones, dial, verified_until, first, monthly) in meters {
        let meter = stage.meter(flat, &Hardware { resource, serial, zones, dial, verified_until });
        stage.fresh_readings(meter, &Fresh { first, monthly, missed: Some(4) }, today);
    }
    let habits = Habits {
        area: 6_180,
        water: [6, 4],
        power: [148_500, 64_200],
        unpaid: 2,
        half: true,
        advance: Money::ZERO,
    };
    money::fresh(stage, flat, &habits, today);
    let second = stage.account(&Flat {
        house: HOUSE_12,
        unit: "88",
        number: "7000788",
        owner: "Орлова Мария Сергеевна",
        area_hundredths: 4_130,
        residents: 1,
    });
    stage.residency(orlova, second, Owner);
    let meters = [
        (ColdWater, "7730815", WATER, in_years(3), 96, 3),
        (Gas, "04418236", FINE_WATER, in_years(6), 402_118, 11_300),
    ];
    for (resource, serial, dial, verified_until, first, monthly) in meters {
        let meter = stage.meter(second, &Hardware { resource, serial, zones: 1, dial, verified_until });
        let readings = Fresh { first: [first, 0], monthly: [monthly, 0], missed: None };
        stage.fresh_readings(meter, &readings, today);
    }
    let habits =
        Habits { area: 4_130, water: [3, 2], power: [0, 0], unpaid: 0, half: false, advance: Money(50_000) };
    money::fresh(stage, second, &habits, today);
}

fn neighbour(stage: &mut Stage<'_>, today: NaiveDate) {
    let volkov = stage.person("neighbour@example.org", None);
    let flat = stage.account(&Flat {
        house: HOUSE_8,
        unit: "43",
        number: "7000643",
        owner: "Белова Нина Фёдоровна",
        area_hundredths: 4_410,
        residents: 2,
    });
    stage.residency(volkov, flat, Tenant);
    let habits =
        Habits { area: 4_410, water: [6, 4], power: [0, 0], unpaid: 1, half: false, advance: Money::ZERO };
    money::fresh(stage, flat, &habits, today);
    cold_and_hot(stage, flat, ["18-204431", "18-204436"], today);
}

fn unregistered(stage: &mut Stage<'_>, today: NaiveDate) {
    let flat = stage.account(&Flat {
        house: HOUSE_6,
        unit: "33",
        number: UNREGISTERED.0,
        owner: "Соколова Вера Андреевна",
        area_hundredths: 5_090,
        residents: 2,
    });
    cold_and_hot(stage, flat, ["100708162", "100719781"], today);
}

fn cold_and_hot(
    stage: &mut Stage<'_>,
    flat: domain::ids::AccountId,
    serials: [&'static str; 2],
    today: NaiveDate,
) {
    let verified_until = today.checked_add_days(Days::new(1_200));
    for (resource, serial, first, monthly) in
        [(ColdWater, serials[0], 187, 6), (HotWater, serials[1], 151, 4)]
    {
        let meter = stage.meter(flat, &Hardware { resource, serial, zones: 1, dial: WATER, verified_until });
        stage.fresh_readings(meter, &Fresh { first: [first, 0], monthly: [monthly, 0], missed: None }, today);
    }
}
