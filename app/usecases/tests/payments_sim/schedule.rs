//! One seed: what happens, and when.
use super::{
    Tally,
    dice::Dice,
    stand::{Stand, start},
};
use crate::support::{Bank, Mailbox, Press, Shelf, Trouble};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Europe::Moscow;
use domain::{
    Rule,
    access::Actor,
    files,
    ids::{AccountId, ChargeId, RefundId, UserId},
    money::Money,
    payments::{Fee, NewOrder, NewRefund, OrderState, Terms},
};
use std::{
    collections::HashMap,
    fmt,
    net::{IpAddr, Ipv4Addr},
    pin::Pin,
    sync::Arc,
};
use store::{
    orders as rows, testing,
    testing::gate::{Gate, Point, Went},
};
use usecases::{Ctx, Error, Origin, Portal, orders, ports::Ports, vault::Vault};
use uuid::Uuid;

/// What must not be, in a seed.
pub struct Violation {
    seed: u64,
    what: String,
    log: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seed, what, log } = self;
        for line in log {
            writeln!(f, "    {line}")?;
        }
        write!(f, "seed {seed}: {what}; again: DOMOVOY_SIM_SEED={seed} cargo test -p usecases payments_sim")
    }
}

impl fmt::Debug for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A page «Оплата» in somebody's browser.
#[derive(Clone)]
pub struct Tab {
    pub form: NewOrder,
    pub opened: usize,
}

/// A page of the bank in somebody's browser.
#[derive(Clone)]
pub struct Page {
    pub payment: String,
    /// What it is paid for: the sum and the charges.
    pub intent: String,
    /// When the tab was opened that led there.
    pub opened: usize,
}

type Task = Pin<Box<dyn Future<Output = Result<Option<Page>, Error>> + Send>>;

pub struct Sim<'a> {
    pub stand: &'a Stand,
    pub bank: Bank,
    pub account: AccountId,
    pub prefix: String,
    /// Refunds that staff asked for, with their sums.
    pub asked_back: HashMap<RefundId, NewRefund>,
    pub tally: Tally,
    seed: u64,
    pub dice: Dice,
    ports: Arc<Ports>,
    portal: Arc<Portal>,
    pub charges: Vec<ChargeId>,
    /// The bank's time; the portal's clock is off by `skew`.
    pub now: DateTime<Utc>,
    skew: TimeDelta,
    pub step: usize,
    pub tabs: Vec<Tab>,
    pub pages: Vec<Page>,
    pub paid: Vec<(Page, usize)>,
    pub notifications: Vec<String>,
    /// Of what the portal would not ask about by itself: a job that is not lost.
    pub certain: Vec<String>,
    paused: Vec<(&'static str, Gate, Task)>,
    log: Vec<String>,
}

impl<'a> Sim<'a> {
    pub async fn new(stand: &'a Stand, seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let sums: Vec<(i64, i64)> = (0..dice.below(4))
            .map(|_| {
                (i64::try_from(100 + dice.below(900)).unwrap(), i64::try_from(dice.below(3) * 7).unwrap())
            })
            .collect();
        let (account, charges) = stand.account(seed, &sums).await;
        let prefix = format!("s{seed}");
        let bank = Bank::open(&prefix, start());
        bank.state().forgets_keys = stand.taken_out.keys;
        let ports = Ports {
            mailer: Box::new(Mailbox::default()),
            acquirer: Some(Box::new(bank.clone())),
            printer: Box::new(Press),
            shelf: Box::new(Shelf::default()),
            push: None,
        };
        let rate = if dice.one_in(2) { 0 } else { 150 };
        let portal = Portal {
            company: "УК".into(),
            contacts: None,
            base_url: "https://lk.example.org".into(),
            build: "test".into(),
            zone: Moscow,
            terms: Terms { fee: Fee { rate, least: Money(3) }, ..Terms::default() },
            files: files::Limits::default(),
            demo: None,
            second_factor: false,
            vault: Vault::new([7; 32], []),
        };
        Self {
            stand,
            bank,
            account,
            prefix,
            asked_back: HashMap::new(),
            tally: Tally::new(),
            seed,
            dice,
            ports: Arc::new(ports),
            portal: Arc::new(portal),
            charges,
            now: start(),
            skew: TimeDelta::zero(),
            step: 0,
            tabs: Vec::new(),
            pages: Vec::new(),
            paid: Vec::new(),
            notifications: Vec::new(),
            certain: Vec::new(),
            paused: Vec::new(),
            log: vec![format!("charges {sums:?}, fee {rate}")],
        }
    }

