//! What the matrix asks for: a row for each page, file and server function.
mod functions;

pub use functions::FUNCTIONS;

/// What a request names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Object {
    /// Nothing: the same for everybody who may ask.
    Nothing,
    Account,
    Session,
    Submission,
    Order,
    Bill,
    Meter,
    Token,
    News,
    /// The same, for those who write it.
    NewsDesk,
    /// An appeal of the resident's.
    Appeal,
    /// The same, as staff reach it.
    AppealDesk,
    /// A ticket of the resident's, as staff reach it.
    Ticket,
    /// The resident's account, as staff reach it.
    Called,
    Incident,
    /// The same, as those see it at whose home it is: the neighbour has a flat there.
    Outage,
    /// A reading of the resident's that waits for staff.
    Waiting,
    /// The house of the resident, as staff reach it.
    House,
    /// A file of the resident's ticket, as staff reach it.
    File,
    /// A file of the resident's appeal.
    AppealFile,
    /// A file that the resident has added and not sent.
    Draft,
    /// A spreadsheet that the manager loads.
    Import,
    /// Charges that the accountant loads.
    Charges,
    /// The house of the resident, as those see it who print its receipts.
    Receipts,
    /// Whom accounts pay.
    Recipient,
    /// Somebody who works here.
    Employee,
    /// The resident's account in the registry, as staff reach it.
    Card,
    /// A meter of it.
    CardMeter,
}

/// Names and values of a form.
pub type Fields = &'static [(&'static str, &'static str)];

