use super::desk::{answered, assigned, page, said, sheet, written};
use crate::support::{World, twins};
use domain::appeals::Extension;
use usecases::appeals;

twins! {
    the_author_hears_of_the_number_and_the_term,
    the_answer_comes_by_letter,
    an_extension_comes_by_letter_with_its_reason,
    what_staff_do_among_themselves_is_not_heard_of,
    who_has_moved_out_hears_nothing,
}

async fn the_author_hears_of_the_number_and_the_term(world: World) {
    let number = written(&world, "Прошу сделать перерасчёт").await;
    let letter = world.letter_to("anna@example.org").await;
    assert_eq!(letter.subject, format!("Обращение № {number} принято"));
    assert!(letter.text.contains("Ответим до 08.02.2018"), "{}", letter.text);
    assert!(letter.text.contains(&format!("https://lk.example.org/appeals/{number}")), "{}", letter.text);
}

async fn the_answer_comes_by_letter(world: World) {
    let number = written(&world, "Прошу сделать перерасчёт").await;
    world.letters().await;
    answered(&world, number, "Сделали.\n\n<b>Ждите</b> квитанцию.").await.unwrap();
    let letter = world.letter_to("anna@example.org").await;
    assert_eq!(letter.subject, format!("Ответ на обращение № {number}"));
    assert!(letter.text.contains("Сделали.\n\n<b>Ждите</b> квитанцию."), "{}", letter.text);
    assert!(!letter.html.contains("<b>"), "{}", letter.html);
}

async fn an_extension_comes_by_letter_with_its_reason(world: World) {
    let number = written(&world, "Прошу сделать перерасчёт").await;
    world.letters().await;
    let sheet = sheet(&world, number).await;
    let to = Extension {
        appeal: sheet.row.id,
        seen: sheet.version,
        until: "2018-02-20".parse().ok(),
        reason: "Ждём ответа поставщика".into(),
    };
    appeals::extend(&world.signed_in(world.cast.manager).await, to).await.unwrap();
    let letter = world.letter_to("anna@example.org").await;
    assert!(letter.text.contains("ответим до 20.02.2018"), "{}", letter.text);
    assert!(letter.text.contains("Ждём ответа поставщика"), "{}", letter.text);
}

async fn what_staff_do_among_themselves_is_not_heard_of(world: World) {
    let number = written(&world, "Прошу сделать перерасчёт").await;
    world.letters().await;
    assigned(&world, number, Some(world.cast.accountant)).await.unwrap();
    let anna = world.signed_in(world.cast.anna).await;
    let id = page(&world, number).await.card.id;
    appeals::add(&anna, said(id, "Есть акт")).await.unwrap();
    appeals::close(&anna, id).await.unwrap();
    assert!(world.letters().await.is_empty());
}

async fn who_has_moved_out_hears_nothing(world: World) {
    let number = written(&world, "Прошу сделать перерасчёт").await;
    world.letters().await;
    let gone = "UPDATE residency SET ended_at = since \
                WHERE person_id = (SELECT id FROM person WHERE email = 'anna@example.org')";
    store::testing::execute(&world.db, gone).await;
    answered(&world, number, "Сделали").await.unwrap();
    assert!(world.letters().await.is_empty());
}
