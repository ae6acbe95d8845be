use super::{complaints, counts, import, run};
use crate::{
    ledger::{check, recipients},
    support::{World, twins},
};
use domain::{calendar::Period, charges::ChargeKind, ids::RecipientId, money::Money};
use std::fmt::Write as _;
use store::{
    entity::{bill, bill_line, charge},
    testing,
};
use usecases::{
    imports::{self, Kind, Options, Problem, Progress, text},
    ledger::{self, Booking, NewPayment},
};

twins! {
    charges_come_with_their_lines,
    the_same_file_twice_changes_nothing,
    another_file_for_the_month_is_a_correction,
    one_bad_line_and_nothing_is_charged,
    every_bad_line_is_named_with_its_reason,
    a_kopeck_of_rounding_is_told_and_taken,
    an_opening_debt_is_a_charge_of_its_own,
    a_bill_below_zero_is_an_advance,
    an_advance_pays_what_is_imported,
    lines_of_one_bill_may_lie_apart,
    a_file_cut_in_the_middle_is_refused,
    without_recipients_nothing_can_be_charged,
    a_dry_run_tells_the_same_and_charges_nothing,
    a_thousand_bills_take_few_statements,
    a_file_with_nothing_but_errors_is_told_in_part,
    penalties_that_the_portal_counts_are_not_brought_twice,
}

const HEADER: &str = "Период;Лицевой счёт;Получатель;Услуга;Ед. изм.;Объём;Источник объёма;Тариф;Начислено;\
    Повышающий коэффициент;Сумма повышения;Перерасчёт;Льгота;К оплате;Пени\n";

const DECEMBER: &str = "\
12.2017;7000418;Квартплата;Содержание жилья;м²;54,3;площадь;28,5;1547,55;;;;;1547,55;12,34
12.2017;7000418;Квартплата;ХВС;м³;6;счётчик;38,06;228,36;;;-28,36;;200,00;
12.2017;7000418;Капремонт;Взнос на капремонт;м²;54,3;площадь;17;923,10;;;;;923,10;
12.2017;7000419;Квартплата;ХВС;м³;4,5;норматив;38,06;171,27;1,5;85,64;;;256,91;
";

fn file(rows: &str) -> String {
    format!("{HEADER}{rows}")
}

/// A company that counts its penalties itself.
async fn brought(world: &World) -> [RecipientId; 2] {
    count_from(world, "2018-02-01").await;
    recipients(world).await
}

async fn amounts(world: &World) -> Vec<(String, i64, i64)> {
    let charges = testing::all::<charge::Entity>(&world.db).await;
    let mut amounts: Vec<_> = (testing::all::<bill::Entity>(&world.db).await.into_iter())
        .map(|bill| {
            let charge = charges.iter().find(|charge| charge.id == bill.charge_id).unwrap();
            let account = if charge.account_id == world.cast.flat.account { "flat" } else { "neighbours" };
            (format!("{account} {}", charge.period), bill.amount.0, bill.penalty.0)
        })
        .collect();
    amounts.sort();
    amounts
}

