//! The steps of the first start: each is kept at once, and may be gone back to.
use super::BEGUN;
use crate::{
    Ctx, Error, Result,
    imports::building_key,
    settings::{company_form, note, recipient_form},
};
use chrono_tz::Tz;
use domain::{
    Rejection, Rule,
    access::Permission,
    accounts::name_key,
    calendar::Period,
    ids::{BuildingId, RecipientId, UnitId},
    imports::Kind,
    settings::RecipientForm,
    setup::{CheckedHouse, CompanyStep, DatesStep, FirstLoads, HouseStep, SetupPage, Step, USUAL_RECIPIENT},
};
use store::{
    Tx,
    entity::{building, dated_parameter, managing_company, recipient, unit},
    event, law, orders, registry, settings, setup, tickets,
};
use uuid::Uuid;

/// How the day until which bills are paid is called among the dated numbers.
const DUE_DAY: &str = "bill.due_day";

/// The steps with what is known so far: five statements.
///
/// # Errors
/// `NotFound` without the permission, and where the portal was not begun by its link.
pub async fn page(ctx: &Ctx) -> Result<SetupPage> {
    let scope = ctx.actor.staff(Permission::ManageCompany)?;
    let tx = ctx.db.read();
    let done = begun(&tx).await?;
    let company = settings::company(&tx).await?.ok_or(Error::NotFound)?;
    let first = orders::recipients(&tx).await?.into_iter().next();
    let law = law::law(&ctx.db).await?;
    let houses = tickets::houses(&tx, &scope).await?.into_iter().map(|(_, address)| address);
    let zone = zone(ctx, &company);
    let form = company_form(&company);
    Ok(SetupPage {
        done,
        dates: DatesStep {
            zone: zone.to_owned(),
            first_day: form.first_day,
            last_day: form.last_day,
            due_day: due_day(&law, ctx).map(|day| day.to_string()).unwrap_or_default(),
        },
        restart: is_restart_due(ctx, &company),
        company: CompanyStep {
            company: company.name,
            recipient: first.map_or_else(new_recipient, recipient_form),
        },
        fresh: BuildingId(Uuid::now_v7()),
        houses: houses.collect(),
    })
}

/// Name of the company, and the bank details of whom residents pay.
///
/// # Errors
/// As [`page`]; a rejection of the fields of [`CompanyStep::check`].
pub async fn set_company(ctx: &Ctx, step: CompanyStep) -> Result<()> {
    ctx.actor.staff(Permission::ManageCompany)?;
    let tx = ctx.db.begin().await?;
    begun(&tx).await?;
    // Of two who name a new recipient at once the second finds it.
    setup::hold(&tx).await?;
    let CompanyStep { company, recipient } = step.check()?;
    let before = settings::company(&tx).await?.ok_or(Error::NotFound)?;
    let renamed = [("name", before.name.clone(), company.clone())];
    if note(ctx, &tx, before.id.0, renamed).await? {
        registry::put(&tx, vec![managing_company::Model { name: company, ..before.clone() }]).await?;
    }
    pay_to(ctx, &tx, &before, recipient).await?;
    finish(ctx, &tx, Step::Company).await?;
    Ok(tx.commit().await?)
}

