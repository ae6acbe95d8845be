use super::desk::{draft, editor, for_places, form_of, other_house, popping, published, titles};
use crate::support::{World, twins};
use chrono::TimeDelta;
use domain::{
    ids::NewsId,
    news::{NewsAtAddress, NewsDraft, NewsKey, Target},
};
use store::testing::execute;
use usecases::{Error, news};
use uuid::Uuid;

twins! {
    an_item_is_seen_by_those_whom_it_is_for_alone,
    an_entrance_that_nobody_knows_may_be_any,
    an_item_of_another_home_pops_up_with_its_address,
    what_is_scheduled_comes_at_its_moment_and_what_is_over_goes,
    the_list_is_read_part_by_part_and_takes_two_statements,
    what_was_read_pops_up_no_more,
    what_must_be_read_pops_up_until_it_is_acknowledged,
    what_is_old_or_quiet_does_not_pop_up,
    a_correction_may_be_shown_again,
    of_what_was_taken_back_only_that_is_told,
    what_was_taken_back_elsewhere_does_not_exist,
    who_lives_nowhere_has_no_news,
}

async fn an_item_is_seen_by_those_whom_it_is_for_alone(world: World) {
    let other = other_house(&world).await;
    published(&world, draft("Всем")).await;
    published(&world, for_places("Дому", vec![Target::Building(world.cast.house)])).await;
    let elsewhere = published(&world, for_places("Другому дому", vec![Target::Building(other)])).await;
    let flat = NewsDraft { accounts: "7000419".into(), ..for_places("Квартире", vec![]) };
    let flat = published(&world, flat).await;
    assert_eq!(titles(&world, world.cast.boris).await.len(), 3);
    let mut of_anna = titles(&world, world.cast.anna).await;
    of_anna.sort();
    assert_eq!(of_anna, ["Всем", "Дому"]);
    let anna = world.signed_in(world.cast.anna).await;
    for id in [elsewhere, flat, NewsId(Uuid::now_v7())] {
        assert!(matches!(news::item(&anna, id).await, Err(Error::NotFound)));
        assert!(matches!(news::mark(&anna, id, true).await, Err(Error::NotFound)));
    }
    let item = news::item(&world.signed_in(world.cast.boris).await, flat).await.unwrap();
    assert_eq!(item.html, "<p>Отопления <strong>не будет</strong> с 10:00 до 14:00.</p>\n");
    assert_eq!(item.card.excerpt, "Отопления не будет с 10:00 до 14:00.");
}

async fn an_entrance_that_nobody_knows_may_be_any(world: World) {
    published(&world, for_places("Второму", vec![Target::Entrance(world.cast.house, "2".into())])).await;
    assert_eq!(titles(&world, world.cast.boris).await, ["Второму"]);
    execute(&world.db, "UPDATE unit SET entrance = '1' WHERE label = '8'").await;
    assert!(titles(&world, world.cast.boris).await.is_empty());
    execute(&world.db, "UPDATE unit SET entrance = '2' WHERE label = '8'").await;
    assert_eq!(titles(&world, world.cast.boris).await, ["Второму"]);
}

async fn an_item_of_another_home_pops_up_with_its_address(world: World) {
    let parking = NewsDraft { accounts: "7000417".into(), ..for_places("Стоянке", vec![]) };
    published(&world, parking).await;
    published(&world, draft("Всем")).await;
    let anna = world.signed_in(world.cast.anna).await;
    let fresh = news::fresh(&anna).await.unwrap();
    let open = anna.visitor.as_ref().unwrap().person.account().unwrap().number.clone();
    let of = |title: &str| fresh.unread.iter().find(|item| item.card.title == title).unwrap();
    assert_eq!(of("Всем").elsewhere, None);
    let elsewhere = (open != "7000417").then(|| "г Москва, ул Авиаторов, д. 6, 1П".to_owned());
    assert_eq!(of("Стоянке").elsewhere, elsewhere);
    assert_eq!(popping(&world, world.cast.timur).await, ["Всем"]);
}

