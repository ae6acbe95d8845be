use crate::support::{Portal, Process, run, send};
use http::{Method, StatusCode};
use std::{fs, process::Output};

const GUIDE: &str = "guide@example.org";
const HOUSE: &str = "г Москва, ул Авиаторов, д. 6 корп. 3 лит. А";

/// The address of the receipt of December, the newest of the guide's charges.
fn receipt_of(charges: &str) -> String {
    let id = charges.split_once("/receipts/").unwrap().1.split('"').next().unwrap();
    format!("/receipts/{id}")
}

#[tokio::test]
async fn the_receipt_is_a_page_that_needs_no_scripts() {
    let portal = Portal::start().await;
    let mut resident = portal.signed_in(GUIDE).await;
    let charges = resident.open("/charges").await;
    let page = resident.open(&receipt_of(&charges.body)).await;
    let text = page.text();
    for part in [
        "Квитанция за декабрь 2017",
        "1. Плательщик и исполнитель",
        "Петрова",
        "7000418",
        "2. Показания счётчиков",
        "ХВС 100708114 31.12.2021 382 388 6",
        "Электричество 9904514, полупик 31.12.2021 4500.548 4600.592 100.044",
        "3. Расчёт",
        "м³ (113)",
        "общедомовой",
        "4. Справочно",
        "К оплате до 10.01.2018",
        "4 611.59 ₽",
        "Оплаты учтены по 31.12.2017",
    ] {
        assert!(text.replace('\u{a0}', " ").contains(part), "{part} is missing in {text}");
    }
    assert!(page.body.contains("aria-label=\"QR-код для оплаты в приложении банка\""));
    // No style of its own: the policy forbids it.
    assert!(!page.body.contains(" style="));

    // Its code is confirmed to anyone.
    let check = page.body.split_once("href=\"/check/").unwrap().1.split('"').next().unwrap();
    let checked = portal.browser().get(&format!("/check/{check}")).await;
    let text = checked.text().replace('\u{a0}', " ");
    assert_eq!(checked.status, StatusCode::OK);
    assert!(text.contains("Квитанция за декабрь 2017 подлинная"), "{text}");
    assert!(text.contains("начислено 4 611.60 ₽"), "{text}");
    for private in ["Петрова", "7000418", "Авиаторов"] {
        assert!(!text.contains(private), "{private} is in {text}");
    }
    portal.stop().await;
}

#[tokio::test]
async fn the_pdf_opens_in_the_browser_under_a_name_in_russian() {
    let portal = Portal::start().await;
    let mut resident = portal.signed_in(GUIDE).await;
    let charges = resident.open("/charges").await;
    let path = format!("{}.pdf", receipt_of(&charges.body));
    let pdf = send(&path, resident.request(Method::GET, &path)).await;
    assert_eq!(pdf.status, StatusCode::OK);
    assert!(pdf.body.starts_with("%PDF-1.7"));
    assert_eq!(pdf.header("content-type"), Some("application/pdf"));
    assert_eq!(
        pdf.header("content-disposition"),
        Some(
            "inline; filename=\"receipt-2017-12.pdf\"; filename*=UTF-8''%D0%9A%D0%B2%D0%B8%D1%82%D0%B0%D0%BD%D1%86%D0%B8%D1%8F%20\
             7000418%20%D0%B7%D0%B0%2012.2017.pdf"
        )
    );
    assert_eq!(pdf.header("cache-control"), Some("private, no-cache"));
    assert_eq!(pdf.header("x-content-type-options"), Some("nosniff"));

    let guest = portal.browser().get(&path).await;
    assert_eq!(guest.status, StatusCode::SEE_OTHER);
    assert_eq!(
        guest.header("location"),
        Some(format!("/sign-in?next={}", path.replace('/', "%2F")).as_str())
    );
    let neighbour = portal.signed_in("neighbour@example.org").await;
    assert_eq!(neighbour.get(&path).await.status, StatusCode::NOT_FOUND);
    for wrong in ["/receipts/nonsense.pdf", "/receipts/.pdf", "/receipts/nonsense"] {
        assert_eq!(resident.get(wrong).await.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    portal.stop().await;
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn the_receipts_of_a_building_are_printed_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    drop(Process::demo(&data));
    let (data, file) = (data.to_str().unwrap(), folder.path().join("receipts.pdf"));
    let print = |period: &str, building: &str| {
        let output = file.to_str().unwrap();
        run(&["receipts", "--period", period, "--building", building, "-o", output, "--data", data], "")
    };
    let done = print("2017-12", HOUSE);
    assert!(done.status.success(), "{}", said(&done));
    assert!(said(&done).contains("receipts.pdf: квитанций "), "{}", said(&done));
    assert!(fs::read(&file).unwrap().starts_with(b"%PDF-1.7"));

    let none = print("01.1999", HOUSE);
    assert_eq!(none.status.code(), Some(1));
    assert_eq!(said(&none), "domovoy: за 01.1999 у этого дома квитанций нет\n");
    let nowhere = print("2017-12", "г Москва, ул Нигде, д. 1");
    assert!(
        said(&nowhere).contains("дома с адресом «г Москва, ул Нигде, д. 1» нет; есть:"),
        "{}",
        said(&nowhere)
    );
    let never = print("декабрь", HOUSE);
    assert!(said(&never).contains("месяц пишется как ММ.ГГГГ"), "{}", said(&never));
}

#[test]
fn a_template_of_ones_own_is_checked_before_a_resident_meets_it() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("domovoy.toml");
    let database = folder.path().join("portal.sqlite");
    fs::write(
        &config,
        format!(
            "[portal]\nbase_url = \"http://localhost:4399\"\ncompany = \"УК\"\n\n[database]\nurl = \"sqlite://{}\"\n\n\
             [mail]\nhost = \"127.0.0.1\"\ntls = \"none\"\nfrom = \"portal@example.org\"\n\n[receipts]\ntemplate = \"own.typ\"\n",
            database.display()
        ),
    )
    .unwrap();
    let config = config.to_str().unwrap();
    let template = folder.path().join("own.typ");
    let check = || run(&["config", "check", "--config", config], "");

    assert!(said(&check()).ends_with("own.typ: такого файла нет\n"), "{}", said(&check()));
    fs::write(&template, "#let data = json(\"receipts.json\")\n#for r in data.receipts [#r.nothing]\n")
        .unwrap();
    let broken = check();
    assert_eq!(broken.status.code(), Some(1));
    assert!(
        said(&broken).contains("own.typ:2: шаблон квитанции: dictionary does not contain key"),
        "{}",
        said(&broken)
    );
    let served = run(&["serve", "--config", config], "");
    assert!(said(&served).contains("own.typ:2: шаблон квитанции:"), "{}", said(&served));
    fs::write(&template, "#let data = json(\"receipts.json\")\n#for r in data.receipts [#r.payer.account]\n")
        .unwrap();
    assert!(check().status.success(), "{}", said(&check()));
}
