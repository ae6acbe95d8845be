//! What kinds, states and rows of imports are called.
use crate::ui::{Badge, IconName, Tone, plural};
use domain::imports::{Kind, State, Verdict};
use leptos::prelude::*;

pub(crate) const IMPORTS: &str = "/staff/imports";

/// Its name, and what is in such a file.
pub const fn kind(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Accounts => (
            "Помещения, счета и собственники",
            "Адрес, помещение, лицевой счёт, площадь, собственник, телефон",
        ),
        Kind::Meters => ("Счётчики", "Счёт, ресурс, заводской номер, разрядность, поверка, место"),
        Kind::Readings => ("Последние показания", "Счёт, номер счётчика, показание, дата; или файл Сбера"),
        Kind::Debts => ("Долги на начало", "Счёт, сумма долга, получатель"),
        Kind::Charges => ("Начисления", "Месяц, счёт, услуга, объём, тариф, сумма"),
        Kind::Payments => ("Оплаты", "Дата, номер операции, счёт, плательщик, сумма"),
    }
}

/// One of the things that a file of a kind brings: genitive of many.
pub fn things(kind: Kind, count: i64) -> &'static str {
    let count = u64::try_from(count).unwrap_or(0);
    match kind {
        Kind::Accounts => plural(count, "счёт", "счёта", "счетов"),
        Kind::Meters => plural(count, "счётчик", "счётчика", "счётчиков"),
        Kind::Readings => plural(count, "показание", "показания", "показаний"),
        Kind::Debts => plural(count, "долг", "долга", "долгов"),
        Kind::Charges => plural(count, "начисление", "начисления", "начислений"),
        Kind::Payments => plural(count, "оплата", "оплаты", "оплат"),
    }
}

/// The same as what is loaded: accusative.
pub fn loaded(kind: Kind, count: i64) -> &'static str {
    let many = u64::try_from(count).unwrap_or(0);
    if kind == Kind::Payments {
        plural(many, "оплату", "оплаты", "оплат")
    } else {
        things(kind, count)
    }
}

pub(crate) fn state_badge(state: State) -> AnyView {
    let (tone, label) = match state {
        State::Columns => (Tone::Ask, "столбцы"),
        State::Preparing => (Tone::Info, "проверяем"),
        State::Ready => (Tone::Ask, "проверена"),
        State::Committing => (Tone::Info, "записываем"),
        State::Done => (Tone::Ok, "загружена"),
        State::Undoing => (Tone::Info, "отменяем"),
        State::Undone => (Tone::No, "отменена"),
        State::Cancelled => (Tone::No, "не загружена"),
        State::Failed => (Tone::No, "не прочитана"),
    };
    view! { <Badge tone=tone label=label /> }.into_any()
}

/// Where a file of a kind is loaded: path and label.
pub const fn home(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Accounts | Kind::Meters | Kind::Readings | Kind::Debts => (IMPORTS, "Загрузки"),
        Kind::Charges => ("/staff/charges", "Начисления"),
        Kind::Payments => ("/staff/payments", "Оплаты"),
    }
}

/// «новое»: of a row; «отменено» once what it had written was taken back.
pub fn verdict_badge(verdict: Verdict, undone: bool) -> AnyView {
    let (tone, icon, label) = match verdict {
        Verdict::New | Verdict::Changed | Verdict::Waits if undone => (Tone::No, IconName::No, "отменено"),
        Verdict::New => (Tone::Info, IconName::Plus, "новое"),
        Verdict::Changed => (Tone::Ask, IconName::Swap, "изменится"),
        Verdict::Same => (Tone::Ok, IconName::Check, "без изменений"),
        Verdict::Waits => (Tone::Ask, IconName::Ask, "в очередь"),
        Verdict::Refused => (Tone::No, IconName::No, "отказано"),
    };
    view! { <Badge tone=tone icon=icon label=label /> }.into_any()
}

/// The name of a tab.
pub const fn tab(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::New => "Новые",
        Verdict::Changed => "Изменятся",
        Verdict::Same => "Без изменений",
        Verdict::Waits => "В очередь",
        Verdict::Refused => "Отказ",
    }
}

/// `A`, `B`, … `Z`, `AA`: a column as spreadsheets call it.
pub fn letter(at: usize) -> String {
    let (before, last) = (at / 26, at % 26);
    let own = char::from(b'A' + u8::try_from(last).unwrap_or(0));
    if before == 0 { own.to_string() } else { format!("{}{own}", letter(before - 1)) }
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn columns_are_called_as_a_spreadsheet_calls_them() {
        for (at, name) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (299, "KN")] {
            assert_eq!(letter(at), name);
        }
    }
}
