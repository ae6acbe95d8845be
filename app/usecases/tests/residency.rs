use crate::support::{PASSWORD, World, rejection, sign_in, token_in, twins};
use chrono::TimeDelta;
use domain::{
    Rejection, Rule,
    ids::{AccountId, ResidencyClaimId},
    residency::ClaimCard,
    session::LinkState,
};
use usecases::{
    Ctx, Error, profile,
    residency::{choose, claim, confirm, dispute, look, look_dispute, resend, withdraw},
};
use uuid::Uuid;

twins! {
    another_of_ones_accounts_is_opened_in_this_session_alone,
    a_neighbours_account_is_not_found,
    a_unit_is_added_from_the_letter_and_opened,
    the_letter_is_proof_without_a_session,
    what_is_wrong_is_named_and_ones_own_is_not_added_twice,
    whatever_is_known_a_claim_takes_the_same_work,
    a_claim_that_is_not_known_gets_a_kind_letter,
    a_letter_sent_again_closes_the_older_one,
    a_claim_is_taken_back,
    a_neighbours_claim_is_not_found,
    of_two_who_press_at_once_one_adds_the_unit,
    those_who_live_there_suspend_the_newcomer,
    a_suspended_newcomer_does_not_come_back_by_another_claim,
    a_dispute_is_open_for_two_weeks,
    a_letter_can_be_asked_for_ten_times_an_hour,
}

fn expired() -> Rejection {
    Rejection::form(Rule::LinkExpired)
}

fn open_account(ctx: &Ctx) -> &str {
    &ctx.visitor.as_ref().unwrap().person.account().unwrap().number
}

/// Boris asks for the newcomers' flat, and gets a button.
async fn claimed(world: &World) -> (Ctx, ResidencyClaimId, String) {
    let boris = world.signed_in(world.cast.boris).await;
    let id = claim(&boris, "7000533", "ким").await.unwrap();
    (boris, id, token_in(&world.letter_to("boris@example.org").await, "units/confirm"))
}

/// Boris comes to live in Anna's flat, and she gets a button.
async fn intruded(world: &World) -> String {
    let boris = world.signed_in(world.cast.boris).await;
    claim(&boris, "7000418", "Соловьёва").await.unwrap();
    let token = token_in(&world.letter_to("boris@example.org").await, "units/confirm");
    confirm(&boris, &token).await.unwrap();
    let letters = world.letters().await;
    let letter = letters.iter().find(|letter| letter.to == "anna@example.org").unwrap();
    assert!(letter.text.contains("b•••@example.org") && !letter.text.contains("boris"), "{}", letter.text);
    token_in(letter, "units/dispute")
}

async fn accounts_of_boris(world: &World) -> usize {
    world.signed_in(world.cast.boris).await.visitor.unwrap().person.accounts.len()
}

async fn another_of_ones_accounts_is_opened_in_this_session_alone(world: World) {
    let token = sign_in(&world.guest(), "anna@example.org", PASSWORD).await.unwrap().token;
    let here = world.with_cookie(&token).await;
    assert_eq!(open_account(&here), "7000417");
    choose(&here, world.cast.flat.account).await.unwrap();
    assert_eq!(open_account(&world.with_cookie(&token).await), "7000418");
    assert_eq!(open_account(&world.signed_in(world.cast.anna).await), "7000417");
}

async fn a_neighbours_account_is_not_found(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    for account in [world.cast.neighbours.account, world.cast.newcomers.account, AccountId(Uuid::now_v7())] {
        assert!(matches!(choose(&anna, account).await, Err(Error::NotFound)));
    }
    let guest = choose(&world.guest(), world.cast.flat.account).await;
    assert!(matches!(guest, Err(Error::SignInRequired)));
}

