//! What the matrix asks for: a row for each page, file and server function.
use super::NOBODYS;

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
    /// A ticket of the resident's, as staff reach it.
    Ticket,
    /// The resident's account, as staff reach it.
    Called,
    Incident,
    /// A file of the resident's ticket, as staff reach it.
    File,
    /// A file that the resident has added and not sent.
    Draft,
}

/// Names and values of a form.
pub type Fields = &'static [(&'static str, &'static str)];

/// A page or file, by the pattern of its route.
pub const PAGES: [(&str, &str, Object); 56] = [
    ("/", "/", Object::Nothing),
    ("/app", "/app", Object::Nothing),
    ("/check", "/check", Object::Nothing),
    ("/charges", "/charges", Object::Nothing),
    ("/charges/{period}", "/charges/2017-12", Object::Nothing),
    ("/check/{code}", "/check/AAAAA-AAAAA", Object::Nothing),
    ("/more", "/more", Object::Nothing),
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
    ("/staff/incidents", "/staff/incidents", Object::Nothing),
    ("/staff/incidents/new", "/staff/incidents/new", Object::Nothing),
    ("/staff/incidents/{incident}", "/staff/incidents/{id}", Object::Incident),
    ("/staff/executors", "/staff/executors", Object::Nothing),
    ("/units/add", "/units/add", Object::Nothing),
    ("/units/confirm/{token}", "/units/confirm/no-such-token", Object::Nothing),
    ("/units/confirmed", "/units/confirmed", Object::Nothing),
    ("/units/dispute/{token}", "/units/dispute/no-such-token", Object::Nothing),
    ("/units/disputed", "/units/disputed", Object::Nothing),
    ("", "/readings/history.csv", Object::Nothing),
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
    ("", "/healthz", Object::Nothing),
    ("", "/readyz", Object::Nothing),
    ("", "/robots.txt", Object::Nothing),
    ("", "/staff/readings", Object::Nothing),
];