    /// The whole seed, to the end and beyond.
    pub async fn run(mut self) -> Result<Tally, Violation> {
        self.open_tab().await;
        for _ in 0..10 + self.dice.below(20) {
            self.step += 1;
            if let Err(what) = self.something().await {
                return Err(self.violation(what));
            }
        }
        match self.come_to_rest().await {
            Ok(()) => {}
            Err(what) => return Err(self.violation(what)),
        }
        match self.check().await {
            Ok(()) => Ok(self.tally),
            Err(what) => Err(self.violation(what)),
        }
    }

    fn violation(&mut self, what: String) -> Violation {
        Violation { seed: self.seed, what, log: std::mem::take(&mut self.log) }
    }

    pub fn count(&mut self, what: &'static str) {
        *self.tally.entry(what).or_default() += 1;
    }

    #[expect(clippy::needless_pass_by_value, reason = "most words are formatted for it")]
    pub fn say(&mut self, what: String) {
        let at = (self.now - start()).num_seconds();
        self.log.push(format!("{:>2} {at:>7} s  {what}", self.step));
    }

    async fn something(&mut self) -> Result<(), String> {
        if self.stand.taken_out.state {
            self.sql(
                "UPDATE payment_order SET state = 'pending' WHERE state IN ('succeeded', 'under_check')",
            )
            .await;
        }
        if self.stand.taken_out.continuing {
            self.sql("UPDATE payment_order SET chosen = chosen || ' '").await;
        }
        match self.dice.below(38) {
            0..=2 => self.open_tab().await,
            3..=8 => return self.press().await,
            9..=13 => return self.payer().await,
            14..=17 => return self.deliver().await,
            18..=19 => return self.forge().await,
            20..=22 => return self.look().await,
            23..=24 => return self.reconcile().await,
            25..=28 => self.pass_time(),
            29..=30 => return self.give_back().await,
            31 => self.bank_errs().await,
            32..=34 => return self.resume().await,
            _ => {
                let troubles = [Trouble::Lost, Trouble::Unanswered, Trouble::Unanswered, Trouble::Refused];
                let trouble = self.dice.pick(&troubles).unwrap_or(Trouble::Lost);
                let before = self.dice.below(2);
                self.bank.trouble((0..before).map(|_| Trouble::None).chain([trouble]));
                self.count("silence");
                self.say(format!("trouble ahead: {trouble:?}"));
            }
        }
        Ok(())
    }

    /// The account in a statement of SQLite.
    pub fn key(&self) -> String {
        format!("X'{}'", self.account.0.simple())
    }

    async fn sql(&self, sql: &str) {
        let account = self.key();
        let and = if sql.contains(" WHERE ") { "AND" } else { "WHERE" };
        testing::execute(&self.stand.db, &format!("{sql} {and} account_id = {account}")).await;
    }

    pub fn ctx(&self, actor: Actor) -> Ctx {
        Ctx {
            actor,
            visitor: None,
            now: self.now + self.skew,
            db: self.stand.db.clone(),
            ports: Arc::clone(&self.ports),
            portal: Arc::clone(&self.portal),
            origin: Origin {
                address: IpAddr::V4(Ipv4Addr::LOCALHOST),
                user_agent: String::new(),
                request: String::new(),
                device: None,
            },
        }
    }

    pub fn resident(&mut self) -> Ctx {
        let user: UserId = self.dice.pick(&self.stand.residents).unwrap();
        self.ctx(Actor::Person { user, role: None, bound: false })
    }

    pub fn fresh(&mut self) -> Uuid {
        Uuid::from_u64_pair(self.dice.next(), self.dice.next())
    }

    fn pass_time(&mut self) {
        let minutes = self.dice.pick(&[0, 0, 1, 3, 10, 45, 70, 200, 24 * 60, 26 * 60]).unwrap_or(0);
        self.now +=
            TimeDelta::minutes(minutes) + TimeDelta::seconds(i64::try_from(self.dice.below(60)).unwrap());
        self.skew = TimeDelta::minutes(i64::try_from(self.dice.below(41)).unwrap() - 20);
        if minutes >= 10 && !self.paused.is_empty() {
            // Whoever hung for so long is dead.
            self.paused.clear();
            self.count("crashed");
        }
        self.bank.wait_until(self.now);
        self.say(format!("time passes, the portal's clock is off by {} min", self.skew.num_minutes()));
    }

    async fn resume(&mut self) -> Result<(), String> {
        if self.paused.is_empty() {
            return Ok(());
        }
        let at = self.dice.index(self.paused.len());
        let (what, gate, task) = self.paused.swap_remove(at);
        let places = if self.dice.one_in(2) { i64::try_from(self.dice.below(6)).unwrap() } else { 0 };
        self.say(format!("{what} goes on"));
        gate.release(places);
        self.go_on(what, gate, task).await
    }

