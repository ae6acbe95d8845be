//! The file, as others read it.
use super::*;
use tools::run;

#[test]
fn the_words_of_the_guides_receipt_are_read_in_order() {
    insta::assert_snapshot!(print(&[guide()]).text());
}

#[test]
fn every_receipt_can_be_read_aloud() {
    // PDF/UA-1: a title, a language, headings, tables with headers, a text for the picture. Batches of two are one document.
    let pdf = Pdf::new(Press::new(Template::shipped()).accessible(&specimens()).unwrap());
    let info = run("pdfinfo", &["{file}"], &pdf);
    assert!(info.contains("Квитанции за 12.2017"), "{info}");
    let structure = run("pdfinfo", &["-struct-text", "{file}"], &pdf);
    for part in ["H1", "H2", "Table", "THead", "TH", "Figure", "Квитанция за декабрь 2017", "2. Показания"]
    {
        assert!(structure.contains(part), "{part} is missing in {structure}");
    }
}

#[test]
fn one_receipt_is_titled_by_its_account() {
    let pdf = print(&[guide()]);
    let info = run("pdfinfo", &["{file}"], &pdf).split_whitespace().collect::<Vec<_>>().join(" ");
    for part in ["Квитанция за 12.2017, лицевой счёт 7000418", "УК «Очаг»", "Домовой", "Tagged: yes", "(A4)"]
    {
        assert!(info.contains(part), "{part} is missing in {info}");
    }
    assert!(pdf.bytes.windows(12).any(|bytes| bytes == b"/Lang(ru-RU)"));
}

#[test]
fn the_file_is_clean_and_its_fonts_are_inside() {
    let pdf = print(&specimens());
    let checked = run("qpdf", &["--check", "{file}"], &pdf);
    assert!(checked.contains("No syntax or stream encoding errors found"), "{checked}");
    let fonts = run("pdffonts", &["{file}"], &pdf);
    let fonts: Vec<&str> = fonts.lines().skip(2).collect();
    assert_eq!(fonts.len(), 2, "{fonts:?}");
    // Embedded, a subset, with the letters that its glyphs stand for.
    assert!(
        fonts.iter().all(|font| font.contains("DomovoySans") && font.contains("yes yes yes")),
        "{fonts:?}"
    );
}

#[test]
fn a_receipt_is_a_small_file() {
    let size = print(&[guide_with_code()]).bytes.len();
    assert!(size <= 60 * 1024, "{size}");
}

#[test]
fn a_camera_reads_the_payment_code() {
    let receipt = guide_with_code();
    let text = receipt.payment_code.clone().unwrap().text;
    let pdf = print(&[guide(), receipt]);
    for dots in [150, 300] {
        assert_eq!(pdf.code(2, dots), text);
    }
}

/// With the code that the guide's receipt has.
fn guide_with_code() -> Receipt {
    let text = "ST00012|Name=ООО «УК Очаг»|PersonalAcc=40702810000000000001|BankName=ПАО СБЕРБАНК|BIC=044525225\
        |CorrespAcc=30101810400000000225|Sum=461159|Purpose=Квартплата за 12.2017, ЛС 7000418|PayeeINN=7800000000\
        |KPP=780001001|PersAcc=7000418|PaymPeriod=122017|QuittId=7777777777|TechCode=02";
    let drawing = exchange::qr::draw(text).unwrap();
    let code = PaymentCode { text: text.into(), size: drawing.size, path: drawing.path };
    // 38 mm with the quiet zone: the modules alone are 30 mm and more.
    assert!(38 * code.size / (code.size + 2 * PaymentCode::QUIET) >= 30);
    Receipt { payment_code: Some(code), ..guide() }
}
