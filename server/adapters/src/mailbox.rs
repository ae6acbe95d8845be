//! The mailbox of the demo: letters stay in a folder and are read in the browser.
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::{
    io,
    path::{Path, PathBuf},
};
use usecases::{
    Clock,
    ports::{Letter, MailError, Mailer, Sending},
};
use uuid::Uuid;

/// One JSON file for each letter, named by an id that grows with time.
#[derive(Debug, Clone)]
pub struct Mailbox {
    folder: PathBuf,
    clock: Clock,
}

/// A letter that has arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivered {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub letter: Letter,
}

impl Mailbox {
    /// # Errors
    /// When the folder cannot be made.
    pub fn open(folder: &Path, clock: Clock) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        Ok(Self { folder: folder.to_owned(), clock })
    }

    /// The newest letters first, at most `limit` of them.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub async fn newest(&self, limit: usize) -> io::Result<Vec<Delivered>> {
        let mut ids = Vec::new();
        let mut entries = tokio::fs::read_dir(&self.folder).await?;
        while let Some(entry) = entries.next_entry().await? {
            let name = entry.file_name();
            ids.extend(name.to_str().and_then(|name| name.strip_suffix(".json")?.parse::<Uuid>().ok()));
        }
        ids.sort_unstable_by(|a, b| b.cmp(a));
        let mut letters = Vec::with_capacity(ids.len().min(limit));
        for id in ids.into_iter().take(limit) {
            letters.extend(self.letter(id).await?);
        }
        Ok(letters)
    }

    /// One letter, if there is such a one.
    ///
    /// # Errors
    /// When its file cannot be read.
    pub async fn letter(&self, id: Uuid) -> io::Result<Option<Delivered>> {
        match tokio::fs::read(self.path(id)).await {
            Ok(json) => Ok(Some(serde_json::from_slice(&json)?)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn deliver(&self, letter: &Letter) -> io::Result<()> {
        let delivered = Delivered { id: Uuid::now_v7(), at: self.clock.now(), letter: letter.clone() };
        let path = self.path(delivered.id);
        // A reader sees a whole letter or none.
        let draft = path.with_extension("draft");
        tokio::fs::write(&draft, serde_json::to_vec_pretty(&delivered)?).await?;
        tokio::fs::rename(&draft, &path).await
    }

    fn path(&self, id: Uuid) -> PathBuf {
        self.folder.join(format!("{id}.json"))
    }
}

impl Mailer for Mailbox {
    fn send<'a>(&'a self, letter: &'a Letter) -> Sending<'a> {
        Box::pin(async move {
            self.deliver(letter).await.map_err(|error| MailError::Unavailable(error.to_string()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn letter(to: &str) -> Letter {
        Letter {
            to: to.into(), subject: "Письмо".into(), text: "Текст".into(), html: "<p>Текст</p>".into()
        }
    }

    fn clock() -> Clock {
        Clock::starting_on("Europe/Moscow".parse().unwrap(), NaiveDate::from_ymd_opt(2018, 1, 25).unwrap())
    }

    #[tokio::test]
    async fn letters_survive_a_restart_and_the_newest_is_first() {
        let folder = tempfile::tempdir().unwrap();
        let mailbox = Mailbox::open(folder.path(), clock()).unwrap();
        mailbox.send(&letter("first@example.org")).await.unwrap();
        mailbox.send(&letter("second@example.org")).await.unwrap();

        let reopened = Mailbox::open(folder.path(), clock()).unwrap();
        let letters = reopened.newest(10).await.unwrap();
        let to: Vec<_> = letters.iter().map(|delivered| delivered.letter.to.as_str()).collect();
        assert_eq!(to, ["second@example.org", "first@example.org"]);
        assert_eq!(reopened.letter(letters[0].id).await.unwrap().unwrap(), letters[0]);
        assert_eq!(letters[0].at.date_naive(), NaiveDate::from_ymd_opt(2018, 1, 25).unwrap());
    }

    #[tokio::test]
    async fn a_letter_that_is_not_there_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let mailbox = Mailbox::open(folder.path(), clock()).unwrap();
        assert_eq!(mailbox.letter(Uuid::now_v7()).await.unwrap(), None);
    }
}