async fn what_is_scheduled_comes_at_its_moment_and_what_is_over_goes(mut world: World) {
    let timed =
        NewsDraft {
            from: "2018-01-25T14:00".into(), to: "2018-01-26".into(), ..draft("С двух до завтра")
        };
    let id = published(&world, timed).await;
    assert!(titles(&world, world.cast.anna).await.is_empty());
    let anna = world.signed_in(world.cast.anna).await;
    assert!(matches!(news::item(&anna, id).await, Err(Error::NotFound)));
    world.wait(TimeDelta::minutes(40));
    assert_eq!(titles(&world, world.cast.anna).await, ["С двух до завтра"]);
    assert_eq!(popping(&world, world.cast.anna).await, ["С двух до завтра"]);
    // 26.01.2018 23:59 in Moscow.
    world.wait(TimeDelta::minutes(60 * 34 - 1));
    assert_eq!(titles(&world, world.cast.anna).await, ["С двух до завтра"]);
    world.wait(TimeDelta::minutes(1));
    assert!(titles(&world, world.cast.anna).await.is_empty());
    assert!(popping(&world, world.cast.anna).await.is_empty());
    // A link that somebody was sent says that it is over.
    let item = news::item(&world.signed_in(world.cast.anna).await, id).await.unwrap();
    assert_eq!(item.over_since, Some("2018-01-26".parse().unwrap()));
}

async fn the_list_is_read_part_by_part_and_takes_two_statements(mut world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    let count = async |ctx: &usecases::Ctx| {
        let before = world.db.statements();
        news::page(ctx, None).await.unwrap();
        let page = world.db.statements() - before;
        news::fresh(ctx).await.unwrap();
        (page, world.db.statements() - before - page)
    };
    assert_eq!(count(&anna).await, (2, 3));
    // In one second, so that their ids decide; in two homes, and for everyone at once.
    let twice = |title: String| NewsDraft {
        accounts: "7000418".into(),
        ..for_places(&title, vec![Target::Building(world.cast.house)])
    };
    for number in 0..45 {
        published(
            &world,
            if number % 2 == 0 { draft(&number.to_string()) } else { twice(number.to_string()) },
        )
        .await;
    }
    assert_eq!(count(&anna).await, (2, 3));
    world.wait(TimeDelta::seconds(1));
    let anna = world.signed_in(world.cast.anna).await;
    let (mut all, mut parts, mut before) = (Vec::new(), Vec::new(), None::<NewsKey>);
    loop {
        let part = news::page(&anna, before).await.unwrap();
        parts.push(part.cards.len());
        all.extend(part.cards.into_iter().map(|card| card.title));
        before = part.older.map(|key| key.to_string().parse().unwrap());
        if before.is_none() {
            break;
        }
    }
    assert_eq!(parts, [20, 20, 5]);
    assert_eq!(all, (0..45).rev().map(|number| number.to_string()).collect::<Vec<_>>());
}

async fn what_was_read_pops_up_no_more(mut world: World) {
    let first = published(&world, draft("Первая")).await;
    world.wait(TimeDelta::minutes(1));
    published(&world, draft("Вторая")).await;
    assert_eq!(popping(&world, world.cast.anna).await, ["Первая", "Вторая"]);
    let anna = world.signed_in(world.cast.anna).await;
    for _ in 0..2 {
        news::mark(&anna, first, false).await.unwrap();
    }
    assert_eq!(popping(&world, world.cast.anna).await, ["Вторая"]);
    assert_eq!(popping(&world, world.cast.timur).await, ["Первая", "Вторая"]);
    let list = news::page(&anna, None).await.unwrap();
    assert_eq!(list.cards.iter().map(|card| card.new).collect::<Vec<_>>(), [true, false]);
    // Who opens one has read it.
    let second = list.cards[0].id;
    assert!(news::item(&anna, second).await.unwrap().card.new);
    assert!(!news::item(&anna, second).await.unwrap().card.new);
    assert!(popping(&world, world.cast.anna).await.is_empty());
}

