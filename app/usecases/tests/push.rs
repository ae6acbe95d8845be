//! Notices on the screens of browsers in which the portal is not open.
use crate::{
    incidents::accident,
    support::{World, rejection, twins},
    tickets::desk::{step, written},
};
use chrono::TimeDelta;
use domain::{
    Rule,
    incidents::NewIncident,
    notices::{Chosen, Subject},
    push::NewSubscription,
    tickets::Step,
};
use usecases::{Ctx, Error, incidents, jobs, notices, ports::PushError, push, session};

twins! {
    what_happens_is_pushed_to_every_browser_of_a_person,
    quiet_hours_are_waited_out_and_what_was_read_meanwhile_is_not_pushed,
    what_fails_before_the_night_leaves_after_it,
    an_accident_that_is_over_by_the_morning_is_told_of_no_more,
    who_wants_nothing_pushed_about_a_subject_gets_nothing,
    a_message_says_what_it_replaces_and_how_long_it_is_of_use,
    a_browser_that_is_gone_is_forgotten_and_one_that_is_busy_is_not,
    a_session_takes_its_browser_along,
    a_browser_is_whoever_subscribed_it_last,
    only_a_push_service_is_pushed_to,
    a_browser_of_somebody_else_is_not_found,
}

/// The keys of RFC 8291, 5.
pub fn browser(name: &str) -> NewSubscription {
    NewSubscription {
        endpoint: format!("https://push.example.net/{name}"),
        p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
            .into(),
        auth: "BTBZMqHH6r4Tts7J_aSIgg".into(),
    }
}

/// Anna in a browser that she has subscribed.
async fn anna(world: &World, name: &str) -> Ctx {
    let ctx = world.signed_in(world.cast.anna).await;
    push::subscribe(&ctx, &browser(name)).await.unwrap();
    ctx
}

/// Where a push service was asked to show something, and its title.
async fn pushed(world: &World) -> Vec<(String, String)> {
    world.letters().await;
    let mut pushed = world.screens.take();
    pushed.sort();
    pushed
}

fn to(name: &str, title: &str) -> (String, String) {
    (browser(name).endpoint, title.to_owned())
}

async fn what_happens_is_pushed_to_every_browser_of_a_person(world: World) {
    let ctx = anna(&world, "phone").await;
    push::subscribe(&ctx, &browser("phone")).await.unwrap();
    anna(&world, "laptop").await;
    let number = written(&world, "нет света").await;
    step(&world, number, Step::Start).await.unwrap();
    let title = format!("Заявка № {number} на исполнении");
    assert_eq!(pushed(&world).await, [to("laptop", &title), to("phone", &title)]);
    assert_eq!(pushed(&world).await, []);
    let devices = notices::settings(&ctx).await.unwrap().devices;
    assert_eq!((devices.len(), devices[0].name.as_str()), (2, "Chrome, Windows"));
    assert!(devices.iter().all(|device| device.pushed_at.is_some()));
}

async fn quiet_hours_are_waited_out_and_what_was_read_meanwhile_is_not_pushed(mut world: World) {
    // 23:20 in Moscow.
    world.now = "2018-01-25T20:20:00Z".parse().unwrap();
    let number = written(&world, "нет света").await;
    let ctx = anna(&world, "phone").await;
    step(&world, number, Step::Start).await.unwrap();
    assert_eq!(pushed(&world).await, []);
    world.wait(TimeDelta::hours(8));
    assert_eq!(pushed(&world).await, []);
    world.wait(TimeDelta::minutes(40));
    assert_eq!(pushed(&world).await, [to("phone", &format!("Заявка № {number} на исполнении"))]);

    world.wait(TimeDelta::hours(15));
    step(&world, number, Step::Complete).await.unwrap();
    assert_eq!(pushed(&world).await, []);
    world.wait(TimeDelta::hours(1));
    let ctx = Ctx { now: world.now, ..ctx };
    let newest = notices::page(&ctx, None).await.unwrap().notices[0].id;
    notices::read(&ctx, newest).await.unwrap();
    world.wait(TimeDelta::hours(9));
    assert_eq!(pushed(&world).await, []);
}

