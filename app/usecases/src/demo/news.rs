//! News of the demo: the guide's four, fresh ones for the households with fresh data, and what an editor has in work.
use super::households::{HOUSE_6, HOUSE_8, HOUSE_12};
use crate::{
    Ctx, Error, Result,
    news::{EXCERPT, end_of, markdown},
    notices,
};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::{
    ids::{NewsId, UserId},
    news::{Audience, NewsKind, Target},
    notices::Notice,
};
use std::collections::HashMap;
use store::{
    Tx,
    entity::{news::Model, news_revision},
    news, person,
};
use uuid::Uuid;

const EDITOR: &str = "editor@example.org";
const GUIDE: &str = "guide@example.org";

/// What is told, and to which houses.
struct Tale {
    kind: NewsKind,
    must_read: bool,
    title: String,
    text: &'static str,
    houses: &'static [&'static str],
    /// None for a draft.
    at: Option<DateTime<Utc>>,
    last_day: Option<NaiveDate>,
    /// Who has read it.
    reader: Option<&'static str>,
}

pub(super) async fn fill(ctx: &Ctx, tx: &Tx) -> Result<()> {
    let houses = news::houses(tx).await?;
    let houses: HashMap<&str, _> = houses.iter().map(|(id, address, _)| (address.as_str(), *id)).collect();
    let editor = person::by_email(tx, EDITOR).await?.ok_or(Error::NotFound)?.id;
    let told = guide(ctx).into_iter().map(|tale| (tale, false));
    for (tale, rings) in told.chain(fresh(ctx).into_iter().map(|tale| (tale, true))) {
        let targets = tale.houses.iter().filter_map(|house| houses.get(house).copied().map(Target::Building));
        let audience = Audience::of(targets.collect());
        let row = write(ctx, tx, editor, &tale, &audience).await?;
        let is_new = |at: &DateTime<Utc>| rings && *at <= ctx.now && *at > ctx.now - NEW;
        if let Some(at) = row.announced_at.filter(is_new) {
            let people = news::addressees(tx, &audience, ctx.today(), row.id, None, MOST).await?;
            let people = people.iter().map(|to| (to.person, None));
            let what = Notice::NewsAnnounced { news: row.id, title: row.title };
            notices::tell_once(ctx, tx, people, &what, row.id.0, at).await?;
        }
    }
    Ok(())
}

/// More people than the demo has.
const MOST: i64 = 100;
/// So long what is fresh is behind the bell; the demo sends no letters before anybody has done anything.
const NEW: TimeDelta = TimeDelta::days(2);

async fn write(ctx: &Ctx, tx: &Tx, editor: UserId, tale: &Tale, audience: &Audience) -> Result<Model> {
    let row = Model {
        id: NewsId(Uuid::now_v7()),
        version: 1,
        kind: tale.kind.code().to_owned(),
        title: tale.title.clone(),
        source: tale.text.to_owned(),
        excerpt: markdown::excerpt(tale.text, EXCERPT),
        must_read: tale.must_read,
        pops_up: true,
        starts_at: tale.at.filter(|at| *at > ctx.now),
        last_day: tale.last_day,
        published_at: tale.at,
        expires_at: tale.last_day.map(|day| end_of(ctx, day)),
        announced_at: tale.at,
        corrected_at: None,
        withdrawn_at: None,
        saved_at: tale.at.filter(|at| *at < ctx.now).unwrap_or(ctx.now),
        saved_by: Some(editor),
    };
    store::insert(tx, row.clone()).await?;
    news::place(tx, &row, audience).await?;
    let Some(at) = tale.at else { return Ok(row) };
    let revision = news_revision::Model {
        news_id: row.id,
        version: row.version,
        at: row.saved_at,
        person_id: Some(editor),
        kind: row.kind.clone(),
        title: row.title.clone(),
        source: row.source.clone(),
    };
    store::insert(tx, revision).await?;
    if let Some(reader) = tale.reader {
        let reader = person::by_email(tx, reader).await?.ok_or(Error::NotFound)?.id;
        news::mark(tx, reader, row.id, at + TimeDelta::hours(2), at, false).await?;
    }
    Ok(row)
}

