//! What leaves the portal: letters, and notices to browsers.
use super::{Failure, Job};
use crate::{
    Ctx, Result,
    notices::disturbing,
    ports::{Letter, MailError, PushError},
    push::{self, Parcel},
};
use domain::ids::SubscriptionId;
use std::time::Duration;
use store::Tx;
use tokio::time::timeout;

/// Longest time for one letter or message; well within the lease.
const SENDING: Duration = Duration::from_mins(1);

/// What waits for the end of somebody's quiet hours waits again if it comes to leave in the middle of others: after a failure, late in a long
/// queue, or because the hours are new.
pub(super) async fn not_at_night(ctx: &Ctx, job: &Job) -> Result<(), Failure> {
    let tx = ctx.db.read();
    let person = match job {
        Job::NewsLetter(letter) => Some(letter.person),
        Job::ReminderLetter(letter) => Some(letter.person),
        Job::Push(parcel) => store::push::by_id(&tx, parcel.to).await?.map(|browser| browser.person_id),
        _ => None,
    };
    let Some(person) = person else { return Ok(()) };
    let quiet = store::notices::quiet_of(&tx, person).await?;
    let awake = disturbing(ctx, quiet);
    if awake > ctx.now { Err(Failure::Quiet(awake)) } else { Ok(()) }
}

pub(super) async fn letter(ctx: &Ctx, letter: &Letter) -> Result<(), Failure> {
    match timeout(SENDING, ctx.ports.mailer.send(letter)).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(MailError::Refused(reason))) => Err(Failure::Never(reason)),
        Ok(Err(MailError::Unavailable(reason))) => Err(Failure::Later(reason)),
        Err(_) => Err(Failure::Later("the mail server did not answer in time".into())),
    }
}

/// What became of a message.
pub(super) enum Pushed {
    /// There was nothing to push any more.
    Nothing,
    Taken(SubscriptionId),
    /// The browser is subscribed no more.
    Gone(SubscriptionId),
}

impl Pushed {
    pub(super) async fn note(self, ctx: &Ctx, tx: &Tx) -> Result<()> {
        match self {
            Self::Nothing => {}
            Self::Taken(to) => store::push::pushed(tx, to, ctx.now).await?,
            Self::Gone(to) => store::push::forget(tx, to).await?,
        }
        Ok(())
    }
}

pub(super) async fn push(ctx: &Ctx, parcel: Parcel) -> Result<Pushed, Failure> {
    let Some(service) = &ctx.ports.push else { return Ok(Pushed::Nothing) };
    let Some(message) = push::message(ctx, parcel).await? else { return Ok(Pushed::Nothing) };
    match timeout(SENDING, service.send(&message)).await {
        Ok(Ok(())) => Ok(Pushed::Taken(parcel.to)),
        Ok(Err(PushError::Gone)) => Ok(Pushed::Gone(parcel.to)),
        Ok(Err(PushError::Refused(reason))) => Err(Failure::Never(reason)),
        Ok(Err(PushError::Unavailable(reason))) => Err(Failure::Later(reason)),
        Err(_) => Err(Failure::Later("the push service did not answer in time".into())),
    }
}
