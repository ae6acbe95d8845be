use crate::support::{World, rejection, twins};
use domain::{Rejection, Rule, reports::Report};
use store::{entity, testing::all};
use usecases::{Error, reports::send};

twins! {
    a_report_is_kept_with_its_page_whoever_writes_it,
    a_report_has_words_and_an_end,
    one_address_reports_ten_times_an_hour,
}

fn report(text: &str) -> Report {
    Report { text: text.into(), page: "/readings".into(), build: "1.0".into(), request: "01-TEST".into() }
}

async fn a_report_is_kept_with_its_page_whoever_writes_it(world: World) {
    send(&world.guest(), report(" Не видно кнопки ")).await.unwrap();
    send(&world.signed_in(world.cast.anna).await, Report { page: "/".repeat(999), ..report("Ой") })
        .await
        .unwrap();
    let rows = all::<entity::report::Entity>(&world.db).await;
    assert_eq!((rows[0].text.as_str(), rows[0].page.as_str()), ("Не видно кнопки", "/readings"));
    assert_eq!((rows[0].person_id, rows[1].person_id), (None, Some(world.cast.anna)));
    assert_eq!(rows[1].page.len(), 300);
    assert_eq!(world.events().await, ["report.sent", "report.sent"]);
}

async fn a_report_has_words_and_an_end(world: World) {
    assert_eq!(
        rejection(send(&world.guest(), report(" \n")).await),
        Rejection::of("text", Rule::TextMissing)
    );
    let long = rejection(send(&world.guest(), report(&"я".repeat(2_001))).await);
    assert_eq!(long, Rejection::of("text", Rule::TextTooLong { max: 2_000 }));
}

async fn one_address_reports_ten_times_an_hour(world: World) {
    for _ in 0..10 {
        send(&world.guest(), report("Ой")).await.unwrap();
    }
    assert!(matches!(send(&world.guest(), report("Ой")).await, Err(Error::TooMany { .. })));
}
