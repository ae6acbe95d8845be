//! The process is killed at random under load: nothing acknowledged is lost, and nothing is twice.
use crate::support::{Browser, PASSWORD, Process};
use domain::{
    access::Actor,
    calendar::Period,
    ids::{MeterId, SubmissionId},
};
use http::StatusCode;
use std::{
    collections::{HashMap, HashSet},
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};
use store::{Db, DbSettings, readings, submissions};
use tokio::task::JoinSet;
use uuid::Uuid;

const ROUNDS: u32 = 20;
const SUBMIT: &str = "/api/readings/submit";

/// What was typed, by the submission that the portal acknowledged.
type Acknowledged = Arc<Mutex<HashMap<SubmissionId, String>>>;

/// Somebody who submits one value after the other for one meter.
#[derive(Clone)]
struct Submitter {
    browser: Browser,
    /// Row of the table, and the reading that the values begin after.
    row: usize,
    after: u32,
    meter: String,
    next: Arc<AtomicU32>,
    acknowledged: Acknowledged,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_any_kill_and_nothing_is_twice() {
    let folder = tempfile::tempdir().unwrap();
    let mut process = Process::demo(folder.path());
    let mut browser = Browser::new(&process.url);
    browser.sign_in("guide@example.org", PASSWORD).await;
    let page = browser.open("/readings").await;
    let meter = |row: usize| page.field(SUBMIT, &format!("submission[lines][{row}][meter]")).unwrap();
    let meters = [(0, 388, meter(0)), (1, 341, meter(1))];
    let acknowledged = Acknowledged::default();
    let next = Arc::new(AtomicU32::new(0));

    for round in 0..ROUNDS {
        let mut load = JoinSet::new();
        for (row, after, meter) in meters.iter().chain(&meters).cloned() {
            let (next, acknowledged) = (Arc::clone(&next), Arc::clone(&acknowledged));
            load.spawn(
                Submitter { browser: browser.clone(), row, after, meter, next, acknowledged }
                    .submit_for_ever(),
            );
        }
        // Spread over the rounds, so that a kill finds the process in every state.
        let enough = acknowledged.lock().unwrap().len() + 1 + (round % 4) as usize;
        while acknowledged.lock().unwrap().len() < enough {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        tokio::time::sleep(Duration::from_millis(u64::from(round * 7 % 37))).await;
        process.child.kill().unwrap();
        process.child.wait().unwrap();
        load.join_all().await;
        process = Process::demo(folder.path());
        browser = browser.at(&process.url);
    }
    drop(process);

    let acknowledged = acknowledged.lock().unwrap().clone();
    assert!(acknowledged.len() > ROUNDS as usize, "too little load: {}", acknowledged.len());
    compare(folder.path(), &acknowledged).await;
}

impl Submitter {
    /// Goes on until the process is gone.
    async fn submit_for_ever(self) {
        while self.submit().await.is_ok() {}
    }

    /// Opens the page, fills in one row and sends it twice, as the offline queue may.
    async fn submit(&self) -> Result<(), reqwest::Error> {
        // A row that is taken already is opened for correction.
        let correcting = format!("/readings?period=2018-01&correct={}", self.meter);
        let page =
            self.browser.request(http::Method::GET, &correcting).header("accept", "text/html").send().await?;
        let page = page.text().await?;
        let value = (self.after + 1 + self.next.fetch_add(1, Ordering::Relaxed) % 9).to_string();
        let typed = (format!("submission[lines][{}][values][0]", self.row), value.clone());
        let fields = crate::support::fill(&page, SUBMIT, &[(&typed.0, &typed.1)]);
        let mut answers = HashSet::new();
        for _ in 0..2 {
            let answer = self
                .browser
                .request(http::Method::POST, SUBMIT)
                .header("accept", "application/json")
                .form(&fields)
                .send()
                .await?;
            let status = answer.status();
            let path = answer.text().await?;
            assert_eq!(status, StatusCode::OK, "{path}: {fields:?}");
            let id: Uuid = path.trim_matches('"').rsplit_once("answer=").expect(&path).1.parse().unwrap();
            answers.insert(id);
            self.acknowledged.lock().unwrap().insert(SubmissionId(id), value.clone());
        }
        assert_eq!(answers.len(), 1, "sent twice, it is one submission");
        Ok(())
    }
}

async fn compare(folder: &Path, acknowledged: &HashMap<SubmissionId, String>) {
    let url = format!("sqlite://{}", folder.join("domovoy.sqlite").display());
    let db = Db::open(&DbSettings { url, max_connections: 1 }).await.unwrap();
    let tx = db.read();
    let everything = Actor::System.own().unwrap();
    let mut meters: HashSet<MeterId> = HashSet::new();
    for (id, typed) in acknowledged {
        let kept = submissions::find(&tx, &everything, *id).await.unwrap();
        let kept = kept.unwrap_or_else(|| panic!("{typed} was acknowledged and is lost: {id}"));
        assert_eq!(kept.lines[0].values[0], *typed);
        meters.extend(kept.lines.iter().map(|line| line.meter));
    }
    let meters: Vec<_> = meters.into_iter().collect();
    let period = Period::new(2018, 1).unwrap();
    let readings = readings::of_meters(&tx, &meters, period).await.unwrap();
    let mut submitted = HashSet::new();
    // The last one before is there too, to compare with.
    for reading in readings.iter().filter(|reading| reading.period >= period) {
        let submission = reading.submission_id.unwrap();
        assert!(submitted.insert(submission), "twice: {submission}");
        assert!(submissions::is_recorded(&tx, submission).await.unwrap(), "half a submission: {submission}");
    }
    assert!(submitted.len() > ROUNDS as usize, "too few readings: {}", submitted.len());
    drop(tx);
    db.close().await.unwrap();
}
