//! What the households of the demo were charged, and what they paid.
use super::{
    bills::{LATER, OF_2017, Used, repair},
    stage::Stage,
};
use chrono::{Datelike, NaiveDate};
use domain::{
    calendar::Period,
    charges::{ServiceLine, VolumeSource, total},
    ids::AccountId,
    money::Money,
};

const BANK: &str = "Банк «Северный»";
/// Months of fresh bills.
const MONTHS: u32 = 14;

/// The twelve bills of the guide's first household: paid on the 20th of the next month, the last one not, and one kopeck over.
pub(super) fn guide(stage: &mut Stage<'_>, account: AccountId) {
    const SUMS: [i64; 12] = [
        501_256, 441_246, 412_244, 423_057, 323_039, 276_444, 307_933, 334_357, 320_459, 417_375, 492_301,
        461_160,
    ];
    /// Cold and hot water. August and September were counted by the average: the readings came too late.
    const WATER: [[i64; 2]; 12] =
        [[5, 7], [5, 6], [4, 6], [5, 7], [4, 5], [4, 5], [5, 7], [6, 7], [5, 6], [8, 8], [11, 10], [6, 8]];
    const POWER: [[i64; 3]; 12] = [
        [92_410, 71_884, 118_206],
        [88_152, 70_115, 104_930],
        [84_006, 66_420, 101_553],
        [79_847, 64_902, 96_710],
        [70_334, 61_255, 90_128],
        [61_008, 58_310, 84_977],
        [58_420, 60_174, 97_315],
        [57_730, 61_941, 99_290],
        [77_849, 81_893, 98_465],
        [134_231, 129_663, 182_862],
        [154_194, 150_535, 207_124],
        [81_547, 89_350, 100_044],
    ];
    for (month, period) in months_of_2017(1).enumerate() {
        let sum = Money(SUMS[month]);
        let mut used = Used {
            area: 5_520,
            water: WATER[month],
            water_by: if matches!(month, 7 | 8) { VolumeSource::Average } else { VolumeSource::Meter },
            power: POWER[month].to_vec(),
            heat: None,
            recalculation: Money::ZERO,
        };
        let lines = match period.month() {
            11 => {
                (used.heat, used.recalculation) = (Some(400), Money(-34_198));
                used.lines(&OF_2017)
            }
            12 => {
                used.heat = Some(730);
                used.lines(&OF_2017)
            }
            month => used.lines_of(&OF_2017, sum, !(5..=9).contains(&month)),
        };
        stage.rent(account, period, lines);
        if period.month() < 12 {
            let over = if period.month() == 11 { Money(1) } else { Money::ZERO };
            stage.paid(account, period.plus(1).day(20), sum + over, BANK);
        }
    }
}

/// The nine payments of the guide's second household, with bills that make the debt of 2 544.70 ₽.
pub(super) fn guide_payments(stage: &mut Stage<'_>, account: AccountId) {
    const PAID: [(u8, i64); 9] = [
        (24, 486_208),
        (23, 521_115),
        (20, 353_386),
        (24, 337_305),
        (22, 404_970),
        (22, 194_641),
        (19, 188_060),
        (22, 249_903),
        (22, 250_147),
    ];
    const LAST: Money = Money(254_470);
    for (at, period) in months_of_2017(3).enumerate() {
        let paid = PAID.get(at);
        let sum = paid.map_or(LAST, |(_, sum)| Money(*sum));
        let used = Used {
            area: 3_840,
            water: [4, 3],
            water_by: VolumeSource::Meter,
            power: Vec::new(),
            heat: None,
            recalculation: Money::ZERO,
        };
        stage.rent(account, period, used.lines_of(&OF_2017, sum, !(5..=9).contains(&period.month())));
        if let Some((day, sum)) = paid {
            stage.paid(account, period.plus(1).day(*day), Money(*sum), BANK);
        }
    }
}

fn months_of_2017(first: u32) -> impl Iterator<Item = Period> {
    (first..=12).filter_map(|month| Period::new(2017, month))
}

/// How a household with fresh data lives and pays.
pub(super) struct Habits {
    pub area: i64,
    pub water: [i64; 2],
    /// Thousandths of kWh a month, day and night.
    pub power: [i64; 2],
    /// The newest months that are not paid.
    pub unpaid: u32,
    /// Of the newest paid month only a half is paid.
    pub half: bool,
    /// Paid in advance.
    pub advance: Money,
}

/// Bills up to the last month, for rent and for capital repairs.
pub(super) fn fresh(stage: &mut Stage<'_>, account: AccountId, habits: &Habits, today: NaiveDate) {
    for ago in (1..=MONTHS).rev() {
        let period = Period::of(today).minus(ago);
        let tariffs = &LATER[usize::from(period.first_day() >= changed(today))];
        let cold_months = !(5..=9).contains(&period.month());
        let percent = |base: i64, salt: i64| (base * (80 + (i64::from(ago) * 17 + salt) % 41) + 50) / 100;
        let used = Used {
            area: habits.area,
            water: [percent(habits.water[0] * 10, 3) / 10, percent(habits.water[1] * 10, 11) / 10],
            water_by: if ago == 4 { VolumeSource::Average } else { VolumeSource::Meter },
            power: habits.power.iter().filter(|used| **used > 0).map(|used| percent(*used, 7)).collect(),
            heat: cold_months.then(|| percent(habits.area * 15 / 100, 5)),
            recalculation: Money::ZERO,
        };
        let (rent, repairs) = (used.lines(tariffs), repair(habits.area, tariffs));
        pay(stage, account, period, habits, ago, [&rent, &repairs]);
        stage.rent(account, period, rent);
        stage.repair(account, period, repairs);
    }
}

/// Tariffs change on the first of July.
fn changed(today: NaiveDate) -> NaiveDate {
    let july = Period::new(today.year(), 7).map_or(today, Period::first_day);
    if july < today { july } else { Period::of(july).minus(12).first_day() }
}

fn pay(
    stage: &mut Stage<'_>,
    account: AccountId,
    period: Period,
    habits: &Habits,
    ago: u32,
    [rent, repairs]: [&[ServiceLine]; 2],
) {
    if ago <= habits.unpaid {
        return;
    }
    let newest = ago == habits.unpaid + 1;
    let half = newest && habits.half;
    let whole = total(rent);
    let rent = if half { Money(whole.0 / 2) } else { whole };
    let day = period.plus(1).day(9);
    stage.paid(account, day, rent + if newest { habits.advance } else { Money::ZERO }, BANK);
    stage.paid_for_repair(account, day, total(repairs), BANK);
}
