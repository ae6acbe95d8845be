//! What each command of the command line does.
mod data;
mod run;

pub use data::{add_user, import, migrate};
pub use run::{check_config, demo, serve};

use store::StoreError;

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
