//! The command line.
use crate::commands;
use clap::{Args, Parser, Subcommand, ValueEnum};
use domain::access::Role;
use std::{net::SocketAddr, path::PathBuf, process::ExitCode};
use store::StoreError;
use usecases::imports::Kind;

const HELP: &str = "{about-with-newline}\nИспользование: {usage}\n\n{all-args}{after-help}";

/// Личный кабинет жителя: портал управляющей компании
#[derive(Debug, Parser)]
#[command(name = "domovoy", version, disable_help_subcommand = true, help_template = HELP)]
#[command(subcommand_help_heading = "Команды", next_help_heading = "Параметры")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Запустить портал; при первом запуске рядом с базой появится ключ шифрования domovoy.key, сохраните его копию
    #[command(help_template = HELP)]
    Serve {
        #[command(flatten)]
        config: ConfigFile,
        #[command(flatten)]
        site: SiteFolder,
    },
    /// Запустить портал с данными для знакомства
    #[command(help_template = HELP)]
    Demo {
        /// Адрес, по которому он откроется
        #[arg(long, value_name = "АДРЕС", default_value = "127.0.0.1:3000")]
        addr: SocketAddr,
        /// Каталог данных: создаётся при первом запуске
        #[arg(long, value_name = "КАТАЛОГ", default_value = "./demo-data")]
        data: PathBuf,
        /// День, с которого идут часы портала: ГГГГ-ММ-ДД
        #[arg(long, value_name = "ДЕНЬ")]
        today: Option<chrono::NaiveDate>,
        /// Добавить ещё столько лицевых счетов с домами, счётчиками и показаниями за год
        #[arg(long, value_name = "ЧИСЛО", value_parser = clap::value_parser!(u32).range(1..=200_000))]
        accounts: Option<u32>,
        #[command(flatten)]
        site: SiteFolder,
    },
    /// Создать или обновить таблицы базы данных
    #[command(help_template = HELP)]
    Migrate {
        #[command(flatten)]
        config: ConfigFile,
    },
    /// Файл настроек
    #[command(subcommand, help_template = HELP)]
    Config(ConfigCommand),
    /// Люди, которые входят в портал
    #[command(subcommand, help_template = HELP)]
    User(UserCommand),
    /// Загрузить файл компании: всё или ничего
    #[command(help_template = HELP)]
    Import {
        /// Что в файле
        #[arg(value_name = "ЧТО")]
        kind: FileKind,
        /// CSV с заголовками в первой строке
        #[arg(value_name = "ФАЙЛ")]
        file: PathBuf,
        /// Проверить и показать, ничего не меняя
        #[arg(long)]
        dry_run: bool,
        /// Заголовки, которые в файле названы иначе: «Счет=Лицевой счёт;№=Заводской №»
        #[arg(long, value_name = "СООТВЕТСТВИЯ", default_value = "", hide_default_value = true)]
        columns: String,
        #[command(flatten)]
        database: Place,
    },
    /// Показания
    #[command(subcommand, help_template = HELP)]
    Readings(ReadingsCommand),
    /// Напечатать квитанции дома за месяц в один PDF
    #[command(help_template = HELP)]
    Receipts {
        /// Месяц: ГГГГ-ММ или ММ.ГГГГ
        #[arg(long, value_name = "МЕСЯЦ", value_parser = commands::period)]
        period: domain::calendar::Period,
        /// Адрес дома, как он записан в портале
        #[arg(long, value_name = "АДРЕС")]
        building: String,
        /// Куда записать PDF
        #[arg(short, long, value_name = "ФАЙЛ")]
        output: PathBuf,
        #[command(flatten)]
        database: Place,
    },
}

#[derive(Debug, Subcommand)]
enum ConfigCommand {
    /// Проверить файл настроек, ничего не запуская, и сказать, какой ключ шифрования у портала
    #[command(help_template = HELP)]
    Check {
        #[command(flatten)]
        config: ConfigFile,
    },
}

#[derive(Debug, Subcommand)]
enum UserCommand {
    /// Добавить сотрудника; пароль читается со стандартного ввода или придумывается и показывается один раз
    #[command(help_template = HELP)]
    Add(Employee),
    /// Дать роль человеку, который на портале уже есть, или сменить её; пароль остаётся прежним
    #[command(help_template = HELP)]
    Appoint(Employee),
}

