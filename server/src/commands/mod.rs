//! What each command of the command line does.
mod data;
mod receipts;
mod run;

pub use data::{accept_readings, add_user, appoint_user, import, migrate};
pub use receipts::print_receipts;
pub use run::{check_config, demonstrate, serve};

use domain::calendar::Period;
use store::StoreError;

/// A month as people write it: `01.2018`, or `2018-01`.
///
/// # Errors
/// A sentence, when it is none.
pub fn period(text: &str) -> Result<Period, String> {
    if let Ok(period) = text.parse() {
        return Ok(period);
    }
    text.split_once('.')
        .and_then(|(month, year)| {
            Period::new(year.parse().ok().filter(|_| year.len() == 4)?, month.parse().ok()?)
        })
        .ok_or_else(|| "месяц пишется как ММ.ГГГГ, например 01.2018".to_owned())
}

/// An error in words for the operator.
pub fn sentence(error: &anyhow::Error) -> String {
    for cause in error.chain() {
        match cause.downcast_ref() {
            Some(StoreError::InUse(file)) => {
                return format!(
                    "базу {file} уже открыл другой процесс domovoy; остановите его или запустите эту копию с другими данными"
                );
            }
            Some(other) => return format!("база данных: {other}"),
            None => {}
        }
    }
    format!("{error:#}")
}

#[cfg(test)]
mod tests {
    use super::period;
    use domain::calendar::Period;

    #[test]
    fn a_month_is_read_as_people_write_it() {
        assert_eq!(period("01.2018").ok(), Period::new(2018, 1));
        assert_eq!(period("2018-01").ok(), Period::new(2018, 1));
        for wrong in ["2018-13", "13.2018", "1.18", "", "01.2018.02"] {
            assert!(period(wrong).is_err(), "{wrong}");
        }
    }
}
