//! Commands that run the portal.
use crate::{
    config::Config,
    host::{self, Host, Limits, Running},
    logging::{self, Format},
    site::Site,
};
use adapters::{mailbox::Mailbox, smtp::Smtp};
use anyhow::Context;
use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::session::DemoGuide;
use std::{fs, net::SocketAddr, path::Path, sync::Arc, time::Duration};
use store::{Db, DbSettings};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};
use usecases::{Clock, Portal, demo as demo_data, ports::Ports};

const BUILD: &str = concat!(env!("CARGO_PKG_VERSION"), env!("DOMOVOY_COMMIT"));
const DEMO_ZONE: Tz = Tz::Europe__Moscow;

/// Says whether the file is good.
pub fn check_config(file: &Path) -> anyhow::Result<()> {
    Config::load(file)?;
    println!("{}: всё в порядке", file.display());
    Ok(())
}

/// Runs the portal until it is asked to stop.
pub async fn serve(file: &Path, site: Option<&Path>) -> anyhow::Result<()> {
    let config = Config::load(file)?;
    logging::start(config.log.format, &config.log.level);
    let db = Db::open(&config.database()).await?;
    db.migrate().await?;
    let listener = listen(config.http.addr).await?;
    let address = listener.local_addr()?;
    let metrics = match config.http.metrics_addr {
        Some(address) => Some(listen(address).await?),
        None => None,
    };
    let host = Host {
        db,
        ports: Arc::new(Ports { mailer: Box::new(Smtp::new(config.smtp()).context("почта")?) }),
        portal: Arc::new(portal(
            &config.portal.company,
            &config.portal.base_url.0,
            config.portal.time_zone,
            None,
        )),
        clock: Clock::new(config.portal.time_zone),
        site: Site::find(site.or(config.http.site.as_deref())),
        mailbox: None,
        limits: config.limits(),
    };
    let running = host::start(host, listener, metrics)?;
    println!("Домовой: http://{address} · {}", config.portal.base_url.0);
    until_asked_to_stop(running).await
}

/// Runs a portal to get to know it, with data of its own.
pub async fn demo(
    address: SocketAddr,
    data: &Path,
    today: Option<NaiveDate>,
    site: Option<&Path>,
) -> anyhow::Result<()> {
    logging::start(Format::Text, "warn");
    let listener = listen(address).await?;
    let address = listener.local_addr()?;
    let host = demo_host(data, today, Site::find(site), &format!("http://{address}")).await?;
    let guide = host.portal.demo.clone();
    let running = host::start(host, listener, None)?;
    println!("{}", welcome(address, guide.as_ref()));
    until_asked_to_stop(running).await
}

/// The demo of a folder, filled if it is new.
pub(super) async fn demo_host(
    data: &Path,
    today: Option<NaiveDate>,
    site: Site,
    base_url: &str,
) -> anyhow::Result<Host> {
    fs::create_dir_all(data).with_context(|| format!("каталог {} не создаётся", data.display()))?;
    let clock = match today {
        Some(day) => Clock::starting_on(DEMO_ZONE, day),
        None => Clock::new(DEMO_ZONE),
    };
    let db = Db::open(&demo_database(data)).await?;
    db.migrate().await?;
    let mailbox = Mailbox::open(&data.join("mailbox"), clock).context("папка писем не создаётся")?;
    let host = Host {
        db,
        ports: Arc::new(Ports { mailer: Box::new(mailbox.clone()) }),
        portal: Arc::new(portal(demo_data::COMPANY, base_url, DEMO_ZONE, Some(demo_data::guide()))),
        clock,
        site,
        mailbox: Some(mailbox),
        limits: Limits { worker_interval: Duration::from_millis(250), ..Limits::default() },
    };
    demo_data::fill(&host.system_ctx()).await?;
    Ok(host)
}

pub(super) fn demo_database(data: &Path) -> DbSettings {
    DbSettings { url: format!("sqlite://{}", data.join("domovoy.sqlite").display()), max_connections: 8 }
}

pub(super) fn portal(company: &str, base_url: &str, zone: Tz, demo: Option<DemoGuide>) -> Portal {
    Portal { company: company.into(), base_url: base_url.into(), build: BUILD.into(), zone, demo }
}

async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("адрес {address} занять нельзя"))
}

/// One line: where it is, and who may sign in.
fn welcome(address: SocketAddr, guide: Option<&DemoGuide>) -> String {
    let people = guide
        .map(|guide| guide.people.iter().map(|(email, _)| email.as_str()).collect::<Vec<_>>().join(", "));
    let password = guide.map_or("", |guide| guide.password.as_str());
    format!("Домовой: http://{address} · вход {} · пароль {password}", people.unwrap_or_default())
}

/// Ctrl+C or SIGTERM; a second one does not wait.
async fn until_asked_to_stop(running: Running) -> anyhow::Result<()> {
    asked_to_stop().await?;
    tracing::info!("stopping");
    tokio::select! {
        stopped = running.stop() => Ok(stopped?),
        again = asked_to_stop() => again,
    }
}

async fn asked_to_stop() -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => Ok(interrupted?),
        _ = terminate.recv() => Ok(()),
    }
}
