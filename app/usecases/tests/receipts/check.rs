use super::books::{New, correct, day, issue, period, recipient};
use crate::support::{World, twins};
use domain::{
    charges::ChargeKind,
    money::Money,
    papers::{CheckedPaper, Paper},
};
use usecases::papers;

twins!(anybody_may_check_a_receipt_and_learns_nothing_personal, a_receipt_that_was_superseded_says_so);

async fn anybody_may_check_a_receipt_and_learns_nothing_personal(world: World) {
    let rent = recipient(&world, "Квартплата").await;
    let account = world.cast.flat.account;
    let kind = ChargeKind::Bill;
    let new = New { account, recipient: rent, period: "2017-12", amount: 461_160, penalty: 0, kind };
    let code = issue(&world, new).await.code;
    let checked = papers::check(&world.guest(), &code.to_string().to_lowercase()).await.unwrap().unwrap();
    let expected = CheckedPaper {
        company: "УК «Уютный дом»".into(),
        period: period("2017-12"),
        paper: Paper::Receipt {
            issued_on: day("2017-12-31"),
            amount: Money(461_160),
            payee: "ООО «УК Очаг»".into(),
            inn: "7800000000".into(),
            bank_account: "40702810000000000001".into(),
            superseded: false,
        },
    };
    assert_eq!(checked, expected);
}

async fn a_receipt_that_was_superseded_says_so(world: World) {
    let rent = recipient(&world, "Квартплата").await;
    let account = world.cast.flat.account;
    let kind = ChargeKind::Bill;
    let new = New { account, recipient: rent, period: "2017-12", amount: 461_160, penalty: 0, kind };
    let old = issue(&world, new).await;
    let new = correct(&world, &old, "2018-01-10", 450_000).await;
    for (code, expected) in [(old.code, true), (new.code, false)] {
        let checked = papers::check(&world.guest(), code.as_str()).await.unwrap().unwrap();
        let Paper::Receipt { superseded, .. } = checked.paper else { panic!("{:?}", checked.paper) };
        assert_eq!(superseded, expected);
    }
}
