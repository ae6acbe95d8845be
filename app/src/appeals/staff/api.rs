use crate::api::{Answer, ApiError, Next};
use domain::{
    appeals::{
        Answer as Reply, Assignment, EditedTemplate, Extension, Inbox, InboxFilter, Note, StaffAppeal,
        TemplatesPage,
    },
    ids::TemplateId,
    tickets::BoardKey,
};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::api::{ctx, go},
    usecases::appeals as usecase,
};

/// See [`usecases::appeals::inbox`].
#[server(endpoint = "appeals/inbox", output = Answer)]
pub async fn load_inbox(
    #[server(default)] filter: InboxFilter,
    after: Option<BoardKey>,
) -> Result<Inbox, ApiError> {
    Ok(usecase::inbox(&ctx()?, filter, after).await?)
}

/// See [`usecases::appeals::sheet`].
#[server(endpoint = "appeals/sheet", output = Answer)]
pub async fn load_staff_appeal(number: i64) -> Result<StaffAppeal, ApiError> {
    Ok(usecase::sheet(&ctx()?, number).await?)
}

/// Leads back to the appeal, as do the other changes. See [`usecases::appeals::assign`].
#[server(endpoint = "appeals/assign", output = Answer)]
pub async fn assign_appeal(number: i64, to: Assignment) -> Result<Next, ApiError> {
    usecase::assign(&ctx()?, to).await?;
    Ok(go(format!("/staff/appeals/{number}?done=assigned")))
}

/// See [`usecases::appeals::answer`].
#[server(endpoint = "appeals/answer", output = Answer)]
pub async fn answer_appeal(number: i64, answer: Reply) -> Result<Next, ApiError> {
    usecase::answer(&ctx()?, answer).await?;
    Ok(go(format!("/staff/appeals/{number}?done=answered")))
}

/// See [`usecases::appeals::note`].
#[server(endpoint = "appeals/note", output = Answer)]
pub async fn note_appeal(number: i64, note: Note) -> Result<Next, ApiError> {
    usecase::note(&ctx()?, note).await?;
    Ok(go(format!("/staff/appeals/{number}?done=noted")))
}

/// See [`usecases::appeals::extend`].
#[server(endpoint = "appeals/extend", output = Answer)]
pub async fn extend_appeal(number: i64, to: Extension) -> Result<Next, ApiError> {
    usecase::extend(&ctx()?, to).await?;
    Ok(go(format!("/staff/appeals/{number}?done=extended")))
}

/// See [`usecases::appeals::templates`].
#[server(endpoint = "templates/list", output = Answer)]
pub async fn load_templates() -> Result<TemplatesPage, ApiError> {
    Ok(usecase::templates(&ctx()?).await?)
}

/// Leads back to the list, as do the other two. See [`usecases::appeals::save_template`].
#[server(endpoint = "templates/save", output = Answer)]
pub async fn save_template(template: EditedTemplate) -> Result<Next, ApiError> {
    usecase::save_template(&ctx()?, template).await?;
    Ok(go("/staff/appeals/templates?done=saved"))
}

/// See [`usecases::appeals::retire_template`].
#[server(endpoint = "templates/retire", output = Answer)]
pub async fn retire_template(template: TemplateId) -> Result<Next, ApiError> {
    usecase::retire_template(&ctx()?, template).await?;
    Ok(go(format!("/staff/appeals/templates?retired={template}")))
}

/// The undo of [`retire_template`]. See [`usecases::appeals::restore_template`].
#[server(endpoint = "templates/restore", output = Answer)]
pub async fn restore_template(template: TemplateId) -> Result<Next, ApiError> {
    usecase::restore_template(&ctx()?, template).await?;
    Ok(go("/staff/appeals/templates?done=restored"))
}
