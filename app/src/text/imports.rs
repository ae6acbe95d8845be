//! What is wrong with an import.
use domain::Rule;

pub fn rule(rule: &Rule) -> String {
    match rule {
        Rule::ImportKindMissing => "Выберите, что в файле. Пример: «Счётчики».".into(),
        Rule::SheetUnreadable { why } => why.clone(),
        Rule::ColumnsMissing { names } => {
            let names: Vec<String> = names.iter().map(|name| format!("«{name}»")).collect();
            format!(
                "Без этих столбцов файл не загрузить: {}. Выберите для каждого столбец файла.",
                names.join(", ")
            )
        }
        Rule::ColumnChosenTwice { name } => {
            format!(
                "Столбец «{name}» выбран дважды. Оставьте его в одном месте, в другом выберите «нет в файле»."
            )
        }
        Rule::MonthMissing => "Укажите год и месяц. Пример: 2018-01.".into(),
        Rule::RecipientMissing => "Выберите, кому этот долг.".into(),
        Rule::UndoReasonMissing => {
            "Напишите, почему отменяете загрузку. Пример: «Выписку за 20 января загрузили дважды».".into()
        }
        _ => "Пока страница была открыта, загрузка продвинулась дальше. Посмотрите, что теперь.".into(),
    }
}
