use super::*;
use domain::incidents::Turn;

/// Both twins of a letter, held by a snapshot.
#[track_caller]
fn check(name: &str, words: &Words<'_>) {
    let letter = write("УК «Уютный дом»", "https://lk.example.org", "anna@example.org", words).unwrap();
    let Letter { to, subject, text, html } = letter;
    insta::assert_snapshot!(
        format!("letter_{name}"),
        format!("To: {to}\nSubject: {subject}\n\n{text}\n\n{html}")
    );
}

const NUMBER: &str = "7000418";
const LINK: &str = "https://lk.example.org/button/Qk9t-5_x";

fn address() -> String {
    "г Москва, ул Авиаторов, д. 6, 7".into()
}

#[test]
fn letters_of_registration_say_what_to_do_next() {
    check("registration", &Words::Registration { number: NUMBER, link: LINK });
    check("registration_not_found", &Words::RegistrationNotFound { number: Some(NUMBER) });
    check("registration_not_found_unnamed", &Words::RegistrationNotFound { number: None });
    check("cabinet_exists", &Words::CabinetExists { number: None, link: None });
    check("cabinet_exists_addable", &Words::CabinetExists { number: Some(NUMBER), link: Some(LINK) });
}

#[test]
fn letters_about_the_password_say_what_to_do_next() {
    check("recovery", &Words::Recovery { link: LINK });
    check("recovery_unknown", &Words::RecoveryUnknown);
    check("password_changed", &Words::PasswordChanged { at: "25.01.2018 в 13:20".into() });
}

#[test]
fn letters_about_a_unit_say_what_to_do_next() {
    check("residency_claim", &Words::ResidencyClaim { number: NUMBER, link: LINK });
    check("residency_claim_not_found", &Words::ResidencyClaimNotFound { number: Some(NUMBER) });
    check("residency_claim_needless", &Words::ResidencyClaimNeedless { number: NUMBER });
}

#[test]
fn the_letter_with_a_notice_says_what_was_taken() {
    let notice = |waiting| Words::Notice {
        number: "2018-01-0417",
        at: "25.01.2018 в 13:20".into(),
        account: NUMBER,
        address: "г Москва, ул Авиаторов, д. 6, 7",
        month: "январь 2018".into(),
        taken: vec!["ХВС 100708114: 395".into(), "ЭЛТТ 9904514: день 3702.415, ночь 3801.006".into()],
        waiting,
        code: "7KM2Q-X8RAV".into(),
        link: "https://lk.example.org/check/7KM2Q-X8RAV".into(),
    };
    check("notice", &notice(None));
    check("notice_waiting", &notice(Some("Ещё 2 строки ждут вас на странице показаний.".into())));
}

#[test]
fn letters_about_a_newcomer_go_to_both_sides() {
    let (email, at) = (masked("vera@example.org"), "25.01.2018 в 13:20".to_owned());
    check(
        "newcomer",
        &Words::Newcomer { number: NUMBER, address: address(), email: email.clone(), at, link: LINK },
    );
    check("residency_suspended", &Words::ResidencySuspended { number: NUMBER, address: address() });
    check("newcomer_suspended", &Words::NewcomerSuspended { number: NUMBER, address: address(), email });
}

#[test]
fn a_decision_about_a_unit_is_told_with_its_reason() {
    for outcome in ["added", "refused", "restored", "ended", "newcomer_stays", "newcomer_gone"] {
        let note_text = if outcome == "added" { "" } else { "Договор на другое имя." };
        let link = "https://lk.example.org/profile".into();
        check(
            &format!("unit_decided_{outcome}"),
            &Words::UnitDecided { number: NUMBER, outcome, note_text, link },
        );
    }
}

#[test]
fn what_was_typed_is_never_markup() {
    let words = Words::ResidencySuspended { number: "<b>1</b>", address: address() };
    let letter = write("УК <i>", "https://lk.example.org", "anna@example.org", &words).unwrap();
    assert!(!letter.html.contains("<b>") && !letter.html.contains("<i>"), "{}", letter.html);
    assert!(letter.text.contains("<b>1</b>"), "{}", letter.text);
}

#[test]
fn a_header_is_one_line_whatever_is_in_it() {
    assert_eq!(one_line("Пароль\r\nBcc: x@example.org\u{0}"), "Пароль Bcc: x@example.org");
}

#[test]
fn an_address_is_shown_enough_to_be_known() {
    assert_eq!(masked("vera@example.org"), "v•••@example.org");
}

#[test]
fn only_digits_are_repeated_to_a_stranger() {
    assert_eq!(repeatable("7000418"), Some("7000418"));
    assert_eq!(repeatable("EVIL.EXAMPLE/1"), None);
    assert_eq!(repeatable(""), None);
}

#[test]
fn letters_about_a_ticket_say_how_it_goes() {
    let link = || "https://lk.example.org/tickets/7218204".to_owned();
    let at = || "25.01.2018 в 13:02".to_owned();
    check(
        "ticket_registered",
        &Words::TicketRegistered {
            number: 7_218_204,
            at: at(),
            address: address(),
            text: Some("нет света в квартире"),
            due: Some("25.01.2018 13:32".into()),
            link: link(),
        },
    );
    let moved = |state, note_text, until, done| Words::TicketMoved {
        number: 7_218_204,
        address: address(),
        state,
        at: at(),
        note_text,
        until,
        done,
        link: link(),
    };
    check("ticket_in_progress", &moved("на исполнении", None, None, false));
    check("ticket_deferred", &moved("отложена", Some("Ждём деталь"), Some("28.01.2018".into()), false));
    check("ticket_completed", &moved("выполнена", Some("Подключил"), None, true));
    let text = "Выехал, буду через 10 минут.";
    check(
        "ticket_comment",
        &Words::TicketComment { number: 7_218_204, address: address(), text, link: link() },
    );
}

