use super::household::{at_home, explained, line, submission, submit, with_guide};
use crate::support::{World, twins};
use chrono::TimeDelta;
use domain::readings::Explanation;
use usecases::{Error, jobs, papers, readings};

twins!(
    the_person_gets_a_letter_with_the_notice,
    without_a_taken_row_there_is_no_letter,
    a_submission_sent_twice_has_one_letter,
    a_dispatcher_gets_no_letter,
    a_dead_mail_server_holds_up_no_submission,
    codes_are_not_guessed_from_one_address,
);

async fn the_person_gets_a_letter_with_the_notice(world: World) {
    with_guide(&world).await;
    let [cold, hot, power] = world.cast.flat.meters[..] else { panic!() };
    let ctx = at_home(&world, world.cast.anna, &world.cast.flat).await;
    let lines = vec![
        line(cold, &["395"]),
        explained(hot, &["331"], Explanation::PreviousWrong),
        line(power, &["3702,415", "3801.006", "4712318"]),
    ];
    let (number, code) = submit(&ctx, lines).await.unwrap().answer.unwrap().notice.unwrap();
    assert_eq!(jobs::run_due(&world.system()).await.unwrap(), 1);
    let letters = world.mailbox.take();
    let [letter] = &letters[..] else { panic!("{letters:?}") };
    assert_eq!(letter.to, "anna@example.org");
    assert_eq!(letter.subject, format!("Показания сданы, № {number}"));
    for part in [
        "25.01.2018 в 13:20",
        "январь 2018",
        "7000418, г Москва, ул Авиаторов, д. 6, 7",
        "- ХВС 100708114: 395\n",
        "- ГВС 100719727: 331 (на проверке)\n",
        "Ещё 1 строка ждёт вас",
        &format!("https://lk.example.org/check/{code}"),
    ] {
        assert!(letter.text.contains(part), "{part:?} is not in {}", letter.text);
    }
    assert!(!letter.text.contains("ЭЛТТ"), "{}", letter.text);
}

async fn without_a_taken_row_there_is_no_letter(world: World) {
    let ctx = world.signed_in(world.cast.boris).await;
    submit(&ctx, vec![line(world.cast.neighbours.meters[0], &["x"])]).await.unwrap();
    assert_eq!(jobs::run_due(&world.system()).await.unwrap(), 0);
}

async fn a_submission_sent_twice_has_one_letter(world: World) {
    let ctx = world.signed_in(world.cast.boris).await;
    let home = &world.cast.neighbours;
    let sent = submission(home.account, vec![line(home.meters[0], &["5"])]);
    readings::submit(&ctx, sent.clone()).await.unwrap();
    readings::submit(&ctx, sent).await.unwrap();
    jobs::run_due(&world.system()).await.unwrap();
    assert_eq!(world.mailbox.take().len(), 1);
}

async fn a_dispatcher_gets_no_letter(world: World) {
    let home = &world.cast.neighbours;
    let ctx = world.signed_in(world.cast.dispatcher).await;
    let sent = submission(home.account, vec![line(home.meters[0], &["5"])]);
    readings::submit_for(&ctx, sent).await.unwrap();
    assert_eq!(jobs::run_due(&world.system()).await.unwrap(), 0);
}

async fn a_dead_mail_server_holds_up_no_submission(mut world: World) {
    world.mailbox.fail(Some(usecases::ports::MailError::Unavailable("no answer".into())));
    let ctx = world.signed_in(world.cast.boris).await;
    submit(&ctx, vec![line(world.cast.neighbours.meters[0], &["5"])]).await.unwrap();
    assert_eq!(jobs::run_due(&world.system()).await.unwrap(), 1);
    world.mailbox.fail(None);
    world.wait(TimeDelta::minutes(1));
    jobs::run_due(&world.system()).await.unwrap();
    assert_eq!(world.mailbox.take().len(), 1);
}

async fn codes_are_not_guessed_from_one_address(mut world: World) {
    for _ in 0..60 {
        assert_eq!(papers::check(&world.guest(), "00000-00000").await.unwrap(), None);
    }
    for code in ["00000-00000", "nonsense"] {
        let outcome = papers::check(&world.guest(), code).await;
        assert!(matches!(outcome, Err(Error::TooMany { seconds: 900 })));
    }
    world.wait(TimeDelta::minutes(15));
    assert_eq!(papers::check(&world.guest(), "00000-00000").await.unwrap(), None);
}
