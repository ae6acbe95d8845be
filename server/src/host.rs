//! What is the same for every request of this process, and how the process starts and stops.
use crate::{
    build, company,
    config::{self, Config},
    http, key, listen, metrics,
    site::Site,
    worker,
};
use adapters::{
    demo_bank::DemoBank,
    mailbox::Mailbox,
    shelf::Shelf,
    smtp::Smtp,
    typst::Typst,
    web_push::{Reach, VapidKey, WebPush},
    yookassa::YooKassa,
};
use anyhow::Context;
use chrono::Utc;
use domain::{access::Actor, payments::Terms};
use ipnet::IpNet;
use std::{
    env,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use store::{Db, StoreError};
use tokio::{net::TcpListener, sync::Semaphore, task::JoinHandle};
use tokio_util::sync::CancellationToken;
use usecases::{
    Clock, Ctx, Origin, Portal, Visitor, imports,
    ports::{Acquirer, Ports, Push},
    setup,
};

/// What is the same for every request.
pub struct Host {
    pub db: Db,
    pub ports: Arc<Ports>,
    pub portal: Arc<Portal>,
    pub clock: Clock,
    pub site: Site,
    /// The demo's letters.
    pub mailbox: Option<Mailbox>,
    /// Where the demo's payers pay.
    pub bank: Option<DemoBank>,
    pub limits: Limits,
    pub arrivals: Arrivals,
    /// Nobody works here yet, as far as this process knows.
    pub unstaffed: AtomicBool,
}

/// Where files arrive, and how many at once.
pub struct Arrivals {
    /// A file that has not arrived whole is here and nowhere else; it has no name.
    pub folder: PathBuf,
    /// Files that arrive at once.
    pub places: Semaphore,
    /// Files that are in memory at once, whole.
    pub desks: Semaphore,
}

impl Arrivals {
    const PLACES: usize = 64;
    const DESKS: usize = 4;

    #[must_use]
    pub const fn new(folder: PathBuf) -> Self {
        Self { folder, places: Semaphore::const_new(Self::PLACES), desks: Semaphore::const_new(Self::DESKS) }
    }
}

pub const MEGABYTE: usize = 1024 * 1024;

/// How HTTP is spoken, and how large files may be.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Networks of proxies that are believed when they say who asks.
    pub trusted_proxies: Vec<IpNet>,
    /// Bytes of a form.
    pub body: usize,
    /// How often the worker looks for due jobs.
    pub worker_interval: Duration,
    /// Files that are imported.
    pub imports: imports::Limits,
    /// Networks that the acquirer's notifications come from.
    pub acquirer_networks: Vec<IpNet>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            trusted_proxies: Vec::new(),
            body: 64 * 1024,
            worker_interval: Duration::from_secs(2),
            imports: imports::Limits { bytes: 500 * MEGABYTE, rows: 1_000_000 },
            acquirer_networks: Vec::new(),
        }
    }
}

