//! «Вход по коду».
use crate::support::{PASSWORD, World, opened, rejection, sign_in, token_in, twins};
use chrono::TimeDelta;
use domain::{
    Rejection, Rule,
    access::Role,
    ids::UserId,
    second_factor::{CodeError, RECOVERY_CODES},
};
use std::sync::Arc;
use store::{entity, testing::all};
use usecases::{
    Ctx, Error, Portal, receipts, recovery, second_factor,
    session::{self, Entrance},
    staff,
    vault::{KEY, Purpose, Vault},
};

twins! {
    after_the_password_a_code_is_asked_for,
    a_code_works_once,
    a_recovery_code_works_once_and_only_hashes_are_kept,
    codes_are_guessed_ten_times_at_most,
    the_way_from_the_password_to_the_code_is_short,
    it_is_on_once_a_code_was_typed_and_other_sessions_end,
    recovery_codes_are_made_anew,
    it_is_turned_off_with_a_code,
    a_forgotten_password_does_not_lead_around_it,
    a_role_that_sees_money_waits_for_it,
    an_administrator_resets_it,
    the_database_alone_tells_no_secret,
    a_new_key_seals_what_the_old_one_had_and_another_is_told,
}

fn wrong() -> Rejection {
    Rejection::of("code", CodeError::Wrong)
}

/// What the application shows, as it is typed.
async fn shown(world: &World, user: UserId) -> String {
    let rows = all::<entity::second_factor::Entity>(&world.db).await;
    let sealed = rows.into_iter().find(|row| row.person_id == user).unwrap().secret;
    let secret = world.system().portal.vault.open(user, Purpose::SecondFactor, &sealed).unwrap();
    format!("{:06}", second_factor::code_at(&secret, world.now).unwrap())
}

/// Turns it on, and returns the session with the recovery codes; the code of this half minute is used.
async fn turned_on(world: &World, user: UserId) -> (Ctx, Vec<String>) {
    let ctx = world.signed_in(user).await;
    second_factor::begin(&ctx).await.unwrap();
    let codes = second_factor::page(&ctx).await.unwrap().setup.unwrap().codes;
    second_factor::turn_on(&ctx, &shown(world, user).await).await.unwrap();
    (ctx, codes)
}

/// The way from the password to the code.
async fn step(world: &World, email: &str) -> String {
    match session::sign_in(&world.guest(), email, PASSWORD).await.unwrap() {
        Entrance::Code(step) => step,
        Entrance::Open(_) => panic!("no code is asked for"),
    }
}

async fn after_the_password_a_code_is_asked_for(mut world: World) {
    let anna = world.cast.anna;
    turned_on(&world, anna).await;
    world.wait(TimeDelta::minutes(1));
    let step = step(&world, "anna@example.org").await;
    for (typed, error) in [("", CodeError::Empty), ("123", CodeError::Length { given: 3 })] {
        let answer = rejection(session::confirm(&world.guest(), &step, typed).await);
        assert_eq!(answer, Rejection::of("code", error));
    }
    let signed_in = session::confirm(&world.guest(), &step, &shown(&world, anna).await).await.unwrap();
    let ctx = world.with_cookie(&signed_in.token).await;
    assert!(ctx.visitor.as_ref().unwrap().person.second_factor);
    assert_eq!(ctx.actor.user(), Ok(anna));
    sign_in(&world.guest(), "boris@example.org", PASSWORD).await.unwrap();
}

async fn a_code_works_once(mut world: World) {
    let anna = world.cast.anna;
    turned_on(&world, anna).await;
    // The one that turned it on is used.
    let first = step(&world, "anna@example.org").await;
    let answer = rejection(session::confirm(&world.guest(), &first, &shown(&world, anna).await).await);
    assert_eq!(answer, wrong());
    world.wait(TimeDelta::minutes(1));
    let code = shown(&world, anna).await;
    session::confirm(&world.guest(), &first, &code).await.unwrap();
    let second = step(&world, "anna@example.org").await;
    assert_eq!(rejection(session::confirm(&world.guest(), &second, &code).await), wrong());
    let used = rejection(session::confirm(&world.guest(), &first, &code).await);
    assert_eq!(used, Rejection::form(Rule::PasswordAgain));
}

async fn a_recovery_code_works_once_and_only_hashes_are_kept(world: World) {
    let anna = world.cast.anna;
    let (ctx, codes) = turned_on(&world, anna).await;
    assert_eq!(codes.len(), RECOVERY_CODES);
    let kept = all::<entity::recovery_code::Entity>(&world.db).await;
    assert!(kept.iter().all(|row| !codes.contains(&row.code_hash)) && kept.len() == RECOVERY_CODES);
    let [row] = all::<entity::second_factor::Entity>(&world.db).await.try_into().unwrap();
    assert_eq!(row.draft_codes, None);

    let step_one = step(&world, "anna@example.org").await;
    session::confirm(&world.guest(), &step_one, &codes[3].to_lowercase()).await.unwrap();
    let step_two = step(&world, "anna@example.org").await;
    assert_eq!(rejection(session::confirm(&world.guest(), &step_two, &codes[3]).await), wrong());
    assert_eq!(second_factor::page(&ctx).await.unwrap().codes_left, RECOVERY_CODES - 1);
    let boris = world.cast.boris;
    turned_on(&world, boris).await;
    let of_boris = step(&world, "boris@example.org").await;
    assert_eq!(rejection(session::confirm(&world.guest(), &of_boris, &codes[4]).await), wrong());
}