async fn charges_come_with_their_lines(world: World) {
    let [rent, repair] = brought(&world).await;
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(HEADER);
    assert!(!bytes.is_empty());
    let summary = import(&world, Kind::Charges, &file(DECEMBER)).await;
    assert_eq!(counts(&summary), (3, 0, 0));
    assert_eq!((summary.money.total, summary.money.penalties), (Money(292_756), Money(1_234)));
    let sums = check(&world).await;
    let flat = world.cast.flat.account;
    assert_eq!((sums[&(flat, rent)].charged, sums[&(flat, rent)].ledger), (174_755, 175_989));
    assert_eq!(sums[&(flat, repair)].charged, 92_310);
    let bills = testing::all::<bill::Entity>(&world.db).await;
    let of_flat = bills.iter().find(|bill| bill.amount == Money(174_755)).unwrap();
    assert_eq!(
        (of_flat.issued_on.to_string(), of_flat.due_on.to_string()),
        ("2017-12-31".into(), "2018-01-10".into())
    );
    let mut lines = testing::all::<bill_line::Entity>(&world.db).await;
    lines.retain(|line| line.bill_id == of_flat.id);
    lines.sort_by_key(|line| line.position);
    assert_eq!(
        lines.iter().map(|line| line.service.as_str()).collect::<Vec<_>>(),
        ["Содержание жилья", "ХВС"]
    );
    assert_eq!((lines[1].charged, lines[1].recalculation), (Money(22_836), Money(-2_836)));
    assert_eq!(lines[1].source.as_deref(), Some("meter"));
    assert_eq!(
        text::report(&summary),
        "Узнали: UTF-8, разделитель «;».\n\
         Строк: 4. Начислений новых: 3, с изменениями: 0, без изменений: 0.\n\
         К оплате добавилось: 2\u{a0}927.56 ₽, пени 12.34 ₽.\n\
         Открытые счета, которым за этот месяц ничего не начислено, 3: 7000417, 7000533, 7000600."
    );
}

async fn the_same_file_twice_changes_nothing(world: World) {
    brought(&world).await;
    import(&world, Kind::Charges, &file(DECEMBER)).await;
    let before = amounts(&world).await;
    let again = import(&world, Kind::Charges, &file(DECEMBER)).await;
    assert_eq!((counts(&again), again.money.total), ((0, 0, 3), Money::ZERO));
    let turned: Vec<&str> = DECEMBER.lines().rev().collect();
    let turned = import(&world, Kind::Charges, &file(&(turned.join("\r\n") + "\r\n"))).await;
    assert_eq!(counts(&turned), (0, 0, 3));
    assert_eq!(amounts(&world).await, before);
}

async fn another_file_for_the_month_is_a_correction(world: World) {
    let [rent, _] = brought(&world).await;
    import(&world, Kind::Charges, &file(DECEMBER)).await;
    let other = "12.2017;7000418;Квартплата;Содержание жилья;м²;54,3;площадь;28,5;1547,55;;;;;1547,55;\n";
    let summary = import(&world, Kind::Charges, &file(other)).await;
    assert_eq!((counts(&summary), summary.money.total), ((0, 1, 0), Money(-20_000)));
    assert_eq!(counts(&import(&world, Kind::Charges, &file(other)).await), (0, 0, 1));
    let sums = check(&world).await;
    assert_eq!(sums[&(world.cast.flat.account, rent)].ledger, 154_755);
    assert_eq!(amounts(&world).await.len(), 4, "the corrected bill is kept");
}

async fn one_bad_line_and_nothing_is_charged(world: World) {
    brought(&world).await;
    let bad = format!("{}12.2017;7000419;Квартплата;ГВС;;;;;1,00;;;;;1,01;\n", file(DECEMBER));
    let summary = import(&world, Kind::Charges, &bad).await;
    assert_eq!(
        complaints(&summary),
        [
            "строка 6, «К оплате», «1,01»: должно быть 1.00 ₽: начислено + сумма повышения + перерасчёт − льгота"
        ]
    );
    assert!(amounts(&world).await.is_empty() && check(&world).await.is_empty());
    assert!(world.events().await.iter().all(|event| event != "charges.imported"));
}