async fn a_unit_is_added_from_the_letter_and_opened(world: World) {
    let (boris, id, token) = claimed(&world).await;
    let page = profile::page(&boris).await.unwrap();
    let sent_at = "2018-01-25T13:20:00".parse().unwrap();
    assert_eq!(page.claims, [ClaimCard { id, number: "7000533".into(), sent_at }]);
    assert_eq!(look(&boris, &token).await.unwrap(), LinkState::Open("7000533".to_owned()));

    confirm(&boris, &token).await.unwrap();
    assert_eq!(profile::page(&boris).await.unwrap().claims, []);
    assert_eq!(accounts_of_boris(&world).await, 2);
    assert_eq!(look(&boris, &token).await.unwrap(), LinkState::Closed);
    assert_eq!(rejection(confirm(&boris, &token).await), expired());
    assert_eq!(world.events().await, ["claim.made", "residency.added"]);
}

async fn the_letter_is_proof_without_a_session(world: World) {
    let (_, _, token) = claimed(&world).await;
    let anna = world.signed_in(world.cast.anna).await;
    assert_eq!(look(&world.guest(), &token).await.unwrap(), LinkState::Open("7000533".to_owned()));
    confirm(&anna, &token).await.unwrap();
    assert_eq!(accounts_of_boris(&world).await, 2);
    assert_eq!(world.signed_in(world.cast.anna).await.visitor.unwrap().person.accounts.len(), 2);
}

async fn what_is_wrong_is_named_and_ones_own_is_not_added_twice(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    let answer = rejection(claim(&anna, "7000-418", " ").await);
    let expected = [("account", Rule::AlreadyAdded), ("surname", Rule::SurnameMissing)];
    assert_eq!(answer, Rejection(expected.map(|(field, rule)| (field.to_owned(), rule)).to_vec()));
    let guest = claim(&world.guest(), "7000533", "Ким").await;
    assert!(matches!(guest, Err(Error::SignInRequired)));
}

async fn whatever_is_known_a_claim_takes_the_same_work(world: World) {
    let boris = world.signed_in(world.cast.boris).await;
    claim(&boris, "1", "Иванов").await.unwrap();
    let mut work = Vec::new();
    for (number, surname) in [("7000533", "Ким"), ("7000600", "Иванов"), ("9999999", "Ким")] {
        let before = world.db.statements();
        claim(&boris, number, surname).await.unwrap();
        work.push(world.db.statements() - before);
    }
    assert!(work.windows(2).all(|pair| pair[0] == pair[1]), "{work:?}");
}

async fn a_claim_that_is_not_known_gets_a_kind_letter(world: World) {
    let boris = world.signed_in(world.cast.boris).await;
    for (number, surname) in [("7000533", "Иванов"), ("9999999", "Ким")] {
        claim(&boris, number, surname).await.unwrap();
        let letter = world.letter_to("boris@example.org").await;
        assert_eq!(letter.subject, "Не нашли лицевой счёт с такой фамилией");
    }
    assert_eq!(profile::page(&boris).await.unwrap().claims.len(), 2, "the page does not tell either");
}

async fn a_letter_sent_again_closes_the_older_one(mut world: World) {
    let (_, id, older) = claimed(&world).await;
    world.wait(TimeDelta::minutes(5));
    let boris = world.signed_in(world.cast.boris).await;
    resend(&boris, id).await.unwrap();
    let newer = token_in(&world.letter_to("boris@example.org").await, "units/confirm");
    assert_eq!(rejection(confirm(&boris, &older).await), expired());
    let [card] = profile::page(&boris).await.unwrap().claims.try_into().unwrap();
    assert_eq!(card.sent_at, "2018-01-25T13:25:00".parse().unwrap());
    confirm(&boris, &newer).await.unwrap();
    assert!(matches!(resend(&boris, id).await, Err(Error::NotFound)));

    let again = claim(&world.signed_in(world.cast.anna).await, "7000533", "Ким").await.unwrap();
    claim(&world.signed_in(world.cast.anna).await, "7000-533", "Ким").await.unwrap();
    let page = profile::page(&world.signed_in(world.cast.anna).await).await.unwrap();
    assert!(page.claims.len() == 1 && page.claims[0].id != again, "a claim for the same number replaces it");
}

