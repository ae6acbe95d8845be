//! Appeals of the demo: answered, in work with a longer term, late, reopened and new; and templates of answers.
use crate::{
    Ctx, Error, Result,
    appeals::{Hand, write_down},
};
use chrono::{Days, TimeDelta};
use domain::{
    access::{Actor, Role},
    appeals::{Assignee, Happening, Kind, check_appeal},
    ids::{AppealId, EntryId, TemplateId, UserId},
    tickets::By,
};
use store::{Tx, appeals, law::law, person, registry};
use uuid::Uuid;

const RESIDENT: (&str, &str) = ("resident@example.org", "7000642");
const NEIGHBOUR: (&str, &str) = ("neighbour@example.org", "7000643");
const PAYER: (&str, &str) = ("guide-payments@example.org", "7000425");

const ACCOUNTANT: (&str, Role) = ("accountant@example.org", Role::Accountant);
const MANAGER: (&str, Role) = ("manager@example.org", Role::Manager);

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

/// What becomes of an appeal.
#[derive(Clone, Copy)]
enum Act {
    /// An employee takes it.
    Takes((&'static str, Role)),
    Answers((&'static str, Role), &'static str),
    Notes((&'static str, Role), &'static str),
    /// By so many days from now.
    Extends((&'static str, Role), u64, &'static str),
    Adds(&'static str),
    Reopens(&'static str),
}

struct Tale {
    /// Minutes, as with each act.
    ago: i64,
    author: (&'static str, &'static str),
    kind: Kind,
    text: &'static str,
    acts: Vec<(i64, Act)>,
}

/// The register on paper ended with this number.
const LAST: i64 = 1_038;

/// Writes them all, as people write them: one happening after the other, so that their threads are whole.
pub(super) async fn fill(ctx: &Ctx, tx: &Tx) -> Result<()> {
    appeals::number_after(tx, LAST).await?;
    for (name, text) in TEMPLATES {
        appeals::templates::save(tx, TemplateId(Uuid::now_v7()), name, text).await?;
    }
    let law = law(&ctx.db).await?;
    let accounts = registry::load(tx).await?.accounts;
    for tale in tales() {
        let (email, number) = tale.author;
        let account = accounts.iter().find(|account| account.number == number).ok_or(Error::NotFound)?.id;
        let home = appeals::home(tx, &Actor::System.own()?, account).await?.ok_or(Error::NotFound)?;
        let person = person_of(tx, email).await?;
        let id = AppealId(Uuid::now_v7());
        let at = |ago, user, role| Ctx {
            actor: Actor::Person { user, role, bound: false },
            now: ctx.now - TimeDelta::minutes(ago),
            ..ctx.clone()
        };
        let asks = at(tale.ago, person, None);
        // Nobody gets letters about what was before they came.
        let hand = Hand { ctx: &asks, tx, law: &law, by: By::Resident, tells: false };
        let checked = check_appeal(Some(tale.kind), tale.text)?;
        write_down(&hand, (id, appeals::next_number(tx).await?), (account, person), &home, checked).await?;
        for (ago, act) in tale.acts {
            let (employee, what) = happening(ctx, tx, act).await?;
            let (user, role, by) = match employee {
                Some((email, role)) => (person_of(tx, email).await?, Some(role), By::Staff),
                None => (person, None, By::Resident),
            };
            let acts = at(ago, user, role);
            let hand = Hand { ctx: &acts, tx, law: &law, by, tells: false };
            let row = appeals::by_id(tx, id).await?.ok_or(Error::NotFound)?;
            hand.happen(row, EntryId(Uuid::now_v7()), what).await?;
        }
    }
    Ok(())
}

async fn happening(ctx: &Ctx, tx: &Tx, act: Act) -> Result<(Option<(&'static str, Role)>, Happening)> {
    Ok(match act {
        Act::Takes(employee) => {
            let (email, role) = employee;
            let to = Assignee { id: person_of(tx, email).await?, email: email.to_owned(), role };
            (Some(employee), Happening::Assigned { to: Some(to) })
        }
        Act::Answers(employee, text) => (Some(employee), Happening::Answered { text: text.to_owned() }),
        Act::Notes(employee, text) => (Some(employee), Happening::Noted { text: text.to_owned() }),
        Act::Extends(employee, days, reason) => {
            let until = ctx.today().checked_add_days(Days::new(days)).unwrap_or_else(|| ctx.today());
            (Some(employee), Happening::Extended { until, reason: reason.to_owned() })
        }
        Act::Adds(text) => (None, Happening::Added { text: text.to_owned() }),
        Act::Reopens(text) => (None, Happening::Reopened { text: text.to_owned() }),
    })
}

async fn person_of(tx: &Tx, email: &str) -> Result<UserId> {
    Ok(person::by_email(tx, email).await?.ok_or(Error::NotFound)?.id)
}

/// The oldest first.
fn tales() -> Vec<Tale> {
    vec![
        Tale {
            ago: 24 * DAY,
            author: NEIGHBOUR,
            kind: Kind::Upkeep,
            text: "Во втором подъезде с осени не покрашены стены после замены труб. Когда закончат ремонт?",
            acts: vec![
                (23 * DAY, Act::Takes(MANAGER)),
                (22 * DAY, Act::Notes(MANAGER, "Спросить у подрядчика, когда вернётся бригада")),
            ],
        },
        Tale {
            ago: 20 * DAY,
            author: RESIDENT,
            kind: Kind::Certificate,
            text: "Нужна справка об отсутствии задолженности для банка.",
            acts: vec![
                (19 * DAY, Act::Takes(ACCOUNTANT)),
                (
                    18 * DAY,
                    Act::Answers(
                        ACCOUNTANT,
                        "Здравствуйте.\n\nСправка готова. Забрать её можно в кабинете 3 по будням с 9 до 18 часов, \
                         с собой нужен паспорт.",
                    ),
                ),
            ],
        },
        Tale {
            ago: 8 * DAY,
            author: RESIDENT,
            kind: Kind::Charges,
            text: "В последней квитанции отопление посчитано за весь месяц, хотя три дня батареи были холодные. \
                   Прошу сделать перерасчёт.",
            acts: vec![
                (7 * DAY, Act::Takes(ACCOUNTANT)),
                (6 * DAY, Act::Adds("Температуру мерили соседи из квартиры 15, у них есть акт.")),
                (
                    5 * DAY,
                    Act::Extends(
                        ACCOUNTANT,
                        20,
                        "Ждём от поставщика тепла данные общедомового счётчика за эти дни.",
                    ),
                ),
            ],
        },
        Tale {
            ago: 6 * DAY,
            author: PAYER,
            kind: Kind::Documents,
            text: "Прошу прислать отчёт о работах по содержанию дома за прошлый год.",
            acts: vec![
                (5 * DAY, Act::Answers(MANAGER, "Отчёт размещён на доске объявлений в первом подъезде.")),
                (DAY, Act::Reopens("Я просил прислать отчёт, а не сказать, где он висит.")),
            ],
        },
        Tale {
            ago: 3 * HOUR,
            author: RESIDENT,
            kind: Kind::Suggestion,
            text: "Предлагаю поставить у подъезда стойку для велосипедов: сейчас их пристёгивают к перилам.",
            acts: vec![],
        },
    ]
}

const TEMPLATES: [(&str, &str); 3] = [
    (
        "Справка готова",
        "Здравствуйте, {имя}.\n\nСправка по обращению № {номер} от {дата} готова. Забрать её можно в кабинете 3 по \
         будням с 9 до 18 часов, с собой нужен паспорт.",
    ),
    (
        "Перерасчёт сделан",
        "Здравствуйте, {имя}.\n\nПо обращению № {номер} от {дата} сделали перерасчёт: он будет в следующей квитанции, \
         строка «Перерасчёт».",
    ),
    (
        "Нужен осмотр",
        "Здравствуйте, {имя}.\n\nЧтобы ответить на обращение № {номер}, нужно осмотреть помещение: {адрес}. Мастер \
         позвонит вам и договорится о времени.",
    ),
];