async fn every_bad_line_is_named_with_its_reason(world: World) {
    brought(&world).await;
    let rows = "\
12.2017;70O0418;Квартплата;ХВС;;;;;1;;;;;1;
12.2017;555;Квартплата;ХВС;;;;;1;;;;;1;
12.2017;7000418;Горгаз;ХВС;;;;;1;;;;;1;
12.2017;7000418;Квартплата;ХВС;м³;6;на глаз;38,06;228,36;;;;;228,36;
12.2017;7000418;Квартплата;ХВС;м³;6;счётчик;38,06;228,39;;;;;228,39;
12.2017;7000418;Квартплата;ХВС;м³;6;норматив;38,06;228,36;3;228,36;;;456,72;
12.2017;7000418;Квартплата;ХВС;м³;6;норматив;38,06;228,36;;;-10;5;218,36;
02.2018;7000418;Квартплата;ХВС;;;;;1;;;;;1;
12.2017;7000418;Квартплата;Лифт;;;;;1;;;;;1;
12.2017;7000418;Квартплата;Лифт;;;;;1;;;;;1;
12.2017;7000418;Квартплата;Домофон;;;;;1,005;;;;;1;
13.2017;7000418;Квартплата;Домофон;;;;;1;;;;;1;-3
";
    let summary = import(&world, Kind::Charges, &file(rows)).await;
    assert_eq!(
        complaints(&summary),
        [
            "строка 2, «Лицевой счёт», «70O0418»: такого лицевого счёта нет, есть похожий: 7000418",
            "строка 3, «Лицевой счёт», «555»: такого лицевого счёта нет. Сначала загрузите реестр счетов",
            "строка 4, «Получатель», «Горгаз»: такого получателя нет, есть: «Квартплата», «Капремонт»",
            "строка 5, «Источник объёма», «на глаз»: такого источника объёма портал не знает. Пример: счётчик, норматив, \
             среднее, ОДПУ, площадь, проживающие",
            "строка 6, «Начислено», «228,39»: должно быть 228.36 ₽: объём × тариф",
            "строка 7, «Сумма повышения», «228,36»: должно быть 456.72 ₽: начислено × (коэффициент − 1)",
            "строка 8, «К оплате», «218,36»: должно быть 213.36 ₽: начислено + сумма повышения + перерасчёт − льгота",
            "строка 9, «Период», «02.2018»: этот месяц ещё не наступил, сегодня 25.01.2018",
            "строка 11, «Услуга», «Лифт»: такая же строка уже есть: 10. Оставьте одну",
            "строка 12, «Начислено», «1,005»: у суммы больше двух знаков после запятой, а это доли копейки. Пример: 1234,50",
            "строка 13, «Период», «13.2017»: это не месяц. Пример: 12.2017",
            "строка 13, «Пени», «-3»: сумма меньше нуля. Пример: 1234,50",
        ]
    );
    assert!(
        text::report(&summary)
            .ends_with("Строк: 12, с ошибками: 11. Ничего не изменено: исправьте их и повторите.")
    );
}

async fn a_kopeck_of_rounding_is_told_and_taken(world: World) {
    brought(&world).await;
    let rows = "12.2017;7000418;;ХВС;м³;6;;38,06;228,37;;;;;228,37;\n12.2017;7000419;;ХВС;м³;6;;38,06;228,35;;;;;228,35;\n";
    let summary = import(&world, Kind::Charges, &file(rows)).await;
    assert_eq!((counts(&summary), summary.money.slight.count), ((2, 0, 0), 2));
    assert!(text::report(&summary).contains(
        "Сумм, которые расходятся на копейку и взяты как есть: 2.\n\
         строка 2, «Начислено», «228,37»: должно быть 228.36 ₽: объём × тариф"
    ));
    assert_eq!(amounts(&world).await.iter().map(|(_, amount, _)| *amount).sum::<i64>(), 45_672);
}

async fn an_opening_debt_is_a_charge_of_its_own(world: World) {
    let [rent, _] = brought(&world).await;
    let rows = "01.2018;7000418;;Входящее сальдо;;;;;900;;;;;900;100\n01.2018;7000418;;ХВС;;;;;50;;;;;50;\n";
    assert_eq!(counts(&import(&world, Kind::Charges, &file(rows)).await), (2, 0, 0));
    let charges = testing::all::<charge::Entity>(&world.db).await;
    let opening = charges.iter().find(|charge| charge.kind == ChargeKind::Opening.code()).unwrap();
    let bills = testing::all::<bill::Entity>(&world.db).await;
    let bill = bills.iter().find(|bill| bill.charge_id == opening.id).unwrap();
    assert_eq!(
        (bill.due_on.to_string(), bill.amount, bill.penalty),
        ("2017-12-31".into(), Money(90_000), Money(10_000))
    );
    let current = bills.iter().find(|bill| bill.charge_id != opening.id).unwrap();
    assert_eq!(current.issued_on, world.system().today(), "the month has not ended yet");
    assert_eq!(check(&world).await[&(world.cast.flat.account, rent)].ledger, 105_000);
}

