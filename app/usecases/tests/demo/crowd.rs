//! A company of many accounts.
use super::{GUIDE_DAY, check};
use store::{
    entity::{building, meter, reading},
    registry,
    testing::all,
};
use usecases::demo;

#[tokio::test]
async fn a_company_of_any_size_is_made_once() {
    check(GUIDE_DAY, async |ctx| {
        let before = registry::accounts(&ctx.db.read()).await.unwrap().len();
        let houses = all::<building::Entity>(&ctx.db).await.len();
        let meters = all::<meter::Entity>(&ctx.db).await.len();
        let readings = all::<reading::Entity>(&ctx.db).await.len();
        demo::crowd(ctx, 130).await.unwrap();
        demo::crowd(ctx, 130).await.unwrap();
        let accounts = registry::accounts(&ctx.db.read()).await.unwrap();
        assert_eq!(accounts.len(), before + 130);
        assert!(accounts.iter().any(|account| account.number == "9000130"));
        assert_eq!(all::<building::Entity>(&ctx.db).await.len(), houses + 2);
        assert_eq!(all::<meter::Entity>(&ctx.db).await.len(), meters + 3 * 130);
        assert_eq!(all::<reading::Entity>(&ctx.db).await.len(), readings + 12 * 3 * 130);
    })
    .await;
}
