//! The bank of the demo: an acquirer that lives in a file, takes test cards only, and never keeps what is on them.
use chrono::{DateTime, Utc};
use domain::{
    ids::{OrderId, RefundId},
    money::Money,
    payments::{CancelReason, FiscalMarks, News, RefundNews},
};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use usecases::{
    Clock,
    ports::{
        Acquirer, AcquirerError, AcquirerPayment, AcquirerRefund, Asking, PaymentWish, Receipted, RefundWish,
    },
};
use uuid::Uuid;

pub const NAME: &str = "Демо-банк";

/// What a test card does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TestCard {
    Pays,
    /// The code of 3-D Secure is asked first.
    AsksForCode,
    HasNoMoney,
    /// The bank takes it and does not answer.
    IsSilent,
}

/// The cards that the demo takes, and what each does.
pub const CARDS: [(&str, TestCard); 4] = [
    ("5555 5555 5555 4444", TestCard::Pays),
    ("5555 5555 5555 4477", TestCard::AsksForCode),
    ("2200 1117 5357 9001", TestCard::HasNoMoney),
    ("4000 0000 0000 0002", TestCard::IsSilent),
];

/// The code that 3-D Secure waits for.
pub const CODE: &str = "1234";

/// A payment as its page shows it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DemoPayment {
    order: OrderId,
    pub total: Money,
    pub description: String,
    pub return_url: String,
    at: DateTime<Utc>,
    pub state: DemoState,
    refunded: Money,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DemoState {
    /// The page waits for a card.
    Open,
    /// The page waits for the code.
    WaitsForCode,
    /// A card was taken, and nobody answers.
    Silent,
    Paid,
    NoMoney,
    NotConfirmed,
    ByPayer,
}

impl DemoState {
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Paid | Self::NoMoney | Self::NotConfirmed | Self::ByPayer)
    }
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Books {
    payments: BTreeMap<Uuid, DemoPayment>,
    refunds: BTreeMap<RefundId, String>,
}

/// Cheap to clone.
#[derive(Debug, Clone)]
pub struct DemoBank {
    books: Arc<Mutex<Books>>,
    file: PathBuf,
    base_url: String,
    clock: Clock,
}

impl DemoBank {
    /// # Errors
    /// When its file cannot be read.
    pub fn open(file: &Path, base_url: &str, clock: Clock) -> io::Result<Self> {
        let books = match fs::read(file) {
            Ok(json) => serde_json::from_slice(&json)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Books::default(),
            Err(error) => return Err(error),
        };
        let (file, base_url) = (file.to_owned(), base_url.to_owned());
        Ok(Self { books: Arc::new(Mutex::new(books)), file, base_url, clock })
    }

    #[must_use]
    pub fn payment(&self, id: Uuid) -> Option<DemoPayment> {
        self.books().payments.get(&id).cloned()
    }

    /// Moves a payment on, unless it is over. Returns it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn become_state(&self, id: Uuid, state: DemoState) -> io::Result<Option<DemoPayment>> {
        let mut books = self.books();
        let Some(payment) = books.payments.get_mut(&id) else { return Ok(None) };
        if !payment.state.is_final() {
            payment.state = state;
            payment.at = self.clock.now();
        }
        let payment = payment.clone();
        self.keep(&books)?;
        Ok(Some(payment))
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(&self, books: &Books) -> io::Result<()> {
        let draft = self.file.with_extension("draft");
        fs::write(&draft, serde_json::to_vec_pretty(books)?)?;
        fs::rename(&draft, &self.file)
    }

    fn told(&self, id: Uuid, payment: &DemoPayment) -> AcquirerPayment {
        let (said, reason) = match payment.state {
            DemoState::Open | DemoState::WaitsForCode | DemoState::Silent => (News::Pending, None),
            DemoState::Paid => (News::Succeeded, None),
            DemoState::NoMoney => (News::Canceled, Some(CancelReason::NoMoney)),
            DemoState::NotConfirmed => (News::Canceled, Some(CancelReason::NotConfirmed)),
            DemoState::ByPayer => (News::Canceled, Some(CancelReason::Declined)),
        };
        AcquirerPayment {
            id: id.to_string(),
            order: Some(payment.order),
            said,
            amount: payment.total,
            currency: "RUB".to_owned(),
            at: payment.at,
            reason,
            refunded: payment.refunded,
            confirmation_url: Some(format!("{}/demo/acquirer/{id}", self.base_url)),
        }
    }