async fn a_bill_below_zero_is_an_advance(world: World) {
    let [rent, _] = brought(&world).await;
    let rows = "11.2017;7000418;;ХВС;;;;;100;;;-350,5;;-250,50;\n";
    import(&world, Kind::Charges, &file(rows)).await;
    assert_eq!(check(&world).await[&(world.cast.flat.account, rent)].advance, 25_050);
    import(&world, Kind::Charges, &file("12.2017;7000418;;ХВС;;;;;300;;;;;300;\n")).await;
    let sums = check(&world).await;
    let flat = &sums[&(world.cast.flat.account, rent)];
    assert_eq!((flat.advance, flat.debt, flat.ledger), (0, 4_950, 4_950));
}

async fn an_advance_pays_what_is_imported(world: World) {
    let [rent, _] = brought(&world).await;
    let account = world.cast.flat.account;
    let booking = Booking::open(&world.system()).await.unwrap();
    let tx = world.db.begin().await.unwrap();
    let paid = NewPayment {
        amount: Money(492_302),
        ..crate::ledger::payment_of(account, rent, "2017-12-20".parse().unwrap(), 1)
    };
    ledger::credit(&tx, &booking, vec![paid], &[]).await.unwrap();
    tx.commit().await.unwrap();
    let rows =
        "11.2017;7000418;;ЖКУ;;;;;4923,01;;;;;4923,01;\n12.2017;7000418;;ЖКУ;;;;;4611,60;;;;;4611,60;\n";
    import(&world, Kind::Charges, &file(rows)).await;
    let sums = check(&world).await;
    assert_eq!((sums[&(account, rent)].debt, sums[&(account, rent)].advance), (461_159, 0));
}

async fn lines_of_one_bill_may_lie_apart(world: World) {
    brought(&world).await;
    let mut lines: Vec<&str> = DECEMBER.lines().collect();
    lines.swap(1, 3);
    assert_eq!(counts(&import(&world, Kind::Charges, &file(&lines.join("\n"))).await), (3, 0, 0));
    assert_eq!(counts(&import(&world, Kind::Charges, &file(DECEMBER)).await), (0, 0, 3));
}

async fn a_file_cut_in_the_middle_is_refused(world: World) {
    brought(&world).await;
    let whole = file(DECEMBER);
    let cut = &whole[..whole.len() - 20];
    let summary = import(&world, Kind::Charges, cut).await;
    assert!(
        complaints(&summary)[0].starts_with("строка 5: файл обрывается посреди этой строки"),
        "{:?}",
        complaints(&summary)
    );
    assert!(amounts(&world).await.is_empty());
    // Cut inside the last cell nothing is missing that could be missed: the report says so.
    let one = file("12.2017;7000418;Квартплата;Парковка;;;;;500;;;;;500,00;");
    let summary = import(&world, Kind::Charges, &one).await;
    assert!(summary.is_good() && summary.open_end, "{summary:?}");
    assert!(text::report(&summary).contains("не кончается переводом строки"));
}

async fn without_recipients_nothing_can_be_charged(world: World) {
    let summary = import(&world, Kind::Charges, &file(DECEMBER)).await;
    assert_eq!(summary.problem, Some(Problem::NoRecipients));
    assert_eq!(
        text::report(&summary),
        "Получателей платежей ещё нет. Опишите их в файле настроек, раздел [[recipient]], и повторите.\nНичего не изменено."
    );
}

