//! The demo: a portal in one folder, with people to sign in as and a mailbox in the browser.
use crate::{
    build,
    host::{Arrivals, Host, Limits},
    key,
    site::Site,
};
use adapters::{
    demo_bank::DemoBank,
    mailbox::Mailbox,
    shelf::Shelf,
    typst::{Template, Typst},
    web_push::{Reach, VapidKey, WebPush},
};
use anyhow::Context;
use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::{files, payments::Terms};
use std::{
    fs,
    path::Path,
    sync::{Arc, atomic::AtomicBool},
    time::Duration,
};
use store::{Db, DbSettings};
use usecases::{Clock, Portal, demo, ports::Ports, vault::Vault};

const ZONE: Tz = Tz::Europe__Moscow;
/// Whom a push service may write to about the demo.
const CONTACT: &str = "mailto:demo@example.org";

/// The demo that lives in `data`, filled if it is new. Its clock starts at noon of `today`.
///
/// # Errors
/// When the folder or the database cannot be used.
pub async fn open(
    data: &Path,
    today: Option<NaiveDate>,
    site: Site,
    base_url: String,
) -> anyhow::Result<Host> {
    fs::create_dir_all(data).with_context(|| format!("каталог {} не создаётся", data.display()))?;
    let clock = match today {
        Some(day) => Clock::starting_on(ZONE, day),
        None => Clock::new(ZONE),
    };
    let url = format!("sqlite://{}", data.join("domovoy.sqlite").display());
    let db = Db::open(&DbSettings { url, max_connections: 8 }).await?;
    db.migrate().await?;
    let host = with_database(db, data, clock, site, base_url)?;
    key::settle(&host.system_ctx()).await?;
    demo::fill(&host.system_ctx()).await?;
    Ok(host)
}

/// A portal of the demo on any database; `data` keeps its letters and files.
///
/// # Errors
/// When the folders of letters and files cannot be made.
pub fn with_database(
    db: Db,
    data: &Path,
    clock: Clock,
    site: Site,
    base_url: String,
) -> anyhow::Result<Host> {
    let mailbox = Mailbox::open(&data.join("mailbox"), clock).context("каталог писем не создаётся")?;
    let bank = DemoBank::open(&data.join("bank.json"), &base_url, clock).context("файл банка не читается")?;
    let folder = data.join("files");
    let shelf = Shelf::folder(&folder).context("каталог файлов не создаётся")?;
    let key = VapidKey::open(&data.join("push.key")).context("ключ уведомлений не читается")?;
    // Push services live in today's world, whatever day it is in the demo.
    let push = WebPush::new(key, CONTACT.to_owned(), Reach::Anywhere, Clock::new(clock.zone()))?;
    let portal = Portal {
        company: demo::COMPANY.into(),
        contacts: Some(demo::CONTACTS.into()),
        base_url,
        build: build(),
        zone: clock.zone(),
        terms: Terms::default(),
        files: files::Limits::default(),
        demo: Some(demo::guide()),
        second_factor: false,
        vault: Vault::new(key::beside(&data.join("domovoy.key"))?, []),
    };
    Ok(Host {
        db,
        ports: Arc::new(Ports {
            mailer: Box::new(mailbox.clone()),
            acquirer: Some(Box::new(bank.clone())),
            printer: Box::new(Typst::new(Template::shipped())),
            shelf: Box::new(shelf),
            push: Some(Box::new(push)),
        }),
        portal: Arc::new(portal),
        clock,
        site,
        mailbox: Some(mailbox),
        bank: Some(bank),
        arrivals: Arrivals::new(folder),
        unstaffed: AtomicBool::new(false),
        limits: Limits { worker_interval: Duration::from_millis(250), ..Limits::default() },
    })
}
