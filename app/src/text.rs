//! Every sentence that explains an error: what is wrong, and what a right value looks like.

pub mod appeals;
pub mod files;
pub mod imports;
mod incidents;
pub mod jobs;
pub mod news;
pub mod notices;
pub mod registry;
pub mod settings;
pub mod setup;
pub mod silence;
pub mod staff;
pub mod statements;
pub mod tickets;

use crate::{
    api::ApiError,
    ui::{date, plural},
};
use domain::{
    Rule,
    access::Role,
    accounts::{AccountNumber, AccountNumberError},
    money::MoneyError,
    phone::PhoneError,
    second_factor::{Code, CodeError},
    session::{Email, EmailError, MAX_PASSWORD, MIN_PASSWORD, PasswordError},
};

/// What a person reads when a server function answered with an error.
#[must_use]
pub fn error(error: &ApiError) -> String {
    match error {
        ApiError::SignInRequired => {
            "Вы вышли из кабинета. Войдите ещё раз: введённое осталось в полях.".into()
        }
        ApiError::NotFound => "Такого здесь нет. Возможно, ссылка устарела.".into(),
        ApiError::Rejected(rejection) => {
            rejection.field("").map_or_else(|| "Проверьте поля: под ними сказано, что не так.".into(), rule)
        }
        ApiError::TooMany { seconds } => {
            let minutes = seconds.div_ceil(60).max(1);
            let word = plural(minutes, "минуту", "минуты", "минут");
            format!("Слишком много попыток подряд. Попробуйте снова через {minutes}\u{a0}{word}.")
        }
        ApiError::TooLarge => {
            "Текст слишком длинный, и портал его не взял. Сократите его и отправьте ещё раз.".into()
        }
        ApiError::BadRequest => "Форма пришла не целиком. Обновите страницу и попробуйте ещё раз.".into(),
        ApiError::Offline => {
            "Нет связи. Введённое осталось в полях: отправьте ещё раз, когда сеть появится.".into()
        }
        ApiError::Incident(number) if number.is_empty() => {
            "Не получилось, ошибка на нашей стороне. Попробуйте ещё раз через минуту.".into()
        }
        ApiError::Incident(number) => format!(
            "Не получилось, ошибка на нашей стороне. Попробуйте ещё раз через минуту. Код для поддержки: {number}"
        ),
    }
}

/// «Диспетчер».
#[must_use]
pub const fn role(role: Role) -> &'static str {
    match role {
        Role::Dispatcher => "Диспетчер",
        Role::Accountant => "Бухгалтер",
        Role::Editor => "Редактор новостей",
        Role::Manager => "Управляющий",
        Role::Administrator => "Администратор",
    }
}

