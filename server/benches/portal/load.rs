//! Many requests at once.
use super::support::http::Client;
use anyhow::{Result, bail};
use std::time::{Duration, Instant};

/// Requests of one address for `time` over `connections`, each answered with 200: how many.
pub async fn load(addr: &str, request: &[u8], connections: usize, time: Duration) -> Result<u64> {
    let deadline = Instant::now() + time;
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..connections {
        let (addr, request) = (addr.to_owned(), request.to_vec());
        clients.spawn(async move {
            let mut client = Client::connect(&addr).await?;
            let mut done = 0_u64;
            while Instant::now() < deadline {
                let answer = client.send(&request).await?;
                if answer.status != 200 {
                    bail!("{} answered {}", addr, answer.status);
                }
                done += 1;
            }
            Ok(done)
        });
    }
    let mut total = 0;
    while let Some(done) = clients.join_next().await {
        total += done??;
    }
    Ok(total)
}
