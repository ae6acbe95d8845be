//! «Регистрация личного кабинета»: account number, surname and e-mail; a letter; a password.
use crate::{
    Ctx, Result, jobs,
    letters::{self, Words},
    password, residency,
    session::{self, SignedIn},
    throttle::{Limit, count_guess, network},
    token,
};
use base64::{Engine, prelude::BASE64_STANDARD};
use domain::{
    Rejection, Rule,
    accounts::AccountNumber,
    ids::{AccountId, UserId},
    residency::{CONSENT_TEXT, CONSENT_VERSION, ResidencyKind},
    session::{Email, LinkState, check_password},
};
use sha2::{Digest, Sha256};
use store::{
    Tx,
    entity::{self, registration::Model as Registration},
    letter_token::{self, Purpose},
};
use uuid::Uuid;

/// A filled registration form, as typed.
#[derive(Debug, Clone)]
pub struct Request {
    pub account: String,
    pub surname: String,
    pub email: String,
    pub consent: bool,
}

/// Notes the wish and promises a letter. The answer, its length and its time are the same whether or not the account, the surname or the e-mail exist:
/// they are looked up by a job.
///
/// # Errors
/// A rejection of fields `account`, `surname`, `email`, `consent`; `TooMany`.
pub async fn request(ctx: &Ctx, request: Request) -> Result<Email> {
    let mut rejection = Rejection::default();
    let number = rejection.check("account", AccountNumber::parse(&request.account));
    let surname = rejection.check("surname", residency::check_surname(&request.surname));
    let email = rejection.check("email", Email::parse(&request.email));
    rejection.check("consent", request.consent.then_some(()).ok_or(Rule::ConsentMissing));
    let (Some(number), Some(surname), Some(email), true) = (number, surname, email, rejection.0.is_empty())
    else {
        return Err(rejection.into());
    };

    let row = Registration {
        id: Uuid::now_v7(),
        account_number: number.to_string(),
        surname,
        email: email.to_string(),
        consent_version: CONSENT_VERSION.to_owned(),
        consent_hash: BASE64_STANDARD.encode(Sha256::digest(CONSENT_TEXT)),
        address: ctx.origin.address.to_canonical().to_string(),
        requested_at: ctx.now,
        account_id: None,
        finished_at: None,
    };
    let id = row.id;
    let tx = ctx.db.begin().await?;
    Limit::LETTERS_BY_ADDRESS.count(&tx, network(ctx.origin.address), ctx.now).await?;
    Limit::LETTERS_BY_EMAIL.count(&tx, &email, ctx.now).await?;
    count_guess(ctx, &tx, &number).await?;
    store::insert(&tx, row).await?;
    jobs::enqueue(&tx, &jobs::Job::Registration { id }, ctx.now).await?;
    tx.commit().await?;
    Ok(email)
}

/// Answers the form by a letter: what was found is told to the owner of the e-mail alone.
pub(crate) async fn reply(ctx: &Ctx, tx: &Tx, id: Uuid) -> Result<()> {
    let Some(registration) = store::registration::by_id(tx, id).await? else { return Ok(()) };
    let home = residency::find_home(ctx, tx, &registration.account_number, &registration.surname).await?;
    let to = registration.email.as_str();
    let number = letters::repeatable(&registration.account_number);
    match (store::person::by_email(tx, to).await?, home) {
        (None, None) => letters::promise(ctx, tx, to, &Words::RegistrationNotFound { number }).await,
        (None, Some(home)) => {
            store::registration::found(tx, id, home.account).await?;
            letter_token::close_registrations(tx, to, ctx.now).await?;
            let token = token::for_letter(ctx, tx, (Purpose::Registration, id)).await?;
            let link = letters::link(ctx, "register", &token);
            letters::promise(ctx, tx, to, &Words::Registration { number: &home.number, link: &link }).await
        }
        (Some(person), Some(home)) if !store::residency::is_tied(tx, person.id, home.account).await? => {
            let claim =
                residency::note_claim(ctx, tx, person.id, &home.number, &registration.surname).await?;
            let link = residency::open_claim(ctx, tx, claim, home.account).await?;
            let words = Words::CabinetExists { number: Some(&home.number), link: Some(&link) };
            letters::promise(ctx, tx, to, &words).await
        }
        (Some(_), _) => {
            letters::promise(ctx, tx, to, &Words::CabinetExists { number: None, link: None }).await
        }
    }
}

/// What the link of the letter leads to: the e-mail it was sent to.
///
/// # Errors
/// When the database cannot answer.
pub async fn look(ctx: &Ctx, token: &str) -> Result<LinkState<Email>> {
    let tx = ctx.db.read();
    let Some(id) = token::subject(ctx, &tx, token, Purpose::Registration).await? else {
        return Ok(LinkState::Closed);
    };
    match store::registration::by_id(&tx, id).await? {
        Some(registration) => Ok(LinkState::Open(letters::known(&registration.email)?)),
        None => Ok(LinkState::Closed),
    }
}

/// Sets the password, makes the person and their residency, and signs in.
///
/// # Errors
/// A rejection of `password`, or of the form ([`Rule::LinkExpired`]).
pub async fn finish(ctx: &Ctx, token: &str, password: &str) -> Result<SignedIn> {
    let LinkState::Open(email) = look(ctx, token).await? else { return Err(token::expired()) };
    check_password(password, &email).map_err(|error| Rejection::of("password", error))?;
    let password_hash = password::hash(password).await?;

    let tx = ctx.db.begin().await?;
    // The person comes first: of several links for one e-mail, the others wait here and find it taken.
    let added = store::person::add(&tx, email.as_str(), password_hash, None, ctx.now).await?;
    let user = added.ok_or_else(token::expired)?;
    let id = token::use_up(ctx, &tx, token, Purpose::Registration).await?;
    let registration = store::registration::by_id(&tx, id).await?.ok_or_else(token::expired)?;
    let account = registration.account_id.ok_or_else(token::expired)?;
    settle(ctx, &tx, user, account).await?;
    agree(ctx, &tx, user, &registration).await?;
    store::registration::finish(&tx, id, ctx.now).await?;
    letter_token::close_registrations(&tx, email.as_str(), ctx.now).await?;
    let signed_in = session::open(ctx, &tx, user).await?;
    tx.commit().await?;
    Ok(signed_in)
}

async fn settle(ctx: &Ctx, tx: &Tx, user: UserId, account: AccountId) -> Result<()> {
    residency::add(ctx, tx, user, account, ResidencyKind::Owner).await?;
    let registered = store::event::Event::new(ctx.now, Some(user), "person.registered");
    Ok(store::event::record(tx, registered.about(user.0).of_account(account)).await?)
}

/// The consent holds from the moment it was ticked, with the text of that moment.
async fn agree(ctx: &Ctx, tx: &Tx, user: UserId, registration: &Registration) -> Result<()> {
    let consent = entity::consent::Model {
        id: Uuid::now_v7(),
        person_id: user,
        purpose: "personal_data".to_owned(),
        version: registration.consent_version.clone(),
        text_hash: registration.consent_hash.clone(),
        given_at: registration.requested_at,
        address: registration.address.clone(),
    };
    let given = store::event::Event::new(ctx.now, Some(user), "consent.given").about(consent.id);
    store::insert(tx, consent).await?;
    Ok(store::event::record(tx, given).await?)
}
