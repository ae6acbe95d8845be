//! What is held about one person: read as a whole, and taken away.
use crate::{Result, Tx};
use chrono::{DateTime, Utc};
use domain::{
    ids::UserId,
    personal::{Section, Topic},
};
use sea_orm::FromQueryResult;

/// Each selects a moment and up to four texts; `$1` is the person.
const SECTIONS: [(Topic, &str); 12] = [
    (
        Topic::Homes,
        "SELECT r.since AS at, a.number AS a, b.address AS b, u.label AS c, r.kind AS d FROM residency r \
         JOIN account a ON a.id = r.account_id JOIN unit u ON u.id = a.unit_id JOIN building b ON b.id = u.building_id \
         WHERE r.person_id = $1 ORDER BY r.since",
    ),
    (
        Topic::Consents,
        "SELECT given_at AS at, version AS a, address AS b, NULL AS c, NULL AS d FROM consent \
         WHERE person_id = $1 ORDER BY given_at",
    ),
    (
        Topic::Sessions,
        "SELECT seen_at AS at, device AS a, address AS b, NULL AS c, NULL AS d FROM session \
         WHERE person_id = $1 ORDER BY seen_at",
    ),
    (
        Topic::Claims,
        "SELECT requested_at AS at, account_number AS a, surname AS b, NULL AS c, NULL AS d FROM residency_claim \
         WHERE person_id = $1 ORDER BY requested_at",
    ),
    (
        Topic::Submissions,
        "SELECT s.at, a.number AS a, s.number AS b, s.lines AS c, NULL AS d FROM submission s \
         JOIN account a ON a.id = s.account_id WHERE s.person_id = $1 ORDER BY s.at",
    ),
    (
        Topic::Orders,
        "SELECT o.created_at AS at, a.number AS a, CAST(o.amount + o.fee AS text) AS b, o.email AS c, o.phone AS d \
         FROM payment_order o JOIN account a ON a.id = o.account_id WHERE o.person_id = $1 ORDER BY o.created_at",
    ),
    (
        Topic::Tickets,
        "SELECT registered_at AS at, CAST(number AS text) AS a, text AS b, contact_name AS c, contact_phone AS d \
         FROM ticket WHERE person_id = $1 ORDER BY number",
    ),
    (
        Topic::Comments,
        "SELECT c.at, CAST(t.number AS text) AS a, c.text AS b, NULL AS c, NULL AS d FROM ticket_comment c \
         JOIN ticket t ON t.id = c.ticket_id WHERE c.person_id = $1 ORDER BY c.at",
    ),
    (
        Topic::Appeals,
        "SELECT registered_at AS at, CAST(number AS text) AS a, text AS b, NULL AS c, NULL AS d FROM appeal \
         WHERE person_id = $1 ORDER BY number",
    ),
    (
        Topic::Files,
        "SELECT added_at AS at, name AS a, CAST(bytes AS text) AS b, NULL AS c, NULL AS d FROM file \
         WHERE person_id = $1 ORDER BY added_at",
    ),
    (
        Topic::Reports,
        "SELECT at, text AS a, page AS b, NULL AS c, NULL AS d FROM report WHERE person_id = $1 ORDER BY at",
    ),
    (
        Topic::Happenings,
        "SELECT at, kind AS a, details AS b, NULL AS c, NULL AS d FROM event WHERE person_id = $1 ORDER BY at",
    ),
];

/// What is held about a person, topic by topic. A statement for each.
///
/// # Errors
/// When the database cannot answer.
pub async fn of_person(tx: &Tx, person: UserId) -> Result<Vec<Section>> {
    #[derive(FromQueryResult)]
    struct Row {
        at: DateTime<Utc>,
        a: Option<String>,
        b: Option<String>,
        c: Option<String>,
        d: Option<String>,
    }
    let mut sections = Vec::with_capacity(SECTIONS.len());
    for (topic, sql) in SECTIONS {
        let rows: Vec<Row> = tx.rows(sql, [person.into()]).await?;
        let rows = rows.into_iter().map(|row| {
            let texts = [row.a, row.b, row.c, row.d].map(Option::unwrap_or_default);
            (row.at, texts.into_iter().take(topic.columns()).collect())
        });
        sections.push(Section { topic, rows: rows.collect() });
    }
    Ok(sections)
}

/// Takes away everything that tells who a person is. What belongs to the books and to the work of the company stays, nobody's: readings,
/// payments, texts of tickets and appeals, and the proof of a consent.
///
/// # Errors
/// When the database cannot.
pub async fn forget(tx: &Tx, person: UserId, email: &str, now: DateTime<Utc>) -> Result<()> {
    const OF_PERSON: [&str; 18] = [
        "DELETE FROM push_subscription WHERE person_id = $1",
        "DELETE FROM quiet_hours WHERE person_id = $1",
        "DELETE FROM reminder WHERE person_id = $1",
        "DELETE FROM session WHERE person_id = $1",
        "DELETE FROM known_device WHERE person_id = $1",
        "DELETE FROM recovery_code WHERE person_id = $1",
        "DELETE FROM second_factor WHERE person_id = $1",
        "DELETE FROM notice WHERE person_id = $1",
        "DELETE FROM notice_choice WHERE person_id = $1",
        "DELETE FROM payer_contact WHERE person_id = $1",
        "DELETE FROM employee_building WHERE person_id = $1",
        "DELETE FROM incident_told WHERE person_id = $1",
        "DELETE FROM letter_token WHERE subject_id = $1",
        "UPDATE residency_claim SET account_number = '', surname = '' WHERE person_id = $1",
        "UPDATE consent SET address = '' WHERE person_id = $1",
        "UPDATE report SET person_id = NULL WHERE person_id = $1",
        "UPDATE ticket SET contact_name = '', contact_phone = '' WHERE person_id = $1",
        "UPDATE payment_order SET phone = NULL WHERE person_id = $1",
    ];
    const AT: [&str; 2] = [
        "UPDATE residency SET ended_at = $2 WHERE person_id = $1 AND ended_at IS NULL",
        "UPDATE residency_claim SET closed_at = $2 WHERE person_id = $1 AND closed_at IS NULL",
    ];
    const NOBODY: &str = "\
UPDATE person SET email = $2, password_hash = '', role = NULL, suspended_at = NULL WHERE id = $1";
    for sql in OF_PERSON {
        tx.change(sql, [person.into()]).await?;
    }
    for sql in AT {
        tx.change(sql, [person.into(), now.into()]).await?;
    }
    let registrations = "UPDATE registration SET email = '', surname = '', address = '' WHERE email = $1";
    tx.change(registrations, [email.into()]).await?;
    tx.change(NOBODY, [person.into(), format!("{person}@deleted.invalid").into()]).await?;
    Ok(())
}
