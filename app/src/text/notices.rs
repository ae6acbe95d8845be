//! What notices say.
use super::tickets;
use crate::{
    tickets::words::{category, span},
    ui::{date, date_time, month_name, month_year, rubles},
};
use domain::{
    addresses::short_address,
    calendar::Period,
    incidents::{IncidentKind, Turn},
    notices::{Notice, Reviewed, Subject, UnitOutcome},
    tickets::State,
};

/// One line, and what was written, if anything was.
#[must_use]
pub fn notice(notice: &Notice) -> (String, Option<String>) {
    match notice {
        Notice::TicketRegistered { number } => (format!("Заявка № {number} зарегистрирована"), None),
        Notice::TicketMoved { number, state: State::Open, note } => {
            (format!("Заявка № {number} снова в работе"), note.clone())
        }
        Notice::TicketMoved { number, state, note } => {
            (format!("Заявка № {number} {}", tickets::state(*state)), note.clone())
        }
        Notice::TicketComment { number, text } => (format!("Ответ по заявке № {number}"), Some(text.clone())),
        Notice::AppealAnswered { number, text } => {
            (format!("Ответ на обращение № {number}"), Some(text.clone()))
        }
        Notice::AppealExtended { number, until, reason } => {
            (format!("Ответ на обращение № {number} задержится до {}", date(*until)), Some(reason.clone()))
        }
        Notice::ReadingReviewed { meter, period, given, outcome, note } => (
            reviewed(meter, *period, &given.join(" / "), outcome),
            Some(note.clone()).filter(|note| !note.is_empty()),
        ),
        Notice::PaymentCredited { total, .. } => (format!("Оплата {} зачислена", rubles(*total)), None),
        Notice::ChargesIssued { period } => {
            (format!("Начисления за {} готовы", month_year(period.first_day())), None)
        }
        Notice::NewsAnnounced { title, .. } => (title.clone(), None),
        Notice::Outage { .. } => outage(notice),
        Notice::UnitDecided { number, outcome, note } => {
            (unit_decided(number, *outcome), Some(note.clone()).filter(|note| !note.is_empty()))
        }
    }
}

fn unit_decided(number: &str, outcome: UnitOutcome) -> String {
    match outcome {
        UnitOutcome::Added => format!("ЛС {number} добавлен в ваш кабинет"),
        UnitOutcome::Refused => format!("ЛС {number} не добавлен в ваш кабинет"),
        UnitOutcome::Restored => format!("ЛС {number} снова в вашем кабинете"),
        UnitOutcome::Ended => format!("Доступ к ЛС {number} закрыт"),
        UnitOutcome::NewcomerStays => format!("ЛС {number}: компания проверила, новому жильцу доступ открыт"),
        UnitOutcome::NewcomerGone => format!("ЛС {number}: компания проверила, новому жильцу доступ закрыт"),
    }
}

/// «ГВС 100719727, январь: показание 331 исправили на 351»
fn reviewed(meter: &str, period: Period, given: &str, outcome: &Reviewed) -> String {
    let month = month_name(period.first_day());
    match outcome {
        Reviewed::Counted => format!("{meter}, {month}: показание {given} проверили и приняли"),
        Reviewed::Corrected { values } => {
            format!("{meter}, {month}: показание {given} исправили на {}", values.join(" / "))
        }
        Reviewed::Refused => format!("{meter}, {month}: показание {given} не приняли, сдайте другое"),
        Reviewed::Moved { meter: to } => {
            format!("{meter}, {month}: показание {given} записали на счётчик {to}")
        }
    }
}

fn outage(notice: &Notice) -> (String, Option<String>) {
    let Notice::Outage { turn, kind, category: of, from, to, text, places, .. } = notice else {
        return (String::new(), None);
    };
    let what = match kind {
        IncidentKind::Planned => "Отключение",
        IncidentKind::Emergency => "Авария",
    };
    let what = format!("{what}: {}", category(*of).0.to_lowercase());
    let places = places.iter().map(|address| short_address(address)).collect::<Vec<_>>().join("; ");
    let when = span(*from, *to);
    match turn {
        Turn::Announced => (what, Some(format!("{places}. {when}. {text}"))),
        Turn::Changed => (format!("{what}. Изменилось"), Some(format!("{places}. {when}. {text}"))),
        Turn::Elsewhere => (format!("{what}. Вас больше не касается"), None),
        Turn::Ended => {
            let at = to.map(|to| format!(" {}", date_time(to))).unwrap_or_default();
            (format!("{what}. Закончилось{at}"), Some(places))
        }
        Turn::Cancelled => (format!("{what}. Отменено"), Some(format!("{places}. Было: {when}"))),
    }
}

/// What one gets letters of; none where letters do not depend on a choice.
#[must_use]
pub const fn letters(subject: Subject) -> Option<(&'static str, &'static str)> {
    match subject {
        Subject::Tickets => Some(("Заявки", "приняли, перенесли, выполнили, ответили")),
        Subject::Appeals => Some(("Обращения", "приняли, ответили, продлили срок")),
        Subject::News => Some(("Новости", "те, с которыми просят ознакомиться")),
        Subject::Readings => Some(("Показания", "проверили, исправили, не приняли")),
        Subject::Payments | Subject::Units => None,
        Subject::Outages => Some(("Отключения и аварии", "объявили, изменили, закончились")),
    }
}
