use super::{complaints, counts, import, run};
use crate::support::{World, twins};
use domain::access::Role;
use store::registry;
use usecases::{
    Error,
    imports::{self, Kind, Options},
};

twins! {
    accounts_come_with_their_houses_units_and_owners,
    the_same_file_twice_changes_nothing,
    what_a_file_says_is_changed_and_the_rest_stays,
    what_a_file_does_not_mention_stays_and_is_listed,
    a_share_of_nothing_takes_an_owner_away,
    an_owner_comes_with_days_and_leaves_on_the_last_one,
    one_bad_line_and_nothing_is_changed,
    rows_of_one_account_must_agree,
    a_dry_run_tells_the_same_and_changes_nothing,
    only_those_who_may_import_do,
}

const FILE: &str = "\
Лицевой счёт;ЕЛС;Адрес;Подъезд;Собственник;Доля;Площадь;Проживает;Открыт;Закрыт;Телефон;Эл. почта
00 51-01;60АА1;г Тверь, ул Садовая, д. 3, кв. 1;1;Ильина Ёлка Петровна;1/2;55,20;2;01.02.2010;;+7 911 000-00-01;
0051-01;;г Тверь, ул Садовая, д. 3, кв. 1;;Ильин Пётр;1/2;;;;;;
5102;;г. Тверь, ул. Садовая, д. 3, 2;1;ООО «Ромашка»;1;40;0;2011-03-04;;;office@example.org
5103;;г Тверь, ул Садовая, д. 5, 2;;;;;;;;;
";

async fn accounts_come_with_their_houses_units_and_owners(world: World) {
    assert_eq!(counts(&import(&world, Kind::Accounts, FILE).await), (3, 0, 0));
    let registry = registry::load(&world.db.read()).await.unwrap();
    let account = |key: &str| registry.accounts.iter().find(|a| a.number_key == key).unwrap();
    let owners = |key: &str| {
        let id = account(key).id;
        let mut names: Vec<&str> =
            registry.owners.iter().filter(|o| o.account_id == id).map(|o| o.name.as_str()).collect();
        names.sort_unstable();
        names
    };
    let first = account("005101");
    assert_eq!(
        (first.number.as_str(), first.area_hundredths, first.residents),
        ("00 51-01", Some(5_520), Some(2))
    );
    assert_eq!(owners("005101"), ["Ильин Пётр", "Ильина Ёлка Петровна"]);
    assert_eq!(owners("5102"), ["ООО «Ромашка»"]);
    assert!(owners("5103").is_empty());
    let place = |key: &str| {
        let unit = registry.units.iter().find(|unit| unit.id == account(key).unit_id).unwrap();
        let house = registry.buildings.iter().find(|building| building.id == unit.building_id).unwrap();
        (house.address.as_str(), unit.label.as_str(), unit.entrance.as_deref())
    };
    assert_eq!(place("005101"), ("г Тверь, ул Садовая, д. 3", "кв. 1", Some("1")));
    assert_eq!(place("5102"), ("г Тверь, ул Садовая, д. 3", "2", Some("1")));
    assert_eq!(place("5103"), ("г Тверь, ул Садовая, д. 5", "2", None));
}

async fn the_same_file_twice_changes_nothing(world: World) {
    import(&world, Kind::Accounts, FILE).await;
    assert_eq!(counts(&import(&world, Kind::Accounts, FILE).await), (0, 0, 3));
}

async fn what_a_file_says_is_changed_and_the_rest_stays(world: World) {
    import(&world, Kind::Accounts, FILE).await;
    let moved =
        "Лицевой счёт;Адрес;Собственник;Телефон\n5102;г Тверь, ул Садовая, д. 5, 7;;+7 911 000-00-09\n";
    assert_eq!(counts(&import(&world, Kind::Accounts, moved).await), (0, 1, 0));
    let accounts = registry::accounts(&world.db.read()).await.unwrap();
    let account = accounts.iter().find(|a| a.number_key == "5102").unwrap();
    assert_eq!(account.phone.as_deref(), Some("+7 911 000-00-09"));
    assert_eq!(account.email.as_deref(), Some("office@example.org"));
    assert_eq!(account.area_hundredths, Some(4_000));
}

async fn what_a_file_does_not_mention_stays_and_is_listed(world: World) {
    import(&world, Kind::Accounts, FILE).await;
    let one = "Лицевой счёт;Адрес;Собственник\n005101;г Тверь, ул Садовая, д. 3, 1;Ильин Петр\n";
    let summary = import(&world, Kind::Accounts, one).await;
    assert_eq!(counts(&summary), (0, 0, 1));
    let listed = &summary.not_mentioned;
    assert!(listed.contains(&"5102".to_owned()), "{listed:?}");
    assert!(listed.contains(&"00 51-01 Ильина Ёлка Петровна".to_owned()), "{listed:?}");
    assert_eq!(registry::load(&world.db.read()).await.unwrap().owners.len(), 6 + 3);
}

