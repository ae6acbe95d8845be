//! «Настройки» of the company.
use crate::{Ctx, Error, Result};
use domain::{
    access::Permission,
    ids::RecipientId,
    settings::{CompanyForm, DatedNumber, RecipientForm, SettingChange, SettingsPage},
};
use store::{
    Tx,
    entity::{dated_parameter, managing_company, recipient, setting_change},
    event, orders, registry, settings,
};
use uuid::Uuid;

/// Changes that are shown.
const HISTORY: i64 = 50;

/// What may be changed, what was, and the dated numbers of the law. Five statements.
///
/// # Errors
/// `NotFound` without the permission.
pub async fn page(ctx: &Ctx) -> Result<SettingsPage> {
    ctx.actor.staff(Permission::ManageCompany)?;
    let tx = ctx.db.read();
    let company = settings::company(&tx).await?.ok_or(Error::NotFound)?;
    let history = settings::history(&tx, HISTORY).await?.into_iter();
    let moratoria = settings::moratoria(&tx).await?.into_iter();
    Ok(SettingsPage {
        company: company_form(&company),
        recipients: orders::recipients(&tx).await?.into_iter().map(recipient_form).collect(),
        history: history
            .map(|change| SettingChange {
                at: ctx.local(change.at),
                who: change.who,
                of: change.of,
                field: change.field,
                before: change.before,
                after: change.after,
            })
            .collect(),
        numbers: numbers(ctx, settings::numbers(&tx).await?),
        moratoria: moratoria.map(|row| (row.since, row.until)).collect(),
        today: ctx.today(),
    })
}

/// Changes the name of the company, or the days in which readings are given. The window holds from the next click on, the name from the
/// next start of the portal.
///
/// # Errors
/// `NotFound` without the permission; a rejection of `name`, `first_day` or `last_day`.
pub async fn change_company(ctx: &Ctx, form: &CompanyForm) -> Result<()> {
    ctx.actor.staff(Permission::ManageCompany)?;
    let checked = form.check()?;
    let tx = ctx.db.begin().await?;
    let before = settings::company(&tx).await?.ok_or(Error::NotFound)?;
    let after = managing_company::Model {
        name: checked.name,
        window_first_day: checked.first_day.into(),
        window_last_day: checked.last_day.into(),
        ..before.clone()
    };
    let (old, new) = (company_form(&before), company_form(&after));
    let fields = [
        ("name", old.name, new.name),
        ("first_day", old.first_day, new.first_day),
        ("last_day", old.last_day, new.last_day),
    ];
    if note(ctx, &tx, before.id.0, fields).await? {
        registry::put(&tx, vec![after]).await?;
    }
    Ok(tx.commit().await?)
}

/// Changes the bank details of a recipient: the next payment goes there.
///
/// # Errors
/// `NotFound` without the permission, or when nobody is paid by this id; a rejection of the fields.
pub async fn change_recipient(ctx: &Ctx, form: RecipientForm) -> Result<()> {
    ctx.actor.staff(Permission::ManageCompany)?;
    let tx = ctx.db.begin().await?;
    let before = of_id(&tx, form.id).await?;
    let form = form.check()?;
    let old = recipient_form(before.clone());
    let fields = old.fields().into_iter().zip(form.fields());
    let fields = fields.map(|((field, old), (_, new))| (field, old.to_owned(), new.to_owned()));
    if note(ctx, &tx, before.id.0, fields).await? {
        let kpp = Some(form.kpp.clone()).filter(|kpp| !kpp.is_empty());
        let after = recipient::Model {
            legal_name: form.legal_name,
            inn: form.inn,
            kpp,
            bank_account: form.bank_account,
            bank_name: form.bank_name,
            bic: form.bic,
            corr_account: form.corr_account,
            ..before
        };
        registry::put(&tx, vec![after]).await?;
    }
    Ok(tx.commit().await?)
}

async fn of_id(tx: &Tx, id: RecipientId) -> Result<recipient::Model> {
    let all = orders::recipients(tx).await?;
    all.into_iter().find(|recipient| recipient.id == id).ok_or(Error::NotFound)
}

/// Writes down what is another value now. `false` when nothing is.
pub(crate) async fn note(
    ctx: &Ctx,
    tx: &Tx,
    subject: Uuid,
    fields: impl IntoIterator<Item = (&'static str, String, String)>,
) -> Result<bool> {
    let changed = fields.into_iter().filter(|(_, before, after)| before != after);
    let rows: Vec<_> = changed
        .map(|(field, before, after)| setting_change::Model {
            id: Uuid::now_v7(),
            at: ctx.now,
            person_id: ctx.actor.user().ok(),
            subject_id: subject,
            field: field.to_owned(),
            before,
            after,
        })
        .collect();
    if rows.is_empty() {
        return Ok(false);
    }
    let fields: Vec<_> = rows.iter().map(|row| row.field.as_str()).collect();
    event::record(tx, ctx.event("company.changed").about(subject).with(fields.join(", "))).await?;
    store::insert_all(tx, rows).await?;
    Ok(true)
}

/// Of each code the number that began to hold last holds today.
fn numbers(ctx: &Ctx, rows: Vec<dated_parameter::Model>) -> Vec<DatedNumber> {
    let today = ctx.today();
    let mut holding = None;
    let numbers = rows.into_iter().map(|row| {
        let holds = row.since <= today && holding.as_ref() != Some(&row.code);
        if holds {
            holding = Some(row.code.clone());
        }
        DatedNumber { code: row.code, since: row.since, value: row.value, holds }
    });
    numbers.collect()
}

pub(crate) fn company_form(row: &managing_company::Model) -> CompanyForm {
    CompanyForm {
        name: row.name.clone(),
        first_day: row.window_first_day.to_string(),
        last_day: row.window_last_day.to_string(),
    }
}

pub(crate) fn recipient_form(row: recipient::Model) -> RecipientForm {
    RecipientForm {
        id: row.id,
        name: row.name,
        legal_name: row.legal_name,
        inn: row.inn,
        kpp: row.kpp.unwrap_or_default(),
        bank_account: row.bank_account,
        bank_name: row.bank_name,
        bic: row.bic,
        corr_account: row.corr_account,
    }
}