/// The four of the guide.
fn guide(ctx: &Ctx) -> [Tale; 4] {
    let tale = |day, kind, title: &str, text, reader| {
        let at = NaiveDate::from_ymd_opt(2018, 1, day).and_then(|day| day.and_hms_opt(9, 0, 0));
        Tale {
            kind,
            must_read: false,
            title: title.to_owned(),
            text,
            houses: &[HOUSE_6],
            at: at.map(|at| ctx.moment(at)),
            last_day: None,
            reader,
        }
    };
    [
        tale(
            11,
            NewsKind::Planned,
            "12.01.2018 г. периодическое отключение электроэнергии",
            "Внимание собственников таунхаусов: с 9:00 до 13:00 возможны отключения по 15–20 минут.",
            Some(GUIDE),
        ),
        tale(
            15,
            NewsKind::Emergency,
            "Нет воды. Авария на сетях ГУП «Водоканал»",
            "Уважаемые жители ЖК!\n\nБригада на месте, воду обещают вернуть к 22:00. Подвоз питьевой воды у дома 6, корпус 3.",
            Some(GUIDE),
        ),
        tale(
            22,
            NewsKind::Ordinary,
            "Информация о выборах Президента",
            "Просим ознакомиться с информацией об адресе и часах работы избирательного участка.\n\n\
             - **Где:** школа № 12, ул Лётная, д. 4\n- **Когда:** с 8:00 до 20:00",
            None,
        ),
        tale(
            24,
            NewsKind::Planned,
            "25.01.2018 г. перебои в подаче ХВС и ГВС",
            "Уважаемые собственники!\n\n25.01.2018 г. в связи с плановыми работами на сетях «Водоканала» возможны \
             перебои в подаче ХВС и ГВС с 10:00 до 17:00.\n\nПерерыв дольше 4 часов подряд пересчитаем без заявления.",
            None,
        ),
    ]
}

/// Those of the last days, and what the editor has in work.
fn fresh(ctx: &Ctx) -> Vec<Tale> {
    let day = |days: i64| ctx.today() + TimeDelta::days(days);
    let dated = |day: NaiveDate| day.format("%d.%m.%Y").to_string();
    let tale = |kind, title: String, text, at: Option<TimeDelta>| Tale {
        kind,
        must_read: false,
        title,
        text,
        houses: &[HOUSE_8],
        at: at.map(|ago| ctx.now - ago),
        last_day: None,
        reader: None,
    };
    vec![
        Tale {
            last_day: ctx.today().checked_sub_days(Days::new(2)),
            ..tale(
                NewsKind::Planned,
                format!("{} г. уборка снега во дворе", dated(day(-2))),
                "Просим убрать машины от подъездов с 9:00 до 12:00.",
                Some(TimeDelta::days(4)),
            )
        },
        tale(
            NewsKind::Ordinary,
            "Новые правила пропуска во двор".into(),
            "Шлагбаум открывается по номеру машины.\n\n1. Оставьте номер в разделе «Заявки».\n\
             2. Через день проверьте въезд.\n\nГостю откроет диспетчер по звонку.",
            Some(TimeDelta::days(9)),
        ),
        Tale {
            must_read: true,
            houses: &[HOUSE_8, HOUSE_12],
            ..tale(
                NewsKind::Planned,
                format!("{} г. проверка газового оборудования", dated(day(3))),
                "Мастер обойдёт квартиры с 10:00 до 16:00. **Будьте дома или оставьте ключ соседям:** без проверки подачу \
                 газа приостановят.",
                Some(TimeDelta::days(1)),
            )
        },
        tale(
            NewsKind::Emergency,
            "Нет отопления: порыв на вводе в дом".into(),
            "Бригада на месте. Тепло обещаем вернуть к вечеру.\n\nОбогреватели выдаёт диспетчер, тел. +7 495 000-00-00.",
            Some(TimeDelta::minutes(100)),
        ),
        tale(
            NewsKind::Ordinary,
            format!("{} г. собрание собственников", dated(day(10))),
            "Собираемся в холле первого подъезда в 19:00. Вопросы: ремонт крыши и новые почтовые ящики.",
            Some(-TimeDelta::days(1)),
        ),
        Tale {
            houses: &[],
            ..tale(
                NewsKind::Planned,
                format!("{} г. отключение отопления", dated(day(1))),
                "В связи с заменой насоса отопления не будет с 10:00 до 14:00. Перерыв укладывается в допустимый.",
                None,
            )
        },
    ]
}