/// Time zone, and days of the month. The zone holds from the next start on, the day of payment for the bills of this month.
///
/// # Errors
/// As [`page`]; a rejection of the fields of [`DatesStep::check`].
pub async fn set_dates(ctx: &Ctx, step: &DatesStep) -> Result<()> {
    ctx.actor.staff(Permission::ManageCompany)?;
    let law = law::law(&ctx.db).await?;
    let tx = ctx.db.begin().await?;
    begun(&tx).await?;
    let before = settings::company(&tx).await?.ok_or(Error::NotFound)?;
    let now = zone(ctx, &before).to_owned();
    let dates = step.check(&now)?;
    let form = company_form(&before);
    let due_before = due_day(&law, ctx);
    let fields = [
        ("first_day", form.first_day, dates.first_day.to_string()),
        ("last_day", form.last_day, dates.last_day.to_string()),
        ("time_zone", now, dates.zone.clone()),
        ("due_day", due_before.map(|day| day.to_string()).unwrap_or_default(), dates.due_day.to_string()),
    ];
    if note(ctx, &tx, before.id.0, fields).await? {
        let after = managing_company::Model {
            window_first_day: dates.first_day.into(),
            window_last_day: dates.last_day.into(),
            time_zone: Some(dates.zone),
            ..before
        };
        registry::put(&tx, vec![after]).await?;
    }
    if due_before != Some(dates.due_day) {
        let since = Period::of(ctx.today()).first_day();
        let value = dates.due_day.into();
        registry::put(&tx, vec![dated_parameter::Model { code: DUE_DAY.to_owned(), since, value }]).await?;
    }
    finish(ctx, &tx, Step::Dates).await?;
    tx.commit().await?;
    law::forget(&ctx.db).await;
    Ok(())
}

/// Adds the first house with its flats.
///
/// # Errors
/// As [`page`]; a rejection of the fields of [`HouseStep::check`], also [`Rule::HouseKnown`].
///
/// # Idempotency
/// The page chooses the id: sent twice, it is one house.
pub async fn add_house(ctx: &Ctx, step: &HouseStep) -> Result<()> {
    let scope = ctx.actor.staff(Permission::ManageCompany)?;
    let tx = ctx.db.begin().await?;
    begun(&tx).await?;
    // A spreadsheet may bring the same house at this moment.
    registry::hold_imports(&tx).await?;
    if setup::is_house(&tx, step.id).await? {
        return Ok(());
    }
    let house = step.check()?;
    let key = building_key(&house.address);
    if tickets::houses(&tx, &scope).await?.iter().any(|(_, address)| building_key(address) == key) {
        return Err(Rejection::of("address", Rule::HouseKnown).into());
    }
    let company = settings::company(&tx).await?.ok_or(Error::NotFound)?;
    let units = flats(step.id, &house);
    let row = building::Model {
        id: step.id,
        company_id: company.id,
        address: house.address,
        window_first_day: None,
        window_last_day: None,
    };
    setup::add_house(&tx, row, units).await?;
    event::record(&tx, ctx.event("house.added").about(step.id.0)).await?;
    finish(ctx, &tx, Step::House).await?;
    Ok(tx.commit().await?)
}

/// The houses come with a spreadsheet.
///
/// # Errors
/// As [`page`].
pub async fn skip_house(ctx: &Ctx) -> Result<()> {
    ctx.actor.staff(Permission::ManageCompany)?;
    let tx = ctx.db.begin().await?;
    begun(&tx).await?;
    finish(ctx, &tx, Step::House).await?;
    Ok(tx.commit().await?)
}

/// What a new company has still to load: two statements at most. `None` where everything is there, and where the portal was not begun by its link.
///
/// # Errors
/// `NotFound` without the permission.
pub async fn first_loads(ctx: &Ctx) -> Result<Option<FirstLoads>> {
    ctx.actor.staff(Permission::ImportRegistries)?;
    let tx = ctx.db.read();
    let loaded = setup::loaded(&tx).await?;
    let is_there = |kind: &Kind| match kind {
        Kind::Accounts => loaded.accounts,
        Kind::Meters => loaded.meters,
        Kind::Readings => loaded.readings,
        Kind::Debts => loaded.debts,
        Kind::Charges | Kind::Payments => true,
    };
    let done: Vec<Kind> = Kind::FIRST.into_iter().filter(is_there).collect();
    if !loaded.begun || done.len() == Kind::FIRST.len() {
        return Ok(None);
    }
    let company = settings::company(&tx).await?;
    Ok(Some(FirstLoads { done, restart: company.is_some_and(|company| is_restart_due(ctx, &company)) }))
}

