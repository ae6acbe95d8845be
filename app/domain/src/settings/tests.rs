use super::*;
use uuid::Uuid;

fn company(name: &str, first: &str, last: &str) -> Result<CheckedCompany, Rejection> {
    CompanyForm { name: name.into(), first_day: first.into(), last_day: last.into() }.check()
}

fn recipient() -> RecipientForm {
    RecipientForm {
        id: RecipientId(Uuid::nil()),
        name: "Квартплата".into(),
        legal_name: " ООО «УК Очаг» ".into(),
        inn: "78 0000 0002".into(),
        kpp: String::new(),
        bank_account: "40702810800000000001".into(),
        bank_name: "Банк «Северный»".into(),
        bic: "044030001".into(),
        corr_account: "30101810000000000001".into(),
    }
}

#[track_caller]
fn refused(form: RecipientForm, field: &str, which: Requisite, error: RequisiteError) {
    let rejection = form.check().unwrap_err();
    assert_eq!(rejection.field(field), Some(&Rule::Requisite { which, error }), "{rejection:?}");
}

#[test]
fn a_window_has_days_that_every_month_has() {
    let good = CheckedCompany { name: "УК".into(), first_day: 15, last_day: 25 };
    assert_eq!(company(" УК ", " 15", "25 "), Ok(good));
    assert_eq!(company("УК", "0", "25"), Err(Rejection::of("first_day", Rule::NoSuchDay)));
    assert_eq!(company("УК", "15", "31"), Err(Rejection::of("last_day", Rule::NoSuchDay)));
    for late in ["26", "28"] {
        assert_eq!(
            company("УК", "15", late),
            Err(Rejection::of("last_day", Rule::WindowTooLate { latest: 25 }))
        );
    }
    assert_eq!(company("УК", "25", "15"), Err(Rejection::of("last_day", Rule::WindowBackwards)));
    assert_eq!(company(" ", "15", "25"), Err(Rejection::of("name", Rule::WordsMissing)));
}

#[test]
fn numbers_are_written_down_without_spaces() {
    let form = recipient().check().unwrap();
    assert_eq!((form.inn.as_str(), form.legal_name.as_str()), ("7800000002", "ООО «УК Очаг»"));
}

#[test]
fn each_number_is_checked_by_its_control_digits() {
    let slip = || RequisiteError::Control;
    refused(RecipientForm { inn: "7800000003".into(), ..recipient() }, "inn", Requisite::Inn, slip());
    let both = RecipientForm { inn: "500100732259".into(), kpp: "780001001".into(), ..recipient() };
    refused(both.clone(), "kpp", Requisite::Kpp, RequisiteError::OfEntrepreneur);
    assert!(RecipientForm { kpp: String::new(), ..both }.check().is_ok());
    let short = RequisiteError::Length { given: 3 };
    refused(RecipientForm { kpp: "780".into(), ..recipient() }, "kpp", Requisite::Kpp, short);
    refused(RecipientForm { bic: "144030001".into(), ..recipient() }, "bic", Requisite::Bic, slip());
    let account = RecipientForm { bank_account: "40702810800000000002".into(), ..recipient() };
    refused(account, "bank_account", Requisite::Account, slip());
    let account = RecipientForm { corr_account: "30101810000000000002".into(), ..recipient() };
    refused(account, "corr_account", Requisite::CorrAccount, slip());
}
