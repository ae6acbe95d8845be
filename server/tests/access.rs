//! The access matrix: every page, file and server function × who asks × whose it is. The table in `access-matrix.txt` is what the
//! portal answers; a route without a sample here fails the test, and so does a changed answer.
mod houses;
mod money;
mod people;
mod registry;
mod rows;
mod scope;

use crate::support::{Answer, Browser, Part, Portal, boundary, form, photo, send, send_file};
use http::{Method, StatusCode};
use rows::{ENDING, Fields, HOOKS, Object, UPLOADS};
use std::{collections::BTreeSet, fmt::Write as _};

const NOBODYS: &str = "01890000-0000-7000-8000-000000000000";

/// The guide's open ticket.
const TICKET: &str = "7218204";

/// Who asks. The resident owns the objects; the neighbour lives in the same house.
const ACTORS: [&str; 8] =
    ["guest", "resident", "neighbour", "dispatcher", "accountant", "editor", "manager", "admin"];

/// Pages and files to be had: route, path, whose.
fn pages() -> impl Iterator<Item = (&'static str, &'static str, Object)> {
    [rows::PAGES, houses::PAGES, people::PAGES, registry::PAGES, money::PAGES].into_iter().flatten().copied()
}

/// Server functions: name, fields, whose.
fn functions() -> impl Iterator<Item = (&'static str, Fields, Object)> {
    [rows::FUNCTIONS, houses::FUNCTIONS, people::FUNCTIONS, registry::FUNCTIONS, money::FUNCTIONS]
        .into_iter()
        .flatten()
        .copied()
}

