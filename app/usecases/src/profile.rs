//! «Профиль».
use crate::{Ctx, Error, Result};
use domain::{
    residency::{ClaimCard, ConsentCard, ProfilePage},
    session::SessionCard,
};

/// Five statements.
///
/// # Errors
/// [`Error::SignInRequired`] for a guest.
pub async fn page(ctx: &Ctx) -> Result<ProfilePage> {
    let visitor = ctx.visitor.as_ref().ok_or(Error::SignInRequired)?;
    let user = ctx.actor.user()?;
    let tx = ctx.db.read();
    let claims = store::residency_claim::of_person(&tx, user).await?.into_iter();
    let sessions = store::session::of_person(&tx, user, ctx.now).await?.into_iter();
    let consents = store::person::consents(&tx, user).await?.into_iter();
    let notices = crate::notices::settings(ctx).await?;
    Ok(ProfilePage {
        notices,
        email: visitor.person.email.clone(),
        claims: claims
            .map(|claim| ClaimCard {
                id: claim.id,
                number: claim.account_number,
                sent_at: ctx.local(claim.sent_at),
            })
            .collect(),
        sessions: sessions
            .map(|session| SessionCard {
                this_one: session.id == visitor.session,
                id: session.id,
                device: session.device,
                seen_at: ctx.local(session.seen_at),
                address: session.address,
            })
            .collect(),
        consents: consents
            .map(|consent| ConsentCard {
                version: consent.version,
                given_on: ctx.local(consent.given_at).date(),
            })
            .collect(),
    })
}
