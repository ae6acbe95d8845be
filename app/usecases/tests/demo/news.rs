use super::{
    GUIDE_DAY, check,
    tickets::{guides, signed_in},
};
use domain::news::NewsState;
use usecases::{news, notices};

#[tokio::test]
async fn the_news_of_the_guide_are_there_to_the_day() {
    check(GUIDE_DAY, async |ctx| {
        let guide = guides(ctx).await;
        let cards = news::page(&guide, None).await.unwrap().cards;
        let rows: Vec<String> =
            cards.iter().map(|card| format!("{} {}", card.at.format("%d.%m.%Y"), card.title)).collect();
        assert_eq!(
            rows,
            [
                "24.01.2018 25.01.2018 г. перебои в подаче ХВС и ГВС",
                "22.01.2018 Информация о выборах Президента",
                "15.01.2018 Нет воды. Авария на сетях ГУП «Водоканал»",
                "11.01.2018 12.01.2018 г. периодическое отключение электроэнергии",
            ]
        );
        let unread = news::fresh(&guide).await.unwrap().unread;
        let days: Vec<String> = unread.iter().map(|item| item.card.at.format("%d.%m").to_string()).collect();
        assert_eq!(days, ["22.01", "24.01"]);
    })
    .await;
}

#[tokio::test]
async fn on_any_day_something_pops_up_and_something_is_in_work() {
    for now in [GUIDE_DAY, "2026-11-24T12:00:00Z"] {
        check(now, async |ctx| {
            let resident = signed_in(ctx, "resident@example.org").await;
            let unread = news::fresh(&resident).await.unwrap().unread;
            assert!(unread.len() > 1 && unread.iter().any(|item| item.card.must_read));
            let bell = notices::page(&resident, None).await.unwrap();
            assert_eq!((bell.unread, bell.notices.len()), (2, 2));
            assert_eq!(bell.notices[0].notice.path(), format!("/news/{}", unread.last().unwrap().card.id));
            let editor = signed_in(ctx, "editor@example.org").await;
            for state in [NewsState::Draft, NewsState::Scheduled, NewsState::Published, NewsState::Expired] {
                assert!(!news::list(&editor, Some(state), None).await.unwrap().rows.is_empty(), "{state:?}");
            }
        })
        .await;
    }
}
