use super::desk::{is_not_found, sheet, written};
use crate::support::{World, rejection, twins};
use domain::{Rule, appeals::EditedTemplate, ids::TemplateId};
use usecases::appeals;
use uuid::Uuid;

twins! {
    a_template_is_filled_in_for_the_appeal,
    a_template_is_changed_retired_and_taken_back,
    a_placeholder_that_there_is_not_is_refused,
    signs_that_no_database_keeps_are_left_out_of_a_template,
}

fn template(name: &str, text: &str) -> EditedTemplate {
    EditedTemplate { id: TemplateId(Uuid::now_v7()), name: name.into(), text: text.into() }
}

async fn a_template_is_filled_in_for_the_appeal(world: World) {
    let number = written(&world, "Нужна справка").await;
    let manager = world.signed_in(world.cast.manager).await;
    let text = "{имя}, на № {номер} от {дата}: {адрес}";
    appeals::save_template(&manager, template("Справка", text)).await.unwrap();
    let phrase = sheet(&world, number).await.phrases.remove(0);
    let filled = format!("Анна Павловна, на № {number} от 25.01.2018: г Москва, ул Авиаторов, д. 6, 7");
    assert_eq!((phrase.name.as_str(), phrase.text), ("Справка", filled));
}

async fn a_template_is_changed_retired_and_taken_back(world: World) {
    let manager = world.signed_in(world.cast.manager).await;
    let first = template("Справка", "Готова");
    let changed = EditedTemplate { text: "Готова, приходите".into(), ..first.clone() };
    for edited in [&first, &first, &changed] {
        appeals::save_template(&manager, edited.clone()).await.unwrap();
    }
    let names = async || {
        let cards = appeals::templates(&manager).await.unwrap().cards;
        cards.into_iter().map(|card| card.text).collect::<Vec<_>>()
    };
    assert_eq!(names().await, ["Готова, приходите"]);
    appeals::retire_template(&manager, first.id).await.unwrap();
    assert!(names().await.is_empty());
    assert!(is_not_found(&appeals::save_template(&manager, first.clone()).await));
    appeals::restore_template(&manager, first.id).await.unwrap();
    assert_eq!(names().await.len(), 1);
    assert!(is_not_found(&appeals::retire_template(&manager, TemplateId(Uuid::now_v7())).await));
}

async fn a_placeholder_that_there_is_not_is_refused(world: World) {
    let manager = world.signed_in(world.cast.manager).await;
    let wrong = rejection(appeals::save_template(&manager, template("", "{фамилия}")).await);
    assert_eq!(wrong.field("name"), Some(&Rule::TemplateNameMissing));
    assert_eq!(wrong.field("text"), Some(&Rule::PlaceholderUnknown { name: "фамилия".into() }));
}

async fn signs_that_no_database_keeps_are_left_out_of_a_template(world: World) {
    let manager = world.signed_in(world.cast.manager).await;
    appeals::save_template(&manager, template("Справка\0", "Готова\0")).await.unwrap();
    let card = appeals::templates(&manager).await.unwrap().cards.remove(0);
    assert_eq!((card.name.as_str(), card.text.as_str()), ("Справка", "Готова"));
}