    /// Runs a use case that may stop at some place, there to wait or to die.
    pub async fn attempt(
        &mut self,
        what: &'static str,
        task: impl Future<Output = Result<Option<Page>, Error>> + Send + 'static,
    ) -> Result<(), String> {
        let places = if self.dice.one_in(3) { i64::try_from(1 + self.dice.below(14)).unwrap() } else { 0 };
        let gate = Gate::after(places);
        let task = gate.watch(task);
        self.go_on(what, gate, task).await
    }

    async fn go_on(&mut self, what: &'static str, gate: Gate, mut task: Task) -> Result<(), String> {
        match gate.drive(&mut task).await {
            Went::Done(outcome) => self.heed(what, outcome),
            Went::Stopped(point) => {
                // Whoever has a transaction open holds up all others, so they do not wait there.
                if point != Point::Commit && self.paused.len() < 3 && self.dice.one_in(2) {
                    self.count("paused");
                    self.say(format!("{what} hangs at {point:?}"));
                    self.paused.push((what, gate, task));
                } else {
                    self.count("crashed");
                    self.say(format!("{what} dies at {point:?}"));
                }
                Ok(())
            }
        }
    }

    fn heed(&mut self, what: &'static str, outcome: Result<Option<Page>, Error>) -> Result<(), String> {
        match outcome {
            Ok(None) => {}
            Ok(Some(page)) => {
                if self.pages.iter().any(|known| known.payment == page.payment && known.opened != page.opened)
                {
                    self.count("continued an open order");
                }
                self.say(format!("{what} leads to {}", page.payment));
                self.pages.push(page);
            }
            Err(Error::Acquirer(error)) => self.say(format!("{what}: {error}")),
            Err(Error::Rejected(rejection))
                if matches!(rejection.0[0].1, Rule::DebtChanged { .. } | Rule::MoreThanPaid { .. }) =>
            {
                self.count("told of a payment");
                self.say(format!("{what}: {rejection}"));
            }
            Err(error) => return Err(format!("{what} failed: {error}")),
        }
        Ok(())
    }

    /// Everybody comes back, the bank answers, and time passes until nobody has a question left.
    async fn come_to_rest(&mut self) -> Result<(), String> {
        self.bank.state().troubles.clear();
        self.skew = TimeDelta::zero();
        while let Some((what, gate, mut task)) = self.paused.pop() {
            self.say(format!("{what} goes on to its end"));
            gate.release(0);
            if let Went::Done(outcome) = gate.drive(&mut task).await {
                self.heed(what, outcome)?;
            }
        }
        for payment in std::mem::take(&mut self.certain) {
            let ctx = self.ctx(Actor::System);
            orders::hear(&ctx, &payment).await.map_err(|error| error.to_string())?;
        }
        self.now += TimeDelta::hours(4);
        self.bank.wait_until(self.now);
        if self.stand.taken_out.reconciliation {
            return Ok(());
        }
        if self.stand.taken_out.suspense {
            let sql = format!("DELETE FROM suspense WHERE operation LIKE '{}-%'", self.prefix);
            testing::execute(&self.stand.db, &sql).await;
        }
        for _ in 0..20 {
            let ctx = self.ctx(Actor::System);
            orders::reconcile(&ctx)
                .await
                .map_err(|error| format!("the last reconciliation failed: {error}"))?;
            if !self.is_asked_about().await {
                return Ok(());
            }
            self.now += TimeDelta::hours(25);
        }
        Err("it does not come to rest".into())
    }

    async fn is_asked_about(&self) -> bool {
        let account = self.key();
        let sql = format!(
            "SELECT 'asked' AS name, \
             (SELECT COUNT(*) FROM payment_order WHERE account_id = {account} AND ask_again_at IS NOT NULL) \
             + (SELECT COUNT(*) FROM refund_order r JOIN payment_order o ON o.id = r.order_id \
                WHERE o.account_id = {account} AND r.ask_again_at IS NOT NULL) AS number"
        );
        testing::numbers(&self.stand.db, &sql).await[0].1 > 0
    }

    pub async fn orders(&self) -> Vec<store::entity::payment_order::Model> {
        rows::of_account(&self.stand.db.read(), self.account, start() - TimeDelta::days(1), 1_000)
            .await
            .unwrap()
    }

    pub fn state(order: &store::entity::payment_order::Model) -> OrderState {
        OrderState::from_code(&order.state).unwrap()
    }
}