async fn a_dry_run_tells_the_same_and_charges_nothing(world: World) {
    brought(&world).await;
    let options = Options { dry_run: true, ..Options::default() };
    let tried = run(&world, Kind::Charges, &file(DECEMBER), options).await;
    assert!(amounts(&world).await.is_empty());
    let done = import(&world, Kind::Charges, &file(DECEMBER)).await;
    assert_eq!(imports::Summary { dry_run: false, ..tried }, done);
}

async fn a_thousand_bills_take_few_statements(world: World) {
    brought(&world).await;
    let mut accounts = "Лицевой счёт;Адрес;Собственник\n".to_owned();
    let mut rows = String::new();
    for at in 0..1_000 {
        writeln!(accounts, "80{at:05};г Тверь, ул Новая, д. {}, {};Жилец-{at} А. А.", at / 100, at % 100)
            .unwrap();
        for service in 0..12 {
            writeln!(rows, "12.2017;80{at:05};Квартплата;Услуга {service};;;;;{service},5;;;;;{service},50;")
                .unwrap();
        }
    }
    import(&world, Kind::Accounts, &accounts).await;
    let mut seen: Vec<Progress> = Vec::new();
    let before = world.db.statements();
    let file = file(&rows);
    let summary =
        imports::run(&world.system(), Kind::Charges, file.as_bytes(), Options::default(), &mut |p| {
            seen.push(p);
        })
        .await;
    assert_eq!(counts(&summary.unwrap()), (1_000, 0, 0));
    let statements = world.db.statements() - before;
    assert!(statements < 40, "{statements}");
    assert!(seen.is_sorted_by_key(|progress| progress.done) && seen.len() > 2, "{seen:?}");
    assert_eq!(seen.last(), Some(&Progress { done: 12_000, total: 12_000 }));
    assert_eq!(counts(&import(&world, Kind::Charges, &file).await), (0, 0, 1_000));
}

async fn a_file_with_nothing_but_errors_is_told_in_part(world: World) {
    brought(&world).await;
    let rows = "12.2017;7000418;;ХВС;;;;;1;;;;;2;\n".repeat(10_005);
    let summary = import(&world, Kind::Charges, &file(&rows)).await;
    assert_eq!((summary.errors.len(), summary.more_errors), (10_000, 5));
    assert!(text::report(&summary).contains("И ещё ошибок: 5."));
    assert!(text::report(&summary).contains("Строк: 10005, с ошибками: 10005."));
    assert_eq!(Period::of(world.system().today()).to_string(), "2018-01");
}

async fn penalties_that_the_portal_counts_are_not_brought_twice(world: World) {
    let row = |month: &str, penalty: &str| {
        file(&format!(
            "{month};7000418;Квартплата;Содержание жилья;м²;54,3;площадь;28,5;1547,55;;;;;1547,55;{penalty}\n"
        ))
    };
    recipients(&world).await;
    count_from(&world, "2017-12-01").await;
    let summary = import(&world, Kind::Charges, &row("12.2017", "12,34")).await;
    assert_eq!(
        complaints(&summary),
        [
            "строка 2, «Пени», «12,34»: пени за этот месяц считает портал: оставьте клетку пустой, иначе они войдут в долг дважды"
        ]
    );
    for (month, penalty) in [("12.2017", ""), ("12.2017", "0"), ("11.2017", "12,34")] {
        let summary = import(&world, Kind::Charges, &row(month, penalty)).await;
        assert_eq!(complaints(&summary), Vec::<String>::new(), "{month} {penalty}");
    }
}

pub(super) async fn count_from(world: &World, day: &str) {
    let tx = world.db.begin().await.unwrap();
    store::law::compute_penalties_from(&tx, day.parse().unwrap()).await.unwrap();
    tx.commit().await.unwrap();
    store::law::forget(&world.db).await;
}