async fn what_must_be_read_pops_up_until_it_is_acknowledged(mut world: World) {
    let id = published(&world, NewsDraft { must_read: true, pops_up: false, ..draft("Важно") }).await;
    let anna = world.signed_in(world.cast.anna).await;
    assert_eq!(news::item(&anna, id).await.unwrap().acknowledged_at, None);
    assert_eq!(popping(&world, world.cast.anna).await, ["Важно"]);
    news::mark(&anna, id, false).await.unwrap();
    assert_eq!(popping(&world, world.cast.anna).await, ["Важно"]);
    news::mark(&anna, id, true).await.unwrap();
    world.wait(TimeDelta::hours(1));
    let later = world.signed_in(world.cast.anna).await;
    news::mark(&later, id, true).await.unwrap();
    assert!(popping(&world, world.cast.anna).await.is_empty());
    let item = news::item(&later, id).await.unwrap();
    assert_eq!(item.acknowledged_at, Some("2018-01-25T13:20:00".parse().unwrap()));
    assert!(!item.card.new);
}

async fn what_is_old_or_quiet_does_not_pop_up(mut world: World) {
    published(&world, draft("Старая")).await;
    world.wait(TimeDelta::days(31));
    published(&world, NewsDraft { pops_up: false, ..draft("Тихая") }).await;
    assert!(popping(&world, world.cast.anna).await.is_empty());
    assert_eq!(titles(&world, world.cast.anna).await, ["Тихая", "Старая"]);
}

async fn a_correction_may_be_shown_again(mut world: World) {
    let id = published(&world, draft("Первая")).await;
    let anna = world.signed_in(world.cast.anna).await;
    news::mark(&anna, id, false).await.unwrap();
    world.wait(TimeDelta::hours(1));
    let corrected = NewsDraft { title: "Исправленная".into(), ..form_of(&world, id).await };
    news::save(&editor(&world).await, &corrected).await.unwrap();
    assert!(popping(&world, world.cast.anna).await.is_empty());
    let item = news::item(&world.signed_in(world.cast.anna).await, id).await.unwrap();
    assert_eq!(item.corrected_at, Some("2018-01-25T14:20:00".parse().unwrap()));
    let again = NewsDraft { again: true, ..form_of(&world, id).await };
    news::save(&editor(&world).await, &again).await.unwrap();
    assert_eq!(popping(&world, world.cast.anna).await, ["Исправленная"]);
}

async fn of_what_was_taken_back_only_that_is_told(world: World) {
    let id = published(&world, draft("Ошибка")).await;
    let anna = world.signed_in(world.cast.anna).await;
    news::item(&anna, id).await.unwrap();
    for _ in 0..2 {
        news::withdraw(&editor(&world).await, id, 2).await.unwrap();
    }
    assert!(titles(&world, world.cast.anna).await.is_empty());
    assert!(matches!(news::item(&anna, id).await, Err(Error::NotFound)));
    let told = news::at_address(&anna, id).await.unwrap();
    assert_eq!(told, NewsAtAddress::Withdrawn(anna.local(anna.now)));
    let never = news::at_address(&anna, NewsId(Uuid::now_v7())).await;
    assert!(matches!(never, Err(Error::NotFound)));
}

async fn what_was_taken_back_elsewhere_does_not_exist(world: World) {
    let elsewhere = for_places("Не здесь", vec![Target::Building(other_house(&world).await)]);
    let id = published(&world, elsewhere).await;
    news::withdraw(&editor(&world).await, id, 2).await.unwrap();
    let anna = world.signed_in(world.cast.anna).await;
    assert!(matches!(news::at_address(&anna, id).await, Err(Error::NotFound)));
}

async fn who_lives_nowhere_has_no_news(world: World) {
    published(&world, draft("Всем")).await;
    let nobody = world.signed_in(world.cast.nobody).await;
    assert!(matches!(news::page(&nobody, None).await, Err(Error::NotFound)));
    let fresh = news::fresh(&nobody).await.unwrap();
    assert!(fresh.unread.is_empty() && fresh.latest.is_empty());
    assert!(matches!(news::page(&world.guest(), None).await, Err(Error::SignInRequired)));
    assert!(matches!(news::fresh(&world.guest()).await, Err(Error::SignInRequired)));
}
