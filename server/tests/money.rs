//! The money desk over HTTP, without scripts: from a bank's file to the account, and from a draft to the publication.
use crate::support::{Answer, Browser, Part, Portal, boundary, form, send};
use http::{Method, StatusCode, header::CONTENT_TYPE};
use std::time::{Duration, Instant};

const STATEMENT: &str = "\
1CClientBankExchange
ВерсияФормата=1.03
РасчСчет=40702810138250123017
СекцияДокумент=Платежное поручение
Номер=15
Дата=20.01.2018
Сумма=100.00
ПлательщикСчет=40817810000000000001
Плательщик1=Иванов Иван
ПлательщикБанк1=ПАО СБЕРБАНК
ПолучательСчет=40702810138250123017
НазначениеПлатежа=аренда <b>подвала</b>
КонецДокумента
КонецФайла
";

/// Sends the form of a page with a file, as a browser does.
async fn sent(browser: &mut Browser, page: &str, fields: &[(&str, &str)], file: (&str, &[u8])) -> Answer {
    let shown = browser.open(page).await;
    let action = shown.body.split("action=\"/imports/").nth(1).unwrap().split('"').next().unwrap();
    let path = format!("/imports/{action}");
    let mut parts: Vec<Part<'_>> =
        fields.iter().map(|(name, value)| (*name, None, value.as_bytes())).collect();
    parts.push(("file", Some(file.0), file.1));
    let request = browser.request(Method::POST, &path).header("accept", "text/html");
    let request = request.header("referer", format!("{}{page}", browser.base()));
    send(&path, request.header(CONTENT_TYPE, boundary()).body(form(&parts))).await
}