    fn find(&self, id: &str) -> Result<Option<AcquirerPayment>, AcquirerError> {
        let id: Uuid = id.parse().map_err(|_| AcquirerError::Refused("no such payment".to_owned()))?;
        Ok(self.books().payments.get(&id).map(|payment| self.told(id, payment)))
    }

    fn found(&self, id: &str) -> Result<AcquirerPayment, AcquirerError> {
        self.find(id)?.ok_or_else(|| AcquirerError::Refused("no such payment".to_owned()))
    }

    fn make(&self, wish: &PaymentWish) -> Result<AcquirerPayment, AcquirerError> {
        let mut books = self.books();
        if let Some((id, known)) = books.payments.iter().find(|(_, known)| known.order == wish.order) {
            return Ok(self.told(*id, known));
        }
        let id = Uuid::now_v7();
        let payment = DemoPayment {
            order: wish.order,
            total: wish.total,
            description: wish.description.clone(),
            return_url: wish.return_url.clone(),
            at: self.clock.now(),
            state: DemoState::Open,
            refunded: Money::ZERO,
        };
        let told = self.told(id, &payment);
        books.payments.insert(id, payment);
        self.keep(&books).map_err(unknown)?;
        Ok(told)
    }

    fn give_back(&self, wish: &RefundWish) -> Result<AcquirerRefund, AcquirerError> {
        let refused = |why: &str| AcquirerError::Refused(why.to_owned());
        let id: Uuid = wish.payment.parse().map_err(|_| refused("no such payment"))?;
        let mut books = self.books();
        if let Some(known) = books.refunds.get(&wish.refund) {
            return Ok(AcquirerRefund { id: known.clone(), said: RefundNews::Succeeded });
        }
        let payment = books.payments.get_mut(&id).ok_or_else(|| refused("no such payment"))?;
        if payment.state != DemoState::Paid || payment.refunded + wish.amount > payment.total {
            return Err(refused("more than was paid"));
        }
        payment.refunded += wish.amount;
        let refund = Uuid::now_v7().to_string();
        books.refunds.insert(wish.refund, refund.clone());
        self.keep(&books).map_err(unknown)?;
        Ok(AcquirerRefund { id: refund, said: RefundNews::Succeeded })
    }

    fn refund_of(&self, id: &str) -> Option<AcquirerRefund> {
        let known = self.books().refunds.values().any(|known| known == id);
        known.then(|| AcquirerRefund { id: id.to_owned(), said: RefundNews::Succeeded })
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it maps an error")]
fn unknown(error: io::Error) -> AcquirerError {
    AcquirerError::Unknown(error.to_string())
}

fn at_once<'a, T: Send + 'a>(answer: Result<T, AcquirerError>) -> Asking<'a, T> {
    Box::pin(std::future::ready(answer))
}

impl Acquirer for DemoBank {
    fn name(&self) -> &str {
        NAME
    }

    fn create<'a>(&'a self, wish: &'a PaymentWish) -> Asking<'a, AcquirerPayment> {
        at_once(self.make(wish))
    }

    fn get<'a>(&'a self, payment: &'a str) -> Asking<'a, Option<AcquirerPayment>> {
        at_once(self.find(payment))
    }

    fn capture<'a>(&'a self, payment: &'a str) -> Asking<'a, AcquirerPayment> {
        at_once(self.found(payment))
    }

    fn cancel<'a>(&'a self, payment: &'a str) -> Asking<'a, AcquirerPayment> {
        at_once(self.found(payment))
    }

    fn refund<'a>(&'a self, wish: &'a RefundWish) -> Asking<'a, AcquirerRefund> {
        at_once(self.give_back(wish))
    }

    fn get_refund<'a>(&'a self, refund: &'a str) -> Asking<'a, Option<AcquirerRefund>> {
        at_once(Ok(self.refund_of(refund)))
    }

