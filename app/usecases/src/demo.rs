//! The demo: the households of the guide, one with fresh data, their neighbours, and the staff.
mod appeals;
mod bills;
mod crowd;
mod households;
mod money;
mod news;
mod stage;
mod statements;
mod tickets;

pub use crowd::crowd;

use crate::{Ctx, Result, password};
use chrono::NaiveDate;
use domain::{access::Role, session::DemoGuide};
use stage::Stage;

/// The company that runs the houses of the demo.
pub const COMPANY: &str = "ООО «УК Очаг»";
pub const CONTACTS: &str = "г Москва, ул Авиаторов, д. 1, тел. +7 495 000-00-00";

/// Everybody's.
pub const PASSWORD: &str = "domovoy-demo";

/// Fills an empty database; one that has accounts in it is left as it is. Dates of the fresh household follow [`Ctx::today`].
///
/// # Errors
/// When the database cannot answer.
pub async fn fill(ctx: &Ctx) -> Result<()> {
    if !is_empty(&ctx.db.read()).await? {
        return Ok(());
    }
    let password = password::hash(PASSWORD).await?;
    let tx = ctx.db.begin().await?;
    // Another instance may have been faster.
    if is_empty(&tx).await? {
        let mut stage = Stage::new(ctx, &password);
        households::settle(&mut stage, ctx.today());
        for (email, role, _) in STAFF {
            stage.person(email, Some(role));
        }
        stage.write(ctx, &tx).await?;
        for (resource, thousandths) in households::NORMS {
            let since = NaiveDate::from_ymd_opt(2016, 1, 1).unwrap_or_default();
            store::balance::set_norm(&tx, resource, since, thousandths).await?;
        }
        tickets::fill(ctx, &tx).await?;
        news::fill(ctx, &tx).await?;
        appeals::fill(ctx, &tx).await?;
        statements::fill(ctx, &tx).await?;
        // Nobody hears of anything before they have done something; the next day reminds.
        store::reminders::begin(&tx, ctx.today(), ctx.now).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn is_empty(tx: &store::Tx) -> Result<bool> {
    Ok(store::registry::accounts(tx).await?.is_empty())
}

/// Who may sign in, and the account that waits to be registered.
#[must_use]
pub fn guide() -> DemoGuide {
    let staff = STAFF.iter().map(|(email, _, who)| (*email, *who));
    DemoGuide {
        password: PASSWORD.to_owned(),
        people: households::PEOPLE
            .into_iter()
            .chain(staff)
            .map(|(email, who)| (email.to_owned(), who.to_owned()))
            .collect(),
        unregistered: (households::UNREGISTERED.0.to_owned(), households::UNREGISTERED.1.to_owned()),
    }
}

const STAFF: [(&str, Role, &str); 5] = [
    ("dispatcher@example.org", Role::Dispatcher, "диспетчер"),
    ("accountant@example.org", Role::Accountant, "бухгалтер"),
    ("editor@example.org", Role::Editor, "редактор новостей"),
    ("manager@example.org", Role::Manager, "управляющий"),
    ("admin@example.org", Role::Administrator, "администратор"),
];
