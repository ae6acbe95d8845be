//! «Первый запуск».
use crate::support::{PASSWORD, World, opened, rejection, twins};
use chrono::TimeDelta;
use domain::{
    Rejection, Rule,
    access::Role,
    ids::{BuildingId, RecipientId},
    imports::Kind,
    overview::Card,
    session::PasswordError,
    settings::RecipientForm,
    setup::{CompanyStep, DatesStep, HouseStep, Step},
};
use store::{
    entity::{person, unit},
    law, staff as people,
    testing::{all, execute},
};
use usecases::{Ctx, Error, overview, settings, setup};
use uuid::Uuid;

twins! {
    the_link_makes_an_administrator_and_leads_nowhere_afterwards,
    of_two_browsers_one_becomes_the_administrator,
    one_link_in_two_browsers_is_used_once,
    a_link_that_is_wrong_or_a_week_old_leads_nowhere,
    where_somebody_works_there_is_no_link,
    a_resident_with_the_same_e_mail_keeps_their_password,
    what_is_wrong_is_said_beside_its_field_and_the_link_works_still,
    each_step_is_kept_at_once_and_may_be_gone_back_to,
    dates_hold_with_their_history,
    a_house_is_added_once_with_its_flats,
    whose_houses_come_in_a_spreadsheet_goes_on_without_one,
    what_is_loaded_already_is_told,
    without_the_link_there_are_no_steps,
    only_administrators_go_through_the_steps,
}

/// Nobody works here; people who live here stay.
async fn unstaffed(world: &World) {
    execute(&world.db, "UPDATE person SET role = NULL").await;
}

/// The secret of a link that is printed.
async fn printed(world: &World) -> String {
    let link = setup::offer(&world.system()).await.unwrap().unwrap();
    link.strip_prefix("https://lk.example.org/setup/").unwrap().to_owned()
}

/// The first administrator, signed in.
async fn begun(world: &World) -> Ctx {
    unstaffed(world).await;
    let token = printed(world).await;
    let entrance = setup::begin(&world.guest(), &token, "first@example.org", PASSWORD).await.unwrap();
    world.with_cookie(&opened(entrance).token).await
}

fn is_not_found<T>(answer: &Result<T, Error>) -> bool {
    matches!(answer, Err(Error::NotFound))
}

fn company() -> CompanyStep {
    CompanyStep {
        company: "УК «Очаг»".into(),
        recipient: RecipientForm {
            id: RecipientId(Uuid::now_v7()),
            name: "Квартплата".into(),
            legal_name: "ООО «УК Очаг»".into(),
            inn: "7800000002".into(),
            kpp: String::new(),
            bank_account: "40702810800000000001".into(),
            bank_name: "Банк «Северный»".into(),
            bic: "044030001".into(),
            corr_account: "30101810000000000001".into(),
        },
    }
}

fn dates() -> DatesStep {
    DatesStep {
        zone: "Asia/Omsk".into(),
        first_day: "18".into(),
        last_day: "23".into(),
        due_day: "12".into(),
    }
}

fn house(address: &str) -> HouseStep {
    HouseStep {
        id: BuildingId(Uuid::now_v7()),
        address: address.into(),
        entrances: "2".into(),
        units: "5".into(),
    }
}

async fn the_link_makes_an_administrator_and_leads_nowhere_afterwards(world: World) {
    unstaffed(&world).await;
    assert!(setup::is_open(&world.db).await.unwrap());
    let token = printed(&world).await;
    assert!(!setup::look(&world.guest(), &token).await.unwrap().second_factor);
    let entrance = setup::begin(&world.guest(), &token, " First@Example.org", PASSWORD).await.unwrap();
    let ctx = world.with_cookie(&opened(entrance).token).await;
    let person = &ctx.visitor.as_ref().unwrap().person;
    assert_eq!((person.email.as_str(), person.role), ("first@example.org", Some(Role::Administrator)));
    assert_eq!(world.events().await, ["setup.begun", "session.opened"]);
    assert!(!setup::is_open(&world.db).await.unwrap());
    assert!(is_not_found(&setup::look(&world.guest(), &token).await));
    assert!(is_not_found(&setup::begin(&world.guest(), &token, "second@example.org", PASSWORD).await));
    assert_eq!(setup::offer(&world.system()).await.unwrap(), None);
    let kept = all::<store::entity::letter_token::Entity>(&world.db).await;
    assert!(kept.iter().all(|row| row.token_hash != token), "the hash alone is kept");
}

async fn of_two_browsers_one_becomes_the_administrator(world: World) {
    unstaffed(&world).await;
    // Two instances have printed a link each.
    let (one, other) = (printed(&world).await, printed(&world).await);
    race(&world, &one, &other).await;
}

async fn one_link_in_two_browsers_is_used_once(world: World) {
    unstaffed(&world).await;
    let link = printed(&world).await;
    race(&world, &link, &link).await;
}