    /// Made up: the demo has no cash register.
    fn marks<'a>(&'a self, of: Receipted<'a>) -> Asking<'a, Option<FiscalMarks>> {
        let (Receipted::Payment(id) | Receipted::Refund(id)) = of;
        let number = id.bytes().fold(17_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
        at_once(Ok(Some(FiscalMarks {
            storage: "9999078900000000".to_owned(),
            document: (number % 100_000).to_string(),
            attribute: format!("{number:010}"),
        })))
    }
}

/// What is wrong with what was typed on the card's form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardError {
    NotANumber,
    /// The last digit does not fit (ISO/IEC 7812-1).
    Luhn,
    /// A card like that may exist: the demo must not see it.
    NotATestCard,
}

/// # Errors
/// When it is none of the test cards.
pub fn test_card(number: &str) -> Result<TestCard, CardError> {
    let digits: String = number.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    if !(12..=19).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(CardError::NotANumber);
    }
    if !luhn(&digits) {
        return Err(CardError::Luhn);
    }
    let same = |known: &str| known.replace(' ', "") == digits;
    let found = CARDS.iter().find(|(known, _)| same(known));
    found.map(|(_, card)| *card).ok_or(CardError::NotATestCard)
}

fn luhn(digits: &str) -> bool {
    let sum: u32 = (digits.chars().rev().filter_map(|digit| digit.to_digit(10)).enumerate())
        .map(|(at, digit)| match (at % 2, digit * 2) {
            (0, _) => digit,
            (_, double) if double > 9 => double - 9,
            (_, double) => double,
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn bank(folder: &Path) -> DemoBank {
        let day = NaiveDate::from_ymd_opt(2018, 1, 25).unwrap();
        let clock = Clock::starting_on("Europe/Moscow".parse().unwrap(), day);
        DemoBank::open(&folder.join("bank.json"), "http://127.0.0.1", clock).unwrap()
    }

    fn wish() -> PaymentWish {
        PaymentWish {
            order: OrderId(Uuid::from_u128(7)),
            total: Money(461_159),
            description: "Квартплата".into(),
            return_url: "http://127.0.0.1/pay/7".into(),
            items: Vec::new(),
            email: "anna@example.org".into(),
            phone: None,
        }
    }

    #[test]
    fn only_test_cards_are_taken() {
        assert_eq!(test_card("5555 5555-5555 4444"), Ok(TestCard::Pays));
        assert_eq!(test_card("4000000000000002"), Ok(TestCard::IsSilent));
        assert_eq!(test_card("4111 1111 1111 1111"), Err(CardError::NotATestCard));
        assert_eq!(test_card("5555 5555 5555 4445"), Err(CardError::Luhn));
        assert_eq!(test_card("карта"), Err(CardError::NotANumber));
    }

    #[tokio::test]
    async fn the_same_order_is_one_payment_and_survives_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let first = bank(folder.path()).create(&wish()).await.unwrap();
        let again = bank(folder.path()).create(&wish()).await.unwrap();
        assert_eq!(first.id, again.id);
        let id = first.id.parse().unwrap();
        bank(folder.path()).become_state(id, DemoState::Paid).unwrap();
        bank(folder.path()).become_state(id, DemoState::NoMoney).unwrap();
        assert_eq!(bank(folder.path()).get(&first.id).await.unwrap().unwrap().said, News::Succeeded);
    }

    #[tokio::test]
    async fn no_more_is_given_back_than_was_paid() {
        let folder = tempfile::tempdir().unwrap();
        let bank = bank(folder.path());
        let payment = bank.create(&wish()).await.unwrap().id;
        let refund = |number, amount| RefundWish {
            refund: RefundId(Uuid::from_u128(number)),
            payment: payment.clone(),
            amount: Money(amount),
            items: Vec::new(),
            email: String::new(),
            phone: None,
        };
        assert!(bank.refund(&refund(1, 100)).await.is_err());
        bank.become_state(payment.parse().unwrap(), DemoState::Paid).unwrap();
        let given = bank.refund(&refund(1, 461_000)).await.unwrap();
        assert_eq!(bank.refund(&refund(1, 461_000)).await.unwrap(), given);
        assert!(bank.refund(&refund(2, 160)).await.is_err());
        assert!(bank.refund(&refund(3, 159)).await.is_ok());
    }
}