#[test]
fn a_letter_about_a_reading_says_what_became_of_it() {
    let reviewed = |outcome, instead: &str, note_text| Words::ReadingReviewed {
        meter: "ГВС 100719727",
        month: "январь 2018".into(),
        given: "331".into(),
        outcome,
        instead: instead.into(),
        note_text,
        link: "https://lk.example.org/readings".into(),
    };
    check("reading_counted", &reviewed("counted", "", ""));
    check("reading_corrected", &reviewed("corrected", "351", "На фото 351."));
    check("reading_moved", &reviewed("moved", "ХВС 100719728", ""));
    check("reading_refused", &reviewed("refused", "", "Проверьте вторую цифру: раньше было 341."));
}

#[test]
fn letters_about_an_outage_say_when_where_and_that_it_is_over() {
    let outage = |turn, title: &str, places: &str, ended| Words::Outage {
        turn,
        title: title.into(),
        when: "25.01.2018 с 11:40 до 15:40".into(),
        ended,
        places: places.into(),
        text: "Меняем <насос>.\nПодвоз воды у подъезда 2.",
        link: "https://lk.example.org/incidents/01890000-0000-7000-8000-000000000000".into(),
    };
    let house = "г Москва, ул Авиаторов, д. 6";
    let title = "Плановое отключение: холодная вода";
    check("outage_announced", &outage(Turn::Announced, title, house, None));
    let title = "Изменилось: авария, отопление";
    check("outage_changed", &outage(Turn::Changed, title, house, None));
    let title = "Вас больше не касается: авария, отопление";
    check("outage_elsewhere", &outage(Turn::Elsewhere, title, "", None));
    let title = "Закончилось: авария, отопление";
    check("outage_ended", &outage(Turn::Ended, title, house, Some("25.01.2018 в 15:10".into())));
    let title = "Отменено: плановое отключение, лифт";
    check("outage_cancelled", &outage(Turn::Cancelled, title, house, None));
}

#[test]
fn letters_about_an_appeal_say_by_when_what_and_why() {
    let link = || "https://lk.example.org/appeals/1042".to_owned();
    let number = 1_042;
    check(
        "appeal_registered",
        &Words::AppealRegistered {
            number,
            at: "25.01.2018 в 13:02".into(),
            address: address(),
            about: "начисления и перерасчёт",
            due: Some("08.02.2018".into()),
            link: link(),
        },
    );
    let text = "Здравствуйте, Анна Викторовна.\n\nПерерасчёт сделали: <он> будет в следующей квитанции.";
    check("appeal_answered", &Words::AppealAnswered { number, address: address(), text, link: link() });
    check(
        "appeal_extended",
        &Words::AppealExtended {
            number,
            address: address(),
            until: "20.02.2018".into(),
            reason: "Ждём данные поставщика тепла.",
            link: link(),
        },
    );
}

#[test]
fn the_letter_with_news_leads_to_them() {
    let link = || "https://lk.example.org/news/01890000-0000-7000-8000-00000000000a".to_owned();
    let title = "28.01.2018 г. проверка <газового> оборудования";
    let begins = "Мастер обойдёт квартиры с 10:00 до 16:00. Будьте дома или оставьте ключ…";
    check("news_announced", &Words::NewsAnnounced { title, begins, link: link() });
    check("news_announced_wordless", &Words::NewsAnnounced { title: "План двора", begins: "", link: link() });
}

#[test]
fn letters_about_working_here_and_codes_say_what_to_do_next() {
    check("invitation", &Words::Invitation { role: "accountant", link: LINK });
    let at = || "25.01.2018 в 13:20".to_owned();
    check("second_factor_on", &Words::SecondFactorOn { at: at() });
    check("second_factor_off", &Words::SecondFactorOff { at: at() });
    check("second_factor_reset", &Words::SecondFactorReset { at: at() });
    check("person_deleted", &Words::PersonDeleted);
}

#[test]
fn the_letter_about_a_debt_says_how_much_and_what_to_do() {
    let link = "https://lk.example.org/pay".to_owned();
    let (owed, day) = ("4\u{a0}611.59".to_owned(), "25.01.2018".to_owned());
    check("debt", &Words::Debt { number: NUMBER, address: address(), owed, day, link });
}

#[test]
fn reminders_say_what_is_to_be_done_and_by_when() {
    let readings = |last_day| Words::ReadingsDue {
        number: NUMBER,
        address: address(),
        month: "январь 2018".into(),
        last: "25.01.2018".into(),
        last_day,
        meters: vec!["ХВС 100708114".into(), "ЭЛТТ 9904514".into()],
        link: LINK.into(),
    };
    check("readings_due", &readings(false));
    check("readings_due_today", &readings(true));
    check(
        "verification_ends",
        &Words::VerificationEnds {
            number: NUMBER,
            address: address(),
            meter: "ХВС 100708114".into(),
            until: "31.03.2018".into(),
            link: LINK.into(),
        },
    );
    let payment = |over| Words::PaymentDue {
        number: NUMBER,
        address: address(),
        owed: "4\u{a0}611.59".into(),
        due_on: "10.02.2018".into(),
        over,
        link: LINK.into(),
    };
    check("payment_due", &payment(false));
    check("payment_due_over", &payment(true));
    check("charges_issued", &Words::ChargesIssued { month: "январь 2018", link: LINK.into() });
}
