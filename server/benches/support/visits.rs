//! Pages that people open one after the other.
use super::support::{
    http::{Client, get},
    report::{Ratio, line, median},
};
use anyhow::{Result, ensure};
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;

/// A portal to be looked at: where it listens, and where it tells its figures.
#[derive(Clone, Copy)]
pub struct Place {
    pub addr: &'static str,
    pub metrics: &'static str,
}

pub const SMALL: Place = Place { addr: "127.0.0.1:4401", metrics: "127.0.0.1:4402" };
pub const LARGE: Place = Place { addr: "127.0.0.1:4403", metrics: "127.0.0.1:4404" };

/// People who open a page in turn, over one connection.
pub struct Visits {
    client: Client,
    /// Each with what its answer has to say.
    requests: Vec<(Vec<u8>, String)>,
    next: usize,
}

impl Visits {
    /// Those who have these sessions open the page, which has to say a word.
    pub async fn of<'a>(
        addr: &str,
        path: &str,
        word: String,
        tokens: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self> {
        Self::through(addr, tokens.into_iter().map(|token| (get(addr, path, token), word.clone()))).await
    }

    /// Somebody sends these requests in turn, whose answers have to say a word each.
    pub async fn through(addr: &str, requests: impl IntoIterator<Item = (Vec<u8>, String)>) -> Result<Self> {
        let requests = requests.into_iter().collect();
        Ok(Self { client: Client::connect(addr).await?, requests, next: 0 })
    }

    /// Opens the page of the next one: how long that took.
    pub async fn open(&mut self) -> Result<Duration> {
        let (request, word) = &self.requests[self.next % self.requests.len()];
        self.next += 1;
        let since = Instant::now();
        let answer = self.client.send(request).await?;
        let time = since.elapsed();
        ensure!(answer.status == 200, "the portal answers {}", answer.status);
        let shown = answer.body.windows(word.len()).any(|part| part == word.as_bytes());
        ensure!(shown, "the page does not say «{word}»");
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

/// What a small company shows and what a large one does, in turn: the p99 of the large one in those of the small one.
pub async fn compare(what: &str, few: &mut Visits, many: &mut Visits, pages: usize) -> Result<()> {
    println!("\n{what}: {ROUNDS} rounds of {pages} pages, one connection");
    let (mut of_few, mut of_many) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let few = p99(&mut few.times(pages).await?);
        let many = p99(&mut many.times(pages).await?);
        // The first round warms both up.
        if round > 0 {
            println!("  round {round}: p99 {} ms few, {} ms many", millis(few), millis(many));
            of_few.push(micros(few));
            of_many.push(micros(many));
        }
    }
    let ratio = Ratio { of: median(&mut of_many), to: median(&mut of_few) };
    line(what, &ratio.to_string(), "≤ 1.50", ratio.hundredths() <= 150);
    Ok(())
}

/// The time within which 99 of 100 were answered.
pub fn p99(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() * 99 / 100).copied().unwrap_or_default()
}

pub fn millis(time: Duration) -> String {
    format!("{}.{:02}", time.as_millis(), time.subsec_micros() % 1_000 / 10)
}

fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}
