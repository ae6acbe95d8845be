use super::*;
use proptest::prelude::*;

const BIC: &str = "044525225";
const ACCOUNT: &str = "40702810138250123017";
const CORR_ACCOUNT: &str = "30101810400000000225";

#[test]
fn real_details_are_good() {
    // The bank and the accounts are those of the example in ГОСТ Р 56042; the INN are of Сбербанк and of a person.
    assert_eq!(check_inn("7707083893"), Ok(()));
    assert_eq!(check_inn("500100732259"), Ok(()));
    assert_eq!(check_kpp("770701001"), Ok(()));
    assert_eq!(check_kpp("7707AB001"), Ok(()));
    assert_eq!(check_bic(BIC), Ok(()));
    assert_eq!(check_account(ACCOUNT, BIC), Ok(()));
    assert_eq!(check_corr_account(CORR_ACCOUNT, BIC), Ok(()));
}

#[test]
fn what_is_wrong_is_told() {
    assert_eq!(check_inn("7707083892"), Err(RequisiteError::Control));
    assert_eq!(check_inn("500100732258"), Err(RequisiteError::Control));
    assert_eq!(check_inn("770708389"), Err(RequisiteError::Length { given: 9 }));
    assert_eq!(check_inn("77O7083893"), Err(RequisiteError::NotADigit('O')));
    assert_eq!(check_kpp("77070100"), Err(RequisiteError::Length { given: 8 }));
    assert_eq!(check_kpp("7707аб001"), Err(RequisiteError::NotADigit('а')));
    assert_eq!(check_bic("144525225"), Err(RequisiteError::Control));
    assert_eq!(check_bic("04452522"), Err(RequisiteError::Length { given: 8 }));
    assert_eq!(check_account(ACCOUNT, "044525974"), Err(RequisiteError::Control));
    assert_eq!(check_account("4070281013825012301", BIC), Err(RequisiteError::Length { given: 19 }));
    assert_eq!(check_account(ACCOUNT, ""), Err(RequisiteError::Control));
    assert_eq!(check_corr_account(ACCOUNT, BIC), Err(RequisiteError::Control));
}

proptest! {
    #[test]
    fn one_wrong_digit_is_found(at in 0..20_usize, by in 1..10_u32) {
        let wrong: String = (ACCOUNT.chars().enumerate())
            .map(|(place, digit)| {
                let digit = digit.to_digit(10).unwrap();
                char::from_digit(if place == at { (digit + by) % 10 } else { digit }, 10).unwrap()
            })
            .collect();
        prop_assert_eq!(check_account(&wrong, BIC), Err(RequisiteError::Control));
    }

    #[test]
    fn no_text_breaks_a_check(text in "\\PC{0,25}", bic in "\\PC{0,12}") {
        let _ = (check_inn(&text), check_kpp(&text), check_bic(&text));
        let _ = (check_account(&text, &bic), check_corr_account(&text, &bic));
    }
}