#[tokio::test]
async fn the_access_matrix_is_up_to_date() {
    let portal = Portal::start().await;
    let world = World::new(&portal).await;
    let mut table = format!("{:57}", "behind | an object that nobody has");
    for actor in ACTORS {
        write!(table, " {actor:<10}").unwrap();
    }
    table.push('\n');
    for (_, path, object) in pages() {
        world.row(&mut table, "GET", path, object, &[]).await;
    }
    for (function, fields, object) in functions() {
        world.row(&mut table, "POST", &format!("/api/{function}"), object, fields).await;
    }
    for path in HOOKS.iter().chain(UPLOADS) {
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
        pages().map(|(pattern, ..)| pattern).filter(|pattern| !pattern.is_empty()).collect();
    assert_eq!(patterns, sampled);
    let served: BTreeSet<String> =
        leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    let sampled: BTreeSet<String> = functions()
        .map(|(name, ..)| name)
        .chain(ENDING.iter().copied())
        .map(|name| format!("/api/{name}"))
        .collect();
    assert_eq!(served, sampled);
}

/// Everybody signed in, and what the resident owns.
struct World {
    people: Vec<(&'static str, Browser)>,
    account: String,
    meter: String,
    submission: String,
    waiting: String,
    house: String,
    order: String,
    bill: String,
    session: String,
    news: String,
    /// Number and id.
    appeal: (String, String),
    ticket: String,
    incident: String,
    file: String,
    appeal_file: String,
    draft: String,
    import: String,
    charges: String,
    /// The editor, as an administrator reaches them.
    employee: String,
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
        let page = owner.open("/readings").await;
        let odd = [
            ("submission[lines][1][values][0]", "331"),
            ("submission[lines][1][explanation]", "previous_wrong"),
        ];
        owner.submit(&page, "/api/readings/submit", &odd).await;
        let page = owner.open("/pay").await;
        let to = page.body.split_once("&amp;to=").unwrap().1.split('&').next().unwrap().to_owned();
        let paid = [("order[email]", "payer@example.org"), ("order[offer]", "true")];
        let ordered = owner.submit(&page, "/api/orders/create", &paid).await;
        let order = ordered.path.split(['/', '?']).nth(2).unwrap().to_owned();
        let charges = owner.open("/charges").await.body;
        let bill = charges.split_once("/receipts/").unwrap().1.split('"').next().unwrap().to_owned();
        let news = owner.open("/news").await.body;
        let news = news.split_once("href=\"/news/").unwrap().1.split('"').next().unwrap().to_owned();
        let page = owner.open("/appeals/new").await;
        let written = [("appeal[kind]", "Other"), ("appeal[text]", "Когда уберут снег?")];
        let form = page.field("/api/appeals/create", "appeal[id]").unwrap();
        let appeal_file = upload(&owner, "appeal_entry", &form).await;
        let sent = owner.submit(&page, "/api/appeals/create", &written).await;
        let number = sent.path.split(['/', '?']).nth(2).unwrap().to_owned();
        let appeal = (number, sent.field("/api/appeals/add", "new[appeal]").unwrap());
        portal.signed_in("guide@example.org").await;
        let session = owner.open("/profile").await.field("/api/session/end", "session").unwrap();
        let mut dispatcher = portal.signed_in("dispatcher@example.org").await;
        let sheet = dispatcher.open(&format!("/staff/tickets/{TICKET}")).await;
        let ticket = sheet.field("/api/tickets/answer", "comment[ticket]").unwrap();
        let incidents = dispatcher.open("/staff/incidents").await.body;
        let mut incident = incidents.split("/staff/incidents/").map(|rest| rest.split('"').next().unwrap());
        let incident = incident.find(|id| id.len() == NOBODYS.len()).unwrap().to_owned();
        let after = |page: &str, before: &str| {
            let mut ids = page.split(before).map(|rest| rest.split(['"', '?']).next().unwrap());
            ids.find(|id| id.len() == NOBODYS.len()).unwrap().to_owned()
        };
        let waiting = after(&dispatcher.open("/staff/readings").await.body, "/staff/readings/");
        let house = after(&dispatcher.open("/staff/months").await.body, "/staff/months/");
        let mut people = Vec::new();
        for actor in ACTORS {
            let browser = match actor {
                "guest" => portal.browser(),
                "resident" => owner.clone(),
                other => portal.signed_in(&format!("{other}@example.org")).await,
            };
            people.push((actor, browser));
        }
        let import = spreadsheet(&portal.signed_in("manager@example.org").await, ACCOUNTS).await;
        let charges = spreadsheet(&portal.signed_in("accountant@example.org").await, CHARGES).await;
        let mut admin = portal.signed_in("admin@example.org").await;
        let listed = admin.open("/staff/people").await.body;
        let listed = listed.split_once("<b>editor@example.org").unwrap().1;
        let employee = listed.split_once("/staff/people/").unwrap().1.split('"').next().unwrap().to_owned();
        let draft = upload(&owner, "ticket", NOBODYS).await;
        let comment = owner.open(&format!("/tickets/{TICKET}")).await;
        let field = |name: &str| comment.field("/api/tickets/comment", name).unwrap();
        let file = upload(&owner, "ticket_comment", &field("comment[id]")).await;
        let said = owner.submit(&comment, "/api/tickets/comment", &[("comment[text]", "Вот снимок")]).await;
        assert_eq!(said.status, StatusCode::OK, "{}", said.text());
        Self {
            people,
            account,
            meter,
            submission,
            waiting,
            house,
            order,
            bill,
            session,
            news,
            appeal,
            ticket,
            incident,
            file,
            appeal_file,
            draft,
            import,
            charges,
            employee,
            to,
        }
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
            let prints = matches!(object, Object::Bill | Object::Receipts)
                && matches!(*actor, "accountant" | "manager" | "admin");
            let writes = object == Object::NewsDesk && matches!(*actor, "editor" | "manager" | "admin");
            let handles = matches!(object, Object::Ticket | Object::Called | Object::Incident | Object::File)
                && matches!(*actor, "dispatcher" | "manager" | "admin");
            let reviews = matches!(object, Object::Waiting | Object::House)
                && matches!(*actor, "dispatcher" | "accountant" | "manager" | "admin");
            let answers = matches!(object, Object::AppealDesk | Object::AppealFile)
                && matches!(*actor, "accountant" | "manager" | "admin");
            let loads = object == Object::Import && matches!(*actor, "accountant" | "manager" | "admin");
            let is_touched = object == Object::Outage && *actor == "neighbour";
            let publishes = object == Object::Charges && matches!(*actor, "accountant" | "admin");
            let manages = matches!(object, Object::Employee | Object::Recipient) && *actor == "admin";
            let registers = matches!(object, Object::Card | Object::CardMeter)
                && matches!(*actor, "dispatcher" | "accountant" | "manager" | "admin");
            let works = [prints, reviews, handles, answers, writes, loads, publishes, manages, registers];
            if *actor != "resident" && !is_touched && !works.contains(&true) {
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
            Object::Account | Object::Meter | Object::Called | Object::Card => Some(&self.account),
            Object::CardMeter => Some(&self.meter),
            Object::Appeal | Object::AppealDesk => Some(&self.appeal.1),
            Object::Ticket => Some(&self.ticket),
            Object::Incident | Object::Outage => Some(&self.incident),
            Object::File => Some(&self.file),
            Object::AppealFile => Some(&self.appeal_file),
            Object::Draft => Some(&self.draft),
            Object::Import => Some(&self.import),
            Object::Employee => Some(&self.employee),
            Object::Session => Some(&self.session),
            Object::Submission => Some(&self.submission),
            Object::Waiting => Some(&self.waiting),
            Object::House | Object::Receipts => Some(&self.house),
            Object::Charges => Some(&self.charges),
            Object::Recipient => Some(&self.to),
            Object::Order => Some(&self.order),
            Object::Bill => Some(&self.bill),
            Object::News | Object::NewsDesk => Some(&self.news),
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
        let number = match object {
            // No appeal of the demo has this number, nor has a ticket.
            _ if id == NOBODYS => "1",
            Object::Appeal | Object::AppealDesk => &self.appeal.0,
            _ => TICKET,
        };
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

/// Adds a photo to a form, and returns its id.
async fn upload(browser: &Browser, what: &str, form: &str) -> String {
    let sent = send_file(browser, &format!("/files/{what}/{form}"), "щиток.jpg", &photo()).await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.body);
    serde_json::from_str::<domain::files::FileCard>(&sent.body).unwrap().id.to_string()
}

/// Id, kind and contents of a spreadsheet.
type Sheet = (&'static str, &'static str, &'static str);

const ACCOUNTS: Sheet = (
    "01890000-0000-7000-8000-0000000000aa",
    "accounts",
    "ЛС;Адрес;Кв;ФИО\n8000001;ул Новая, д. 1;1;Ким Олег\n",
);
const CHARGES: Sheet = (
    "01890000-0000-7000-8000-0000000000ab",
    "charges",
    "Период;ЛС;Услуга;Начислено;К оплате\n01.2018;7000418;ЖКУ;9000;9000\n",
);

/// Loads a spreadsheet, and returns the id of its import.
async fn spreadsheet(browser: &Browser, (id, kind, file): Sheet) -> String {
    let parts: [Part<'_>; 2] = [("kind", None, kind.as_bytes()), ("file", Some("Файл.csv"), file.as_bytes())];
    let request = browser.request(Method::POST, &format!("/imports/{id}"));
    let sent = send("/imports", request.header("content-type", boundary()).body(form(&parts))).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    id.to_owned()
}

/// What a person could tell two answers apart by: pages differ in their nonce and ids of requests alone.
fn seen(answer: &Answer) -> (StatusCode, String) {
    let body = if answer.body.starts_with('<') { answer.text() } else { answer.body.clone() };
    (answer.status, body)
}
