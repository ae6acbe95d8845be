//! Pages that people open one after the other.
use super::support::http::{Client, get};
use anyhow::{Result, ensure};
use std::time::{Duration, Instant};

/// People who open a page in turn, over one connection.
pub struct Visits {
    client: Client,
    requests: Vec<Vec<u8>>,
    next: usize,
    /// What the page has to say.
    word: String,
}

impl Visits {
    /// Those who have these sessions open the page, which has to say a word.
    pub async fn of<'a>(
        addr: &str,
        path: &str,
        word: String,
        tokens: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self> {
        let requests = tokens.into_iter().map(|token| get(addr, path, token)).collect();
        Ok(Self { client: Client::connect(addr).await?, requests, next: 0, word })
    }

    /// Opens the page of the next one: how long that took.
    pub async fn open(&mut self) -> Result<Duration> {
        let request = &self.requests[self.next % self.requests.len()];
        self.next += 1;
        let since = Instant::now();
        let answer = self.client.send(request).await?;
        let time = since.elapsed();
        ensure!(answer.status == 200, "the portal answers {}", answer.status);
        let shown = answer.body.windows(self.word.len()).any(|part| part == self.word.as_bytes());
        ensure!(shown, "the page does not say «{}»", self.word);
        Ok(time)
    }

    pub async fn times(&mut self, count: usize) -> Result<Vec<Duration>> {
        let mut times = Vec::with_capacity(count);
        for _ in 0..count {
            times.push(self.open().await?);
        }
        Ok(times)
    }
}

/// The time within which 99 of 100 were answered.
pub fn p99(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() * 99 / 100).copied().unwrap_or_default()
}

pub fn millis(time: Duration) -> String {
    format!("{}.{:02}", time.as_millis(), time.subsec_micros() % 1_000 / 10)
}

pub fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}
