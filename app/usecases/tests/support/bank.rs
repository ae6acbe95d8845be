//! An acquirer with a truth of its own, whose payers, silences and mistakes are the test's to choose.
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ids::OrderId,
    money::Money,
    payments::{CancelReason, FiscalMarks, News, RefundNews},
};
use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard},
};
use store::testing::gate::{Point, pass};
use usecases::ports::{
    Acquirer, AcquirerError, AcquirerPayment, AcquirerRefund, Asking, PaymentWish, Receipted, RefundWish,
};
use uuid::Uuid;

/// How long it remembers an idempotence key.
const KEY_TIME: TimeDelta = TimeDelta::hours(24);
/// How long its page can be used.
const PAGE_TIME: TimeDelta = TimeDelta::hours(1);
/// How long a payment may be on its way.
const SLOW_TIME: TimeDelta = TimeDelta::hours(3);

#[derive(Clone)]
pub struct Bank(Arc<Mutex<State>>);

pub struct State {
    pub now: DateTime<Utc>,
    pub payments: BTreeMap<String, AcquirerPayment>,
    pub refunds: BTreeMap<String, Repayment>,
    /// What becomes of the next questions; then all goes well.
    pub troubles: VecDeque<Trouble>,
    /// A protection that is taken out: the same key makes a new payment.
    pub forgets_keys: bool,
    /// The cash register has registered the receipts.
    pub has_marks: bool,
    pub wishes: Vec<PaymentWish>,
    keys: HashMap<Uuid, (String, DateTime<Utc>)>,
    /// Payments that are on their way, and until when.
    slow: BTreeMap<String, DateTime<Utc>>,
    prefix: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repayment {
    pub payment: String,
    pub amount: Money,
    pub said: RefundNews,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    None,
    /// Nothing is done, and nobody answers.
    Lost,
    /// It is done, and nobody answers.
    Unanswered,
    /// «400 Bad Request».
    Refused,
}

impl Bank {
    pub const NAME: &str = "Тестовый банк";

