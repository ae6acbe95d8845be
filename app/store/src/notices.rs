//! Notices: what each person is told, and how they want to hear of what.
use crate::{Result, Tx, entity::notice, rows::MOST_VALUES, sql::places};
use chrono::{DateTime, Utc};
use domain::{
    ids::{NoticeId, UserId},
    notices::{Choice, QuietHours, Subject},
};
use sea_orm::{EntityTrait, FromQueryResult, Value};

/// Notices of a person, the newest first: as many at most, those before `before`.
///
/// # Errors
/// When the database cannot answer.
pub async fn of_person(
    tx: &Tx,
    person: UserId,
    before: Option<NoticeId>,
    most: i64,
) -> Result<Vec<notice::Model>> {
    let mut values: Vec<Value> = vec![person.into(), most.into()];
    let older = before.map_or("", |before| {
        values.push(before.into());
        "AND n.id < $3"
    });
    tx.rows(
        &format!("SELECT n.* FROM notice n WHERE n.person_id = $1 {older} ORDER BY n.id DESC LIMIT $2"),
        values,
    )
    .await
}

/// Notes that a person has read all up to one of them. How many those were.
///
/// # Errors
/// When the database cannot.
pub async fn read(tx: &Tx, person: UserId, up_to: NoticeId, now: DateTime<Utc>) -> Result<u64> {
    const SQL: &str = "UPDATE notice SET read_at = $3 WHERE person_id = $1 AND id <= $2 AND read_at IS NULL";
    tx.change(SQL, [person.into(), up_to.into(), now.into()]).await
}

/// Notes that a person has read one of them. `false` when they had, or there is none.
///
/// # Errors
/// When the database cannot.
pub async fn read_one(tx: &Tx, person: UserId, id: NoticeId, now: DateTime<Utc>) -> Result<bool> {
    const SQL: &str = "UPDATE notice SET read_at = $3 WHERE id = $2 AND person_id = $1 AND read_at IS NULL";
    Ok(tx.change(SQL, [person.into(), id.into(), now.into()]).await? == 1)
}

/// Writes those of these notices down whose ids are not there yet. Whom they are for.
///
/// # Errors
/// When the database cannot.
pub async fn add_missing(tx: &Tx, rows: &[notice::Model]) -> Result<Vec<UserId>> {
    const COLUMNS: usize = 5;
    #[derive(FromQueryResult)]
    struct Person {
        person_id: UserId,
    }
    let mut added = Vec::new();
    for some in rows.chunks(MOST_VALUES / COLUMNS) {
        let row = |at: usize| format!("({})", places(COLUMNS, at * COLUMNS + 1));
        let sql = format!(
            "INSERT INTO notice (id, person_id, contents, at, read_at) VALUES {} \
             ON CONFLICT (id) DO NOTHING RETURNING person_id",
            (0..some.len()).map(row).collect::<Vec<_>>().join(", ")
        );
        let values = some.iter().flat_map(|row| {
            let contents = Value::from(row.contents.as_str());
            [row.id.into(), row.person_id.into(), contents, row.at.into(), row.read_at.into()]
        });
        added.extend(tx.rows::<Person>(&sql, values).await?.into_iter().map(|row| row.person_id));
    }
    Ok(added)
}

/// Those of these people who do not want the bell to ring for a subject.
///
/// # Errors
/// When the database cannot answer.
pub async fn without_bell(tx: &Tx, subject: Subject, people: &[UserId]) -> Result<Vec<UserId>> {
    #[derive(FromQueryResult)]
    struct Person {
        person_id: UserId,
    }
    let mut found = Vec::new();
    for some in people.chunks(MOST_VALUES - 1) {
        let sql = format!(
            "SELECT person_id FROM notice_choice WHERE subject = $1 AND NOT bell AND person_id IN ({})",
            places(some.len(), 2)
        );
        let values =
            [Value::from(subject.code())].into_iter().chain(some.iter().map(|person| (*person).into()));
        found.extend(tx.rows::<Person>(&sql, values).await?.into_iter().map(|row| row.person_id));
    }
    Ok(found)
}

/// Somebody who wants letters, and the hours in which none are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader {
    pub person: UserId,
    pub quiet: Option<QuietHours>,
}