async fn a_claim_is_taken_back(world: World) {
    let (boris, id, token) = claimed(&world).await;
    withdraw(&boris, id).await.unwrap();
    assert_eq!(profile::page(&boris).await.unwrap().claims, []);
    assert_eq!(rejection(confirm(&boris, &token).await), expired());
    assert!(matches!(withdraw(&boris, id).await, Err(Error::NotFound)));
}

async fn a_neighbours_claim_is_not_found(world: World) {
    let (_, id, token) = claimed(&world).await;
    let anna = world.signed_in(world.cast.anna).await;
    for claim in [id, ResidencyClaimId(Uuid::now_v7())] {
        assert!(matches!(resend(&anna, claim).await, Err(Error::NotFound)));
        assert!(matches!(withdraw(&anna, claim).await, Err(Error::NotFound)));
    }
    assert!(matches!(look(&anna, &token).await.unwrap(), LinkState::Open(_)));
}

async fn of_two_who_press_at_once_one_adds_the_unit(world: World) {
    let (boris, _, token) = claimed(&world).await;
    let (one, other) = tokio::join!(confirm(&boris, &token), confirm(&boris, &token));
    assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1);
    assert_eq!(accounts_of_boris(&world).await, 2);
}

async fn those_who_live_there_suspend_the_newcomer(world: World) {
    let token = intruded(&world).await;
    assert_eq!(accounts_of_boris(&world).await, 2);
    let open = look_dispute(&world.guest(), &token).await.unwrap();
    assert_eq!(open, LinkState::Open("7000418".to_owned()));

    dispute(&world.guest(), &token).await.unwrap();
    assert_eq!(accounts_of_boris(&world).await, 1);
    assert_eq!(look_dispute(&world.guest(), &token).await.unwrap(), LinkState::Closed);
    assert_eq!(rejection(dispute(&world.guest(), &token).await), expired());
    let mut letters: Vec<(String, String)> =
        world.letters().await.into_iter().map(|letter| (letter.to, letter.subject)).collect();
    letters.sort_unstable();
    let expected = [
        ("anna@example.org", "Доступ нового жителя приостановлен"),
        ("boris@example.org", "Доступ к помещению приостановлен"),
        ("timur@example.org", "Доступ нового жителя приостановлен"),
    ];
    assert_eq!(letters, expected.map(|(to, subject)| (to.to_owned(), subject.to_owned())));
    assert!(world.events().await.contains(&"residency.disputed".to_owned()));
}

async fn a_suspended_newcomer_does_not_come_back_by_another_claim(world: World) {
    let token = intruded(&world).await;
    dispute(&world.guest(), &token).await.unwrap();
    world.letters().await;
    let boris = world.signed_in(world.cast.boris).await;
    claim(&boris, "7000418", "Соловьёва").await.unwrap();
    let letter = world.letter_to("boris@example.org").await;
    assert_eq!(letter.subject, "Помещение уже добавлено");
    assert_eq!(accounts_of_boris(&world).await, 1);
    assert!(matches!(choose(&boris, world.cast.flat.account).await, Err(Error::NotFound)));
}

async fn a_dispute_is_open_for_two_weeks(mut world: World) {
    let token = intruded(&world).await;
    world.wait(TimeDelta::days(14) - TimeDelta::seconds(1));
    assert!(matches!(look_dispute(&world.guest(), &token).await.unwrap(), LinkState::Open(_)));
    world.wait(TimeDelta::seconds(1));
    assert_eq!(look_dispute(&world.guest(), &token).await.unwrap(), LinkState::Closed);
    assert_eq!(rejection(dispute(&world.guest(), &token).await), expired());
    assert_eq!(accounts_of_boris(&world).await, 2);
}

async fn a_letter_can_be_asked_for_ten_times_an_hour(world: World) {
    let (boris, id, _) = claimed(&world).await;
    for _ in 0..9 {
        resend(&boris, id).await.unwrap();
    }
    assert!(matches!(resend(&boris, id).await, Err(Error::TooMany { .. })));
    assert_eq!(world.letters().await.len(), 9);
}
