//! Houses by the words of their addresses.
use crate::{Result, Tx, entity::building_word, scope};
use domain::{
    access::Scope,
    addresses::{Asked, words},
    ids::BuildingId,
};
use sea_orm::{FromQueryResult, Value};
use std::collections::BTreeSet;

#[derive(FromQueryResult)]
struct House {
    id: BuildingId,
    address: String,
}

/// Writes down the words of the addresses of houses that have none yet: houses are found by them.
///
/// # Errors
/// When the database cannot.
pub async fn learn_addresses(tx: &Tx) -> Result<()> {
    const UNLEARNT: &str = "\
SELECT b.id, b.address FROM building b
WHERE NOT EXISTS (SELECT 1 FROM building_word w WHERE w.building_id = b.id)";
    let houses: Vec<House> = tx.rows(UNLEARNT, []).await?;
    let rows = houses.into_iter().flat_map(|house| {
        let different: BTreeSet<String> = words(&house.address).into_iter().collect();
        different.into_iter().map(move |word| building_word::Model { building_id: house.id, word })
    });
    crate::insert_all(tx, rows.collect()).await
}

/// Houses that one serves whose addresses have all the words of an address that somebody types, in whatever order.
///
/// # Errors
/// When the database cannot answer.
pub async fn with_words(
    tx: &Tx,
    scope: &Scope,
    asked: &Asked,
    most: i64,
) -> Result<Vec<(BuildingId, String)>> {
    let mut values: Vec<Value> = vec![most.into(), asked.longest.as_str().into()];
    let others = asked.others.iter().map(|word| {
        values.push(word.text.as_str().into());
        (values.len(), word.whole)
    });
    let others: Vec<(usize, bool)> = others.collect();
    let served = scope::houses(scope, "b.id", &mut values);
    let houses: Vec<House> = tx.rows(&with_words_sql(tx.is_postgres(), &others, &served), values).await?;
    let mut seen = BTreeSet::new();
    let houses = houses.into_iter().filter(|house| seen.insert(house.id.0));
    Ok(houses.map(|house| (house.id, house.address)).collect())
}

/// The other words are parameters: which one, and whether it is whole.
pub(super) fn with_words_sql(postgres: bool, others: &[(usize, bool)], served: &str) -> String {
    // As of callers.
    let (bytes, last) = if postgres { (" COLLATE \"C\"", "chr(1114111)") } else { ("", "char(1114111)") };
    let begins =
        |word: &str, at: usize| format!("{word}{bytes} >= ${at} AND {word}{bytes} < ${at} || {last}");
    let others = others.iter().map(|&(at, whole)| {
        let fits = if whole { format!("o.word = ${at}") } else { begins("o.word", at) };
        format!(" AND EXISTS (SELECT 1 FROM building_word o WHERE o.building_id = b.id AND {fits})")
    });
    format!(
        "SELECT b.id, b.address FROM building_word w JOIN building b ON b.id = w.building_id \
         WHERE {} AND {served}{} ORDER BY w.word{bytes}, w.building_id LIMIT $1",
        begins("w.word", 2),
        others.collect::<String>(),
    )
}
