//! Pages that residents open one after the other.
use super::support::{
    fill::Resident,
    http::{Client, get},
};
use anyhow::{Result, ensure};
use std::time::{Duration, Instant};

/// Residents who open one page in turn, over one connection.
pub struct Visits {
    client: Client,
    requests: Vec<Vec<u8>>,
    next: usize,
    /// What the page has to say.
    word: String,
}

impl Visits {
    pub async fn of(addr: &str, path: &str, word: String, residents: &[Resident]) -> Result<Self> {
        let requests = residents.iter().map(|resident| get(addr, path, &resident.token)).collect();
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
