//! «Настройки».
use crate::support::{World, rejection, twins};
use domain::{
    Rejection, Rule,
    ids::RecipientId,
    requisites::RequisiteError,
    settings::{CompanyForm, RecipientForm, Requisite},
};
use store::{entity::recipient, registry, settings as kept};
use usecases::{Ctx, Error, settings};
use uuid::Uuid;

twins! {
    a_window_holds_from_the_next_click_on_and_the_history_tells,
    bank_details_are_changed_when_their_digits_agree,
    numbers_of_the_law_are_listed_with_those_that_hold,
    only_administrators_change_settings,
}

async fn administrator(world: &World) -> Ctx {
    world.signed_in(world.cast.administrator).await
}

fn company(name: &str, first: &str, last: &str) -> CompanyForm {
    CompanyForm { name: name.into(), first_day: first.into(), last_day: last.into() }
}

async fn recipient(world: &World) -> RecipientId {
    let tx = world.db.begin().await.unwrap();
    let company_id = kept::company(&tx).await.unwrap().unwrap().id;
    let id = RecipientId(Uuid::now_v7());
    let row = recipient::Model {
        id,
        company_id,
        name: "Квартплата".into(),
        name_key: "КВАРТПЛАТА".into(),
        position: 0,
        legal_name: "ООО «УК Очаг»".into(),
        inn: "7800000002".into(),
        kpp: None,
        bank_account: "40702810800000000001".into(),
        bank_name: "Банк «Северный»".into(),
        bic: "044030001".into(),
        corr_account: "30101810000000000001".into(),
    };
    registry::put(&tx, vec![row]).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn a_window_holds_from_the_next_click_on_and_the_history_tells(world: World) {
    let admin = administrator(&world).await;
    let form = settings::page(&admin).await.unwrap().company;
    assert_eq!(form, company("УК «Уютный дом»", "15", "25"));
    settings::change_company(&admin, &form).await.unwrap();
    assert_eq!(settings::page(&admin).await.unwrap().history, []);
    settings::change_company(&admin, &company("УК «Уютный дом»", "10", "20")).await.unwrap();
    let window = world.signed_in(world.cast.anna).await.visitor.unwrap().person.accounts[0].window;
    assert_eq!((window.first_day, window.last_day), (10, 20));
    let history = settings::page(&admin).await.unwrap().history;
    let mut told: Vec<_> =
        history.iter().map(|c| (c.field.as_str(), c.before.as_str(), c.after.as_str())).collect();
    told.sort_unstable();
    assert_eq!(told, [("first_day", "15", "10"), ("last_day", "25", "20")]);
    assert_eq!(history[0].who.as_deref(), Some("administrator@example.org"));
    assert_eq!(world.events().await, ["company.changed"]);
    let backwards = rejection(settings::change_company(&admin, &company("УК", "20", "10")).await);
    assert_eq!(backwards, Rejection::of("last_day", Rule::WindowBackwards));
}

async fn bank_details_are_changed_when_their_digits_agree(world: World) {
    let (id, admin) = (recipient(&world).await, administrator(&world).await);
    let [form] = settings::page(&admin).await.unwrap().recipients.try_into().unwrap();
    let slip = RecipientForm { inn: "7800000003".into(), ..form.clone() };
    let error = Rule::Requisite { which: Requisite::Inn, error: RequisiteError::Control };
    assert_eq!(rejection(settings::change_recipient(&admin, slip).await), Rejection::of("inn", error));
    let good = RecipientForm {
        legal_name: "АО «УК Очаг»".into(), kpp: "780001001".into(), ..form.clone()
    };
    settings::change_recipient(&admin, good).await.unwrap();
    let page = settings::page(&admin).await.unwrap();
    assert_eq!(page.recipients[0].legal_name, "АО «УК Очаг»");
    assert!(page.history.iter().all(|change| change.of.as_deref() == Some("Квартплата")));
    assert_eq!(page.history.len(), 2);
    let changed = kept::changed(&world.db.read(), vec![id.0]).await.unwrap();
    assert!(changed.contains(&id.0), "the configuration has no say in it any more");
    let nobodys = RecipientForm { id: RecipientId(Uuid::nil()), ..form };
    assert!(matches!(settings::change_recipient(&admin, nobodys).await, Err(Error::NotFound)));
}

async fn numbers_of_the_law_are_listed_with_those_that_hold(world: World) {
    let page = settings::page(&administrator(&world).await).await.unwrap();
    let holds = |code: &str| {
        let of_code = page.numbers.iter().filter(|number| number.code == code && number.holds);
        of_code.map(|number| number.value).collect::<Vec<_>>()
    };
    // On 25.01.2018.
    assert_eq!(holds("penalty.rate"), [775]);
    assert_eq!(holds("bill.due_day"), [10]);
    assert_eq!(page.moratoria.len(), 2);
}

async fn only_administrators_change_settings(world: World) {
    let cast = &world.cast;
    for user in [cast.anna, cast.dispatcher, cast.accountant, cast.editor, cast.manager] {
        let ctx = world.signed_in(user).await;
        assert!(matches!(settings::page(&ctx).await, Err(Error::NotFound)));
        let form = company("УК", "1", "2");
        assert!(matches!(settings::change_company(&ctx, &form).await, Err(Error::NotFound)));
    }
    assert!(matches!(settings::page(&world.guest()).await, Err(Error::SignInRequired)));
}
