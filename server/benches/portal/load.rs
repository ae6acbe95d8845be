//! Many requests at once.
use super::support::http::Client;
use anyhow::{Result, ensure};
use std::time::{Duration, Instant};

/// The same request again and again.
pub fn same(request: &[u8]) -> impl Fn() -> Option<Vec<u8>> + Clone + Send + 'static {
    let request = request.to_vec();
    move || Some(request.clone())
}

/// Requests to one address for `time` over `connections`, each answered with 200: how many. They end with the first `None`.
pub async fn load<Next>(addr: &str, connections: usize, time: Duration, next: Next) -> Result<u64>
where
    Next: Fn() -> Option<Vec<u8>> + Clone + Send + 'static,
{
    let deadline = Instant::now() + time;
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..connections {
        let (addr, next) = (addr.to_owned(), next.clone());
        clients.spawn(async move {
            let mut client = Client::connect(&addr).await?;
            let mut done = 0_u64;
            while Instant::now() < deadline {
                let Some(request) = next() else { break };
                let answer = client.send(&request).await?;
                ensure!(
                    answer.status == 200,
                    "{addr}: {}: {}",
                    answer.status,
                    String::from_utf8_lossy(&answer.body)
                );
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