    /// `prefix` makes its ids differ from those of other banks on one database.
    pub fn open(prefix: &str, now: DateTime<Utc>) -> Self {
        Self(Arc::new(Mutex::new(State {
            now,
            payments: BTreeMap::new(),
            refunds: BTreeMap::new(),
            troubles: VecDeque::new(),
            forgets_keys: false,
            has_marks: true,
            wishes: Vec::new(),
            keys: HashMap::new(),
            slow: BTreeMap::new(),
            prefix: prefix.to_owned(),
        })))
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    /// The next questions go like this.
    pub fn trouble(&self, troubles: impl IntoIterator<Item = Trouble>) {
        self.state().troubles.extend(troubles);
    }

    /// Lets the bank's time pass: it closes the pages of those who do not pay.
    pub fn wait_until(&self, now: DateTime<Utc>) {
        let mut state = self.state();
        state.now = now;
        let State { payments, slow, .. } = &mut *state;
        for payment in payments.values_mut().filter(|payment| payment.said == News::Pending) {
            if let Some(until) = slow.get(&payment.id) {
                if *until <= now {
                    payment.said = News::Succeeded;
                    payment.at = *until;
                }
            } else if now - payment.at > PAGE_TIME {
                payment.said = News::Canceled;
                payment.reason = Some(CancelReason::TooLate);
            }
        }
    }

    pub fn can_be_paid(&self, payment: &str) -> bool {
        let state = self.state();
        state.payments[payment].said == News::Pending && !state.slow.contains_key(payment)
    }

    /// The payer pays. `false` when there is nothing to pay any more.
    pub fn pay(&self, payment: &str) -> bool {
        self.say(payment, News::Succeeded)
    }

    /// The payer's bank holds the money.
    pub fn hold(&self, payment: &str) -> bool {
        self.say(payment, News::WaitingForCapture)
    }

    /// The payer has paid, and it takes the bank some hours.
    pub fn slow(&self, payment: &str) {
        let mut state = self.state();
        let until = state.now + SLOW_TIME;
        state.slow.insert(payment.to_owned(), until);
    }

    pub fn decline(&self, payment: &str, reason: CancelReason) -> bool {
        let declined = self.say(payment, News::Canceled);
        if declined && let Some(payment) = self.state().payments.get_mut(payment) {
            payment.reason = Some(reason);
        }
        declined
    }

    fn say(&self, payment: &str, said: News) -> bool {
        let mut state = self.state();
        let State { now, payments, slow, .. } = &mut *state;
        let now = *now;
        match payments.get_mut(payment) {
            Some(payment) if payment.said == News::Pending && !slow.contains_key(&payment.id) => {
                payment.said = said;
                payment.at = now;
                true
            }
            _ => false,
        }
    }

    /// Changes what the bank holds true, for mistakes of its own.
    pub fn alter(&self, payment: &str, change: impl FnOnce(&mut AcquirerPayment)) {
        change(self.state().payments.get_mut(payment).unwrap());
    }

    /// Money that comes for an order that nobody knows.
    pub fn stray(&self, amount: Money, order: Option<OrderId>) -> String {
        let mut state = self.state();
        let id = state.fresh();
        let payment = AcquirerPayment {
            id: id.clone(),
            order,
            said: News::Succeeded,
            amount,
            currency: "RUB".into(),
            at: state.now,
            reason: None,
            refunded: Money::ZERO,
            confirmation_url: None,
        };
        state.payments.insert(id.clone(), payment);
        id
    }

    /// Gives money back without being asked by the portal. `false` when there is not so much.
    pub fn give_back(&self, payment: &str, amount: Money) -> bool {
        let mut state = self.state();
        let Some(held) = state.payments.get_mut(payment) else { return false };
        if held.said != News::Succeeded || held.amount - held.refunded < amount {
            return false;
        }
        held.refunded += amount;
        true
    }

    /// A refund that was pending is done.
    pub fn finish_refund(&self, refund: &str) {
        let mut state = self.state();
        let repayment = state.refunds.get_mut(refund).unwrap();
        assert_eq!(std::mem::replace(&mut repayment.said, RefundNews::Succeeded), RefundNews::Pending);
        let (payment, amount) = (repayment.payment.clone(), repayment.amount);
        state.payments.get_mut(&payment).unwrap().refunded += amount;
    }

    pub fn payment(&self, payment: &str) -> AcquirerPayment {
        self.state().payments[payment].clone()
    }

    /// The ids of all payments, the first one first.
    pub fn ids(&self) -> Vec<String> {
        self.state().payments.keys().cloned().collect()
    }

    /// Asks for something: trouble, and places where the portal may die, before and after it is done.
    async fn answer<T>(
        &self,
        act: impl FnOnce(&mut State) -> Result<T, AcquirerError>,
    ) -> Result<T, AcquirerError> {
        let trouble = self.state().troubles.pop_front().unwrap_or(Trouble::None);
        pass(Point::Outside).await;
        let done = match trouble {
            Trouble::Refused => return Err(AcquirerError::Refused("400".into())),
            Trouble::Lost => return Err(AcquirerError::Unknown("timed out".into())),
            Trouble::None | Trouble::Unanswered => act(&mut self.state()),
        };
        pass(Point::Outside).await;
        if trouble == Trouble::Unanswered { Err(AcquirerError::Unknown("500".into())) } else { done }
    }
}

impl State {
    fn fresh(&self) -> String {
        format!("{}-{:03}", self.prefix, self.payments.len() + self.refunds.len())
    }

    /// What was made with this key.
    fn known(&self, key: Uuid) -> Option<String> {
        let (id, at) = self.keys.get(&key)?;
        (!self.forgets_keys && self.now - *at < KEY_TIME).then(|| id.clone())
    }