/// What stands below a field.
#[must_use]
pub fn rule(rule: &Rule) -> String {
    match rule {
        Rule::AccountNumber(error) => account_number(error),
        Rule::SurnameMissing => "Укажите фамилию собственника, как в квитанции. Пример: Петрова.".into(),
        Rule::Email(error) => email(error),
        Rule::Password(error) => password(error),
        Rule::WrongCredentials => "E-mail и пароль не подошли друг к другу. Проверьте раскладку и Caps Lock.".into(),
        Rule::ConsentMissing => "Отметьте согласие: без него кабинет завести нельзя.".into(),
        Rule::LinkExpired => "Ссылка больше не действует: ею уже воспользовались, или прошли сутки. Запросите новое письмо.".into(),
        Rule::AlreadyAdded => "Это помещение у вас уже есть: выберите его вверху страницы.".into(),
        Rule::TextMissing => "Напишите, что случилось. Например: «Не видно кнопки на телефоне».".into(),
        Rule::TextTooLong { max } => format!("Текст длиннее {max} знаков. Оставьте самое важное."),
        Rule::SpanBackwards => "Конец раньше начала. Поменяйте их местами или исправьте одно из двух.".into(),
        Rule::SpanEmpty => "Начало и конец совпадают. Укажите конец позже. Пример: с 10:00 до 14:00.".into(),
        Rule::DayOutside { first, last } => format!("Выберите день с {} по {}.", date(*first), date(*last)),
        Rule::NothingFilled => "Не введено ни одного показания. Заполните хотя бы одну строку и нажмите «Сдать показания».".into(),
        Rule::PageOutOfDate => "Страница устарела: показания успели измениться. Обновите её и проверьте.".into(),
        Rule::Reading(error) => crate::readings::text::none_of_the_dial(error),
        Rule::OtherDial => "У этого счётчика другое число цифр: такое показание на нём невозможно. Выберите другой счётчик.".into(),
        Rule::DecidedAlready => "Пока страница была открыта, показание разобрал коллега или житель сдал другое. Откройте следующее.".into(),
        Rule::MonthClosed => "Месяц закрыт: показания за него больше не меняются. Запишите показание за следующий.".into(),
        Rule::HouseReading(doubt) => crate::balance::text::doubt(doubt),
        Rule::HouseReadingsMissing => "Не введено ни одного показания. Заполните хотя бы одно поле и нажмите «Записать».".into(),
        Rule::NotWhole { min, max } => format!("Нужно целое число от {min} до {max}. Пример: {}.", 2.clamp(*min, *max)),
        Rule::MonthNotBegun => "Этот месяц ещё не начался: показаний за него нет.".into(),
        Rule::MonthLongOver { first } => format!("Этот месяц давно прошёл. Закрыть можно месяцы начиная с {:02}.{}.", first.month(), first.year()),
        Rule::PersonKnown => "Человек с этим e-mail на портале уже есть: пароль у него свой, ничего не изменено.".into(),
        Rule::PersonUnknown => "Человека с этим e-mail на портале нет.".into(),
        Rule::Sum(error) => sum(error),
        Rule::Phone(error) => phone(error),
        Rule::OfferNotAccepted => "Отметьте, что принимаете условия договора-оферты: без этого банк деньги не примет.".into(),
        Rule::AccountClosed => "Лицевой счёт закрыт, оплаты по нему не принимаются. Если остался долг, напишите в управляющую компанию.".into(),
        Rule::DebtChanged { owed } if owed.is_zero() => "Пока страница была открыта, долг оплатили. Проверьте раздел «Оплаты».".into(),
        Rule::DebtChanged { owed } => format!("Пока страница была открыта, прошла оплата: теперь долг {owed}\u{a0}₽. Проверьте сумму и нажмите ещё раз."),
        Rule::NoAcquirer => "Через портал компания оплату не принимает. Оплатите по QR-коду в приложении банка.".into(),
        Rule::MoreThanPaid { left } => format!("Вернуть можно не больше, чем осталось от оплаты: {left}\u{a0}₽."),
        Rule::NameMissing => "Укажите имя. Пример: Анна Петрова.".into(),
        Rule::TicketTextMissing => "Напишите, что случилось, где и с какого времени. Пример: «Нет света с 13 часов».".into(),
        Rule::CommentMissing => "Напишите комментарий. Пример: «Мастер не приехал».".into(),
        Rule::ReasonMissing => "Напишите почему: житель это прочтёт. Пример: «Ждём деталь до четверга».".into(),
        Rule::FaultMissing => "Напишите, что не так: мастер прочтёт это до приезда. Пример: «Кран снова капает».".into(),
        Rule::ResultMissing => tickets::result_missing(),
        Rule::PlaceMissing => "Укажите, где это: выберите лицевой счёт, дом или подъезд.".into(),
        Rule::MomentMissing => "Укажите день и время. Пример: 25.01.2018 10:00.".into(),
        Rule::HouseMissing | Rule::IncidentChanged | Rule::IncidentOver => incidents::rule(rule),
        Rule::NoSuchRating => "Поставьте от одной до пяти звёзд.".into(),
        Rule::NotInThisState { state } => tickets::not_in_this_state(*state),
        Rule::File(refusal) => files::refusal(refusal),
        Rule::ChangedMeanwhile { changes } => tickets::changed_meanwhile(changes),
        Rule::NewsTitleMissing
        | Rule::NewsTextMissing
        | Rule::AudienceMissing
        | Rule::NoSuchAccounts { .. }
        | Rule::NoSuchMoment
        | Rule::DayOver
        | Rule::SavedMeanwhile { .. } => news::rule(rule),
        Rule::AppealKindMissing => "Выберите, о чём обращение. Если ничего не подходит, «Другое».".into(),
        Rule::AppealTextMissing => "Напишите, что нужно. Пример: «Прошу сделать перерасчёт за отопление в декабре».".into(),
        Rule::AnswerMissing => "Напишите текст: житель прочтёт его слово в слово.".into(),
        Rule::AppealIs { state } => appeals::not_in_this_state(*state),
        Rule::AppealChanged { changes } => appeals::changed_meanwhile(changes),
        Rule::ExtendedAlready { until } => appeals::extended_already(*until),
        Rule::TermOver => "Срок уже вышел, продлить его нельзя. Ответьте как можно скорее.".into(),
        Rule::ExtensionOutside { first, last } => appeals::extension_outside(*first, *last),
        Rule::TemplateNameMissing => "Назовите шаблон. Пример: «Справка готова».".into(),
        Rule::PlaceholderUnknown { name } => appeals::placeholder_unknown(name),
        Rule::ImportKindMissing
        | Rule::SheetUnreadable { .. }
        | Rule::ColumnsMissing { .. }
        | Rule::ColumnChosenTwice { .. }
        | Rule::MonthMissing
        | Rule::RecipientMissing
        | Rule::UndoReasonMissing
        | Rule::ImportMovedOn => imports::rule(rule),
        Rule::BankMissing
        | Rule::SettledAlready
        | Rule::UndoOver { .. }
        | Rule::WhyMissing
        | Rule::DayMissing
        | Rule::NobodyChosen => statements::rule(rule),
        Rule::RoleMissing => "Выберите роль: от неё зависит, что человек увидит. Например, «Диспетчер».".into(),
        Rule::WorksHere => "Человек с этим e-mail здесь уже работает: измените его роль в списке.".into(),
        Rule::InvitedAlready => "Приглашение на этот e-mail уже отправлено. Отправьте его ещё раз или отзовите в списке ниже.".into(),
        Rule::LastAdministrator => "Это последний администратор: без него некому будет открывать доступ. Сначала назначьте другого.".into(),
        Rule::Requisite { which, error } => settings::requisite(*which, error),
        Rule::WordsMissing => "Здесь нужен текст. Пример: ООО «УК Очаг».".into(),
        Rule::NoSuchDay => "Нужно число месяца от 1 до 28: такое есть в каждом месяце. Пример: 25.".into(),
        Rule::WindowTooLate { latest } => format!("По закону показания сдают не позже {latest}-го числа. Пример: {latest}."),
        Rule::WindowBackwards => "Последний день раньше первого. Пример: с 15 по 25.".into(),
        Rule::NoSuchZone | Rule::AddressIncomplete | Rule::HouseKnown => setup::rule(rule),
        Rule::PasswordAgain => "После пароля прошло больше десяти минут. Вернитесь и введите его ещё раз.".into(),
        Rule::WrongPassword => "Пароль не подошёл. Проверьте раскладку и Caps Lock.".into(),
        Rule::EmployeeStays => "Вы работаете на портале как сотрудник. Сначала попросите администратора закрыть вам доступ.".into(),
        Rule::Code(error) => code(error),
        Rule::RemovalDayMissing | Rule::ResourceMissing | Rule::SerialMissing | Rule::OneZone | Rule::MeterKnown => {
            registry::house_meter(rule)
        }
        Rule::NoSuchTime | Rule::NoPush => notices::rule(rule),
        Rule::Registry(wrong) => registry::wrong(wrong),
        Rule::PlaceholderLeft { name } => format!("В тексте осталось «{{{name}}}». Впишите вместо него нужное слово."),
    }
}

