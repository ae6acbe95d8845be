//! Notices: what each person is told, and of what they want letters.
use crate::{Result, Tx, entity::notice, rows::MOST_VALUES, sql::places};
use chrono::{DateTime, Utc};
use domain::{
    ids::{NoticeId, UserId},
    notices::Subject,
};
use sea_orm::{FromQueryResult, Value};

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

/// Those of these people who want no letters about a subject.
///
/// # Errors
/// When the database cannot answer.
pub async fn without_letters(tx: &Tx, subject: Subject, people: &[UserId]) -> Result<Vec<UserId>> {
    #[derive(FromQueryResult)]
    struct Person {
        person_id: UserId,
    }
    let mut found = Vec::new();
    for some in people.chunks(MOST_VALUES - 1) {
        let sql = format!(
            "SELECT person_id FROM notice_choice WHERE subject = $1 AND NOT letters AND person_id IN ({})",
            places(some.len(), 2)
        );
        let values =
            [Value::from(subject.code())].into_iter().chain(some.iter().map(|person| (*person).into()));
        found.extend(tx.rows::<Person>(&sql, values).await?.into_iter().map(|row| row.person_id));
    }
    Ok(found)
}

/// The subjects about which a person wants no letters.
///
/// # Errors
/// When the database cannot answer.
pub async fn silent_subjects(tx: &Tx, person: UserId) -> Result<Vec<String>> {
    #[derive(FromQueryResult)]
    struct Row {
        subject: String,
    }
    const SQL: &str = "SELECT subject FROM notice_choice WHERE person_id = $1 AND NOT letters";
    Ok(tx.rows::<Row>(SQL, [person.into()]).await?.into_iter().map(|row| row.subject).collect())
}

/// Notes whether a person wants letters about a subject.
///
/// # Errors
/// When the database cannot.
pub async fn choose(tx: &Tx, person: UserId, subject: Subject, letters: bool) -> Result<()> {
    const SQL: &str = "\
INSERT INTO notice_choice (person_id, subject, letters) VALUES ($1, $2, $3)
ON CONFLICT (person_id, subject) DO UPDATE SET letters = $3";
    tx.change(SQL, [person.into(), subject.code().into(), letters.into()]).await?;
    Ok(())
}