    fn make(&mut self, wish: &PaymentWish) -> AcquirerPayment {
        self.wishes.push(wish.clone());
        if let Some(known) = self.known(wish.order.0) {
            return self.payments[&known].clone();
        }
        let id = self.fresh();
        let payment = AcquirerPayment {
            id: id.clone(),
            order: Some(wish.order),
            said: News::Pending,
            amount: wish.total,
            currency: "RUB".into(),
            at: self.now,
            reason: None,
            refunded: Money::ZERO,
            confirmation_url: Some(format!("https://bank.example/{id}")),
        };
        self.keys.insert(wish.order.0, (id.clone(), self.now));
        self.payments.insert(id, payment.clone());
        payment
    }

    fn repay(&mut self, wish: &RefundWish) -> Result<AcquirerRefund, AcquirerError> {
        if let Some(id) = self.known(wish.refund.0) {
            return Ok(AcquirerRefund { said: self.refunds[&id].said, id });
        }
        let id = self.fresh();
        let refused = || AcquirerError::Refused("404".into());
        let payment = self.payments.get_mut(&wish.payment).ok_or_else(refused)?;
        if payment.said != News::Succeeded || payment.amount - payment.refunded < wish.amount {
            return Err(refused());
        }
        payment.refunded += wish.amount;
        let repayment =
            Repayment { payment: wish.payment.clone(), amount: wish.amount, said: RefundNews::Succeeded };
        self.keys.insert(wish.refund.0, (id.clone(), self.now));
        self.refunds.insert(id.clone(), repayment);
        Ok(AcquirerRefund { id, said: RefundNews::Succeeded })
    }
}

impl Acquirer for Bank {
    fn name(&self) -> &str {
        Self::NAME
    }

    fn create<'a>(&'a self, wish: &'a PaymentWish) -> Asking<'a, AcquirerPayment> {
        Box::pin(self.answer(|state| Ok(state.make(wish))))
    }

    fn get<'a>(&'a self, payment: &'a str) -> Asking<'a, Option<AcquirerPayment>> {
        Box::pin(self.answer(|state| Ok(state.payments.get(payment).cloned())))
    }

    fn capture<'a>(&'a self, payment: &'a str) -> Asking<'a, AcquirerPayment> {
        Box::pin(self.answer(|state| end_hold(state, payment, News::Succeeded)))
    }

    fn cancel<'a>(&'a self, payment: &'a str) -> Asking<'a, AcquirerPayment> {
        Box::pin(self.answer(|state| end_hold(state, payment, News::Canceled)))
    }

    fn refund<'a>(&'a self, wish: &'a RefundWish) -> Asking<'a, AcquirerRefund> {
        Box::pin(self.answer(|state| state.repay(wish)))
    }

    fn get_refund<'a>(&'a self, refund: &'a str) -> Asking<'a, Option<AcquirerRefund>> {
        Box::pin(self.answer(|state| {
            let known = state.refunds.get(refund);
            Ok(known.map(|known| AcquirerRefund { id: refund.to_owned(), said: known.said }))
        }))
    }

    fn marks<'a>(&'a self, _: Receipted<'a>) -> Asking<'a, Option<FiscalMarks>> {
        Box::pin(self.answer(|state| {
            Ok(state.has_marks.then(|| FiscalMarks {
                storage: "9999078900004792".into(),
                document: "12345".into(),
                attribute: "2971413528".into(),
            }))
        }))
    }
}

fn end_hold(state: &mut State, payment: &str, said: News) -> Result<AcquirerPayment, AcquirerError> {
    let payment = state.payments.get_mut(payment).ok_or_else(|| AcquirerError::Refused("404".into()))?;
    if payment.said == News::WaitingForCapture {
        payment.said = said;
    }
    if payment.said == said { Ok(payment.clone()) } else { Err(AcquirerError::Refused("400".into())) }
}