fn sum(error: &MoneyError) -> String {
    const EXAMPLE: &str = "Пример: 4611.59.";
    match error {
        MoneyError::Empty => format!("Укажите сумму. {EXAMPLE}"),
        MoneyError::NotANumber(c) => format!("В сумме только цифры и точка, а здесь знак «{c}». {EXAMPLE}"),
        MoneyError::Negative => format!("Сумма больше нуля. {EXAMPLE}"),
        MoneyError::Zero => format!("Ноль рублей оплатить нельзя. {EXAMPLE}"),
        MoneyError::TooManyDecimals => format!("После точки не больше двух цифр: это копейки. {EXAMPLE}"),
        MoneyError::TooSmall { min } => format!("За раз можно оплатить не меньше {min}\u{a0}₽."),
        MoneyError::TooLarge { max } => {
            format!("За раз можно оплатить не больше {max}\u{a0}₽. Разделите оплату на несколько.")
        }
    }
}

fn phone(error: &PhoneError) -> String {
    const EXAMPLE: &str = "Пример: +7 921 555-01-07.";
    match error {
        PhoneError::BadCharacter(c) => {
            format!("В номере телефона только цифры, а здесь знак «{c}». {EXAMPLE}")
        }
        PhoneError::Length { digits } => {
            format!("В номере с кодом одиннадцать цифр, а здесь {digits}. {EXAMPLE}")
        }
    }
}