/// A page or file, by the pattern of its route.
pub const PAGES: &[(&str, &str, Object)] = &[
    ("/", "/", Object::Nothing),
    ("/app", "/app", Object::Nothing),
    ("/appeals", "/appeals", Object::Nothing),
    ("/appeals/new", "/appeals/new", Object::Nothing),
    ("/appeals/{number}", "/appeals/{number}", Object::Appeal),
    ("/check", "/check", Object::Nothing),
    ("/charges", "/charges", Object::Nothing),
    ("/charges/{period}", "/charges/2017-12", Object::Nothing),
    ("/check/{code}", "/check/AAAAA-AAAAA", Object::Nothing),
    ("/incidents/{incident}", "/incidents/{id}", Object::Outage),
    ("/more", "/more", Object::Nothing),
    ("/news", "/news", Object::Nothing),
    ("/news/{id}", "/news/{id}", Object::News),
    ("/notices", "/notices", Object::Nothing),
    ("/offer", "/offer", Object::Nothing),
    ("/pay", "/pay", Object::Nothing),
    ("/pay/{order}", "/pay/{id}", Object::Order),
    ("/payments", "/payments", Object::Nothing),
    ("/profile", "/profile", Object::Nothing),
    ("/readings", "/readings?answer={id}", Object::Submission),
    ("/readings/history", "/readings/history", Object::Nothing),
    ("/receipts/{bill}", "/receipts/{id}", Object::Bill),
    ("/recover", "/recover", Object::Nothing),
    ("/recover/{token}", "/recover/no-such-token", Object::Nothing),
    ("/register", "/register", Object::Nothing),
    ("/register/{token}", "/register/no-such-token", Object::Nothing),
    ("/report", "/report", Object::Nothing),
    ("/sign-in", "/sign-in", Object::Nothing),
    ("/tickets", "/tickets", Object::Nothing),
    ("/tickets/new", "/tickets/new", Object::Nothing),
    ("/tickets/{number}", "/tickets/{number}", Object::Ticket),
    ("/staff", "/staff", Object::Nothing),
    ("/staff/more", "/staff/more", Object::Nothing),
    ("/staff/search", "/staff/search?q=7000418", Object::Nothing),
    ("/staff/tickets", "/staff/tickets", Object::Nothing),
    ("/staff/tickets/new", "/staff/tickets/new?account={id}", Object::Called),
    ("/staff/tickets/{number}", "/staff/tickets/{number}", Object::Ticket),
    ("/staff/appeals", "/staff/appeals", Object::Nothing),
    ("/staff/appeals/templates", "/staff/appeals/templates", Object::Nothing),
    ("/staff/appeals/{number}", "/staff/appeals/{number}", Object::AppealDesk),
    ("/staff/incidents", "/staff/incidents", Object::Nothing),
    ("/staff/incidents/new", "/staff/incidents/new", Object::Nothing),
    ("/staff/incidents/{incident}", "/staff/incidents/{id}", Object::Incident),
    ("/staff/enter", "/staff/enter?account={id}", Object::Called),
    ("/staff/executors", "/staff/executors", Object::Nothing),
    ("/staff/months", "/staff/months", Object::Nothing),
    ("/staff/months/{building}", "/staff/months/{id}", Object::House),
    ("/staff/readings", "/staff/readings", Object::Nothing),
    ("/staff/readings/{reading}", "/staff/readings/{id}", Object::Waiting),
    ("/staff/imports", "/staff/imports", Object::Nothing),
    ("/staff/imports/{id}", "/staff/imports/{id}", Object::Import),
    ("", "/imports/samples/accounts.csv", Object::Nothing),
    ("", "/imports/{id}/refused.csv", Object::Import),
    ("/units/add", "/units/add", Object::Nothing),
    ("/units/confirm/{token}", "/units/confirm/no-such-token", Object::Nothing),
    ("/units/confirmed", "/units/confirmed", Object::Nothing),
    ("/units/dispute/{token}", "/units/dispute/no-such-token", Object::Nothing),
    ("/units/disputed", "/units/disputed", Object::Nothing),
    ("/staff/news", "/staff/news", Object::Nothing),
    ("/staff/news/new", "/staff/news/new", Object::Nothing),
    ("/staff/news/{id}", "/staff/news/{id}", Object::NewsDesk),
    ("/staff/news/{id}/audience", "/staff/news/{id}/audience", Object::NewsDesk),
    ("", "/readings/history.csv", Object::Nothing),
    ("", "/staff/months/readings.csv?period=2018-01&building={id}", Object::House),
    ("", "/staff/months/readings.xlsx?period=2018-01&building={id}", Object::House),
    ("", "/receipts/{id}.pdf", Object::Bill),
    ("", "/pay/code.svg?account={id}&to={to}&sum=100", Object::Account),
    ("", "/charges.csv", Object::Nothing),
    ("", "/charges.xlsx", Object::Nothing),
    ("", "/demo/acquirer/01890000-0000-7000-8000-000000000000", Object::Nothing),
    ("", "/demo/mailbox", Object::Nothing),
    ("", "/demo/mailbox/01890000-0000-7000-8000-000000000000", Object::Nothing),
    ("", "/events?watch=account:{id}", Object::Account),
    ("", "/files/{id}", Object::Draft),
    ("", "/files/{id}", Object::File),
    ("", "/files/{id}/preview", Object::File),
    ("", "/files/{id}", Object::AppealFile),
    ("", "/healthz", Object::Nothing),
    ("", "/readyz", Object::Nothing),
    ("", "/robots.txt", Object::Nothing),
    ("", "/staff/readings", Object::Nothing),
];

/// Where files are sent to; these are none.
pub const UPLOADS: &[&str] = &[
    "/share",
    "/files/ticket/01890000-0000-7000-8000-000000000000",
    "/files/ticket_comment/01890000-0000-7000-8000-000000000000",
    "/files/appeal_entry/01890000-0000-7000-8000-000000000000",
    "/files/news/01890000-0000-7000-8000-000000000000",
    "/imports/01890000-0000-7000-8000-000000000000",
];

/// Where the outside world speaks to the portal; the demo has nobody there to listen to.
pub const HOOKS: &[&str] = &["/webhooks/yookassa"];

/// Those end the session that asks, so they are asked last and once.
pub const ENDING: &[&str] = &["session/end-all", "session/sign-out"];
