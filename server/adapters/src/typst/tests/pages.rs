//! Receipts that are not like the guide's.
use super::*;
use domain::receipts::{Payer, Reference};

#[test]
fn forty_services_take_two_pages_and_the_table_begins_anew() {
    let lines = (1..=40).map(|number| line(&format!("Услуга {number}"), number)).collect();
    let pdf = print(&[with_lines(lines)]);
    assert_eq!(pdf.pages(), 2);
    let text = pdf.text();
    assert_eq!(text.matches("Услуга Ед. (ОКЕИ) Объём").count(), 2, "{text}");
    assert_eq!(text.matches("Лицевой счёт 7000418 · 12.2017 · 77777-77777").count(), 2, "{text}");
    for number in 1..=40 {
        assert!(text.contains(&format!("Услуга {number} ")), "{number} is missing in {text}");
    }
    assert_eq!(text.matches("Извещение об оплате").count(), 1);
}

#[test]
fn long_names_are_broken_into_lines_and_kept_whole() {
    let long = "Содержание и текущий ремонт общего имущества собственников помещений многоквартирного дома";
    let mut receipt = with_lines(vec![line(long, 100), line("Домофон", 200)]);
    receipt.payer = Payer {
        account: "7000418/АБВГДЕЖЗ-000000000000001".into(),
        name: ["Константинопольская-Преображенская А. В."; 6].join(", "),
        address:
            "Ханты-Мансийский автономный округ — Югра, г Нижневартовск, проезд Заозёрный, д. 16Б корп. 1, 125"
                .into(),
        ..receipt.payer
    };
    receipt.provider.requisites.legal_name =
        "Общество с ограниченной ответственностью «Управляющая компания жилищно-коммунального хозяйства»"
            .into();
    let pdf = print(&[receipt]);
    assert_eq!(pdf.pages(), 1);
    // Columns stand beside each other, so a broken name is looked for word by word.
    let text = pdf.text();
    for word in long.split(' ').chain([
        "Преображенская",
        "Заозёрный,",
        "хозяйства»",
        "7000418/АБВГДЕЖЗ-000000000000001",
    ]) {
        assert!(text.contains(word), "{word} is missing in {text}");
    }
}

#[test]
fn without_meters_there_is_no_section_of_meters() {
    let mut receipt = guide();
    receipt.meters.clear();
    let text = print(&[receipt]).text();
    assert!(!text.contains("Показания счётчиков"), "{text}");
    assert!(text.contains("3. Расчёт"), "{text}");
}

#[test]
fn recalculations_and_benefits_have_columns_where_there_are_any() {
    let given_back = ServiceLine {
        charged: Money(124_318),
        factor: Some(150),
        factor_sum: Money(62_159),
        recalculation: Money(-200_000),
        benefit: Money(1_000),
        ..line("Отопление", 0)
    };
    let text = print(&[with_lines(vec![given_back, line("Домофон", 4_500)])]).text();
    for part in [
        "Коэф.",
        "Перерасчёт",
        "Льгота К оплате",
        "Отопление кв. площадь 1 243.18 1.5 621.59 −2 000.00 −10.00 −145.23",
        "Домофон кв. площадь 45.00 45.00",
        "Итого −100.23",
    ] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
    assert!(!print(&[guide()]).text().contains("Перерасчёт"));
}

#[test]
fn where_nothing_is_due_there_is_no_code_and_it_is_said() {
    let mut receipt = with_lines(vec![line("Домофон", 0)]);
    receipt.payment_code = None;
    receipt.reference =
        Reference { opening: Money(-15_000), paid: Money::ZERO, paid_last_on: None, ..receipt.reference };
    let text = print(&[receipt]).text();
    for part in ["Платить не нужно", "аванс 150.00 ₽", "0.00 ₽", "Аванс (на 01.12.2017: −150.00 ₽) −150.00 ₽"]
    {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
    assert!(!text.contains("Наведите камеру") && !text.contains("линия отреза"), "{text}");
}

#[test]
fn a_receipt_that_was_superseded_is_not_to_be_paid_by() {
    let receipt = Receipt { newer: Some(guide().bill), ..guide() };
    let text = print(&[receipt]).text();
    assert!(text.contains("заменена более новой"), "{text}");
    assert!(!text.contains("Наведите камеру") && !text.contains("линия отреза"), "{text}");
}

#[test]
fn what_looks_like_markup_is_printed_as_it_is() {
    let odd = "<script>alert(1)</script> #import \"x\" $a^2$ *b* _c_ @d `e` \\ // /* = - + ~ [f] {g}";
    let mut receipt = with_lines(vec![line(odd, 100), line("#panic()", 200)]);
    receipt.payer.name = odd.into();
    receipt.provider.company = "УК #1 «*Очаг*» @ $".into();
    receipt.provider.contacts = Some("\\u{41} #sys.version".into());
    let text = print(&[receipt]).text();
    for part in ["<script>alert(1)</script>", "#panic()", "УК #1 «*Очаг*» @ $", "\\u{41} #sys.version", "{g}"]
    {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
    assert!(!text.contains("A #sys.version"), "{text}");
}

#[test]
fn several_receipts_are_one_document_in_their_order() {
    let receipts: Vec<Receipt> = ["1", "2", "10"]
        .into_iter()
        .map(|account| {
            let mut receipt = guide();
            receipt.payer.account = format!("ЛС-{account}");
            receipt
        })
        .collect();
    let heard = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let ears = std::sync::Arc::clone(&heard);
    let laid_out = LaidOut::new(move |done| ears.lock().unwrap().push(done));
    let pdf = Pdf::new(Press::new(Template::shipped()).print(&receipts, &laid_out).unwrap());
    assert_eq!(pdf.pages(), 3);
    let text = pdf.text();
    let places: Vec<usize> =
        ["ЛС-1\n", "ЛС-2\n", "ЛС-10\n"].iter().map(|account| text.find(account).unwrap()).collect();
    assert!(places.is_sorted(), "{text}");
    assert_eq!(*heard.lock().unwrap(), [2, 3]);
}

#[tokio::test]
async fn a_printer_prints_for_many_at_once() {
    use usecases::ports::Printer;
    let printer = Typst::new(Template::shipped());
    let prints = (0..4).map(|_| {
        let printer = printer.clone();
        tokio::spawn(async move { printer.print(vec![guide()], LaidOut::unheard()).await })
    });
    for print in prints.collect::<Vec<_>>() {
        assert!(print.await.unwrap().unwrap().starts_with(b"%PDF-1.7"));
    }
    let nothing = printer.print(Vec::new(), LaidOut::unheard()).await;
    assert!(nothing.is_err());
}