fn account_number(error: &AccountNumberError) -> String {
    match error {
        AccountNumberError::Empty => "Укажите № лицевого счета: он вверху квитанции. Пример: 7000418.".into(),
        AccountNumberError::BadCharacter(c) => {
            format!("В номере только цифры и буквы, а здесь знак «{c}». Пример: 7000418.")
        }
        AccountNumberError::TooLong => {
            format!("В номере не бывает больше {} знаков. Пример: 7000418.", AccountNumber::MAX)
        }
    }
}

fn email(error: &EmailError) -> String {
    const EXAMPLE: &str = "Пример: name@example.org.";
    match error {
        EmailError::Empty => format!("Укажите адрес e-mail. {EXAMPLE}"),
        EmailError::NoAt => format!("В адресе нет знака @. {EXAMPLE}"),
        EmailError::BadCharacter(' ') => format!("В адресе не бывает пробелов. {EXAMPLE}"),
        EmailError::BadCharacter(c) if c.is_alphabetic() => {
            format!("В адресе только латинские буквы, а здесь «{c}». Проверьте раскладку. {EXAMPLE}")
        }
        EmailError::BadCharacter(c) => format!("В адресе лишний знак «{c}». {EXAMPLE}"),
        EmailError::Incomplete => format!("Адрес дописан не до конца: нужны имя, знак @ и домен. {EXAMPLE}"),
        EmailError::TooLong => format!("Адрес длиннее {} знаков. {EXAMPLE}", Email::MAX),
    }
}

fn code(error: &CodeError) -> String {
    match error {
        CodeError::Empty => "Введите код из приложения. Пример: 123 456.".into(),
        CodeError::Length { given } => format!(
            "В коде из приложения шесть цифр, в коде восстановления {} знаков, а здесь {given}. Пример: 123 456.",
            Code::RECOVERY_LENGTH
        ),
        CodeError::Wrong => {
            "Код не подошёл: возможно, он уже сменился или им уже вошли. Дождитесь следующего и проверьте время на телефоне.".into()
        }
    }
}

fn password(error: &PasswordError) -> String {
    const ADVICE: &str = "Подойдут, например, три-четыре слова подряд.";
    match error {
        PasswordError::Empty => "Введите пароль.".into(),
        PasswordError::TooShort => format!("Пароль короче {MIN_PASSWORD} знаков. {ADVICE}"),
        PasswordError::TooLong => format!("Пароль длиннее {MAX_PASSWORD} знаков. Оставьте начало."),
        PasswordError::Guessable => format!("Такой пароль пробуют первым. {ADVICE}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_says_what_a_right_value_looks_like() {
        let wrong = Rule::AccountNumber(AccountNumberError::BadCharacter(';'));
        assert_eq!(rule(&wrong), "В номере только цифры и буквы, а здесь знак «;». Пример: 7000418.");
    }

    #[test]
    fn waiting_is_told_in_minutes() {
        assert!(error(&ApiError::TooMany { seconds: 61 }).ends_with("через 2\u{a0}минуты."));
        assert!(error(&ApiError::TooMany { seconds: 1 }).ends_with("через 1\u{a0}минуту."));
    }
}
