//! What jobs of the background are called.

/// «Письмо»; the kind itself where nobody gave it words.
#[must_use]
pub fn kind(kind: &str) -> String {
    let words = match kind {
        "letter" => "Письмо",
        "notice" => "Извещение о показаниях",
        "registration" => "Письмо о регистрации",
        "recovery" => "Письмо о новом пароле",
        "residency_claim" => "Письмо о помещении",
        "newcomer" => "Письмо о новом жильце",
        "dispute" => "Письмо «Это не мы»",
        "acquirer" => "Вопрос банку об оплате",
        "fiscal_receipt" => "Чек",
        "ticket" => "Уведомление о заявке",
        "appeal" => "Уведомление об обращении",
        "incident" => "Рассылка об отключении",
        "news" => "Рассылка новости",
        "news_letter" => "Письмо с новостью",
        "reconcile" => "Сверка с банком",
        "forget_file" => "Удаление файла",
        "prepare_import" => "Проверка таблицы",
        "commit_import" => "Запись таблицы",
        "undo_import" => "Отмена загрузки",
        "forget_import" => "Удаление таблицы",
        "charged" => "Рассылка о начислениях",
        "received" => "Рассылка об оплатах",
        "debt_letter" => "Письмо о долге",
        "push" => "Уведомление на устройство",
        "remind" | "reminders" => "Напоминания",
        "reminder_letter" => "Письмо с напоминанием",
        "sweep_files" => "Уборка черновиков файлов",
        other => return other.to_owned(),
    };
    words.to_owned()
}