async fn what_fails_before_the_night_leaves_after_it(mut world: World) {
    // 21:55 in Moscow.
    world.now = "2018-01-25T18:55:00Z".parse().unwrap();
    anna(&world, "phone").await;
    let number = written(&world, "нет света").await;
    world.screens.state().failure = Some(PushError::Unavailable("429".into()));
    step(&world, number, Step::Start).await.unwrap();
    assert_eq!(pushed(&world).await, []);
    world.screens.state().failure = None;
    world.wait(TimeDelta::minutes(10));
    assert_eq!(pushed(&world).await, []);
    world.wait(TimeDelta::hours(10));
    assert_eq!(pushed(&world).await.len(), 1);
}

async fn an_accident_that_is_over_by_the_morning_is_told_of_no_more(mut world: World) {
    // 23:20 in Moscow.
    world.now = "2018-01-25T20:20:00Z".parse().unwrap();
    anna(&world, "phone").await;
    let [begun, other] = ["Порыв на вводе", "Засор стояка"].map(|text| NewIncident {
        text: text.into(),
        from: "2018-01-25T23:00:00".parse().unwrap(),
        to: Some("2018-01-26T12:00:00".parse().unwrap()),
        ..accident(world.cast.house, None)
    });
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let begun = incidents::declare(&dispatcher, begun).await.unwrap();
    incidents::declare(&dispatcher, other).await.unwrap();
    assert_eq!(pushed(&world).await, []);
    world.wait(TimeDelta::hours(3));
    incidents::end(&world.signed_in(world.cast.dispatcher).await, begun).await.unwrap();
    assert_eq!(pushed(&world).await, []);
    world.wait(TimeDelta::hours(6));
    // The end of the one, and the other one that stands.
    assert_eq!(pushed(&world).await.len(), 2);
}

async fn who_wants_nothing_pushed_about_a_subject_gets_nothing(world: World) {
    let ctx = anna(&world, "phone").await;
    let chosen = Chosen { push: vec![Subject::Appeals], ..Chosen::default() };
    notices::choose(&ctx, &chosen, "00:00", "00:00").await.unwrap();
    let number = written(&world, "нет света").await;
    step(&world, number, Step::Start).await.unwrap();
    assert_eq!(pushed(&world).await, []);
    // The bell does not ring either, and what is pushed is pushed all the same.
    let chosen = Chosen { push: vec![Subject::Tickets], ..Chosen::default() };
    notices::choose(&ctx, &chosen, "00:00", "00:00").await.unwrap();
    step(&world, number, Step::Complete).await.unwrap();
    assert_eq!(pushed(&world).await.len(), 1);
}

async fn a_message_says_what_it_replaces_and_how_long_it_is_of_use(mut world: World) {
    let ctx = anna(&world, "phone").await;
    notices::choose(&ctx, &Chosen { push: Subject::ALL.to_vec(), ..Chosen::default() }, "00:00", "00:00")
        .await
        .unwrap();
    let mut messages = Vec::new();
    // The window of January: ten in the morning in Moscow, and ten in the evening of the last day.
    for now in ["2018-01-15T07:00:00Z", "2018-01-22T07:00:00Z", "2018-01-25T17:00:00Z"] {
        world.now = now.parse().unwrap();
        jobs::promise_recurring(&world.system()).await.unwrap();
        world.letters().await;
        messages.append(&mut world.screens.state().messages);
    }
    let hours: Vec<u64> = messages.iter().map(|message| message.keep.as_secs() / 3_600).collect();
    assert_eq!(hours, [24, 24, 4]);
    let topic = &messages[0].topic;
    assert!(topic.len() == 32 && topic.bytes().all(|byte| byte.is_ascii_hexdigit()), "{topic}");
    assert!(messages.iter().all(|message| message.topic == *topic));

    let number = written(&world, "нет света").await;
    step(&world, number, Step::Start).await.unwrap();
    world.letters().await;
    assert_ne!(world.screens.state().messages[0].topic, *topic);
}

