use super::{Cast, Mailbox, Press, Screens, Shelf};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Europe::Moscow;
use domain::{
    access::Actor,
    files,
    ids::{BuildingId, SessionId, UserId},
    payments::Terms,
};
use std::{
    net::{IpAddr, Ipv4Addr},
    sync::Arc,
};
use store::{Db, entity, testing};
use usecases::{
    Ctx, Origin, Portal, jobs,
    ports::{Acquirer, Letter, Ports},
    session,
    vault::{self, Vault},
};
use uuid::Uuid;

/// The password of everybody in the cast.
pub const PASSWORD: &str = "тихая гавань";

/// A house with its people, a clock that the test moves, and a mail server that keeps the letters.
pub struct World {
    pub db: Db,
    pub now: DateTime<Utc>,
    pub mailbox: Mailbox,
    /// What is kept of files.
    pub shelf: Shelf,
    /// What is pushed to browsers.
    pub screens: Screens,
    pub cast: Cast,
    /// Where the next request comes from.
    pub origin: Origin,
    ports: Arc<Ports>,
    portal: Arc<Portal>,
}

impl World {
    /// It is 25.01.2018 13:20 in Moscow.
    pub async fn new(db: Db) -> Self {
        let now = "2018-01-25T10:20:00Z".parse().unwrap();
        let (mailbox, shelf, screens) = (Mailbox::default(), Shelf::default(), Screens::default());
        let portal = Portal {
            company: "УК «Уютный дом»".into(),
            contacts: Some("г Москва, ул Авиаторов, д. 1, тел. +7 495 000-00-00".into()),
            base_url: "https://lk.example.org".into(),
            build: "test".into(),
            zone: Moscow,
            terms: Terms::default(),
            files: files::Limits::default(),
            demo: None,
            second_factor: false,
            vault: Vault::new([7; vault::KEY], []),
        };
        Self {
            cast: Cast::settle(&db, now).await,
            now,
            ports: Arc::new(Ports {
                mailer: Box::new(mailbox.clone()),
                acquirer: None,
                printer: Box::new(Press),
                shelf: Box::new(shelf.clone()),
                push: Some(Box::new(screens.clone())),
            }),
            screens,
            mailbox,
            shelf,
            portal: Arc::new(portal),
            origin: Origin {
                address: IpAddr::V4(Ipv4Addr::new(198, 51, 100, 7)),
                user_agent:
                    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                             Chrome/120.0.0.0 Safari/537.36"
                        .into(),
                request: "01-TEST".into(),
                device: None,
            },
            db,
        }
    }

    pub fn guest(&self) -> Ctx {
        self.ctx(Actor::Guest)
    }

    /// The worker, the command line.
    pub fn system(&self) -> Ctx {
        self.ctx(Actor::System)
    }

    /// From now on payments are taken, and by this acquirer.
    pub fn take_payments(&mut self, acquirer: impl Acquirer + 'static, terms: Terms) {
        self.ports = self.ports(Some(Box::new(acquirer)));
        self.portal = Arc::new(Portal { terms, ..(*self.portal).clone() });
    }

    pub fn take_no_payments(&mut self) {
        self.ports = self.ports(None);
    }

    fn ports(&self, acquirer: Option<Box<dyn Acquirer>>) -> Arc<Ports> {
        Arc::new(Ports {
            mailer: Box::new(self.mailbox.clone()),
            acquirer,
            printer: Box::new(Press),
            shelf: Box::new(self.shelf.clone()),
            push: Some(Box::new(self.screens.clone())),
        })
    }

    /// Roles that see money want a second factor from now on.
    pub fn require_second_factor(&mut self) {
        self.portal = Arc::new(Portal { second_factor: true, ..(*self.portal).clone() });
    }

    /// How much may be added from now on.
    pub fn allow_files(&mut self, files: files::Limits) {
        self.portal = Arc::new(Portal { files, ..(*self.portal).clone() });
    }

    /// A person in a browser of their own, whom nobody asked for a password.
    pub async fn signed_in(&self, user: UserId) -> Ctx {
        let token = format!("{user} {}", Uuid::now_v7());
        let session = entity::session::Model {
            id: SessionId(Uuid::now_v7()),
            token_hash: session::token_hash(&token),
            person_id: user,
            account_id: None,
            device: "Chrome, Windows".into(),
            address: self.origin.address.to_string(),
            created_at: self.now,
            seen_at: self.now,
            expires_at: self.now + TimeDelta::days(session::DAYS),
            ended_at: None,
        };
        let tx = self.db.begin().await.unwrap();
        store::insert(&tx, session).await.unwrap();
        tx.commit().await.unwrap();
        self.with_cookie(&token).await
    }

    /// The request of whoever has this session cookie, as the host would make it.
    pub async fn with_cookie(&self, token: &str) -> Ctx {
        match session::authenticate(&self.db, token, self.now).await.unwrap() {
            Some(visitor) => {
                let visitor = visitor.under(&self.portal);
                let domain::session::Person { user, role, bound, .. } = visitor.person;
                Ctx { visitor: Some(Arc::new(visitor)), ..self.ctx(Actor::Person { user, role, bound }) }
            }
            None => self.guest(),
        }
    }

    /// An employee serves this house, and others only where they are bound to them too.
    pub async fn bind(&self, person_id: UserId, building_id: BuildingId) {
        let tx = self.db.begin().await.unwrap();
        store::insert(&tx, entity::employee_building::Model { person_id, building_id }).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Lets time pass.
    pub fn wait(&mut self, time: TimeDelta) {
        self.now += time;
    }

    /// Lets the worker do what is due, and takes out the letters that have come.
    pub async fn letters(&self) -> Vec<Letter> {
        while jobs::run_due(&self.system()).await.unwrap() > 0 {}
        self.mailbox.take()
    }

    /// The one letter that comes, which is for `to`.
    pub async fn letter_to(&self, to: &str) -> Letter {
        let [letter] = self.letters().await.try_into().expect("one letter");
        assert_eq!(letter.to, to);
        letter
    }

    /// What happened so far.
    pub async fn events(&self) -> Vec<String> {
        let events = testing::all::<entity::event::Entity>(&self.db).await;
        events.into_iter().map(|event| event.kind).collect()
    }

    /// The same request from somebody else's computer.
    pub fn from(&mut self, address: &str) {
        self.origin.address = address.parse().unwrap();
        self.origin.device = None;
    }

    fn ctx(&self, actor: Actor) -> Ctx {
        Ctx {
            actor,
            visitor: None,
            now: self.now,
            db: self.db.clone(),
            ports: Arc::clone(&self.ports),
            portal: Arc::clone(&self.portal),
            origin: self.origin.clone(),
        }
    }
}

/// The secret in the button of a letter: what follows `path` in its link.
pub fn token_in(letter: &Letter, path: &str) -> String {
    let start = format!("https://lk.example.org/{path}/");
    let (_, rest) = letter.text.split_once(&start).unwrap_or_else(|| panic!("no button: {}", letter.text));
    rest.split_whitespace().next().unwrap().to_owned()
}
