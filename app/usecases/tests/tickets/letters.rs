use super::desk::{page, said, step, steps, written, written_of_house};
use crate::support::{World, twins};
use domain::tickets::{NewComment, Step};
use usecases::tickets;

twins! {
    who_wrote_it_hears_that_it_is_registered,
    each_step_of_staff_is_heard_of_and_none_of_ones_own,
    a_public_comment_of_staff_is_heard_of_and_an_internal_one_is_not,
    who_said_me_too_hears_of_it_without_its_words,
    who_has_moved_out_hears_nothing,
}

async fn who_wrote_it_hears_that_it_is_registered(world: World) {
    let number = written(&world, "нет света в <b>квартире</b>").await;
    let letter = world.letter_to("anna@example.org").await;
    assert_eq!(letter.subject, format!("Заявка № {number} принята"));
    assert!(letter.text.contains("до 25.01.2018 13:50"), "{}", letter.text);
    assert!(letter.text.contains(&format!("https://lk.example.org/tickets/{number}")), "{}", letter.text);
    assert!(!letter.html.contains("<b>"));
}

async fn each_step_of_staff_is_heard_of_and_none_of_ones_own(world: World) {
    let number = written(&world, "нет света").await;
    world.letters().await;
    steps(&world, number, &[Step::Start, Step::Complete]).await;
    let subjects: Vec<String> = world.letters().await.into_iter().map(|letter| letter.subject).collect();
    assert_eq!(subjects.len(), 2);
    assert!(subjects.contains(&format!("Заявка № {number}: на исполнении")), "{subjects:?}");
    assert!(subjects.contains(&format!("Заявка № {number}: выполнена")), "{subjects:?}");
    let anna = world.signed_in(world.cast.anna).await;
    let id = page(&world, number).await.card.id;
    tickets::send_back(&anna, id, "Не горит").await.unwrap();
    tickets::comment(&anna, said(id, "Жду")).await.unwrap();
    tickets::take_back(&anna, id).await.unwrap();
    assert!(world.letters().await.is_empty());
}

async fn a_public_comment_of_staff_is_heard_of_and_an_internal_one_is_not(world: World) {
    let number = written(&world, "нет света").await;
    world.letters().await;
    let id = page(&world, number).await.card.id;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    tickets::answer(&dispatcher, NewComment { internal: true, ..said(id, "Должник") }).await.unwrap();
    assert!(world.letters().await.is_empty());
    tickets::answer(&dispatcher, said(id, "Выехали")).await.unwrap();
    let letter = world.letter_to("anna@example.org").await;
    assert!(letter.text.contains("Выехали"), "{}", letter.text);
}

async fn who_said_me_too_hears_of_it_without_its_words(world: World) {
    let number = written_of_house(&world, "Нет отопления").await;
    world.letters().await;
    let id = page(&world, number).await.card.id;
    let boris = world.signed_in(world.cast.boris).await;
    tickets::join(&boris, world.cast.neighbours.account, id).await.unwrap();
    step(&world, number, Step::Start).await.unwrap();
    let mut letters = world.letters().await;
    letters.sort_by(|a, b| a.to.cmp(&b.to));
    let told: Vec<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
    assert_eq!(told, ["anna@example.org", "boris@example.org"]);
    assert!(!letters[1].text.contains("Нет отопления"), "{}", letters[1].text);
}

async fn who_has_moved_out_hears_nothing(world: World) {
    let number = written(&world, "нет света").await;
    world.letters().await;
    let gone = "UPDATE residency SET ended_at = since \
                WHERE person_id = (SELECT id FROM person WHERE email = 'anna@example.org')";
    store::testing::execute(&world.db, gone).await;
    step(&world, number, Step::Start).await.unwrap();
    assert!(world.letters().await.is_empty());
}