async fn a_browser_that_is_gone_is_forgotten_and_one_that_is_busy_is_not(mut world: World) {
    let ctx = anna(&world, "phone").await;
    let devices = async || notices::settings(&ctx).await.unwrap().devices.len();
    let number = written(&world, "нет света").await;
    world.screens.state().failure = Some(PushError::Unavailable("429".into()));
    step(&world, number, Step::Start).await.unwrap();
    assert_eq!((pushed(&world).await.len(), devices().await), (0, 1));
    world.screens.state().failure = None;
    world.wait(TimeDelta::minutes(1));
    assert_eq!((pushed(&world).await.len(), devices().await), (1, 1));

    world.screens.state().failure = Some(PushError::Gone);
    step(&world, number, Step::Complete).await.unwrap();
    assert_eq!((pushed(&world).await.len(), devices().await), (0, 0));
}

async fn a_session_takes_its_browser_along(world: World) {
    let phone = anna(&world, "phone").await;
    let laptop = anna(&world, "laptop").await;
    session::sign_out(&phone).await.unwrap();
    let number = written(&world, "нет света").await;
    step(&world, number, Step::Start).await.unwrap();
    assert_eq!(pushed(&world).await, [to("laptop", &format!("Заявка № {number} на исполнении"))]);
    session::end_all(&laptop).await.unwrap();
    step(&world, number, Step::Complete).await.unwrap();
    assert_eq!(pushed(&world).await, []);
}

async fn a_browser_is_whoever_subscribed_it_last(world: World) {
    let ctx = anna(&world, "phone").await;
    let boris = world.signed_in(world.cast.boris).await;
    push::subscribe(&boris, &browser("phone")).await.unwrap();
    assert_eq!(notices::settings(&ctx).await.unwrap().devices, []);
    let number = written(&world, "нет света").await;
    step(&world, number, Step::Start).await.unwrap();
    assert_eq!(pushed(&world).await, []);
    // What is not hers she does not take away.
    push::unsubscribe(&ctx, &browser("phone").endpoint).await.unwrap();
    assert_eq!(notices::settings(&boris).await.unwrap().devices.len(), 1);
    push::unsubscribe(&boris, &browser("phone").endpoint).await.unwrap();
    assert_eq!(notices::settings(&boris).await.unwrap().devices, []);
}

async fn only_a_push_service_is_pushed_to(world: World) {
    let ctx = world.signed_in(world.cast.anna).await;
    for wrong in [
        NewSubscription { endpoint: "http://10.0.0.1/".into(), ..browser("phone") },
        NewSubscription { auth: "AAAA".into(), ..browser("phone") },
    ] {
        let refused = rejection(push::subscribe(&ctx, &wrong).await);
        assert_eq!(refused.field(""), Some(&Rule::NoPush));
    }
    let guest = world.guest();
    assert!(matches!(push::subscribe(&guest, &browser("phone")).await, Err(Error::SignInRequired)));
    assert!(matches!(push::unsubscribe(&guest, "").await, Err(Error::SignInRequired)));
}

async fn a_browser_of_somebody_else_is_not_found(world: World) {
    let ctx = anna(&world, "phone").await;
    let id = notices::settings(&ctx).await.unwrap().devices[0].id;
    let boris = world.signed_in(world.cast.boris).await;
    assert!(matches!(push::forget(&boris, id).await, Err(Error::NotFound)));
    push::forget(&ctx, id).await.unwrap();
    assert!(matches!(push::forget(&ctx, id).await, Err(Error::NotFound)));
}