async fn a_share_of_nothing_takes_an_owner_away(world: World) {
    import(&world, Kind::Accounts, FILE).await;
    let left = "Лицевой счёт;Адрес;Собственник;Доля\n\
                005101;г Тверь, ул Садовая, д. 3, 1;Ильин Пётр;0\n005101;г Тверь, ул Садовая, д. 3, 1;Ильина Ёлка Петровна;1\n";
    assert_eq!(counts(&import(&world, Kind::Accounts, left).await), (0, 1, 0));
    assert_eq!(counts(&import(&world, Kind::Accounts, left).await), (0, 0, 1));
    let registry = registry::load(&world.db.read()).await.unwrap();
    assert!(registry.owners.iter().all(|owner| owner.name != "Ильин Пётр"));
}

async fn an_owner_comes_with_days_and_leaves_on_the_last_one(world: World) {
    import(&world, Kind::Accounts, FILE).await;
    let header = "Лицевой счёт;Адрес;Собственник;Владеет с;Владеет по\n";
    let sold = format!(
        "{header}005101;г Тверь, ул Садовая, д. 3, 1;Ильин Петр;01.03.2012;24.01.2018\n\
         005101;г Тверь, ул Садовая, д. 3, 1;Белов Олег;25.01.2018;\n"
    );
    assert_eq!(counts(&import(&world, Kind::Accounts, &sold).await), (0, 1, 0));
    assert_eq!(counts(&import(&world, Kind::Accounts, &sold).await), (0, 0, 1));
    let registry = registry::load(&world.db.read()).await.unwrap();
    let account = registry.accounts.iter().find(|account| account.number_key == "005101").unwrap().id;
    let on = async |day: &str| {
        let owners = registry::owners_on(&world.db.read(), &[account], day.parse().unwrap()).await.unwrap();
        owners.into_iter().map(|owner| owner.name).collect::<Vec<_>>()
    };
    assert_eq!(on("2012-02-29").await, ["Ильина Ёлка Петровна"]);
    assert_eq!(on("2018-01-24").await, ["Ильин Пётр", "Ильина Ёлка Петровна"]);
    assert_eq!(on("2018-01-25").await, ["Белов Олег", "Ильина Ёлка Петровна"]);
    let backwards = format!("{header}005101;г Тверь, ул Садовая, д. 3, 1;Белов Олег;25.01.2018;24.01.2018\n");
    let told = complaints(&run(&world, Kind::Accounts, &backwards, Options::default()).await);
    assert!(told[0].contains("Владеет по"), "{told:?}");
    let nobodys = format!("{header}005101;г Тверь, ул Садовая, д. 3, 1;;25.01.2018;\n");
    assert_eq!(complaints(&run(&world, Kind::Accounts, &nobodys, Options::default()).await).len(), 1);
}

async fn one_bad_line_and_nothing_is_changed(world: World) {
    let before = registry::accounts(&world.db.read()).await.unwrap().len();
    let bad = format!("{FILE}5104;;г Тверь;;;;;;31.02.2018;;;\n");
    let summary = import(&world, Kind::Accounts, &bad).await;
    assert_eq!(
        complaints(&summary),
        [
            "строка 6, «Адрес», «г Тверь»: после последней запятой нужен номер помещения. \
             Пример: г Москва, ул Авиаторов, д. 6 корп. 3, 7",
            "строка 6, «Открыт», «31.02.2018»: такого дня нет. Пример: 28.02.2018",
        ]
    );
    assert_eq!(registry::accounts(&world.db.read()).await.unwrap().len(), before);
}

async fn rows_of_one_account_must_agree(world: World) {
    let file = "Лицевой счёт;Адрес;Собственник;Площадь\n\
                5101;г Тверь, д. 3, 1;Ильин;55,2\n51-01;г Тверь, д. 3, 1;Ильина;55,3\n";
    let summary = import(&world, Kind::Accounts, file).await;
    let expected =
        "строка 3, «Площадь», «55,3»: в строке 2 у того же счёта другое: «55,20». Напишите одинаково";
    assert_eq!(complaints(&summary), [expected]);
}

async fn a_dry_run_tells_the_same_and_changes_nothing(world: World) {
    let options = Options { dry_run: true, ..Options::default() };
    assert_eq!(counts(&run(&world, Kind::Accounts, FILE, options).await), (3, 0, 0));
    assert_eq!(counts(&import(&world, Kind::Accounts, FILE).await), (3, 0, 0));
}

async fn only_those_who_may_import_do(world: World) {
    for (user, role) in [(world.cast.anna, None), (world.cast.dispatcher, Some(Role::Dispatcher))] {
        let ctx = world.signed_in(user).await;
        assert_eq!(ctx.visitor.as_ref().unwrap().person.role, role);
        let outcome =
            imports::run(&ctx, Kind::Accounts, FILE.as_bytes(), Options::default(), &mut |_| {}).await;
        assert!(matches!(outcome, Err(Error::NotFound)));
    }
    let outcome =
        imports::run(&world.guest(), Kind::Accounts, FILE.as_bytes(), Options::default(), &mut |_| {}).await;
    assert!(matches!(outcome, Err(Error::SignInRequired)));
}
