//! What notices say.
use super::tickets;
use crate::{
    tickets::words::{category, span},
    ui::{date, date_time, month_name, month_year, rubles},
};
use chrono::NaiveDate;
use domain::{
    Rule,
    addresses::short_address,
    calendar::Period,
    incidents::{IncidentKind, Turn},
    notices::{Channel, Notice, Reviewed, Subject, UnitOutcome},
    reminders::{Deadline, WindowStep},
    tickets::State,
};

/// One line, and what was written, if anything was.
#[must_use]
pub fn notice(notice: &Notice) -> (String, Option<String>) {
    match notice {
        Notice::ReadingsDue { number, last, step, meters, .. } => {
            (readings_due(*step, *last), Some(format!("ЛС {number}. Не сданы: {}", meters.join(", "))))
        }
        Notice::VerificationEnds { number, meter, until } => (
            format!("Поверка счётчика {meter} до {}", date(*until)),
            Some(format!("ЛС {number}. Закажите новую заранее: потом показания для расчёта не годятся.")),
        ),
        Notice::PaymentDue { number, due_on, owed, deadline } => {
            let title = match deadline {
                Deadline::Ahead => format!("Оплатите до {}: {}", date(*due_on), rubles(*owed)),
                Deadline::Over => format!("Срок оплаты прошёл {}: {}", date(*due_on), rubles(*owed)),
            };
            (title, Some(format!("ЛС {number}")))
        }
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
        Notice::PaymentReceived { number, total } => {
            (format!("Оплата {} зачислена на ЛС {number}", rubles(*total)), None)
        }
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

fn readings_due(step: WindowStep, last: NaiveDate) -> String {
    match step {
        WindowStep::Opens => format!("Пора сдать показания, до {}", date(last)),
        WindowStep::FewDays => format!("Показания принимаем до {}, осталось мало дней", date(last)),
        WindowStep::LastDays => format!("Последний день для показаний: {}", date(last)),
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

/// A subject of the table of choices, and what happens with it.
#[must_use]
pub const fn subject(subject: Subject) -> (&'static str, &'static str) {
    match subject {
        Subject::Window => ("Пора сдать показания", "открылся приём, осталось три дня, остался день"),
        Subject::Verification => ("Подходит срок поверки", "за 60 и за 30 дней"),
        Subject::Receipts => ("Новая квитанция", "начисления за месяц готовы"),
        Subject::Debts => ("Срок оплаты", "за три дня, и если он прошёл"),
        Subject::Tickets => ("Заявки", "приняли, перенесли, выполнили, ответили"),
        Subject::Appeals => ("Обращения", "приняли, ответили, продлили срок"),
        Subject::Readings => ("Показания", "проверили, исправили, не приняли"),
        Subject::Payments => ("Оплаты", "деньги зачислены"),
        Subject::Outages => ("Отключения и аварии", "объявили, изменили, закончились"),
        Subject::News => ("Новости", "письма только о тех, с которыми просят ознакомиться"),
        Subject::Units => ("Помещения", "кто и к какому помещению получил доступ"),
    }
}

/// The head of a column.
#[must_use]
pub const fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Bell => "Звонок",
        Channel::Letters => "Письмо",
        Channel::Push => "Экран",
    }
}

/// The list that a box of a column belongs to.
#[must_use]
pub const fn channel_field(channel: Channel) -> &'static str {
    match channel {
        Channel::Bell => "bell",
        Channel::Letters => "letters",
        Channel::Push => "push",
    }
}

pub(super) fn rule(rule: &Rule) -> String {
    match rule {
        Rule::NoSuchTime => "Укажите время часами и минутами. Пример: 22:00.".into(),
        Rule::NoPush => {
            "Этот браузер дал адрес, на который уведомления не отправить. Обновите браузер и попробуйте ещё раз."
                .into()
        }
        _ => String::new(),
    }
}
