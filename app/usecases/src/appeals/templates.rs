use crate::{Ctx, Error, Result};
use domain::{
    access::Permission,
    appeals::{EditedTemplate, TemplateCard, TemplatesPage, check_template},
    ids::TemplateId,
};
use store::{appeals::templates as kept, event};
use uuid::Uuid;

/// «Шаблоны ответов», by name. One statement.
///
/// # Errors
/// `NotFound` without the permission.
pub async fn templates(ctx: &Ctx) -> Result<TemplatesPage> {
    ctx.actor.staff(Permission::AnswerAppeals)?;
    let all = kept::all(&ctx.db.read()).await?.into_iter();
    Ok(TemplatesPage {
        cards: all
            .map(|template| TemplateCard { id: template.id, name: template.name, text: template.text })
            .collect(),
        fresh: TemplateId(Uuid::now_v7()),
    })
}

/// Adds a template, or changes one.
///
/// # Errors
/// `NotFound` without the permission, or when the template is out of use; a rejection of the fields `name` and `text`.
///
/// # Idempotency
/// The same form twice is one template.
pub async fn save_template(ctx: &Ctx, edited: EditedTemplate) -> Result<()> {
    ctx.actor.staff(Permission::AnswerAppeals)?;
    let checked = check_template(&edited.name, &edited.text)?;
    let tx = ctx.db.begin().await?;
    if !kept::save(&tx, edited.id, &checked.name, &checked.text).await? {
        return Err(Error::NotFound);
    }
    event::record(&tx, ctx.event("template.saved").about(edited.id.0)).await?;
    Ok(tx.commit().await?)
}

/// Takes a template out of use; answers that were written with it stay as they are.
///
/// # Errors
/// `NotFound` without the permission, or when there is no such template.
///
/// # Idempotency
/// The same twice has one effect.
pub async fn retire_template(ctx: &Ctx, id: TemplateId) -> Result<()> {
    switch(ctx, id, true).await
}

/// Takes a template back into use: the undo of [`retire_template`].
///
/// # Errors
/// As [`retire_template`].
///
/// # Idempotency
/// As [`retire_template`].
pub async fn restore_template(ctx: &Ctx, id: TemplateId) -> Result<()> {
    switch(ctx, id, false).await
}

async fn switch(ctx: &Ctx, id: TemplateId, retired: bool) -> Result<()> {
    ctx.actor.staff(Permission::AnswerAppeals)?;
    let tx = ctx.db.begin().await?;
    if !kept::retire(&tx, id, retired.then_some(ctx.now)).await? {
        return Err(Error::NotFound);
    }
    let kind = if retired { "template.retired" } else { "template.restored" };
    event::record(&tx, ctx.event(kind).about(id.0)).await?;
    Ok(tx.commit().await?)
}
