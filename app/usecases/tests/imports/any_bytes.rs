//! Files with slips of the pen, torn and shuffled: taken whole or not at all, and the books add up.
use super::charges::count_from;
use crate::{
    ledger::{check, recipients},
    support::{World, twins},
};
use rand::{Rng as _, RngExt as _, SeedableRng as _, rngs::StdRng};
use store::{
    entity::{bill, payment, suspense},
    testing,
};
use usecases::imports::{self, Kind, Options, text};

twins! {
    any_file_is_taken_whole_or_not_at_all,
}

const CHARGES: &str = "\
Период;Лицевой счёт;Получатель;Услуга;Объём;Тариф;Начислено;Перерасчёт;К оплате;Пени
12.2017;7000418;Квартплата;ХВС;6;38,06;228,36;-28,36;200,00;
12.2017;7000418;Квартплата;\"Содержание; ремонт\";;;1547,55;;1547,55;12,34
12.2017;7000419;Капремонт;Взнос;;;-923,10;;-923,10;
11.2017;7000417;;Парковка;;;500;;500;
";

const PAYMENTS: &str = "\
Дата;Номер операции;Банк;Лицевой счёт;Плательщик;Получатель;Сумма;Назначение
20.01.2018;417;Банк;7000418;Иванов;Квартплата;100;\"за \"\"декабрь\"\"\"
20.01.2018;;Банк;7000418;;;100,50;
20.01.2018;;Банк;555;;;70;
";

async fn any_file_is_taken_whole_or_not_at_all(world: World) {
    count_from(&world, "2018-02-01").await;
    recipients(&world).await;
    let mut chance = StdRng::seed_from_u64(354);
    let mut taken = 0;
    for round in 0..120 {
        let (kind, whole) = [(Kind::Charges, CHARGES), (Kind::Payments, PAYMENTS)][round % 2];
        let file = spoil(whole.as_bytes(), &mut chance);
        let before = count(&world).await;
        let summary =
            imports::run(&world.system(), kind, &file, Options::default(), &mut |_| {}).await.unwrap();
        if summary.is_good() {
            taken += 1;
        } else {
            assert_eq!(count(&world).await, before, "{}", text::report(&summary));
        }
        check(&world).await;
        assert!(!text::report(&summary).is_empty());
    }
    assert!((10..110).contains(&taken), "{taken} of 120 were taken");
}

/// Bills, payments and lines of the suspense account.
async fn count(world: &World) -> [usize; 3] {
    [
        testing::all::<bill::Entity>(&world.db).await.len(),
        testing::all::<payment::Entity>(&world.db).await.len(),
        testing::all::<suspense::Entity>(&world.db).await.len(),
    ]
}

fn spoil(file: &[u8], chance: &mut StdRng) -> Vec<u8> {
    let mut file = file.to_vec();
    let header = file.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    for _ in 0..chance.random_range(0..4) {
        let at = chance.random_range(header..file.len());
        match chance.random_range(0..6) {
            0 => file[at] = b"0123456789;,.-\"\n\r '"[chance.random_range(0..19)],
            1 => drop(file.remove(at)),
            2 => file.insert(at, b"0123456789;,.-\"\n\r '"[chance.random_range(0..19)]),
            3 => file.truncate(at.max(header + 1)),
            4 => file[at] = chance.next_u32().to_le_bytes()[0],
            _ => {
                let mut lines: Vec<&[u8]> = file[header..].split_inclusive(|byte| *byte == b'\n').collect();
                let (one, other) = (chance.random_range(0..lines.len()), chance.random_range(0..lines.len()));
                lines.swap(one, other);
                let lines = lines.concat();
                file.truncate(header);
                file.extend(lines);
            }
        }
    }
    file
}