async fn race(world: &World, one: &str, other: &str) {
    let (first, second) = (world.guest(), world.guest());
    let (first, second) = tokio::join!(
        setup::begin(&first, one, "one@example.org", PASSWORD),
        setup::begin(&second, other, "other@example.org", PASSWORD),
    );
    assert_eq!(usize::from(first.is_ok()) + usize::from(second.is_ok()), 1, "{first:?} {second:?}");
    let lost = if first.is_ok() { second } else { first };
    assert!(is_not_found(&lost), "{lost:?}");
    let administrators = people::with_roles(&world.db.read(), &[Role::Administrator]).await.unwrap();
    assert_eq!(administrators.len(), 1);
}

async fn a_link_that_is_wrong_or_a_week_old_leads_nowhere(mut world: World) {
    unstaffed(&world).await;
    let token = printed(&world).await;
    for wrong in ["", "no-such-token"] {
        assert!(is_not_found(&setup::look(&world.guest(), wrong).await));
        assert!(is_not_found(&setup::begin(&world.guest(), wrong, "a@example.org", PASSWORD).await));
    }
    world.wait(TimeDelta::days(7));
    assert!(is_not_found(&setup::look(&world.guest(), &token).await));
    setup::look(&world.guest(), &printed(&world).await).await.unwrap();
}