/// Opens a page until a job has brought it so far.
async fn until(browser: &mut Browser, path: &str, words: &str) -> Answer {
    let begun = Instant::now();
    loop {
        let page = browser.open(path).await;
        if page.text().contains(words) {
            return page;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "no «{words}»: {}", page.text());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn a_statement_is_loaded_and_what_waits_is_assigned_without_scripts() {
    let portal = Portal::start().await;
    let mut accountant = portal.signed_in("accountant@example.org").await;
    let page = "/staff/payments";
    let fields = |bank| [("kind", "payments"), ("bank", bank)];
    let file = ("kl_to_1c.txt", STATEMENT.as_bytes());
    let back = sent(&mut accountant, page, &fields(""), file).await;
    assert_eq!(back.header("location"), Some(page));
    let told = accountant.open(page).await;
    assert!(told.text().contains("Назовите банк"), "{}", told.text());

    let answer = sent(&mut accountant, page, &fields("Сбербанк"), file).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let path = answer.header("location").unwrap().to_owned();
    let ready = until(&mut accountant, &path, "Пока ничего не записано").await;
    assert!(ready.text().contains("выписка банка в формате 1С"), "{}", ready.text());
    accountant.submit(&ready, "/api/imports/commit", &[]).await;
    until(&mut accountant, &path, "Разнести то, что ждёт").await;

    let queue = accountant.open(page).await;
    assert!(queue.text().contains("аренда <b>подвала</b>"), "as it is typed: {}", queue.text());
    let wrong = [("account", "не номер!")];
    // What was there before has other purposes.
    let own = queue.body.split("подвала&lt;/b").nth(1).unwrap();
    let id = own.split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let post = async |browser: &mut Browser, function: &str, fields: &[(&str, &str)]| {
        let answer = browser.post(function, fields).await;
        let location = answer.header("location").unwrap().to_owned();
        browser.open(&location).await
    };
    let mut fields = vec![("id", id.as_str())];
    fields.extend(wrong);
    let back = post(&mut accountant, "/api/statements/assign", &fields).await;
    assert!(back.text().contains("Пример: 7000418"), "{}", back.text());
    assert!(back.body.contains("не номер!"), "what was typed stays");
    let done = post(&mut accountant, "/api/statements/assign", &[("id", &id), ("account", "7000418")]).await;
    assert!(done.text().contains("Оплата разнесена"), "{}", done.text());
    assert!(!done.text().contains("аренда <b>подвала</b>"), "{}", done.text());
    let settled = accountant.open("/staff/payments/settled").await;
    assert!(settled.text().contains("на ЛС 7000418"), "{}", settled.text());
    let undone = accountant.submit(&settled, "/api/statements/undo", &[]).await;
    assert!(undone.text().contains("Оплата снова ждёт разнесения"), "{}", undone.text());
    accountant.open("/staff/payments").await;
    let mut aside = [("id", id.as_str()), ("outcome", "acquirer"), ("day", "20.01")];
    let back = post(&mut accountant, "/api/statements/put-aside", &aside).await;
    assert!(back.text().contains("Пример: 25.01.2018"), "{}", back.text());
    aside[2].1 = "20.01.2018";
    let done = post(&mut accountant, "/api/statements/put-aside", &aside).await;
    assert!(done.text().contains("Оплата отложена"), "{}", done.text());
    let settled = accountant.open("/staff/payments/settled").await;
    accountant.submit(&settled, "/api/statements/undo", &[]).await;
    let aside = [("id", id.as_str()), ("outcome", "aside"), ("why", "Аренда подвала")];
    let done = post(&mut accountant, "/api/statements/put-aside", &aside).await;
    assert!(done.text().contains("Оплата отложена"), "{}", done.text());
    portal.stop().await;
}

#[tokio::test]
async fn a_load_of_payments_is_undone_with_a_reason_and_loaded_again_without_scripts() {
    let portal = Portal::start().await;
    let mut accountant = portal.signed_in("accountant@example.org").await;
    let statement = STATEMENT.replace("аренда <b>подвала</b>", "ЛС 7000418 за декабрь");
    let statement = statement.replace("40702810138250123017", "40702810800000000001");
    let fields = [("kind", "payments"), ("bank", "Сбербанк")];
    let load = async |browser: &mut Browser| {
        let answer = sent(browser, "/staff/payments", &fields, ("kl_to_1c.txt", statement.as_bytes())).await;
        let path = answer.header("location").unwrap().to_owned();
        let ready = until(browser, &path, "Пока ничего не записано").await;
        browser.submit(&ready, "/api/imports/commit", &[]).await;
        (until(browser, &path, "Загружено: 1 оплата").await, path)
    };
    let (done, path) = load(&mut accountant).await;
    assert!(done.text().contains("Отменить загрузку: 1 оплата?"), "{}", done.text());
    let back = accountant.submit(&done, "/api/imports/undo", &[("why", " ")]).await;
    assert!(back.text().contains("Напишите, почему отменяете загрузку"), "{}", back.text());
    accountant.submit(&back, "/api/imports/undo", &[("why", "Не та <b>выписка</b>")]).await;
    let undone = until(&mut accountant, &path, "её оплаты сняты со счетов").await;
    let text = undone.text();
    assert!(text.contains("Не та <b>выписка</b>") && text.contains("отменено"), "{text}");
    let mut anna = portal.signed_in("guide@example.org").await;
    let paid = anna.open("/payments?from=2018-01-20&to=2018-01-20").await;
    assert!(paid.text().contains("отменено: ошибка загрузки"), "{}", paid.text());
    load(&mut accountant).await;
    portal.stop().await;
}

#[tokio::test]
async fn charges_are_looked_at_beside_the_month_before_and_published() {
    let portal = Portal::start().await;
    let mut accountant = portal.signed_in("accountant@example.org").await;
    let file = "Период;Лицевой счёт;Услуга;Начислено;К оплате\n01.2018;7000418;ЖКУ;9000;9000\n";
    let answer =
        sent(&mut accountant, "/staff/charges", &[("kind", "charges")], ("Январь.csv", file.as_bytes()))
            .await;
    let path = answer.header("location").unwrap().to_owned();
    let page = accountant.open(&path).await;
    accountant.submit(&page, "/api/imports/choose", &[]).await;
    until(&mut accountant, &path, "Опубликовать 1 начисление").await;
    let id = path.rsplit('/').next().unwrap();
    let draft = accountant.open(&format!("/staff/charges/{id}")).await;
    let text = draft.text();
    assert!(text.contains("Суммы сходятся до копейки") && text.contains("ЛС 7000418"), "{text}");
    accountant.submit(&draft, "/api/imports/commit", &[]).await;
    until(&mut accountant, &format!("/staff/charges/{id}"), "Опубликовано").await;
    portal.stop().await;
}

#[tokio::test]
async fn debtors_are_listed_saved_and_written_to() {
    let portal = Portal::start().await;
    let mut accountant = portal.signed_in("accountant@example.org").await;
    let page = accountant.open("/staff/debtors").await;
    assert!(page.text().contains("Кто должен"), "{}", page.text());
    let file = accountant.get("/staff/debtors/list.csv?least=1").await;
    assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
    assert!(file.body.contains("ЛС;Адрес;Помещение;Собственник;Долг"), "{}", file.body);
    let wrong = accountant.open("/staff/debtors?least=xyz").await;
    assert!(wrong.text().contains("Пример: 4611.59"), "{}", wrong.text());
    let nobody = accountant.post("/api/debtors/write", &[("x", "y")]).await;
    let told = accountant.open(nobody.header("location").unwrap()).await;
    assert!(told.text().contains("Отметьте, кому писать"), "{}", told.text());
    let one = page.body.split("name=\"accounts[]\"").nth(1).unwrap();
    let one = one.split("value=\"").nth(1).unwrap().split('"').next().unwrap();
    let written = accountant.post("/api/debtors/write", &[("accounts[]", one)]).await;
    let location = written.header("location").unwrap();
    assert!(location.starts_with("/staff/debtors?letters="), "{location}");
    let told = accountant.open(location).await;
    assert!(told.text().contains("Писем: "), "{}", told.text());
    portal.stop().await;
}

#[tokio::test]
async fn a_month_without_receipts_is_told_beside_the_field() {
    let portal = Portal::start().await;
    let mut accountant = portal.signed_in("accountant@example.org").await;
    let page = accountant.open("/staff/charges").await;
    let form =
        page.body.split_once("/staff/charges/receipts.pdf").unwrap().1.split("</form>").next().unwrap();
    assert!(form.contains("<option value=\"2017-12\""), "{form}");
    assert!(!form.contains("<option value=\"2018-02\""), "only published months");
    let house = form.split_once("<option value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    let back = accountant.open(&format!("/staff/charges/receipts.pdf?building={house}&period=2011-11")).await;
    assert_eq!(back.status, StatusCode::OK);
    assert!(back.text().contains("За 11.2011 по этому дому квитанций нет"), "{}", back.text());
    let printed =
        accountant.get(&format!("/staff/charges/receipts.pdf?building={house}&period=2017-12")).await;
    assert_eq!(printed.header("content-type"), Some("application/pdf"));
    portal.stop().await;
}
