use super::{GUIDE_DAY, check};
use domain::{addresses::short_address, balance::Meaning, readings::Resource};
use usecases::{balance, readings};

#[tokio::test]
async fn houses_have_common_meters_that_show_more_than_their_flats_or_none() {
    check(GUIDE_DAY, async |ctx| {
        let december = "2017-12".parse().unwrap();
        let month = readings::month(ctx, Some(december)).await.unwrap();
        let mut found = Vec::new();
        for house in month.houses {
            let page = balance::page(ctx, house.id, Some(december)).await.unwrap();
            for of in &page.balances {
                let meaning = of.month().unwrap().meaning();
                if meaning != Meaning::NoMeter {
                    found.push((short_address(&house.address), of.resource, meaning));
                }
            }
        }
        let expected = [
            ("Авиаторов 6к3", Resource::ColdWater),
            ("Авиаторов 8", Resource::ColdWater),
            ("Авиаторов 8", Resource::HotWater),
            ("Авиаторов 8", Resource::Electricity),
        ];
        assert_eq!(found, expected.map(|(house, of)| (house.to_owned(), of, Meaning::Above)));
    })
    .await;
}
