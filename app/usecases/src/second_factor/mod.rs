//! «Вход по коду»: the second factor of whoever has turned it on, or has to.
mod totp;

use crate::{
    Ctx, Error, Result, Visitor,
    letters::{self, Words},
    throttle::Limit,
    token,
    vault::{Purpose, sealed_by},
};
use chrono::{DateTime, Utc};
use data_encoding::BASE32_NOPAD;
use domain::{
    Rejection,
    ids::UserId,
    second_factor::{Code, CodeError, RECOVERY_CODES, SecondFactorPage, Setup},
};
use exchange::qr;
use store::{Tx, entity::second_factor::Model as Factor, event, second_factor};

/// What the application on a telephone shows at a moment.
///
/// # Errors
/// [`Error::Broken`] when the secret is none.
pub fn code_at(secret: &str, at: DateTime<Utc>) -> Result<u32> {
    totp::code_at(&bytes(secret)?, at).ok_or_else(broken)
}

/// Whether it is on, and what is under way. Two statements.
///
/// # Errors
/// `SignInRequired` for a guest.
pub async fn page(ctx: &Ctx) -> Result<SecondFactorPage> {
    let (user, visitor) = (ctx.actor.user()?, asking(ctx)?);
    let tx = ctx.db.read();
    let factor = second_factor::of_person(&tx, user).await?;
    let on = factor.as_ref().is_some_and(|factor| factor.confirmed_at.is_some());
    let codes_left = if on { second_factor::codes_left(&tx, user).await? } else { 0 };
    let role = visitor.person.role.or(visitor.person.withheld);
    let (mut setup, mut new_codes) = (None, Vec::new());
    if let Some(factor) = factor {
        if on {
            new_codes = drafted(ctx, &factor)?;
        } else {
            setup = Some(set_up(ctx, &visitor.person.email, &factor)?);
        }
    }
    Ok(SecondFactorPage {
        on,
        codes_left,
        required: ctx.portal.second_factor && role.is_some_and(domain::access::Role::sees_money),
        setup,
        new_codes,
    })
}

