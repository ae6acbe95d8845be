//! The access matrix: every page, file and server function × who asks × whose it is. The table in `access-matrix.txt` is what the
//! portal answers; a route without a sample here fails the test, and so does a changed answer.
use crate::support::{Answer, Browser, Portal};
use http::{Method, StatusCode};
use std::{collections::BTreeSet, fmt::Write as _};

const NOBODYS: &str = "01890000-0000-7000-8000-000000000000";

/// The guide's open ticket.
const TICKET: &str = "7218204";

/// Who asks. The resident owns the objects; the neighbour lives in the same house.
const ACTORS: [&str; 8] =
    ["guest", "resident", "neighbour", "dispatcher", "accountant", "editor", "manager", "admin"];

/// What a request names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Object {
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
}

/// Names and values of a form.
type Fields = &'static [(&'static str, &'static str)];

/// A page or file, by the pattern of its route.
const PAGES: [(&str, &str, Object); 53] = [
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
    ("", "/healthz", Object::Nothing),
    ("", "/readyz", Object::Nothing),
    ("", "/robots.txt", Object::Nothing),
    ("", "/staff/readings", Object::Nothing),
];

/// A server function with the fields of a request; `{id}` is the object.
const FUNCTIONS: [(&str, Fields, Object); 67] = [
    ("charges/balance", &[], Object::Nothing),
    ("charges/month", &[("period", "2017-12")], Object::Nothing),
    ("charges/page", &[], Object::Nothing),
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

/// Where the outside world speaks to the portal; the demo has nobody there to listen to.
const HOOKS: [&str; 1] = ["/webhooks/yookassa"];

/// Those end the session that asks, so they are asked last and once.
const ENDING: [&str; 2] = ["session/end-all", "session/sign-out"];

#[tokio::test]
async fn the_access_matrix_is_up_to_date() {
    let portal = Portal::start().await;
    let world = World::new(&portal).await;
    let mut table = format!("{:57}", "behind | an object that nobody has");
    for actor in ACTORS {
        write!(table, " {actor:<10}").unwrap();
    }
    table.push('\n');
    for (_, path, object) in PAGES {
        world.row(&mut table, "GET", path, object, &[]).await;
    }
    for (function, fields, object) in FUNCTIONS {
        world.row(&mut table, "POST", &format!("/api/{function}"), object, fields).await;
    }
    for path in HOOKS {
        world.row(&mut table, "POST", path, Object::Nothing, &[]).await;
    }
    for function in ENDING {
        world.row(&mut table, "POST", &format!("/api/{function}"), Object::Nothing, &[]).await;
    }
    portal.stop().await;
    insta::assert_snapshot!("access-matrix", table);
}

#[tokio::test]
async fn every_page_and_server_function_has_its_row() {
    let patterns: BTreeSet<&str> = server::page_patterns().iter().map(String::as_str).collect();
    let sampled: BTreeSet<&str> =
        PAGES.iter().map(|(pattern, ..)| *pattern).filter(|p| !p.is_empty()).collect();
    assert_eq!(patterns, sampled);
    let functions: BTreeSet<String> =
        leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    let sampled: BTreeSet<String> =
        FUNCTIONS.iter().map(|(name, ..)| *name).chain(ENDING).map(|name| format!("/api/{name}")).collect();
    assert_eq!(functions, sampled);
}

/// Everybody signed in, and what the resident owns.
struct World {
    people: Vec<(&'static str, Browser)>,
    account: String,
    meter: String,
    submission: String,
    order: String,
    bill: String,
    session: String,
    ticket: String,
    incident: String,
    /// The recipient of the charges.
    to: String,
}

impl World {
    async fn new(portal: &Portal) -> Self {
        let mut owner = portal.signed_in("guide@example.org").await;
        let page = owner.open("/readings").await;
        let field = |name: &str| page.field("/api/readings/submit", name).unwrap();
        let (account, meter) = (field("submission[account]"), field("submission[lines][0][meter]"));
        let typed = [("submission[lines][0][values][0]", "395")];
        let answered = owner.submit(&page, "/api/readings/submit", &typed).await;
        let submission = answered.path.split_once("answer=").unwrap().1.to_owned();
        let page = owner.open("/pay").await;
        let to = page.body.split_once("&amp;to=").unwrap().1.split('&').next().unwrap().to_owned();
        let paid = [("order[email]", "payer@example.org"), ("order[offer]", "true")];
        let ordered = owner.submit(&page, "/api/orders/create", &paid).await;
        let order = ordered.path.split(['/', '?']).nth(2).unwrap().to_owned();
        let charges = owner.open("/charges").await.body;
        let bill = charges.split_once("/receipts/").unwrap().1.split('"').next().unwrap().to_owned();
        portal.signed_in("guide@example.org").await;
        let session = owner.open("/profile").await.field("/api/session/end", "session").unwrap();
        let mut dispatcher = portal.signed_in("dispatcher@example.org").await;
        let sheet = dispatcher.open(&format!("/staff/tickets/{TICKET}")).await;
        let ticket = sheet.field("/api/tickets/answer", "comment[ticket]").unwrap();
        let incidents = dispatcher.open("/staff/incidents").await.body;
        let mut incident = incidents.split("/staff/incidents/").map(|rest| rest.split('"').next().unwrap());
        let incident = incident.find(|id| id.len() == NOBODYS.len()).unwrap().to_owned();
        let mut people = Vec::new();
        for actor in ACTORS {
            let browser = match actor {
                "guest" => portal.browser(),
                "resident" => owner.clone(),
                other => portal.signed_in(&format!("{other}@example.org")).await,
            };
            people.push((actor, browser));
        }
        Self { people, account, meter, submission, order, bill, session, ticket, incident, to }
    }

    /// One line: what each actor is answered. Behind `|` stands the answer for an object that nobody has.
    async fn row(
        &self,
        table: &mut String,
        method: &str,
        path: &str,
        object: Object,
        fields: &[(&str, &str)],
    ) {
        write!(table, "{method:<4} {path:<52}").unwrap();
        for (actor, browser) in &self.people {
            let missing = self.ask(browser, method, path, fields, NOBODYS, object).await;
            let Some(id) = self.id(object) else {
                write!(table, " {:<10}", missing.status.as_u16()).unwrap();
                continue;
            };
            let theirs = self.ask(browser, method, path, fields, id, object).await;
            // Those print receipts of everybody.
            let prints = object == Object::Bill && matches!(*actor, "accountant" | "manager" | "admin");
            let handles = matches!(object, Object::Ticket | Object::Called | Object::Incident)
                && matches!(*actor, "dispatcher" | "manager" | "admin");
            if *actor != "resident" && !prints && !handles {
                assert_eq!(
                    seen(&theirs),
                    seen(&missing),
                    "{actor} tells {path} of another from a missing one"
                );
            }
            let both = format!("{}|{}", theirs.status.as_u16(), missing.status.as_u16());
            write!(table, " {both:<10}").unwrap();
        }
        table.push('\n');
    }

    fn id(&self, object: Object) -> Option<&str> {
        match object {
            Object::Nothing | Object::Token => None,
            Object::Account | Object::Meter | Object::Called => Some(&self.account),
            Object::Ticket => Some(&self.ticket),
            Object::Incident => Some(&self.incident),
            Object::Session => Some(&self.session),
            Object::Submission => Some(&self.submission),
            Object::Order => Some(&self.order),
            Object::Bill => Some(&self.bill),
        }
    }

    async fn ask(
        &self,
        browser: &Browser,
        method: &str,
        path: &str,
        fields: &[(&str, &str)],
        id: &str,
        object: Object,
    ) -> Answer {
        let number = if id == NOBODYS { "1" } else { TICKET };
        let path = path.replace("{id}", id).replace("{to}", &self.to).replace("{number}", number);
        if method == Method::GET.as_str() {
            return browser.get(&path).await;
        }
        let meter = if object == Object::Meter { &self.meter } else { NOBODYS };
        let fields: Vec<(&str, String)> = fields
            .iter()
            .map(|(name, value)| {
                (*name, value.replace("{id}", id).replace("{meter}", meter).replace("{number}", number))
            })
            .collect();
        browser.call(&path, &fields).await
    }
}

/// What a person could tell two answers apart by: pages differ in their nonce and ids of requests alone.
fn seen(answer: &Answer) -> (StatusCode, String) {
    let body = if answer.body.starts_with('<') { answer.text() } else { answer.body.clone() };
    (answer.status, body)
}
