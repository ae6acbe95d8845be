//! Tickets of the demo: the guide's two, some that are fresh for the lists and the staff's board, and an incident.
mod scene;

use super::households::{HOUSE_6, HOUSE_8, HOUSE_12};
use crate::{Ctx, Result};
use chrono::NaiveDate;
use domain::{
    incidents::IncidentKind,
    tickets::{Category, Step},
};
use scene::{Act, Author, Incident, Scene, Tale, Teller, When};
use store::{Tx, law::law, tickets};

const ELECTRICIAN: &str = "Сергей П.";
const PLUMBER: &str = "Фёдоров И.";
const INSPECTOR: &str = "Мария С.";
const EXECUTORS: [&str; 5] = [ELECTRICIAN, PLUMBER, INSPECTOR, "Бригада № 2", "Кровля-Сервис"];

const GUIDE: Author = Author {
    email: "guide@example.org",
    account: "7000418",
    name: "Анна Петрова",
    phone: "+7 921 555-01-07",
};
const PAYER: Author = Author {
    email: "guide-payments@example.org",
    account: "7000425",
    name: "Игорь Кузнецов",
    phone: "+7 921 555-01-15",
};
const RESIDENT: Author = Author {
    email: "resident@example.org",
    account: "7000642",
    name: "Мария Орлова",
    phone: "+7 921 555-01-42",
};
const SECOND_FLAT: Author = Author { account: "7000788", ..RESIDENT };
const NEIGHBOUR: Author = Author {
    email: "neighbour@example.org",
    account: "7000643",
    name: "Денис Волков",
    phone: "+7 921 555-01-43",
};

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

/// Writes them all, as people write them: one happening after the other, so that their stories are whole.
pub(super) async fn fill(ctx: &Ctx, tx: &Tx) -> Result<()> {
    let law = law(&ctx.db).await?;
    let scene = Scene::set(ctx, tx, &law, &EXECUTORS).await?;
    for tale in guide() {
        scene.play(&tale).await?;
    }
    // The numbers go on after the guide's.
    tickets::number_after(tx, LAST_OF_GUIDE).await?;
    for tale in fresh() {
        scene.play(&tale).await?;
    }
    let incident = Incident {
        kind: IncidentKind::Emergency,
        category: Category::Heating,
        text: "Нет отопления: порыв на вводе в дом, бригада на месте",
        from: When::Ago(100),
        to: When::Ago(-140),
        house: HOUSE_8,
        joined: NEIGHBOUR,
    };
    scene.announce(&incident).await
}

const LAST_OF_GUIDE: i64 = 7_218_204;

/// The two tickets of the guide, minute for minute.
fn guide() -> [Tale; 2] {
    let at = |day: u32, hour: u32, minute: u32| {
        let day = NaiveDate::from_ymd_opt(2018, 1, day);
        day.and_then(|day| day.and_hms_opt(hour, minute, 0)).unwrap_or_default()
    };
    let called = "Позвонили вам, записали: свет пропал во всей квартире, на площадке есть.";
    [
        Tale {
            number: Some(7_217_993),
            at: When::On(at(23, 10, 6)),
            teller: Teller::Home(GUIDE),
            text: "Не работает розетка в прихожей и отключился подогрев полов",
            acts: vec![
                (When::On(at(23, 11, 20)), Act::Begins(ELECTRICIAN)),
                (When::On(at(23, 12, 45)), Act::Moved(Step::Complete, "Подключил", None)),
            ],
        },
        Tale {
            number: Some(LAST_OF_GUIDE),
            at: When::On(at(25, 13, 2)),
            teller: Teller::Home(GUIDE),
            text: "нет света в квартире",
            acts: vec![
                (When::On(at(25, 13, 4)), Act::Says(called)),
                (When::On(at(25, 13, 9)), Act::Begins(ELECTRICIAN)),
            ],
        },
    ]
}

/// Those of the last days, the oldest first: one that waits for its deadline in each group of the board.
fn fresh() -> Vec<Tale> {
    let tale = |ago: i64, teller: Teller, text: &'static str, acts: Vec<(i64, Act)>| Tale {
        number: None,
        at: When::Ago(ago),
        teller,
        text,
        acts: acts.into_iter().map(|(ago, act)| (When::Ago(ago), act)).collect(),
    };
    vec![
        tale(
            5 * DAY,
            Teller::Home(PAYER),
            "Проверить счётчик ГВС",
            vec![(4 * DAY, Act::Moved(Step::Defer, "Ждём, когда жилец вернётся из отъезда", Some(3)))],
        ),
        tale(
            3 * DAY,
            Teller::Home(RESIDENT),
            "Капает кран на кухне",
            vec![
                (2 * DAY, Act::Begins(PLUMBER)),
                (DAY, Act::Moved(Step::Complete, "Заменили картридж смесителя", None)),
            ],
        ),
        tale(2 * DAY, Teller::Passer(HOUSE_12), "Замена лампы на площадке третьего этажа", vec![]),
        tale(
            20 * HOUR,
            Teller::Stairs(RESIDENT),
            "Не закрывается дверь подъезда",
            vec![(19 * HOUR, Act::Begins(PLUMBER)), (18 * HOUR, Act::Joined(NEIGHBOUR))],
        ),
        tale(
            16 * HOUR,
            Teller::Stairs(PAYER),
            "Разбито окно в подъезде, второй этаж",
            vec![(15 * HOUR, Act::Begins("Бригада № 2"))],
        ),
        tale(
            145,
            Teller::Home(NEIGHBOUR),
            "Засор канализации, вода не уходит",
            vec![(130, Act::Begins(PLUMBER))],
        ),
        tale(
            70,
            Teller::Home(SECOND_FLAT),
            "Горячая вода еле тёплая, 41 °C",
            vec![(60, Act::Begins(INSPECTOR))],
        ),
        tale(4, Teller::Passer(HOUSE_6), "Искрит щиток на лестнице, третий этаж", vec![]),
    ]
}