/// The first step that is not done, of a portal that was begun by its link: one statement.
pub(crate) async fn next(tx: &Tx) -> Result<Option<Step>> {
    match begun(tx).await {
        Ok(done) => Ok(Step::next(&done)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The steps that are done.
async fn begun(tx: &Tx) -> Result<Vec<Step>> {
    let steps = setup::steps(tx).await?;
    if !steps.iter().any(|step| step == BEGUN) {
        return Err(Error::NotFound);
    }
    Ok(steps.iter().filter_map(|step| Step::from_code(step)).collect())
}

async fn finish(ctx: &Ctx, tx: &Tx, step: Step) -> Result<()> {
    let fresh = setup::done(tx, step.code(), ctx.now).await?;
    if fresh && Step::next(&begun(tx).await?).is_none() {
        event::record(tx, ctx.event("setup.finished")).await?;
    }
    Ok(())
}

/// Writes down whom residents pay: a new one, or new details of one that is known by its id or its name.
async fn pay_to(ctx: &Ctx, tx: &Tx, company: &managing_company::Model, form: RecipientForm) -> Result<()> {
    let known = orders::recipients(tx).await?;
    let key = name_key(&form.name);
    let found =
        known.iter().find(|row| row.id == form.id).or_else(|| known.iter().find(|row| row.name_key == key));
    let before = match found {
        Some(row) => recipient_form(row.clone()),
        None => RecipientForm { id: form.id, ..new_recipient() },
    };
    let fields = before.fields().into_iter().zip(form.fields());
    let fields = fields.map(|((field, before), (_, after))| (field, before.to_owned(), after.to_owned()));
    let fields: Vec<_> = fields.collect();
    let row = recipient::Model {
        id: before.id,
        company_id: company.id,
        // A name that residents know stays.
        name: found.map_or_else(|| form.name.clone(), |row| row.name.clone()),
        name_key: found.map_or(key, |row| row.name_key.clone()),
        position: found.map_or_else(|| i16::try_from(known.len()).unwrap_or(i16::MAX), |row| row.position),
        legal_name: form.legal_name,
        inn: form.inn,
        kpp: Some(form.kpp).filter(|kpp| !kpp.is_empty()),
        bank_account: form.bank_account,
        bank_name: form.bank_name,
        bic: form.bic,
        corr_account: form.corr_account,
    };
    note(ctx, tx, before.id.0, fields).await?;
    Ok(registry::put(tx, vec![row]).await?)
}

fn new_recipient() -> RecipientForm {
    RecipientForm {
        id: RecipientId(Uuid::now_v7()),
        name: USUAL_RECIPIENT.to_owned(),
        legal_name: String::new(),
        inn: String::new(),
        kpp: String::new(),
        bank_account: String::new(),
        bank_name: String::new(),
        bic: String::new(),
        corr_account: String::new(),
    }
}

/// Whether the portal was started with another name, or another zone.
fn is_restart_due(ctx: &Ctx, company: &managing_company::Model) -> bool {
    company.name != ctx.portal.company || zone(ctx, company) != ctx.portal.zone.name()
}

/// The zone that holds from the next start on.
fn zone<'a>(ctx: &'a Ctx, company: &'a managing_company::Model) -> &'a str {
    let chosen = company.time_zone.as_deref().filter(|zone| zone.parse::<Tz>().is_ok());
    chosen.unwrap_or_else(|| ctx.portal.zone.name())
}

fn due_day(law: &domain::law::Law, ctx: &Ctx) -> Option<u8> {
    law.due_day.on(Period::of(ctx.today()).first_day())
}

fn flats(building: BuildingId, house: &CheckedHouse) -> Vec<unit::Model> {
    let flat = |(number, entrance): (u16, u16)| unit::Model {
        id: UnitId(Uuid::now_v7()),
        building_id: building,
        label: number.to_string(),
        entrance: Some(entrance.to_string()),
    };
    house.flats().map(flat).collect()
}
