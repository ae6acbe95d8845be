//! The Russian words of notices on a screen: a title, and what there is to say besides.
use crate::{
    incidents::words::{span, title as outage},
    readings::words::{date, month_in_full},
};
use domain::{
    incidents::Turn,
    notices::{Notice, Reviewed, UnitOutcome},
    reminders::{Deadline, WindowStep},
    tickets::State,
};

/// A locked screen shows it to whoever passes by: no account, meter, address or sum, and nothing that somebody wrote to somebody.
pub(super) fn of(notice: &Notice) -> (String, String) {
    let nothing = String::new;
    match notice {
        Notice::ReadingsDue { last, step, meters, .. } => {
            let title = match step {
                WindowStep::Opens => format!("Сдайте показания до {}", date(*last)),
                WindowStep::FewDays => format!("Показания принимаем до {}", date(*last)),
                WindowStep::LastDays => format!("Последний день для показаний: {}", date(*last)),
            };
            (title, format!("Счётчиков без показаний: {}", meters.len()))
        }
        Notice::VerificationEnds { until, .. } => {
            (format!("Поверка счётчика до {}", date(*until)), "Закажите новую заранее.".into())
        }
        Notice::PaymentDue { due_on, deadline, .. } => {
            let title = match deadline {
                Deadline::Ahead => format!("Оплатите до {}", date(*due_on)),
                Deadline::Over => format!("Срок оплаты прошёл {}", date(*due_on)),
            };
            (title, "Сколько и за что, видно в кабинете.".into())
        }
        Notice::TicketRegistered { number } => (format!("Заявка № {number} зарегистрирована"), nothing()),
        Notice::TicketMoved { number, state, .. } => {
            (format!("Заявка № {number} {}", ticket(*state)), nothing())
        }
        Notice::TicketComment { number, .. } => (format!("Ответ по заявке № {number}"), nothing()),
        Notice::AppealAnswered { number, .. } => (format!("Ответ на обращение № {number}"), nothing()),
        Notice::AppealExtended { number, until, .. } => {
            (format!("Ответ на обращение № {number} задержится до {}", date(*until)), nothing())
        }
        Notice::ReadingReviewed { outcome, .. } => {
            let what = match outcome {
                Reviewed::Counted => "Показание проверили и приняли",
                Reviewed::Corrected { .. } => "Показание исправили",
                Reviewed::Refused => "Показание не приняли, сдайте другое",
                Reviewed::Moved { .. } => "Показание записали на другой счётчик",
            };
            (what.into(), nothing())
        }
        Notice::PaymentCredited { .. } | Notice::PaymentReceived { .. } => {
            ("Оплата зачислена".into(), nothing())
        }
        Notice::ChargesIssued { period } => {
            (format!("Начисления за {} готовы", month_in_full(*period)), nothing())
        }
        Notice::Outage { turn, kind, category, from, to, .. } => {
            let when = match turn {
                Turn::Announced | Turn::Changed => span(*from, *to),
                Turn::Elsewhere | Turn::Ended | Turn::Cancelled => nothing(),
            };
            (outage(*turn, *kind, *category), when)
        }
        Notice::NewsAnnounced { title, .. } => (title.clone(), nothing()),
        Notice::UnitDecided { outcome, .. } => {
            let what = match outcome {
                UnitOutcome::Added => "Помещение добавлено в ваш кабинет",
                UnitOutcome::Refused => "Помещение не добавлено в ваш кабинет",
                UnitOutcome::Restored => "Помещение снова в вашем кабинете",
                UnitOutcome::Ended => "Помещения больше нет в вашем кабинете",
                UnitOutcome::NewcomerStays => "Новому жильцу доступ открыт",
                UnitOutcome::NewcomerGone => "Новому жильцу доступ закрыт",
            };
            (what.into(), nothing())
        }
    }
}

