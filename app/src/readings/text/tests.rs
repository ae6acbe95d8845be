use super::{Said, lead, verdict, waiting};
use crate::readings::moment::Moment;
use chrono::NaiveDate;
use domain::{
    calendar::Period,
    ids::{AccountId, MeterId, ReadingId},
    quantity::{Dial, Quantity},
    readings::{Meter, MeterRow, Pace, Reading, ReadingState, Resource, SubmissionWindow},
};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn row(resource: Resource, dial: (u8, u8), previous: &[i64], total: &[i64]) -> MeterRow {
    let quantities = |values: &[i64]| values.iter().copied().map(Quantity).collect::<Vec<_>>();
    MeterRow {
        meter: Meter {
            id: MeterId(uuid::Uuid::nil()),
            resource,
            serial: "1".into(),
            zones: u8::try_from(previous.len()).unwrap(),
            dial: Dial::new(dial.0, dial.1).unwrap(),
            place: None,
            automatic: false,
            installed_on: None,
            removed_on: None,
            verified_until: None,
        },
        previous: Some(Reading {
            id: ReadingId(uuid::Uuid::nil()),
            period: Period::new(2017, 12).unwrap(),
            taken_on: day(2017, 12, 31),
            values: quantities(previous),
            state: ReadingState::Accepted,
            refusal: None,
        }),
        current: None,
        next: None,
        pace: Some(Pace { total: quantities(total), days: 153, months: 5 }),
        idle_months: 0,
        expired_factor: None,
    }
}

fn check(row: &MeterRow, values: &[&str]) -> (String, String) {
    let moment = Moment {
        today: day(2018, 1, 25),
        period: Period::new(2018, 1).unwrap(),
        account: AccountId(uuid::Uuid::nil()),
        accepted: false,
        window: SubmissionWindow::DEFAULT,
    };
    let values: Vec<String> = values.iter().map(|&value| value.to_owned()).collect();
    let Said { title, text } = verdict(row, &moment.check(row, &values));
    (title.replace('\u{a0}', " "), text.replace('\u{a0}', " "))
}

fn water() -> MeterRow {
    row(Resource::HotWater, (5, 0), &[341], &[53])
}

fn power() -> MeterRow {
    row(Resource::Electricity, (4, 3), &[3_605_962, 3_734_278, 4_600_592], &[505_551, 513_382, 687_785])
}

#[track_caller]
fn says(row: &MeterRow, values: &[&str], title: &str, text: &str) {
    assert_eq!(check(row, values), (title.to_owned(), text.to_owned()));
}

#[test]
fn a_usual_value_is_taken_with_its_consumption() {
    says(&water(), &["348"], "Принято", "348 м³, расход 7 — в пределах обычного.");
}

#[test]
fn a_value_below_the_previous_is_asked_about() {
    says(
        &water(),
        &["331"],
        "Подтвердите: 331 меньше предыдущего 341 на 10",
        "Счётчик назад не крутится. Что случилось?",
    );
}

#[test]
fn a_missing_point_is_shown_where_it_belongs() {
    says(
        &power(),
        &["3702,415", "3801.006", "4712318"],
        "Отклонено: в зоне «полупик» пропущена запятая",
        "У этого счётчика 4 цифры до запятой и 3 после, а введено 7 подряд. Например: 4712.318.",
    );
}

#[test]
fn every_refusal_shows_a_right_value() {
    let example = "Например: 351.";
    for wrong in ["x", "-5", "1234567", "351.5"] {
        let (title, text) = check(&water(), &[wrong]);
        assert!(title.starts_with("Отклонено: ") && text.ends_with(example), "{wrong}: {title} {text}");
    }
    let (title, text) = check(&power(), &["3702", "", "4712"]);
    assert_eq!(title, "Отклонено: не заполнена зона «ночь»");
    assert!(text.ends_with("Например: 3836.954."), "{text}");
}

#[test]
fn the_lead_tells_the_days_that_are_left() {
    let said = |today| {
        let window = SubmissionWindow::DEFAULT;
        lead(window.due_period(today), false, window, today).replace('\u{a0}', " ")
    };
    assert_eq!(
        said(day(2018, 1, 25)),
        "Сегодня, 25.01.2018, последний день за январь. Запятая и точка подходят обе."
    );
    assert_eq!(said(day(2018, 1, 22)), "Осталось 3 дня: сдайте до 25.01.2018. Запятая и точка подходят обе.");
    assert_eq!(said(day(2018, 1, 26)), "Приём за январь закончился 25.01.2018: показание учтём за февраль.");
    assert_eq!(
        said(day(2018, 2, 3)),
        "Приём за февраль откроется 15.02.2018. Можно сдать и сейчас: учтём за февраль."
    );
}

#[test]
fn rows_that_wait_are_counted_in_words() {
    assert_eq!(waiting(2), "Две строки ждут вас ниже. ");
    assert_eq!(waiting(21), "21 строка ждёт вас ниже. ");
}
