//! What open event streams cost.
use super::{
    bench::Bench,
    company::Company,
    support::report::line,
    visits::{Visits, millis, p99},
};
use anyhow::{Result, ensure};
use domain::changes::Topic;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

const ADDR: &str = "127.0.0.1:4405";
const METRICS: &str = "127.0.0.1:4406";
const PAGES: usize = 500;

/// Every household has its tickets open.
pub async fn open(bench: &Bench, company: &Company) -> Result<()> {
    let portal = bench.serve(ADDR, &bench.config(ADDR, METRICS, &company.url)?).await?;
    let tokens = company.residents.iter().map(|resident| resident.token.as_str());
    let mut visits = Visits::of(ADDR, "/tickets", "Течёт кран".into(), tokens).await?;
    let before = p99(&mut visits.times(PAGES).await?);
    let quiet = portal.memory("VmRSS")?;

    let mut streams = Vec::with_capacity(company.residents.len());
    for resident in &company.residents {
        let topic = Topic::Account(resident.account);
        streams.push(stream(&format!("/events?watch={topic}"), &resident.token).await?);
    }
    let open = portal.memory("VmRSS")?;
    let meanwhile = p99(&mut visits.times(PAGES).await?);
    let count = streams.len();
    let each = open.saturating_sub(quiet) * 1024 / count.max(1) as u64;

    println!("\n{count} open event streams, a connection each:");
    line("(i) memory before, with them, KiB", &format!("{quiet}, {open}"), "≤ 102 400", open <= 100 * 1024);
    line("(i) memory of one, bytes", &each.to_string(), "≤ 32 768", each <= 32 * 1024);
    line("(i) tickets page, p99 before, ms", &millis(before), "–", true);
    line("(i) tickets page, p99 with them open, ms", &millis(meanwhile), "–", true);
    Ok(())
}

/// A stream that has begun.
async fn stream(path: &str, token: &str) -> Result<TcpStream> {
    let mut stream = TcpStream::connect(ADDR).await?;
    let request = format!(
        "GET {path} HTTP/1.1\r\nhost: {ADDR}\r\naccept: text/event-stream\r\ncookie: session={token}\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await?;
    let mut heard = Vec::new();
    while !heard.windows(6).any(|part| part == b"retry:") {
        ensure!(
            stream.read_buf(&mut heard).await? > 0,
            "the stream ended: {}",
            String::from_utf8_lossy(&heard)
        );
        ensure!(heard.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&heard));
    }
    Ok(stream)
}