/// Those of these people who want letters about a subject; all of them where there is nothing to choose.
///
/// # Errors
/// When the database cannot answer.
pub async fn readers(tx: &Tx, subject: Option<Subject>, people: &[UserId]) -> Result<Vec<Reader>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: UserId,
        from_minute: Option<i16>,
        to_minute: Option<i16>,
    }
    let mut found = Vec::new();
    for some in people.chunks(MOST_VALUES - 1) {
        let sql = format!(
            "SELECT p.id, q.from_minute, q.to_minute FROM person p \
             LEFT JOIN notice_choice c ON c.person_id = p.id AND c.subject = $1 \
             LEFT JOIN quiet_hours q ON q.person_id = p.id \
             WHERE p.id IN ({}) AND COALESCE(c.letters, TRUE)",
            places(some.len(), 2)
        );
        let subject = Value::from(subject.map(|subject| subject.code().to_owned()));
        let values = [subject].into_iter().chain(some.iter().map(|person| (*person).into()));
        found.extend(
            tx.rows::<Row>(&sql, values)
                .await?
                .into_iter()
                .map(|row| Reader { person: row.id, quiet: quiet_hours(row.from_minute, row.to_minute) }),
        );
    }
    Ok(found)
}

/// What a person has chosen, and the quiet hours: one statement. Subjects that nothing was said of are not among it.
///
/// # Errors
/// When the database cannot answer.
pub async fn settings(tx: &Tx, person: UserId) -> Result<(Vec<Choice>, Option<QuietHours>)> {
    #[derive(FromQueryResult)]
    struct Row {
        subject: Option<String>,
        bell: Option<bool>,
        letters: Option<bool>,
        push: Option<bool>,
        from_minute: Option<i16>,
        to_minute: Option<i16>,
    }
    const SQL: &str = "\
SELECT c.subject, c.bell, c.letters, c.push, q.from_minute, q.to_minute
FROM person p LEFT JOIN notice_choice c ON c.person_id = p.id LEFT JOIN quiet_hours q ON q.person_id = p.id
WHERE p.id = $1";
    let rows: Vec<Row> = tx.rows(SQL, [person.into()]).await?;
    let quiet = rows.first().and_then(|row| quiet_hours(row.from_minute, row.to_minute));
    let choices = rows.into_iter().filter_map(|row| {
        let subject = Subject::from_code(&row.subject?)?;
        Some(Choice { subject, bell: row.bell?, letters: row.letters?, push: row.push? })
    });
    Ok((choices.collect(), quiet))
}

pub(crate) fn quiet_hours(from: Option<i16>, to: Option<i16>) -> Option<QuietHours> {
    QuietHours::new(u16::try_from(from?).ok()?, u16::try_from(to?).ok()?)
}

/// Notes how a person wants to hear of a subject.
///
/// # Errors
/// When the database cannot.
pub async fn choose(tx: &Tx, person: UserId, choice: Choice) -> Result<()> {
    const SQL: &str = "\
INSERT INTO notice_choice (person_id, subject, bell, letters, push) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (person_id, subject) DO UPDATE SET bell = $3, letters = $4, push = $5";
    let Choice { subject, bell, letters, push } = choice;
    let values: [Value; 5] = [person.into(), subject.code().into(), bell.into(), letters.into(), push.into()];
    tx.change(SQL, values).await?;
    Ok(())
}

/// The quiet hours that a person has chosen.
///
/// # Errors
/// When the database cannot answer.
pub async fn quiet_of(tx: &Tx, person: UserId) -> Result<Option<QuietHours>> {
    #[derive(FromQueryResult)]
    struct Row {
        from_minute: Option<i16>,
        to_minute: Option<i16>,
    }
    const SQL: &str = "SELECT from_minute, to_minute FROM quiet_hours WHERE person_id = $1";
    let row = tx.row::<Row>(SQL, [person.into()]).await?;
    Ok(row.and_then(|row| quiet_hours(row.from_minute, row.to_minute)))
}

/// Notes the quiet hours of a person.
///
/// # Errors
/// When the database cannot.
pub async fn be_quiet(tx: &Tx, person: UserId, quiet: QuietHours) -> Result<()> {
    const SQL: &str = "\
INSERT INTO quiet_hours (person_id, from_minute, to_minute) VALUES ($1, $2, $3)
ON CONFLICT (person_id) DO UPDATE SET from_minute = $2, to_minute = $3";
    let minute = |minute: u16| Value::from(i16::try_from(minute).unwrap_or_default());
    tx.change(SQL, [person.into(), minute(quiet.from), minute(quiet.to)]).await?;
    Ok(())
}

/// A notice by its id.
///
/// # Errors
/// When the database cannot answer.
pub async fn by_id(tx: &Tx, id: NoticeId) -> Result<Option<notice::Model>> {
    Ok(notice::Entity::find_by_id(id).one(&tx.on()).await?)
}
