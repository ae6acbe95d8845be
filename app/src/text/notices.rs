//! What notices say.
use super::tickets;
use crate::ui::{date, rubles};
use domain::{
    notices::{Notice, Subject},
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
        Notice::PaymentCredited { total, .. } => (format!("Оплата {} зачислена", rubles(*total)), None),
        Notice::NewsAnnounced { title, .. } => (title.clone(), None),
    }
}

/// What one gets letters of; none where letters do not depend on a choice.
#[must_use]
pub const fn letters(subject: Subject) -> Option<(&'static str, &'static str)> {
    match subject {
        Subject::Tickets => Some(("Заявки", "приняли, перенесли, выполнили, ответили")),
        Subject::Appeals => Some(("Обращения", "приняли, ответили, продлили срок")),
        Subject::News => Some(("Новости", "те, с которыми просят ознакомиться")),
        Subject::Payments => None,
    }
}