async fn where_somebody_works_there_is_no_link(world: World) {
    assert!(!setup::is_open(&world.db).await.unwrap());
    assert_eq!(setup::offer(&world.system()).await.unwrap(), None);
    // A suspended employee is one too: who took their access away works here.
    execute(&world.db, "UPDATE person SET role = NULL WHERE role <> 'editor'").await;
    let tx = world.db.begin().await.unwrap();
    people::suspend(&tx, world.cast.editor, Some(world.now)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(setup::offer(&world.system()).await.unwrap(), None);
    let anna = world.signed_in(world.cast.anna).await;
    assert!(is_not_found(&setup::offer(&anna).await));
}

async fn a_resident_with_the_same_e_mail_keeps_their_password(world: World) {
    unstaffed(&world).await;
    let token = printed(&world).await;
    let before = all::<person::Entity>(&world.db).await;
    let refused = rejection(setup::begin(&world.guest(), &token, "anna@example.org", PASSWORD).await);
    assert_eq!(refused, Rejection::of("email", Rule::PersonKnown));
    assert_eq!(all::<person::Entity>(&world.db).await, before);
    setup::begin(&world.guest(), &token, "first@example.org", PASSWORD).await.unwrap();
}

async fn what_is_wrong_is_said_beside_its_field_and_the_link_works_still(world: World) {
    unstaffed(&world).await;
    let token = printed(&world).await;
    let refused = rejection(setup::begin(&world.guest(), &token, "без собаки", "1234").await);
    assert!(refused.field("email").is_some(), "{refused:?}");
    let refused = rejection(setup::begin(&world.guest(), &token, "first@example.org", "1234").await);
    assert_eq!(refused, Rejection::of("password", PasswordError::TooShort));
    setup::begin(&world.guest(), &token, "first@example.org", PASSWORD).await.unwrap();
}

async fn each_step_is_kept_at_once_and_may_be_gone_back_to(world: World) {
    let admin = begun(&world).await;
    let page = setup::page(&admin).await.unwrap();
    assert_eq!((page.done, page.company.company.as_str()), (vec![], "УК «Уютный дом»"));
    assert_eq!(page.company.recipient.name, "Квартплата");
    let next = async || match &overview::page(&admin).await.unwrap().cards[0] {
        Card::Setup { next } => Some(*next),
        _ => None,
    };
    assert_eq!(next().await, Some(Step::Company));

    let mut slip = company();
    slip.recipient.inn = "7800000003".into();
    assert!(rejection(setup::set_company(&admin, slip).await).field("inn").is_some());
    assert_eq!(next().await, Some(Step::Company));
    setup::set_company(&admin, company()).await.unwrap();
    assert_eq!(next().await, Some(Step::Dates));
    let page = setup::page(&admin).await.unwrap();
    assert_eq!((page.done, page.company.company.as_str()), (vec![Step::Company], "УК «Очаг»"));
    assert!(page.restart, "the name is read when the portal starts");

    // Back, and other details of the same recipient.
    let again = CompanyStep {
        recipient: RecipientForm { kpp: "780001001".into(), ..page.company.recipient },
        ..company()
    };
    setup::set_company(&admin, again).await.unwrap();
    let kept = settings::page(&admin).await.unwrap();
    let [recipient] = kept.recipients.try_into().unwrap();
    assert_eq!((recipient.kpp.as_str(), recipient.inn.as_str()), ("780001001", "7800000002"));
    assert!(kept.history.iter().any(|change| change.field == "kpp" && change.after == "780001001"));
    assert_eq!(kept.history.iter().filter(|change| change.field == "name").count(), 1);

    setup::set_dates(&admin, &dates()).await.unwrap();
    setup::add_house(&admin, &house("г. Москва, ул. Лётная, д. 1")).await.unwrap();
    assert_eq!(next().await, None);
    assert_eq!(setup::page(&admin).await.unwrap().done.len(), 3);
    let finished = world.events().await.into_iter().filter(|kind| kind == "setup.finished").count();
    assert_eq!(finished, 1);
}

async fn dates_hold_with_their_history(world: World) {
    let admin = begun(&world).await;
    let first = setup::page(&admin).await.unwrap().dates;
    let kept =
        (first.zone.as_str(), first.first_day.as_str(), first.last_day.as_str(), first.due_day.as_str());
    // Ten was the law in 2018.
    assert_eq!(kept, ("Europe/Moscow", "15", "25", "10"));
    let backwards = DatesStep { first_day: "25".into(), last_day: "15".into(), ..dates() };
    let refused = rejection(setup::set_dates(&admin, &backwards).await);
    assert_eq!(refused, Rejection::of("last_day", Rule::WindowBackwards));
    setup::set_dates(&admin, &dates()).await.unwrap();
    let page = setup::page(&admin).await.unwrap();
    assert_eq!((page.dates, page.restart), (dates(), true));
    let law = law::law(&world.db).await.unwrap();
    let on = |day: &str| law.due_day.on(day.parse().unwrap());
    assert_eq!((on("2017-12-01"), on("2018-01-01")), (Some(10), Some(12)));
    let history = settings::page(&admin).await.unwrap().history;
    let mut told: Vec<_> = history.iter().map(|c| (c.field.as_str(), c.after.as_str())).collect();
    told.sort_unstable();
    let expected = [("due_day", "12"), ("first_day", "18"), ("last_day", "23"), ("time_zone", "Asia/Omsk")];
    assert_eq!(told, expected);
    setup::set_dates(&admin, &dates()).await.unwrap();
    assert_eq!(settings::page(&admin).await.unwrap().history.len(), 4, "what is the same is no change");
}

async fn a_house_is_added_once_with_its_flats(world: World) {
    let admin = begun(&world).await;
    let known = rejection(setup::add_house(&admin, &house("г. Москва, УЛ АВИАТОРОВ, д.6")).await);
    assert_eq!(known, Rejection::of("address", Rule::HouseKnown));
    let before = all::<unit::Entity>(&world.db).await.len();
    let new = house("г. Москва, ул. Лётная, д. 1");
    setup::add_house(&admin, &new).await.unwrap();
    setup::add_house(&admin, &new).await.unwrap();
    let mut flats = all::<unit::Entity>(&world.db).await;
    assert_eq!(flats.len(), before + 5);
    flats.retain(|flat| flat.building_id == new.id);
    let mut places: Vec<_> =
        flats.iter().map(|flat| (flat.label.as_str(), flat.entrance.as_deref().unwrap())).collect();
    places.sort_unstable();
    assert_eq!(places, [("1", "1"), ("2", "1"), ("3", "1"), ("4", "2"), ("5", "2")]);
    let twice = rejection(setup::add_house(&admin, &house("г. Москва, ул. Летная, д. 1")).await);
    assert_eq!(twice, Rejection::of("address", Rule::HouseKnown));
}

async fn whose_houses_come_in_a_spreadsheet_goes_on_without_one(world: World) {
    let admin = begun(&world).await;
    setup::skip_house(&admin).await.unwrap();
    setup::skip_house(&admin).await.unwrap();
    assert_eq!(setup::page(&admin).await.unwrap().done, [Step::House]);
}

async fn what_is_loaded_already_is_told(world: World) {
    let admin = world.signed_in(world.cast.administrator).await;
    assert_eq!(setup::first_loads(&admin).await.unwrap(), None, "an old portal has no first start");
    let admin = begun(&world).await;
    let loads = setup::first_loads(&admin).await.unwrap().unwrap();
    assert_eq!((loads.done, loads.restart), (vec![Kind::Accounts, Kind::Meters], false));
    let anna = world.signed_in(world.cast.anna).await;
    assert!(is_not_found(&setup::first_loads(&anna).await));
}

async fn without_the_link_there_are_no_steps(world: World) {
    let admin = world.signed_in(world.cast.administrator).await;
    assert!(is_not_found(&setup::page(&admin).await));
    assert!(is_not_found(&setup::set_company(&admin, company()).await));
    assert!(is_not_found(&setup::set_dates(&admin, &dates()).await));
    assert!(is_not_found(&setup::add_house(&admin, &house("ул. Лётная, д. 1")).await));
    assert!(is_not_found(&setup::skip_house(&admin).await));
}

async fn only_administrators_go_through_the_steps(world: World) {
    begun(&world).await;
    let tx = world.db.begin().await.unwrap();
    people::appoint(&tx, "manager@example.org", Role::Manager).await.unwrap();
    tx.commit().await.unwrap();
    for user in [world.cast.manager, world.cast.anna] {
        let ctx = world.signed_in(user).await;
        assert!(is_not_found(&setup::page(&ctx).await));
        assert!(is_not_found(&setup::set_company(&ctx, company()).await));
    }
}
