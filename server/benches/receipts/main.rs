//! Receipts a second on one core, one by one and a building in one PDF, beside reportlab and Chromium's print of the same content. The
//! receipts are those of the guide's household, each with sums of its own. Everything runs on one processor.
mod others;
mod sheet;

use adapters::typst::{Template, Typst};
use anyhow::{Context as _, Result, ensure};
use domain::{
    calendar::Period,
    money::{Money, Volume},
    quantity::Quantity,
    receipts::{PaymentCode, Receipt},
};
use server::{demo, site::Site};
use std::{
    fs,
    process::Command,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use usecases::{
    ports::{LaidOut, Printer},
    receipts,
};

/// The binary's own: a half of the work is small pieces of memory.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Receipts of a building.
const BUILDING: usize = 300;
/// Receipts that are printed one by one.
const SINGLES: usize = 300;

#[tokio::main]
async fn main() -> Result<()> {
    pin()?;
    let folder = tempfile::tempdir()?;
    let guide = guide(folder.path()).await?;
    let printer = Typst::new(Template::shipped());

    let since = Instant::now();
    printer.print(vec![variant(&guide, 0)], LaidOut::unheard()).await?;
    let cold = since.elapsed();

    let mut times = Vec::with_capacity(SINGLES);
    let mut largest = 0;
    for number in 0..SINGLES {
        let receipt = variant(&guide, 1_000 + number);
        let since = Instant::now();
        largest = largest.max(printer.print(vec![receipt], LaidOut::unheard()).await?.len());
        times.push(since.elapsed());
    }
    let one_by_one = rate(SINGLES, times.iter().sum());
    times.sort_unstable();
    let (median, p99) = (times[SINGLES / 2], times[SINGLES * 99 / 100]);

    let building: Vec<Receipt> = (0..BUILDING).map(|number| variant(&guide, 10_000 + number)).collect();
    let sheets = sheet::write(&building, folder.path())?;
    let laid_out = Arc::new(Mutex::new(Duration::ZERO));
    let (since, ears) = (Instant::now(), Arc::clone(&laid_out));
    let hear = LaidOut::new(move |_| {
        if let Ok(mut laid_out) = ears.lock() {
            *laid_out = since.elapsed();
        }
    });
    let pdf = printer.print(building, hear).await?;
    let whole = since.elapsed();
    let laid_out = laid_out.lock().map_or(Duration::ZERO, |laid_out| *laid_out);
    let memory = memory()?;

    println!("\nreceipts, on one core: ten services, five dials, a payment code");
    line("the first one, with fonts to read", &millis(cold), "", true);
    line("one by one, a second", &one_by_one.to_string(), "", true);
    line("one by one, median", &millis(median), "", true);
    line("one by one, p99", &millis(p99), "≤ 30 ms", p99 <= Duration::from_millis(30));
    line(
        "one by one, largest file",
        &format!("{} KB", largest.div_ceil(1024)),
        "≤ 60 KB",
        largest <= 60 * 1024,
    );
    let pages = rate(BUILDING, whole);
    line(&format!("{BUILDING} in one PDF, pages a second"), &pages.to_string(), "≥ 400", pages >= 400);
    line("  of a page: layout", &micros(laid_out), "", true);
    line("  of a page: writing the PDF", &micros(whole.saturating_sub(laid_out)), "", true);
    line("  its size, for each", &format!("{} KB", (pdf.len() / BUILDING).div_ceil(1024)), "", true);
    line("  peak memory of the process", &format!("{} MB", memory / 1024), "", true);

    println!("\nthe same content by others, pages a second, {BUILDING} in one PDF:");
    for (name, printed) in
        [("reportlab", others::reportlab(&sheets)), ("Chromium", others::chromium(&sheets))]
    {
        match printed {
            Ok(time) => {
                let theirs = rate(BUILDING, time);
                line(name, &theirs.to_string(), &format!("this portal has {pages}"), pages >= theirs);
            }
            Err(error) => println!("  – {name}: {error:#}"),
        }
    }
    Ok(())
}

/// Binds the process to one processor before any thread of it asks how many there are.
fn pin() -> Result<()> {
    let process = std::process::id().to_string();
    let pinned = Command::new("taskset").args(["-a", "-c", "-p", "0", &process]).output();
    ensure!(pinned.context("taskset is needed")?.status.success(), "taskset refused");
    Ok(())
}

/// December 2017 of the guide's household.
async fn guide(folder: &std::path::Path) -> Result<Receipt> {
    let today = chrono::NaiveDate::from_ymd_opt(2018, 1, 25);
    let _installed = rustls::crypto::ring::default_provider().install_default();
    let host = demo::open(folder, today, Site::default(), "https://dom.example.ru".into()).await?;
    let ctx = host.system_ctx();
    let period = Period::new(2017, 12).context("there is a December")?;
    let registry = store::registry::load(&ctx.db.read()).await?;
    for building in registry.buildings {
        let receipts = receipts::of_building(&ctx, building.id, period).await?;
        let guide = receipts.into_iter().find(|receipt| receipt.payer.account == "7000418");
        if let Some(guide) = guide.filter(|guide| guide.lines.len() == 10) {
            return Ok(guide);
        }
    }
    anyhow::bail!("the guide's receipt is not there")
}

/// A receipt whose sums, volumes, names and payment code nobody else has.
fn variant(guide: &Receipt, number: usize) -> Receipt {
    let step = i64::try_from(number).unwrap_or(0);
    let mut receipt = guide.clone();
    receipt.payer.account = (7_000_000 + number).to_string();
    receipt.payer.name = format!("Петрова-{number}\u{a0}А.\u{a0}В.");
    receipt.payer.address = format!("г Москва, ул Авиаторов, д. 6 корп. 3 лит. А, {number}");
    for (at, line) in (1..).zip(&mut receipt.lines) {
        line.charged += Money(step * 7 + at);
        line.volume = line.volume.map(|volume| Volume(volume.0 + step * 1_000));
    }
    for dial in &mut receipt.meters {
        dial.now = dial.now.map(|now| Quantity(now.0 + step));
        dial.used = dial.used.map(|used| Quantity(used.0 + step));
    }
    receipt.reference.amount = domain::charges::total(&receipt.lines);
    receipt.payment_code = receipt.payment_code.and_then(|code| {
        let text = code.text.replace("7000418", &receipt.payer.account);
        let drawing = exchange::qr::draw(&text)?;
        Some(PaymentCode { text, size: drawing.size, path: drawing.path })
    });
    receipt
}

fn rate(count: usize, time: Duration) -> u128 {
    count as u128 * 1_000_000 / time.as_micros().max(1)
}

fn millis(time: Duration) -> String {
    format!("{}.{} ms", time.as_millis(), time.subsec_micros() % 1_000 / 100)
}

fn micros(time: Duration) -> String {
    format!("{} µs", time.as_micros() / BUILDING as u128)
}

/// Kilobytes.
fn memory() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("no VmHWM")?;
    Ok(peak.trim().trim_end_matches(" kB").parse()?)
}

/// One line: what, how much, the aim, and whether it is met.
fn line(what: &str, value: &str, aim: &str, met: bool) {
    let aim = if aim.is_empty() { String::new() } else { format!("   aim {aim}") };
    println!("  {} {what:<48} {value:>12}{aim}", if met { "✓" } else { "✗" });
}