/// A server function with the fields of a request; `{id}` is the object.
pub const FUNCTIONS: [(&str, Fields, Object); 68] = [
    ("charges/balance", &[], Object::Nothing),
    ("charges/month", &[("period", "2017-12")], Object::Nothing),
    ("charges/page", &[], Object::Nothing),
    ("files/remove", &[("id", "{id}")], Object::Draft),
    ("notices/choose", &[], Object::Nothing),
    ("notices/page", &[], Object::Nothing),
    ("notices/read", &[("up_to", "01890000-0000-7000-8000-000000000000")], Object::Nothing),
    ("notices/unread", &[], Object::Nothing),
    (
        "orders/create",
        &[
            ("order[id]", "01890000-0000-7000-8000-000000000002"),
            ("order[account]", "{id}"),
            ("order[amount]", "100"),
            ("order[seen]", "0"),
            ("order[email]", "payer@example.org"),
            ("order[offer]", "true"),
        ],
        Object::Account,
    ),
    ("orders/form", &[], Object::Nothing),
    ("orders/resend-receipt", &[("order", "{id}")], Object::Order),
    ("orders/status", &[("order", "{id}")], Object::Order),
    ("payments/page", &[], Object::Nothing),
    ("papers/check", &[("code", "AAAAA-AAAAA")], Object::Nothing),
    ("profile/page", &[], Object::Nothing),
    ("readings/history", &[], Object::Nothing),
    ("readings/page", &[("answer", "{id}")], Object::Submission),
    (
        "readings/submit",
        &[
            ("submission[id]", "01890000-0000-7000-8000-000000000001"),
            ("submission[account]", "{id}"),
            ("submission[period]", "2018-01"),
            ("submission[lines][0][meter]", "{meter}"),
            ("submission[lines][0][values][0]", "396"),
        ],
        Object::Meter,
    ),
    ("receipts/page", &[("bill", "{id}")], Object::Bill),
    ("recovery/finish", &[("token", "{id}"), ("password", "длинный пароль")], Object::Token),
    ("recovery/look", &[("token", "{id}")], Object::Token),
    ("recovery/request", &[("email", "")], Object::Nothing),
    ("registration/finish", &[("token", "{id}"), ("password", "длинный пароль")], Object::Token),
    ("registration/look", &[("token", "{id}")], Object::Token),
    ("registration/request", &[("account", "")], Object::Nothing),
    ("reports/send", &[("text", "")], Object::Nothing),
    ("residency/choose", &[("account", "{id}")], Object::Account),
    ("residency/claim", &[("account", "")], Object::Nothing),
    ("residency/confirm", &[("token", "{id}")], Object::Token),
    ("residency/dispute", &[("token", "{id}")], Object::Token),
    ("residency/look", &[("token", "{id}")], Object::Token),
    ("residency/look-dispute", &[("token", "{id}")], Object::Token),
    ("residency/resend", &[("claim", "{id}")], Object::Token),
    ("residency/withdraw", &[("claim", "{id}")], Object::Token),
    ("session/end", &[("session", "{id}")], Object::Session),
    ("session/frame", &[], Object::Nothing),
    ("session/sign-in", &[("email", ""), ("password", "")], Object::Nothing),
    (
        "tickets/comment",
        &[
            ("number", "1"),
            ("comment[id]", "01890000-0000-7000-8000-000000000003"),
            ("comment[ticket]", "{id}"),
            ("comment[text]", "Код домофона 7"),
        ],
        Object::Ticket,
    ),
    (
        "tickets/create",
        &[
            ("ticket[id]", "01890000-0000-7000-8000-000000000004"),
            ("ticket[account]", "{id}"),
            ("ticket[name]", "Анна"),
            ("ticket[phone]", "+7 921 555-01-07"),
            ("ticket[text]", "Капает кран"),
        ],
        Object::Account,
    ),
    ("tickets/form", &[], Object::Nothing),
    ("tickets/join", &[("number", "1"), ("account", "{id}"), ("ticket", NOBODYS)], Object::Account),
    ("tickets/list", &[("whose", "Unit")], Object::Nothing),
    ("tickets/offers", &[("category", "Electricity")], Object::Nothing),
    ("tickets/page", &[("number", "{number}")], Object::Ticket),
    (
        "tickets/rate",
        &[("number", "1"), ("verdict[ticket]", "{id}"), ("verdict[rating]", "5")],
        Object::Ticket,
    ),
    ("tickets/return", &[("number", "1"), ("ticket", "{id}"), ("note", "")], Object::Ticket),
    ("tickets/take-back", &[("number", "1"), ("ticket", "{id}")], Object::Ticket),
    (
        "incidents/join",
        &[("account", "{id}"), ("incident", "01890000-0000-7000-8000-000000000000")],
        Object::Account,
    ),
    ("incidents/touching", &[], Object::Nothing),
    ("tickets/board", &[], Object::Nothing),
    ("tickets/sheet", &[("number", "{number}")], Object::Ticket),
    ("tickets/find", &[("text", "7000418")], Object::Nothing),
    ("tickets/call", &[("account", "{id}")], Object::Called),
    ("tickets/move", &[("to[ticket]", "{id}"), ("to[seen]", "0"), ("to[step]", "Start")], Object::Ticket),
    ("tickets/assign", &[("to[ticket]", "{id}"), ("to[seen]", "0")], Object::Ticket),
    (
        "tickets/sort",
        &[("to[ticket]", "{id}"), ("to[seen]", "0"), ("to[category]", "Other"), ("to[kind]", "Ordinary")],
        Object::Ticket,
    ),
    ("tickets/localise", &[("ticket", "{id}"), ("seen", "0")], Object::Ticket),
    (
        "tickets/answer",
        &[
            ("comment[id]", "01890000-0000-7000-8000-000000000003"),
            ("comment[ticket]", "{id}"),
            ("comment[text]", "Едем"),
            ("comment[internal]", "false"),
        ],
        Object::Ticket,
    ),
    (
        "tickets/register",
        &[
            ("ticket[id]", "01890000-0000-7000-8000-000000000004"),
            ("ticket[account]", "{id}"),
            ("ticket[category]", ""),
            ("ticket[name]", "Анна"),
            ("ticket[phone]", "+7 921 555-01-07"),
            ("ticket[text]", "Капает кран"),
        ],
        Object::Called,
    ),
    ("incidents/list", &[], Object::Nothing),
    ("incidents/desk", &[], Object::Nothing),
    ("incidents/page", &[("incident", "{id}")], Object::Incident),
    (
        "incidents/announce",
        &[
            ("incident[id]", "01890000-0000-7000-8000-000000000005"),
            ("incident[kind]", "Planned"),
            ("incident[category]", "ColdWater"),
        ],
        Object::Nothing,
    ),
    (
        "incidents/edit",
        &[("change[id]", "{id}"), ("change[seen]", "99"), ("change[text]", "Скоро дадут")],
        Object::Incident,
    ),
    ("incidents/end", &[("incident", "{id}")], Object::Incident),
    ("executors/list", &[], Object::Nothing),
    ("executors/add", &[("name", "")], Object::Nothing),
    ("executors/retire", &[("executor", "{id}")], Object::Token),
];

/// Where files are sent to; these are none.
pub const UPLOADS: [&str; 2] = [
    "/files/ticket/01890000-0000-7000-8000-000000000000",
    "/files/ticket_comment/01890000-0000-7000-8000-000000000000",
];

/// Where the outside world speaks to the portal; the demo has nobody there to listen to.
pub const HOOKS: [&str; 1] = ["/webhooks/yookassa"];

/// Those end the session that asks, so they are asked last and once.
pub const ENDING: [&str; 2] = ["session/end-all", "session/sign-out"];
