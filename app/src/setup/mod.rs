//! «Первый запуск»: the first administrator, the company, its dates and its first house.
mod api;
mod door;
mod forms;
mod loads;
mod page;

pub use api::*;
pub use door::FirstAdministratorPage;
pub use loads::FirstLoadsCard;
pub use page::StartPage;

use domain::setup::Step;

/// Where the steps are.
pub(crate) const START: &str = "/staff/start";

/// «Компания и реквизиты»
pub(crate) const fn step_name(step: Step) -> &'static str {
    match step {
        Step::Company => "Компания и реквизиты",
        Step::Dates => "Часовой пояс и сроки",
        Step::House => "Первый дом",
    }
}
