//! What `sqlite3 .import` does, for machines without it: a table of texts, one transaction, one prepared insert for each line.
use anyhow::{Context as _, Result};
use rusqlite::{Connection, params_from_iter};
use std::{
    fs::File,
    io::{BufRead as _, BufReader},
    path::Path,
};

pub fn import(file: &Path, database: &Path) -> Result<()> {
    let mut lines = BufReader::new(File::open(file)?).lines();
    let header = lines.next().context("no header")??;
    let names: Vec<String> = header.split(';').map(|name| format!("\"{name}\" TEXT")).collect();
    let mut connection = Connection::open(database)?;
    connection.execute_batch(&format!("CREATE TABLE charges ({})", names.join(", ")))?;
    let tx = connection.transaction()?;
    let mut insert =
        tx.prepare(&format!("INSERT INTO charges VALUES ({})", vec!["?"; names.len()].join(", ")))?;
    for line in lines {
        insert.execute(params_from_iter(line?.split(';')))?;
    }
    drop(insert);
    Ok(tx.commit()?)
}
