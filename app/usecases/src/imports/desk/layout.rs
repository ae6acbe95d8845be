//! How registries of a bank are laid out: chosen once, and known from then on.
use super::{Choice, file::Outline, kept, read};
use crate::{Ctx, Result};
use domain::{accounts::name_key, imports::State};
use store::{
    Tx,
    entity::{bank_mapping, import},
    statements,
};

/// A registry of a bank whose layout is known, and a statement, which has but one, are looked through at once.
pub(super) async fn known_layout(ctx: &Ctx, row: import::Model, outline: &Outline) -> Result<import::Model> {
    let Some(bank) = &row.bank else { return Ok(row) };
    let mapping = statements::mapping(&ctx.db.read(), &name_key(bank)).await?;
    let recipient = mapping.as_ref().and_then(|mapping| mapping.recipient_id);
    let kept_places = match mapping {
        Some(mapping) if read::<Vec<String>>(&mapping.header)? == outline.header => {
            Some(read::<Vec<Option<usize>>>(&mapping.places)?)
        }
        _ => None,
    };
    let places = kept_places.or_else(|| outline.statement.then(|| outline.proposal.clone()));
    let Some(places) = places else { return Ok(row) };
    let choice = Choice { places, recipient, period: None };
    Ok(import::Model { choice: Some(kept(&choice)?), state: State::Preparing.code().to_owned(), ..row })
}

/// Remembers the layout that was chosen, for the next registry of the bank.
pub(super) async fn remember_layout(ctx: &Ctx, tx: &Tx, row: &import::Model, choice: &Choice) -> Result<()> {
    let Some(bank) = &row.bank else { return Ok(()) };
    let outline = read::<Outline>(&row.sheet)?;
    let mapping = bank_mapping::Model {
        bank_key: name_key(bank),
        bank: bank.clone(),
        header: kept(&outline.header)?,
        places: kept(&choice.places)?,
        recipient_id: choice.recipient,
        person_id: ctx.actor.user().ok(),
        changed_at: ctx.now,
    };
    Ok(statements::remember(tx, mapping).await?)
}
