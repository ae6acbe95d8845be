//! Commands that run the portal.
use crate::{
    config::Config,
    demo,
    host::{self, Host, Running},
    logging::{self, Format},
    site::Site,
};
use anyhow::Context;
use chrono::NaiveDate;
use domain::session::DemoGuide;
use std::{net::SocketAddr, path::Path};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};
use usecases::setup;

/// Says whether the file is good.
pub fn check_config(file: &Path) -> anyhow::Result<()> {
    let config = Config::load(file)?;
    println!("{}: всё в порядке", file.display());
    let beside = config.key_beside();
    match config.encryption.vault() {
        Some(vault) => println!("Ключ шифрования: из настроек, номер {}", vault.key_id()),
        None if beside.exists() => println!("Ключ шифрования: файл {}", beside.display()),
        None => println!("Ключ шифрования: файл {} появится при первом запуске", beside.display()),
    }
    Ok(())
}

/// Runs the portal until it is asked to stop.
pub async fn serve(file: &Path, site: Option<&Path>) -> anyhow::Result<()> {
    let config = Config::load(file)?;
    logging::start(config.log.format, &config.log.level);
    let listener = listen(config.http.addr).await?;
    let address = listener.local_addr()?;
    let metrics = match config.http.metrics_addr {
        Some(address) => Some(listen(address).await?),
        None => None,
    };
    let host = Host::configured(&config, Site::find(site.or(config.http.site.as_deref()))).await?;
    let link = setup::offer(&host.system_ctx()).await?;
    let running = host::start(host, listener, metrics)?;
    let base_url = &config.portal.base_url.0;
    println!("Домовой: http://{address} · {base_url}{}", first_start(link.as_deref()));
    until_asked_to_stop(running).await
}

/// Runs a portal to get to know it, with data of its own.
pub async fn demonstrate(
    address: SocketAddr,
    data: &Path,
    today: Option<NaiveDate>,
    accounts: Option<u32>,
    site: Option<&Path>,
) -> anyhow::Result<()> {
    logging::start(Format::Text, "warn");
    let listener = listen(address).await?;
    let address = listener.local_addr()?;
    let host = demo::open(data, today, Site::find(site), format!("http://{address}")).await?;
    if let Some(accounts) = accounts {
        usecases::demo::crowd(&host.system_ctx(), accounts).await?;
    }
    let guide = host.portal.demo.clone();
    let running = host::start(host, listener, None)?;
    println!("{}", welcome(address, guide.as_ref()));
    until_asked_to_stop(running).await
}

/// The link for the first administrator, on lines of its own. It is a secret until it was used: it goes to the terminal and not to the log.
fn first_start(link: Option<&str>) -> String {
    link.map_or_else(String::new, |link| {
        format!("\nПервый запуск, откройте эту ссылку: {link}\nОна сработает один раз и действует неделю.")
    })
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
