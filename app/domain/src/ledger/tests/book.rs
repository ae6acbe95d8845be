use super::*;
use crate::ids::PaymentId;

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2018, 1, 1).unwrap() + chrono::Days::new(day.into())
}

fn brought(charge: &Overdue, _: NaiveDate) -> Money {
    charge.brought
}

/// A kopeck for each day after the due one, until the charge is paid: what a book needs of a penalty.
fn daily(charge: &Overdue, on: NaiveDate) -> Money {
    let mut paid = Money::ZERO;
    let closed = charge.paid.iter().find(|(_, amount)| {
        paid += *amount;
        paid >= charge.amount
    });
    let until = closed.map_or(on, |(day, _)| *day).min(on);
    if charge.amount.is_positive() {
        Money((until - charge.due_on).num_days()).or_zero()
    } else {
        Money::ZERO
    }
}

/// A book, and what happens to it.
struct Books {
    book: Book,
    /// What the payments were before anything was given back.
    came: Vec<(PaymentId, Money)>,
    ledger: Money,
    history: Vec<Allocation>,
    today: u32,
    next: u128,
    accrued: fn(&Overdue, NaiveDate) -> Money,
}

impl Books {
    fn new(accrued: fn(&Overdue, NaiveDate) -> Money) -> Self {
        let book = Book::new(RENT, Vec::new(), Vec::new(), []);
        Self { book, came: Vec::new(), ledger: Money::ZERO, history: Vec::new(), today: 0, next: 1, accrued }
    }

    fn fresh(&mut self) -> Uuid {
        self.next += 1;
        Uuid::from_u128(self.next)
    }

    fn issue(&mut self, amount: i64, brought: i64) -> ChargeId {
        let id = ChargeId(self.fresh());
        let (due_on, amount, brought) = (day(self.today + 10), Money(amount), Money(brought));
        self.book.charges.push(Owed { id, due_on, amount, brought, entered: Money::ZERO });
        self.ledger += amount;
        self.settle(&[], &[]);
        id
    }

    fn correct(&mut self, at: usize, amount: i64, brought: i64) {
        let charge = &mut self.book.charges[at];
        self.ledger += Money(amount) - charge.amount;
        (charge.amount, charge.brought) = (Money(amount), Money(brought));
        self.settle(&[], &[]);
    }

    fn pay(&mut self, amount: i64, days_ago: u32, chosen: &[ChargeId]) -> PaymentId {
        let id = PaymentId(self.fresh());
        let payment =
            Received { id, paid_on: day(self.today.saturating_sub(days_ago)), amount: Money(amount) };
        self.book.payments.push(payment);
        self.came.push((id, payment.amount));
        self.ledger -= payment.amount;
        self.settle(&[id], chosen);
        id
    }

    fn refund(&mut self, at: usize, amount: i64) {
        let (id, _) = self.came[at];
        let payment = self.book.payments.iter_mut().find(|payment| payment.id == id).unwrap();
        let amount = Money(amount).min(payment.amount);
        payment.amount -= amount;
        self.ledger += amount;
        self.settle(&[], &[]);
    }

    fn settle(&mut self, fresh: &[PaymentId], chosen: &[ChargeId]) {
        let offset = PaymentId(self.fresh());
        let how = Settling { today: day(self.today), accrued: &self.accrued, fresh, chosen, offset };
        let settled = self.book.settle(&how);
        self.ledger += settled.penalties.iter().map(|(_, amount)| *amount).sum();
        self.history.extend(settled.allocations);
        self.check();
    }

    fn check(&self) {
        let book = &self.book;
        let mut standing = Money::ZERO;
        for charge in &book.charges {
            let (paid, penalty) =
                (book.paid(charge.id, Purpose::Charge), book.paid(charge.id, Purpose::Penalty));
            let (least, most) = (charge.amount.min(Money::ZERO), charge.amount.or_zero());
            assert!(least <= paid && paid <= most, "{charge:?} is paid {paid}");
            let accrued = (self.accrued)(&book.overdue(charge), day(self.today));
            assert!(!penalty.is_negative() && penalty <= accrued, "{charge:?}: {penalty} of {accrued}");
            assert_eq!(charge.entered, charge.brought.max(penalty));
            standing += charge.amount + charge.entered;
        }
        let kept: Money = book.payments.iter().map(|payment| payment.amount).sum();
        assert_eq!(self.ledger, standing - kept);
        assert!(book.payments.iter().all(|payment| !book.free(payment).is_negative()));
        let open = book.charges.iter().any(|charge| book.left(charge).is_positive());
        assert!(!open || book.advance().is_zero(), "money lies beside a debt");
        let replayed =
            Book::new(RENT, book.charges.clone(), book.payments.clone(), self.history.iter().copied());
        assert_eq!(&replayed, book);
    }

    fn left(&self) -> Vec<i64> {
        self.book.charges.iter().map(|charge| self.book.left(charge).0).collect()
    }
}

#[test]
fn an_advance_pays_what_is_charged_later() {
    let mut books = Books::new(brought);
    books.pay(492_302, 0, &[]);
    books.issue(492_301, 0);
    books.issue(461_160, 0);
    assert_eq!(books.left(), [0, 461_159], "the kopeck of the guide");
    assert_eq!(books.ledger, Money(461_159));
}

#[test]
fn what_a_correction_takes_off_a_paid_charge_pays_another_or_waits() {
    let mut books = Books::new(brought);
    books.issue(1_000, 0);
    books.pay(1_000, 0, &[]);
    books.correct(0, 700, 0);
    assert_eq!(books.book.advance(), Money(300));
    books.issue(200, 0);
    assert_eq!((books.left(), books.book.advance()), (vec![0, 0], Money(100)));
    books.correct(0, 900, 0);
    assert_eq!((books.left(), books.book.advance()), (vec![100, 0], Money::ZERO));
}