const fn ticket(state: State) -> &'static str {
    match state {
        State::Open => "снова в работе",
        other => crate::tickets::words::state(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        ids::{IncidentId, OrderId},
        incidents::IncidentKind,
        money::Money,
        tickets::Category,
    };
    use uuid::Uuid;

    /// What nobody who passes by may read.
    const SECRET: [&str; 5] = ["7000418", "100719727", "611", "Петров", "Ленина"];

    fn text() -> String {
        "Петров, Ленина 10, ЛС 7000418, счётчик 100719727, долг 4 611.59".into()
    }

    fn meter() -> String {
        "ГВС 100719727".into()
    }

    fn readings(step: WindowStep) -> Notice {
        Notice::ReadingsDue {
            number: "7000418".into(),
            period: "2018-01".parse().unwrap(),
            last: "2018-01-25".parse().unwrap(),
            step,
            meters: vec!["ХВС 100708114".into(), meter()],
        }
    }

    fn payment(deadline: Deadline) -> Notice {
        let due_on = "2018-01-25".parse().unwrap();
        Notice::PaymentDue { number: "7000418".into(), due_on, owed: Money(461_159), deadline }
    }

    fn outage(turn: Turn) -> Notice {
        Notice::Outage {
            incident: IncidentId(Uuid::nil()),
            turn,
            kind: IncidentKind::Emergency,
            category: Category::ColdWater,
            from: "2018-01-25T11:40:00".parse().unwrap(),
            to: None,
            text: text(),
            places: vec!["Ленина 10".into()],
        }
    }

    #[test]
    fn a_screen_says_what_is_to_be_done_and_by_when() {
        let (meters, sum) = ("Счётчиков без показаний: 2", "Сколько и за что, видно в кабинете.");
        for (notice, title, body) in [
            (readings(WindowStep::Opens), "Сдайте показания до 25.01.2018", meters),
            (readings(WindowStep::FewDays), "Показания принимаем до 25.01.2018", meters),
            (readings(WindowStep::LastDays), "Последний день для показаний: 25.01.2018", meters),
            (payment(Deadline::Ahead), "Оплатите до 25.01.2018", sum),
            (payment(Deadline::Over), "Срок оплаты прошёл 25.01.2018", sum),
        ] {
            assert_eq!(of(&notice), (title.to_owned(), body.to_owned()));
        }
    }

    #[test]
    fn a_locked_screen_shows_nothing_of_whose_home_it_is_and_of_what_was_written() {
        let until = "2018-02-05".parse().unwrap();
        let reviewed = |outcome| Notice::ReadingReviewed {
            meter: meter(),
            period: "2018-01".parse().unwrap(),
            given: vec!["611".into()],
            outcome,
            note: text(),
        };
        let decided = |outcome| Notice::UnitDecided { number: "7000418".into(), outcome, note: text() };
        for notice in [
            readings(WindowStep::Opens),
            Notice::VerificationEnds { number: "7000418".into(), meter: meter(), until },
            payment(Deadline::Over),
            Notice::TicketRegistered { number: 5 },
            Notice::TicketMoved { number: 5, state: State::Completed, note: Some(text()) },
            Notice::TicketComment { number: 5, text: text() },
            Notice::AppealAnswered { number: 5, text: text() },
            Notice::AppealExtended { number: 5, until, reason: text() },
            reviewed(Reviewed::Counted),
            reviewed(Reviewed::Corrected { values: vec!["611".into()] }),
            reviewed(Reviewed::Refused),
            reviewed(Reviewed::Moved { meter: meter() }),
            Notice::PaymentCredited { order: OrderId(Uuid::nil()), total: Money(461_159) },
            Notice::PaymentReceived { number: "7000418".into(), total: Money(461_159) },
            Notice::ChargesIssued { period: "2018-01".parse().unwrap() },
            outage(Turn::Announced),
            outage(Turn::Ended),
            decided(UnitOutcome::Added),
            decided(UnitOutcome::NewcomerGone),
        ] {
            let (title, body) = of(&notice);
            assert!(!title.is_empty(), "{notice:?}");
            for secret in SECRET {
                assert!(!title.contains(secret) && !body.contains(secret), "{title} / {body}");
            }
        }
    }
}
