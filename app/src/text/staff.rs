//! What roles may do, in words.
use domain::access::{Permission, Role};

/// «Вносить показания по звонку».
#[must_use]
pub const fn permission(permission: Permission) -> &'static str {
    match permission {
        Permission::EnterReadings => "Вносить показания за жителя",
        Permission::AcceptReadings => "Принимать показания за месяц",
        Permission::ReviewReadings => "Проверять показания, сданные с сомнением",
        Permission::ImportRegistries => "Загружать счета, счётчики, начисления и платежи",
        Permission::PrintReceipts => "Смотреть и печатать квитанции жителей",
        Permission::Refund => "Возвращать оплаты",
        Permission::HandleTickets => "Вести заявки своих домов и регистрировать звонки",
        Permission::AnnounceIncidents => "Объявлять отключения и аварии",
        Permission::AnswerAppeals => "Отвечать на обращения своих домов",
        Permission::ManageExecutors => "Вести список исполнителей",
        Permission::PublishNews => "Писать и публиковать новости",
        Permission::ManageStaff => "Приглашать сотрудников, менять роли, закрывать доступ",
        Permission::ReadJournal => "Читать журнал: кто что сделал и чьи данные видел",
        Permission::ManageCompany => "Менять настройки компании и числа закона",
    }
}

/// Kinds of the journal that may be asked for, with what they say.
pub const HAPPENINGS: &[(&str, &str)] = &[
    ("account.looked_at", "Видел данные лицевого счёта"),
    ("ticket.looked_at", "Открыл заявку"),
    ("appeal.looked_at", "Открыл обращение"),
    ("reading.looked_at", "Открыл показание на проверке"),
    ("import.looked_at", "Открыл загрузку таблицы"),
    ("receipts.looked", "Открыл квитанцию жителя"),
    ("receipts.printed", "Напечатал квитанции дома"),
    ("journal.looked_at", "Открыл журнал"),
    ("session.opened", "Вошёл"),
    ("session.ended", "Вышел"),
    ("session.ended_everywhere", "Вышел на всех устройствах"),
    ("password.changed", "Сменил пароль"),
    ("recovery.sent", "Запрошено письмо о новом пароле"),
    ("second_factor.on", "Включил вход по коду"),
    ("second_factor.off", "Выключил вход по коду"),
    ("second_factor.codes_renewed", "Сделал новые коды восстановления"),
    ("second_factor.recovery_code_used", "Вошёл по коду восстановления"),
    ("second_factor.reset", "Сбросил вход по коду"),
    ("staff.invited", "Пригласил сотрудника"),
    ("staff.invited_again", "Отправил приглашение ещё раз"),
    ("staff.invitation_withdrawn", "Отозвал приглашение"),
    ("staff.joined", "Принял приглашение"),
    ("staff.appointed", "Назначил роль"),
    ("staff.bound", "Изменил дома сотрудника"),
    ("staff.suspended", "Закрыл доступ"),
    ("staff.restored", "Открыл доступ"),
    ("person.registered", "Зарегистрировался"),
    ("person.exported", "Скачал свои данные"),
    ("person.deleted", "Удалил учётную запись"),
    ("consent.given", "Дал согласие"),
    ("residency.added", "Добавлен к лицевому счёту"),
    ("residency.disputed", "Сообщил «Это не мы»"),
    ("claim.made", "Попросил добавить помещение"),
    ("claim.withdrawn", "Отозвал просьбу о помещении"),
    ("company.changed", "Изменил настройки компании"),
    ("readings.submitted", "Сдал показания"),
    ("reading.reviewed", "Решил, что делать с показанием"),
    ("readings.exported", "Скачал показания за месяц"),
    ("import.added", "Загрузил таблицу"),
    ("readings.accepted", "Принял показания за месяц"),
    ("accounts.imported", "Загрузил лицевые счета"),
    ("meters.imported", "Загрузил счётчики"),
    ("readings.imported", "Загрузил показания"),
    ("charges.imported", "Загрузил начисления"),
    ("payments.imported", "Загрузил платежи"),
    ("order.created", "Начал оплату"),
    ("order.taken_on", "Оплата передана банку"),
    ("order.succeeded", "Оплата прошла"),
    ("order.canceled", "Оплата отменена"),
    ("order.expired", "Срок оплаты вышел"),
    ("order.under_check", "Оплата на проверке"),
    ("payment.suspended", "Платёж не выяснен"),
    ("receipt.sent_again", "Чек отправлен ещё раз"),
    ("refund.created", "Начал возврат"),
    ("refund.taken_on", "Возврат передан банку"),
    ("refund.succeeded", "Возврат прошёл"),
    ("refund.canceled", "Возврат отменён"),
    ("refund.found", "Найден возврат банка"),
    ("ticket.registered", "Зарегистрировал заявку"),
    ("ticket.moved", "Изменил состояние заявки"),
    ("ticket.assigned", "Назначил исполнителя"),
    ("ticket.sorted", "Изменил вид заявки"),
    ("ticket.localised", "Локализовал аварию"),
    ("ticket.rated", "Оценил заявку"),
    ("ticket.commented", "Написал в заявке"),
    ("ticket.joined", "Нажал «И у меня»"),
    ("appeal.registered", "Отправил обращение"),
    ("appeal.added_to", "Дополнил обращение"),
    ("appeal.assigned", "Назначил, кто ведёт обращение"),
    ("appeal.answered", "Ответил на обращение"),
    ("appeal.noted", "Написал заметку к обращению"),
    ("appeal.extended", "Продлил срок обращения"),
    ("appeal.reopened", "Возобновил обращение"),
    ("appeal.closed", "Закрыл обращение"),
    ("template.saved", "Сохранил шаблон ответа"),
    ("template.retired", "Убрал шаблон ответа"),
    ("template.restored", "Вернул шаблон ответа"),
    ("incident.announced", "Объявил отключение"),
    ("incident.corrected", "Исправил объявление"),
    ("incident.ended", "Закончил отключение"),
    ("incident.joined", "Сообщил, что отключение и у него"),
    ("executor.added", "Добавил исполнителя"),
    ("executor.retired", "Убрал исполнителя"),
    ("news.written", "Записал новость"),
    ("news.published", "Опубликовал новость"),
    ("news.corrected", "Исправил новость"),
    ("news.withdrawn", "Снял новость"),
    ("news.acknowledged", "Ознакомился с новостью"),
    ("notices.chosen", "Выбрал, о чём присылать письма"),
    ("file.added", "Приложил файл"),
    ("report.sent", "Сообщил об ошибке"),
];

/// What a kind of the journal says; the kind itself where nobody gave it words.
#[must_use]
pub fn happening(kind: &str) -> String {
    let known = HAPPENINGS.iter().find(|(known, _)| *known == kind);
    known.map_or_else(|| kind.to_owned(), |(_, words)| (*words).to_owned())
}

/// Details of the journal are codes where they are a role's.
#[must_use]
pub fn details(text: &str) -> String {
    Role::from_code(text).map_or_else(|| text.to_owned(), |role| super::role(role).to_lowercase())
}
