use super::*;

fn clock(term: Term, standing: Standing) -> Clock {
    let due = NaiveDate::from_ymd_opt(2018, 1, 25).unwrap().and_hms_opt(13, 32, 0).unwrap();
    Clock { limit: Limit::Localise, term, due, standing }
}

#[test]
fn the_last_quarter_and_the_last_hour_are_amber_and_what_is_over_is_red() {
    let day = Term::Minutes(24 * 60);
    for (minutes_left, expected) in
        [(24 * 60, Urgency::Calm), (361, Urgency::Calm), (360, Urgency::Soon), (0, Urgency::Soon)]
    {
        let clock = clock(day, Standing::Running { minutes_left });
        assert_eq!(urgency(&clock, clock.standing), expected, "{minutes_left}");
    }
    let late = clock(day, Standing::Breached { minutes_over: 1 });
    assert_eq!(urgency(&late, late.standing), Urgency::Late);
}

#[test]
fn a_clock_runs_on_in_the_browser_and_runs_over() {
    let running = Standing::Running { minutes_left: 2 };
    assert_eq!(after(running, 0), running);
    assert_eq!(after(running, 2), Standing::Running { minutes_left: 0 });
    assert_eq!(after(running, 3), Standing::Breached { minutes_over: 1 });
    let paused = Standing::Paused { minutes_left: 2 };
    assert_eq!(after(paused, 3), paused);
}

#[test]
fn the_ring_shows_what_is_left_of_the_term() {
    let clock = clock(Term::Minutes(30), Standing::Running { minutes_left: 12 });
    assert_eq!(share(&clock, clock.standing), 40);
    assert_eq!(today(&clock), Some(clock.due.date()));
}

#[test]
fn words_say_what_the_ring_shows() {
    let words = |standing| standing_words(standing).replace('\u{a0}', " ");
    assert_eq!(words(Standing::Running { minutes_left: 12 }), "Осталось 12 минут");
    assert_eq!(words(Standing::Breached { minutes_over: 25 }), "Просрочено на 25 минут");
    assert_eq!(words(Standing::Breached { minutes_over: 0 }), "Срок вышел");
    assert_eq!(words(Standing::Paused { minutes_left: 60 }), "Часы стоят, в запасе 1 час");
}