async fn codes_are_guessed_ten_times_at_most(mut world: World) {
    let anna = world.cast.anna;
    turned_on(&world, anna).await;
    world.wait(TimeDelta::minutes(1));
    for _ in 0..10 {
        let step = step(&world, "anna@example.org").await;
        assert_eq!(rejection(session::confirm(&world.guest(), &step, "000000").await), wrong());
    }
    let step = step(&world, "anna@example.org").await;
    let code = shown(&world, anna).await;
    let answer = session::confirm(&world.guest(), &step, &code).await;
    assert!(matches!(answer, Err(Error::TooMany { .. })), "{answer:?}");
}

async fn the_way_from_the_password_to_the_code_is_short(mut world: World) {
    let anna = world.cast.anna;
    turned_on(&world, anna).await;
    let step = step(&world, "anna@example.org").await;
    world.wait(TimeDelta::minutes(session::STEP_MINUTES));
    let code = shown(&world, anna).await;
    for step in [step.as_str(), "", "unknown"] {
        let answer = rejection(session::confirm(&world.guest(), step, &code).await);
        assert_eq!(answer, Rejection::form(Rule::PasswordAgain));
    }
}

async fn it_is_on_once_a_code_was_typed_and_other_sessions_end(world: World) {
    let anna = world.cast.anna;
    let elsewhere = sign_in(&world.guest(), "anna@example.org", PASSWORD).await.unwrap();
    let ctx = world.signed_in(anna).await;
    assert!(matches!(second_factor::turn_on(&ctx, "123456").await, Err(Error::NotFound)));
    second_factor::begin(&ctx).await.unwrap();
    let page = second_factor::page(&ctx).await.unwrap();
    let setup = page.setup.unwrap();
    assert!(!page.on && setup.uri.starts_with("otpauth://totp/anna%40example.org?secret="), "{}", setup.uri);
    assert_eq!(rejection(second_factor::turn_on(&ctx, "000000").await), wrong());
    sign_in(&world.guest(), "anna@example.org", PASSWORD).await.unwrap();
    second_factor::turn_on(&ctx, &shown(&world, anna).await).await.unwrap();
    assert!(world.with_cookie(&elsewhere.token).await.visitor.is_none());
    let page = second_factor::page(&ctx).await.unwrap();
    assert_eq!((page.on, page.setup, page.codes_left), (true, None, RECOVERY_CODES));
    assert_eq!(world.letter_to("anna@example.org").await.subject, "Включён вход по коду");
    assert!(matches!(second_factor::begin(&ctx).await, Err(Error::NotFound)));
    assert!(matches!(second_factor::page(&world.guest()).await, Err(Error::SignInRequired)));
}

async fn recovery_codes_are_made_anew(mut world: World) {
    let anna = world.cast.anna;
    let (ctx, old) = turned_on(&world, anna).await;
    world.wait(TimeDelta::minutes(1));
    let ctx = Ctx { now: world.now, ..ctx };
    assert!(matches!(second_factor::keep_codes(&ctx).await, Err(Error::NotFound)));
    assert_eq!(rejection(second_factor::new_codes(&ctx, "000000").await), wrong());
    second_factor::new_codes(&ctx, &shown(&world, anna).await).await.unwrap();
    let new = second_factor::page(&ctx).await.unwrap().new_codes;
    assert_eq!(new.len(), RECOVERY_CODES);
    let first = step(&world, "anna@example.org").await;
    session::confirm(&world.guest(), &first, &old[0]).await.unwrap();

    second_factor::keep_codes(&ctx).await.unwrap();
    assert_eq!(second_factor::page(&ctx).await.unwrap().new_codes, Vec::<String>::new());
    let second = step(&world, "anna@example.org").await;
    assert_eq!(rejection(session::confirm(&world.guest(), &second, &old[1]).await), wrong());
    session::confirm(&world.guest(), &second, &new[1]).await.unwrap();
}

async fn it_is_turned_off_with_a_code(world: World) {
    let (ctx, codes) = turned_on(&world, world.cast.anna).await;
    assert_eq!(rejection(second_factor::turn_off(&ctx, "000000").await), wrong());
    second_factor::turn_off(&ctx, &codes[0]).await.unwrap();
    assert!(matches!(second_factor::turn_off(&ctx, &codes[1]).await, Err(Error::NotFound)));
    assert!(all::<entity::recovery_code::Entity>(&world.db).await.is_empty());
    sign_in(&world.guest(), "anna@example.org", PASSWORD).await.unwrap();
    let events = world.events().await;
    let expected =
        ["second_factor.on", "second_factor.recovery_code_used", "second_factor.off", "session.opened"];
    assert_eq!(events, expected);
}