#[test]
fn a_charge_below_zero_pays_others() {
    let mut books = Books::new(brought);
    books.issue(500, 0);
    books.issue(-200, 0);
    assert_eq!((books.left(), books.book.advance()), (vec![300, 0], Money::ZERO));
    books.correct(1, -50, 0);
    assert_eq!(books.left(), [450, 0]);
    books.correct(1, -700, 0);
    assert_eq!((books.left(), books.book.advance()), (vec![0, -200], Money(200)));
    books.issue(150, 0);
    assert_eq!((books.left(), books.book.advance()), (vec![0, -50, 0], Money(50)));
}

#[test]
fn a_refund_takes_what_pays_nothing_first_and_then_the_newest_share() {
    let mut books = Books::new(brought);
    books.issue(300, 0);
    books.issue(400, 0);
    books.pay(1_000, 0, &[]);
    books.refund(0, 250);
    assert_eq!((books.left(), books.book.advance()), (vec![0, 0], Money(50)));
    books.refund(0, 150);
    assert_eq!(books.left(), [0, 100]);
    books.refund(0, 9_999);
    assert_eq!((books.left(), books.ledger), (vec![300, 400], Money(700)));
}

#[test]
fn what_was_refunded_is_paid_from_another_advance() {
    let mut books = Books::new(brought);
    books.issue(300, 0);
    books.pay(300, 0, &[]);
    books.pay(200, 0, &[]);
    books.refund(0, 300);
    assert_eq!((books.left(), books.book.advance()), (vec![100], Money::ZERO));
}

#[test]
fn a_penalty_that_is_computed_enters_the_ledger_when_it_is_paid() {
    let mut books = Books::new(daily);
    books.issue(1_000, 0);
    books.today = 30;
    books.pay(1_005, 0, &[]);
    assert_eq!(books.book.charges[0].entered, Money(5));
    assert_eq!(books.ledger, Money::ZERO);
    books.pay(100, 0, &[]);
    assert_eq!((books.book.charges[0].entered, books.book.advance()), (Money(20), Money(85)));
}

#[test]
fn a_penalty_that_was_paid_and_is_smaller_after_all_is_given_back() {
    let mut books = Books::new(daily);
    books.issue(1_000, 0);
    books.today = 40;
    books.pay(1_030, 0, &[]);
    assert_eq!((books.book.charges[0].entered, books.book.advance()), (Money(30), Money::ZERO));
    books.correct(0, 0, 0);
    assert_eq!((books.book.charges[0].entered, books.book.advance()), (Money::ZERO, Money(1_030)));
}

#[test]
fn a_late_payment_meets_the_penalty_of_its_own_day() {
    let mut books = Books::new(daily);
    books.issue(1_000, 0);
    books.today = 40;
    books.pay(2_000, 25, &[]);
    assert_eq!(books.book.charges[0].entered, Money(5));
}

#[test]
fn a_penalty_of_the_companys_file_stands_in_the_ledger_from_the_start() {
    let mut books = Books::new(brought);
    books.issue(1_000, 40);
    assert_eq!(books.ledger, Money(1_040));
    books.pay(1_030, 0, &[]);
    assert_eq!(books.book.paid(books.book.charges[0].id, Purpose::Penalty), Money(30));
    books.correct(0, 1_000, 10);
    assert_eq!((books.ledger, books.book.advance()), (Money(-20), Money(20)));
}

#[derive(Debug, Clone)]
enum Act {
    Issue(i64, i64),
    Correct(usize, i64, i64),
    Pay(i64, u32, Vec<usize>),
    Refund(usize, i64),
    Wait(u32),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let amount = || prop_oneof![4 => 0..1_000_i64, 1 => -400..0_i64];
    let act = prop_oneof![
        3 => (amount(), prop_oneof![Just(0_i64), 0..50_i64]).prop_map(|(amount, brought)| Act::Issue(amount, brought)),
        2 => (any::<usize>(), amount(), 0..50_i64).prop_map(|(at, amount, brought)| Act::Correct(at, amount, brought)),
        4 => (1..1_500_i64, 0..60_u32, prop::collection::vec(any::<usize>(), 0..3)).prop_map(|(amount, ago, chosen)| Act::Pay(amount, ago, chosen)),
        2 => (any::<usize>(), 1..800_i64).prop_map(|(at, amount)| Act::Refund(at, amount)),
        2 => (0..40_u32).prop_map(Act::Wait),
    ];
    prop::collection::vec(act, 0..40)
}

proptest! {
    #[test]
    fn no_history_breaks_a_book(acts in acts(), computed in any::<bool>()) {
        let mut books = Books::new(if computed { daily } else { brought });
        for act in acts {
            let (charges, payments) = (books.book.charges.len(), books.came.len());
            match act {
                Act::Issue(amount, brought) => drop(books.issue(amount, if computed { 0 } else { brought })),
                Act::Correct(at, amount, brought) if charges > 0 => {
                    books.correct(at % charges, amount, if computed { 0 } else { brought });
                }
                Act::Pay(amount, ago, chosen) => {
                    let id = |at: &usize| books.book.charges.get(at % charges.max(1)).map(|charge| charge.id);
                    let chosen: Vec<ChargeId> = chosen.iter().filter_map(id).collect();
                    books.pay(amount, ago, &chosen);
                }
                Act::Refund(at, amount) if payments > 0 => books.refund(at % payments, amount),
                Act::Wait(days) => books.today += days,
                Act::Correct(..) | Act::Refund(..) => {}
            }
        }
    }
}
