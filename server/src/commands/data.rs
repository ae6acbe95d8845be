//! Commands that look after the data.
use crate::{
    cli::Place,
    config::Config,
    demo,
    host::Host,
    logging::{self, Format},
    site::Site,
};
use anyhow::{Context, anyhow, bail};
use domain::{Rule, access::Role, calendar::Period, ids::BuildingId};
use rand::distr::{Alphanumeric, SampleString};
use std::{
    fs::File,
    io::{self, BufRead, IsTerminal, Write},
    path::Path,
};
use store::Db;
use usecases::{
    imports::{self, Kind, Options, Progress},
    readings, staff,
};

/// Makes or updates the tables.
pub async fn migrate(file: &Path) -> anyhow::Result<()> {
    let config = Config::load(file)?;
    let db = Db::open(&config.database()).await?;
    db.migrate().await?;
    db.close().await?;
    println!("Таблицы базы данных в порядке.");
    Ok(())
}

/// Adds an employee. The password comes from a pipe; at a terminal one is made up and shown once.
pub async fn add_user(place: &Place, email: &str, role: Role) -> anyhow::Result<()> {
    let given = match io::stdin() {
        stdin if stdin.is_terminal() => None,
        stdin => stdin.lock().lines().next().transpose()?,
    };
    let password = given.clone().unwrap_or_else(new_password);
    let host = host(place).await?;
    let added = staff::add(&host.system_ctx(), email, role, &password).await;
    host.db.close().await?;
    added.map_err(|error| explain(&error))?;
    match given {
        Some(_) => println!("{email}: роль {}", role.code()),
        None => {
            println!(
                "{email}: роль {}, пароль {password}\nПароль больше нигде не показывается.",
                role.code()
            );
        }
    }
    Ok(())
}

/// Gives somebody who is on the portal a role.
pub async fn appoint_user(place: &Place, email: &str, role: Role) -> anyhow::Result<()> {
    let host = host(place).await?;
    let appointed = staff::appoint(&host.system_ctx(), email, role).await;
    host.db.close().await?;
    appointed.map_err(|error| explain(&error))?;
    println!("{email}: роль {}, пароль прежний", role.code());
    Ok(())
}

/// Imports a file; whether it was good.
pub async fn import(
    place: &Place,
    kind: Kind,
    file: &Path,
    dry_run: bool,
    columns: &str,
) -> anyhow::Result<bool> {
    let columns = columns_of(columns)?;
    let source = File::open(file).with_context(|| format!("файл {} не читается", file.display()))?;
    if !source.metadata()?.is_file() {
        bail!("{}: это не файл", file.display());
    }
    let host = host(place).await?;
    let options = Options { dry_run, columns, limits: host.limits.imports };
    let mut bar = Bar::default();
    let imported =
        imports::run_from(&host.system_ctx(), kind, source, options, &mut |progress| bar.show(progress))
            .await;
    bar.end();
    host.db.close().await?;
    let summary = imported.map_err(|error| explain(&error))?;
    println!("{}", imports::text::report(&summary));
    Ok(summary.is_good())
}

/// Closes a period, of one building or of all.
pub async fn accept_readings(place: &Place, period: Period, address: Option<&str>) -> anyhow::Result<()> {
    let host = host(place).await?;
    let building = match address {
        Some(address) => Some(building(&host.db, address).await?),
        None => None,
    };
    let accepted = readings::accept_period(&host.system_ctx(), period, building).await;
    host.db.close().await?;
    match accepted.map_err(|error| explain(&error))? {
        0 => println!("Показания за этот месяц уже приняты."),
        buildings => println!("Показания приняты, домов: {buildings}."),
    }
    Ok(())
}

/// The building at an address as the company's file has it.
pub(super) async fn building(db: &Db, address: &str) -> anyhow::Result<BuildingId> {
    let registry = store::registry::load(&db.read()).await?;
    let wanted = registry.buildings.iter().find(|building| building.address == address.trim());
    if let Some(building) = wanted {
        return Ok(building.id);
    }
    let known: Vec<_> = registry.buildings.into_iter().map(|building| building.address).collect();
    bail!("дома с адресом «{address}» нет; есть:\n{}", known.join("\n"))
}

/// The portal that a command is about, without its HTTP.
pub(super) async fn host(place: &Place) -> anyhow::Result<Host> {
    logging::start(Format::Text, "warn");
    match (&place.config, &place.data) {
        (Some(file), _) => Host::configured(&Config::load(file)?, Site::default()).await,
        (None, Some(data)) if data.is_dir() => {
            demo::open(data, None, Site::default(), "http://127.0.0.1:3000".into()).await
        }
        (None, Some(data)) => bail!("каталога {} нет", data.display()),
        (None, None) => bail!("нужен --config или --data"),
    }
}

/// Too long to be guessed, and easily dictated.
fn new_password() -> String {
    Alphanumeric.sample_string(&mut rand::rng(), 20)
}

/// `Счет=Лицевой счёт;№=Заводской №`
fn columns_of(text: &str) -> anyhow::Result<Vec<(String, String)>> {
    let pairs = text.split(';').map(str::trim).filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| match pair.split_once('=').map(|(theirs, ours)| (theirs.trim(), ours.trim())) {
            Some((theirs, ours)) if !theirs.is_empty() && !ours.is_empty() => {
                Ok((theirs.into(), ours.into()))
            }
            _ => Err(anyhow!("«{pair}»: соответствие пишется как «Заголовок в файле=Известный заголовок»")),
        })
        .collect()
}

/// What a use case refused, in words.
pub(super) fn explain(error: &usecases::Error) -> anyhow::Error {
    match error {
        usecases::Error::Rejected(rejection) => {
            let said = |rule: &Rule| format!("{}{}", app::text::rule(rule), command_for(rule));
            let sentences: Vec<_> = rejection.0.iter().map(|(_, rule)| said(rule)).collect();
            anyhow!("{}", sentences.join("\n"))
        }
        error => anyhow!("{error}"),
    }
}

/// The command that does what was meant.
const fn command_for(rule: &Rule) -> &'static str {
    match rule {
        Rule::PersonKnown => " Роль ему даёт команда domovoy user appoint.",
        Rule::PersonUnknown => " Сотрудника добавляет команда domovoy user add.",
        _ => "",
    }
}

/// How far an import is: one line that is written over, and only for a person.
#[derive(Default)]
struct Bar {
    percent: Option<usize>,
}

impl Bar {
    fn show(&mut self, Progress { done, total }: Progress) {
        let percent = (done * 100).checked_div(total).unwrap_or(100);
        if self.percent != Some(percent) && io::stderr().is_terminal() {
            self.percent = Some(percent);
            eprint!("\r{done} из {total} строк, {percent} %");
            drop(io::stderr().flush());
        }
    }

    fn end(&self) {
        if self.percent.is_some() {
            eprintln!();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::columns_of;

    #[test]
    fn headers_are_mapped_in_pairs() {
        let pairs = columns_of(" Счет = Лицевой счёт ;№=Заводской №; ").unwrap();
        assert_eq!(pairs, [("Счет".into(), "Лицевой счёт".into()), ("№".into(), "Заводской №".into())]);
        assert!(columns_of("Счет").is_err());
    }
}