#[derive(Debug, Args)]
struct Employee {
    /// Адрес e-mail, он же имя для входа
    #[arg(long, value_name = "АДРЕС")]
    email: String,
    /// Роль: dispatcher, accountant, editor, manager или administrator
    #[arg(long, value_name = "РОЛЬ", value_parser = role)]
    role: Role,
    #[command(flatten)]
    database: Place,
}

#[derive(Debug, Subcommand)]
enum ReadingsCommand {
    /// Принять показания за месяц: после этого они не меняются
    #[command(help_template = HELP)]
    Accept {
        /// Месяц: ММ.ГГГГ
        #[arg(value_name = "МЕСЯЦ", value_parser = commands::period)]
        period: domain::calendar::Period,
        /// Только дом с этим адресом; без него — все дома
        #[arg(long, value_name = "АДРЕС")]
        building: Option<String>,
        #[command(flatten)]
        database: Place,
    },
}

#[derive(Debug, Args)]
struct ConfigFile {
    /// Файл настроек
    #[arg(long, value_name = "ФАЙЛ")]
    config: PathBuf,
}

#[derive(Debug, Args)]
struct SiteFolder {
    /// Каталог с файлами для браузера, если он не рядом с программой
    #[arg(long, value_name = "КАТАЛОГ")]
    site: Option<PathBuf>,
}

/// Which portal a command is about.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Place {
    /// Файл настроек портала
    #[arg(long, value_name = "ФАЙЛ")]
    pub config: Option<PathBuf>,
    /// Каталог данных демонстрации
    #[arg(long, value_name = "КАТАЛОГ")]
    pub data: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FileKind {
    /// Лицевые счета и собственники
    Accounts,
    /// Приборы учёта
    Meters,
    /// Показания
    Readings,
    /// Начисления
    Charges,
    /// Оплаты из банка
    Payments,
}

fn role(code: &str) -> Result<Role, String> {
    Role::from_code(code).ok_or_else(|| {
        let codes: Vec<_> = Role::ALL.into_iter().map(Role::code).collect();
        format!("такой роли нет; есть {}", codes.join(", "))
    })
}

/// Another process has the data: the second one ends with this code.
const IN_USE: u8 = 2;

/// Does what the command line asks for.
#[must_use]
pub fn run() -> ExitCode {
    // One provider of cryptography for everything that speaks TLS; a second start in one process changes nothing.
    let _installed = rustls::crypto::ring::default_provider().install_default();
    match tokio::runtime::Runtime::new()
        .map_err(Into::into)
        .and_then(|runtime| runtime.block_on(execute(Cli::parse())))
    {
        Ok(code) => code,
        Err(error) => {
            eprintln!("domovoy: {}", commands::sentence(&error));
            let in_use =
                error.chain().any(|cause| matches!(cause.downcast_ref(), Some(StoreError::InUse(_))));
            if in_use { ExitCode::from(IN_USE) } else { ExitCode::FAILURE }
        }
    }
}

async fn execute(cli: Cli) -> anyhow::Result<ExitCode> {
    match cli.command {
        Command::Serve { config, site } => commands::serve(&config.config, site.site.as_deref()).await?,
        Command::Demo { addr, data, today, accounts, site } => {
            commands::demonstrate(addr, &data, today, accounts, site.site.as_deref()).await?;
        }
        Command::Migrate { config } => commands::migrate(&config.config).await?,
        Command::Config(ConfigCommand::Check { config }) => commands::check_config(&config.config)?,
        Command::User(UserCommand::Add(Employee { email, role, database })) => {
            commands::add_user(&database, &email, role).await?;
        }
        Command::User(UserCommand::Appoint(Employee { email, role, database })) => {
            commands::appoint_user(&database, &email, role).await?;
        }
        Command::Import { kind, file, dry_run, columns, database } => {
            let kind = match kind {
                FileKind::Accounts => Kind::Accounts,
                FileKind::Meters => Kind::Meters,
                FileKind::Readings => Kind::Readings,
                FileKind::Charges => Kind::Charges,
                FileKind::Payments => Kind::Payments,
            };
            if !commands::import(&database, kind, &file, dry_run, &columns).await? {
                return Ok(ExitCode::FAILURE);
            }
        }
        Command::Readings(ReadingsCommand::Accept { period, building, database }) => {
            commands::accept_readings(&database, period, building.as_deref()).await?;
        }
        Command::Receipts { period, building, output, database } => {
            commands::print_receipts(&database, period, &building, &output).await?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