impl Host {
    /// The portal of a configuration file, with its database open and up to date.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn configured(config: &Config, site: Site) -> anyhow::Result<Self> {
        let db = Db::open(&config.database()).await?;
        db.migrate().await?;
        company::settle(&db, config).await?;
        let company = store::settings::company(&db.read()).await?;
        // What was chosen on the portal wins over the file.
        let chosen = company.as_ref().and_then(|company| company.time_zone.as_deref()?.parse().ok());
        let zone = chosen.unwrap_or(config.portal.time_zone);
        let unstaffed = AtomicBool::new(setup::is_open(&db).await?);
        let portal = Portal {
            company: company.map_or_else(|| config.portal.company.clone(), |company| company.name),
            contacts: config.receipts.contacts.clone(),
            base_url: config.portal.base_url.0.clone(),
            build: build(),
            zone,
            terms: config.acquirer.as_ref().map_or_else(Terms::default, config::Acquirer::terms),
            files: config.files.limits(),
            demo: None,
            second_factor: config.staff.second_factor == config::SecondFactor::Required,
            vault: key::configured(config)?,
        };
        let acquirer = match &config.acquirer {
            Some(shop) => Some(Box::new(YooKassa::new(shop.settings())?) as Box<dyn Acquirer>),
            None => None,
        };
        let (shelf, arrivals) = if let Some(s3) = &config.files.s3 {
            (Shelf::s3(&s3.settings())?, env::temp_dir())
        } else {
            let folder = config.files_folder();
            let shelf = Shelf::folder(&folder)
                .with_context(|| format!("каталог {} не создаётся", folder.display()))?;
            (shelf, folder)
        };
        let push = match config.push_key_file() {
            Some(file) => {
                let key = VapidKey::open(&file)
                    .with_context(|| format!("ключ уведомлений {} не читается", file.display()))?;
                let contact = config.push.contact.clone().unwrap_or_else(|| portal.base_url.clone());
                let push = WebPush::new(key, contact, Reach::Public, Clock::new(zone))?;
                Some(Box::new(push) as Box<dyn Push>)
            }
            None => None,
        };
        let host = Self {
            db,
            ports: Arc::new(Ports {
                mailer: Box::new(Smtp::new(config.smtp())?),
                acquirer,
                printer: Box::new(Typst::new(config.template())),
                shelf: Box::new(shelf),
                push,
            }),
            portal: Arc::new(portal),
            clock: Clock::new(zone),
            site,
            mailbox: None,
            bank: None,
            limits: config.limits(),
            arrivals: Arrivals::new(arrivals),
            unstaffed,
        };
        key::settle(&host.system_ctx()).await?;
        Ok(host)
    }

    /// Whether the portal waits for its first administrator. An ordinary portal asks nobody.
    pub async fn awaits_its_first(&self) -> bool {
        if !self.unstaffed.load(Ordering::Relaxed) {
            return false;
        }
        match setup::is_open(&self.db).await {
            Ok(open) => {
                self.unstaffed.store(open, Ordering::Relaxed);
                open
            }
            Err(error) => {
                tracing::error!(error = ?error, "whether anybody works here cannot be told");
                false
            }
        }
    }

    /// The context of one request.
    #[must_use]
    pub fn ctx(&self, visitor: Option<Visitor>, origin: Origin) -> Ctx {
        let visitor = visitor.map(|visitor| visitor.under(&self.portal));
        let actor = match &visitor {
            Some(visitor) => Actor::Person {
                user: visitor.person.user,
                role: visitor.person.role,
                bound: visitor.person.bound,
            },
            None => Actor::Guest,
        };
        self.context(actor, visitor.map(Arc::new), origin)
    }

    /// The context of the worker and of the command line.
    #[must_use]
    pub fn system_ctx(&self) -> Ctx {
        let origin = Origin {
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            user_agent: String::new(),
            request: String::new(),
            device: None,
        };
        self.context(Actor::System, None, origin)
    }

    fn context(&self, actor: Actor, visitor: Option<Arc<Visitor>>, origin: Origin) -> Ctx {
        Ctx {
            actor,
            visitor,
            now: self.now(),
            db: self.db.clone(),
            ports: Arc::clone(&self.ports),
            portal: Arc::clone(&self.portal),
            origin,
        }
    }

    #[must_use]
    pub fn now(&self) -> chrono::DateTime<Utc> {
        self.clock.now()
    }
}

/// A portal that answers.
pub struct Running {
    pub address: SocketAddr,
    host: Arc<Host>,
    stop: CancellationToken,
    tasks: Vec<JoinHandle<()>>,
}

/// Starts to answer on `listener`, to work on the outbox, and to show metrics where there is a listener for them.
///
/// # Errors
/// When the listener has no address.
pub fn start(
    host: Host,
    listener: TcpListener,
    metrics_listener: Option<TcpListener>,
) -> anyhow::Result<Running> {
    let address = listener.local_addr()?;
    let host = Arc::new(host);
    let stop = CancellationToken::new();
    let mut tasks = vec![
        tokio::spawn(listen::serve(listener, http::router(&host), stop.clone())),
        tokio::spawn(worker::run(Arc::clone(&host), stop.clone())),
        tokio::spawn(worker::hear_others(Arc::clone(&host), stop.clone())),
    ];
    if let Some(listener) = metrics_listener {
        let router = metrics::router(Arc::clone(&host), metrics::start(&host.portal.build)?);
        tasks.push(tokio::spawn(listen::serve(listener, router, stop.clone())));
    }
    Ok(Running { address, host, stop, tasks })
}

impl Running {
    /// Stops to accept, lets requests and the job in hand finish, and closes the database.
    ///
    /// # Errors
    /// When the database does not let go.
    pub async fn stop(self) -> Result<(), StoreError> {
        self.stop.cancel();
        self.host.db.end_changes();
        for task in self.tasks {
            if let Err(error) = task.await {
                tracing::error!(%error, "a task ended badly");
            }
        }
        self.host.db.clone().close().await
    }
}
