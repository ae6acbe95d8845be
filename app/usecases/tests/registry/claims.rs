use super::{is_hidden, manager, manager_elsewhere, others, told};
use crate::{
    support::{World, rejection, token_in, twins},
    tickets::desk::is_not_found,
};
use domain::{
    Rejection, Rule,
    ids::ResidencyClaimId,
    notices::UnitOutcome,
    registry::{ClaimConfirmation, ClaimRefusal, Wrong},
    residency::ResidencyKind,
};
use usecases::{profile, registry, residency};

twins! {
    claims_wait_with_what_is_known_of_their_accounts,
    a_claim_is_confirmed_and_those_who_live_there_hear,
    staff_may_name_another_account,
    a_refused_claim_is_told_with_its_reason,
    a_claim_is_decided_about_once,
    claims_come_part_by_part,
    who_may_not_decide_sees_no_claims,
}

async fn claimed(world: &World, number: &str, surname: &str) -> ResidencyClaimId {
    let boris = world.signed_in(world.cast.boris).await;
    let id = residency::claim(&boris, number, surname).await.unwrap();
    world.letters().await;
    id
}

fn confirmation(claim: ResidencyClaimId, account: &str) -> ClaimConfirmation {
    ClaimConfirmation { claim, account: account.into(), kind: "tenant".into(), note: String::new() }
}

fn refusal(claim: ResidencyClaimId) -> ClaimRefusal {
    ClaimRefusal { claim, reason: "Собственник другой".into() }
}

async fn claims_wait_with_what_is_known_of_their_accounts(world: World) {
    let fits = claimed(&world, "7000533", "Ким").await;
    let other = claimed(&world, "7000-418", "Борисов").await;
    let nobodys = claimed(&world, "9999999", "Ким").await;
    let page = registry::claims(&manager(&world).await, None).await.unwrap();
    let known: Vec<_> = page
        .claims
        .iter()
        .map(|claim| {
            (claim.id, claim.account.as_ref().map(|account| (account.number.as_str(), account.fits)))
        })
        .collect();
    assert_eq!(known, [(fits, Some(("7000533", true))), (other, Some(("7000418", false))), (nobodys, None)]);
    let owners = &page.claims[0].account.as_ref().unwrap().owners;
    assert_eq!(owners, &["Ким Олег", "Смирнова-Ким Вера Львовна"]);
    assert_eq!(page.claims[1].surname, "Борисов");
    let looks = world.events().await.into_iter().filter(|kind| kind == "account.looked_at");
    assert_eq!(looks.count(), 2);
}

async fn a_claim_is_confirmed_and_those_who_live_there_hear(world: World) {
    let claim = claimed(&world, "7000418", "Борисов").await;
    let manager = manager(&world).await;
    let account = registry::confirm(&manager, &confirmation(claim, "7000418")).await.unwrap();
    assert_eq!(account, world.cast.flat.account);
    let boris = world.signed_in(world.cast.boris).await;
    assert_eq!(boris.visitor.as_ref().unwrap().person.accounts.len(), 2);
    assert_eq!(profile::page(&boris).await.unwrap().claims, []);
    assert_eq!(told(&world, world.cast.boris).await, [(UnitOutcome::Added, String::new())]);
    let mut letters: Vec<(String, String)> =
        world.letters().await.into_iter().map(|letter| (letter.to, letter.subject)).collect();
    letters.sort_unstable();
    assert_eq!(letters.len(), 3, "{letters:?}");
    assert_eq!(letters[1].1, "Лицевой счёт 7000418: помещение добавлено");
    let page = registry::account(&manager, account, None).await.unwrap();
    let resident = page.residents.iter().find(|resident| resident.email == "boris@example.org").unwrap();
    assert_eq!(resident.kind, ResidencyKind::Tenant);
    let mut kinds: Vec<_> = page.history.iter().map(|line| line.kind.as_str()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["claim.confirmed", "residency.added"]);
}

async fn staff_may_name_another_account(world: World) {
    let claim = claimed(&world, "9999999", "Ким").await;
    let manager = manager(&world).await;
    let nobodys = rejection(registry::confirm(&manager, &confirmation(claim, "9999999")).await);
    assert_eq!(nobodys, Rejection::of("account", Wrong::NoSuchAccount));
    let own = rejection(registry::confirm(&manager, &confirmation(claim, "7000419")).await);
    assert_eq!(own, Rejection::of("account", Wrong::TiedAlready));
    registry::confirm(&manager, &confirmation(claim, "7000 533")).await.unwrap();
    let boris = world.signed_in(world.cast.boris).await;
    assert_eq!(boris.visitor.unwrap().person.accounts.len(), 2);
}

async fn a_refused_claim_is_told_with_its_reason(world: World) {
    let boris = world.signed_in(world.cast.boris).await;
    let claim = residency::claim(&boris, "7000533", "Ким").await.unwrap();
    let token = token_in(&world.letter_to("boris@example.org").await, "units/confirm");
    let manager = manager(&world).await;
    let silent = ClaimRefusal { reason: " ".into(), ..refusal(claim) };
    assert_eq!(
        rejection(registry::refuse(&manager, &silent).await),
        Rejection::of("reason", Rule::ReasonMissing)
    );
    registry::refuse(&manager, &refusal(claim)).await.unwrap();
    let expected = [(UnitOutcome::Refused, "Собственник другой".to_owned())];
    assert_eq!(told(&world, world.cast.boris).await, expected);
    let letter = world.letter_to("boris@example.org").await;
    assert!(letter.text.contains("Собственник другой"), "{}", letter.text);
    assert_eq!(profile::page(&boris).await.unwrap().claims, []);
    let late = rejection(residency::confirm(&boris, &token).await);
    assert_eq!(late, Rejection::form(Rule::LinkExpired), "the button works no more");
}

async fn a_claim_is_decided_about_once(world: World) {
    let claim = claimed(&world, "7000533", "Ким").await;
    let manager = manager(&world).await;
    let (yes, no) = (confirmation(claim, "7000533"), refusal(claim));
    let (one, other) = tokio::join!(registry::confirm(&manager, &yes), registry::refuse(&manager, &no));
    assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1);
    assert!(is_not_found(&registry::confirm(&manager, &yes).await));
    assert!(is_not_found(&registry::refuse(&manager, &no).await));
    assert_eq!(told(&world, world.cast.boris).await.len(), 1);
}

async fn claims_come_part_by_part(mut world: World) {
    for number in 0..21 {
        if number == 9 || number == 18 {
            world.wait(chrono::TimeDelta::hours(2));
        }
        claimed(&world, &format!("99{number:05}"), "Ким").await;
    }
    let manager = manager(&world).await;
    let first = registry::claims(&manager, None).await.unwrap();
    assert_eq!(first.claims.len(), 20);
    let rest = registry::claims(&manager, first.next).await.unwrap();
    assert_eq!((rest.claims.len(), rest.next), (1, None));
}

async fn who_may_not_decide_sees_no_claims(world: World) {
    let claim = claimed(&world, "7000533", "Ким").await;
    for ctx in others(&world).await {
        assert!(is_hidden(&registry::claims(&ctx, None).await));
        assert!(is_hidden(&registry::confirm(&ctx, &confirmation(claim, "7000533")).await));
        assert!(is_hidden(&registry::refuse(&ctx, &refusal(claim)).await));
    }
    let elsewhere = manager_elsewhere(&world).await;
    assert!(registry::claims(&elsewhere, None).await.unwrap().claims.is_empty());
    assert!(is_hidden(&registry::refuse(&elsewhere, &refusal(claim)).await));
}