/// Makes a secret and recovery codes: they are shown until a code of the application is typed.
///
/// # Errors
/// `SignInRequired` for a guest; `NotFound` when it is on already.
pub async fn begin(ctx: &Ctx) -> Result<()> {
    let user = ctx.actor.user()?;
    let secret = BASE32_NOPAD.encode(&rand::random::<[u8; 20]>());
    let vault = &ctx.portal.vault;
    let secret = vault.seal(user, Purpose::SecondFactor, &secret)?;
    let codes = vault.seal(user, Purpose::RecoveryCodes, &fresh_codes())?;
    let tx = ctx.db.begin().await?;
    if !second_factor::begin(&tx, user, &secret, &codes).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Turns it on: a code shows that the application has the secret. Other sessions end, for they were opened with the password alone.
///
/// # Errors
/// `SignInRequired` for a guest; `NotFound` when nothing is being set up; a rejection of `code`; `TooMany` codes.
pub async fn turn_on(ctx: &Ctx, code: &str) -> Result<()> {
    let (user, visitor) = (ctx.actor.user()?, asking(ctx)?);
    let code = Code::parse(code).map_err(|wrong| Rejection::of("code", wrong))?;
    count(ctx, user).await?;
    let tx = ctx.db.begin().await?;
    let factor = second_factor::of_person(&tx, user).await?.filter(|factor| factor.confirmed_at.is_none());
    let factor = factor.ok_or(Error::NotFound)?;
    let Code::Timed(given) = code else { return Err(wrong()) };
    use_timed(ctx, &tx, &factor, given).await?;
    if !second_factor::confirm(&tx, user, ctx.now).await? {
        return Err(Error::NotFound);
    }
    keep(ctx, &tx, &factor).await?;
    store::session::end_others(&tx, user, visitor.session, ctx.now).await?;
    Limit::CODES_BY_PERSON.forget(&tx, user).await?;
    event::record(&tx, ctx.event("second_factor.on").about(user.0)).await?;
    let at = letters::moment(ctx.local(ctx.now));
    letters::promise(ctx, &tx, &visitor.person.email, &Words::SecondFactorOn { at }).await?;
    Ok(tx.commit().await?)
}

/// Turns it off. A role that wants it grants nothing from then on.
///
/// # Errors
/// `SignInRequired` for a guest; `NotFound` when it is not on; a rejection of `code`; `TooMany` codes.
pub async fn turn_off(ctx: &Ctx, code: &str) -> Result<()> {
    let (user, visitor) = (ctx.actor.user()?, asking(ctx)?);
    let tx = proven(ctx, user, code).await?;
    second_factor::remove(&tx, user).await?;
    event::record(&tx, ctx.event("second_factor.off").about(user.0)).await?;
    let at = letters::moment(ctx.local(ctx.now));
    letters::promise(ctx, &tx, &visitor.person.email, &Words::SecondFactorOff { at }).await?;
    Ok(tx.commit().await?)
}

/// Makes new recovery codes: they are shown, and the old ones work, until [`keep_codes`].
///
/// # Errors
/// As [`turn_off`].
pub async fn new_codes(ctx: &Ctx, code: &str) -> Result<()> {
    let user = ctx.actor.user()?;
    let tx = proven(ctx, user, code).await?;
    let codes = ctx.portal.vault.seal(user, Purpose::RecoveryCodes, &fresh_codes())?;
    second_factor::show_codes(&tx, user, Some(&codes)).await?;
    Ok(tx.commit().await?)
}

/// The new recovery codes were written down: they are never shown again, and the old ones work no more.
///
/// # Errors
/// `SignInRequired` for a guest; `NotFound` when there are no new codes.
pub async fn keep_codes(ctx: &Ctx) -> Result<()> {
    let user = ctx.actor.user()?;
    let tx = ctx.db.begin().await?;
    let factor = second_factor::of_person(&tx, user).await?;
    let on = factor.filter(|factor| factor.confirmed_at.is_some() && factor.draft_codes.is_some());
    keep(ctx, &tx, &on.ok_or(Error::NotFound)?).await?;
    event::record(&tx, ctx.event("second_factor.codes_renewed").about(user.0)).await?;
    Ok(tx.commit().await?)
}

/// A transaction of somebody who has just typed a right code.
async fn proven(ctx: &Ctx, user: UserId, code: &str) -> Result<Tx> {
    let code = Code::parse(code).map_err(|wrong| Rejection::of("code", wrong))?;
    count(ctx, user).await?;
    let tx = ctx.db.begin().await?;
    let factor = second_factor::of_person(&tx, user).await?;
    factor.filter(|factor| factor.confirmed_at.is_some()).ok_or(Error::NotFound)?;
    check(ctx, &tx, user, &code).await?;
    Limit::CODES_BY_PERSON.forget(&tx, user).await?;
    Ok(tx)
}

/// Counts a guess, whatever comes of it.
async fn count(ctx: &Ctx, user: UserId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    Limit::CODES_BY_PERSON.count(&tx, user, ctx.now).await?;
    Ok(tx.commit().await?)
}

/// Uses a code up.
///
/// # Errors
/// A rejection of `code`: it is another one, or was used before.
pub(crate) async fn check(ctx: &Ctx, tx: &Tx, user: UserId, code: &Code) -> Result<()> {
    match code {
        Code::Timed(given) => {
            let factor = second_factor::of_person(tx, user).await?;
            let factor = factor.filter(|factor| factor.confirmed_at.is_some()).ok_or_else(wrong)?;
            use_timed(ctx, tx, &factor, *given).await
        }
        Code::Recovery(given) => {
            if !second_factor::use_code(tx, user, &token::hash(given), ctx.now).await? {
                return Err(wrong());
            }
            let happened = event::Event::new(ctx.now, Some(user), "second_factor.recovery_code_used");
            Ok(event::record(tx, happened.about(user.0)).await?)
        }
    }
}

async fn use_timed(ctx: &Ctx, tx: &Tx, factor: &Factor, given: u32) -> Result<()> {
    let step = totp::step_with(&bytes(&secret(ctx, factor)?)?, given, ctx.now).ok_or_else(wrong)?;
    if second_factor::use_step(tx, factor.person_id, step).await? { Ok(()) } else { Err(wrong()) }
}

/// Only hashes are left of the codes that were shown.
async fn keep(ctx: &Ctx, tx: &Tx, factor: &Factor) -> Result<()> {
    let hashes = drafted(ctx, factor)?.iter().map(|code| token::hash(&code.replace('-', ""))).collect();
    second_factor::put_codes(tx, factor.person_id, hashes).await?;
    Ok(second_factor::show_codes(tx, factor.person_id, None).await?)
}

fn secret(ctx: &Ctx, factor: &Factor) -> Result<String> {
    ctx.portal.vault.open(factor.person_id, Purpose::SecondFactor, &factor.secret)
}

fn drafted(ctx: &Ctx, factor: &Factor) -> Result<Vec<String>> {
    let Some(codes) = &factor.draft_codes else { return Ok(Vec::new()) };
    let codes = ctx.portal.vault.open(factor.person_id, Purpose::RecoveryCodes, codes)?;
    Ok(codes.lines().map(str::to_owned).collect())
}

/// Seals anew what a key from before had sealed, so that it may be thrown away; returns the key of a secret that no key here opens.
///
/// # Errors
/// When the database cannot answer, or a secret is not what its key had sealed.
pub async fn settle_keys(ctx: &Ctx) -> Result<Option<String>> {
    let vault = &ctx.portal.vault;
    let tx = ctx.db.begin().await?;
    for factor in second_factor::all(&tx).await? {
        let key = sealed_by(&factor.secret).unwrap_or_default();
        if !vault.knows(key) {
            return Ok(Some(key.to_owned()));
        }
        let plain = secret(ctx, &factor)?;
        if key != vault.key_id() {
            let person = factor.person_id;
            let codes = match &factor.draft_codes {
                Some(_) => {
                    let plain = drafted(ctx, &factor)?.join("\n");
                    Some(vault.seal(person, Purpose::RecoveryCodes, &plain)?)
                }
                None => None,
            };
            let secret = vault.seal(person, Purpose::SecondFactor, &plain)?;
            second_factor::seal_anew(&tx, person, &secret, codes.as_deref()).await?;
        }
    }
    tx.commit().await?;
    Ok(None)
}

/// Ten codes of 80 random bits: a plain hash is enough for them.
fn fresh_codes() -> String {
    let codes = (0..RECOVERY_CODES).map(|_| grouped(&BASE32_NOPAD.encode(&rand::random::<[u8; 10]>()), "-"));
    codes.collect::<Vec<_>>().join("\n")
}

/// Four letters at a time.
fn grouped(letters: &str, between: &str) -> String {
    let letters: Vec<char> = letters.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(between)
}

/// «<otpauth://totp/anna@example.org?secret>=…», as applications read it.
fn set_up(ctx: &Ctx, email: &str, factor: &Factor) -> Result<Setup> {
    let (issuer, account) = (percent(&ctx.portal.company), percent(email));
    let secret = secret(ctx, factor)?;
    let uri = format!("otpauth://totp/{account}?secret={secret}&issuer={issuer}");
    let drawing = qr::draw(&uri).ok_or_else(broken)?;
    Ok(Setup {
        secret: grouped(&secret, " "),
        uri,
        size: drawing.size,
        path: drawing.path,
        codes: drafted(ctx, factor)?,
    })
}

fn percent(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

fn bytes(secret: &str) -> Result<Vec<u8>> {
    BASE32_NOPAD.decode(secret.as_bytes()).map_err(|_| broken())
}

fn broken() -> Error {
    Error::Broken("the secret of a second factor is none".to_owned())
}

fn wrong() -> Error {
    Rejection::of("code", CodeError::Wrong).into()
}

fn asking(ctx: &Ctx) -> Result<&Visitor> {
    ctx.visitor.as_deref().ok_or(Error::SignInRequired)
}