async fn a_forgotten_password_does_not_lead_around_it(world: World) {
    turned_on(&world, world.cast.anna).await;
    world.letters().await;
    recovery::request(&world.guest(), "anna@example.org").await.unwrap();
    let token = token_in(&world.letter_to("anna@example.org").await, "recover");
    let entrance = recovery::finish(&world.guest(), &token, "новый длинный пароль").await.unwrap();
    assert!(matches!(entrance, Entrance::Code(_)));
}

async fn a_role_that_sees_money_waits_for_it(mut world: World) {
    world.require_second_factor();
    let cast = &world.cast;
    for (user, role) in [(cast.dispatcher, Role::Dispatcher), (cast.editor, Role::Editor)] {
        let person = world.signed_in(user).await.visitor.unwrap().person.clone();
        assert_eq!((person.role, person.withheld), (Some(role), None));
    }
    for (user, role) in [
        (cast.accountant, Role::Accountant),
        (cast.manager, Role::Manager),
        (cast.administrator, Role::Administrator),
    ] {
        let ctx = world.signed_in(user).await;
        let person = &ctx.visitor.as_ref().unwrap().person;
        assert_eq!((person.role, person.withheld), (None, Some(role)));
        assert!(matches!(staff::page(&ctx).await, Err(Error::NotFound)));
        assert!(second_factor::page(&ctx).await.unwrap().required);
        let bill = domain::ids::BillId(uuid::Uuid::nil());
        assert!(matches!(receipts::receipt(&ctx, bill).await, Err(Error::NotFound)));
        turned_on(&world, user).await;
        let person = world.signed_in(user).await.visitor.unwrap().person.clone();
        assert_eq!((person.role, person.withheld), (Some(role), None));
    }
}

async fn an_administrator_resets_it(world: World) {
    let admin = world.signed_in(world.cast.administrator).await;
    let accountant = world.cast.accountant;
    assert!(matches!(staff::reset_second_factor(&admin, accountant).await, Err(Error::NotFound)));
    turned_on(&world, accountant).await;
    world.letters().await;
    assert!(staff::employee(&admin, accountant).await.unwrap().card.second_factor);
    staff::reset_second_factor(&admin, accountant).await.unwrap();
    let letter = world.letter_to("accountant@example.org").await;
    assert_eq!(letter.subject, "Администратор сбросил вход по коду");
    let session = session::sign_in(&world.guest(), "accountant@example.org", PASSWORD).await.unwrap();
    opened(session);
    assert!(world.events().await.contains(&"second_factor.reset".to_owned()));
    // One's own is turned off with a code.
    turned_on(&world, world.cast.administrator).await;
    let own = staff::reset_second_factor(&admin, world.cast.administrator).await;
    assert!(matches!(own, Err(Error::NotFound)));
}

async fn the_database_alone_tells_no_secret(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    second_factor::begin(&anna).await.unwrap();
    let setup = second_factor::page(&anna).await.unwrap().setup.unwrap();
    let [row] = all::<entity::second_factor::Entity>(&world.db).await.try_into().unwrap();
    let kept = format!("{} {}", row.secret, row.draft_codes.unwrap());
    assert!(!kept.contains(&setup.secret.replace(' ', "")), "{kept}");
    assert!(setup.codes.iter().all(|code| !kept.contains(code)), "{kept}");
}

async fn a_new_key_seals_what_the_old_one_had_and_another_is_told(world: World) {
    let under = |vault: Vault| {
        let ctx = world.system();
        Ctx { portal: Arc::new(Portal { vault, ..(*ctx.portal).clone() }), ..ctx }
    };
    let anna = world.signed_in(world.cast.anna).await;
    second_factor::begin(&anna).await.unwrap();
    let codes = second_factor::page(&anna).await.unwrap().setup.unwrap().codes;
    let old = world.system().portal.vault.key_id().to_owned();
    assert_eq!(second_factor::settle_keys(&world.system()).await.unwrap(), None);
    let other = under(Vault::new([8; KEY], []));
    assert_eq!(second_factor::settle_keys(&other).await.unwrap(), Some(old));
    let both = under(Vault::new([8; KEY], [[7; KEY]]));
    assert_eq!(second_factor::settle_keys(&both).await.unwrap(), None);
    assert_eq!(second_factor::settle_keys(&other).await.unwrap(), None, "the old key is not needed any more");
    let anna = Ctx { portal: other.portal.clone(), ..anna };
    assert_eq!(second_factor::page(&anna).await.unwrap().setup.unwrap().codes, codes);
}
