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

pub(super) fn of(notice: &Notice) -> (String, String) {
    let nothing = String::new;
    match notice {
        Notice::ReadingsDue { number, last, step, meters, .. } => {
            let title = match step {
                WindowStep::Opens => format!("Сдайте показания до {}", date(*last)),
                WindowStep::FewDays => format!("Показания принимаем до {}", date(*last)),
                WindowStep::LastDays => format!("Последний день для показаний: {}", date(*last)),
            };
            (title, format!("ЛС {number}: {}", meters.join(", ")))
        }
        Notice::VerificationEnds { number, meter, until } => (
            format!("Поверка счётчика до {}", date(*until)),
            format!("ЛС {number}: {meter}. Закажите поверку заранее."),
        ),
        Notice::PaymentDue { number, due_on, owed, deadline } => {
            let title = match deadline {
                Deadline::Ahead => format!("Оплатите до {}", date(*due_on)),
                Deadline::Over => format!("Срок оплаты прошёл {}", date(*due_on)),
            };
            (title, format!("ЛС {number}: {owed}\u{a0}₽"))
        }
        Notice::TicketRegistered { number } => (format!("Заявка № {number} зарегистрирована"), nothing()),
        Notice::TicketMoved { number, state, note } => {
            (format!("Заявка № {number} {}", ticket(*state)), note.clone().unwrap_or_default())
        }
        Notice::TicketComment { number, text } => (format!("Ответ по заявке № {number}"), text.clone()),
        Notice::AppealAnswered { number, text } => (format!("Ответ на обращение № {number}"), text.clone()),
        Notice::AppealExtended { number, until, reason } => {
            (format!("Ответ на обращение № {number} задержится до {}", date(*until)), reason.clone())
        }
        Notice::ReadingReviewed { meter, outcome, note, .. } => {
            let what = match outcome {
                Reviewed::Counted => "показание проверили и приняли",
                Reviewed::Corrected { .. } => "показание исправили",
                Reviewed::Refused => "показание не приняли, сдайте другое",
                Reviewed::Moved { .. } => "показание записали на другой счётчик",
            };
            (format!("{meter}: {what}"), note.clone())
        }
        Notice::PaymentCredited { .. } | Notice::PaymentReceived { .. } => ("Оплата зачислена".into(), nothing()),
        Notice::ChargesIssued { period } => {
            (format!("Начисления за {} готовы", month_in_full(*period)), nothing())
        }
        Notice::Outage { turn, kind, category, from, to, places, .. } => {
            let when = match turn {
                Turn::Announced | Turn::Changed => format!("{}. {}", span(*from, *to), places.join("; ")),
                Turn::Elsewhere | Turn::Ended | Turn::Cancelled => places.join("; "),
            };
            (outage(*turn, *kind, *category), when)
        }
        Notice::NewsAnnounced { title, .. } => (title.clone(), nothing()),
        Notice::UnitDecided { number, outcome, note } => {
            let what = match outcome {
                UnitOutcome::Added => "добавлен в ваш кабинет",
                UnitOutcome::Refused => "не добавлен в ваш кабинет",
                UnitOutcome::Restored => "снова в вашем кабинете",
                UnitOutcome::Ended => "больше не в вашем кабинете",
                UnitOutcome::NewcomerStays => "новому жильцу доступ открыт",
                UnitOutcome::NewcomerGone => "новому жильцу доступ закрыт",
            };
            (format!("ЛС {number}: {what}"), note.clone())
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
    use domain::money::Money;

    #[test]
    fn a_screen_says_what_is_to_be_done_and_by_when() {
        let last = "2018-01-25".parse().unwrap();
        let readings = |step| Notice::ReadingsDue {
            number: "7000418".into(),
            period: "2018-01".parse().unwrap(),
            last,
            step,
            meters: vec!["ХВС 100708114".into(), "ГВС 100719727".into()],
        };
        let meters = "ЛС 7000418: ХВС 100708114, ГВС 100719727";
        let payment = |deadline| Notice::PaymentDue {
            number: "7000418".into(),
            due_on: last,
            owed: Money(461_159),
            deadline,
        };
        for (notice, title, body) in [
            (readings(WindowStep::Opens), "Сдайте показания до 25.01.2018", meters),
            (readings(WindowStep::LastDays), "Последний день для показаний: 25.01.2018", meters),
            (payment(Deadline::Ahead), "Оплатите до 25.01.2018", "ЛС 7000418: 4\u{a0}611.59\u{a0}₽"),
            (payment(Deadline::Over), "Срок оплаты прошёл 25.01.2018", "ЛС 7000418: 4\u{a0}611.59\u{a0}₽"),
        ] {
            assert_eq!(of(&notice), (title.to_owned(), body.to_owned()));
        }
    }
}
